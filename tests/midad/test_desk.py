"""How the desk of `midad serve` ends, and what it says."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from midad import desk
from midad.desk import Builder, Desk
from midad.live import Status
from midad.project import open_project

if TYPE_CHECKING:
    from tests.midad.conftest import Publication


@pytest.fixture
def idle(publication: Publication, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return a desk whose builders start no process and find nothing wrong."""
    monkeypatch.setattr(Builder, "build", lambda *_: [])
    monkeypatch.setattr(Builder, "prepare", lambda _: None)
    root = publication.root
    return Desk(open_project(root / "docs", root / "_build"), ["ar", "en"], Status())


def test_ctrl_c_soon_after_a_file_was_saved_ends_the_desk(idle: Desk) -> None:
    idle.take({Path("one.md")})
    idle.saved.put(None)
    thread = threading.Thread(target=idle._work, daemon=True)
    thread.start()
    thread.join(10)
    assert not thread.is_alive()


def test_only_what_was_built_is_said_to_be_built(
    idle: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    catalog = idle.project.locale / "fr" / "LC_MESSAGES" / "index.po"
    idle.answer({catalog})  # no edition that is shown has it
    with idle.project.building():
        idle.answer({Path("one.md")})
    assert "built in" not in capsys.readouterr().out
    idle.answer({Path("one.md")})
    assert "one.md: built in" in capsys.readouterr().out


def test_an_added_language_is_remembered_when_conf_is_read_again(publication: Publication) -> None:
    root = publication.root
    publication.write("locale/fr/LC_MESSAGES/index.po", "")
    project = open_project(root / "docs", root / "_build").with_languages(["fr"])
    french = Desk(project, ["fr"], Status())
    assert french.reopen()
    assert french.project.added == ("fr",)
    assert french.builders["fr"].job.settings == {"site_languages": "fr"}


def test_a_process_that_was_just_ended_is_told_nothing(idle: Desk) -> None:
    builder = idle.builders["en"]
    builder.process = builder._spawn()
    desk.end([builder.process])
    builder._tell("build")
    builder.stop()
    assert builder.process is None
