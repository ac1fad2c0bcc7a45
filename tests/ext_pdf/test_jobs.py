from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from fnmatch import fnmatch
from pathlib import Path

import pytest

from ext_pdf import jobs
from ext_pdf.fonts import FontSet
from ext_pdf.jobs import Hasher, Job, LogLine, Record


def test_job_is_read_as_it_was_written(tmp_path: Path, job: Job) -> None:
    jobs.write_job(tmp_path, job)
    assert jobs.read_job(tmp_path, job.docname) == job


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"authors": [], "keywords": [], "x": 1}'])
def test_damaged_job_is_no_job(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text)
    assert jobs.read_job(tmp_path, "x") is None


def test_pages_are_read_as_they_were_written_and_written_only_when_new(tmp_path: Path) -> None:
    records = {"x": Record(7, 100, "abc", ("a.css",), (LogLine(30, "boom"),))}
    jobs.write_pages(tmp_path, records)
    assert jobs.read_pages(tmp_path) == records
    written = (tmp_path / "pages.json").stat().st_mtime_ns
    jobs.write_pages(tmp_path, records)
    assert (tmp_path / "pages.json").stat().st_mtime_ns == written


@pytest.mark.parametrize("text", ["", "[]", '{"x": {"pages": 1}}', '{"x": 1}'])
def test_damaged_pages_are_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "pages.json").write_text(text)
    assert jobs.read_pages(tmp_path) == {}


def test_failing_write_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.mkdir()
    (path / "old").touch()
    with pytest.raises(OSError, match=r"x\.pdf"):
        jobs.write_file(path, b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["x.pdf"]


def test_written_file_is_readable_by_others(tmp_path: Path) -> None:
    jobs.write_file(tmp_path / "a" / "x.pdf", b"new")
    assert (tmp_path / "a" / "x.pdf").stat().st_mode & 0o777 == 0o644


def test_hash_changes_with_each_thing_that_shapes_the_pdf(tmp_path: Path, job: Job) -> None:
    def hashed(job: Job = job, fonts: FontSet | None = None) -> str:
        return Hasher(tmp_path, fonts or FontSet()).hash(job, ("_static/a.css", "_images/x.png"))

    page = tmp_path / job.html
    page.parent.mkdir(parents=True)
    seen = [hashed()]
    page.write_text("page")
    seen.append(hashed())
    (tmp_path / "_static").mkdir()
    (tmp_path / "_static" / "a.css").write_text("p {}")
    seen.append(hashed())
    (tmp_path / "_images").mkdir()
    (tmp_path / "_images" / "x.png").write_bytes(b"png")
    seen.append(hashed())
    seen.append(hashed(replace(job, title="آخر")))
    seen.append(hashed(fonts=FontSet(digest="other")))
    assert len(set(seen)) == len(seen)
    assert hashed() == seen[3]


@pytest.mark.parametrize(
    ("module", "patterns"),
    [
        ("ext_pdf.render", jobs._MAKERS),
        ("ext_pdf.press.render", (*jobs._MAKERS, *jobs._PRESS_MAKERS)),
    ],
)
def test_each_module_that_renders_is_a_maker(module: str, patterns: tuple[str, ...]) -> None:
    code = f"import sys, {module}; print(*(m for m in sys.modules if m.startswith('ext_pdf.')))"
    read = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    files = {Path(name.partition(".")[2].replace(".", "/")) for name in read.stdout.split()}
    # packages aside; of `jobs` only the options shape a PDF, and they are hashed
    made = {f"{file}.py" for file in files - {file.parent for file in files} - {Path("jobs")}}
    assert len(made) > 10
    assert [name for name in made if not any(fnmatch(name, each) for each in patterns)] == []


def test_job_without_its_pdf_is_not_current(tmp_path: Path, job: Job) -> None:
    hasher = Hasher(tmp_path, FontSet())
    record = Record(1, 1, hasher.hash(job, ()))
    assert not hasher.is_current(job, None)
    assert not hasher.is_current(job, record)
    jobs.write_file(tmp_path / job.pdf, b"%PDF")
    assert hasher.is_current(job, record)
    assert not hasher.is_current(job, replace(record, files=("_static/a.css",)))
