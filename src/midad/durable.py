"""Write files so that neither a kill nor a full disk costs a byte of what was there before.

A file is written beside its place, synced, and renamed into it: at any moment its place holds the
old bytes or the new ones, whole.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: what a file is called while it is written: ``.water.po.new``
_NEW = ".{}.new"


class ChangedError(Exception):
    """Raised where somebody else has changed a file since it was read."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(str(path))
        self.path = path


def write(path: Path, data: bytes, before: bytes | None) -> None:
    """Write *data* in the place of *before* (nothing: a new file); raise `ChangedError`."""
    path = path.resolve()  # a link stays a link
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(_NEW.format(path.name))
    try:
        with new.open("wb") as file:
            file.write(data)
            file.flush()
            if before is not None:
                os.fchmod(file.fileno(), path.stat().st_mode & 0o7777)
            os.fsync(file.fileno())
        _expect(path, before)
        new.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            new.unlink()
        raise
    _sync(path.parent)


def _expect(path: Path, before: bytes | None) -> None:
    """Raise `ChangedError` unless *before* stands in *path*."""
    if (path.read_bytes() if path.exists() else None) != before:
        raise ChangedError(path)


def move(old: Path, new: Path) -> None:
    """Rename a file; nothing may stand in the new place."""
    new.parent.mkdir(parents=True, exist_ok=True)
    _expect(new, None)
    old.rename(new)
    _sync(new.parent)
    _sync(old.parent)


def _sync(folder: Path) -> None:
    """Let a renaming reach the disk; where the file system has no such thing, go on."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep(folder: Path) -> None:
    """Remove what a killed run left half written."""
    for path in folder.rglob(_NEW.format("*.po")):
        path.unlink()


@contextlib.contextmanager
def held(folder: Path) -> Iterator[bool]:
    """Hold *folder* against a second run; the value says whether that worked."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        yield False
        return
    try:
        yield True
    finally:
        os.close(handle)
