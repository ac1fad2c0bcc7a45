"""What a condition is, and the list of all of them. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    from ext_pdf.preflight.document import Document

    Ask: TypeAlias = Callable[[Document], Iterator["Fact | Fault"]]


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "translate me later"
    """Mark *message* for the catalog."""
    return message


#: what a file is for: a print shop, or screens, screen readers and archives
Purpose = Literal["press", "screen"]


@dataclass(frozen=True)
class Fact:
    """What was found, and is as it should be."""

    text: str


@dataclass(frozen=True)
class Fault:
    """What a print shop would send the file back for."""

    text: str
    #: counted from 1; 0 for the whole file
    page: int = 0


@dataclass(frozen=True)
class Condition:
    """One thing that is asked of a file."""

    name: str
    #: for the table; English, see `N_`
    title: str
    ask: Ask
    purposes: tuple[Purpose, ...]


CONDITIONS: dict[str, Condition] = {}


def condition(name: str, title: str, *purposes: Purpose) -> Callable[[Ask], Ask]:
    """Register a generator of facts and faults under *name*; for the press, if nothing is said."""

    def register(ask: Ask) -> Ask:
        assert name not in CONDITIONS
        CONDITIONS[name] = Condition(name, title, ask, purposes or ("press",))
        return ask

    return register
