"""One Sphinx run in a process of its own: ``python -m midad.worker '<job as JSON>'``.

A second Sphinx application in one process warns of nodes registered twice, and a crash in a
native library ends a process: so each run has its own. It speaks JSON lines on its standard
output (`Event` names them); whatever else prints goes to standard error.
"""

from __future__ import annotations

import json
import os
import re
import sys
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal, cast

from ext_arabic import messages

if TYPE_CHECKING:
    import logging
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ext_translations.checks.model import Context

    Emit = Callable[["Event", str, int], None]

__ = messages.console("midad")

Event = Literal["progress", "warning", "error", "done"]
_PROGRESS = re.compile(r"(?P<text>\S.*?)\.* ?\[ *(?P<percent>\d+)%\]")


@dataclass(frozen=True)
class Job:
    """What to run. Paths are strings, for JSON."""

    source: str
    doctrees: str
    out: str
    builder: str
    language: str
    #: where the extraction's templates are; empty for the extraction itself
    templates: str = ""
    #: processes for reading, writing and rendering
    processes: int = 1
    #: take nothing over from earlier runs
    fresh: bool = False
    #: show what is not published, too, and mark what wants work (`midad serve`, `midad parallel`)
    preview: bool = False
    #: further settings
    settings: dict[str, str] = field(default_factory=dict, hash=False)

    @property
    def unfinished(self) -> Path:
        """Stand beside the doctrees from before a run until it ends without a warning.

        Sphinx warns of a document only when it reads it. After a run that warned or was
        killed, the next one therefore reads everything again, or it would pass in silence.
        """
        return Path(self.doctrees + ".unfinished")

    @property
    def unsound(self) -> Path:
        """List the documents with a mistake, in a preview, which reads these alone again."""
        return Path(self.doctrees + ".unsound")

    @property
    def documents(self) -> Path:
        """List the documents that the builder may have written, to remove them again."""
        return Path(self.out + ".documents")


class Stream:
    """A text stream that hands each piece of text on."""

    def __init__(self, receive: Callable[[str], None]) -> None:
        """Hand what is written to *receive*."""
        self.receive = receive

    def write(self, text: str) -> int:
        """Take a piece of text."""
        self.receive(text)
        return len(text)

    def flush(self) -> None:
        """Do nothing: nothing is held back."""

    def isatty(self) -> bool:
        """Say that nobody types here."""
        return False


def run(job: Job, emit: Emit) -> int:
    """Run *job* and return its exit status: 0 only if there was no warning at all."""
    is_fresh = job.fresh or job.unfinished.exists()
    job.unfinished.parent.mkdir(parents=True, exist_ok=True)
    job.unfinished.touch()
    app = application(job, emit, fresh=is_fresh)
    app.build()
    if app.statuscode == 0:
        job.unfinished.unlink(missing_ok=True)
    return int(app.statuscode)


def application(job: Job, emit: Emit, *, fresh: bool) -> Sphinx:
    """Make the application of *job*, which hands on what it says."""
    from sphinx.application import Sphinx
    from sphinx.util.console import nocolor

    nocolor()

    def on_status(text: str) -> None:
        for found in _PROGRESS.finditer(text):
            emit("progress", found["text"], int(found["percent"]))

    def on_warning(text: str) -> None:
        if text.strip():
            emit("warning", text.rstrip("\n"), 0)

    app = Sphinx(
        job.source,
        job.source,
        job.out,
        job.doctrees,
        job.builder,
        confoverrides=overrides(job),
        status=cast("IO[str]", Stream(on_status)),
        warning=cast("IO[str]", Stream(on_warning)),
        freshenv=fresh,
        warningiserror=True,
        parallel=job.processes,
    )
    app.config.translations_context = context_of(app)
    translate_warnings()
    app.connect("env-updated", lambda app, env: remove_strays(env, job))
    return app


def overrides(job: Job) -> dict[str, object]:
    """Return the settings that belong to the run, not to ``conf.py``."""
    found: dict[str, object] = {"language": job.language, "nitpicky": True, **job.settings}
    if job.templates:
        found["translations_templates"] = job.templates
    if job.preview:
        found |= {"translations_preview": True, "brief_drafts": True}
    return found


def context_of(app: Sphinx) -> Callable[[Path], Context]:
    """Return what tells what the checks of `midad check` know beside a message of a catalog.

    It is a function, and no `partial`: Sphinx leaves functions out of the pickled settings.
    """
    from midad import check

    def find(catalog: Path) -> Context:
        names = getattr(app.config, "citations_references", ())
        return check.context_of(catalog, None, check.references_of(app.srcdir, names))

    return find


def remove_strays(env: BuildEnvironment, job: Job) -> None:
    """Remove what the builder once wrote of documents that are no longer part of the edition."""
    known = set(json.loads(job.documents.read_text())) if job.documents.exists() else set()
    for docname in known - env.found_docs:
        page = Path(job.out, docname)
        # the page, its PDF, its template, its references as files
        for path in page.parent.glob("*"):
            if path.stem == page.name and path.is_file():
                path.unlink()
    job.documents.write_text(json.dumps(sorted(env.found_docs)))


def translate_warnings() -> None:
    """Show Sphinx's most usual warnings in the user's language; its own catalog lacks them."""
    import logging

    def translate(record: logging.LogRecord) -> bool:
        english = str(record.msg)  # Sphinx's are proxies that look like a string
        if (text := __(english)) != english:
            record.msg = text
        return True

    for handler in logging.getLogger("sphinx").handlers:
        handler.filters.insert(0, translate)


def speaker() -> Emit:
    """Return what writes an event on standard output, which from now on takes nothing else."""
    speech = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # prints of extensions, and of their processes, must not mix with the events

    def emit(event: Event, text: str, number: int) -> None:
        speech.write(json.dumps([event, text, number]) + "\n")
        speech.flush()

    return emit


def main(argv: list[str]) -> int:
    """Run the job in ``argv[0]``, speak on standard output, return the exit status."""
    emit = speaker()
    try:
        status = run(Job(**json.loads(argv[0])), emit)
    except Exception as error:  # noqa: BLE001 - whatever it is, the parent shows it
        traceback.print_exc()
        emit("error", str(error) or type(error).__name__, 0)
        status = 2
    emit("done", "", status)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
