"""Links in the structure tree of a tagged PDF: one element, one description, one area a line.

WeasyPrint 70 makes an annotation of every inline box in a link, and of its pseudo-elements: an
entry of the contents would be announced three times. `tags.mend` calls this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pydyf

from ext_pdf.structure import Element, number, parent_tree

if TYPE_CHECKING:
    from collections.abc import Iterator


def mend_links(root: Element, pdf: pydyf.PDF) -> None:
    """Give each link one element with all its areas, and its annotations a description."""
    for element in root.walk():
        outer = element.parent
        while outer is not None and outer.tag != "/Link":
            outer = outer.parent
        for kid in [kid for kid in element.kids if isinstance(kid, bytes)]:
            annotation = area_of(pdf, kid)
            annotation["Contents"] = pydyf.String(_description(outer or element, annotation))
            annotation["F"] = 4  # printed, as PDF/A asks of every annotation
            if outer is not None:
                element.kids.remove(kid)
                outer.kids.append(kid)
                point(pdf, annotation, outer)
        if outer is not None and element.tag == "/Link":
            element.values["S"] = "/Span"


def area_of(pdf: pydyf.PDF, kid: bytes) -> dict[str, Any]:
    """Return the annotation that a kid of an element means."""
    annotation: dict[str, Any] = pdf.objects[number(pdf.objects[number(kid)]["Obj"])]
    return annotation


def point(pdf: pydyf.PDF, annotation: dict[str, Any], element: Element) -> None:
    """Say in the parent tree that *annotation* belongs to *element*."""
    nums = parent_tree(pdf)
    nums[nums.index(annotation["StructParent"]) + 1] = element.values.reference


def _description(element: Element, annotation: dict[str, Any]) -> str:
    """Return what a link says, or where it leads to."""
    source = element.box.element
    pictures = " ".join(filter(None, (each.get("alt") for each in source.iter("img"))))
    text = source.get("title") or " ".join("".join(source.itertext()).split()) or pictures
    if text:
        return str(text)
    action = annotation.get("A", {})
    return str(getattr(action.get("URI"), "string", "")) or str(source.get("href", ""))


def join_areas(root: Element, pdf: pydyf.PDF) -> None:
    """Make one annotation of those that a link has on one line."""
    links = [element for element in root.walk() if element.tag == "/Link"]
    _take_off(pdf, {each for link in links for each in _join(link, pdf)})


def drop_areas(lost: list[Element], pdf: pydyf.PDF) -> None:
    """Take the areas of *lost* elements off their pages: a head that a table has printed again."""
    kids = [kid for element in lost for kid in element.kids if isinstance(kid, bytes)]
    _take_off(pdf, {_forget(pdf, kid) for kid in kids})


def _take_off(pdf: pydyf.PDF, gone: set[int]) -> None:
    for page in [each for each in pdf.objects if isinstance(each, dict) and "Annots" in each]:
        kept = [each for each in page["Annots"] if number(each) not in gone]
        page["Annots"] = pydyf.Array(kept)


def _join(element: Element, pdf: pydyf.PDF) -> Iterator[int]:
    """Join the areas of one link; yield the numbers of the annotations that are needed no more."""
    kept: list[tuple[str, dict[str, Any]]] = []
    for kid in [each for each in element.kids if isinstance(each, bytes)]:
        reference = pdf.objects[number(kid)]
        page, area = str(reference["Pg"]), area_of(pdf, kid)
        line = next((o for p, o in kept if p == page and _is_beside(o, area)), None)
        if line is None:
            kept.append((page, area))
            continue
        across, up = zip(*_corners(line), *_corners(area), strict=True)
        line["Rect"] = pydyf.Array([min(across), min(up), max(across), max(up)])
        element.kids.remove(kid)
        yield _forget(pdf, kid)


def _forget(pdf: pydyf.PDF, kid: bytes) -> int:
    """Empty an annotation that a kid of an element means, and return its number."""
    reference, area = pdf.objects[number(kid)], area_of(pdf, kid)
    nums = parent_tree(pdf)
    at = nums.index(area["StructParent"])
    del nums[at : at + 2]
    found = number(reference["Obj"])
    area.clear()
    reference.clear()
    return found


def _corners(area: dict[str, Any]) -> tuple[tuple[float, float], tuple[float, float]]:
    x1, y1, x2, y2 = area["Rect"]
    return (x1, y1), (x2, y2)


def _is_beside(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Return whether two areas stand on one line: half of the lower one is beside the other."""
    (low, high), (bottom, top) = (sorted(y for _, y in _corners(each)) for each in (one, other))
    return min(high, top) - max(low, bottom) > min(high - low, top - bottom) / 2
