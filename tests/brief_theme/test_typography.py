"""The fine points of the page, measured on what WeasyPrint makes of the theme's own sheets."""

from __future__ import annotations

import logging
import re
from collections import defaultdict
from ctypes import byref, c_double
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2
import pytest
import weasyprint
from pypdfium2 import raw
from tests.brief_theme.test_trim import SIZES, sheet
from weasyprint.text.fonts import FontConfiguration

import brief_theme
from brief_theme.options import TRIMS
from ext_pdf.jobs import OPTIONS
from ext_pdf.justify import MOST_ADDED
from ext_pdf.render import BASE_STYLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(brief_theme.__file__).parent
SHARED = ROOT / "shared" / "static"
#: linked in every page: what a sheet names for the whole document is lost where it is parsed apart
LINKED = (SHARED / "text.css", ROOT / "print" / "static" / "paper.css")
#: A4, in points
WIDTH, HEIGHT = 595.3, 841.9
MM = 72 / 25.4
FONT = FontConfiguration()


@cache
def styles() -> tuple[weasyprint.CSS, ...]:
    """Return the faces, the tokens and what `ext_pdf` adds, parsed once."""
    base = weasyprint.CSS(string=BASE_STYLE, font_config=FONT)
    sheets = (SHARED / "faces.css", SHARED / "tokens.css")
    return (*(weasyprint.CSS(sheet, font_config=FONT) for sheet in sheets), base)


class Glyph(NamedTuple):
    """A character on a page, in points from the left and from the foot."""

    page: int
    x: float
    y: float
    left: float
    right: float
    char: str


def printed(
    body: str, *, language: str = "ar", style: str = "", linked: Iterable[Path] = LINKED
) -> pypdfium2.PdfDocument:
    """Print *body* with the styles of the theme; WeasyPrint must have nothing to say."""
    direction = "rtl" if language == "ar" else "ltr"
    links = "".join(f"<link rel=stylesheet href='{sheet.as_uri()}'>" for sheet in linked)
    links += f"<style>{style}</style>"
    page = f"<html lang={language} dir={direction} class=digits-arab>{links}<body>{body}"
    log: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: log.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger("weasyprint").addHandler(handler)
    try:
        html = weasyprint.HTML(string=page)
        data = html.write_pdf(stylesheets=styles(), font_config=FONT, **OPTIONS)
    finally:
        logging.getLogger("weasyprint").removeHandler(handler)
    assert log == []
    return pypdfium2.PdfDocument(data)


def glyphs(pdf: pypdfium2.PdfDocument) -> list[Glyph]:
    """Return all that is printed, but for blanks."""
    return [glyph for number, page in enumerate(pdf) for glyph in on(page, number)]


def on(page: pypdfium2.PdfPage, number: int) -> Iterator[Glyph]:
    """Yield what is printed on *page*, which has that *number*."""
    text = page.get_textpage()
    for index in range(text.count_chars()):
        x, y = c_double(), c_double()
        raw.FPDFText_GetCharOrigin(text, index, byref(x), byref(y))
        left, _, right, _ = text.get_charbox(index)
        char = chr(raw.FPDFText_GetUnicode(text, index))
        if char.strip() and right > left:
            yield Glyph(number, x.value, y.value, left, right, char)


def heads(pdf: pypdfium2.PdfDocument) -> list[str]:
    """Return the running head of each page, without blanks, as the eye sees it."""
    found: dict[int, str] = defaultdict(str)
    for glyph in sorted(glyphs(pdf), key=lambda glyph: glyph.left):
        if glyph.y > HEIGHT - 26 * MM:
            found[glyph.page] += glyph.char
    return [found[number] for number in range(len(pdf))]


def section(name: str, note: str = "") -> str:
    """Return a section as ext_pdf writes it."""
    return f"<section><h2><span class=outline-label data-label='{name}'></span>{name}{note}</h2>"


NEXT_PAGE = "<p style='break-before: page'>"
VOLUME = (ROOT / "volume" / "static" / "volume.css").read_text(encoding="utf-8")


def test_running_head_of_a_volume_names_the_brief_without_its_note() -> None:
    note = "<span class='note footnote' id=n>note</span>"
    title = f"<h1><span class=outline-label data-label=Title></span>Title{note}</h1>"
    body = f"<article class=brief><p>x</p>{title}<p>text{NEXT_PAGE}text</article>"
    assert heads(printed(body, language="en", style=VOLUME)) == ["", "Title"]


def test_running_head_is_left_out_where_the_page_begins_with_the_heading() -> None:
    note = "<span class='note footnote' id=n>note</span>"
    body = (
        "<p class=series-line>2024</p><h1>Title</h1>"
        f"{section('First', note)}<p>text{NEXT_PAGE}text</section>"
        f"{section('Second')}<p>text{NEXT_PAGE}text</section>"
        f"<div style='break-before: page'>{section('Third', note.replace('=n', '=m'))}"
        f"<p>text{NEXT_PAGE}text</section>"
    )
    assert heads(printed(body, language="en")) == ["", "First", "Second", "", "Third"]


#: as `text.css` and `paper.css` have them: the size in points, the face's own blank in ems
TYPE = {"ar": (12.4, 0.292), "en": (10.4, 0.237)}
PROSE = {
    "ar": "جلس العراق والولايات المتحدة الأمريكية في ٢٧ يناير إلى أولى جولات حوار ثنائي موضوعه "
    "إنهاء الوجود الأمريكي في العراق، ومعه مهمة <strong>التحالف الدولي</strong> ضد التنظيم. ولم "
    "تنعقد الجولة في ظرف هادئ؛ فقد كانت المواجهة آخذة في التصاعد، وبلغت المستشفيات والمليشيات.",
    "en": "Iraq and the United States sat down to the first round of a bilateral dialogue, and the "
    "setting was <strong>anything but calm</strong>: confrontation between forces deployed in the "
    "country and militias loyal to the government was escalating, notwithstanding the agreements.",
}
WIDTHS = range(60, 151, 6)  # millimetres


class Line(NamedTuple):
    """A line of justified text: the room at its end, and its blanks, in points."""

    is_last: bool
    room: float
    blanks: list[float]


def typeset(language: str) -> list[Line]:
    """Return the lines of the prose of *language*, at many widths."""
    size, own = TYPE[language]
    found = []
    divisions = "".join(
        f"<div style='break-after: page; width: {width}mm'><p>{PROSE[language]}</p></div>"
        for width in WIDTHS
    )
    pdf = printed(f"<section>{divisions}</section>", language=language)
    for page, width in zip(pdf, WIDTHS, strict=False):
        rows = defaultdict(list)
        text = page.get_textpage()
        for index in range(text.count_chars()):
            left, _, right, _ = text.get_charbox(index, loose=True)
            x, y = c_double(), c_double()
            raw.FPDFText_GetCharOrigin(text, index, byref(x), byref(y))
            is_text = 30 * MM < y.value < HEIGHT - 26 * MM
            if is_text and right > left and chr(raw.FPDFText_GetUnicode(text, index)).strip():
                rows[round(y.value)].append((left, right))
        foot = min(rows)
        for row, boxes in rows.items():
            boxes.sort()
            gaps = [after[0] - before[1] for before, after in pairwise(boxes)]
            length = boxes[-1][1] - boxes[0][0]
            blanks = [gap for gap in gaps if gap > 0.6 * own * size]
            found.append(Line(row == foot, width * MM - length, blanks))
    return found


@pytest.mark.parametrize("language", ["ar", "en"])
def test_line_is_filled_unless_its_blanks_would_pass_the_widest(language: str) -> None:
    size, own = TYPE[language]
    lines = [line for line in typeset(language) if not line.is_last]
    filled = [line for line in lines if abs(line.room) < 1]  # Amiri kerns its last letter
    ragged = [line for line in lines if line.room > 1]
    assert len(filled) + len(ragged) == len(lines), "no line juts out"
    assert len(filled) > 2 * len(ragged) > 0
    assert max(max(line.blanks) for line in filled) < (own + MOST_ADDED) * size + 0.1
    for line in ragged:
        assert line.room + 1 > len(line.blanks) * MOST_ADDED * size
        assert max(line.blanks) < own * size + 0.1


def test_words_are_hyphenated_in_a_text_of_a_language_that_does_so() -> None:
    def hyphens(language: str) -> int:
        section = f"<section lang=en dir=ltr><p>{PROSE['en']}</p><h2>{PROSE['en']}</h2>"
        body = "".join(f"<div style='width: {width}mm'>{section}</div>" for width in WIDTHS)
        return sum(
            glyph.char in "-\u2010\u00ad\x02\ufffe"
            for glyph in glyphs(printed(body, language=language))
        )

    assert hyphens("en") > 5
    assert hyphens("ar") == 0


LETTERS = "أبجدهوزحطيك"


def numbers(pdf: pypdfium2.PdfDocument, side: float) -> list[str]:
    """Return what stands at the start of the lines of a list, from the top."""
    rows: dict[float, str] = defaultdict(str)
    for glyph in sorted(glyphs(pdf), key=lambda glyph: -glyph.y):
        if abs(glyph.x - side) < 22 and glyph.y > 100 and glyph.char not in ".ـ":
            rows[round(glyph.y)] += glyph.char
    return list(rows.values())


@pytest.mark.parametrize(
    ("language", "wanted"), [("ar", LETTERS), ("en", "abcdefghijk")], ids=["ar", "en"]
)
def test_abjad_list_has_letters_of_the_edition(language: str, wanted: str) -> None:
    items = "<li><p>— — —</p></li>" * len(wanted)
    pdf = printed(f"<section><ol class='abjad simple'>{items}</ol></section>", language=language)
    binding = WIDTH - 32 * MM if language == "ar" else 32 * MM
    assert "".join(numbers(pdf, binding)).replace("—", "") == wanted


def test_code_and_numbers_in_a_note_stand_as_in_the_text() -> None:
    items = "".join(f"<span class=note-item>{'—' * n}</span>" for n in range(1, 4))
    code = "<span class=note-code dir=ltr>SELECT *;\n  END</span>"
    body = f"<span class=footnote><span class='note-list numbered'>{items}</span>{code}</span>"
    found = glyphs(printed(f"<section><p>نص{body}</p></section>"))
    assert [glyph.char for glyph in found if glyph.char in "٢٣23"] == ["٢", "٣"]
    assert min(glyph.left for glyph in found if glyph.char == "S") < 29 * MM


def cells(tag: str, texts: list[str]) -> str:
    """Return a row of a table."""
    return "<tr>" + "".join(f"<{tag}>{text}</{tag}>" for text in texts) + "</tr>"


HEADS = ["المؤشر", "العدد", "المصدر", "السنة", "المحافظة", "المستشفيات"]
HEADS += ["الاستثمارات", "النسبة", "الملاحظات", "المجموع", "الإجمالي", "المتوسط"]


@pytest.mark.parametrize("columns", [5, 9, 12])
def test_wide_table_fits_between_the_margins_with_its_caption(columns: int) -> None:
    row = cells("td", ["جنود في العراق", *(str(1200 * n) for n in range(1, columns))])
    table = (
        f"<table><caption>جدول</caption><thead>{cells('th', HEADS[:columns])}</thead>"
        f"<tbody>{row * 6}</tbody></table>"
    )
    spacer = "<p style='height: 205mm'>x</p>"
    found = glyphs(printed(f"<section>{spacer}{table}</section>"))
    text = [glyph for glyph in found if 30 * MM < glyph.y < HEIGHT - 26 * MM]
    assert {glyph.page for glyph in text if glyph.char != "x"} == {1}, "caption and all rows"
    right = [glyph for glyph in text if glyph.page == 1]
    assert min(glyph.left for glyph in right) > 32 * MM - 1
    assert max(glyph.right for glyph in right) < WIDTH - 28 * MM + 1


@pytest.mark.parametrize("trim", TRIMS)
def test_wide_table_fits_on_every_size_of_page(trim: str) -> None:
    row = cells("td", ["السليمانية", *(f"{1200 + n:,}" for n in range(12))])
    table = f"<table><thead>{cells('th', ['المحافظة', *map(str, range(2012, 2024))])}</thead>"
    pdf = printed(f"<section>{table}<tbody>{row * 2}</tbody></table></section>", style=sheet(trim))
    width = pdf[0].get_width()
    margin = 28 if trim == "a4" else 17
    assert min(glyph.left for glyph in glyphs(pdf)) > margin * MM - 1
    assert max(glyph.right for glyph in glyphs(pdf)) < width - margin * MM + 1


def scenes(
    block: str, spacers: Iterable[float], *, language: str = "ar", style: str = ""
) -> Iterator[list[pypdfium2.PdfPage]]:
    """Yield the pages that *block* takes below an empty space of each of these millimetres."""
    parts = (
        f"<section style='break-before: page'><p style='height: {spacer}mm; margin: 0'>#</p>{block}"
        for spacer in spacers
    )
    found: list[list[pypdfium2.PdfPage]] = []
    for page in printed("</section>".join(parts), language=language, style=style):
        if "#" in page.get_textpage().get_text_bounded():
            found.append([])
        found[-1].append(page)
    yield from found


def texts_of(pages: Iterable[pypdfium2.PdfPage]) -> list[str]:
    """Return the text of each page."""
    return [page.get_textpage().get_text_bounded() for page in pages]


def test_long_table_goes_on_overleaf_under_its_head_and_no_row_is_torn() -> None:
    rows = "".join(cells("td", [f"row{n:02}", "two<br>lines"]) for n in range(30))
    table = f"<table><caption>caption</caption><thead>{cells('th', ['head', 'x'])}</thead>"
    spacers = (60, 190, 206, 212, 218, 224, 230)
    for number, pages in enumerate(scenes(f"{table}<tbody>{rows}</tbody></table>", spacers)):
        texts = texts_of(pages)
        held = [text for text in texts if "row" in text]
        assert len(held) > 1
        for text in held:
            assert "head" in text
            assert text.count("row") == text.count("two") == text.count("lines") >= 2
        assert ["caption" in text for text in held] == [True] + [False] * (len(held) - 1)
        assert sum("caption" in text for text in texts) == 1
        if number == 0:
            assert "row" in texts[0], "it begins where there is room"


def test_short_table_stands_on_one_page() -> None:
    rows = "".join(cells("td", [f"row{n}"]) for n in range(8))
    for pages in scenes(f"<table><tbody>{rows}</tbody></table>", range(190, 240, 12)):
        counts = [text.count("row") for text in texts_of(pages)]
        assert [count for count in counts if count] == [8]


LONG_BLOCKS = {
    "code": "<div class=long><pre>" + "code\n" * 90 + "</pre></div>",
    "box": f"<div class='admonition long'><p>{'code ' * 1500}</p></div>",
    "abstract": f"<div class='abstract long'><p>{'code ' * 1500}</p></div>",
    "row": f"<table><tbody><tr class=long><td>x<td>{'code ' * 1500}<tr><td>y<td>z</table>",
}


@pytest.mark.parametrize("name", LONG_BLOCKS)
def test_what_is_longer_than_a_page_begins_below_its_heading(name: str) -> None:
    for pages in scenes(f"<h2>head</h2>{LONG_BLOCKS[name]}", (60, 150)):
        texts = texts_of(pages)
        assert "head" in texts[0]
        assert texts[0].count("code") > 4
        assert "code" in texts[1]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_long_word_of_code_stays_between_the_margins(language: str) -> None:
    code = f"<code class=long dir=ltr><span class=pre>{'a_long_name' * 12}</span></code>"
    found = glyphs(printed(f"<section><p>x ({code}) x</p></section>", language=language))
    assert min(glyph.left for glyph in found) > 27 * MM
    assert max(glyph.right for glyph in found) < WIDTH - 27 * MM


@pytest.mark.parametrize("align", ["start", "justify"])
def test_line_that_ends_before_code_in_a_phrase_does_not_jut_out(align: str) -> None:
    def juts(blank: str) -> float:
        code = f"<span dir=ltr>GDP 2023{blank}<code dir=ltr>name</code></span>"
        body = "".join(
            f"<p style='width: {width}mm'>{'كتاب ' * 6}{code}{' كتاب' * 20}</p>"
            for width in range(40, 90, 2)
        )
        pdf = printed(f"<section style='text-align: {align}'>{body}</section>")
        found = [glyph for glyph in glyphs(pdf) if glyph.page == 0 and glyph.y > 30 * MM]
        return max(glyph.right for glyph in found) - (WIDTH - 32 * MM)

    assert juts("<span> </span>") < 1 < 2 < juts(" ")


def test_range_in_a_narrow_cell_is_not_broken_at_its_dash() -> None:
    row = f"<tr><td class=range>1990–2024</td><td>{'text ' * 60}</td></tr>"
    for language in ("ar", "en"):
        found = glyphs(printed(f"<section><table>{row}</table></section>", language=language))
        assert len({round(glyph.y) for glyph in found if glyph.char in "19024–"}) == 1


#: one dot, drawn as large as its attributes say
DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwAD"
    "hgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.mark.parametrize("trim", ["a4", "a5"])
@pytest.mark.parametrize("height", [60, 600])
def test_figure_stays_with_its_caption_and_on_its_page(trim: str, height: int) -> None:
    size = f"style='width: 40mm; height: {height}mm'"
    figure = f"<figure><img alt=x src='{DOT}' {size}><figcaption>caption</figcaption></figure>"
    room = {"a4": 241, "a5": 168}[trim]
    spacers = (10, *(room - left for left in (40, 64, 66, 68, 70, 72, 76)))
    for pages in scenes(figure, spacers, style=sheet(trim)):
        drawn = [
            (number, found.get_bounds())
            for number, page in enumerate(pages)
            for found in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])
        ]
        [[number, (_, bottom, _, top)]] = drawn
        assert ["caption" in text for text in texts_of(pages)].index(True) == number
        assert 30 < bottom < top < SIZES[trim][1] * MM - 30


@pytest.mark.parametrize("trim", ["a4", "a5"])
def test_tall_figure_stays_with_the_many_words_below_it(trim: str) -> None:
    words = f"<p>first {'words ' * 90}</p><div class=legend><p>{'words ' * 40} last</p></div>"
    image = f"<img alt=x src='{DOT}' style='width: 40mm; height: 600mm'>"
    figure = f"<figure class=long>{image}<figcaption>{words}</figcaption></figure>"
    pdf = printed(figure, language="en", style=sheet(trim))
    assert [name in page for page in texts_of(pdf) for name in ("first", "last")] == [True, True]


def test_no_heading_stands_at_the_foot_of_a_page_and_no_line_alone() -> None:
    for level in ("h2", "h3"):
        block = f"<{level}>H</{level}><p>{'text ' * 60}</p>"
        seen = set()
        for pages in scenes(block, range(185, 237, 4), language="en"):
            rows = [set[float]() for _ in pages]
            heads = []
            for glyph in (glyph for number, page in enumerate(pages) for glyph in on(page, number)):
                if 30 * MM < glyph.y < HEIGHT - 26 * MM and glyph.char == "H":
                    heads.append(glyph.page)
                elif glyph.y > 30 * MM and glyph.char == "t":
                    rows[glyph.page].add(round(glyph.y))
            counts = [len(row) for row in rows if row]
            first = next(number for number, row in enumerate(rows) if row)
            assert heads == [first], "the heading stands above its text"
            assert min(counts) >= 2, "no line of a paragraph alone, at the foot or at the head"
            seen.add(tuple(counts))
        assert len(seen) > 1


def test_list_begins_with_the_number_that_the_author_gave() -> None:
    """WeasyPrint 70 asks for its option `presentational_hints`."""
    body = "<section><ol start=5><li><p>— — —</p></li><li><p>— — —</p></li></ol></section>"
    found = "".join(numbers(printed(body), WIDTH - 32 * MM)).replace("—", "")
    assert found == "٥٦"


@pytest.mark.parametrize("sheet", ["paper.css", "parallel.css"])
def test_markers_of_lists_in_lists_are_in_the_shipped_faces(sheet: str) -> None:
    """A letter that no face has is a warning of WeasyPrint's, which `printed` refuses."""
    [path] = ROOT.rglob(sheet)
    for outer in ("ul", "ol"):
        lists = f"<{outer}><li>x<ul><li>x<ul><li>x<ul><li>x</ul></ul></ul></{outer}>"
        pdf = printed(f"<section>{lists}</section>", linked=(SHARED / "text.css", path))
        assert sum(glyph.char in "•–" for glyph in glyphs(pdf)) >= 3


@pytest.mark.parametrize("sheet", [*LINKED, ROOT / "volume" / "static" / "volume.css"])
def test_no_grid_is_printed(sheet: Path) -> None:
    """WeasyPrint 70 does not mirror its columns in Arabic."""
    assert not re.search(r":\s*(inline-)?grid\b", sheet.read_text(encoding="utf-8"))


def test_underline_stands_near_its_letters() -> None:
    pdf = printed("<section><p><span class=underline>كتاب</span></p></section>")
    baseline = next(glyph.y for glyph in glyphs(pdf) if glyph.char == "ب")
    paths = [path.get_bounds() for path in pdf[0].get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])]
    [top] = [top for _, bottom, _, top in paths if top - bottom < 3]
    assert 1 < baseline - top < 0.25 * TYPE["ar"][0]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_page_numbers_of_the_contents_stand_below_one_another(language: str) -> None:
    """A list below a section, which is not shown, leaves a blank behind the link."""
    names = ("Alpha", "Beta", "A longer name", "Delta")
    below = "<ul><li>x</li></ul>\n"
    lists = "".join(
        f"<li><a href='#s'>{name}</a>{below * (number % 2)}</li>"
        for number, name in enumerate(names)
    )
    style = ".contents ul { columns: 1 !important }"
    body = f"<section><div class=contents><ul>{lists}</ul></div><h2 id=s>H</h2></section>"
    found = glyphs(printed(body, language=language, style=style))
    figures = [glyph for glyph in found if glyph.char in "1١" and glyph.y > 100]
    assert len(figures) == len(names)
    ends = [figure.left if language == "ar" else figure.right for figure in figures]
    assert max(ends) - min(ends) < 0.1


def test_entry_of_the_contents_is_not_parted_between_the_columns() -> None:
    lists = "".join(f"<li><p><a href='#s'>{'Q' * n} {'name ' * 40}</a></p></li>" for n in (1, 1))
    body = f"<section><div class=contents><ul>{lists}</ul></div><h2 id=s>H</h2></section>"
    lists = lists.replace("name " * 40, "x", 1)
    body += f"<section><div class=contents><ul>{lists}</ul></div></section>"
    found = [glyph for glyph in glyphs(printed(body, language="en")) if glyph.char in "Q١"]
    starts, ends = ([g for g in found if g.char == char and g.y > 30 * MM] for char in "Q١")
    middle = WIDTH / 2
    assert [glyph.x < middle for glyph in starts] == [glyph.x < middle for glyph in ends]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_colophon_stands_beside_its_code_and_not_below_it(language: str) -> None:
    code = "<svg viewBox='0 0 9 9'><path d='M0 0h9v9h-9z'/></svg>"
    body = (
        f"<aside class=colophon><div class=qr>{code}</div><p class=block-title>x</p><dl>"
        f"<div class=cite><dt>Cite as</dt> <dd>{PROSE[language] * 3}</dd></div></dl></aside>"
    )
    pdf = printed(body, language=language)
    bounds = [path.get_bounds() for path in pdf[0].get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])]
    [(left, bottom, right, _)] = [each for each in bounds if 10 * MM < each[3] - each[1] < 20 * MM]
    found = [glyph for glyph in glyphs(pdf) if glyph.y > 100]
    assert any(glyph.y < bottom for glyph in found), "it is longer than the code is high"
    for glyph in found:
        assert glyph.left > right + 3 * MM if language == "ar" else glyph.right < left - 3 * MM


def test_heading_of_each_level_is_nearer_to_its_text_than_to_the_text_before() -> None:
    levels = range(2, 7)
    parts = "".join(f"<p>xxx</p><h{level}>H</h{level}>" for level in levels)
    found = [
        glyph for glyph in glyphs(printed(f"<section>{parts}<p>xxx</p></section>")) if glyph.y > 100
    ]
    lines = sorted({(round(glyph.y, 1), glyph.char) for glyph in found if glyph.char in "Hx"})
    rows = [height for height, _ in reversed(lines)]
    assert [char for _, char in reversed(lines)] == [*"xH" * len(levels), "x"]
    gaps = [above - below for above, below in pairwise(rows)]
    for above, below in zip(gaps[::2], gaps[1::2], strict=True):
        assert below < above


@pytest.mark.parametrize("language", ["ar", "en"])
def test_caption_stands_right_below_its_figure(language: str) -> None:
    image = f"<img alt=x src='{DOT}' width=99 height=99>"
    figure = f"<figure>{image}<figcaption><p><span class=caption-text>x"
    page = printed(f"<section>{figure}</section>", language=language)[0]
    [drawn] = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])
    [caption] = [glyph for glyph in on(page, 0) if glyph.char == "x"]
    assert 2 * MM < drawn.get_bounds()[1] - caption.y < 7 * MM


def test_long_quotation_goes_on_overleaf_and_a_pull_quote_does_not() -> None:
    paragraph = f"<p>{'quote ' * 80}</p>"
    for block, most in ((paragraph * 2, 2), (paragraph, 1)):
        taken = set()
        for pages in scenes(f"<blockquote>{block}</blockquote>", (190, 200, 210), language="en"):
            texts = texts_of(pages)
            taken.add(sum("quote" in text for text in texts))
        assert taken == {most}


def test_figures_of_the_last_column_end_with_the_rules_of_their_table() -> None:
    row = cells("td", ["Sulaymaniyah", *(f"<span>{n}</span>" for n in range(10, 18))])
    row = row.replace("<td>", "<td class=text-right>")
    for trim in ("a4", "a5"):
        pdf = printed(f"<section><table><tbody>{row * 3}", language="en", style=sheet(trim))
        right = pdf[0].get_width() - {"a4": 28, "a5": 17}[trim] * MM
        last = max(glyph.right for glyph in glyphs(pdf) if glyph.char == "7")
        assert last == pytest.approx(right, abs=1)


def test_paragraph_of_one_line_is_not_left_with_its_heading_at_the_foot() -> None:
    table = f"<table><tbody>{cells('td', ['cell']) * 5}</tbody></table>"
    for below in (table, "<section><h3>H</h3><p>text</p></section>", f"<p>{'text ' * 60}</p>"):
        block = f"<section><h2>H</h2><p class=opening>opening</p>{below}</section>"
        for pages in scenes(block, range(190, 232, 3), language="en"):
            [text] = [text for text in texts_of(pages) if "opening" in text]
            assert "cell" in text or "text" in text


@pytest.mark.parametrize("last", ["title-block", "contents"])
def test_text_without_a_heading_stands_apart_from_what_is_before_it(last: str) -> None:
    body = f"<section><div class={last}><p class=topics>T</p></div><p>B</p><p>B</p></section>"
    heights = [glyph.y for glyph in glyphs(printed(body, language="en")) if glyph.char in "TB"]
    assert heights[0] - heights[1] > heights[1] - heights[2] + 3 * MM


def test_table_that_goes_on_is_named_without_the_number_of_its_note() -> None:
    label = "<span class=outline-label data-label=Name></span>"
    name = f"{label}Name<span class=footnote id=n>note</span>"
    rows = cells("td", ["x"]) * 60
    table = f"<table><caption><span class=caption-text>{name}</span></caption>{rows}</table>"
    assert set(heads(printed(f"<section>{table}</section>", language="en"))) == {"", "Name"}


@pytest.mark.parametrize(("language", "letters"), [("ar", 28), ("en", 26)])
def test_marker_of_an_abjad_list_stays_between_the_margins(language: str, letters: int) -> None:
    items = "<li><p>—</p></li>" * letters
    pdf = printed(f"<section><ol class=abjad>{items}</ol></section>", language=language)
    text = [glyph for glyph in on(pdf[0], 0) if glyph.y > 30 * MM]
    start = WIDTH - max(g.right for g in text) if language == "ar" else min(g.left for g in text)
    assert start > 31.8 * MM


def test_short_name_of_a_section_stays_on_one_line_beside_a_long_name_of_a_table() -> None:
    rows = "".join(cells("td", ["row"]) for _ in range(60))
    caption = f"<caption><span class=caption-text>{'caption ' * 30}</span></caption>"
    body = f"{section('QQ WW')}<table>{caption}<tbody>{rows}</table></section>"
    found = [glyph for glyph in glyphs(printed(body, language="en")) if glyph.page == 1]
    assert len({glyph.y for glyph in found if glyph.char in "QW"}) == 1


def test_quote_in_a_quotation_is_no_larger_than_the_text_around_it() -> None:
    quote = "<blockquote><p>aaa</p><p>aaa</p><blockquote><div><p>eee</p></div></blockquote>"
    found = glyphs(printed(f"<section>{quote}</blockquote></section>", language="en"))
    outer, inner = ([g for g in found if g.char == char] for char in "ae")
    # distances of like letters, which the size of the face gives
    assert inner[1].x - inner[0].x < outer[1].x - outer[0].x


def test_words_of_a_row_with_a_picture_stand_at_its_top() -> None:
    row = f"<tr><td>T</td><td><img alt=x src='{DOT}' style='height: 40mm'></td></tr>"
    page = printed(f"<section><table><tbody>{row}</table></section>", language="en")[0]
    [image] = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])
    [word] = [glyph for glyph in on(page, 0) if glyph.char == "T"]
    assert image.get_bounds()[3] - word.y < 10 * MM


def test_small_head_of_no_section_is_not_left_at_the_foot() -> None:
    block = f"<p class=rubric>HEAD</p><p>{'text ' * 60}</p>"
    for pages in scenes(block, range(205, 237, 4), language="en"):
        assert all("text" in text for text in texts_of(pages) if "HEAD" in text)


def test_box_beside_the_text_is_set_as_a_note_to_the_reader_is() -> None:
    def drawn(box: str) -> list[tuple[float, ...]]:
        page = printed(f"<section>{box}<p>text</p></section>", language="en")[0]
        paths = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])
        return [tuple(found.get_bounds()) for found in paths]

    boxes = [drawn(f"<{box}>") for box in ("div class=admonition", "aside class=topic")]
    assert boxes[0] == boxes[1] == drawn("<aside class=sidebar>") != drawn("<aside>")


def test_term_stands_above_its_definition() -> None:
    for pages in scenes(f"<dl><dt>TERM<dd>{'word ' * 60}</dl>", range(214, 238, 3), language="en"):
        [text] = [text for text in texts_of(pages) if "TERM" in text]
        assert "word" in text


def test_page_that_begins_in_a_table_names_it() -> None:
    def table(name: str, rows: int) -> str:
        caption = f"<caption><span class=caption-text>{name}</span></caption>"
        head = f"<thead>{cells('th', ['head'])}</thead>"
        return f"<table>{caption}{head}<tbody>{cells('td', ['x']) * rows}</tbody></table>"

    style = ':root { --continued-before: "more of "; --continued-after: "!" }'
    body = (
        f"<section><h2><span class=outline-label data-label=S></span>S</h2>{table('One', 80)}"
        f"{NEXT_PAGE}text{NEXT_PAGE}text</p><div style='break-before: page'>{table('Two', 80)}"
        f"</div>{NEXT_PAGE}text</p>{table('Three', 4)}{NEXT_PAGE}text</section>"
    )
    for language in ("ar", "en"):
        pdf = printed(body, language=language, style=style)
        found = ["".join(sorted(head)) for head in heads(pdf)]
        one, two = ("".join(sorted(f"Smoreof{name}!")) for name in ("One", "Two"))
        assert found == ["", one, one, "S", "S", "S", two, two, "S", "S"]
        side = [glyph.left for glyph in glyphs(pdf) if glyph.page == 1 and glyph.char == "!"]
        binding_is_left = language == "ar"  # of the second page
        assert (side[0] < WIDTH / 2) == binding_is_left


def test_stop_alone_in_a_latin_phrase_is_none_of_the_arabic_ones() -> None:
    """Amiri's Arabic stop is a diamond, twice as tall as its Latin one."""

    def stop(classes: str) -> float:
        text = f"<p lang=en dir=ltr><em>Title</em><span class='{classes}'>.</span></p>"
        page = printed(f"<section>{text}</section>")[0].get_textpage()
        [place] = [n for n in range(page.count_chars()) if page.get_text_range(n, 1) == "."]
        left, bottom, right, top = page.get_charbox(place)
        return float((top - bottom) / (right - left))

    assert stop("latin-signs") == pytest.approx(1, abs=0.1)  # round
    assert stop("") > 1.2
