"""One edition in a process that stays and builds again: ``python -P -m midad.preview``.

To start Python with Sphinx and its extensions takes longer than to build one page. So this process
imports them, then reads lines from its standard input: the job, as JSON, and after that any line
means: build. It speaks as `midad.worker` does, and ends when its input does, also because whoever
started it was killed.

Sphinx warns of a document only when it reads it. So what has a mistake is read again each time,
until it is mended; the list of these documents outlives the process (`Job.unsound`).
"""

from __future__ import annotations

import json
import re
import signal
import sys
import traceback
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from midad.freshness import PACKAGES
from midad.worker import Job, application, speaker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from midad.worker import Emit, Event

#: where Sphinx and our own messages say that a mistake is: ``/…/one.po:12: ``
_PLACE = re.compile(r"^(?P<path>/.+?\.(?:md|po))(?::\d+)*: ", re.MULTILINE)


class Edition:
    """A Sphinx application that is kept."""

    def __init__(self, job: Job, emit: Emit) -> None:
        """Make the application; what it says by then is said again after each build."""
        self.job, self.emit = job, emit
        self.texts: list[str] = []
        self.app = application(job, self.hear, fresh=False)
        self.app.connect("env-get-outdated", self.on_env_get_outdated)
        self.first = tuple(self.texts)

    def hear(self, event: Event, text: str, number: int) -> None:
        """Keep a warning until the build has ended, hand on the rest."""
        if event == "warning":
            self.texts.append(text)
        else:
            self.emit(event, text, number)

    def build(self) -> None:
        """Build what has changed, and say all that is wrong."""
        self.texts = list(self.first)
        self.app.build()
        unsound = sorted(documents(self.texts, self.app.env))
        self.job.unsound.write_text(json.dumps(unsound))
        for text in dict.fromkeys(self.texts):
            self.emit("warning", text, 0)
        self.emit("done", "", int(bool(self.texts)))

    def on_env_get_outdated(
        self,
        app: Sphinx,
        env: BuildEnvironment,
        added: set[str],
        changed: set[str],
        removed: set[str],
    ) -> Iterable[str]:
        """Read again what had a mistake."""
        path = self.job.unsound
        unsound = json.loads(path.read_text()) if path.exists() else []
        return env.found_docs.intersection(unsound)


def documents(texts: Iterable[str], env: BuildEnvironment) -> set[str]:
    """Return the documents whose source or catalog is named in *texts*."""
    found = set()
    for match in _PLACE.finditer("\n".join(texts)):
        path = Path(match["path"])
        if path.suffix == ".po" and "LC_MESSAGES" in path.parts:
            below = path.parts[path.parts.index("LC_MESSAGES") + 1 :]
            found.add(Path(*below).with_suffix("").as_posix())
        elif docname := env.path2doc(path):
            found.add(docname)
    return found & env.found_docs


def main() -> int:
    """Serve the job that is read from standard input; return the exit status."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is meant for who started this
    emit = speaker()
    for name in ("sphinx.application", "sphinx.builders.html", "myst_parser.sphinx_ext", *PACKAGES):
        import_module(name)
    line = sys.stdin.readline()
    if not line:
        return 0
    try:
        edition = Edition(Job(**json.loads(line)), emit)
        for _ in sys.stdin:
            edition.build()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is shown, and a new process begins
        traceback.print_exc()
        emit("error", str(error) or type(error).__name__, 0)
        emit("done", "", 2)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
