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


def place(name: str) -> Path:
    """Return where *name* is kept.

    Raises:
        RuntimeError: the user has no home.

    """
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "midad", name)


def kept(name: str, make: Callable[[], bytes], read: Callable[[bytes], T]) -> T:
    """Return what *read* makes of what is kept under *name*, or make it and keep it.

    What is damaged is made anew: *read* then raises ValueError, TypeError or SyntaxError.
    """
    try:
        path = place(name)
    except RuntimeError:
        return read(make())
    with suppress(OSError, ValueError, TypeError, SyntaxError):
        return read(path.read_bytes())
    content = make()
    with suppress(OSError):  # a home that cannot be written
        write_file(path, content)
    return read(content)
