"""A brief's references to take along."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import lxml.html
import pytest

from ext_citations.library import read_library

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Project

REFERENCES = """\
- id: nour
  type: book
  title: الماء والسياسة
  author: [{family: نور, given: سعاد}]
  issued: 2019
- id: other
  type: book
  title: غيره
"""


@pytest.fixture
def page(project: Project) -> Project:
    """A page that cites one of two references."""
    project.extensions("ext_citations").write("references.yaml", REFERENCES)
    project.write("index.md", "# ع\n\nقيل {cite}`nour`.\n\n```{bibliography}\n```\n")
    return project


def test_the_cited_references_are_written_beside_the_page_in_three_formats(page: Project) -> None:
    page.build("html")
    links = page.soup().xpath("//p[contains(@class, 'citation-exports')]/a/@href")
    assert links == ["index.bib", "index.ris", "index.json"]
    for link in links:
        text = (page.outdir / link).read_text(encoding="utf-8")
        assert "الماء والسياسة" in text
        assert "غيره" not in text
    (item,) = json.loads((page.outdir / "index.json").read_text(encoding="utf-8"))
    assert item["id"] == "nour"


def test_pages_that_are_folders_have_the_files_in_them(page: Project) -> None:
    page.write("briefs/water.md", "# ع\n\nقيل {cite}`nour`.\n\n```{bibliography}\n```\n")
    page.write("index.md", "# ع\n\n```{toctree}\nbriefs/water\n```\n")
    page.build("dirhtml")
    folder = page.outdir / "briefs" / "water"
    soup = lxml.html.parse(folder / "index.html")
    for link in soup.xpath("//p[contains(@class, 'citation-exports')]/a/@href"):
        assert "الماء والسياسة" in (folder / link).read_text(encoding="utf-8")
    assert soup.xpath("//script[contains(@src, 'citations.js')]")


def test_zotero_finds_each_entry(page: Project) -> None:
    page.build("html")
    (coins,) = page.soup().xpath(
        "//div[contains(@class, 'bibliography')]/span[@class='Z3988']/@title"
    )
    assert coins.startswith("ctx_ver=Z39.88-2004")


def test_a_page_without_references_offers_none(page: Project) -> None:
    page.write("index.md", "# ع\n\nفقرة.\n\n```{bibliography}\n```\n")
    page.build("html")
    assert "citation-exports" not in page.html()


def test_the_files_of_a_page_that_is_not_written_are_left_alone(page: Project) -> None:
    page.build("html")
    before = (page.outdir / "index.bib").stat().st_mtime_ns
    page.build("html")
    assert (page.outdir / "index.bib").stat().st_mtime_ns == before


def test_a_bibtex_file_is_read_into_the_same_name_space(tmp_path: Path) -> None:
    path = tmp_path / "more.bib"
    path.write_text(
        "@book{nour,\n  title = {الماء والسياسة},\n  author = {نور، سعاد},\n  date = {2019}\n}\n\n"
        "@book{nour, title = {ثانية}}\n",
        encoding="utf-8",
    )
    library = read_library([path])
    assert library.items["nour"]["title"] == "الماء والسياسة"
    assert library.references["nour"].line == 1
    assert [p.line for p in library.problems] == [7]


def test_forms_that_zotero_keeps_in_the_note_are_read(tmp_path: Path) -> None:
    path = tmp_path / "zotero.json"
    item = {
        "id": "nour",
        "type": "book",
        "title": "الماء والسياسة",
        "language": "ar",
        "note": "cne-title-romanized: al-Māʾ wa-l-siyāsa\ncne-title-english: Water and Politics",
    }
    path.write_text(json.dumps([item]), encoding="utf-8")
    forms = read_library([path]).items["nour"]["multi"]["_keys"]["title"]
    assert forms["ar-Latn"] == "al-Māʾ wa-l-siyāsa"
    assert forms["en"] == "Water and Politics"
