"""Render jobs side by side, each worker a process of its own. Plain Python.

A process that dies takes one job with it, which is known by name; in a pool that shares its work
every job under way would be lost with it. And the process of a job that takes too long can be ended
from outside, whatever it is doing.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from queue import SimpleQueue
from threading import Lock, Timer
from typing import TYPE_CHECKING, Any

from ext_pdf.jobs import Failed, Rendered
from ext_pdf.worker import Task, UnusableError, begin, render_task

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from ext_pdf.fonts import FontSet


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
            worker.stop(for_good=True)
        threads.shutdown()


class Worker:
    """One process that renders; started when first needed, and again after it died."""

    def __init__(self, timeout: float) -> None:
        self.timeout = timeout
        self.process: subprocess.Popen[bytes] | None = None
        self._lock = Lock()
        self._is_over = False

    def render(self, task: Task) -> Rendered | Failed:
        """Render *task*; a time-out or the end of the process is a failure of this task alone."""
        try:
            if self.process is None:
                self.start(task.fonts)
            answer: Rendered | Failed = self._ask(render_task, task)
        except TimeoutError:
            self.stop()
            return Failed("timeout", f"{self.timeout:g}")
        except EOFError:
            self.stop()
            return Failed("crash")
        return answer

    def start(self, fonts: FontSet) -> None:
        """Start the process anew, and load WeasyPrint in it.

        Raises:
            UnusableError: WeasyPrint cannot be loaded.
            EOFError, TimeoutError: the process has ended, or was ended.

        """
        # a process of its own: a fork would take Pango's and Sphinx's state along
        code = f"import sys; sys.path[:] = {sys.path!r}; from ext_pdf.worker import serve; serve()"
        with self._lock:
            if self._is_over:
                raise EOFError
            self.process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-c", code],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,  # an interrupt is the build's affair: it ends its workers
            )
        answer = self._ask(begin, fonts.config)
        if isinstance(answer, UnusableError):
            raise answer

    def stop(self, *, for_good: bool = False) -> None:
        """End the process, whatever it does."""
        with self._lock:
            process, self.process = self.process, None
            self._is_over = self._is_over or for_good
        if process is not None:
            with suppress(BrokenPipeError), process:
                process.kill()

    def _ask(self, function: Callable[[Any], object], argument: Any) -> Any:
        """Let the process call *function*; return what it answers.

        Raises:
            EOFError: the process has ended.
            TimeoutError: it was ended, because it took too long.

        """
        process = self.process
        if process is None:
            raise EOFError
        assert process.stdin is not None
        assert process.stdout is not None
        ends = time.monotonic() + self.timeout
        late = Timer(self.timeout, process.kill)
        late.start()
        try:
            pickle.dump((function, argument), process.stdin)
            process.stdin.flush()
            answer = pickle.load(process.stdout)  # noqa: S301 - from our own process
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):  # ValueError: a closed pipe
            raise (TimeoutError if time.monotonic() >= ends else EOFError) from None
        finally:
            late.cancel()
        if time.monotonic() >= ends:  # it may have been killed just now
            self.stop()
        return answer
