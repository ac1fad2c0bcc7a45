"""Each letter of a PDF stands for a text, whichever glyph of it was drawn first."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from unicodedata import combining

import pydyf
import pypdfium2
import pytest
import weasyprint
from fontTools.ttLib import TTFont

import brief_theme
from ext_pdf.letters import NOTHING, name_letters, read_letters

FONTS = Path(brief_theme.__file__).parent / "shared" / "static" / "fonts"


@pytest.fixture(scope="module")
def data() -> bytes:
    return (FONTS / "IBMPlexSansArabic-SemiBold.woff2").read_bytes()


@pytest.fixture(scope="module")
def glyphs() -> dict[str, int]:
    font = TTFont(FONTS / "IBMPlexSansArabic-SemiBold.woff2")
    return {name: number for number, name in enumerate(font.getGlyphOrder())}


@pytest.fixture(scope="module")
def known(data: bytes) -> dict[int, str]:
    return read_letters(data)


def test_font_says_what_its_ligatures_stand_for(
    known: dict[int, str], glyphs: dict[str, int]
) -> None:
    assert known[glyphs["uniFC91"]] == "ير"
    assert known[glyphs["uni064A"]] == "ي"
    assert known[glyphs["uni0651"]] == "\u0651"
    assert glyphs[".notdef"] not in known


def test_letters_are_read_once_a_user(
    data: bytes, known: dict[int, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert read_letters.__wrapped__(data) == known
    with monkeypatch.context() as patch:
        patch.setattr("ext_pdf.letters._read", None)
        assert read_letters.__wrapped__(data) == known
    [kept] = (tmp_path / "midad/letters").iterdir()
    whole = kept.read_text(encoding="utf-8")
    short = '{"glyphs": [3, 4], "texts": ["a"]}'
    wrong = '{"glyphs": ["3"], "texts": [5]}'
    for damaged in ("", "[]", "{}", short, wrong, whole[:99]):
        kept.write_text(damaged, encoding="utf-8")
        assert read_letters.__wrapped__(data) == known
        assert kept.read_text(encoding="utf-8") == whole


def test_ligatures_without_a_letter_of_their_own_are_taken_apart() -> None:
    path = FONTS / "Amiri-Regular.woff2"
    known = read_letters(path.read_bytes())
    unencoded = set(known) - set(
        map(TTFont(path).getReverseGlyphMap().get, TTFont(path).getBestCmap().values())
    )
    assert len(unencoded) > 500
    assert any(len(known[glyph]) > 1 for glyph in unencoded)


def test_letters_that_were_lost_are_found(
    data: bytes, glyphs: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ext_pdf.letters.get_hb_object_data", lambda face: data)
    ligature, box = glyphs["uniFC91"], glyphs[".notdef"]
    lines = [b"<0001> <0627>", f"<{ligature:04x}> <>".encode(), f"<{box:04x}> <>"]
    pdf = pydyf.PDF()
    table = pydyf.Stream(lines)
    pdf.add_object(table)
    pdf.add_object(pydyf.Dictionary({"BaseFont": b"/A+Plex", "ToUnicode": table.reference}))
    whole = SimpleNamespace(name=b"/B+Plex", to_unicode={1: "x"})
    font = SimpleNamespace(
        name=b"/A+Plex", to_unicode={1: "ا", ligature: "", box: ""}, hb_face=None, index=0
    )
    name_letters(SimpleNamespace(fonts={"a": whole, "b": font}), pdf)
    joiner = NOTHING.encode("utf-16-be").hex()
    assert table.stream == [
        b"<0001> <0627>",
        f"<{ligature:04x}> <064a0631>".encode(),
        f"<{box:04x}> <{joiner}>".encode(),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "محمَّد",
        "إنَّ المدرِّس ذَهَبَ إلى مكَّةَ",
        "لِلَّهِ الحَمْدُ ثُمَّ إِنَّ القِطَاعَ العَامَّ أَوَّلُهُ حَوْكَمَةٌ رَشِيدَةٌ",
        "كُلُّ عامّ",  # nothing is lost, and one glyph has the text of two
    ],
)
def test_each_mark_is_copied_as_often_as_it_was_written(
    text: str, faces: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert marks(copied(text, faces, monkeypatch)) == marks(text)


@pytest.mark.parametrize("text", ["لكن الدول الكبرى", "المملكة", "كل ملك", "كتـاب وقلم"])
def test_stroke_between_a_lam_and_a_kaf_is_no_letter(
    text: str, faces: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert copied(text, faces, monkeypatch).replace(NOTHING, "").strip() == text


def copied(text: str, faces: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what a reader copies of *text*, printed in Amiri."""
    monkeypatch.setenv("FONTCONFIG_FILE", str(faces / "fonts.conf"))
    page = f"<html lang=ar dir=rtl><body style='font-family: Amiri'><p>{text}"
    pdf = pypdfium2.PdfDocument(weasyprint.HTML(string=page).write_pdf(finisher=name_letters))
    found: str = pdf[0].get_textpage().get_text_range()
    pdf.close()
    return found


def marks(text: str) -> Counter[str]:
    return Counter(filter(combining, text))
