"""The pages of the screen theme, built by Sphinx."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest

from brief_theme.page import qr_code

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from tests.conftest import Project


def texts(root: HtmlElement, path: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in root.xpath(path)]


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_page_says_its_language_and_direction(
    arabic: Project, english: Project, language: str, direction: str
) -> None:
    publication = arabic if language == "ar" else english
    for page in ("index", "brief", "search"):
        root = publication.soup(page)
        assert (root.get("lang"), root.get("dir")) == (language, direction)


def test_switch_leads_to_the_same_page_in_the_other_language(arabic: Project) -> None:
    (link,) = arabic.soup("brief").xpath("//nav[@class='languages']/a")
    assert link.get("href") == "../en/brief.html"
    assert (link.get("hreflang"), link.get("lang"), link.get("dir")) == ("en", "en", "ltr")
    assert link.text_content() == "English"


def test_switch_says_that_a_translation_is_in_preparation(publication: Project) -> None:
    publication.conf("untranslated.append('brief')").build()
    root = publication.soup("brief")
    assert texts(root, "//nav[@class='languages']") == ["English: الترجمة قيد الإعداد"]
    assert not root.xpath("//nav[@class='languages']//a")
    assert [link.get("hreflang") for link in root.xpath("//link[@rel='alternate']")] == ["ar"]


def test_head_names_the_page_its_twins_and_its_abstract(english: Project) -> None:
    root = english.soup("brief")
    address = "https://midad.example.org/{}/brief.html"
    assert root.xpath("//link[@rel='canonical']/@href") == [address.format("en")]
    alternates = root.xpath("//link[@rel='alternate']")
    assert {link.get("hreflang"): link.get("href") for link in alternates} == {
        "ar": address.format("ar"),
        "en": address.format("en"),
    }
    assert root.xpath("//meta[@name='description']/@content") == ["What the brief says."]
    assert root.xpath("//meta[@name='author']/@content") == ["Layla Haddad", "Omar Nour"]
    assert texts(english.soup("index"), "//title") == ["مداد — Midad"]


def test_landing_page_is_described_by_the_tagline(english: Project) -> None:
    described = english.soup("index").xpath("//meta[@name='description']/@content")
    assert described == ["Briefs in two languages"]


def test_series_line_and_colophon_say_what_the_brief_is(arabic: Project) -> None:
    root = arabic.soup("brief")
    assert texts(root, "//p[@class='series-line']/*") == ["أوراق سياسات 2024/01", "٣١ يناير ٢٠٢٤"]
    assert root.xpath("//time/@datetime") == ["2024-01-31", "2024-03-01", "2024-03-02"]
    rows = root.xpath("//aside[@class='colophon']/dl/div")
    said = {texts(row, "./dt")[0]: " / ".join(texts(row, "./dd")) for row in rows}
    assert said == {
        "الناشر": "دار مداد",
        "أوراق سياسات": "2024/01",
        "تاريخ النشر": "٣١ يناير ٢٠٢٤",
        "معرّف الوثيقة الرقمي": "10.1234/midad.1",
        "ترجمة إلى الإنجليزية": "ليلى حداد",
        "تحرير": "عمر نور وليلى",
        "الرخصة": "CC BY 4.0",
        "تمويل": "صندوق.",
        "تصويبات": "١ مارس ٢٠٢٤: أ / ٢ مارس ٢٠٢٤: ب",
        "نسخة الطباعة": "PDF (عدد الصفحات: ٦، ١٫٣ ميغابايت)",
        "صيغة الاستشهاد": "ليلى حداد وعمر نور، «حوار بغداد»، أوراق سياسات، 2024/01، دار مداد،"
        " ٣١ يناير ٢٠٢٤. https://midad.example.org/ar/brief.html",
    }


def test_edition_in_another_language_is_a_translation(english: Project) -> None:
    rows = english.soup("brief").xpath("//div[@class='credit']")
    said = [texts(row, "./*") for row in rows]
    assert said == [["Translation", "Layla Haddad"], ["Editing", "Omar Nour and Layla"]]


def test_page_that_is_no_brief_has_no_colophon(arabic: Project) -> None:
    root = arabic.soup("index")
    assert not root.xpath("//aside[@class='colophon'] | //p[@class='series-line']")


def test_contents_stand_beside_a_brief_and_not_on_the_landing_page(arabic: Project) -> None:
    assert texts(arabic.soup("brief"), "//nav[@class='beside']/p") == ["المحتويات"]
    assert arabic.soup("brief").xpath("//nav[@class='beside']//a/@href") == ["#", "#id2"]
    assert not arabic.soup("index").xpath("//nav[@class='beside']")


def test_first_link_skips_to_the_text(arabic: Project) -> None:
    root = arabic.soup("brief")
    assert root.xpath("(//body//a)[1]/@href") == ["#text"]
    (main,) = root.xpath("//*[@id='text']")
    assert (main.tag, main.get("role")) == ("main", "main")


def requested(root: HtmlElement) -> set[str]:
    """Return every address that a browser asks for to show the page."""
    links = "//link[@rel='stylesheet' or contains(@rel, 'icon')]/@href"
    return {str(url) for url in root.xpath(f"{links} | //*/@src | //form/@action") if url}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_pages_ask_for_nothing_outside_and_nothing_that_is_absent(
    arabic: Project, english: Project, language: str
) -> None:
    publication = arabic if language == "ar" else english
    for page in ("index", "brief", "search"):
        for url in requested(publication.soup(page)):
            parts = urlsplit(url)
            assert not parts.scheme, url
            assert not parts.netloc, url
            assert (publication.outdir / unquote(parts.path)).is_file(), url
    for sheet in (publication.outdir / "_static").glob("*.css"):
        for url in re.findall(r"url\(\s*[\"']?([^\"')]+)", sheet.read_text(encoding="utf-8")):
            if sheet.name != "basic.css":  # copied along with the scripts, and never linked
                assert (sheet.parent / url).is_file(), f"{sheet.name}: {url}"


def test_internal_links_lead_somewhere(arabic: Project) -> None:
    for page in ("index", "brief", "search"):
        for url in arabic.soup(page).xpath("//a/@href"):
            path = urlsplit(str(url)).path
            if path and "://" not in url and not path.startswith("../") and path != "brief.pdf":
                assert (arabic.outdir / unquote(path)).is_file(), url


def test_style_of_the_basic_theme_is_not_used(arabic: Project) -> None:
    sheets = arabic.soup("brief").xpath("//link[@rel='stylesheet']/@href")
    names = [Path(urlsplit(str(url)).path).name for url in sheets]
    assert names == ["pygments.css", "faces.css", "tokens.css", "text.css", "screen.css"]


def test_search_page_speaks_the_language_of_its_edition(arabic: Project) -> None:
    root = arabic.soup("search")
    assert texts(root, "//h1") == ["بحث"]
    (script,) = [text for text in root.xpath("//script/text()") if "addTranslations" in text]
    (found,) = re.findall(r"page matching the search query\.\": (\[.*?\]),", script)
    assert json.loads(found) == ["وُجدت صفحة واحدة.", "عدد الصفحات التي وُجدت: ${resultCount}"]
    assert not root.xpath("//header//form")  # the page has a larger one


def test_theme_works_alone(project: Project) -> None:
    """Without the other extensions, in a project that is no publication."""
    project.extensions("brief_theme").conf("html_theme = 'midad'", "project = 'سجل'")
    project.write("index.md", "# دفتر\n\nنص.\n")
    project.build()
    root = project.soup()
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")
    assert texts(root, "//title") == ["دفتر — سجل"]
    assert texts(root, "//footer") == ["سجل"]


def test_a_qr_code_says_what_it_is_and_holds_the_address() -> None:
    code = qr_code("https://midad.example/ar/briefs/2024/water.html", "عنوان <الويب>")
    root = lxml.html.fragment_fromstring(code)
    assert root.findtext("title") == "عنوان <الويب>"
    other = qr_code("https://midad.example/ar/briefs/2024/power.html", "عنوان <الويب>")
    assert code != other
