"""The print theme, rendered by WeasyPrint, which must find nothing to complain of."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest
import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from ext_arabic.digits import convert

if TYPE_CHECKING:
    from tests.conftest import Project

#: CSS pixels
MM = 96 / 25.4

#: what ext_pdf's transforms and ext_citations leave in a page, and what authors write
BODY = """
# {title}

```{{container}} title-block
{{.subtitle}}
{short}

{{.byline}}
{short}

:::{{container}} abstract
{{.block-title}}
{short}

{text}
:::

:::{{container}} key-points
{{.block-title}}
{short}

- {short}
- {short}
:::

{{.topics}}
- {short}
- {short}
```

::::{{container}} contents
{{.block-title}}
{short}

- [{first}](#first)
- [{second}](#second)
::::

(first)=
## {first}

{short}[{short} *{latin}* {short}]{{.footnote}} {text} {text}

> {text}

1. {short}

   - {short}

     - {short}

2. {short} `code` **{short}** {{sub}}`2`

```
{latin}
```

:::{{note}}
{text}
:::

| {short} | {short} |
| ------- | ------: |
| {short} | 1200    |
| {latin} | 30%     |

{text}

{text}

(second)=
(other)=
## {second}

### {short}

{text}

:::{{figure}} dot.png
{short}
:::

{text}

:::::{{container}} bibliography
::::{{container}} entry
{latin}, *{latin}*.
::::
::::{{container}} entry
{text}
::::
:::::
"""

ARABIC = {
    "title": "حوار بغداد",
    "first": "دواعي الحوار",
    "second": "ماذا بعد؟",
    "short": "ورقة في السياسات",
    "latin": "Nature Climate Change",
    "text": "عُقدت الجولة الأولى من الحوار بين «البلدين» في ٢٧ يناير، ثم توالت الجولات؛ فماذا بعد؟ "
    * 9,
}
ENGLISH = {
    "title": "A Dialogue in Baghdad",
    "first": "Why a Dialogue",
    "second": "What Follows",
    "short": "A policy brief",
    "latin": "Nature Climate Change",
    "text": "The first round of the dialogue was held on 27 January, others “followed” – so far. "
    * 9,
}


@dataclass
class Paper:
    """A rendered brief."""

    document: Any
    log: list[str]
    data: bytes
    pdf: pypdfium2.PdfDocument


class Files(URLFetcher):  # type: ignore[misc] # WeasyPrint has no types
    """Read files only, and forget the checksum that Sphinx adds to their names."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        assert url.startswith("file:"), url
        return super().fetch(url.partition("?")[0], headers)


@pytest.fixture(scope="module")
def font_config() -> FontConfiguration:
    """Return one configuration, so that the fonts are unpacked once."""
    return FontConfiguration()


def render(project: Project, language: str, font_config: FontConfiguration) -> Paper:
    words = ARABIC if language == "ar" else ENGLISH
    project.conf("html_theme = 'midad-print'", "html_permalinks = False")
    project.conf("myst_enable_extensions = ['colon_fence', 'attrs_inline', 'attrs_block']")
    project.conf("smartquotes = False", "pygments_style = 'none'")
    project.write("brief.md", BODY.format(**words))
    image = (
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89"
        b"\0\0\0\rIDATx\x9cc\xf8\xff\xff?\0\5\xfe\2\xfe\xa75\x81\x84\0\0\0\0IEND\xaeB`\x82"
    )
    (project.src / "dot.png").write_bytes(image)
    project.build(language=language)
    log: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: log.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger("weasyprint").addHandler(handler)
    try:
        page = weasyprint.HTML(project.outdir / "brief.html", url_fetcher=Files())
        document = page.render(font_config=font_config)
        data = document.write_pdf()
    finally:
        logging.getLogger("weasyprint").removeHandler(handler)
    return Paper(document, log, data, pypdfium2.PdfDocument(data))


#: each language is rendered once
_PAPERS: dict[str, Paper] = {}


@pytest.fixture(params=["ar", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """Return each language of the publication."""
    return str(request.param)


@pytest.fixture
def paper(language: str, publication: Project, font_config: FontConfiguration) -> Paper:
    """Return the brief on paper."""
    if language not in _PAPERS:
        _PAPERS[language] = render(publication, language, font_config)
    return _PAPERS[language]


def test_weasyprint_has_nothing_to_complain_of(paper: Paper) -> None:
    assert paper.log == []
    assert len(paper.pdf) >= 3


def test_only_the_shipped_fonts_are_embedded(paper: Paper, language: str) -> None:
    with pikepdf.open(BytesIO(paper.data)) as pdf:
        fonts = {
            str(font.BaseFont).partition("+")[2].replace("-", " ")
            for page in pdf.pages
            for font in page.Resources.Font.values()
        }
    families = ("IBM Plex Sans Arabic", "Amiri" if language == "ar" else "Source Serif 4")
    assert fonts
    assert {name for name in fonts if not name.startswith(families)} == set()


def test_binding_is_where_the_script_begins(paper: Paper, language: str) -> None:
    """The margin at the binding is 4 mm wider: on the right of an Arabic brief's first page."""
    margins = [
        (round(page._page_box.margin_left / MM), round(page._page_box.margin_right / MM))
        for page in paper.document.pages[:2]
    ]
    first_is_left = [(28, 32), (32, 28)]
    assert margins == (first_is_left if language == "ar" else first_is_left[::-1])


def test_no_character_stands_in_the_margin(paper: Paper) -> None:
    for number, page in enumerate(paper.document.pages):
        box = page._page_box
        left, right = box.margin_left * 0.75, (box.width + box.margin_left) * 0.75
        text = paper.pdf[number].get_textpage()
        for index in range(text.count_chars()):
            x0, _, x1, _ = text.get_charbox(index)
            char = text.get_text_range(index, 1)
            assert x0 == x1 or char.isspace() or (x0 > left - 2 and x1 < right + 2), (number, char)


def test_folio_stands_at_the_outer_foot_in_the_digits_of_the_edition(
    paper: Paper, language: str
) -> None:
    for number, page in enumerate(paper.document.pages, 1):
        is_left = (number % 2 == 1) == (language == "ar")
        width = page.width * 0.75
        sides = {"left": 0, "right": 110} if is_left else {"left": width - 110, "right": width}
        text = paper.pdf[number - 1].get_textpage()
        folio = text.get_text_bounded(bottom=20, top=80, **sides).strip()
        assert folio == convert(str(number), "arab" if language == "ar" else "latn")


def test_note_stands_at_the_foot_with_its_mark(paper: Paper, language: str) -> None:
    text = paper.pdf[0].get_textpage().get_text_bounded(bottom=80, top=160)
    assert "Climate" in text
    assert ("١" if language == "ar" else "1.") in text


def test_outline_has_the_headings_of_three_levels(paper: Paper, language: str) -> None:
    words = ARABIC if language == "ar" else ENGLISH
    ((title, _, sections, _),) = paper.document.make_bookmark_tree()
    assert title == words["title"]
    assert [label for label, *_ in sections] == [words["first"], words["second"]]
    assert [label for label, *_ in sections[1][2]] == [words["short"]]


def test_contents_give_the_page_of_each_section(paper: Paper, language: str) -> None:
    words = ARABIC if language == "ar" else ENGLISH
    ((_, _, sections, _),) = paper.document.make_bookmark_tree()
    pages = {label: target[0] + 1 for label, target, *_ in sections}
    assert pages[words["second"]] > pages[words["first"]]
    first_page = paper.pdf[0].get_textpage().get_text_bounded()
    number = convert(str(pages[words["second"]]), "arab" if language == "ar" else "latn")
    assert re.search(rf"(\. ){{9,}} *{number}", first_page)


def test_running_head_names_the_section_from_the_second_page_on(
    paper: Paper, language: str
) -> None:
    words = ARABIC if language == "ar" else ENGLISH
    heads = [page.get_textpage().get_text_bounded(bottom=775).strip() for page in paper.pdf]
    assert heads[0] == ""
    assert heads[1] in {words["first"], words["first"][::-1]}


def test_document_says_what_it_is(paper: Paper, language: str) -> None:
    metadata = paper.document.metadata
    assert metadata.lang == language
    if language == "en":
        assert metadata.title == "A Dialogue in Baghdad"
        assert metadata.authors == ["Layla Haddad", "Omar Nour"]
        assert metadata.description == "What the brief says."
        assert metadata.keywords == ["Iraq", "Security"]
    assert (metadata.created, metadata.modified) == ("2024-01-31", "2024-01-31")


def test_page_on_paper_has_no_scripts_and_nothing_of_the_screen(publication: Project) -> None:
    publication.conf("html_theme = 'midad-print'").build()
    root = publication.soup("brief")
    assert not root.xpath("//script | //nav | //form | //header")
    assert not [url for url in root.xpath("//link/@href") if "screen" in url or "basic" in url]
    assert root.xpath("//p[@class='series-line']")


def test_page_says_how_it_names_a_table_that_goes_on(publication: Project) -> None:
    publication.conf("html_theme = 'midad-print'")
    for language, before, after in (("ar", "تابع: ", ""), ("en", "", " (continued)")):
        publication.build(language=language)
        style = f'--continued-before: "{before}"; --continued-after: "{after}"'
        assert publication.soup("brief").get("style") == style


def test_page_without_a_brief_has_a_title_too(project: Project) -> None:
    project.extensions("brief_theme").conf("html_theme = 'midad-print'")
    project.write("index.md", "# دفتر\n\nنص.\n")
    project.build()
    assert project.soup().xpath("//title/text()") == ["دفتر"]
    assert project.soup().get("dir") == "rtl"
