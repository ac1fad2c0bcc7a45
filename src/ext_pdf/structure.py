"""Read the structure tree that WeasyPrint 70 wrote, and find the box behind each element.

WeasyPrint makes its elements in one walk over the boxes and forgets which came of which. The same
walk is done here again; `TagError` says when it is not the same any more. `tags` mends the tree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf.tags import _get_pdf_tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class TagError(Exception):
    """WeasyPrint's structure tree is not the one that this module knows."""


@dataclass(eq=False)
class Element:
    """A structure element, the box that it was made of, and its place in the tree."""

    #: pydyf's object; its ``S``, ``Lang`` and the like are written here
    values: pydyf.Dictionary
    #: None for the document and for what WeasyPrint wraps around an item
    box: Any
    parent: Element | None = None
    #: elements, and as they stand: content numbers, references to annotations
    kids: list[Element | int | bytes] = field(default_factory=list)

    @property
    def tag(self) -> str:
        """Return the structure type, ``/P``."""
        return str(self.values["S"])

    @property
    def role(self) -> str:
        """Return the HTML tag of the box, with its pseudo-element: ``span::footnote-call``."""
        return "" if self.box is None or self.box.element is None else self.box.element_tag

    @property
    def children(self) -> list[Element]:
        """Return the kids that are elements."""
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def take(self, kid: Element, at: int | None = None) -> None:
        """Move *kid* here."""
        if kid.parent is not None:
            kid.parent.kids.remove(kid)
        kid.parent = self
        self.kids.insert(len(self.kids) if at is None else at, kid)

    def walk(self) -> Iterator[Element]:
        """Yield this element and all below it, in reading order."""
        yield self
        for kid in self.children:
            yield from kid.walk()


def read_elements(document: Any, pdf: pydyf.PDF) -> list[Element]:
    """Return the elements in the order in which WeasyPrint made them, the document first.

    Raises `TagError`.
    """
    made = [o for o in pdf.objects if isinstance(o, dict) and o.get("Type") == "/StructElem"]
    planned = [pair for page in document.pages for pair in _planned(page._page_box, "/Document")]
    if [o["S"] for o in made[1:]] != [f"/{tag}" for _, tag in planned]:
        message = "the structure tree is not the one that WeasyPrint 70 writes"
        raise TagError(message)
    boxes_of = [None, *(box for box, _ in planned)]
    elements = [Element(o, box) for o, box in zip(made, boxes_of, strict=True)]
    by_number = {element.values.number: element for element in elements}
    for element in elements:
        _place(element, by_number)
    return elements


def _planned(box: Any, parent: str) -> Iterator[tuple[Any, str]]:
    """Yield boxes and types in the order of `weasyprint.pdf.tags._build_box_tree`."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    is_page = isinstance(box, boxes.PageBox) or box.element_tag in ("html", "body")
    if (is_page or isinstance(box, boxes.MarginBox)) and isinstance(box, boxes.ParentBox):
        for child in box.children:
            yield from _planned(child, parent if is_page else "/Document")
        return
    tag = _type(box, parent)
    if tag == "LI" and _has_no_marker(box):
        yield None, "LI"
        yield from _planned(box, "/LI")
        return
    yield box, tag
    for child in _content(box, tag):
        if not isinstance(child, boxes.TextBox):
            is_nested = child.element_tag in ("ul", "ol") and tag == "LI"
            yield from _planned(child, parent if is_nested else f"/{tag}")
        elif tag != "Link":
            yield child, "Span"


def _type(box: Any, parent: str) -> str:
    """Return the structure type of a box: an anonymous one inside a cell or an item is neither."""
    tag = str(_get_pdf_tag(box.element_tag))
    if tag in ("TD", "TH") and parent in ("/TD", "/TH"):
        return "NonStruct"
    if tag == "LI":
        return {"/LI": "LBody", "/LBody": "NonStruct"}.get(parent, tag)
    return tag


def _has_no_marker(box: Any) -> bool:
    style = box.style
    return box.element_tag in ("dt", "dd") or (
        box.element_tag == "li"
        and ("list-item" not in style["display"] or style["list_style_type"] == "none")
    )


def _content(box: Any, tag: str) -> Iterator[Any]:
    """Yield the boxes inside, as they are tagged: a table's wrapper is the table itself."""
    rows = list(getattr(box, "children", ()))
    if tag == "Table" and box.is_table_wrapper and (table := box.get_wrapped_table()):
        rows = [row for child in rows for row in (child.children if child is table else [child])]
    for row in rows:
        yield from row.children if isinstance(row, boxes.LineBox) else [row]


def _place(element: Element, by_number: Mapping[int, Element]) -> None:
    for kid in element.values["K"]:
        child = None if isinstance(kid, int) else by_number.get(number(kid))
        if child is not None:
            child.parent = element
        element.kids.append(kid if child is None else child)


def parent_tree(pdf: pydyf.PDF) -> list[Any]:
    """Return the list that leads from content back to its element, by pages and annotations."""
    root = pdf.objects[number(pdf.catalog["StructTreeRoot"])]
    nums: list[Any] = pdf.objects[number(root["ParentTree"])]["Nums"]
    return nums


def write(element: Element) -> None:
    """Write the place of an element in the tree into its values."""
    kids = [kid.values.reference if isinstance(kid, Element) else kid for kid in element.kids]
    element.values["K"] = pydyf.Array(kids)
    if element.parent is not None:
        element.values["P"] = element.parent.values.reference


def number(reference: Any) -> int:
    """Return the number of the object that a reference means; -1 where it is none."""
    text = reference.decode() if isinstance(reference, bytes) else str(reference)
    match = re.match(r"(\d+) \d+ R", text)
    return int(match[1]) if match else -1
