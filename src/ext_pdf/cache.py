"""What is worked out once, and kept in the user's cache for every build. Plain Python."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ext_pdf.jobs import write_file

if TYPE_CHECKING:
    from collections.abc import Callable


def kept(name: str, make: Callable[[], bytes]) -> bytes:
    """Return what is kept under *name* (``fonts/x.ttf``), or make it and keep it."""
    try:
        caches = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    except RuntimeError:  # a user without a home
        return make()
    path = Path(caches, "midad", name)
    with suppress(OSError):
        return path.read_bytes()
    content = make()
    with suppress(OSError):  # a home that cannot be written
        write_file(path, content)
    return content
