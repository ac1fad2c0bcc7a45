"""The structure tree of a tagged PDF, and the content that it stands on. Plain Python.

A structure element is a paragraph, a heading, a link …; its kids are other elements, pieces of
marked content (by page and number, MCID), and annotations (ISO 32000-1, 14.7 and 14.8).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from pikepdf import Array, Dictionary, Name

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf

#: elements inside elements; deeper ones are an attack, or a mistake
_DEPTH = 200
#: a page (from 1), the form that is painted on it or `WHOLE_PAGE`, and the number in there (MCID)
Place: TypeAlias = "tuple[int, tuple[int, int], int]"
WHOLE_PAGE = (0, 0)
#: structure types of PDF 1.7 (ISO 32000-1, 14.8.4)
STANDARD = re.findall(
    r"/\w+",
    "/Document /Part /Art /Sect /Div /BlockQuote /Caption /TOC /TOCI /Index /NonStruct /Private /P"
    " /H /H1 /H2 /H3 /H4 /H5 /H6 /L /LI /Lbl /LBody /Table /TR /TH /TD /THead /TBody /TFoot /Span"
    " /Quote /Note /Reference /BibEntry /Code /Link /Annot /Ruby /RB /RT /RP /Warichu /WT /WP"
    " /Figure /Formula /Form",
)


@dataclass(eq=False)
class Element:
    """A structure element."""

    values: pikepdf.Object
    #: the standard type that its own one stands for, ``/P``
    tag: str
    parent: Element | None
    #: the page it begins on, counted from 1; 0 where it says none
    page: int = 0
    children: list[Element] = field(default_factory=list)
    #: where each piece of content is
    content: list[Place] = field(default_factory=list)
    annotations: list[pikepdf.Object] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """Yield this element and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def inside(self, tag: str) -> bool:
        """Return whether this element is, or stands in, a *tag*."""
        node: Element | None = self
        while node is not None and node.tag != tag:
            node = node.parent
        return node is not None


def read_tree(pdf: pikepdf.Pdf) -> list[Element]:
    """Return the elements at the top of the tree; none where there is no tree."""
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, Dictionary):
        return []
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    roles = root.get("/RoleMap")
    roles = roles if isinstance(roles, Dictionary) else Dictionary()
    seen: set[tuple[int, int]] = set()
    return [made for kid in _kids(root) if (made := _element(kid, None, pages, roles, seen, 0))]


def mapped(tag: str, roles: pikepdf.Object) -> str:
    """Return the standard type that *tag* stands for, or the last that can be reached."""
    seen = set()
    while tag not in STANDARD and tag in roles and tag not in seen:
        seen.add(tag)
        tag = str(roles[tag])
    return tag


def is_circular(tag: str, roles: pikepdf.Object) -> bool:
    """Return whether *tag* is mapped, by whatever way, to itself."""
    seen = set()
    while tag in roles and tag not in seen:
        seen.add(tag)
        tag = str(roles[tag])
    return tag in seen


def _element(
    values: pikepdf.Object,
    parent: Element | None,
    pages: dict[tuple[int, int], int],
    roles: pikepdf.Object,
    seen: set[tuple[int, int]],
    depth: int,
) -> Element | None:
    if not isinstance(values, Dictionary) or not isinstance(values.get("/S"), Name):
        return None
    if values.objgen != (0, 0) and values.objgen in seen:
        return None
    if depth > _DEPTH:
        message = "elements inside elements"
        raise OverflowError(message)
    seen.add(values.objgen)
    page = _page(values, pages) or (parent.page if parent else 0)
    made = Element(values, mapped(str(values.S), roles), parent, page)
    for kid in _kids(values):
        if isinstance(kid, int):
            made.content.append((page, WHOLE_PAGE, kid))
        elif isinstance(kid, Dictionary) and kid.get("/Type") == "/MCR":
            stream = kid.get("/Stm")
            key = WHOLE_PAGE if stream is None else stream.objgen
            made.content.append((_page(kid, pages) or page, key, int(kid.get("/MCID", -1))))
        elif isinstance(kid, Dictionary) and kid.get("/Type") == "/OBJR":
            made.annotations.append(kid.get("/Obj", Dictionary()))
        elif child := _element(kid, made, pages, roles, seen, depth + 1):
            made.children.append(child)
    return made


def annotations_of(page: pikepdf.Object) -> list[pikepdf.Object]:
    """Return the annotations of a page."""
    found = page.get("/Annots")
    return [*found] if isinstance(found, Array) else []


def _kids(values: pikepdf.Object) -> list[Any]:
    found = values.get("/K")
    if found is None:
        return []
    return [*found] if isinstance(found, Array) else [found]


def _page(values: pikepdf.Object, pages: dict[tuple[int, int], int]) -> int:
    page = values.get("/Pg")
    return pages.get(page.objgen, 0) if isinstance(page, Dictionary) else 0
