"""Ask every condition of one file. Plain Python; ``midad preflight`` and the builder call it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ext_arabic import messages
from ext_pdf.preflight import (
    access,
    archive,
    language,
    letters,
    links,
    pages,
    painted,
    standard,
    structured,
)
from ext_pdf.preflight.document import Asked, Document, UnreadableError, opened
from ext_pdf.preflight.registry import CONDITIONS, Fact, Fault

if TYPE_CHECKING:
    from pathlib import Path

    from ext_pdf.preflight.registry import Purpose

__ = messages.console("ext_pdf")

#: importing them has filled the registry; in this order they are asked
MODULES = (
    *(standard, access, structured, language, links),
    *(archive, letters, pages, painted),
)

__all__ = ["Answer", "Asked", "Fact", "Fault", "UnreadableError", "answers", "examine"]


@dataclass(frozen=True)
class Answer:
    """What one condition came to."""

    name: str
    title: str
    facts: tuple[Fact, ...]
    faults: tuple[Fault, ...]


def examine(path: Path, asked: Asked | None = None, purpose: Purpose | None = None) -> list[Answer]:
    """Return the answers of all conditions of *purpose*, or of what the file is for.

    Raises:
        UnreadableError: the file cannot be examined.

    """
    with opened(path, asked or Asked()) as document:
        return answers(document, purpose or document.purpose)


def answers(document: Document, purpose: Purpose = "press") -> list[Answer]:
    """Ask every condition of *purpose* of an open document."""
    order = [module.__name__ for module in MODULES]
    made = []
    asked = [each for each in CONDITIONS.values() if purpose in each.purposes]
    for each in sorted(asked, key=lambda one: order.index(one.ask.__module__)):
        found = list(each.ask(document))
        facts = tuple(item for item in found if isinstance(item, Fact))
        faults = tuple(item for item in found if isinstance(item, Fault))
        made.append(Answer(each.name, __(each.title), facts, faults))
    return made
