"""The published English edition is English: Arabic stands only where it is marked as Arabic."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import lxml.html
import pypdfium2
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.html import HtmlElement

pytestmark = pytest.mark.xdist_group("site")

ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
#: attributes that a reader sees, or hears, or that search engines show
READ = ("alt", "title", "aria-label", "aria-description", "placeholder", "content", "value")
#: what nobody reads
PASSED_OVER = {"script", "style"}


def language_of(element: HtmlElement) -> str:
    """Return the language that *element* is marked with, itself or above."""
    around = (element, *element.iterancestors())
    return next((found for one in around if (found := one.get("lang"))), "")


def arabic_in(element: HtmlElement) -> Iterator[str]:
    """Yield every text with Arabic letters of *element* that is not marked as Arabic."""
    if not isinstance(element.tag, str) or element.tag in PASSED_OVER:
        return
    texts = [element.text, *(child.tail for child in element), *map(element.get, READ)]
    if not language_of(element).startswith("ar"):
        yield from (text for text in texts if text and ARABIC.search(text))
    for child in element:
        yield from arabic_in(child)


def test_no_arabic_stands_unmarked_on_a_page_of_the_english_edition(site: Path) -> None:
    pages = sorted((site / "en").rglob("*.html"))
    assert len(pages) >= 3
    found = {page.name: [*arabic_in(lxml.html.parse(page).getroot())] for page in pages}
    assert {name: texts for name, texts in found.items() if texts} == {}


def test_marked_arabic_is_what_the_test_passes_over() -> None:
    text = 'A<b lang="ar">ب</b>ج<i>د</i><style>ه</style>'
    page = f'<html lang="en"><p title="عنوان">{text}</p></html>'
    assert [*arabic_in(lxml.html.fromstring(page))] == ["ج", "عنوان", "د"]


def test_no_arabic_stands_in_the_pdf_of_an_english_brief(site: Path) -> None:
    paths = sorted((site / "en/briefs").rglob("*.pdf"))
    assert paths
    for path in paths:
        with pypdfium2.PdfDocument(path) as pdf:
            text = "".join(page.get_textpage().get_text_range() for page in pdf)
        assert len(text) > 1000
        assert not ARABIC.findall(text)
