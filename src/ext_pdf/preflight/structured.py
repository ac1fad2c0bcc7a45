"""Conditions on the structure tree: types, what stands in what, headings, tables, notes.

The numbers are the Matterhorn Protocol's, see `access`.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary

from ext_arabic import messages
from ext_pdf.preflight.registry import N_, Fact, Fault, condition
from ext_pdf.preflight.tree import STANDARD, is_circular

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ext_pdf.preflight.document import Document
    from ext_pdf.preflight.tree import Element

__ = messages.console("ext_pdf")

_ROWS = {"/THead", "/TBody", "/TFoot"}
#: what may stand directly in what (ISO 32000-1, 14.8.4.3 and 14.8.4.4)
_INSIDE = {
    "/L": {"/L", "/LI", "/Caption"},
    "/LI": {"/Lbl", "/LBody"},
    "/Table": {"/TR", "/Caption", *_ROWS},
    "/THead": {"/TR"},
    "/TBody": {"/TR"},
    "/TFoot": {"/TR"},
    "/TR": {"/TH", "/TD"},
    "/TOC": {"/TOC", "/TOCI", "/Caption"},
    "/TOCI": {"/Lbl", "/Reference", "/NonStruct", "/P", "/TOC"},
    "/Ruby": {"/RB", "/RT", "/RP"},
    "/Warichu": {"/WT", "/WP"},
}
_PARENT = {
    "/LI": {"/L"},
    "/LBody": {"/LI"},
    "/TR": {"/Table", *_ROWS},
    "/TH": {"/TR"},
    "/TD": {"/TR"},
    "/THead": {"/Table"},
    "/TBody": {"/Table"},
    "/TFoot": {"/Table"},
    "/TOCI": {"/TOC"},
    "/RB": {"/Ruby"},
    "/RT": {"/Ruby"},
    "/RP": {"/Ruby"},
    "/WT": {"/Warichu"},
    "/WP": {"/Warichu"},
}
#: the failure conditions; of tables otherwise
_NUMBERS = {
    **dict.fromkeys(("/L", "/LI", "/LBody"), "09-005"),
    **dict.fromkeys(("/TOC", "/TOCI"), "09-006"),
    **dict.fromkeys(("/Ruby", "/RB", "/RT", "/RP"), "09-007"),
    **dict.fromkeys(("/Warichu", "/WT", "/WP"), "09-008"),
}
_LEVELS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})


@condition("structure", N_("structure"), "screen")
def structure(document: Document) -> Iterator[Fact | Fault]:
    """Ask whether each type is known, and stands where it may."""
    yield from _roles(document)
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
        if [kid.tag for kid in element.children].count("/H") > 1:
            yield Fault(__("14-006: two headings without a level stand together"), element.page)
    yield from _headings(document)


def _roles(document: Document) -> Iterator[Fault]:
    root = document.pdf.Root.get("/StructTreeRoot")
    roles = root.get("/RoleMap") if isinstance(root, Dictionary) else None
    for tag in roles.keys() if isinstance(roles, Dictionary) else ():
        if tag in STANDARD:
            yield Fault(__("02-004: the known type %s is mapped to another") % tag)
        elif roles is not None and is_circular(tag, roles):
            yield Fault(__("02-003: the type %s is mapped to itself in the end") % tag)


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


@condition("tables", N_("tables"), "screen")
def tables(document: Document) -> Iterator[Fact | Fault]:
    """Ask whether a table has its parts once, and its heads say what they are the heads of."""
    found = [element for element in document.elements if element.tag == "/Table"]
    for table in found:
        yield from _parts(table)
        own = [*_own(table)]
        cells = [e for e in own if e.tag in ("/TH", "/TD")]
        linked = any(_attribute(cell, "/Headers") is not None for cell in cells)
        for cell in cells:
            if cell.tag == "/TH" and not _attribute(cell, "/Scope") and not linked:
                yield Fault(__("15-003: a head does not say what it is the head of"), cell.page)
        rows = [e for e in own if e.tag == "/TR"]
        widths = {sum(_span(cell) for cell in row.children) for row in rows}
        spans = any(_attribute(cell, "/RowSpan") for cell in cells)
        if len(widths) > 1 and not spans:
            yield Fault(__("the rows of a table are not of one length"), table.page)
    yield Fact(__("tables: %d") % len(found))


def _own(element: Element) -> Iterator[Element]:
    """Yield what is in a table, but for tables in it and what is in those."""
    for child in element.children:
        if child.tag != "/Table":
            yield child
            yield from _own(child)


def _parts(table: Element) -> Iterator[Fault]:
    tags = [kid.tag for kid in table.children]
    once = Counter(tag for tag in tags if tag in {"/THead", "/TFoot", "/Caption"})
    if any(count > 1 for count in once.values()):
        text = __("09-004: a table has two of these: %s")
        yield Fault(text % ", ".join(tag for tag, count in once.items() if count > 1), table.page)
    if "/Caption" in tags[1:-1]:
        yield Fault(__("09-004: the caption of a table is neither first nor last"), table.page)
    if "/TR" in tags and _ROWS & {*tags}:
        yield Fault(__("09-004: rows stand beside groups of rows"), table.page)


def _attribute(element: Element, name: str) -> object:
    found = element.values.get("/A")
    for each in found if isinstance(found, Array) else [found]:
        if isinstance(each, Dictionary) and name in each:
            return each[name]
    return None


def _span(cell: Element) -> int:
    return int(str(_attribute(cell, "/ColSpan") or 1))
