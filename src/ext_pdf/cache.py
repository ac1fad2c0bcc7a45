"""What is worked out once, and kept in the user's cache for every build. Plain Python."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ext_pdf.jobs import write_file

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def kept(name: str, make: Callable[[], bytes], read: Callable[[bytes], T]) -> T:
    """Return what *read* makes of what is kept under *name*, or make it and keep it.

    What is damaged is made anew: *read* then raises ValueError, TypeError or SyntaxError.
    """
    try:
        caches = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    except RuntimeError:  # a user without a home
        return read(make())
    path = Path(caches, "midad", name)
    with suppress(OSError, ValueError, TypeError, SyntaxError):
        return read(path.read_bytes())
    content = make()
    with suppress(OSError):  # a home that cannot be written
        write_file(path, content)
    return read(content)
