"""A font, as far as it is asked whether it is in the file and what it shows. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, Stream, String

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pikepdf

_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
#: a blank in fonts that number their letters as ASCII does
_BLANK = frozenset(b" ")


@dataclass(frozen=True)
class Font:
    """A font that text is shown in."""

    name: str
    is_embedded: bool
    kind: str
    #: where it stands in the file; nothing else is compared
    place: tuple[int, int]
    values: pikepdf.Object = field(compare=False, repr=False)

    def glyphs(self) -> Iterator[Stream]:
        """Yield the drawings that a Type 3 font is made of."""
        drawn = self.values.get("/CharProcs") if self.kind == "/Type3" else None
        for _, glyph in drawn.items() if isinstance(drawn, Dictionary) else ():
            if isinstance(glyph, Stream):
                yield glyph

    def is_blank(self, operands: Sequence[pikepdf.Object]) -> bool:
        """Return whether nothing can be seen of what a text operator shows."""
        shown = b"".join(_strings(operands))
        return not shown or (self.kind in {"/Type1", "/TrueType"} and {*shown} <= _BLANK)


def spelled(name: pikepdf.Object) -> str:
    """Return a name without its slash; older programs write it in other letters than UTF-8."""
    text = bytes(name).decode(errors="replace") if isinstance(name, Name) else str(name)
    return text.lstrip("/")


def read_font(values: pikepdf.Object | None) -> Font | None:
    """Return what *values* describe."""
    if not isinstance(values, Dictionary):
        return None
    kind = str(values.get("/Subtype", ""))
    name = spelled(values.get("/BaseFont", Name("/Type 3")))
    return Font(name, kind == "/Type3" or _has_file(values), kind, values.objgen, values)


def _has_file(font: pikepdf.Object) -> bool:
    below = font.get("/DescendantFonts")
    if isinstance(below, Array) and len(below) and isinstance(below[0], Dictionary):
        font = below[0]
    described = font.get("/FontDescriptor")
    return isinstance(described, Dictionary) and any(name in described for name in _FILES)


def _strings(operands: Sequence[pikepdf.Object]) -> Iterator[bytes]:
    for operand in operands:
        if isinstance(operand, Array):
            yield from _strings(list(operand))
        elif isinstance(operand, String):
            yield bytes(operand)
