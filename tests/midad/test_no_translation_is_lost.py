"""Whenever an update is killed, or the disk is full, each translation stands in some catalog."""

from __future__ import annotations

import errno
import os
import random
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ext_translations.po import parse
from midad import catalogs, durable

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
BRIEFS = 12


def message(brief: int, number: int) -> str:
    return f"الفقرة {number} من الورقة {brief} وفيها كلام يخصها وحدها عن {brief * 100 + number}"


def write(path: Path, entries: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    body = "".join(f'msgid "{a}"\nmsgstr "{b}"\n\n' for a, b in entries.items())
    path.write_text(HEAD + body, encoding="utf-8")


@pytest.fixture
def folders(tmp_path: Path) -> catalogs.Folders:
    """Twelve translated briefs: one then deleted, one renamed, all others changed."""
    made = catalogs.Folders(tmp_path / "locale", tmp_path / "docs", tmp_path / "pot")
    for brief in range(BRIEFS):
        name = f"briefs/2024/b{brief}"
        english = {message(brief, n): f"Text {n} of {brief}" for n in range(8)}
        write(made.locale / f"en/LC_MESSAGES/{name}.po", english)
        if brief == 0:
            continue
        now = dict.fromkeys(list(english)[1 if brief > 1 else 0 :], "") | {"فقرة جديدة": ""}
        new = "briefs/2025/renamed" if brief == 1 else name
        write(made.templates / f"{new}.pot", now)
        (made.source / new).parent.mkdir(parents=True, exist_ok=True)
        (made.source / f"{new}.md").write_text("x")
    return made


def translations(folders: catalogs.Folders) -> set[tuple[str, str]]:
    found = set()
    for path in folders.locale.rglob("*.po"):
        for entry in parse(path.read_text(encoding="utf-8")).entries:
            if entry.msgid and entry.msgstr and not entry.fuzzy:
                found.add((entry.msgid, entry.msgstr))
    return found


def update(folders: catalogs.Folders) -> None:
    durable.sweep(folders.locale)
    for _ in catalogs.carry_out(catalogs.plan(folders, "en")):
        pass


def in_child(work: Callable[[], None]) -> int:
    """Do *work* in a process of its own, and return its id."""
    child = os.fork()
    if child:
        return child
    try:
        work()
    finally:
        os._exit(0)


def mended(folders: catalogs.Folders, before: set[tuple[str, str]]) -> None:
    """Assert that nothing is lost, that the next run ends the work, and that one more does none."""
    assert translations(folders) >= before
    update(folders)
    assert translations(folders) >= before
    assert not list(folders.locale.rglob("*.new"))
    assert (folders.locale / "en/LC_MESSAGES/briefs/2025/renamed.po").exists()
    assert not any(step.is_needed for step in catalogs.plan(folders, "en"))


STEPS = [
    (owner, name)
    for owner, names in ((os, ("fsync", "fchmod")), (Path, ("replace", "rename", "mkdir", "open")))
    for name in names
]


def fail_at(monkeypatch: pytest.MonkeyPatch, stop: int, act: Callable[[], Any]) -> list[int]:
    """Do *act* instead of the step number *stop*; the list holds the steps counted."""
    count = [0]
    for owner, name in STEPS:
        original = getattr(owner, name)

        def step(*args: Any, _original: Any = original, **kwargs: Any) -> Any:
            count[0] += 1
            if count[0] == stop:
                act()
            return _original(*args, **kwargs)

        monkeypatch.setattr(owner, name, step)
    return count


def test_killed_at_each_step_loses_nothing(
    folders: catalogs.Folders, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before, steps = translations(folders), catalogs.plan(folders, "en")
    originals = {path: path.read_bytes() for path in folders.locale.rglob("*.po")}
    killed = 0
    for stop in range(1, 200, 3):
        for path in folders.locale.rglob("*.po"):
            path.unlink()
        for path, data in originals.items():
            path.write_bytes(data)

        def work(stop: int = stop) -> None:
            fail_at(monkeypatch, stop, lambda: os.kill(os.getpid(), signal.SIGKILL))
            for _ in catalogs.carry_out(steps):
                pass

        _, status = os.waitpid(in_child(work), 0)
        assert translations(folders) >= before
        if not os.WIFSIGNALED(status):
            break
        killed += 1
    assert killed > 10
    mended(folders, before)


def test_killed_at_random_moments_loses_nothing(folders: catalogs.Folders) -> None:
    before = translations(folders)
    rnd = random.Random(4)
    for _ in range(20):
        child = in_child(lambda: update(folders))
        time.sleep(rnd.uniform(0, 0.08))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert translations(folders) >= before
    mended(folders, before)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_error_at_each_write_loses_nothing(
    folders: catalogs.Folders, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    before = translations(folders)

    def refuse() -> None:
        raise OSError(code, os.strerror(code))

    failures = 0
    for stop in range(1, 40, 3):
        steps = catalogs.plan(folders, "en")
        with monkeypatch.context() as patch:
            fail_at(patch, stop, refuse)
            try:
                for _ in catalogs.carry_out(steps):
                    pass
            except OSError as error:
                failures += error.errno == code
        assert translations(folders) >= before
        assert not list(folders.locale.rglob("*.new"))
    assert failures
    mended(folders, before)


def test_file_that_grows_past_the_limit_of_the_disk_leaves_the_old_one(
    folders: catalogs.Folders,
) -> None:
    import resource

    before = translations(folders)

    def work() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
        update(folders)

    os.waitpid(in_child(work), 0)
    mended(folders, before)


def test_catalog_that_somebody_saves_meanwhile_is_left_alone(folders: catalogs.Folders) -> None:
    steps = catalogs.plan(folders, "en")
    path = folders.locale / "en/LC_MESSAGES/briefs/2024/b5.po"
    path.write_text(path.read_text(encoding="utf-8") + "# saved\n", encoding="utf-8")
    saved = path.read_bytes()
    with pytest.raises(durable.ChangedError):
        list(catalogs.carry_out(steps))
    assert path.read_bytes() == saved


def test_draft_and_glossary_are_left_alone(folders: catalogs.Folders) -> None:
    (folders.source / "briefs/2024/b0.md").write_text("a draft has no template")
    glossary = folders.locale / "en/LC_MESSAGES/glossary.po"
    write(glossary, {"مصطلح": "term"})
    paths = [step.path for step in catalogs.plan(folders, "en")]
    assert glossary not in paths
    assert not any(path.name == "b0.po" for path in paths)


def test_file_of_the_same_name_is_no_brief(folders: catalogs.Folders) -> None:
    def left() -> list[str]:
        return [step.docname for step in catalogs.plan(folders, "en") if step.left]

    assert left() == ["briefs/2024/b0"]
    for name in ("b0.svg", "b0.md~", "b0.yaml"):
        (folders.source / "briefs/2024" / name).write_text("x")
    assert left() == ["briefs/2024/b0"]


def test_template_of_the_settings_stays_and_that_of_a_deleted_brief_goes(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    templates = {}
    for name, source in (("conf", "conf.py"), ("water", "water.md")):
        templates[name] = tmp_path / "pot" / f"{name}.pot"
        write(templates[name], {"ماء": ""})
        text = (
            templates[name].read_text("utf-8").replace('msgid "م', f'#: docs/{source}:1\nmsgid "م')
        )
        templates[name].write_text(text, "utf-8")
    for name in ("conf.py", "water.svg"):
        (tmp_path / "docs" / name).write_text("x")
    catalogs.prune(tmp_path / "pot", tmp_path / "docs")
    assert [name for name, path in templates.items() if path.exists()] == ["conf"]


def test_second_update_at_once_is_refused(tmp_path: Path) -> None:
    with durable.held(tmp_path) as first, durable.held(tmp_path) as second:
        assert (first, second) == (True, False)
    with durable.held(tmp_path) as later:
        assert later
