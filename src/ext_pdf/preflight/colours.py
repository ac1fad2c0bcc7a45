"""What colours and spaces of a file mean for a print shop. Plain Python; `operators` calls it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

from ext_pdf.preflight.lettering import spelled
from ext_pdf.spaces import Space, read_space

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf

#: functions of functions
_DEPTH = 8
#: names that no resource can take (ISO 32000-1, table 51); the short ones are for inline images
_DEVICES = frozenset({"/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/Pattern"})
#: the inks that every press has, each of them, and no ink at all
_PROCESS = frozenset({"Cyan", "Magenta", "Yellow", "Black", "All", "None"})


def entry(resources: pikepdf.Object, kind: str, name: pikepdf.Object) -> pikepdf.Object | None:
    """Return what *name* means among the resources of one kind."""
    found = resources.get(kind) if isinstance(resources, Dictionary) else None
    if not isinstance(found, Dictionary) or not isinstance(name, Name):
        return None
    return found.get(name)


def chosen(name: pikepdf.Object, resources: pikepdf.Object) -> pikepdf.Object:
    """Return the space that ``cs`` names: a resource may be called ``/RGB`` and be another."""
    own = None if name in _DEVICES else entry(resources, "/ColorSpace", name)
    return name if own is None else own


def is_light(space: Space) -> bool:
    """Return whether colours in it are mixed of light; a spot ink may be described in Lab."""
    if space.kind == "spot":
        return space.base is not None and space.base.kind != "lab" and is_light(space.base)
    return space.kind in {"rgb", "lab"} or (space.base is not None and is_light(space.base))


def colorants(value: pikepdf.Object | None) -> Iterator[str]:
    """Yield the names of the inks in *value* that a press has to be given."""
    if not isinstance(value, Array) or len(value) < 2:
        return
    family = str(value[0])
    if family in {"/Separation", "/DeviceN"}:
        names = value[1] if isinstance(value[1], Array) else [value[1]]
        yield from (name for name in map(spelled, names) if name not in _PROCESS)
    elif family in {"/Indexed", "/Pattern"}:
        yield from colorants(value[1])


def space_inside(picture: Stream) -> Space:
    """Return the space of a picture that says it in its own data alone (JPEG 2000)."""
    data = picture.read_raw_bytes()
    try:
        with Image.open(BytesIO(data), formats=["JPEG2000"]) as image:
            bands = image.getbands()
    except (OSError, Image.DecompressionBombError):
        return read_space(None)
    # Pillow takes four inks that a profile describes for red, green, blue and a mask (box "colr",
    # ISO 15444-1, I.5.3.3)
    described = data[data.find(b"colr") :][4:27]
    if len(bands) == 4 and described[:1] == b"\2" and described[-4:] == b"CMYK":
        return Space("cmyk", 4)
    if len(bands) < 3:  # a second one says how much is seen of the first
        return Space("gray", 1)
    return Space("cmyk", 4) if bands == ("C", "M", "Y", "K") else Space("rgb", 3)


def is_rich(c: float, m: float, y: float, k: float) -> bool:
    """Return whether a colour is a black of several inks: each has to meet the others."""
    if not any((c, m, y)):
        return False
    is_deep = k >= 0.85
    is_mixed = min(c, m, y) >= 0.5 and max(c, m, y) - min(c, m, y) <= 0.35 and k >= 0.2
    return is_deep or is_mixed


def ends(function: pikepdf.Object | None, depth: int = 0) -> Iterator[tuple[float, ...]]:
    """Yield the colours between which a function runs, or one function an ink (7.10, 8.7.4.5)."""
    if isinstance(function, Array):
        inks = [[end[0] for end in ends(each, depth + 1)] for each in function]
        yield from zip(*inks, strict=False)
    if isinstance(function, Dictionary) and depth < _DEPTH:
        for name, usual in (("/C0", 0.0), ("/C1", 1.0)):
            if isinstance(end := function.get(name), Array):
                yield tuple(float(value) for value in end)
            elif function.get("/FunctionType") == 2:
                yield (usual,)
        parts = function.get("/Functions")
        for part in parts if isinstance(parts, Array) else ():
            yield from ends(part, depth + 1)
