"""Conditions on annotations: links, fields, media, marks of the print shop (Matterhorn 28)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pikepdf import Dictionary, Stream

from ext_arabic import messages
from ext_pdf.preflight.marked import read_marked
from ext_pdf.preflight.registry import N_, Fact, Fault, condition
from ext_pdf.preflight.scan import Budget
from ext_pdf.preflight.tree import annotations_of
from ext_pdf.walk import inherited

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf

    from ext_pdf.preflight.document import Document
    from ext_pdf.preflight.tree import Element

__ = messages.console("ext_pdf")

#: ISO 32000-1, table 169
_KNOWN = re.findall(
    r"/\w+",
    "/Text /Link /FreeText /Line /Square /Circle /Polygon /PolyLine /Highlight /Underline /Squiggly"
    " /StrikeOut /Stamp /Caret /Ink /Popup /FileAttachment /Sound /Movie /Widget /Screen"
    " /PrinterMark /TrapNet /Watermark /3D",
)
_HIDDEN = 2


@condition("links", N_("links"), "screen")
def links(document: Document) -> Iterator[Fact | Fault]:
    """Ask whether every annotation is in the tree, with a description."""
    owners = {a.objgen: e for e in document.elements for a in e.annotations}
    count = 0
    for number, page in enumerate(document.pages, 1):
        found = annotations_of(page)
        tabs = page.get("/Tabs")
        if found and tabs is None:
            yield Fault(__("28-008: the order of the annotations is not said (Tabs)"), number)
        elif found and tabs != "/S":
            yield Fault(__("28-009: the order of the annotations is not that of the text"), number)
        for note in found:
            if note.get("/Subtype") == "/PrinterMark":
                yield from _mark(note, number)
            elif _is_met(document, page, note):
                count += 1
                yield from _one(note, owners.get(note.objgen), number)
    yield Fact(__("annotations: %d") % count)


def _is_met(document: Document, page: pikepdf.Object, note: pikepdf.Object) -> bool:
    """Return whether a reader meets an annotation: it is not hidden, nor beside the page."""
    if int(note.get("/F", 0)) & _HIDDEN or note.get("/Subtype") == "/Popup":
        return False
    place = document.box(note, "Rect")
    area = document.box(page, "CropBox") or document.box(page, "MediaBox")
    if place is None or area is None:
        return True
    return place[0] < area[2] and place[2] > area[0] and place[1] < area[3] and place[3] > area[1]


def _one(note: pikepdf.Object, owner: Element | None, number: int) -> Iterator[Fault]:
    kind = str(note.get("/Subtype", ""))
    tag = owner.tag if owner is not None else "StructTreeRoot"
    said = str(note.get("/Contents", ""))
    alternative = str(owner.values.get("/Alt", "")) if owner is not None else ""
    match kind:
        case "/Link":
            if owner is None or not owner.inside("/Link"):
                yield Fault(__("28-011: a link stands in %s") % tag, number)
            if not said:
                yield Fault(__("28-012: a link has no description"), number)
        case "/Widget":
            if owner is None or not owner.inside("/Form"):
                yield Fault(__("28-010: a field stands in %s") % tag, number)
            if not (str(inherited(note, "/TU") or "") or alternative):
                yield Fault(__("28-005: a field has no name for readers"), number)
        case "/TrapNet":
            yield Fault(__("28-007: an annotation for trapping (TrapNet)"), number)
        case _:
            if owner is None or tag != "/Annot":
                parts = {"kind": kind, "tag": tag}
                yield Fault(__("28-002: the annotation %(kind)s stands in %(tag)s") % parts, number)
            if not (said or alternative):
                yield Fault(__("28-004: an annotation has no description"), number)
    yield from _kind(note, kind, number)


def _kind(note: pikepdf.Object, kind: str, number: int) -> Iterator[Fault]:
    """Ask what the kind of an annotation asks for."""
    if kind not in _KNOWN:
        yield Fault(__("28-006: there are no annotations of the kind %s") % kind, number)
    if kind == "/FileAttachment":
        names = note.get("/FS", Dictionary())
        if "/F" not in names or "/UF" not in names:
            text = __("28-016: a file in an annotation has no name for every reader (F, UF)")
            yield Fault(text, number)
    yield from _media(note, number)


def _mark(note: pikepdf.Object, number: int) -> Iterator[Fault]:
    """Ask of a mark of the print shop whether readers are spared it."""
    if "/StructParent" in note:
        yield Fault(__("28-017: a mark of the print shop is in the structure tree"), number)
    appearance = note.get("/AP", Dictionary()).get("/N")
    if isinstance(appearance, Stream):
        found = read_marked(appearance, Budget())
        if found.unmarked or found.numbers:
            yield Fault(__("28-018: a mark of the print shop is no artifact"), number)


def _media(note: pikepdf.Object, number: int) -> Iterator[Fault]:
    """Ask of a film or sound which kind of file it is, and what it says in words."""
    action = note.get("/A", Dictionary())
    rendition = action.get("/R", Dictionary()) if isinstance(action, Dictionary) else Dictionary()
    clip = rendition.get("/C", Dictionary()) if isinstance(rendition, Dictionary) else Dictionary()
    if isinstance(clip, Dictionary) and clip.get("/S") == "/MCD":
        if "/CT" not in clip:
            yield Fault(__("28-014: the kind of a film or sound is not said (CT)"), number)
        if "/Alt" not in clip:
            yield Fault(__("28-015: a film or sound has no alternative text"), number)
