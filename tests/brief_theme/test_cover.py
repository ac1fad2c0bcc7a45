"""The cover, rendered by WeasyPrint: back, spine and front, in the direction of the script."""

from __future__ import annotations

import logging
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
import weasyprint
from sphinx.errors import ConfigError
from tests.brief_theme.test_paper import Files
from weasyprint.urls import URLFetcherResponse

from ext_pdf.press.render import _cover_style
from ext_pdf.press.settings import POINT, PROFILES, read_settings

if TYPE_CHECKING:
    from tests.conftest import Project

SPINE = 12


class Plain(Files):
    """Leave the faces out: to unpack them takes longer than all the rest."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if "faces.css" in url:
            return URLFetcherResponse(url, b"", {"Content-Type": "text/css"})
        return super().fetch(url, headers)


def place(page: pypdfium2.PdfPage, word: str) -> tuple[float, float]:
    """Return where *word* stands, in millimetres from the left and from the foot."""
    textpage = page.get_textpage()
    found = textpage.search(word).get_next()
    assert found, (word, textpage.get_text_bounded())
    left, bottom, right, top = textpage.get_charbox(found[0])
    return (left + right) / 2 / POINT, (bottom + top) / 2 / POINT


# no word with لا in it: set without the theme's faces, it is read as the machine's own face has it
@pytest.mark.parametrize(
    ("language", "title", "abstract", "publisher"),
    [("ar", "حوار", "الورقة", "دار"), ("en", "Dialogue", "What", "House")],
)
def test_front_is_where_the_book_opens(
    publication: Project, language: str, title: str, abstract: str, publisher: str
) -> None:
    publication.conf("html_theme = 'midad-press'", "html_permalinks = False")
    app = publication.build(language=language)
    press = read_settings({"spine": SPINE}, PROFILES)
    app.builder.handle_page("cover", {"press": press}, "cover.html")  # type: ignore[attr-defined]
    log: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: log.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger("weasyprint").addHandler(handler)
    try:
        style = weasyprint.CSS(string=_cover_style(press, 210, 297))
        html = weasyprint.HTML(publication.outdir / "cover.html", url_fetcher=Plain())
        data = html.write_pdf(stylesheets=[style])
    finally:
        logging.getLogger("weasyprint").removeHandler(handler)
    assert log == []
    document = pypdfium2.PdfDocument(BytesIO(data))
    assert len(document) == 1
    page = document[0]
    width = page.get_width() / POINT - 2 * press.bleed
    assert width == pytest.approx(2 * 210 + SPINE, abs=0.1)
    front, back = (
        ((0, 210), (210 + SPINE, width)) if language == "ar" else ((210 + SPINE, width), (0, 210))
    )
    for word, (left, right) in ((publisher, front), (abstract, back)):
        assert left + 15 < place(page, word)[0] < right - 15
    textpage = page.get_textpage()
    searcher, titles = textpage.search(title), []
    while found := searcher.get_next():
        left, _, right, _ = textpage.get_charbox(found[0])
        titles.append((left + right) / 2 / POINT)
    assert any(front[0] + 15 < x < front[1] - 15 for x in titles)
    assert any(210 < x < 210 + SPINE for x in titles), "and on the spine"
    document.close()


def pages(publication: Project, language: str, cover: str, builder: str = "html") -> list[str]:
    """Return the text of each page of the brief with the option *cover*, printed by *builder*."""
    theme = "midad-press" if builder == "press" else "midad-print"
    publication.conf(f"html_theme = {theme!r}", f"html_theme_options = {{'cover': {cover!r}}}")
    app = publication.build(language=language)
    text = {"builder": builder, "body": "<h1>HEADING</h1>"}
    app.builder.handle_page("brief", text, "page.html")  # type: ignore[attr-defined]
    assert publication.html("brief").count("<h1") == 1
    html = weasyprint.HTML(publication.outdir / "brief.html", url_fetcher=Plain())
    document = pypdfium2.PdfDocument(html.write_pdf(presentational_hints=True))
    return [page.get_textpage().get_text_bounded() for page in document]


def parts(texts: list[str]) -> list[str]:
    """Return what each page is, and its folio where it has one."""
    found = []
    for text in texts:
        names = {"HEADING": "text", "midad.example.org": "imprint", "House": "title"}
        name = next((name for sign, name in names.items() if sign in text), "blank")
        folio = text.split()[-1] if text.split() and text.split()[-1].isdigit() else ""
        found.append(f"{name} {folio}".strip())
    return found


@pytest.mark.parametrize(
    ("cover", "builder", "wanted"),
    [
        ("page", "html", ["title", "imprint", "text 3"]),
        ("book", "html", ["title", "blank", "title", "imprint", "text 5"]),
        # the press has a sheet of its own for the cover
        ("book", "press", ["title", "imprint", "text 3"]),
    ],
)
def test_text_begins_on_the_side_it_should_after_what_stands_before_it(
    publication: Project, cover: str, builder: str, wanted: list[str]
) -> None:
    assert parts(pages(publication, "en", cover, builder)) == wanted


@pytest.mark.parametrize(("cover", "builder"), [("none", "html"), ("page", "press")])
def test_colophon_ends_a_text_that_nothing_stands_before(
    publication: Project, cover: str, builder: str
) -> None:
    [text] = pages(publication, "en", cover, builder)
    assert text.index("HEADING") < text.index("midad.example.org")


def test_half_title_of_an_arabic_book_is_a_left_hand_page(publication: Project) -> None:
    texts = pages(publication, "ar", "book")
    assert ["HEADING" in text for text in texts] == [False, False, False, False, True]
    assert not texts[1].strip()


def test_unknown_cover_is_refused_by_name(publication: Project) -> None:
    publication.conf("html_theme = 'midad-print'", "html_theme_options = {'cover': 'gold'}")
    with pytest.raises(ConfigError, match=r"cover “gold” is not one of none, page, book"):
        publication.build()


def test_title_with_signs_like_tags_keeps_its_words(publication: Project) -> None:
    publication.conf("html_theme = 'midad-press'", "html_theme_options = {'cover': 'book'}")
    app = publication.build(language="en")
    plain, escaped = "Growth <5% and debt >3%", "Growth &lt;5% and debt &gt;3%"

    def name(app: object, page: str, template: str, context: dict[str, Any], tree: object) -> None:
        names = ("title", "subtitle", "abstract")
        context["brief"] |= dict.fromkeys(names, plain) | {"topics": [plain]}

    app.connect("html-page-context", name, priority=900)
    press = read_settings({"spine": SPINE}, PROFILES)
    app.builder.handle_page("cover", {"press": press}, "cover.html")  # type: ignore[attr-defined]
    app.builder.handle_page("page", {"body": ""}, "page.html")  # type: ignore[attr-defined]
    # title, summary, spine, and the front with its subtitle
    assert publication.html("cover").count(escaped) == 1 + 1 + 1 + 2
    # head; front and half-title with their subtitles
    assert publication.html("page").count(escaped) == 3 + 2 + 2
