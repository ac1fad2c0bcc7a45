"""What the templates ask for: words, sizes, the suggested citation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from jinja2 import Environment
from sphinx import locale

from brief_theme.page import file_size, suggested_citation
from brief_theme.words import marked_words, words
from ext_brief.model import Edition

if TYPE_CHECKING:
    from tests.conftest import Project

    from ext_arabic.digits import System

BRIEF = {
    "authors": ["Layla Haddad", "Omar Nour", "Sami Aziz"],
    "title": "A Dialogue",
    "number": "2024/01",
    "date": "31 January 2024",
}


@pytest.mark.parametrize(
    ("size", "language", "system", "written"),
    [
        (12, "en", "latn", "1 KB"),
        (240_400, "en", "latn", "240 KB"),
        (1_260_000, "en", "latn", "1.3 MB"),
        (240_400, "ar", "latn", "240 كيلوبايت"),
        (240_400, "ar", "arab", "٢٤٠ كيلوبايت"),
        (1_260_000, "ar", "arab", "١٫٣ ميغابايت"),
    ],
)
def test_size_is_written_for_readers(
    size: int, language: str, system: System, written: str
) -> None:
    assert file_size(size, words(language), system) == written


def test_citation_joins_names_as_the_language_does() -> None:
    edition = Edition(
        language="en", label="English", name="Midad", publisher="Midad", series="Policy Briefs"
    )
    assert suggested_citation(BRIEF, edition, "en", words("en")) == (
        "Layla Haddad, Omar Nour, and Sami Aziz. “A Dialogue.” Policy Briefs 2024/01. Midad,"
        " 31 January 2024."
    )
    arabic = suggested_citation(BRIEF | {"authors": ["ليلى", "نور"]}, edition, "ar", words("ar"))
    assert arabic.startswith("ليلى ونور، «A Dialogue»")


def test_words_fall_back_on_those_of_sphinx(project: Project) -> None:
    project.write("index.md", "# دفتر\n")
    project.build()
    assert words("ar")("Contents") == "المحتويات"  # ours
    assert words("ar")("Table of Contents") == "قائمة المحتويات"  # Sphinx's
    assert words("ar")("nobody's") == "nobody's"


def test_words_of_another_extension_stay(publication: Project) -> None:
    publication.conf(
        "def before(app, page, template, context, doctree): context['_'] = lambda text: text",
        "def setup(app):",
        "    app.connect('html-page-context', tell)",
        "    app.connect('html-page-context', before)",
    ).build()
    assert publication.soup("brief").xpath("//a[@class='skip']/text()") == ["Skip to the text"]


def test_words_that_sphinx_lacks_are_ours(publication: Project) -> None:
    publication.build()
    publication.build(force=True)  # a second application in the process
    titles = publication.soup("brief").xpath("//a[@class='headerlink']/@title")
    assert set(titles) == {"رابط إلى هذا العنوان"}


NUMBERED = """# عنوان

```{figure} x.svg
:name: f
شكل
```

```{table} جدول
| أ | ب |
| - | - |
| 1 | 2 |
```

انظر {numref}`f`.
"""


@pytest.mark.parametrize(
    ("language", "settings", "shown"),
    [
        ("ar", (), ["الشكل 1 ", "الجدول 1 ", "الشكل 1"]),
        ("en", (), ["Fig. 1 ", "Table 1 ", "Fig. 1"]),
        ("ar", ("numfig_format = {'figure': 'الرسم %s'}",), ["الرسم 1 ", "الجدول 1 ", "الرسم 1"]),
    ],
)
def test_numbered_captions_speak_the_language_of_the_page(
    language: str, settings: tuple[str, ...], shown: list[str], project: Project
) -> None:
    project.extensions("brief_theme").conf("numfig = True", *settings)
    project.write("x.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    project.write("index.md", NUMBERED)
    project.build(language=language)
    page = project.soup()
    numbers = "//span[@class='caption-number']/text() | //a/span[@class='std std-numref']"
    assert [getattr(each, "text", None) or str(each) for each in page.xpath(numbers)] == shown


def test_an_english_word_on_a_french_page_says_what_it_is(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locale, "translators", {})  # Sphinx keeps those of other languages
    project.write("index.md", "# Titre\n")
    project.extensions("brief_theme").app(language="fr")  # loads Sphinx's French
    template = Environment(autoescape=False).from_string
    printed = template(
        "{{ _('Cite as') }}|{{ _('Cite as')|e }}|{{ _('Cite as')|tojson }}"
        "|{{ _('Cite as')|striptags }}|{{ _('pages: %s')|format(3) }}|{{ _('Search') }}"
    ).render(_=marked_words("fr"))
    assert printed.split("|") == [
        '<span lang="en" dir="ltr">Cite as</span>',
        "Cite as",
        '"Cite as"',
        "Cite as",
        '<span lang="en" dir="ltr">pages: 3</span>',
        "Recherche",
    ]
    assert words("fr")("Cite as") == "Cite as"
    assert marked_words("en")("Cite as") == "Cite as"
