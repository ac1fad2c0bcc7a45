"""What a colour space of a PDF is made of (ISO 32000-1, 8.6). Plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pikepdf
from pikepdf import Array, Name

Kind = Literal["gray", "rgb", "lab", "cmyk", "indexed", "spot", "pattern", "unknown"]

_DEVICE: dict[str, tuple[Kind, int]] = {
    "/DeviceGray": ("gray", 1),
    "/CalGray": ("gray", 1),
    "/G": ("gray", 1),
    "/DeviceRGB": ("rgb", 3),
    "/CalRGB": ("rgb", 3),
    "/RGB": ("rgb", 3),
    "/Lab": ("lab", 3),
    "/DeviceCMYK": ("cmyk", 4),
    "/CMYK": ("cmyk", 4),
}
_BY_COMPONENTS: dict[int, Kind] = {1: "gray", 3: "rgb", 4: "cmyk"}
#: a space that names itself as its own base would never end
_DEPTH = 8


@dataclass(frozen=True)
class Space:
    """A colour space, as far as a press asks."""

    kind: Kind
    #: numbers a colour has; none for a pattern without a colour of its own
    components: int
    #: the space of an indexed one, of a pattern, or of what stands in for a spot ink
    base: Space | None = None

    @property
    def is_rgb(self) -> bool:
        """Return whether colours in it are mixed of light, not of ink."""
        return self.kind in {"rgb", "lab"} or (self.base is not None and self.base.is_rgb)


UNKNOWN = Space("unknown", 0)


def read_space(
    value: pikepdf.Object | None, resources: pikepdf.Object | None = None, depth: int = 0
) -> Space:
    """Return what *value* describes; a name that is not a space's own stands in *resources*."""
    if value is None or depth > _DEPTH:
        return UNKNOWN
    if isinstance(value, Name):
        return _named(str(value), resources, depth)
    if not isinstance(value, Array) or not len(value):
        return UNKNOWN
    family = str(value[0])
    if len(value) == 1 or family in _DEVICE:
        return _named(family, resources, depth)
    match family:
        case "/ICCBased":
            count = int(value[1].get("/N", 0))
            return Space(_BY_COMPONENTS.get(count, "unknown"), count)
        case "/Indexed" | "/I":
            return Space("indexed", 1, read_space(value[1], resources, depth + 1))
        case "/Separation" if len(value) > 2:
            return Space("spot", 1, read_space(value[2], resources, depth + 1))
        case "/DeviceN" if len(value) > 2:
            return Space("spot", len(value[1]), read_space(value[2], resources, depth + 1))
        case "/Pattern":
            return Space("pattern", 0, read_space(value[1], resources, depth + 1))
    return UNKNOWN


def _named(name: str, resources: pikepdf.Object | None, depth: int) -> Space:
    if name in _DEVICE:
        return Space(*_DEVICE[name])
    if name == "/Pattern":
        return Space("pattern", 0)
    spaces = resources.get("/ColorSpace") if resources is not None else None
    found = spaces.get(name) if isinstance(spaces, pikepdf.Dictionary) else None
    return read_space(found, resources, depth + 1)
