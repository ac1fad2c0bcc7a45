"""A third language: French beside Arabic and English, with catalogs and nothing else."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import lxml.html
import pytest
from tests.midad.conftest import BRIEF, CONF, ENGLISH, INDEX, TINY_PDF, Publication

from ext_translations.catalog import read_messages
from midad import freshness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

REFERENCES = """\
- id: haddad-2019
  type: book
  title: تاريخ العراق
  author: [{family: حداد, given: ليلى, multi: {_key: {ar-Latn: {family: Haddad, given: Layla}}}}]
  issued: {date-parts: [[2019]]}
  language: ar
  multi: {_keys: {title: {ar-Latn: "Tārīkh al-ʿIrāq", fr: Une histoire de l’Irak}}}
- id: cnn-2024
  type: article-newspaper
  container-title: CNN
  issued: {date-parts: [[2024, 2, 25]]}
"""
TEXT = "نص الورقة {cite}`haddad-2019` ثم {cite}`cnn-2024`، وبلغت النسبة 5% من {braces}."
PAGE = "briefs/2024/one.html"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Publication]:
    """Make French catalogs, and publish in three languages."""
    root = tmp_path_factory.mktemp("french")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        patch.setattr(freshness, "PACKAGES", ())
        made = Publication(root, patch)
        conf = CONF.replace('"ext_translations"', '"ext_citations", "ext_translations"')
        conf = conf.replace('"tiny_pdf"]', '"tiny_pdf", "ext_arabic", "brief_theme"]')
        made.write("docs/conf.py", conf.replace('"basic"', '"midad"') + "smartquotes = False\n")
        made.write("docs/tiny_pdf.py", TINY_PDF)
        made.write("docs/index.md", INDEX)
        made.write("docs/references.yaml", REFERENCES)
        listing = f"{TEXT}\n\n```{{bibliography}}\n:split: script\n```\n"
        made.write("docs/briefs/2024/one.md", BRIEF.replace("نص الورقة.\n", listing))
        english = {key: text for key, text in ENGLISH.items() if key != "نص الورقة."}
        english[TEXT] = "Text {cite}`haddad-2019`, then {cite}`cnn-2024`, 5% of {braces}."
        made.catalog("index", {"مداد": "Midad"})
        made.catalog("briefs/2024/one", english)
        before = made.run("build", "html", "-l", "fr")
        assert before.exit_code == 1
        assert "This begins one: midad update --language fr" in before.stderr
        languages = ("-l", "ar", "-l", "en", "-l", "fr")
        for command in (["update"], ["build", "html"]):
            result = made.run(*command, *languages)
            assert result.exit_code == 0, result.output
        yield made


def page(made: Publication, name: str) -> HtmlElement:
    return lxml.html.document_fromstring(made.page(name).encode())


def test_every_language_is_published_and_leads_to_the_others(made: Publication) -> None:
    for language in ("ar", "en", "fr"):
        html = page(made, f"{language}/{PAGE}")
        assert html.get("lang") == language
        twins = {link.get("hreflang") for link in html.xpath("//nav[@class='languages']/a")}
        assert twins == {"ar", "en", "fr"} - {language}
    labels = page(made, "index.html").xpath("//a/text()")
    assert labels == ["العربية", "English", "Français"]


def test_what_is_not_translated_is_marked_as_arabic(made: Publication) -> None:
    html = page(made, f"fr/{PAGE}")
    (paragraph,) = html.xpath("//p[contains(., 'نص الورقة')]")
    assert (paragraph.get("lang"), paragraph.get("dir")) == ("ar", "rtl")
    assert [h1.get("lang") for h1 in html.xpath("//h1")] == ["ar"]


def test_words_of_the_page_are_french_where_they_can_be_and_never_arabic(
    made: Publication,
) -> None:
    html = page(made, f"fr/{PAGE}")
    assert html.xpath("//input[@type='search']/@placeholder") == ["Recherche"]
    (published,) = html.xpath("//dt[contains(., 'Published')]")
    assert published.xpath("span/@lang") == ["en"]
    assert published.getnext().text_content() == "31 janvier 2024"
    (abstract,) = html.xpath("//p[.='Abstract']")
    assert abstract.get("lang") == "en"
    (exports,) = html.xpath("//p[contains(., 'Download these references:')]")
    assert exports.get("lang") == "en"
    heads = html.xpath(
        "//div[contains(@class, 'bibliography')]//p[contains(@class, 'block-title')]"
    )
    assert {head.get("lang") for head in heads} == {"en"}
    for element in html.xpath("//header//text() | //footer//text() | //aside//dt//text()"):
        if element.getparent().get("lang") != "ar":
            assert not re.search("[ء-ي]", element), element


def test_names_and_citations_are_those_of_the_language(made: Publication) -> None:
    html = page(made, f"fr/{PAGE}")
    (byline,) = html.xpath("//p[contains(@class, 'byline')]")
    assert byline.text_content() == "Editorial Board"
    (paragraph,) = html.xpath("//p[contains(., 'نص الورقة')]")
    assert "(Haddad, 2019)" in paragraph.text_content()
    assert "(CNN, 25 février 2024)" in paragraph.text_content()
    (listing,) = html.xpath("//div[contains(@class, 'bibliography')]")
    text = listing.text_content()
    assert "Tārīkh al-ʿIrāq [Une histoire de l’Irak] (en arabe)" in text
    assert "CNN, 25 février 2024" in text


def test_the_arabic_and_english_pages_are_as_ever(made: Publication) -> None:
    english = page(made, f"en/{PAGE}")
    assert not english.xpath("//span[@lang='en']")
    assert "(CNN, 25 February 2024)" in english.text_content()
    headings = page(made, f"ar/{PAGE}").xpath("//p[contains(@class, 'block-title')]")
    assert [heading.get("lang") for heading in headings] == [None] * len(headings)


def test_new_catalogs_and_templates_are_what_poedit_and_msgfmt_expect(made: Publication) -> None:
    text = (made.root / "locale/fr/LC_MESSAGES/briefs/2024/one.po").read_text(encoding="utf-8")
    head = text.split("\n\n", 1)[0]
    assert "Language: fr\\n" in head
    assert "Plural-Forms: nplurals=2; plural=(n > 1);\\n" in head
    assert "Content-Type: text/plain; charset=UTF-8\\n" in head
    assert not re.search(r"Last-Translator|Generated-By|X-|Date", head)
    files = [*made.root.rglob("*.po"), *made.root.rglob("*.pot")]
    assert len(files) > 5
    for path in files:
        assert "-format" not in path.read_text(encoding="utf-8"), path


@pytest.mark.parametrize("pattern", ["locale/**/*.po", "_build/gettext/**/*.pot"])
def test_msgfmt_accepts_every_catalog(made: Publication, pattern: str) -> None:
    msgfmt = shutil.which("msgfmt")
    if msgfmt is None:
        pytest.skip("msgfmt is not here (Debian: gettext)")
    for path in made.root.glob(pattern):
        if "Project-Id-Version" not in path.read_text(encoding="utf-8"):
            continue  # written by hand above
        command = [msgfmt, "--check", "--output-file=/dev/null", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert "error" not in done.stderr


def test_msgfmt_accepts_the_catalogs_of_the_publication() -> None:
    msgfmt = shutil.which("msgfmt")
    if msgfmt is None:
        pytest.skip("msgfmt is not here (Debian: gettext)")
    root = Path(__file__).parents[2]
    paths = [*(root / "locale").rglob("*.po"), *(root / "src").rglob("*.po")]
    assert len(paths) > 5
    for path in paths:
        command = [msgfmt, "--check", "--output-file=/dev/null", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_make_hands_languages_on() -> None:
    make = shutil.which("make")
    if make is None:
        pytest.skip("make is not here")
    command = [make, "--dry-run", "publish", "po", "status", "LANGUAGES=ar en fr"]
    root = Path(__file__).parents[2]
    text = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
    chosen = "--language ar --language en --language fr"
    for job in ("build all", "update", "status"):
        assert f"midad {job} {chosen}" in text


def test_a_language_that_is_none_begins_nothing(made: Publication) -> None:
    result = made.run("update", "-l", "nosuch")
    assert result.exit_code == 1
    assert result.stderr == "Error: There is no edition in “nosuch”; there is: en\n"


def test_the_placeholders_given_to_weblate_are_what_must_not_change() -> None:
    root = Path(__file__).parents[2]
    readme = (root / "locale/README.md").read_text(encoding="utf-8")
    (flags,) = re.findall("^md-text, .*", readme, re.MULTILINE)
    patterns = [re.compile(found) for found in re.findall(r'r"([^"]+)"', flags)]
    assert len(patterns) == 5

    def placeholders(text: str) -> list[str]:
        return sorted(found for pattern in patterns for found in pattern.findall(text))

    source = "نص {cite}`a-1`، {cite}`انظر @b2، ص 4` و{ref}`الجدول <t-1>` {{ org }}[^n]"
    assert placeholders(source) == ["<t-1>`", "@b2", "[^n]", "{cite}`a-1`", "{{ org }}"]
    right = "Text[^n] {{ org }} {ref}`the table <t-1>` {cite}`see @b2, p. 4` {cite}`a-1`"
    assert placeholders(right) == placeholders(source)
    for path in (root / "locale").rglob("*.po"):
        for message in read_messages(path):
            if message.is_translated:
                assert placeholders(message.msgstr) == placeholders(message.msgid)


FRENCH = {
    "قال الوزير: «لن نتراجع»؛ ثم غادر.": "Le ministre a dit : « Nous tiendrons » ; puis il partit.",
    "هل ينجح الإصلاح؟": "La réforme réussira-t-elle ?",
    "قرر **الإطار التنسيقي** ذلك في ٢٠٢٤ {cite}`a`.": "Le **Cadre** l’a décidé en 2024 {cite}`a`.",
    "نحن نتذكر ذلك.": "Nous nous en souvenons.",
    "نما {cite}`a`.": "Il a crû {cite}`b`.",
}


@pytest.mark.parametrize(
    ("terms", "lines"),
    [
        ("ar,en\nالإطار التنسيقي,Coordination Framework\n", {"citation"}),
        ("ar,en,fr\nالإطار التنسيقي,X,Cadre de coordination\n", {"citation", "terms"}),
    ],
)
def test_english_is_not_asked_of_french(
    publication: Publication, terms: str, lines: set[str]
) -> None:
    publication.write("docs/terms.csv", terms)
    path = publication.catalog("index", FRENCH)
    path.rename(publication.write("locale/fr/LC_MESSAGES/index.po", ""))
    found = publication.run("check", "locale/fr", "--format", "json").stdout
    assert {finding["check"] for finding in json.loads(found)} == lines
