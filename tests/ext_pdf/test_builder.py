"""Which jobs are written, which are rendered again, and what is said when one fails."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sphinx.errors import SphinxError

from ext_pdf.builder import PdfError
from ext_pdf.jobs import Failed, LogLine, Rendered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.conftest import Project
    from tests.ext_pdf.conftest import StubbedPool, WriteBrief

    from ext_pdf.worker import Task

# MyST-Parser 5.2 asks a transform for what Sphinx 9 calls deprecated when it resolves a link
pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser.sphinx_ext.myst_refs")

A, B = "briefs/2024/a", "briefs/2024/b"


@pytest.fixture
def two(press: Project, write_brief: WriteBrief) -> Project:
    write_brief("a", "## قسم\n\nنص. وانظر [الآخر](b.md) و[القسم](#sec).\n\n(sec)=\n## ثان\n\nنص")
    write_brief("b", "نص")
    return press


def test_each_brief_becomes_a_pdf_and_other_documents_nothing(
    two: Project, stubbed: StubbedPool
) -> None:
    two.build("pdf")
    assert stubbed.done == [A, B]
    assert sorted(p.relative_to(two.outdir).as_posix() for p in two.outdir.rglob("*.pdf")) == [
        f"{A}.pdf",
        f"{B}.pdf",
    ]
    assert not (two.outdir / "index.html").exists()
    assert not (two.outdir / "genindex.html").exists()
    assert not (two.outdir / "search.html").exists()
    assert not (two.outdir / "_sources").exists()
    pages = json.loads((two.outdir / "pages.json").read_text(encoding="utf-8"))
    assert {name: (entry["pages"], entry["size"]) for name, entry in pages.items()} == {
        A: (3, 4),
        B: (3, 4),
    }


def test_links_to_other_briefs_are_public_addresses_and_links_inside_stay_inside(
    two: Project, stubbed: StubbedPool
) -> None:
    two.build("pdf")
    soup = two.soup(A)
    hrefs = soup.xpath("//p//a/@href")
    assert "https://midad.example/ar/briefs/2024/b.html" in hrefs
    assert "#sec" in hrefs
    assert soup.xpath("//a[contains(@class,'headerlink')]") == []


def test_page_takes_the_print_themes_style_and_no_script(
    two: Project, stubbed: StubbedPool
) -> None:
    two.conf("html_css_files = ['screen.css']", "html_js_files = ['screen.js']")
    two.conf(
        "def add(app): app.add_css_file('late.css')",
        "def setup(app): app.connect('builder-inited', add)",
    )
    two.build("pdf")
    soup = two.soup(A)
    assert [href.partition("?")[0] for href in soup.xpath("//link/@href")] == [
        "../../_static/tiny.css"
    ]
    assert soup.xpath("//script") == []


def test_job_says_what_the_pdf_is(two: Project, stubbed: StubbedPool) -> None:
    two.build("pdf")
    job = json.loads((two.outdir / f"{A}.json").read_text(encoding="utf-8"))
    assert job["title"] == "عنوان الموجز"
    assert job["authors"] == ["هيئة التحرير"]
    assert (job["language"], job["direction"]) == ("ar", "rtl")
    assert (job["created"], job["modified"]) == ("2024-01-31", "2024-01-31")
    assert job["url"] == "https://midad.example/ar/briefs/2024/a.html"


def test_nothing_changed_nothing_rendered_one_changed_one_rendered(
    two: Project, stubbed: StubbedPool, write_brief: WriteBrief
) -> None:
    two.build("pdf")
    stubbed.done.clear()
    two.build("pdf")
    assert stubbed.done == []
    write_brief("b", "نص آخر")
    two.build("pdf")
    assert stubbed.done == [B]


def test_changed_style_renders_again_what_reads_it(two: Project, stubbed: StubbedPool) -> None:
    two.build("pdf")
    stubbed.done.clear()
    (two.root / "themes/tiny/static/tiny.css").write_text("p { color: red }")
    two.build("pdf")
    assert stubbed.done == [A, B]


def test_pdf_that_is_gone_is_made_again(two: Project, stubbed: StubbedPool) -> None:
    two.build("pdf")
    stubbed.done.clear()
    (two.outdir / f"{A}.pdf").unlink()
    two.build("pdf")
    assert stubbed.done == [A]


def test_brief_that_is_gone_takes_its_pdf_along(two: Project, stubbed: StubbedPool) -> None:
    two.build("pdf")
    (two.src / f"{B}.md").unlink()
    two.write(f"{A}.md", (two.src / f"{A}.md").read_text().replace("[الآخر](b.md)", "الآخر"))
    two.build("pdf")
    assert [p.name for p in two.outdir.rglob("b.*")] == []
    assert list(json.loads((two.outdir / "pages.json").read_text())) == [A]


def test_failed_job_is_an_error_at_its_file_and_the_others_are_made(
    two: Project, stubbed: StubbedPool
) -> None:
    two.build("pdf")
    old = (two.outdir / f"{A}.pdf").read_bytes()
    (two.root / "themes/tiny/static/tiny.css").write_text("p { color: red }")
    stubbed.outcomes = {A: Failed("crash"), B: Rendered(b"%PDF new", 4)}
    app = two.build(
        "pdf", warnings=[r"briefs/2024/a\.md: ERROR: no PDF: .*without a word \[pdf\.crash\]"]
    )
    assert app.statuscode == 1
    assert (two.outdir / f"{A}.pdf").read_bytes() == old
    assert (two.outdir / f"{B}.pdf").read_bytes() == b"%PDF new"
    stubbed.done.clear()
    stubbed.outcomes = {}
    assert two.build("pdf").statuscode == 0
    assert stubbed.done == [A]  # what failed is tried again


@pytest.mark.parametrize(
    ("failure", "message"),
    [
        (Failed("timeout", "300"), r"not ready after 300 seconds \(pdf_timeout\) \[pdf\.timeout\]"),
        (Failed("nesting"), r"too deep inside each other \[pdf\.nesting\]"),
        (Failed("error", "ValueError: boom"), r"no PDF: ValueError: boom \[pdf\.error\]"),
    ],
)
def test_each_failure_says_what_to_do(
    two: Project, stubbed: StubbedPool, failure: Failed, message: str
) -> None:
    stubbed.outcomes = {B: failure}
    two.build("pdf", warnings=[rf"briefs/2024/b\.md: ERROR: .*{message}"])


def test_pdf_that_cannot_be_written_is_an_error_of_its_brief(
    two: Project, stubbed: StubbedPool
) -> None:
    two.build("pdf")
    (two.outdir / f"{A}.pdf").unlink()
    (two.outdir / f"{A}.pdf").mkdir()
    app = two.build(
        "pdf", warnings=[r"briefs/2024/a\.md: ERROR: no PDF: .*directory.* \[pdf\.error\]"]
    )
    assert app.statuscode == 1


def test_line_of_the_renderer_is_a_warning_at_the_brief_and_said_again_by_the_next_build(
    two: Project, stubbed: StubbedPool
) -> None:
    line = LogLine(30, "No anchor #x for internal URI reference")
    stubbed.outcomes = {B: Rendered(b"%PDF", 1, (line,))}
    expected = [r"briefs/2024/b\.md: WARNING: a link leads to “#x”.* \[pdf\.weasyprint\]"]
    two.build("pdf", warnings=expected)
    stubbed.done.clear()
    two.build("pdf", warnings=expected)
    assert stubbed.done == []


def test_brief_too_deep_to_write_is_an_error_and_the_others_are_made(
    two: Project, stubbed: StubbedPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sphinx.builders.html import StandaloneHTMLBuilder

    write_doc = StandaloneHTMLBuilder.write_doc

    def too_deep(self: StandaloneHTMLBuilder, docname: str, doctree: object) -> None:
        if docname == A:
            raise RecursionError
        write_doc(self, docname, doctree)  # type: ignore[arg-type]

    monkeypatch.setattr(StandaloneHTMLBuilder, "write_doc", too_deep)
    message = r"briefs/2024/a\.md: ERROR: no PDF: .*too deep inside each other \[pdf\.nesting\]"
    two.build("pdf", warnings=[message])
    assert stubbed.done == [B]
    two.build("pdf", warnings=[message])  # not written again, and not forgotten


def test_damaged_font_of_the_theme_stops_the_build_and_is_named(
    two: Project, stubbed: StubbedPool
) -> None:
    (two.root / "themes/tiny/static/broken.woff2").write_bytes(b"wOF2")
    with pytest.raises(PdfError, match=r"font of the print theme.*broken\.woff2"):
        two.build("pdf")


def test_machine_without_pango_stops_the_build_with_a_clear_message(
    two: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ext_pdf.worker import UnusableError

    def run(*args: object) -> object:
        raise UnusableError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr("ext_pdf.builder.run", run)
    with pytest.raises(SphinxError, match="WeasyPrint cannot work on this machine: cannot load"):
        two.build("pdf")


def test_interrupted_build_keeps_what_it_has_done(
    two: Project, stubbed: StubbedPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(tasks: Sequence[Task], workers: int, timeout: float) -> Iterator[object]:
        yield from stubbed.run(tasks[:1], workers, timeout)
        raise KeyboardInterrupt

    monkeypatch.setattr("ext_pdf.builder.run", run)
    with pytest.raises(KeyboardInterrupt):
        two.build("pdf")
    stubbed.done.clear()
    monkeypatch.setattr("ext_pdf.builder.run", stubbed.run)
    two.build("pdf")
    assert stubbed.done == [B]


def test_settings_reach_the_pool(
    two: Project, monkeypatch: pytest.MonkeyPatch, stubbed: StubbedPool
) -> None:
    seen = []

    def run(tasks: object, workers: int, timeout: float) -> object:
        seen.append((workers, timeout))
        return stubbed.run(tasks, workers, timeout)  # type: ignore[arg-type]

    monkeypatch.setattr("ext_pdf.builder.run", run)
    two.build("pdf", pdf_workers=3, pdf_timeout=7)
    (two.outdir / f"{A}.pdf").unlink()
    two.build("pdf")
    assert seen == [(3, 7), (len(os.sched_getaffinity(0)), 300)]


def test_images_are_copied_into_the_job(two: Project, stubbed: StubbedPool) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    two.write("briefs/2024/x.svg", svg)
    two.write(f"{B}.md", (two.src / f"{B}.md").read_text() + "\n![مربع](x.svg)\n")
    two.build("pdf")
    assert two.soup(B).xpath("//img/@src") == ["../../_images/x.svg"]
    assert (two.outdir / "_images/x.svg").is_file()


def test_parallel_build_writes_the_same_jobs(two: Project, stubbed: StubbedPool) -> None:
    two.build("pdf")
    first = {p: p.read_bytes() for p in two.outdir.rglob("*.json")}
    two.build("pdf", force=True, parallel=3)
    assert {p: p.read_bytes() for p in two.outdir.rglob("*.json")} == first
    assert len(first) == 3
    assert all(isinstance(path, Path) for path in first)
