"""What the checks read and what they report."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from ext_translations.checks.markup import Markup, read_markup

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ext_translations.checks.termbase import Term


class Severity(StrEnum):
    """How much a finding matters."""

    #: a brief with one is not published under the policy `strict`
    ERROR = "error"
    #: most likely a slip: look again
    WARNING = "warning"
    #: too imprecise to be shown unasked
    ADVICE = "advice"


@dataclass(frozen=True)
class Pair:
    """One message and its translation."""

    msgid: str
    msgstr: str
    fuzzy: bool = False
    #: line of the msgid in the catalog, from 1
    line: int = 1
    #: gettext's ``msgctxt``
    msgctxt: str | None = None

    @cached_property
    def source(self) -> Markup:
        """The message, read."""
        return read_markup(self.msgid)

    @cached_property
    def target(self) -> Markup:
        """The translation, read."""
        return read_markup(self.msgstr)


#: every translation of a message, with how often it stands in the catalogs: by msgctxt and msgid
Memory = dict[tuple[str | None, str], Counter[str]]


@dataclass(frozen=True)
class Context:
    """What the checks know beside the pair."""

    #: the language translated into
    language: str = "en"
    #: the approved words; none without a term base
    terms: tuple[Term, ...] = ()
    #: the keys that the references files define; None where there is no such file
    keys: frozenset[str] | None = None
    #: whether what stands between two dollar signs is a formula
    dollarmath: bool = True
    #: how each message is translated, in all catalogs
    memory: Mapping[tuple[str | None, str], Counter[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Finding:
    """One thing that a check found."""

    file: Path
    line: int
    msgid: str
    severity: Severity
    check: str
    message: str
