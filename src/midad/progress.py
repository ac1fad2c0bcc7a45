"""Show how far the runs of a build are: bars on a terminal, plain lines elsewhere."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from midad.console import __, console

if TYPE_CHECKING:
    from types import TracebackType

    from midad.worker import Job

N_ = str  # marks a message that is translated where it is shown
STEPS = {
    "gettext": N_("messages"),
    "pdf": N_("PDF"),
    "html": N_("web pages"),
    "press": N_("files for the press"),
    "volume": N_("volume"),
}


def step_name(job: Job) -> str:
    """Name a run for people: ``en · web pages``."""
    name = __(STEPS.get(job.builder, job.builder))
    return name if job.builder == "gettext" else f"{job.language} · {name}"


class ProgressReporter:
    """A `midad.pipeline.Reporter` for people. Use it as a context manager."""

    def __init__(self, *, quiet: bool = False) -> None:
        """Say nothing but warnings if *quiet*."""
        self.quiet = quiet
        self.out, self.err = console(), console(err=True)
        self.bars: Progress | None = None
        self._tasks: dict[Job, TaskID] = {}
        self._lock = threading.Lock()
        if self.out.is_terminal and not quiet:
            columns = (
                TextColumn("{task.description}"),
                BarColumn(),
                TextColumn("{task.fields[text]}"),
            )
            self.bars = Progress(*columns, TimeElapsedColumn(), console=self.out)

    def __enter__(self) -> ProgressReporter:
        """Begin to draw."""
        if self.bars:
            self.bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop drawing."""
        if self.bars:
            self.bars.stop()

    def started(self, job: Job) -> None:
        """Show that a run begins."""
        if self.bars:
            self._tasks[job] = self.bars.add_task(step_name(job), total=100, text="")

    def progress(self, job: Job, text: str, percent: int) -> None:
        """Show how far a run is."""
        if self.bars:
            self.bars.update(self._tasks[job], completed=percent, text=text)

    def trouble(self, job: Job, text: str) -> None:
        """Show a warning, its path relative to here."""
        here = f"{Path.cwd()}/"
        target = self.bars.console if self.bars else self.err
        with self._lock:
            target.print(text.replace(here, ""), markup=False, highlight=False, soft_wrap=True)

    def ended(self, job: Job, status: int) -> None:
        """Show that a run ended."""
        result = __("failed") if status else __("done")
        if self.bars:
            self.bars.update(self._tasks[job], completed=100, text=result)
        elif not self.quiet:
            with self._lock:
                self.out.print(f"{step_name(job)}: {result}", markup=False, highlight=False)
