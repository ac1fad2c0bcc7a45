"""Lists in the structure tree of a tagged PDF: items, terms, contents (ISO 32000-1, 14.8.4.3).

`tags.mend` calls `mend_lists`, when what the pages cut is whole again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pydyf

from ext_pdf.structure import Element

if TYPE_CHECKING:
    from collections.abc import Iterable

#: counter styles of CSS, as structure attributes call them (ISO 32000-1, table 347)
_NUMBERING = {
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
    "decimal": "Decimal",
    "arabic-indic": "Decimal",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
    "lower-alpha": "LowerAlpha",
    "lower-latin": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "upper-latin": "UpperAlpha",
}


def mend_lists(root: Element, pdf: pydyf.PDF) -> None:
    """Give every list below *root* items, and every item a label and a body."""
    for element in [*root.walk()]:
        _mend_list(element)
    for element in [*root.walk()]:
        if element.tag == "/LI":
            _mend_item(element, pdf)
    for element in [*root.walk()]:
        if element.tag == "/L":
            _number(element)
    for element in [*root.walk()]:
        if element.tag == "/L" and _is_contents(element):
            _mend_contents(element)


def _mend_list(element: Element) -> None:
    """Take what wraps the items of a list away from around them."""
    if element.values.get("S") != "/L":  # a column that was taken into its list has none
        return
    while wrapper := next((k for k in element.children if _is_wrapper(k, element)), None):
        at = element.kids.index(wrapper)
        for offset, child in enumerate(wrapper.children):
            element.take(child, at + offset)
        element.kids.remove(wrapper)
        wrapper.values.clear()
    if element.role == "dl":
        _mend_terms(element)
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


def _mend_terms(element: Element) -> None:
    """Make one item of a term and what is said of it: its label, and its bodies."""
    item: Element | None = None
    for kid in [each for each in element.children if each.tag == "/LI"]:
        terms = [body for body in kid.children if body.role == "dt"]
        for term in terms:
            term.values["S"] = "/Lbl"
        if terms and (item is None or any(body.tag == "/LBody" for body in item.children)):
            item = kid
        elif item is not None:
            for body in kid.children:
                item.take(body)
            element.kids.remove(kid)
            kid.values.clear()


def _mend_item(element: Element, pdf: pydyf.PDF) -> None:
    """Put what an item says into a body, beside its label."""
    for kid in element.children:
        if kid.role.endswith("::marker"):
            kid.values["S"] = "/Lbl"
    if all(kid.tag in ("/Lbl", "/LBody") for kid in element.children):
        return
    values = pydyf.Dictionary({**element.values, "S": "/LBody"})
    pdf.add_object(values)
    body = Element(values, None, element)
    for kid in element.children:
        if kid.tag != "/Lbl":
            body.take(kid)
    element.kids.append(body)


def _number(element: Element) -> None:
    """Say how the items are numbered; nothing where they are not."""
    items = [item for item in element.children if item.box is not None]
    if element.role == "dl" or not any(k.tag == "/Lbl" for item in items for k in item.children):
        return
    style = items[0].box.style["list_style_type"]
    usual = "Decimal" if element.role == "ol" else "Disc"
    kind = _NUMBERING.get(style, usual) if isinstance(style, str) else usual
    element.values["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": f"/{kind}"})


def _is_contents(element: Element) -> bool:
    """Return whether a list is one of contents, or stands in one."""
    node = element.parent
    while node is not None:
        if {"contents", "volume-contents"} & {*classes(node)}:
            return True
        node = node.parent
    return False


def _mend_contents(element: Element) -> None:
    """Make contents of a list: entries that refer to a place, with those below them."""
    element.values["S"] = "/TOC"
    element.values.pop("A", None)
    for item in element.children:
        item.values["S"] = "/TOCI"
        for body in item.children:
            if body.tag == "/LBody":
                body.values["S"] = "/Reference"
                for below in _lists(body.children):
                    item.take(below)


def _lists(kids: Iterable[Element]) -> list[Element]:
    return [kid for kid in kids if kid.tag in ("/L", "/TOC")]


def classes(element: Element) -> list[str]:
    """Return the classes of the HTML element."""
    source: Any = element.box.element if element.box is not None else None
    return source.get("class", "").split() if source is not None else []
