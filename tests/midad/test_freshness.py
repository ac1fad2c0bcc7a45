"""What ``midad build`` takes for unchanged, and what it builds anew."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from ext_brief.model import Site
from midad import freshness
from midad.project import Project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A publication that was built and recorded."""
    monkeypatch.setattr(freshness, "PACKAGES", ())
    for name in ("docs", "locale", "out/site"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "docs/a.md").write_text("a")
    (tmp_path / "out/site/a.html").write_text("a")
    made = Project(tmp_path / "docs", tmp_path / "locale", tmp_path / "out", Site(), ())
    freshness.note(made, freshness.inputs(made, ["html"]))
    return made


def state(project: Project, *request: str) -> tuple[bool, bool]:
    made_from = freshness.inputs(project, request or ("html",))
    return freshness.is_fresh(project, made_from), freshness.must_begin_anew(project, made_from)


def test_nothing_changed(project: Project) -> None:
    assert state(project) == (True, False)


def test_a_new_file_or_a_newer_one_is_left_to_sphinx(project: Project) -> None:
    (project.source / "b.md").write_text("b")
    assert state(project) == (False, False)
    path = project.source / "a.md"
    path.write_text("changed")
    os.utime(path, ns=(2**62, 2**62))
    assert state(project) == (False, False)


def test_a_file_replaced_by_an_older_one_is_built_anew(project: Project) -> None:
    path = project.source / "a.md"
    path.write_text("from the post")
    os.utime(path, (1000, 1000))
    assert state(project) == (False, True)


def test_another_version_of_the_program_builds_anew(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freshness, "versions", lambda: ["sphinx 99"])
    assert state(project) == (False, True)


def test_another_request_or_a_touched_site_is_built(project: Project) -> None:
    assert state(project, "pdf") == (False, False)
    (project.published / "a.html").write_text("somebody's")
    assert state(project) == (False, False)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"program": 1}'])
def test_a_damaged_record_counts_for_none(project: Project, text: str) -> None:
    freshness.record_path(project).write_text(text)
    assert state(project) == (False, False)
