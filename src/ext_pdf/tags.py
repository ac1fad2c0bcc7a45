"""Mend the structure tree of a tagged PDF, so that a screen reader gets what the page shows.

WeasyPrint 70 tags every box (`weasyprint.pdf.tags`) and stops there: no language, no notes, running
heads as content, list items beside stray blanks, paragraphs cut at the page's end, links without
a description. What is missing for PDF/UA-1 (ISO 14289-1) is added here, on pydyf's objects, before
they are written. `render` calls `mend`, in a worker process.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pydyf
from weasyprint.formatting_structure import boxes

from ext_pdf.structure import Element, number, parent_tree, read_elements, write

if TYPE_CHECKING:
    from collections.abc import Mapping

#: what goes on over the end of a page, and is one element all the same
_FLOWING = ("/Sect", "/Div", "/P", "/L", "/LI", "/LBody", "/BlockQuote", "/Art", "/Part")


def mend(document: Any, pdf: pydyf.PDF) -> None:
    """Mend the structure tree that WeasyPrint wrote; raise `TagError` where it is another one."""
    elements = read_elements(document, pdf)
    root = elements[0]
    for element in root.walk():
        _mend_link(element, pdf)
    for leader in [e for e in root.walk() if e.box is not None and e.box.is_leader]:
        assert leader.parent is not None
        leader.parent.kids.remove(leader)  # nobody wants to hear the dots
    known = {id(element) for element in root.walk()}
    _hide(pdf, [element for element in elements if id(element) not in known])
    _merge(root)
    for element in [*root.walk()]:
        _mend_list(element)
    for element in [*root.walk()]:
        _mend_item(element, pdf)
        _mend_note(element)
        _mend_header(element)
    _name_languages(root, pdf)
    for element in root.walk():
        write(element)


def _hide(pdf: pydyf.PDF, lost: list[Element]) -> None:
    """Make artifacts of leaders, and of the margins, which WeasyPrint leaves out of the tree."""
    numbers: dict[bytes, set[int]] = defaultdict(set)
    for element in lost:
        numbers[element.values["Pg"]].update(kid for kid in element.kids if isinstance(kid, int))
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


def _merge(parent: Element) -> None:
    """Join what the end of a page or column cut: a paragraph is one paragraph."""
    last: dict[int, Element] = {}  # by the HTML element
    for kid in parent.children:
        source = kid.box.element if kid.box is not None else None
        before = last.get(id(source)) if source is not None else None
        if before is not None and _goes_on(before, kid):
            for child in kid.children:
                before.take(child)
            parent.kids.remove(kid)
            kid.values.clear()
            continue
        if source is not None and "::" not in kid.role:
            last[id(source)] = kid
    for kid in parent.children:
        _merge(kid)


def _goes_on(before: Element, kid: Element) -> bool:
    """Return whether *kid* is what the end of a page or column left over of *before*.

    On one page nothing stands between the two: there, a block inside parted them.
    """
    if kid.tag not in _FLOWING or before.tag != kid.tag:
        return False
    if not all(isinstance(each, Element) for each in kid.kids):
        return False
    assert before.parent is not None
    beside = before.parent.children
    is_next = beside.index(kid) == beside.index(before) + 1
    return is_next or bool(before.values["Pg"] != kid.values["Pg"])


def _mend_list(element: Element) -> None:
    """Leave nothing but items in a list (ISO 32000-1, 14.8.4.3.3)."""
    if element.values.get("S") != "/L":  # a column that was taken into its list has none
        return
    while wrapper := next((k for k in element.children if _is_wrapper(k, element)), None):
        at = element.kids.index(wrapper)
        for offset, child in enumerate(wrapper.children):
            element.take(child, at + offset)
        element.kids.remove(wrapper)
        wrapper.values.clear()
    item = None
    for kid in element.children:
        if kid.tag == "/LI":
            item = kid
        elif kid.tag != "/Caption" and item is not None:  # a list inside, a blank between items
            bodies = [k for k in item.children if k.tag == "/LBody"]
            (bodies[-1] if bodies else item).take(kid)


def _is_wrapper(kid: Element, parent: Element) -> bool:
    """Return whether *kid* is a column of a list, or a group of terms in one of definitions."""
    return kid.tag == "/Div" or (kid.tag == "/L" and kid.box.element is parent.box.element)


def _mend_item(element: Element, pdf: pydyf.PDF) -> None:
    """Put what an item says into a body, beside its label."""
    if element.tag != "/LI" or all(kid.tag in ("/Lbl", "/LBody") for kid in element.children):
        return
    values = pydyf.Dictionary({**element.values, "S": "/LBody"})
    pdf.add_object(values)
    body = Element(values, None, element)
    for kid in element.children:
        if kid.tag != "/Lbl":
            body.take(kid)
    element.kids.append(body)


def _mend_link(element: Element, pdf: pydyf.PDF) -> None:
    """Give a link one element with all its areas, and its annotations a description.

    WeasyPrint makes an annotation of every inline box in a link, and of its pseudo-elements.
    """
    outer = element.parent
    while outer is not None and outer.tag != "/Link":
        outer = outer.parent
    for kid in [kid for kid in element.kids if isinstance(kid, bytes)]:
        annotation = pdf.objects[number(pdf.objects[number(kid)]["Obj"])]
        annotation["Contents"] = pydyf.String(_description(outer or element, annotation))
        annotation["F"] = 4  # printed, as PDF/A asks of every annotation
        if outer is not None:
            element.kids.remove(kid)
            outer.kids.append(kid)
            _point(pdf, annotation, outer)
    if outer is not None and element.tag == "/Link":
        element.values["S"] = "/Span"


def _description(element: Element, annotation: Mapping[str, Any]) -> str:
    """Return what a link says, or where it leads to."""
    source = element.box.element
    text = source.get("title") or " ".join("".join(source.itertext()).split())
    if text:
        return str(text)
    action = annotation.get("A", {})
    return str(getattr(action.get("URI"), "string", "")) or str(source.get("href", ""))


def _point(pdf: pydyf.PDF, annotation: Mapping[str, Any], element: Element) -> None:
    """Say in the parent tree that *annotation* belongs to *element*."""
    nums = parent_tree(pdf)
    nums[nums.index(annotation["StructParent"]) + 1] = element.values.reference


def _mend_note(element: Element) -> None:
    """Tag a note, its number and the mark in the text."""
    if isinstance(element.box, boxes.TextBox):
        return
    if element.role.endswith("::footnote-call"):
        element.values["S"] = "/Reference"
    elif element.role.endswith("::footnote-marker"):
        element.values["S"] = "/Lbl"
    elif element.role == "span" and "footnote" in element.box.element.get("class", "").split():
        element.values["S"] = "/Note"
        element.values["ID"] = pydyf.String(f"note-{element.values.number}")


def _mend_header(element: Element) -> None:
    """Say what a table's head belongs to (Matterhorn 15-003)."""
    if element.tag == "/TH":
        scope = element.box.element.get("scope")
        element.values["A"]["Scope"] = "/Row" if scope in ("row", "rowgroup") else "/Column"


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
