"""Are the theme's fonts there, and whole? Asked by ``midad doctor`` and ``midad build``."""

from __future__ import annotations

import hashlib
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def font_folder() -> Path:
    """Return the folder of the theme's fonts."""
    spec = find_spec("brief_theme")
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places or ["."])), "shared", "static", "fonts")


def damaged(folder: Path | None = None) -> Iterator[str]:
    """Yield the fonts that are missing, or other than the list of checksums says."""
    folder = folder or font_folder()
    listing = folder / "FONTS.toml"
    if not listing.is_file():
        yield str(listing)
        return
    for family in tomllib.loads(listing.read_text(encoding="utf-8"))["family"]:
        for face in family["face"]:
            path = folder / face["file"]
            is_whole = path.is_file() and face["sha256"] == _checksum(path)
            if not is_whole:
                yield face["file"]


def _checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
