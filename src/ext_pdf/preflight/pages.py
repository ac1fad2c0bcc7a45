"""Conditions on the pages as sheets: sizes, what is cut off, how many, which side is bound."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ext_arabic import messages
from ext_arabic.direction import direction_of
from ext_pdf.preflight.registry import N_, Fact, Fault, condition
from ext_pdf.walk import inherited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ext_pdf.preflight.document import Document

__ = messages.console("ext_pdf")

POINT = 72 / 25.4
#: points by which two sizes may differ and still be the same
_NEAR = 0.5
_Box = tuple[float, float, float, float]


@condition("boxes", N_("page boxes"))
def boxes(document: Document) -> Iterator[Fact | Fault]:
    """Ask where every page is cut (TrimBox): inside of its bleed, inside of its sheet."""
    sheets = set()
    for number, page in enumerate(document.pages, 1):
        media, trim = document.box(page, "MediaBox"), document.box(page, "TrimBox")
        if media is None:
            yield Fault(__("no MediaBox"), number)
            continue
        if trim is None:
            yield Fault(__("no TrimBox: where the page is cut is not said"), number)
            continue
        bleed = document.box(page, "BleedBox") or media
        crop = document.box(page, "CropBox") or media
        for outer, name, inner, other in (
            (bleed, "BleedBox", trim, "TrimBox"),
            (media, "MediaBox", bleed, "BleedBox"),
            (crop, "CropBox", trim, "TrimBox"),
        ):
            if not _holds(outer, inner):
                parts = {"inner": other, "outer": name}
                yield Fault(__("%(inner)s is not inside of %(outer)s") % parts, number)
        sheets.add(_size(media[2] - media[0], media[3] - media[1]))
    if sheets:
        yield Fact(__("sheet: %s") % ", ".join(sorted(sheets)))


@condition("bleed", N_("bleed"))
def bleed(document: Document) -> Iterator[Fact | Fault]:
    """Ask how far every page goes on beyond its edge, should the knife slip."""
    found = set()
    for number, page in enumerate(document.pages, 1):
        trim = document.box(page, "TrimBox") or document.box(page, "MediaBox")
        around = document.box(page, "BleedBox") or trim
        if trim is None or around is None:
            continue
        least = min(
            trim[0] - around[0], trim[1] - around[1], around[2] - trim[2], around[3] - trim[3]
        )
        if least < document.asked.bleed * POINT - 0.1:
            parts = {"found": _mm(least), "asked": f"{document.asked.bleed:g}"}
            yield Fault(__("%(found)s mm; asked for: %(asked)s mm") % parts, number)
        found.add(_mm(least))
    yield Fact(__("%s mm") % ", ".join(sorted(found)))


@condition("size", N_("page size"))
def size(document: Document) -> Iterator[Fact | Fault]:
    """Ask whether all pages are of one size, and none is turned or magnified."""
    sizes: list[tuple[float, float]] = []
    for number, page in enumerate(document.pages, 1):
        box = document.box(page, "TrimBox") or document.box(page, "MediaBox")
        if box is None:
            continue
        sizes.append((box[2] - box[0], box[3] - box[1]))
        if int(inherited(page, "/Rotate") or 0) % 360:
            yield Fault(__("the page is turned (Rotate)"), number)
        if float(page.get("/UserUnit", 1)) != 1:
            yield Fault(__("the page is magnified (UserUnit)"), number)
    if not sizes:
        return
    usual = Counter((round(w), round(h)) for w, h in sizes).most_common(1)[0][0]
    wide, high = next(s for s in sizes if (round(s[0]), round(s[1])) == usual)
    yield Fact(_size(wide, high))
    for number, (width, height) in enumerate(sizes, 1):
        if abs(width - wide) > _NEAR or abs(height - high) > _NEAR:
            parts = {"size": _size(width, height), "usual": _size(wide, high)}
            yield Fault(__("%(size)s; the others: %(usual)s") % parts, number)


@condition("pages", N_("number of pages"))
def pages(document: Document) -> Iterator[Fact | Fault]:
    """Ask whether the pages fill their sheets; one or two are a cover, or a leaf."""
    count, multiple = len(document.pages), document.asked.multiple
    if count > 2 and count % multiple:
        parts = {"count": count, "multiple": multiple}
        yield Fault(__("%(count)d pages are no multiple of %(multiple)d") % parts)
    else:
        yield Fact(str(count))


@condition("binding", N_("binding"))
def binding(document: Document) -> Iterator[Fact | Fault]:
    """Ask whether what is written from the right is bound on the right."""
    preferences = document.pdf.Root.get("/ViewerPreferences")
    is_right = preferences is not None and preferences.get("/Direction") == "/R2L"
    yield Fact(__("right") if is_right else __("left"))
    language = str(document.pdf.Root.get("/Lang", ""))
    if not language or len(document.pages) == 1:
        return
    if (direction_of(language) == "rtl") != is_right:
        text = __("the language is “%s”, which is bound on the other side") % language
        yield Fault(text)


def _holds(outer: _Box, inner: _Box) -> bool:
    near = 0.01  # numbers are rounded
    return (
        outer[0] <= inner[0] + near
        and outer[1] <= inner[1] + near
        and outer[2] >= inner[2] - near
        and outer[3] >= inner[3] - near
    )


def _mm(points: float) -> str:
    return f"{round(points / POINT, 1):g}"


def _size(width: float, height: float) -> str:
    return f"{_mm(width)} × {_mm(height)} mm"
