"""Trap 9: what WeasyPrint does to Arabic lines, measured on the glyphs of real PDFs.

Each test also shows the defect, with the mend taken out: when WeasyPrint mends it, the test fails
and the mend can go.
"""

from __future__ import annotations

import re
import sys
from ctypes import byref, c_double
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pytest
import weasyprint
from pypdfium2 import raw
from weasyprint.text.fonts import FontConfiguration

from ext_arabic.joining import JOINER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Project

FONTS = Path(__file__).parents[2] / "src" / "brief_theme" / "shared" / "static" / "fonts"
FACE = FONTS / "IBMPlexSansArabic-Regular.woff2"  # without forms that only some neighbours call
CSS = """
@page { size: 600pt 900pt; margin: 0 50pt }
html { font: 14pt/1.7 Text }
p { margin: 0 }
a { color: inherit; text-decoration: none }
i, em, strong { font-style: normal; font-weight: normal }
"""
FONT = FontConfiguration()
CSS += f"@font-face {{ font-family: Text; src: url({FACE.as_uri()}) }}"
STYLE = weasyprint.CSS(string=CSS, font_config=FONT)
BUILDER = """
from sphinx.builders.html import StandaloneHTMLBuilder
class Paper(StandaloneHTMLBuilder):
    name = "pdf"
def setup(app):
    app.add_builder(Paper)
"""


def paper(project: Project, text: str, *, language: str = "ar") -> str:
    """Return the HTML that the ``pdf`` builder hands to WeasyPrint."""
    project.extensions("ext_arabic", "paper_builder").conf("html_theme = 'basic'")
    project.write("index.md", f"# .\n\n{text}\n")
    project.build("pdf", language=language)
    match = re.search(r"</h1>(.*)</section>", project.html(), re.DOTALL)
    assert match
    return match[1]


def glyphs(html: str, *, language: str = "ar") -> list[tuple[float, float, float, str]]:
    """Render *html* and return its glyphs as (line, left, right, text); a page has 900 lines."""
    direction = "rtl" if language == "ar" else "ltr"
    page = f"<html lang={language} dir={direction}><body style='margin: 0'>{html}"
    pdf = weasyprint.HTML(string=page).write_pdf(stylesheets=[STYLE], font_config=FONT)
    return list(_glyphs(pdfium.PdfDocument(pdf)))


def _glyphs(document: pdfium.PdfDocument) -> Iterator[tuple[float, float, float, str]]:
    for number, page in enumerate(document):
        text = page.get_textpage()
        for index in range(text.count_chars()):
            x, y = c_double(), c_double()
            raw.FPDFText_GetCharOrigin(text, index, byref(x), byref(y))
            left, _, right, _ = text.get_charbox(index)
            char = chr(raw.FPDFText_GetUnicode(text, index))
            if char.strip() and char != JOINER:
                yield number * 900 + 900 - round(y.value), left, right, char


def lines(html: str) -> list[str]:
    """Return the lines of *html* on paper as the eye sees them, from left to right, unspaced."""
    found: dict[float, str] = {}
    for line, _left, _right, char in sorted(glyphs(html)):
        found[line] = found.get(line, "") + char
    return list(found.values())


def at_widths(html: str, align: str = "start") -> str:
    """Return *html* on one page for each of many widths."""
    style = f"break-after: page; text-align: {align}; width:"
    return "".join(f"<div style='{style}{width}pt'>{html}</div>" for width in WIDTHS)


def without_directions(html: str) -> str:
    return re.sub(r"</?span[^>]*>", "", html)


@pytest.fixture(autouse=True)
def extension(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write an extension with a ``pdf`` builder that writes HTML only."""
    (tmp_path / "paper_builder.py").write_text(BUILDER)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "paper_builder", raising=False)


@pytest.mark.parametrize(
    ("text", "seen", "defect"),
    [
        ("نشرت Nature *Climate* Change دراسة", "NatureClimateChange", "ChangeClimateNature"),
        ("قال John **Bold** Smith.", "JohnBoldSmith", "SmithBoldJohn"),
        ("قال CNN [News](https://a.b)، نعم", "CNNNews", "NewsCNN"),
        ("نعم +964 770 123 4567 نعم", "+9647701234567", "4567123770964+"),
        ("حرارة -5 نعم", "-5", "5-"),
        ("كتاب `make publish` all نعم", "makepublishall", "allmakepublish"),
    ],
)
def test_left_to_right_run_is_not_reversed(
    project: Project, text: str, seen: str, defect: str
) -> None:
    html = paper(project, text)
    [line] = lines(html)
    assert seen in line
    [line] = lines(without_directions(html))
    assert defect in line
    assert seen not in line


def test_bdi_and_dir_auto_do_nothing() -> None:
    for tag in ("bdi", "span dir=auto", "span style='direction: inherit'"):
        html = f"<p>نشرت <{tag}>Nature <em>Climate</em> Change</{tag.split()[0]}> دراسة</p>"
        assert "ChangeClimateNature" in lines(html)[0], tag


def test_percent_sign_stands_on_one_side_everywhere(project: Project) -> None:
    html = paper(
        project, "نسبة 2.1% هنا\n\n2.1% هنا\n\n| نعم |\n|---|\n| 2.1% |\n\nقال CNN 2.1% هنا"
    )
    assert sum("2.1%" in line for line in lines(html)) == 4
    sides = {"%2.1" in line for line in lines(without_directions(html)) if "%" in line}
    assert sides == {True, False}


def test_percent_sign_stays_when_the_line_breaks_before_it(project: Project) -> None:
    html = paper(project, "كلمة كلمة كلمة كلمة كلمة **2.1%** هنا، ثم نسبة **2.1%** هنا")
    assert sum(line.count("2.1%") for line in lines(at_widths(html))) == 2 * len(WIDTHS)


@pytest.mark.parametrize("dash", ["–", "-"])
def test_range_reads_the_same_in_a_sentence_and_in_a_cell(project: Project, dash: str) -> None:
    html = paper(
        project, f"في ص 4{dash}6، نعم\n\n| نعم |\n|---|\n| 4{dash}6 |\n\nقال CNN، 4{dash}6"
    )
    assert sum(f"6{dash}4" in line for line in lines(html)) == 3
    if dash == "-":
        seen = "".join(lines(without_directions(html)))
        assert "6-4" in seen
        assert "4-6" in seen


def test_arabic_phrase_on_an_english_page_is_not_reversed(project: Project) -> None:
    html = paper(project, "The كتاب **الحرب** والسلم is", language="en")

    def order(html: str) -> list[float]:
        """Return the left edges of the kaf, the hah and the seen, in reading order."""
        found = glyphs(html, language="en")
        return [next(left for _, left, _, char in found if char == wanted) for wanted in "كحس"]

    assert order(html) == sorted(order(html), reverse=True)
    assert order(without_directions(html)) != sorted(order(html), reverse=True)


def length(html: str) -> float:
    """Return how long the one line of *html* is on paper, in points."""
    found = glyphs(html)
    return max(right for _, _, right, _ in found) - min(left for _, left, _, _ in found)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("[العلم](https://a.b)ية", "العلمية"),
        ("مـ**كت**بة", "مـكتبة"),
        ("عِ**لم**يّة", "عِلميّة"),
        ("ب*ي*ت", "بيت"),
        ("[**بي**](https://a.b)ت", "بيت"),
    ],
)
def test_word_cut_by_markup_keeps_its_joined_letters(
    project: Project, text: str, whole: str
) -> None:
    html = paper(project, text)
    assert html.count(JOINER) in {2, 4}
    assert length(html) == pytest.approx(length(f"<p>{whole}</p>"), abs=0.1)
    assert length(html.replace(JOINER, "")) != pytest.approx(length(f"<p>{whole}</p>"), abs=0.1)


def test_vowel_sign_goes_back_to_its_letter(project: Project) -> None:
    html = paper(project, "وال**دَّار**ِ و**ال**ْعلم و[كت](https://a.b)َّب")
    assert f"<strong>{JOINER}دَّارِ</strong> و" in html
    assert f"<strong>الْ{JOINER}</strong>{JOINER}علم" in html
    assert f">كتَّ{JOINER}</a>{JOINER}ب" in html


def test_no_joiner_where_letters_stay_apart(project: Project) -> None:
    html = paper(project, "دار**ات** و**كتاب** علم[^1]ية علم `x`ية **نعم** علم\n\n[^1]: نعم")
    assert JOINER not in html


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_no_joiner_on_the_web(project: Project, builder: str) -> None:
    project.extensions("ext_arabic").conf("html_theme = 'basic'")
    project.write("index.md", "# .\n\n**كت**اب و Nature *Climate* Change\n")
    project.build(builder)
    assert JOINER not in project.html()
    assert "Nature <em>Climate</em> Change" in project.html()


WIDTHS = range(140, 420, 13)
PHRASES = (
    "نشرت Nature *Climate* Change *Report* of دراسة John **Bold** Smith عن [العلم](https://a.b) و"
    "[العالم](https://a.b) **كله** إلى *حد* بعيد و BBC [News *of* the](https://a.b) World نعم"
)


def juts(html: str, align: str = "start", language: str = "ar") -> float:
    """Return how far any line at any width juts out of its margins, in points."""
    worst = 0.0
    for line, left, right, _ in glyphs(at_widths(html, align), language=language):
        width = WIDTHS[int(line // 900)]
        start, end = (550 - width, 550) if language == "ar" else (50, 50 + width)
        worst = max(worst, start - left, right - end)
    return worst


@pytest.mark.parametrize("align", ["start", "justify"])
def test_no_line_juts_out_into_the_margin(project: Project, align: str) -> None:
    html = paper(project, PHRASES)
    assert juts(html, align) < 2
    assert juts(re.sub(r"<span> </span>", " ", html).replace("<em> ", " <em>"), align) > 2.5


def test_no_line_of_an_english_page_juts_out(project: Project) -> None:
    text = "The paper العالم **والعلم** في **الحياة** اليوم says that كتاب الحرب **والسلم** is fine"
    html = paper(project, text, language="en")
    assert juts(html, language="en") < 2
    assert juts(html.replace("<strong> ", " <strong>"), language="en") > 2.5


def test_blank_before_code_in_a_phrase_has_a_box_of_its_own(project: Project) -> None:
    """tests/brief_theme/test_typography.py measures it: it asks for the theme's word spacing."""
    html = paper(project, "نشرت GDP (2023) `name` ثم قال Nature `of` هذا")
    assert html.count("<span> </span><code") == 2


def test_blank_is_left_where_nothing_can_take_it(project: Project) -> None:
    project.write("x.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    html = paper(project, "نعم `x` ثم run `x` [`y`](https://a.b) ![](x.svg) now، نعم")
    assert " نعم" in html
    assert '</code> <a class="reference external" href="https://a.b"><code' in html


def test_no_break_space_stays_with_its_word(project: Project) -> None:
    html = paper(project, "نعم\u00a0**كتاب** قال Nature\u00a0*Climate* نعم")
    assert "نعم\u00a0<strong>كتاب" in html
    assert "Nature\u00a0<em>Climate" in html


#: phrases that say which language they are in, as the parts of a reference do
CUT = (
    "قال [Peter Brook,]{.language-en} [“Shelves on Wheels”,]{.language-en} [in]{.language-en} "
    "*Libraries* [Today,]{.language-en} [vol. 3,]{.language-en} [and more]{.language-en}، نعم"
)


@pytest.mark.parametrize("align", ["start", "justify"])
def test_no_line_juts_out_that_ends_between_two_parts_of_a_phrase(
    project: Project, align: str
) -> None:
    project.conf("myst_enable_extensions = ['attrs_inline']")
    html = paper(project, CUT)
    assert juts(html, align) < 2
    assert (
        juts(
            html.replace(
                '</span><span dir="ltr" lang="en"> ', ' </span><span lang="en" dir="ltr">'
            ),
            align,
        )
        > 2.5
    )


def test_signs_alone_in_a_latin_phrase_are_marked_for_a_latin_face(project: Project) -> None:
    project.conf("myst_enable_extensions = ['attrs_inline']")
    phrase = "[Nature]{.language-en} [12(3).]{.language-en}"
    html = paper(project, f"قيل {phrase} وقيل (2.1%). وقيل `a(1)` Nature *Climate*. نعم")
    assert re.findall('<span class="latin-signs">(.*?)</span>', html) == [" 12(3)."]


def test_no_sign_is_marked_on_a_latin_page(project: Project) -> None:
    assert "latin-signs" not in paper(project, "See *Nature* 12(3).", language="en")
