"""Conditions on letters: whether they can be read as text, and are in their fonts.

The numbers are the Matterhorn Protocol's, see `access`. Fonts are looked into where their letters
are numbered by glyph, as in all our files (Type 0, ISO 32000-1, 9.7); those that number them by a
list of Adobe's or of their own are counted.
"""

from __future__ import annotations

import struct
from functools import cached_property
from io import BytesIO
from itertools import chain
from typing import TYPE_CHECKING

from fontTools.ttLib import TTFont, TTLibError
from pikepdf import Array, Dictionary, Name, Stream

from ext_arabic import messages
from ext_pdf.preflight.cmap import Cmap, Room, read_cids, read_texts
from ext_pdf.preflight.lettering import spelled
from ext_pdf.preflight.readable import CMAPS, IDENTITY, is_readable
from ext_pdf.preflight.registry import N_, Fact, Fault, condition

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf

    from ext_pdf.preflight.document import Document

__ = messages.console("ext_pdf")

#: how the files of fonts begin that are looked into
_KINDS = (b"\0\1\0\0", b"true", b"OTTO")
#: what comes of reading a font that is damaged
_DAMAGE = (
    *(TTLibError, struct.error, AssertionError, EOFError, ArithmeticError),
    *(LookupError, ValueError, TypeError, AttributeError, NotImplementedError),
)
#: thousandths of an em by which a width may differ from the font's own
_NEAR = 1.0


class _Font:
    """A font, and what is shown in it."""

    def __init__(self, values: pikepdf.Object, page: int) -> None:
        self.values = values
        self.page = page
        self.strings: set[bytes] = set()
        self.name = spelled(values.get("/BaseFont", Name("/Type 3")))
        self.encoding = values.get("/Encoding")
        below = values.get("/DescendantFonts")
        self.below = below[0] if isinstance(below, Array) and len(below) else Dictionary()
        #: whether it is of a kind that is not looked into, or not as far as its glyphs
        self.is_other = values.get("/Subtype") not in ("/Type0", "/Type3")

    @property
    def is_composite(self) -> bool:
        """Return whether letters may be numbered by several bytes each."""
        return bool(self.values.get("/Subtype") == "/Type0")

    @cached_property
    def size(self) -> int:
        """The bytes that number a letter; 0 where a list of Adobe's says how, or they differ."""
        if not self.is_composite:
            return 1
        if isinstance(self.encoding, Stream) and "/UseCMap" not in self.encoding:
            return Cmap(self.encoding.read_bytes()).size
        return 2 if self.encoding in IDENTITY else 0

    @cached_property
    def codes(self) -> set[int]:
        """The letters shown, by their numbers; none where they cannot be told apart here."""
        size = self.size
        return {
            int.from_bytes(string[at : at + size])
            for string in self.strings
            for at in (range(0, len(string) - size + 1, size) if size else ())
        }

    @property
    def cids(self) -> set[int]:
        """The same as the font counts them."""
        if not isinstance(self.encoding, Stream):
            return self.codes
        known = read_cids(self.encoding.read_bytes())
        return {known.get(code, 0) for code in self.codes}

    @property
    def file(self) -> Stream | None:
        """The font itself, where it stands in the file."""
        described = self.below.get("/FontDescriptor", Dictionary())
        stream = described.get("/FontFile2", described.get("/FontFile3"))
        return stream if isinstance(stream, Stream) else None

    def glyphs(self, cids: set[int]) -> dict[int, int]:
        """Return the numbers of glyphs in the font, by CIDs."""
        table = self.below.get("/CIDToGIDMap")
        if not isinstance(table, Stream):
            return {cid: cid for cid in cids}
        data = table.read_bytes()
        return {cid: int.from_bytes(data[2 * cid : 2 * cid + 2]) for cid in cids}

    def widths(self) -> dict[int, float]:
        """Return what the file says of widths, by CIDs (ISO 32000-1, 9.7.4.3)."""
        found: dict[int, float] = {}
        room = Room()
        values = iter(self.below.get("/W", Array()))
        for value in values:
            first, second = int(value), next(values, None)
            if isinstance(second, Array):
                room.take(len(second))
                found.update(enumerate(map(float, second), first))
            elif second is not None and (width := next(values, None)) is not None:
                room.take(int(second) + 1 - first)
                found.update(dict.fromkeys(range(first, int(second) + 1), float(width)))
        return found


@condition("letters", N_("letters as text"), "screen")
def letters(document: Document) -> Iterator[Fact | Fault]:
    """Ask whether the letters shown can be read as text, and are in their fonts."""
    fonts: dict[tuple[int, int], _Font] = {}
    for number, marked in enumerate(document.marked, 1):
        for key, shown in marked.shown.items():
            fonts.setdefault(key, _Font(shown.font, number)).strings.update(shown.strings)
    others = 0
    for font in fonts.values():
        found = [*_texts(font)]
        if font.is_composite:
            found += chain(_encoding(font), _program(font))
        others += font.is_other
        yield from (Fault(text % font.name, font.page) for text in found)
    yield Fact(__("fonts: %d") % len(fonts))
    if others:
        yield Fact(__("of another kind, not looked into: %d") % others)


def _texts(font: _Font) -> Iterator[str]:
    """Yield what is wrong with what the letters stand for."""
    table = font.values.get("/ToUnicode")
    if not isinstance(table, Stream):
        if not is_readable(font.values, font.codes):
            yield __("31-027: no text for the letters of %s")
        return
    texts = read_texts(table.read_bytes())
    values = "".join(texts.values())
    if "\0" in values:
        yield __("31-028: letters of %s stand for nothing")
    if "\ufeff" in values or "\ufffe" in values:
        yield __("31-029: letters of %s stand for marks of byte order")
    if any(not texts.get(code) for code in font.codes):
        yield __("10-001: letters of %s cannot be read as text")


def _encoding(font: _Font) -> Iterator[str]:
    """Yield what is wrong with how a font numbers its letters."""
    encoding, below = font.encoding, font.below
    if isinstance(encoding, Name) and str(encoding) not in CMAPS:
        yield __("31-006: the encoding of %s is neither known nor in the file")
    if isinstance(encoding, Stream):
        ours, theirs = below.get("/CIDSystemInfo"), encoding.get("/CIDSystemInfo")
        if isinstance(ours, Dictionary) and isinstance(theirs, Dictionary):
            if ours.get("/Registry") != theirs.get("/Registry"):
                yield __("31-001: the encoding of %s is of another registry")
            if ours.get("/Ordering") != theirs.get("/Ordering"):
                yield __("31-002: the encoding of %s is of another ordering")
            if int(ours.get("/Supplement", 0)) < int(theirs.get("/Supplement", 0)):
                yield __("31-003: the encoding of %s is of a newer supplement")
        said = Cmap(encoding.read_bytes())
        if said.mode is not None and said.mode != int(encoding.get("/WMode", 0)):
            yield __("31-007: the encoding of %s is written in two directions")
        used = encoding.get("/UseCMap")
        if isinstance(used, Name) and str(used) not in CMAPS:
            yield __("31-008: the encoding of %s builds on one that is not known")
    if below.get("/Subtype") == "/CIDFontType2" and font.file is not None:
        table = below.get("/CIDToGIDMap")
        if table is None:
            yield __("31-005: %s does not say which glyph is which (CIDToGIDMap)")
        elif table != "/Identity" and not isinstance(table, Stream):
            yield __("31-004: %s says in an unknown way which glyph is which (CIDToGIDMap)")


def _program(font: _Font) -> Iterator[str]:
    """Yield what the font itself lacks."""
    if not font.size:
        font.is_other = True
        return
    cids = font.cids
    if 0 in cids:
        yield __("31-030: boxes in place of letters that %s lacks (.notdef)")
    data = font.file.read_bytes() if font.file is not None else b""
    if data[:4] not in _KINDS:
        return
    try:
        metrics = _metrics(data)
    except _DAMAGE:
        yield __("the font %s is damaged")
        return
    if metrics is None:
        font.is_other = True
        return
    glyphs = font.glyphs(cids - {0})
    if any(glyph >= len(metrics) for glyph in glyphs.values()):
        yield __("31-011: letters are shown that %s does not have")
    usual, widths = float(font.below.get("/DW", 1000)), font.widths()
    for cid, glyph in glyphs.items():
        if glyph < len(metrics) and abs(metrics[glyph] - widths.get(cid, usual)) > _NEAR:
            yield __("31-016: letters of %s are of another width than the file says")
            return


def _metrics(data: bytes) -> list[float] | None:
    """Return the widths of a font's glyphs, in thousandths of an em.

    None where the font numbers its letters by a list of its own (CFF, CID-keyed).
    """
    program = TTFont(BytesIO(data), lazy=True)
    if "CFF " in program and hasattr(program["CFF "].cff.topDictIndex[0], "ROS"):
        return None
    unit, metrics = 1000 / program["head"].unitsPerEm, program["hmtx"].metrics
    names = program.getGlyphOrder()[: program["maxp"].numGlyphs]
    return [metrics[name][0] * unit for name in names]
