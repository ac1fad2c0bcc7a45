"""Build the editions of a preview again whenever something was saved.

Every edition has a process that stays (`midad.preview`), and another that waits with everything
imported: a change of ``conf.py`` or of the references is taken up by a new process.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, TYPE_CHECKING

from midad import pipeline
from midad.console import MidadError, __, say, shown
from midad.progress import ProgressReporter
from midad.project import open_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from types import TracebackType

    from midad.live import Status
    from midad.project import Project
    from midad.worker import Job

    Progress = Callable[[Job, str, int], None]

#: what Sphinx looks at each time that it builds, and what it reads only when it begins
LOOKED_AT = frozenset({".md", ".po", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"})
READ_ONCE = frozenset(
    {".py", ".yaml", ".yml", ".json", ".bib", ".csl", ".xml", ".csv", ".html", ".css", ".js"}
)


def preview_job(project: Project, language: str, builder: str = "html") -> Job:
    """Return the job that shows an edition as it stands, drafts and gaps and all."""
    job = pipeline.edition(project, language, builder)
    return replace(job, templates="", preview=True)


class Builder:
    """One edition's process; started when first needed, and again after it ended."""

    def __init__(self, job: Job) -> None:
        """Build *job*, from when `build` is called."""
        self.job = job
        self.process: subprocess.Popen[str] | None = None
        self.spare: subprocess.Popen[str] | None = None
        self.stderr: IO[bytes] | None = None

    def build(self, progress: Progress = lambda *_: None) -> list[str]:
        """Build, and return all that is wrong."""
        if self.process is None:
            self.process, self.spare = self.spare or self._spawn(), None
            self._tell(json.dumps(asdict(self.job)))
        self._tell("build")
        texts: list[str] = []
        assert self.process.stdout is not None
        for line in self.process.stdout:
            event, text, number = json.loads(line)
            if event == "progress":
                progress(self.job, text, number)
            elif event != "done":
                texts.append(text)
            elif number < 2:  # else it has ended
                return texts
        texts = texts or [self._last_words()]
        self.restart()
        return texts

    def prepare(self) -> None:
        """Have a second process ready."""
        self.spare = self.spare or self._spawn()

    def restart(self) -> None:
        """Let the next build begin in a new process."""
        end([self.process])
        close(self.process)
        self.process = None

    def stop(self) -> None:
        """End the processes, whatever they do."""
        end(self.processes)
        for process in self.processes:
            close(process)
        self.process = self.spare = None
        if self.stderr is not None:
            self.stderr.close()

    @property
    def processes(self) -> list[subprocess.Popen[str] | None]:
        """The process that builds, and the one that waits."""
        return [self.process, self.spare]

    def _spawn(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-P", "-m", "midad.preview"]
        # what extensions print is only of interest if the process ends unasked
        self.stderr = self.stderr or tempfile.TemporaryFile()  # noqa: SIM115 - lives as long
        return subprocess.Popen(  # noqa: S603 - our own module
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.stderr,
            text=True,
            encoding="utf-8",
            env=pipeline.environment(),
        )

    def _tell(self, line: str) -> None:
        assert self.process is not None
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(f"{line}\n")
            self.process.stdin.flush()
        except (OSError, ValueError):  # it has ended, or was ended; reading finds out
            pass

    def _last_words(self) -> str:
        """Return what a process wrote that ended without a word, and forget it."""
        assert self.process is not None
        status = self.process.wait()
        assert self.stderr is not None
        self.stderr.seek(0)
        last = self.stderr.read().decode("utf-8", "replace").strip().splitlines()[-20:]
        return "\n".join([f"exit status {status}", *last])


def end(processes: Iterable[subprocess.Popen[str] | None], seconds: float = 2) -> None:
    """End processes: each goes by itself when it reads that nothing more will come."""
    running = [process for process in processes if process is not None]
    for process in running:
        with suppress(OSError):  # a line that it never read
            assert process.stdin is not None
            process.stdin.close()
    latest = time.monotonic() + seconds
    for process in running:
        try:
            process.wait(max(0, latest - time.monotonic()))
        except subprocess.TimeoutExpired:  # in the middle of a build
            process.terminate()
            process.wait()


def close(process: subprocess.Popen[str] | None) -> None:
    """Read no more of what a process says; only its reader may do that."""
    if process is not None and process.stdout is not None:
        process.stdout.close()


class Desk:
    """Build what was saved, in a thread, and tell the pages and the terminal. A context manager."""

    def __init__(self, project: Project, languages: Sequence[str], status: Status) -> None:
        """Build *languages* of *project*, whose ``out`` is the preview's own folder."""
        self.project, self.languages, self.status = project, list(languages), status
        self.builders = {name: Builder(preview_job(project, name)) for name in languages}
        self.saved: SimpleQueue[set[Path] | None] = SimpleQueue()
        self.thread = threading.Thread(target=self._work, daemon=True)
        #: what is wrong, by language; ``""`` is wrong with the publication itself
        self.problems: dict[str, list[str]] = {}

    def __enter__(self) -> Desk:
        """Begin with a build of everything that is not up to date."""
        self.thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the processes, and the thread with them."""
        self.saved.put(None)
        end(process for builder in self.builders.values() for process in builder.processes)
        self.thread.join()
        for builder in self.builders.values():
            builder.stop()

    def take(self, paths: set[Path]) -> None:
        """Build what follows from these files, as soon as nothing else is being built."""
        self.saved.put(paths)

    def _work(self) -> None:
        with ProgressReporter() as reporter:
            for builder in self.builders.values():
                reporter.started(builder.job)
            self.build(self.languages, reporter.progress)
            for name, builder in self.builders.items():
                reporter.ended(builder.job, int(bool(self.problems[name])))
        while (paths := self.saved.get()) is not None:
            with suppress(Empty):
                while True:
                    more = self.saved.get_nowait()
                    if more is None:
                        return
                    paths |= more
            self.answer(paths)

    def answer(self, paths: set[Path]) -> None:
        """Build what follows from *paths*."""
        if any(path.suffix in READ_ONCE for path in paths) and not self.reopen():
            return
        concerned = {language for path in paths for language in self.languages_of(path)}
        names = [name for name in self.languages if name in concerned]
        began = time.monotonic()
        if not names or not self.build(names):
            return
        facts = {
            "files": __(", ").join(sorted(shown(path) for path in paths)),
            "seconds": time.monotonic() - began,
        }
        say(__("%(files)s: built in %(seconds).1f s") % facts)

    def languages_of(self, path: Path) -> list[str]:
        """Return the editions that a file is part of: a catalog is part of one."""
        if path.suffix == ".po" and path.is_relative_to(self.project.locale):
            return [path.relative_to(self.project.locale).parts[0]]
        return self.languages

    def reopen(self) -> bool:
        """Let every edition begin anew, if ``conf.py`` can be read; return whether it can."""
        try:
            project = open_project(self.project.source, self.project.out)
            self.project = project.with_languages(self.project.added)
            self.project.choose(self.languages, self.project.languages)
        except MidadError as error:
            self.note({"": [error.format_message()]})
            return False
        self.problems.pop("", None)
        for builder in self.builders.values():
            builder.restart()
        return True

    def build(self, languages: Iterable[str], progress: Progress = lambda *_: None) -> bool:
        """Build *languages* side by side, and tell what is wrong; return whether it began."""
        self.status.set(working=True)
        builders = [self.builders[name] for name in languages]
        try:
            with self.project.building(), ThreadPoolExecutor(max(1, len(builders))) as pool:
                found = list(pool.map(lambda builder: builder.build(progress), builders))
            began = True
        except MidadError as error:  # another build is running, or the disk is full
            began = False
            found = [[error.format_message()] for _ in builders]
        names = [builder.job.language for builder in builders]
        self.note(dict(zip(names, found, strict=True)))
        for builder in builders:
            builder.prepare()
        return began

    def note(self, problems: dict[str, list[str]]) -> None:
        """Take note of what is wrong now; say what was not wrong before."""
        before = set(self.status.problems)
        self.problems.update(problems)
        now = self.told()
        for text in now:
            if text not in before:
                say(text, err=True)
        if before and not now:
            say(__("All is well again."))
        self.status.set(working=False, problems=now)

    def told(self) -> list[str]:
        """Return all that is wrong, once: a brief is read in every language."""
        here = f"{Path.cwd()}/"
        texts = (text.replace(here, "") for found in self.problems.values() for text in found)
        return list(dict.fromkeys(texts))
