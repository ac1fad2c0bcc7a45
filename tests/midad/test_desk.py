"""How the desk of `midad serve` ends, and what it says."""

from __future__ import annotations

import subprocess
import sys
import tempfile
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


def speaking(builder: Builder, program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let *builder* start *program* in place of an edition's process."""

    def spawn() -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", program],
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=builder.stderr,
        )

    builder.stderr = builder.stderr or tempfile.TemporaryFile()  # noqa: SIM115 - the builder's

    monkeypatch.setattr(builder, "_spawn", spawn)


def test_last_words_of_a_process_that_crashed_are_said_and_the_next_is_a_new_one(
    publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = publication.root
    project = open_project(root / "docs", root / "_build")
    builder = Builder(desk.preview_job(project, "en"))
    speaking(builder, "import sys; input(); sys.exit('the disk is on fire')", monkeypatch)
    assert builder.build() == ["exit status 1\nthe disk is on fire"]
    assert builder.process is None
    speaking(
        builder,
        "import json, sys\n"
        "for word in ('progress', 'warning', 'done'):\n"
        "    print(json.dumps([word, f'one.md:3: {word}', 0]), flush=True)\n"
        "sys.stdin.read()",
        monkeypatch,
    )
    told: list[str] = []
    assert builder.build(lambda _, text, __: told.append(text)) == ["one.md:3: warning"]
    assert told == ["one.md:3: progress"]
    builder.prepare()
    waiting = builder.spare
    builder.restart()
    assert (builder.process, builder.spare) == (None, waiting)
    builder.stop()
    assert builder.processes == [None, None]


def test_a_broken_conf_is_said_once_and_so_is_that_all_is_well_again(
    idle: Desk, publication: Publication, capsys: pytest.CaptureFixture[str]
) -> None:
    conf = publication.root / "docs/conf.py"
    text = conf.read_text(encoding="utf-8")
    publication.write("docs/conf.py", text + "\n1 / 0\n")
    idle.answer({conf})
    idle.answer({conf})
    said = capsys.readouterr()
    assert said.err.count("ZeroDivisionError") == 1
    assert "built in" not in said.out
    assert len(idle.status.problems) == 1
    publication.write("docs/conf.py", text)
    idle.answer({conf})
    assert "All is well again." in capsys.readouterr().out
    assert not idle.status.problems


def test_a_catalog_concerns_its_own_edition_and_all_else_every_one(idle: Desk) -> None:
    locale = idle.project.locale
    assert idle.languages_of(locale / "en/LC_MESSAGES/index.po") == ["en"]
    assert idle.languages_of(idle.project.source / "index.md") == ["ar", "en"]
