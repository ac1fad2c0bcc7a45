"""What the ``html`` builder says of a brief's PDF."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from ext_pdf.jobs import Rendered

if TYPE_CHECKING:
    from tests.conftest import Project
    from tests.ext_pdf.conftest import StubbedPool, WriteBrief

NAME = "briefs/2024/x"


@pytest.fixture
def one(press: Project, write_brief: WriteBrief) -> Project:
    write_brief("x", "نص")
    return press


def test_page_knows_its_pdf(one: Project, stubbed: StubbedPool) -> None:
    one.build("pdf")
    one.build("html")
    assert "{'url': 'x.pdf', 'pages': 3, 'size': 4}" in one.html(NAME).replace("&#39;", "'")
    assert "None" in one.html("index")


def test_page_without_a_pdf_says_so(one: Project) -> None:
    one.build("html")
    assert "None" in one.html(NAME)


def test_record_without_its_file_is_not_shown(one: Project, stubbed: StubbedPool) -> None:
    one.build("pdf")
    (one.outdir / f"{NAME}.pdf").unlink()
    one.build("html")
    assert "None" in one.html(NAME)


def test_page_is_written_again_when_its_pdf_grew_and_not_otherwise(
    one: Project, stubbed: StubbedPool
) -> None:
    one.build("pdf")
    pdf = one.outdir / f"{NAME}.pdf"
    one.build("html")
    page = one.outdir / f"{NAME}.html"
    written = page.stat().st_mtime_ns
    one.build("html")
    assert page.stat().st_mtime_ns == written
    stubbed.outcomes = {NAME: Rendered(b"%PDF", 8)}
    (one.root / "themes/tiny/static/tiny.css").write_text("p { color: red }")
    one.build("pdf")
    os.utime(pdf, (page.stat().st_mtime + 5, page.stat().st_mtime + 5))
    one.build("html")
    assert "'pages': 8" in one.html(NAME).replace("&#39;", "'")


def test_folder_of_the_pdfs_can_be_set(one: Project, stubbed: StubbedPool) -> None:
    one.build("pdf")
    one.outdir.rename(one.root / "elsewhere")
    one.build("html", pdf_outdir="../elsewhere")
    assert "'pages': 3" in one.html(NAME).replace("&#39;", "'")


def test_other_builders_are_left_alone(one: Project, stubbed: StubbedPool) -> None:
    one.build("pdf")
    one.build("dirhtml")
    assert "pages" not in one.html(f"{NAME}/index")


def test_landing_page_links_each_brief_to_its_pdf(one: Project, stubbed: StubbedPool) -> None:
    one.write("index.md", "# م\n\n```{brief-list}\n```\n")
    one.build("html")
    assert one.soup().xpath("//p[@class='brief-links']") == []
    one.build("pdf")
    page = one.root / "_build/ar/html/index.html"
    os.utime(page, (0, 0))
    one.build("html")
    links = one.soup().xpath("//p[@class='brief-links']/a")
    assert [(link.get("href"), link.text) for link in links] == [(f"{NAME}.pdf", "PDF")]
