"""Conditions on languages: a screen reader has to know by whose rules it reads (Matterhorn 11)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pikepdf import Dictionary

from ext_arabic import messages
from ext_pdf.preflight.registry import N_, Fact, Fault, condition
from ext_pdf.preflight.tree import annotations_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ext_pdf.preflight.document import Document
    from ext_pdf.preflight.tree import Element

__ = messages.console("ext_pdf")


@condition("language", N_("language"), "screen")
def language(document: Document) -> Iterator[Fact | Fault]:
    """Ask in which language the text is, and all that is said beside it."""
    whole = str(document.pdf.Root.get("/Lang", ""))
    found = Counter(str(e.values["/Lang"]) for e in document.elements if "/Lang" in e.values)
    for name in (whole, *found):
        if name and not name.replace("-", "").isalnum():
            yield Fault(__("“%s” is no language") % name)
    if not whole:  # the language of the file is that of whatever says no other
        yield from _undetermined(document)
    yield Fact(", ".join(dict.fromkeys(filter(None, (whole, *sorted(found))))))


def _undetermined(document: Document) -> Iterator[Fault]:
    """Yield what has no language of its own, where the file has none."""
    silent = [element for element in document.elements if not _is_named(element)]
    named = {
        (number, key, mcid)
        for number, marked in enumerate(document.marked, 1)
        for key, mcid in marked.languages
    }
    if any({*element.content} - named for element in silent):
        yield Fault(__("11-001: the language of the text is not said"))
    if any(name in e.values for e in silent for name in ("/Alt", "/ActualText", "/E")):
        yield Fault(__("11-002: the language of alternative texts is not said"))
    outlines = document.pdf.Root.get("/Outlines")
    if isinstance(outlines, Dictionary) and "/First" in outlines:
        yield Fault(__("11-003: the language of the bookmarks is not said"))
    owners = {a.objgen: e for e in document.elements for a in e.annotations}
    for number, page in enumerate(document.pages, 1):
        for note in annotations_of(page):
            owner = owners.get(note.objgen)
            if owner is not None and _is_named(owner):
                continue
            if "/Contents" in note:
                yield Fault(__("11-004: the language of a description is not said"), number)
            if "/TU" in note:
                yield Fault(__("11-005: the language of a field's name is not said"), number)
    yield Fault(__("11-006: the file does not say its language"))


def _is_named(element: Element) -> bool:
    """Return whether *element*, or one that it stands in, says its language."""
    node: Element | None = element
    while node is not None:
        if str(node.values.get("/Lang", "")):
            return True
        node = node.parent
    return False
