"""Conditions on what is printed: inks, black text, pictures, fonts, transparency."""

from __future__ import annotations

from typing import TYPE_CHECKING
from warnings import catch_warnings, simplefilter

from pikepdf import PdfError, Stream, UnsupportedImageTypeError
from PIL import Image
from PIL.Image import DecompressionBombError

from ext_arabic import messages
from ext_pdf.pixels import read_pixels
from ext_pdf.preflight.registry import N_, Fact, Fault, condition
from ext_pdf.spaces import read_space

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ext_pdf.preflight.document import Document

__ = messages.console("ext_pdf")

#: a picture is looked at in so many squares across; a bigger one than this is not unpacked
_SQUARES, _MOST_PIXELS = 300, 150_000_000
#: what comes of a picture that cannot be read
_UNREAD = (
    *(OSError, ValueError, NotImplementedError, DecompressionBombError),
    *(PdfError, UnsupportedImageTypeError),
)


@condition("rgb", N_("colours of light"))
def rgb(document: Document) -> Iterator[Fact | Fault]:
    """Ask whether every colour is given in inks: no RGB, no Lab, wherever it is painted."""
    found = False
    for number, painted in enumerate(document.painted, 1):
        if painted.light:
            found = True
            yield Fault(__("RGB or Lab: %s") % ", ".join(sorted(painted.light)), number)
    if not found:
        yield Fact(__("none"))
    spots = sorted({name for painted in document.painted for name in painted.spots})
    if spots:
        yield Fact(__("spot inks: %s") % ", ".join(spots))


@condition("black", N_("black text"))
def black(document: Document) -> Iterator[Fact | Fault]:
    """Ask whether black text is one ink, printed over what is below it, and white text is not."""
    is_good = True
    for number, painted in enumerate(document.painted, 1):
        for count, text in (
            (painted.rich, __("pieces of black text in several inks: %d")),
            (painted.knocked_out, __("pieces of black text that do not overprint: %d")),
            (painted.lost, __("pieces of white text that overprint, and so are not seen: %d")),
        ):
            if count:
                is_good = False
                yield Fault(text % count, number)
    if is_good:
        is_there = any(painted.black for painted in document.painted)
        yield Fact(__("black ink alone, overprinting") if is_there else __("none"))


@condition("ink", N_("amount of ink"))
def ink(document: Document) -> Iterator[Fact | Fault]:
    """Ask whether the paper can take all the ink that is laid on one place."""
    limit, most, unknown = document.asked.ink, 0, 0
    known: dict[tuple[int, int], int | None] = {}
    for number, painted in enumerate(document.painted, 1):
        found = [round(painted.ink * 100)]
        for place, picture in painted.images.items():
            if place not in known:
                known[place] = _ink_of(picture)
            amount = known[place]
            unknown += amount is None
            found.append(amount or 0)
        if max(found) > limit:
            parts = {"found": max(found), "asked": limit}
            yield Fault(__("%(found)d %% of ink; asked for: %(asked)d %%") % parts, number)
        most = max(most, *found)
    is_light = any(painted.light for painted in document.painted)
    yield Fact(__("up to %d %%") % most if most or not is_light else __("no colour is in inks"))
    if unknown:
        yield Fact(__("pictures that were not looked into: %d") % unknown)


def _ink_of(picture: Stream) -> int | None:
    """Return the most ink, in percent, in one place of a picture; None where it cannot be read."""
    space = read_space(picture.get("/ColorSpace"))
    is_listed = space.kind == "indexed" and space.base is not None and space.base.kind == "cmyk"
    if space.kind != "cmyk" and not is_listed:
        return 0
    if int(picture.get("/Width", 0)) * int(picture.get("/Height", 0)) > _MOST_PIXELS:
        return None
    try:
        with catch_warnings():
            simplefilter("ignore")  # fewer bits are enough here
            image = _listed(picture) if is_listed else read_pixels(picture, _SQUARES)
        if image.mode != "CMYK":
            return None
        # paper takes ink by its area: the mean of a small square counts
        data = image.reduce(max(1, max(image.size) // _SQUARES)).tobytes()
    except _UNREAD:
        return None
    return round(max(map(sum, zip(*[iter(data)] * 4, strict=True))) / 2.55)


def _listed(picture: Stream) -> Image.Image:
    """Return the pixels of a picture that numbers its inks by a list (ISO 32000-1, 8.6.6.3)."""
    bits, size = int(picture.get("/BitsPerComponent", 8)), (int(picture.Width), int(picture.Height))
    form = "P" if bits == 8 else f"P;{bits}"
    numbers = Image.frombytes("P", size, picture.read_bytes(), "raw", form).tobytes()
    table = picture.ColorSpace[3]
    inks = table.read_bytes() if isinstance(table, Stream) else bytes(table)
    plates = (numbers.translate(inks[at::4].ljust(256, b"\0")[:256]) for at in range(4))
    return Image.merge("CMYK", [Image.frombytes("L", size, plate) for plate in plates])


@condition("pictures", N_("resolution of pictures"))
def pictures(document: Document) -> Iterator[Fact | Fault]:
    """Ask whether every picture has pixels enough where it stands."""
    found = [(n, placed) for n, p in enumerate(document.painted, 1) for placed in p.placed]
    for number, placed in found:
        if placed.resolution < document.asked.resolution - 0.5:
            parts = {
                "name": placed.name.lstrip("/"),
                "width": placed.width,
                "height": placed.height,
                "found": int(placed.resolution),
                "asked": document.asked.resolution,
            }
            text = __("%(name)s (%(width)d × %(height)d): %(found)d dpi; asked for: %(asked)d")
            yield Fault(text % parts, number)
    if found:
        lowest = int(min(placed.resolution for _, placed in found))
        yield Fact(
            __("pictures: %(count)d, from %(lowest)d dpi") % {"count": len(found), "lowest": lowest}
        )
    else:
        yield Fact(__("none"))


@condition("fonts", N_("fonts"), "press", "screen")
def fonts(document: Document) -> Iterator[Fact | Fault]:
    """Ask whether every font is in the file (Matterhorn 31-009)."""
    seen: dict[str, int] = {}
    missing: dict[str, int] = {}
    for number, painted in enumerate(document.painted, 1):
        for font in painted.fonts:
            seen.setdefault(font.name, number)
            if not font.is_embedded:
                missing.setdefault(font.name, number)
    for name, number in sorted(missing.items()):
        yield Fault(__("not embedded: %s") % name, number)
    yield Fact(__("fonts: %d") % len(seen))


@condition("transparency", N_("transparency"))
def transparency(document: Document) -> Iterator[Fact | Fault]:
    """Ask whether the standard allows what is transparent."""
    found = [number for number, painted in enumerate(document.painted, 1) if painted.is_transparent]
    is_old = document.standard.startswith(("PDF/X-1", "PDF/X-3"))
    for number in found if is_old else ():
        yield Fault(__("%s allows no transparency") % document.standard, number)
    if not is_old:
        yield Fact(__("on pages: %d") % len(found) if found else __("none"))
