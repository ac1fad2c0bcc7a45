"""Which Sphinx runs a build needs, in which order, and what they said.

The extraction comes first, since the gate counts against its templates. Then every language has
a thread, which runs its builders one after the other; the runs themselves are processes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from midad.worker import Job

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from midad.project import Project


class Reporter(Protocol):
    """Who is told what happens; called from several threads."""

    def started(self, job: Job) -> None:
        """Take note that a run begins."""

    def progress(self, job: Job, text: str, percent: int) -> None:
        """Take note of how far a run is."""

    def trouble(self, job: Job, text: str) -> None:
        """Take note of a warning or an error."""

    def ended(self, job: Job, status: int) -> None:
        """Take note that a run ended, with 0 if all went well."""


@dataclass
class Outcome:
    """What the runs came to."""

    #: runs that warned, failed or crashed
    failed: list[Job] = field(default_factory=list)
    #: warnings already shown: one wrong line is read in every language
    seen: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def is_new(self, text: str) -> bool:
        """Return whether *text* was not shown before, and remember it."""
        with self._lock:
            if text in self.seen:
                return False
            self.seen.add(text)
            return True


def extraction(project: Project) -> Job:
    """Return the run that writes the ``.pot`` files."""
    return Job(
        source=str(project.source),
        doctrees=str(project.out / "gettext-doctrees"),
        out=str(project.templates),
        builder="gettext",
        language=project.site.source_language,
        settings={"translations_gate": "0", **_languages(project)},
    )


def _languages(project: Project) -> dict[str, str]:
    """Return the setting that names the languages which ``conf.py`` does not."""
    return {"site_languages": " ".join(project.added)} if project.added else {}


def edition(project: Project, language: str, builder: str, processes: int = 1) -> Job:
    """Return the run of one builder in one language."""
    folder = project.out / language
    return Job(
        source=str(project.source),
        doctrees=str(folder / "doctrees"),
        out=str(folder / builder),
        builder=builder,
        language=language,
        templates=str(project.templates),
        processes=processes,
        settings=_languages(project),
    )


def build(
    project: Project,
    languages: Sequence[str],
    builders: Sequence[str],
    reporter: Reporter,
    processes: int = 1,
    *,
    fresh: bool = False,
) -> Outcome:
    """Extract, then build every language; try everything, even after a failure.

    With *fresh*, nothing is taken over from earlier builds.
    """
    outcome = extract(project, reporter, fresh=fresh)
    each = max(1, processes // (len(languages) or 1))

    def run_language(language: str) -> None:
        jobs = [edition(project, language, name, each) for name in builders]
        run_all([replace(job, fresh=fresh) for job in jobs], reporter, outcome)

    with ThreadPoolExecutor(max_workers=max(1, min(len(languages), processes))) as pool:
        list(pool.map(run_language, languages))
    return outcome


def extract(project: Project, reporter: Reporter, *, fresh: bool = False) -> Outcome:
    """Write the ``.pot`` files of all documents."""
    return run_all([replace(extraction(project), fresh=fresh)], reporter, Outcome())


def run_all(jobs: Iterable[Job], reporter: Reporter, outcome: Outcome) -> Outcome:
    """Run *jobs* one after the other, and note in *outcome* which failed."""
    for job in jobs:
        reporter.started(job)
        status = run(job, reporter, outcome)
        reporter.ended(job, status)
        if status:
            outcome.failed.append(job)
    return outcome


def run(job: Job, reporter: Reporter, outcome: Outcome) -> int:
    """Run one job in a process of its own, and pass on what it says."""
    command = [sys.executable, "-P", "-m", "midad.worker", json.dumps(asdict(job))]
    status: int | None = None
    with (
        tempfile.TemporaryFile() as stderr,
        subprocess.Popen(  # noqa: S603 - our own module
            command, stdout=subprocess.PIPE, stderr=stderr, env=environment()
        ) as process,
    ):
        assert process.stdout is not None
        for line in process.stdout:
            event, text, number = json.loads(line)
            if event == "done":
                status = number
            elif event == "progress":
                reporter.progress(job, text, number)
            elif outcome.is_new(text):
                reporter.trouble(job, text)
        process.wait()
        if status is None or process.returncode != status:
            stderr.seek(0)
            last = stderr.read().decode("utf-8", "replace").strip().splitlines()[-20:]
            reporter.trouble(job, "\n".join([f"exit status {process.returncode}", *last]))
            status = process.returncode or 2
    return status


def environment() -> dict[str, str]:
    """Return the environment of a run: it finds the packages as they are here, installed or not."""
    found = [str(Path(__file__).parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(found)}
