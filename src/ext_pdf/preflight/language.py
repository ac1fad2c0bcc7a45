"""Conditions on languages: a screen reader has to know by whose rules it reads (Matterhorn 11)."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from pikepdf import Dictionary

from ext_arabic import messages
from ext_pdf.preflight.registry import N_, Fact, Fault, condition
from ext_pdf.preflight.tree import annotations_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ext_pdf.preflight.document import Document
    from ext_pdf.preflight.tree import Element, Place

__ = messages.console("ext_pdf")

#: RFC 3066, which ISO 32000-1 names in 14.9.2
_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


@condition("language", N_("language"), "screen")
def language(document: Document) -> Iterator[Fact | Fault]:
    """Ask in which language the text is, and all that is said beside it."""
    whole = str(document.pdf.Root.get("/Lang", ""))
    found = Counter(str(e.values["/Lang"]) for e in document.elements if "/Lang" in e.values)
    for name in (whole, *found):
        if name and not _TAG.fullmatch(name):
            yield Fault(__("“%s” is no language") % name)
    yield from _undetermined(document, whole)
    yield Fact(", ".join(dict.fromkeys(filter(None, (whole, *sorted(found))))))


def _undetermined(document: Document, whole: str) -> Iterator[Fault]:
    """Yield what has no language; that of the file is that of whatever says no other."""
    silent = [element for element in document.elements if not _said(element, whole)]
    named = _named(document) if silent else set()
    if any({*element.content} - named for element in silent):
        yield Fault(__("11-001: the language of the text is not said"))
    if any(name in e.values for e in silent for name in ("/Alt", "/ActualText", "/E")):
        yield Fault(__("11-002: the language of alternative texts is not said"))
    outlines = document.pdf.Root.get("/Outlines")
    if not whole and isinstance(outlines, Dictionary) and "/First" in outlines:
        yield Fault(__("11-003: the language of the bookmarks is not said"))
    owners = {a.objgen: e for e in document.elements for a in e.annotations}
    for number, page in enumerate(document.pages, 1):
        for note in annotations_of(page):
            if _said(owners.get(note.objgen), whole):
                continue
            if "/Contents" in note:
                yield Fault(__("11-004: the language of a description is not said"), number)
            if "/TU" in note:
                yield Fault(__("11-005: the language of a field's name is not said"), number)
    if not whole:
        yield Fault(__("11-006: the file does not say its language"))


def _named(document: Document) -> set[Place]:
    """Return the content that says its language itself."""
    return {
        (number, key, mcid)
        for number, marked in enumerate(document.marked, 1)
        for key, mcid in marked.languages
    }


def _said(element: Element | None, whole: str) -> str:
    """Return the language of *element*, or of the nearest around it that says one.

    An empty one says that it is not known (ISO 32000-1, 14.9.2.1).
    """
    while element is not None:
        if "/Lang" in element.values:
            return str(element.values["/Lang"])
        element = element.parent
    return whole
