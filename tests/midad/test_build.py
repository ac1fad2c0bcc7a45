from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from tests.midad.conftest import INDEX

from midad import fonts, freshness, machine, pipeline, worker
from midad.build import explain_names
from midad.progress import ProgressReporter

if TYPE_CHECKING:
    import pytest
    from tests.midad.conftest import Publication


def test_both_editions_are_published_with_each_pdf_beside_its_page(
    publication: Publication,
) -> None:
    result = publication.run("build")
    assert result.exit_code == 0, result.output
    assert "Text of the brief" in publication.page("en/briefs/2024/one.html")
    assert "Text of the brief" in publication.page("en/briefs/2024/one.pdf")
    assert "نص الورقة" in publication.page("ar/briefs/2024/one.html")
    assert "نص الورقة" in publication.page("ar/briefs/2024/one.pdf")
    root = publication.page("index.html")
    assert 'href="ar/index.html"' in root
    assert 'href="en/index.html"' in root
    assert "Midad &lt;test&gt;" in root
    assert "<script" not in root
    names = {path.name for path in publication.site.rglob("*")}
    assert "objects.inv" in names
    assert not names & {".buildinfo", ".doctrees", "_sources"}
    assert "_build/site/index.html" in result.output

    # the same again: nothing is run, and it is said where to look
    again = publication.run("build")
    assert again.exit_code == 0
    assert "Nothing has changed" in again.output
    assert "_build/site/index.html" in again.output

    # a catalog is a dependency that the first builder of a language reads for both
    publication.catalog(
        "briefs/2024/one",
        {
            "عنوان الورقة": "Title of the brief",
            "ملخص الورقة.": "Abstract of the brief.",
            "نص الورقة.": "Another text.",
        },
    )
    assert publication.run("build", "--language", "en", "--quiet").output == ""
    assert "Another text" in publication.page("en/briefs/2024/one.pdf")
    assert "Another text" in publication.page("en/briefs/2024/one.html")
    assert "نص الورقة" in publication.page("ar/briefs/2024/one.html")


def test_failing_build_keeps_the_published_site_and_fails_again(publication: Publication) -> None:
    conf = publication.root / "docs/conf.py"
    conf.write_text(
        f"{conf.read_text(encoding='utf-8')}extensions.append('ext_citations')\n"
        "citations_references = ['references.yaml']\n",
        encoding="utf-8",
    )
    publication.write(
        "docs/references.yaml",
        "- {id: cnn, type: article-newspaper, container-title: CNN, issued: 2024-01-25}\n",
    )
    publication.write("docs/index.md", f"{INDEX}\nقيل {{cite}}`cnn`.\n")
    html = ("build", "html", "-l", "ar")
    built = publication.run(*html)
    assert built.exit_code == 0, built.output
    assert "Forms (multi) that references lack in “ar”: cnn (midad status)" in built.output
    before = publication.page("ar/briefs/2024/one.html")
    brief = publication.root / "docs/briefs/2024/one.md"
    text = brief.read_text(encoding="utf-8")
    brief.write_text(text + "\nسطر جديد.\n\n![صورة](none.png)\n\n{cite}`bbc`\n", encoding="utf-8")
    index = publication.root / "docs/index.md"
    front = index.read_text(encoding="utf-8")
    index.write_text(front + "\n##### من الأول إلى الخامس\n", encoding="utf-8")

    for _ in range(2):  # Sphinx itself would be silent the second time: nothing is read again
        failed = publication.run(*html, locale="ar_EG.UTF-8")
        assert failed.exit_code == 1
        assert (
            failed.output.count("docs/briefs/2024/one.md:18: WARNING: تتعذّر قراءة ملف الصورة") == 1
        )
        assert failed.output.count("[myst.header]") == 1
        assert "midad references --warnings cite.unknown_key" in failed.output
        assert "خطأ: " in failed.output
        assert publication.page("ar/briefs/2024/one.html") == before

    brief.write_text(text + "\nسطر جديد.\n", encoding="utf-8")
    index.write_text(front, encoding="utf-8")
    assert publication.run(*html).exit_code == 0
    assert "سطر جديد" in publication.page("ar/briefs/2024/one.html")


def test_unfinished_translation_is_left_out_and_the_reason_given(publication: Publication) -> None:
    assert publication.run("build", "html", "-l", "en").exit_code == 0
    assert (publication.site / "en/briefs/2024/one.html").exists()
    publication.catalog("briefs/2024/one", {"عنوان الورقة": "Title"})
    result = publication.run("build", "html", "-l", "en")
    assert result.exit_code == 0, result.output
    assert "Left out of “en”: briefs/2024/one: 2 of 3 messages" in result.output
    assert not (publication.site / "en/briefs/2024/one.html").exists()
    assert (publication.site / "en/index.html").exists()

    brief = publication.root / "docs/briefs/2024/one.md"
    text = brief.read_text(encoding="utf-8").replace("status: published", "status: draft")
    brief.write_text(text, encoding="utf-8")
    draft = publication.run("build", "html")
    assert draft.exit_code == 0, draft.output
    assert "Left out of every edition: briefs/2024/one: its status is: draft" in draft.output
    assert "Left out of “en”" not in draft.output
    assert not (publication.site / "ar/briefs/2024/one.html").exists()


def test_broken_catalog_stops_the_build_with_file_and_line(publication: Publication) -> None:
    path = publication.catalog("briefs/2024/one", {"عنوان الورقة": "Title"})
    path.write_text(path.read_text(encoding="utf-8") + "\nmsgid no quotes\n", encoding="utf-8")
    result = publication.run("build")
    assert result.exit_code == 1
    assert re.search(r"locale/en/LC_MESSAGES/briefs/2024/one\.po:\d+:\d+: ", result.output)
    assert not (publication.root / "_build/gettext").exists()
    arabic = publication.run("build", locale="ar_EG.UTF-8")
    assert "تعذّرت قراءة ملف ترجمة" in arabic.output


def test_folder_without_conf_is_no_publication(publication: Publication) -> None:
    result = publication.run("build", "--source", "locale")
    assert result.exit_code == 1
    assert "no conf.py" in result.output


def test_conf_that_cannot_be_read_is_named(publication: Publication) -> None:
    publication.write("docs/conf.py", "site = (")
    result = publication.run("build")
    assert result.exit_code == 1
    assert "docs/conf.py cannot be read" in result.output


def test_folder_that_cannot_be_written_is_named(publication: Publication) -> None:
    publication.write("taken", "a file")
    result = publication.run("build", "--out", "taken/_build")
    assert result.exit_code == 1
    assert "Cannot write in" in result.output
    assert "taken/_build" in result.output


def test_unknown_edition_is_named_with_those_that_exist(publication: Publication) -> None:
    result = publication.run("build", "-l", "fr")
    assert result.exit_code == 1
    assert "no edition in “fr”; there is: ar, en" in result.output


def test_second_build_in_the_same_folder_waits_for_nobody(publication: Publication) -> None:
    from midad.project import open_project

    project = open_project(Path("docs"), Path("_build"))
    with project.building():
        result = publication.run("build")
    assert result.exit_code == 1
    assert "Another build is running" in result.output


def test_missing_library_is_named_with_the_command(
    publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = machine.Machine("debian", is_root=False, load=lambda name: None)
    monkeypatch.setattr(machine, "this_machine", lambda: bare)
    result = publication.run("build", "pdf")
    assert result.exit_code == 1
    assert "This machine lacks GObject, Pango" in result.output
    assert "apt-get install -y fonts-dejavu-core libfontconfig1" in result.output


def test_damaged_font_is_named(publication: Publication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "damaged", lambda: iter(["Amiri-Bold.woff2"]))
    result = publication.run("build", "pdf")
    assert result.exit_code == 1
    assert "missing or damaged: Amiri-Bold.woff2" in result.output


class Listener:
    """Keep what a `Reporter` is told."""

    def __init__(self) -> None:
        self.troubles: list[str] = []
        self.percents: list[int] = []
        self.statuses: list[int] = []

    def started(self, job: worker.Job) -> None: ...

    def progress(self, job: worker.Job, text: str, percent: int) -> None:
        self.percents.append(percent)

    def trouble(self, job: worker.Job, text: str) -> None:
        self.troubles.append(text)

    def ended(self, job: worker.Job, status: int) -> None:
        self.statuses.append(status)


def job_of(publication: Publication, builder: str) -> worker.Job:
    root = publication.root
    return worker.Job(
        source=str(root / "docs"),
        doctrees=str(root / "_build/ar/doctrees"),
        out=str(root / "_build/ar" / builder),
        builder=builder,
        language="ar",
    )


def test_crash_of_a_run_is_reported_with_what_it_said_last(publication: Publication) -> None:
    publication.write("docs/tiny_pdf.py", "import os, sys\nprint('dying')\nos.abort()\n")
    listener = Listener()
    outcome = pipeline.run_all([job_of(publication, "pdf")], listener, pipeline.Outcome())
    assert [job.builder for job in outcome.failed] == ["pdf"]
    assert listener.statuses == [-6]
    assert "exit status -6" in listener.troubles[0]


def test_error_of_a_run_is_one_message(publication: Publication) -> None:
    publication.write("docs/conf.py", "extensions = ['not_there']")
    listener = Listener()
    pipeline.run_all([job_of(publication, "html")], listener, pipeline.Outcome())
    assert listener.statuses == [2]
    assert listener.troubles == [
        "Could not import extension not_there (exception: No module named 'not_there')"
    ]


def test_removed_brief_leaves_the_site(publication: Publication) -> None:
    first = publication.root / "docs/briefs/2024/one.md"
    text = first.read_text(encoding="utf-8").replace("2024/01", "2024/02")
    second = publication.write("docs/briefs/2024/two.md", text)
    listener = Listener()
    job = job_of(publication, "html")
    pipeline.run_all([job], listener, pipeline.Outcome())
    page = Path(job.out, "briefs/2024/two.html")
    assert page.exists(), listener.troubles
    assert 100 in listener.percents
    references = page.with_suffix(".bib")  # as `ext_citations` writes them beside a page
    references.write_text("")
    second.unlink()
    pipeline.run_all([job], listener, pipeline.Outcome())
    assert not page.exists()
    assert not references.exists()
    assert page.with_name("one.html").exists()
    assert listener.statuses == [0, 0], listener.troubles


def test_worker_speaks_json_lines_only(publication: Publication) -> None:
    publication.write("docs/conf.py", "extensions = ['not_there']")
    argument = json.dumps(asdict(job_of(publication, "html")))
    source = str(Path(worker.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-P", "-m", "midad.worker", argument],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": source},
    )
    assert done.returncode == 2
    assert [json.loads(line)[0] for line in done.stdout.splitlines()] == ["error", "done"]


def test_fresh_build_runs_although_nothing_has_changed(
    publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def build(*given: object, fresh: bool) -> pipeline.Outcome:
        asked.append(fresh)
        return pipeline.Outcome()

    monkeypatch.setattr(pipeline, "build", build)
    for options in ([], [], ["--fresh"]):
        assert publication.run("build", "html", *options).exit_code == 0
    assert asked == [False, True]


def test_tools_for_tests_are_no_input_of_a_build() -> None:
    found = {line.split()[0] for line in freshness.versions("sphinx")}
    assert {"sphinx", "docutils", "jinja2", "markupsafe"} <= found
    assert "pytest" not in found
    assert freshness.versions("no-such-package") == {"no-such-package "}


def test_site_that_cannot_be_laid_out_is_an_error_with_its_folder(
    publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "build", lambda *given, **named: pipeline.Outcome())
    publication.write("_build/.site-new", "a file in the way")
    result = publication.run("build")
    assert result.exit_code == 1
    assert "Cannot write in" in result.output


def test_terminal_is_shown_bars(
    publication: Publication, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("LANG", "C")
    with ProgressReporter() as reporter:
        done, failing = job_of(publication, "html"), job_of(publication, "pdf")
        for job, status in ((done, 0), (failing, 1)):
            reporter.started(job)
            reporter.progress(job, "reading", 50)
            reporter.trouble(job, f"{Path.cwd()}/docs/a.md:1: WARNING: [bold]")
            reporter.ended(job, status)
    shown = capsys.readouterr().out
    assert "docs/a.md:1: WARNING: [bold]" in shown
    assert str(Path.cwd()) not in shown
    assert "web pages" in shown
    assert "failed" in shown


def test_files_for_the_press_are_made_and_published_nowhere(publication: Publication) -> None:
    builder = publication.root / "docs/tiny_pdf.py"
    builder.write_text(builder.read_text().replace('name = "pdf"', 'name = "press"'))
    result = publication.run("build", "press", "-l", "ar")
    assert result.exit_code == 0, result.output
    assert "For the press: _build/ar/press" in result.output
    assert (publication.root / "_build/ar/press/briefs/2024/one.pdf").is_file()
    assert not publication.site.exists()
    assert not (publication.root / "_build/fingerprint.json").exists()


def test_names_of_warnings_about_citations_are_explained_each_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    warnings = ["a.md:1: unknown reference x [cite.unknown_key]", "b.md:2: odd [cite.syntax]", "c"]
    explain_names(warnings)
    said = capsys.readouterr().err
    assert said.rstrip().endswith("midad references --warnings cite.syntax cite.unknown_key")
    explain_names(["d.md:1: something else [ref.doc]"])
    assert capsys.readouterr().err == ""
