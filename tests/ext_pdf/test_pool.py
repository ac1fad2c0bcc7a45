"""Real worker processes: one that dies or hangs costs one job."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ext_pdf.fonts import FontSet, collect_fonts
from ext_pdf.jobs import Failed, Rendered
from ext_pdf.pool import Worker, run
from ext_pdf.worker import Task, UnusableError

if TYPE_CHECKING:
    from ext_pdf.jobs import Job


@dataclass(frozen=True)
class Bomb:
    """Ends the process that receives it."""

    def __reduce__(self) -> tuple[object, ...]:
        return (os._exit, (11,))


@dataclass(frozen=True)
class Loud:
    """Prints where it is received, and is a word there."""

    def __reduce__(self) -> tuple[object, ...]:
        return (eval, ("print('loud') or 'word'",))


@pytest.fixture
def fonts(tmp_path: Path, faces: Path) -> FontSet:
    static = tmp_path / "_static"
    static.mkdir()
    for path in faces.glob("*.ttf"):
        (static / path.name).write_bytes(path.read_bytes())
    return collect_fonts(tmp_path, tmp_path / "fonts")


def children() -> set[str]:
    """Return the ids of the processes that this one has started."""
    lists = Path("/proc/self/task").glob("*/children")
    return {name for each in lists for name in each.read_text().split()}


def make(job: Job, outdir: Path, fonts: FontSet, name: str, body: str = "<p>نص") -> Task:
    (outdir / f"{name}.html").write_text(body, encoding="utf-8")
    named = replace(
        job, docname=name, html=f"{name}.html", url=f"https://midad.example/ar/{name}.html"
    )
    return Task(named, outdir, fonts)


def test_process_that_dies_takes_one_job_with_it(tmp_path: Path, job: Job, fonts: FontSet) -> None:
    good = [make(job, tmp_path, fonts, name) for name in ("a", "c")]
    bad = make(job, tmp_path, fonts, "b")
    bomb = replace(bad, job=replace(bad.job, keywords=(Bomb(),)))  # type: ignore[arg-type]
    results = {t.job.docname: r for t, r in run([good[0], bomb, good[1]], 1, 60)}
    assert results["b"] == Failed("crash")
    assert isinstance(results["a"], Rendered)
    assert isinstance(results["c"], Rendered)
    assert results["c"].pages == 1


def test_job_that_hangs_is_ended_and_the_next_is_rendered(
    tmp_path: Path, job: Job, fonts: FontSet
) -> None:
    long = make(job, tmp_path, fonts, "long", "<p>نص" * 100_000)
    short = make(job, tmp_path, fonts, "short")
    results = {t.job.docname: r for t, r in run([long, short], 1, 4)}
    assert results["long"] == Failed("timeout", "4")
    assert isinstance(results["short"], Rendered)


def test_fontconfig_without_a_font_is_an_error_and_no_crash(tmp_path: Path, job: Job) -> None:
    config = tmp_path / "fonts.conf"
    config.write_text(f"<fontconfig><dir>{tmp_path}/none</dir></fontconfig>")
    task = make(job, tmp_path, FontSet(str(config)), "a")
    with pytest.raises(UnusableError, match=r"(?i)fontconfig"):
        list(run([task], 1, 60))


def test_worker_that_prints_answers_all_the_same(tmp_path: Path, job: Job, fonts: FontSet) -> None:
    task = make(job, tmp_path, fonts, "a")
    loud = replace(task, job=replace(task.job, keywords=(Loud(),)))  # type: ignore[arg-type]
    worker = Worker(60)
    try:
        assert isinstance(worker.render(loud), Rendered)
        # an interrupt from the terminal goes to the build alone
        assert worker.process is not None
        assert os.getsid(worker.process.pid) == worker.process.pid
    finally:
        worker.stop()


def test_worker_that_cannot_be_loaded_in_time_is_ended(
    tmp_path: Path, job: Job, fonts: FontSet
) -> None:
    worker = Worker(0.05)
    assert worker.render(make(job, tmp_path, fonts, "a")) == Failed("timeout", "0.05")
    assert worker.process is None


def test_worker_that_was_stopped_for_good_starts_no_more(
    tmp_path: Path, job: Job, fonts: FontSet
) -> None:
    worker = Worker(60)
    worker.stop(for_good=True)
    assert worker.render(make(job, tmp_path, fonts, "a")) == Failed("crash")
    assert worker.process is None


SCRIPT = """
import sys
from ext_pdf.fonts import FontSet
from ext_pdf.pool import Worker

worker = Worker(60)
worker.start(FontSet(sys.argv[1]))
print(worker.process.pid, flush=True)
sys.stdin.read()
"""


def test_worker_ends_with_a_build_that_is_killed(tmp_path: Path, fonts: FontSet) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    env = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    command = [sys.executable, str(script), str(fonts.config)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=env, stdin=pipe, stdout=pipe) as build:
        assert build.stdout is not None
        worker = int(build.stdout.readline())
        build.kill()
    for _ in range(100):
        try:
            state = Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            break
        if state == "Z":  # ended; nobody has asked how
            break
        time.sleep(0.1)
    else:
        raise AssertionError(worker)


def test_workers_end_when_the_build_is_interrupted(
    tmp_path: Path, job: Job, fonts: FontSet
) -> None:
    before = children()
    tasks = [make(job, tmp_path, fonts, "a")]
    tasks += [make(job, tmp_path, fonts, f"long{n}", "<p>نص" * 100_000) for n in range(3)]
    results = run(tasks, 1, 60)
    next(results)
    assert len(children() - before) == 1
    results.close()
    assert children() <= before
