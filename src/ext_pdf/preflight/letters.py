"""Conditions on letters: whether they can be read as text, and are in their fonts.

The numbers are the Matterhorn Protocol's, see `access`. Fonts are looked into where their letters
are numbered by glyph, as in all our files (Type 0, ISO 32000-1, 9.7).
"""

from __future__ import annotations

import re
from functools import cached_property
from io import BytesIO
from itertools import chain
from typing import TYPE_CHECKING

from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Stream

from ext_arabic import messages
from ext_pdf.preflight.cmap import Cmap, read_cids, read_texts
from ext_pdf.preflight.registry import N_, Fact, Fault, condition

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf

    from ext_pdf.preflight.document import Document

__ = messages.console("ext_pdf")

#: encodings whose letters every reader knows
_ENCODINGS = ("/WinAnsiEncoding", "/MacRomanEncoding", "/MacExpertEncoding")
#: ISO 32000-1, table 118
_CMAPS = re.findall(
    r"/\S+",
    "/GB-EUC-H /GB-EUC-V /GBpc-EUC-H /GBpc-EUC-V /GBK-EUC-H /GBK-EUC-V /GBKp-EUC-H /GBKp-EUC-V"
    " /GBK2K-H /GBK2K-V /UniGB-UCS2-H /UniGB-UCS2-V /UniGB-UTF16-H /UniGB-UTF16-V /B5pc-H /B5pc-V"
    " /HKscs-B5-H /HKscs-B5-V /ETen-B5-H /ETen-B5-V /ETenms-B5-H /ETenms-B5-V /CNS-EUC-H"
    " /CNS-EUC-V /UniCNS-UCS2-H /UniCNS-UCS2-V /UniCNS-UTF16-H /UniCNS-UTF16-V /83pv-RKSJ-H"
    " /90ms-RKSJ-H /90ms-RKSJ-V /90msp-RKSJ-H /90msp-RKSJ-V /90pv-RKSJ-H /Add-RKSJ-H /Add-RKSJ-V"
    " /EUC-H /EUC-V /Ext-RKSJ-H /Ext-RKSJ-V /H /V /UniJIS-UCS2-H /UniJIS-UCS2-V /UniJIS-UCS2-HW-H"
    " /UniJIS-UCS2-HW-V /UniJIS-UTF16-H /UniJIS-UTF16-V /KSC-EUC-H /KSC-EUC-V /KSCms-UHC-H"
    " /KSCms-UHC-V /KSCms-UHC-HW-H /KSCms-UHC-HW-V /KSCpc-EUC-H /UniKS-UCS2-H /UniKS-UCS2-V"
    " /UniKS-UTF16-H /UniKS-UTF16-V /Identity-H /Identity-V",
)
_IDENTITY = ("/Identity-H", "/Identity-V")
#: thousandths of an em by which a width may differ from the font's own
_NEAR = 1.0


class _Font:
    """A font, and what is shown in it."""

    def __init__(self, values: pikepdf.Object, page: int) -> None:
        self.values = values
        self.page = page
        self.strings: set[bytes] = set()
        self.name = str(values.get("/BaseFont", "Type 3")).lstrip("/")
        self.encoding = values.get("/Encoding")
        below = values.get("/DescendantFonts")
        self.below = below[0] if isinstance(below, Array) and len(below) else Dictionary()

    @property
    def is_composite(self) -> bool:
        """Return whether letters are numbered by two bytes each."""
        return bool(self.values.get("/Subtype") == "/Type0")

    @cached_property
    def codes(self) -> set[int]:
        """The letters shown, by their numbers."""
        size = 2 if self.is_composite else 1
        return {
            int.from_bytes(string[at : at + size])
            for string in self.strings
            for at in range(0, len(string) - size + 1, size)
        }

    @cached_property
    def cids(self) -> set[int] | None:
        """The same as the font counts them; None where a list of Adobe's says how."""
        if self.encoding in _IDENTITY:
            return self.codes
        if isinstance(self.encoding, Stream):
            known = read_cids(self.encoding.read_bytes())
            return {known.get(code, 0) for code in self.codes}
        return None

    @cached_property
    def program(self) -> TTFont | None:
        """The font itself; None where it is none of TrueType or OpenType."""
        described = self.below.get("/FontDescriptor", Dictionary())
        stream = described.get("/FontFile2", described.get("/FontFile3"))
        if not isinstance(stream, Stream):
            return None
        data = stream.read_bytes()
        is_known = data[:4] in (b"\0\1\0\0", b"true", b"OTTO")
        return TTFont(BytesIO(data), lazy=True) if is_known else None

    def glyphs(self, cids: set[int]) -> dict[int, int]:
        """Return the numbers of glyphs in the font, by CIDs."""
        table = self.below.get("/CIDToGIDMap")
        if not isinstance(table, Stream):
            return {cid: cid for cid in cids}
        data = table.read_bytes()
        return {cid: int.from_bytes(data[2 * cid : 2 * cid + 2]) for cid in cids}

    @cached_property
    def widths(self) -> dict[int, float]:
        """What the file says of widths, by CIDs (ISO 32000-1, 9.7.4.3)."""
        found: dict[int, float] = {}
        values = [*self.below.get("/W", Array())]
        while len(values) > 1:
            first, second = int(values.pop(0)), values.pop(0)
            if isinstance(second, Array):
                found.update(enumerate(map(float, second), first))
            elif values and 0 <= int(second) - first < 65536:
                found.update(dict.fromkeys(range(first, int(second) + 1), float(values.pop(0))))
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
        elif font.values.get("/Subtype") != "/Type3":
            others += 1
        yield from (Fault(text % font.name, font.page) for text in found)
    yield Fact(__("fonts: %d") % len(fonts))
    if others:
        yield Fact(__("of another kind, not looked into: %d") % others)


def _texts(font: _Font) -> Iterator[str]:
    """Yield what is wrong with what the letters stand for."""
    table = font.values.get("/ToUnicode")
    if not isinstance(table, Stream):
        base = font.encoding.get("/BaseEncoding") if isinstance(font.encoding, Dictionary) else None
        if font.encoding not in _ENCODINGS and base not in _ENCODINGS:
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
    if isinstance(encoding, Name) and str(encoding) not in _CMAPS:
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
        if isinstance(used, Name) and str(used) not in _CMAPS:
            yield __("31-008: the encoding of %s builds on one that is not known")
    if below.get("/Subtype") == "/CIDFontType2" and font.program is not None:
        table = below.get("/CIDToGIDMap")
        if table is None:
            yield __("31-005: %s does not say which glyph is which (CIDToGIDMap)")
        elif table != "/Identity" and not isinstance(table, Stream):
            yield __("31-004: %s says in an unknown way which glyph is which (CIDToGIDMap)")


def _program(font: _Font) -> Iterator[str]:
    """Yield what the font itself lacks."""
    cids = font.cids
    if cids is None:
        return
    if 0 in cids:
        yield __("31-030: boxes in place of letters that %s lacks (.notdef)")
    program = font.program
    if program is None:
        return
    glyphs = font.glyphs(cids - {0})
    count = program["maxp"].numGlyphs
    if any(glyph >= count for glyph in glyphs.values()):
        yield __("31-011: letters are shown that %s does not have")
    names, unit = program.getGlyphOrder(), 1000 / program["head"].unitsPerEm
    usual, metrics = float(font.below.get("/DW", 1000)), program["hmtx"].metrics
    for cid, glyph in glyphs.items():
        width = metrics[names[glyph]][0] * unit if glyph < count else None
        if width is not None and abs(width - font.widths.get(cid, usual)) > _NEAR:
            yield __("31-016: letters of %s are of another width than the file says")
            return
