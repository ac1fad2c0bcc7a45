"""The fine points of the page, measured on what WeasyPrint makes of the theme's own sheets."""

from __future__ import annotations

import logging
from collections import defaultdict
from ctypes import byref, c_double
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import weasyprint
from pypdfium2 import raw
from weasyprint.text.fonts import FontConfiguration

import brief_theme
from ext_pdf.render import BASE_STYLE

ROOT = Path(brief_theme.__file__).parent
SHEETS = [
    *(ROOT / "shared" / "static" / name for name in ("faces.css", "tokens.css", "text.css")),
    ROOT / "print" / "static" / "paper.css",
]
#: A4, in points
WIDTH, HEIGHT = 595.3, 841.9
MM = 72 / 25.4
FONT = FontConfiguration()


@cache
def styles() -> tuple[weasyprint.CSS, ...]:
    """Return the sheets of the theme and of `ext_pdf`, parsed once."""
    base = weasyprint.CSS(string=BASE_STYLE, font_config=FONT)
    return (*(weasyprint.CSS(sheet, font_config=FONT) for sheet in SHEETS), base)


class Glyph(NamedTuple):
    """A character on a page, in points from the left and from the foot."""

    page: int
    x: float
    y: float
    left: float
    right: float
    char: str


def printed(body: str, *, language: str = "ar", extra: str = "") -> pypdfium2.PdfDocument:
    """Print *body* with the styles of the theme; WeasyPrint must have nothing to say."""
    direction = "rtl" if language == "ar" else "ltr"
    page = f"<html lang={language} dir={direction} class=digits-arab><body>{body}"
    log: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: log.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger("weasyprint").addHandler(handler)
    try:
        sheets = [*styles(), weasyprint.CSS(string=extra, font_config=FONT)]
        data = weasyprint.HTML(string=page).write_pdf(stylesheets=sheets, font_config=FONT)
    finally:
        logging.getLogger("weasyprint").removeHandler(handler)
    assert log == []
    return pypdfium2.PdfDocument(data)


def glyphs(pdf: pypdfium2.PdfDocument) -> list[Glyph]:
    """Return all that is printed, but for blanks."""
    found = []
    for number, page in enumerate(pdf):
        text = page.get_textpage()
        for index in range(text.count_chars()):
            x, y = c_double(), c_double()
            raw.FPDFText_GetCharOrigin(text, index, byref(x), byref(y))
            left, _, right, _ = text.get_charbox(index)
            char = chr(raw.FPDFText_GetUnicode(text, index))
            if char.strip() and right > left:
                found.append(Glyph(number, x.value, y.value, left, right, char))
    return found


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
