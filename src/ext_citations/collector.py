"""Spare Python's garbage collector what lives as long as the build.

Sphinx, its extensions, the references, the pickled environment and the documents that were read and
wait to be written are some hundred thousand objects. The collector goes over all of them each time
that as many new ones as a quarter of them have come, and once more at the end: with a thousand
references, a tenth of a build is spent so. `gc.freeze` sets them aside (what comes later is
collected as ever); parallel readers and writers, which are forks, then share their memory for
longer, too. And the collector waits for more new objects than is usual: while a document is read or
written, nearly all of its own are still needed, and a search among them finds next to nothing.

What is set aside is not collected any more: documents stay in memory when they are written, as many
as there were when the last had been read. So it is done once a process: in one that builds again,
what the last build left behind is garbage, and has to be found.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: how many new objects the collector waits for, about those of a few documents; Python's own
#: number is 700
_OBJECTS = 20_000
_done: set[str] = set()


def on_builder_inited(app: Sphinx) -> None:
    """Set aside what is there before anything is read."""
    _set_aside("loaded")
    objects, *others = gc.get_threshold()
    if objects:  # else it is off
        gc.set_threshold(max(objects, _OBJECTS), *others)


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> None:
    """Set aside what was read."""
    _set_aside("read")


def _set_aside(stage: str) -> None:
    if stage not in _done:
        _done.add(stage)
        gc.freeze()
