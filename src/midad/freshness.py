"""Has anything changed since the last build? Asked by ``midad build``, to end at once if not.

Sphinx finds that out too, but each of its runs must first be started. This looks at the files:
the publication's, the catalogs, the packages of Midad, and what was published.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import sys
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from midad.project import Project

PACKAGES = (
    "ext_arabic",
    "ext_brief",
    "ext_citations",
    "ext_translations",
    "ext_pdf",
    "brief_theme",
    "midad",
)


def inputs(project: Project, request: Iterable[str]) -> str:
    """Return a checksum of all that *request* (what to build, and how) is made from.

    Files count by their size and time; installed packages by their version; and the day counts,
    for a publication may have dates that matter today (an embargo). Take it before the build:
    who edits a brief meanwhile wants another one.
    """
    packages = Path(__file__).parents[1]
    folders = [project.source, project.locale, *(packages / name for name in PACKAGES)]
    today = str(dt.datetime.now(tz=dt.UTC).date())
    facts = [sys.version, today, *request, *sorted(versions())]
    return checksum([*facts, *(line for folder in folders for line in listing(folder))])


def checksum(lines: Iterable[str]) -> str:
    """Return the checksum of some lines."""
    found = hashlib.sha256()
    for line in lines:
        found.update(line.encode("utf-8", "surrogateescape") + b"\n")
    return found.hexdigest()


def versions() -> Iterator[str]:
    """Yield the installed packages with their versions."""
    for distribution in metadata.distributions():
        yield f"{distribution.name} {distribution.version}"


def listing(folder: Path) -> Iterator[str]:
    """Yield a line for every file below *folder*, in a stable order."""
    yield str(folder)
    for path, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            stat = Path(path, name).lstat()
            yield f"{path}/{name} {stat.st_size} {stat.st_mtime_ns}"


def record_path(project: Project) -> Path:
    """Return where the checksums of the last good build stand."""
    return project.out / "fingerprint"


def is_fresh(project: Project, made_from: str) -> bool:
    """Return whether the site was made from the same files, and still stands as it was made."""
    path = record_path(project)
    return path.exists() and path.read_text() == _record(project, made_from)


def note(project: Project, made_from: str) -> None:
    """Record that what is published now was made from *made_from* (see `inputs`)."""
    record_path(project).write_text(_record(project, made_from))


def _record(project: Project, made_from: str) -> str:
    return f"{made_from}\n{checksum(listing(project.published))}\n"
