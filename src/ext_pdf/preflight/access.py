"""Conditions on what a screen reader gets: the Matterhorn Protocol's, where a machine can ask.

A fault begins with the number of its failure condition in the Matterhorn Protocol 1.1 (PDF
Association, 2021), which lists what breaks PDF/UA-1 (ISO 14289-1), where it has one.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Stream

from ext_arabic import messages
from ext_pdf.preflight.registry import N_, Fact, Fault, condition
from ext_pdf.preflight.tree import STANDARD, annotations_of, read_marked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ext_pdf.preflight.document import Document
    from ext_pdf.preflight.tree import Element

__ = messages.console("ext_pdf")

#: what may stand directly in what (ISO 32000-1, 14.8.4.3)
_INSIDE = {
    "/L": {"/L", "/LI", "/Caption"},
    "/LI": {"/Lbl", "/LBody"},
    "/Table": {"/TR", "/THead", "/TBody", "/TFoot", "/Caption"},
    "/THead": {"/TR"},
    "/TBody": {"/TR"},
    "/TFoot": {"/TR"},
    "/TR": {"/TH", "/TD"},
    "/TOC": {"/TOC", "/TOCI", "/Caption"},
}
#: the failure conditions of lists and tables of contents; of tables otherwise
_NUMBERS = {**dict.fromkeys(("/L", "/LI", "/LBody"), "09-005"),
            **dict.fromkeys(("/TOC", "/TOCI"), "09-006")}  # fmt: skip
_PARENT = {
    "/LI": {"/L"},
    "/LBody": {"/LI"},
    "/TR": {"/Table", "/THead", "/TBody", "/TFoot"},
    "/TH": {"/TR"},
    "/TD": {"/TR"},
    "/THead": {"/Table"},
    "/TBody": {"/Table"},
    "/TFoot": {"/Table"},
    "/TOCI": {"/TOC"},
}


@condition("tags", N_("tags"), "screen")
def tags(document: Document) -> Iterator[Fact | Fault]:
    """Ask whether all that is painted is either tagged and reached, or an artifact."""
    marked = document.pdf.Root.get("/MarkInfo")
    if not isinstance(marked, Dictionary) or not marked.get("/Marked"):
        yield Fault(__("the file does not say that it is tagged (MarkInfo)"))
    if not document.tree:
        yield Fault(__("there is no structure tree"))
        return
    reached = Counter(place for e in document.elements for place in e.content)
    for number, page in enumerate(document.pages, 1):
        found = read_marked(page)
        if found.unmarked:
            text = __("01-005: painted, and neither tagged nor an artifact: %d")
            yield Fault(text % found.unmarked, number)
        if found.mixed:
            text = __("01-003, 01-004: artifacts in tagged content, or the other way round: %d")
            yield Fault(text % found.mixed, number)
        lost = [mcid for mcid in found.numbers if not reached[number, mcid]]
        if lost:
            text = __("01-005: tagged, and not in the structure tree: %d")
            yield Fault(text % len(lost), number)
    for (number, _), times in reached.items():
        if times > 1:
            yield Fault(__("the same content is in the structure tree twice"), number)
    yield Fact(__("elements: %d") % len(document.elements))


@condition("structure", N_("structure"), "screen")
def structure(document: Document) -> Iterator[Fact | Fault]:
    """Ask whether each type is known, and stands where it may."""
    for element in document.elements:
        tag, parent = element.tag, element.parent.tag if element.parent else ""
        if tag not in STANDARD:
            yield Fault(
                __("02-001: the type %s is mapped to none that is known") % tag, element.page
            )
        wrong = parent in _INSIDE and tag not in _INSIDE[parent]
        if wrong or (tag in _PARENT and parent not in _PARENT[tag]):
            number = _NUMBERS.get(tag) or _NUMBERS.get(parent, "09-004")
            parts = {"number": number, "tag": tag, "parent": parent or "StructTreeRoot"}
            yield Fault(__("%(number)s: %(tag)s stands in %(parent)s") % parts, element.page)
    yield from _headings(document)


def _headings(document: Document) -> Iterator[Fact | Fault]:
    levels = [(int(e.tag[2]), e.page) for e in document.elements if e.tag[1:] in _LEVELS]
    before = 0
    for level, page in levels:
        if not before and level != 1:
            yield Fault(__("14-002: the first heading is not of the first level"), page)
        elif level > before + 1:
            parts = {"before": before, "level": level}
            yield Fault(__("14-003: after level %(before)d comes %(level)d") % parts, page)
        before = level
    if levels and any(element.tag == "/H" for element in document.elements):
        yield Fault(__("14-007: headings with and without levels"))
    yield Fact(__("headings: %d") % len(levels))


_LEVELS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})


@condition("language", N_("language"), "screen")
def language(document: Document) -> Iterator[Fact | Fault]:
    """Ask in which language the text is."""
    whole = str(document.pdf.Root.get("/Lang", ""))
    if not whole:
        yield Fault(__("11-006: the file does not say its language"))
    found = Counter(str(e.values["/Lang"]) for e in document.elements if "/Lang" in e.values)
    for name in (whole, *found):
        if name and not name.replace("-", "").isalnum():
            yield Fault(__("“%s” is no language") % name)
    yield Fact(", ".join(filter(None, (whole, *sorted(found)))))


@condition("names", N_("descriptions"), "screen")
def names(document: Document) -> Iterator[Fact | Fault]:
    """Ask whether pictures, formulas, notes and links say what they are."""
    ids: set[str] = set()
    for element in document.elements:
        values = element.values
        is_described = str(values.get("/Alt", "")) or str(values.get("/ActualText", ""))
        if element.tag == "/Figure" and not is_described:
            yield Fault(__("13-004: a picture has no alternative text"), element.page)
        if element.tag == "/Formula" and not is_described:
            yield Fault(__("17-002: a formula has no alternative text"), element.page)
        if element.tag == "/Note":
            name = str(values.get("/ID", ""))
            if not name:
                yield Fault(__("19-003: a note has no ID"), element.page)
            elif name in ids:
                yield Fault(__("19-004: two notes have the same ID: %s") % name, element.page)
            ids.add(name)
    yield Fact(__("notes: %d") % len(ids))


@condition("tables", N_("tables"), "screen")
def tables(document: Document) -> Iterator[Fact | Fault]:
    """Ask whether the heads of a table say what they are the heads of."""
    found = [element for element in document.elements if element.tag == "/Table"]
    for table in found:
        cells = [e for e in table.walk() if e.tag in ("/TH", "/TD")]
        linked = any(_attribute(cell, "/Headers") is not None for cell in cells)
        for cell in cells:
            if cell.tag == "/TH" and not _attribute(cell, "/Scope") and not linked:
                yield Fault(__("15-003: a head does not say what it is the head of"), cell.page)
        rows = [e for e in table.walk() if e.tag == "/TR"]
        widths = {sum(_span(cell) for cell in row.children) for row in rows}
        spans = any(_attribute(cell, "/RowSpan") for cell in cells)
        if len(widths) > 1 and not spans:
            yield Fault(__("the rows of a table are not of one length"), table.page)
    yield Fact(__("tables: %d") % len(found))


def _attribute(element: Element, name: str) -> object:
    found = element.values.get("/A")
    for each in found if isinstance(found, Array) else [found]:
        if isinstance(each, Dictionary) and name in each:
            return each[name]
    return None


def _span(cell: Element) -> int:
    return int(str(_attribute(cell, "/ColSpan") or 1))


@condition("links", N_("links"), "screen")
def links(document: Document) -> Iterator[Fact | Fault]:
    """Ask whether every annotation is in the tree, with a description."""
    owners = {a.objgen: e for e in document.elements for a in e.annotations}
    count = 0
    for number, page in enumerate(document.pages, 1):
        found = annotations_of(page)
        if found and page.get("/Tabs") != "/S":
            yield Fault(__("28-008: the order of the annotations is not that of the text"), number)
        for note in found:
            is_hidden = int(note.get("/F", 0)) & 2
            if is_hidden or note.get("/Subtype") == "/Popup":
                continue
            count += 1
            owner = owners.get(note.objgen)
            is_link = note.get("/Subtype") == "/Link"
            if owner is None:
                yield Fault(__("28-002: an annotation is not in the structure tree"), number)
            elif is_link and not owner.inside("/Link"):
                yield Fault(__("28-011: a link stands in %s") % owner.tag, number)
            if is_link and not str(note.get("/Contents", "")):
                yield Fault(__("28-012: a link has no description"), number)
    yield Fact(__("annotations: %d") % count)


@condition("metadata", N_("metadata"), "screen")
def metadata(document: Document) -> Iterator[Fact | Fault]:
    """Ask for the title, and for what the file says of itself."""
    if not isinstance(document.pdf.Root.get("/Metadata"), Stream):
        yield Fault(__("06-001: there are no metadata"))
        return
    if document.identity("pdfua") != "1":
        yield Fault(__("06-002: the metadata do not name PDF/UA-1"))
    if not document.xmp.get("title"):
        yield Fault(__("06-003: the metadata have no title"))
    preferences = document.pdf.Root.get("/ViewerPreferences")
    shown = isinstance(preferences, Dictionary) and preferences.get("/DisplayDocTitle")
    if not shown:
        yield Fault(__("07-001: readers are not asked to show the title"))
    if document.pdf.is_encrypted and not document.pdf.allow.accessibility:
        yield Fault(__("26-002: the text is locked against screen readers"))
    yield Fact(document.info("Title"))
