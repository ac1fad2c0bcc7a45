"""Spare Python's garbage collector what lives as long as the build.

Sphinx, its extensions, the references and the pickled environment are some hundred thousand objects
that are no garbage before the process ends. The collector goes over all of them each time that as
many new ones as a quarter of them have come, and once more at the end: with a thousand references,
a tenth of a build is spent so. `gc.freeze` sets them aside (what comes later is collected as ever);
parallel readers, which are forks, then share their memory for longer, too.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def on_builder_inited(app: Sphinx) -> None:
    """Set aside what is there before anything is read, once a process.

    In one that builds again, what the last build left behind is garbage, and has to be found.
    """
    if not gc.get_freeze_count():
        gc.freeze()
