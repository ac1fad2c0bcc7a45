"""Has anything changed since the last build? Asked by ``midad build``, to end at once if not.

Sphinx finds that out too, but each of its runs must first be started. This looks at the files:
the publication's, the catalogs, the packages of Midad, and what was published.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
import sys
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from midad.project import Project

_NAME = re.compile(r"[\w.-]+")
PACKAGES = (
    "ext_arabic",
    "ext_brief",
    "ext_citations",
    "ext_translations",
    "ext_pdf",
    "brief_theme",
    "midad",
)


@dataclass(frozen=True)
class Inputs:
    """What a build is made from, as it stood when the build began."""

    #: checksum of the program: its packages, the installed ones, Python
    program: str
    #: what was asked for, and on which day: an embargo may end today
    request: tuple[str, ...]
    #: size and time of every file of the publication, by path
    files: dict[str, list[int]]


def inputs(project: Project, request: Iterable[str]) -> Inputs:
    """Return all that *request* (what to build, and how) is made from.

    Take it before the build: who edits a brief meanwhile wants another one.
    """
    packages = Path(__file__).parents[1]
    program = [sys.version, *sorted(versions())]
    for name in PACKAGES:
        program += [f"{path} {facts}" for path, facts in listing(packages / name).items()]
    today = str(dt.datetime.now(tz=dt.UTC).date())
    files = listing(project.source) | listing(project.locale)
    return Inputs(checksum(program), (today, *request), files)


def checksum(lines: Iterable[str]) -> str:
    """Return the checksum of some lines."""
    found = hashlib.sha256()
    for line in lines:
        found.update(line.encode("utf-8", "surrogateescape") + b"\n")
    return found.hexdigest()


def versions(name: str = "midad") -> set[str]:
    """Return the packages that *name* stands on, with their versions.

    Tools for tests do not count: to install them is no reason to build anew.
    """
    found: dict[str, str] = {}
    waiting = [name]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:  # for another system, or run without installing
            found[name] = ""
            continue
        found[name] = distribution.version
        lines = [line for line in distribution.requires or () if "extra ==" not in line]
        waiting.extend(match[0].lower() for match in map(_NAME.match, lines) if match)
    return {f"{name} {version}" for name, version in found.items()}


def listing(folder: Path) -> dict[str, list[int]]:
    """Return size and time of every file below *folder*."""
    found = {}
    for path, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            stat = Path(path, name).lstat()
            found[f"{path}/{name}"] = [stat.st_size, stat.st_mtime_ns]
    return found


def record_path(project: Project) -> Path:
    """Return where the last good build is recorded."""
    return project.out / "fingerprint.json"


def last(project: Project) -> Inputs | None:
    """Return what the last good build was made from; None where there is none."""
    try:
        found = json.loads(record_path(project).read_text())
        return Inputs(found["program"], tuple(found["request"]), found["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_fresh(project: Project, made_from: Inputs) -> bool:
    """Return whether the site was made from the same files, and still stands as it was made."""
    if last(project) != made_from:
        return False
    published = json.loads(record_path(project).read_text())["published"]
    return bool(published == listing(project.published))


def must_begin_anew(project: Project, made_from: Inputs) -> bool:
    """Return whether Sphinx would overlook a change: it asks only whether a file is newer.

    A new version of the program makes other pages from old files; and a file that was replaced
    by one with an older time (a catalog from the post, ``cp -p``) looks unchanged.
    """
    before = last(project)
    if before is None:
        return False
    replaced = (
        path
        for path, facts in made_from.files.items()
        if path in before.files and before.files[path] != facts
    )
    return before.program != made_from.program or any(
        made_from.files[path][1] <= before.files[path][1] for path in replaced
    )


def note(project: Project, made_from: Inputs) -> None:
    """Record that what is published now was made from *made_from* (see `inputs`)."""
    record = asdict(made_from) | {"published": listing(project.published)}
    record_path(project).write_text(json.dumps(record))
