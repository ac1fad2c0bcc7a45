"""What a worker process does: load WeasyPrint once, and render one task after the other.

`pool` starts it and speaks with it through pipes. Plain Python; what is imported at the top is
imported by every worker before it can begin.
"""

from __future__ import annotations

import gc
import os
import pickle
import traceback
import warnings
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any

from ext_pdf.jobs import Failed, Job, Rendered

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import BinaryIO

    from ext_pdf.fonts import FontSet


#: how many objects are made before garbage is looked for among them; CPython's own is 700
_NEW_OBJECTS = 10_000


class UnusableError(Exception):
    """Raised when no PDF at all can be made here: a library or every font is missing."""


@dataclass(frozen=True)
class Task:
    """A job and what its worker must know."""

    job: Job
    outdir: Path
    fonts: FontSet


def prepare(config: str | None) -> None:
    """Load WeasyPrint in this process with *config* as its fontconfig.

    Raises:
        UnusableError: Pango cannot be loaded, or there is no font (WeasyPrint would crash).

    """
    if config is not None:
        os.environ["FONTCONFIG_FILE"] = config
    try:
        from ext_pdf.loading import quickly

        with warnings.catch_warnings():
            warnings.filterwarnings("error", r"(?i).*fontconfig")
            with quickly():
                import ext_pdf.render  # noqa: F401 - loads WeasyPrint
    except (OSError, ImportError, UserWarning) as error:
        raise UnusableError(str(error)) from None


def begin(config: str | None) -> None:
    """Prepare a process that does nothing but render.

    What is loaded stays as long as it lives, and a page makes many objects that last for a while:
    garbage is looked for more seldom, and once more before each task (`serve`). Such a process has
    to be ended from outside: Python's own end of it frees what Pango still needs.
    """
    prepare(config)
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS)


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


def serve() -> None:
    """Do what is asked through the standard input; answer through the standard output."""
    try:
        asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
        os.dup2(2, 1)  # what a library prints is no answer
        waiting: SimpleQueue[tuple[Callable[[Any], object], Any]] = SimpleQueue()
        Thread(target=_receive, args=(asked, waiting), daemon=True).start()
        while True:
            function, argument = waiting.get()
            gc.collect()  # the last document refers to itself in many places
            try:
                answer = function(argument)
            except UnusableError as error:
                answer = error
            pickle.dump(answer, answers)
            answers.flush()
    except Exception:  # noqa: BLE001 - said, and the build knows that the process has ended
        traceback.print_exc()
    finally:
        os._exit(1)


def _receive(asked: BinaryIO, waiting: SimpleQueue[tuple[Callable[[Any], object], Any]]) -> None:
    """Take in what is asked; end the process, whatever it does, when nobody can ask any more."""
    try:
        while True:
            waiting.put(pickle.load(asked))  # noqa: S301 - from the build that started us
    except EOFError:
        pass
    except Exception:  # noqa: BLE001 - as above
        traceback.print_exc()
    finally:
        os._exit(1)
