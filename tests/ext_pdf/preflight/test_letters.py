"""Fonts of other makers: damaged, without end, or with letters numbered in another way."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from fontTools.cffLib import FDArrayIndex, FDSelect, FontDict
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from pikepdf import Array, Dictionary, Name, String
from tests.ext_pdf.preflight.test_matterhorn import (
    CMAP,
    SPACE,
    answered,
    below,
    encoded,
    text_table,
)
from tests.ext_pdf.test_access import fonts, no_text

from ext_pdf.preflight.cmap import Cmap, read_cids, read_texts
from ext_pdf.preflight.registry import Fact
from ext_pdf.preflight.scan import TooMuchError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.ext_pdf.test_access import Spoil


@pytest.fixture
def pdf(tagged: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(tagged)) as opened:
        yield opened


# Tables without end


class Counted(bytes):
    """A table that counts how often it is searched for an end."""

    searches = 0

    def find(self, *args: Any) -> int:
        self.searches += 1
        return super().find(*args)


def test_table_is_read_to_the_first_part_without_an_end() -> None:
    table = Counted(b"beginbfchar <01> <0041> endbfchar " + b"beginbfchar " * 8000)
    assert read_texts(table) == {1: "A"}
    assert table.searches == 2


def lines(count: int, end: bytes) -> bytes:
    return b"".join(
        b"<%06x> <%06x> %b\n" % (at << 16, (at << 16) + 65535, end) for at in range(count)
    )


@pytest.mark.parametrize(
    ("read", "table"),
    [
        (read_texts, b"beginbfrange " + lines(10, b"<0041>") + b"endbfrange"),
        (read_texts, b"beginbfrange <0000> <7fff> <%b> endbfrange" % (b"0041" * 100)),
        (read_cids, b"begincidrange " + lines(10, b"0") + b"endcidrange"),
        (read_cids, b"begincidrange <00000000> <ffffffff> 0 endcidrange"),
    ],
)
def test_table_speaks_of_no_more_letters_than_a_font_has(
    read: Callable[[bytes], object], table: bytes
) -> None:
    with pytest.raises(TooMuchError):
        read(table)


def test_widths_speak_of_no_more_letters_than_a_font_has(pdf: pikepdf.Pdf) -> None:
    inner = below(pdf)
    inner.W = Array([number for at in range(10) for number in (at << 16, (at << 16) + 65535, 500)])
    with pytest.raises(TooMuchError):
        answered(pdf, "letters")


# Damaged fonts


@pytest.mark.parametrize("file", [b"\0\1\0\0junk", b"\0\1\0\0" + bytes(8), b"OTTO" + bytes(99)])
def test_damaged_font_is_a_fault(pdf: pikepdf.Pdf, file: bytes) -> None:
    below(pdf).FontDescriptor.FontFile2 = pdf.make_stream(file)
    (said,) = answered(pdf, "letters")
    assert said.startswith("the font ")
    assert said.endswith(" is damaged")


def test_font_that_was_cut_short_is_a_fault(pdf: pikepdf.Pdf) -> None:
    file = below(pdf).FontDescriptor.FontFile2.read_bytes()
    for part in (0.1, 0.3, 0.5, 0.7):
        below(pdf).FontDescriptor.FontFile2 = pdf.make_stream(file[: int(len(file) * part)])
        assert [text for text in answered(pdf, "letters") if text.endswith("is damaged")]


# Letters that are numbered in another way


def show(pdf: pikepdf.Pdf, string: str) -> None:
    """Show a string in one font that is not in the file, and nothing else."""
    font = pdf.make_indirect(Dictionary(fonts(pdf)[0]))
    inner = Dictionary(below(pdf))
    inner.FontDescriptor = Dictionary()
    font.DescendantFonts = Array([pdf.make_indirect(inner)])
    for page in pdf.pages:
        page.obj.Contents = pdf.make_stream(b"")
        page.obj.Resources = Dictionary(Font=Dictionary(F=font))
    text = f"/Artifact BMC BT /F 9 Tf <{string}> Tj ET EMC"
    pdf.pages[0].obj.Contents = pdf.make_stream(text.encode())


def one_byte(pdf: pikepdf.Pdf) -> None:
    show(pdf, "030405")
    space = b"begincodespacerange <00> <ff> endcodespacerange "
    encoded(space + b"begincidrange <00> <ff> 0 endcidrange")(pdf)
    text_table(b"beginbfrange <00> <ff> <0627> endbfrange")(pdf)


def of_two_lengths(pdf: pikepdf.Pdf) -> None:
    show(pdf, "03810004")
    space = b"begincodespacerange <00> <80> <8100> <ffff> endcodespacerange "
    encoded(space + b"begincidrange <00> <80> 0 <8100> <8103> 7 endcidrange")(pdf)
    text_table(b"beginbfchar <03> <0627> <8100> <0628> <04> <0629> endbfchar")(pdf)


def upon_another(pdf: pikepdf.Pdf) -> None:
    show(pdf, "00")
    encoded(b"/90ms-RKSJ-H usecmap " + SPACE, UseCMap=Name("/90ms-RKSJ-H"))(pdf)


def japanese(pdf: pikepdf.Pdf) -> None:
    show(pdf, "82a041")
    fonts(pdf)[0].Encoding = Name("/90ms-RKSJ-H")
    text_table(b"beginbfchar <82a0> <3042> <41> <0041> endbfchar")(pdf)


@pytest.mark.parametrize("spoil", [one_byte, of_two_lengths, upon_another, japanese])
def test_letters_of_other_lengths_are_no_fault(pdf: pikepdf.Pdf, spoil: Spoil) -> None:
    spoil(pdf)
    assert answered(pdf, "letters") == []
    other = spoil is not one_byte
    assert ("of another kind, not looked into: 1" in answered(pdf, "letters", Fact)) is other


def test_letters_of_one_byte_are_judged(pdf: pikepdf.Pdf) -> None:
    one_byte(pdf)
    text_table(b"beginbfrange <00> <04> <0627> endbfrange")(pdf)
    assert [text[:6] for text in answered(pdf, "letters")] == ["10-001"]


def test_size_of_letters_is_that_of_their_space() -> None:
    assert Cmap(CMAP).size == 2
    assert Cmap(b"begincodespacerange <00> <80> <8100> <ffff> endcodespacerange").size == 0
    assert Cmap(b"begincidrange <00> <80> 0 endcidrange").size == 0


def listed(pdf: pikepdf.Pdf) -> None:
    fonts(pdf)[0].Encoding = Name("/90ms-RKSJ-H")


def collected(pdf: pikepdf.Pdf) -> None:
    info = Dictionary(Registry=String("Adobe"), Ordering=String("Japan1"), Supplement=6)
    below(pdf).CIDSystemInfo = info


@pytest.mark.parametrize("spoil", [listed, collected])
def test_letters_by_a_list_of_adobes_need_no_table(pdf: pikepdf.Pdf, spoil: Spoil) -> None:
    show(pdf, "0003")
    no_text(pdf)
    assert [text[:6] for text in answered(pdf, "letters")] == ["31-027"]
    spoil(pdf)
    assert answered(pdf, "letters") == []


LATIN, SYMBOLS = 32, 4


@pytest.mark.parametrize(
    ("kind", "encoding", "flags", "is_good"),
    [
        ("Type1", Dictionary(Differences=Array([3, Name.g1])), SYMBOLS, False),
        ("Type1", Dictionary(Differences=Array([3, Name.alef, Name.afii57416])), SYMBOLS, True),
        ("Type1", Dictionary(Differences=Array([3, Name.a])), SYMBOLS, False),
        ("Type1", Dictionary(Differences=Array([3, Name.a])), LATIN, True),
        ("Type1", Dictionary(Differences=Array([3, Name.g1])), LATIN, False),
        ("Type1", Name.StandardEncoding, SYMBOLS, True),
        ("Type1", None, SYMBOLS, False),
        ("TrueType", None, LATIN, True),
        ("TrueType", Dictionary(Differences=Array([3, Name.a, Name.b])), SYMBOLS, False),
        ("Type3", Dictionary(Differences=Array([3, Name.a, Name.b])), 0, True),
        ("Type3", Dictionary(Differences=Array([3, Name.g1, Name.g2])), 0, False),
    ],
)
def test_letters_by_name_need_no_table(
    pdf: pikepdf.Pdf, kind: str, encoding: Any, flags: int, is_good: bool
) -> None:
    show(pdf, "0304")
    font = Dictionary(Subtype=Name(f"/{kind}"), FontDescriptor=Dictionary(Flags=flags))
    if encoding is not None:
        font.Encoding = encoding
    pdf.pages[0].Resources.Font.F = pdf.make_indirect(font)
    assert [text[:6] for text in answered(pdf, "letters")] == ([] if is_good else ["31-027"])


def opentype(*, is_numbered: bool) -> bytes:
    """Return a font with outlines in CFF, in which letters may have numbers of their own."""
    names = [".notdef", *(f"cid{number:05}" for number in (10, 20))]
    pen = T2CharStringPen(500, None)
    font = FontBuilder(1000, isTTF=False)
    font.setupGlyphOrder(names)
    font.setupCharacterMap({})
    font.setupCFF("Some", {}, dict.fromkeys(names, pen.getCharString()), {})
    font.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    font.setupHorizontalHeader()
    font.setupPost()
    top = font.font["CFF "].cff.topDictIndex[0]
    if is_numbered:
        inner, each, chosen = FDArrayIndex(), FontDict(), FDSelect()
        each.Private = top.Private
        inner.append(each)
        chosen.format, chosen.gidArray = 3, [0, 0, 0]
        del top.Private
        top.ROS, top.CIDCount = ("Adobe", "Identity", 0), 21
        top.FDArray, top.FDSelect = inner, chosen
        top.CharStrings.fdArray, top.CharStrings.fdSelect = inner, chosen
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()


@pytest.mark.parametrize(("is_numbered", "said"), [(True, []), (False, ["31-011"])])
def test_glyphs_with_numbers_of_their_own_are_not_judged(
    pdf: pikepdf.Pdf, is_numbered: bool, said: list[str]
) -> None:
    show(pdf, "000a0014")
    inner = below(pdf)
    described = Dictionary(FontFile3=pdf.make_stream(opentype(is_numbered=is_numbered)))
    inner.Subtype, inner.FontDescriptor = Name.CIDFontType0, described
    text_table(b"beginbfrange <0000> <00ff> <0627> endbfrange")(pdf)
    assert [text[:6] for text in answered(pdf, "letters")] == said
    assert ("of another kind, not looked into: 1" in answered(pdf, "letters", Fact)) is is_numbered
