"""Render jobs side by side, each worker a process of its own. Plain Python.

Every worker is a pool of one process. So a process that dies takes one job with it, which is known
by name; in a shared pool every job under way would be lost with it. And the process of a job that
takes too long can be ended from outside, whatever it is doing.
"""

from __future__ import annotations

import os
import warnings
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import active_children, get_context, parent_process
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from ext_pdf.jobs import Failed, Job, Rendered

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from multiprocessing.process import BaseProcess
    from pathlib import Path

    from ext_pdf.fonts import FontSet


class UnusableError(Exception):
    """Raised when no PDF at all can be made here: a library or every font is missing."""


@dataclass(frozen=True)
class Task:
    """A job and what its worker must know."""

    job: Job
    outdir: Path
    fonts: FontSet


def run(
    tasks: Sequence[Task], workers: int, timeout: float
) -> Generator[tuple[Task, Rendered | Failed], None, None]:
    """Yield each task with what came of it, in the order in which they end.

    Raises:
        UnusableError: from the first task, when WeasyPrint cannot be loaded.

    """
    count = max(1, min(workers, len(tasks)))
    crew = [Worker(timeout) for _ in range(count)]
    idle: SimpleQueue[Worker] = SimpleQueue()
    for worker in crew:
        idle.put(worker)

    def work(task: Task) -> Rendered | Failed:
        worker = idle.get()
        try:
            return worker.render(task)
        finally:
            idle.put(worker)

    threads = ThreadPoolExecutor(count, thread_name_prefix="pdf")
    try:
        futures = {threads.submit(work, task): task for task in tasks}
        for future in as_completed(futures):
            yield futures[future], future.result()
    finally:  # also when the build is interrupted
        threads.shutdown(wait=False, cancel_futures=True)
        for worker in crew:
            worker.stop()
        threads.shutdown()


class Worker:
    """One process that renders; started when first needed, and again after it died."""

    def __init__(self, timeout: float) -> None:
        self.timeout = timeout
        self._pool: ProcessPoolExecutor | None = None
        self._pid = 0

    def render(self, task: Task) -> Rendered | Failed:
        """Render *task*; a time-out or the end of the process is a failure of this task alone."""
        try:
            pool = self._pool or self._start(task.fonts)
            future = pool.submit(render_task, task)
            try:
                return future.result(self.timeout)
            except TimeoutError:
                self.stop()
                return Failed("timeout", f"{self.timeout:g}")
        except BrokenProcessPool:
            self.stop()
            return Failed("crash")

    def stop(self) -> None:
        """End the process, whatever it does."""
        pool, self._pool = self._pool, None
        if pool is not None:
            for process in active_children():
                if process.pid == self._pid:
                    process.kill()
            pool.shutdown(cancel_futures=True)

    def _start(self, fonts: FontSet) -> ProcessPoolExecutor:
        # spawn: a fork would take Pango's and Sphinx's state along
        pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
        try:
            self._pid = pool.submit(prepare, fonts.config).result()
        except BaseException:
            pool.shutdown(wait=False)
            raise
        self._pool = pool
        return pool


def prepare(config: str | None) -> int:
    """Load WeasyPrint in this process with *config* as its fontconfig; return the process's id.

    Raises:
        UnusableError: Pango cannot be loaded, or there is no font (WeasyPrint would crash).

    """
    if config is not None:
        os.environ["FONTCONFIG_FILE"] = config
    try:
        from ext_pdf.declared import read_once

        with warnings.catch_warnings():
            warnings.filterwarnings("error", r"(?i).*fontconfig")
            with read_once():
                import ext_pdf.render  # noqa: F401 - loads WeasyPrint
    except (OSError, ImportError, UserWarning) as error:
        raise UnusableError(str(error)) from None
    if parent := parent_process():
        # a worker waits for tasks for ever if the build is killed (python/cpython#111873)
        Thread(target=_end_with, args=(parent,), daemon=True).start()
    return os.getpid()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def render_task(task: Task) -> Rendered | Failed:
    """Render *task* in this process."""
    if task.job.press:
        from ext_pdf.press.render import render
    else:
        from ext_pdf.render import render
    try:
        return render(task.job, task.outdir, task.fonts.unpacked)
    except RecursionError:
        return Failed("nesting")
    except Exception as error:  # noqa: BLE001 - one brief's failure must not end the others
        return Failed("error", f"{type(error).__name__}: {error}")
