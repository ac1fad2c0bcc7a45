"""Mend the structure tree of a tagged PDF, so that a screen reader gets what the page shows.

WeasyPrint 70 tags every box (`weasyprint.pdf.tags`) and stops there: no language, no notes, running
heads as content, list items beside stray blanks, paragraphs cut at the page's end, links without
a description. What is missing for PDF/UA-1 (ISO 14289-1) is added here, on pydyf's objects, before
they are written. `render` calls `mend`, in a worker process.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes

from ext_pdf.links import area_of, drop_areas, join_areas, mend_links, point
from ext_pdf.lists import classes, mend_lists
from ext_pdf.structure import Element, number, parent_tree, read_elements, write
from ext_pdf.tables import mend_tables

#: what goes on over the end of a page, and is one element all the same
_FLOWING = (
    *("/Sect", "/Div", "/P", "/L", "/LI", "/LBody", "/BlockQuote", "/Art", "/Part"),
    *("/Table", "/TBody", "/TR", "/TH", "/TD", "/Caption"),
    *("/H1", "/H2", "/H3", "/H4", "/H5", "/H6"),
)
#: what stands in a line
_INLINE = ("/Span", "/NonStruct", "/Link", "/Reference", "/Code", "/Quote")
#: what a note may stand in
_HOLDERS = (
    *("/Document", "/Part", "/Art", "/Sect", "/Div", "/BlockQuote"),
    *("/LBody", "/TD", "/TH", "/Caption"),
)
#: what a note is made of, by its classes (see `footnotes`)
_NOTES = {
    "footnote": "/Note",
    "note-block": "/P",
    "note-quote": "/BlockQuote",
    "note-code": "/Code",
    "note-list": "/L",
    "note-item": "/LI",
}


def mend(document: Any, pdf: pydyf.PDF) -> None:
    """Mend the structure tree that WeasyPrint wrote; raise `TagError` where it is another one."""
    elements = read_elements(document, pdf)
    root = elements[0]
    mend_links(root, pdf)
    for leader in [e for e in root.walk() if e.box is not None and e.box.is_leader]:
        assert leader.parent is not None
        leader.parent.kids.remove(leader)  # nobody wants to hear the dots
    _mend_blanks(root)
    _merge(root, pdf)
    known = {id(element) for element in root.walk()}
    lost = [element for element in elements if id(element) not in known]
    drop_areas(lost, pdf)
    _hide(pdf, lost)
    for element in [*root.walk()]:
        _name(element)
    join_areas(root, pdf)
    mend_lists(root, pdf)
    _mend_notes(root)
    mend_tables(root)
    _name_languages(root, pdf)
    for element in root.walk():
        write(element)


def _hide(pdf: pydyf.PDF, lost: list[Element]) -> None:
    """Make artifacts of leaders, and of the margins, which WeasyPrint leaves out of the tree."""
    numbers: dict[bytes, set[int]] = defaultdict(set)
    for element in lost:
        if hidden := {kid for kid in element.kids if isinstance(kid, int)}:
            numbers[element.values["Pg"]] |= hidden
        element.values.clear()
    nums = parent_tree(pdf)
    rows = dict(zip(nums[::2], nums[1::2], strict=True))
    for reference, hidden in numbers.items():
        page = pdf.objects[number(reference)]
        for mcid in hidden:
            rows[page["StructParents"]][mcid] = "null"
        stream = pdf.objects[number(page["Contents"])].stream
        for index, item in enumerate(stream):
            if isinstance(item, dict) and item.get("MCID") in hidden:
                stream[index - 1] = "/Artifact"
                stream[index] = pydyf.Dictionary({"Type": "/Pagination"})


def _mend_blanks(root: Element) -> None:
    """Say where there is a blank between words, which is not painted, and drop what is empty.

    WeasyPrint paints no text of blanks alone: without a mark, the words would be read as one.
    """
    for element in [*root.walk()]:
        if isinstance(element.box, boxes.TextBox) and not element.box.text.strip():
            assert element.parent is not None
            beside = element.parent.kids
            is_between = all(
                isinstance(each, Element) and each.tag in _INLINE
                for each in beside[max(0, beside.index(element) - 1) :][:3]
            )
            if is_between and beside[0] is not element and beside[-1] is not element:
                element.values["ActualText"] = pydyf.String(" ")
            else:
                beside.remove(element)
    _drop_empty(root)


def _drop_empty(element: Element) -> None:
    """Take out what holds nothing, but for the cells of a table."""
    for kid in element.children:
        _drop_empty(kid)
        if not kid.kids and kid.tag not in ("/TD", "/TH"):
            element.kids.remove(kid)
            kid.values.clear()


def _merge(parent: Element, pdf: pydyf.PDF) -> None:
    """Join what the end of a page, a column or a line cut: a paragraph is one paragraph."""
    last: dict[int, Element] = {}  # by the HTML element
    for kid in parent.children:
        source = _source(kid)
        before = last.get(id(source)) if source is not None else None
        if before is not None and kid.tag == before.tag and kid.tag in ("/THead", "/TFoot"):
            parent.kids.remove(kid)  # printed again on the next page
        elif before is not None and _goes_on(before, kid):
            _join(before, kid, pdf)
        elif source is not None and "::" not in kid.role:
            last[id(source)] = kid
    for kid in parent.children:
        _merge(kid, pdf)


def _source(element: Element) -> Any:
    """Return the HTML element; of an item that WeasyPrint wraps around a body, the body's."""
    if element.box is None and element.children:
        return _source(element.children[0])
    return element.box.element if element.box is not None else None


def _goes_on(before: Element, kid: Element) -> bool:
    """Return whether *kid* is what the end of a page, column or line left over of *before*.

    On one page nothing stands between the two: there, a block inside parted them.
    """
    if before.tag != kid.tag:
        return False
    assert before.parent is not None
    beside = before.parent.children
    is_next = beside.index(kid) == beside.index(before) + 1
    if kid.tag == "/Link":
        return is_next
    if not all(isinstance(each, Element) for each in kid.kids):
        return False
    if kid.tag in _FLOWING:
        return is_next or bool(before.values["Pg"] != kid.values["Pg"])
    return is_next and kid.tag in _INLINE


def _join(before: Element, kid: Element, pdf: pydyf.PDF) -> None:
    """Let *before* have what *kid* has."""
    assert kid.parent is not None
    if kid.tag == "/Link":  # its text may be on another page, and so stays an element
        kid.values["S"] = "/Span"
        for area in [each for each in kid.kids if isinstance(each, bytes)]:
            kid.kids.remove(area)
            before.kids.append(area)
            point(pdf, area_of(pdf, area), before)
        before.take(kid)
        return
    for child in kid.children:
        before.take(child)
    kid.parent.kids.remove(kid)
    kid.values.clear()


def _name(element: Element) -> None:
    """Tag code, notes, their numbers, the marks in the text, and what stands in a note."""
    is_anonymous = element.parent is not None and _source(element.parent) is _source(element)
    if isinstance(element.box, boxes.TextBox):
        return
    if element.role.endswith("::footnote-call"):
        element.values["S"] = "/Reference"
    elif element.role.endswith("::footnote-marker"):
        element.values["S"] = "/Lbl"
    elif element.role in ("code", "pre"):
        element.values["S"] = "/Code"
    elif element.role == "span":
        for name in [name for name in classes(element) if name in _NOTES]:
            element.values["S"] = "/NonStruct" if is_anonymous else _NOTES[name]


def _mend_notes(root: Element) -> None:
    """Give each note a name, and its place: after the paragraph that refers to it."""
    marks = {id(e.box.element): e for e in root.walk() if e.role.endswith("::footnote-call")}
    before = None
    for note in [element for element in root.walk() if element.tag == "/Note"]:
        note.values["ID"] = pydyf.String(f"note-{note.values.number}")
        # a note that another one refers to has no mark of its own, and follows that
        place = marks.get(id(note.box.element), before)
        before = note
        while place is not None and place.parent is not None and place.parent.tag not in _HOLDERS:
            place = place.parent
        if place is not None and place.parent is not None:
            kids = place.parent.kids
            at = kids.index(place) + 1
            while at < len(kids) and isinstance(kids[at], Element) and kids[at].tag == "/Note":  # type: ignore[union-attr]
                at += 1
            place.parent.take(note, at)
    for area in [e for e in root.children if not e.kids]:
        root.kids.remove(area)  # the foot of a page, when its notes are gone
        area.values.clear()


def _name_languages(root: Element, pdf: pydyf.PDF) -> None:
    """Write the language where it changes."""

    def name(element: Element, inherited: str) -> None:
        language = inherited
        if element.box is not None and element.box.style["lang"]:
            language = element.box.style["lang"]
        if language != inherited:
            element.values["Lang"] = pydyf.String(language)
        for kid in element.children:
            name(kid, language)

    name(root, pdf.catalog["Lang"].string)
