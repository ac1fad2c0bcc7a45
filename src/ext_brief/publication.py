"""Decide which briefs are held back from every edition today, and why. Plain Python."""

from __future__ import annotations

import datetime as dt
import re
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from ext_arabic import messages
from ext_brief import frontmatter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__ = messages.console("ext_brief")

#: what stands in the front matter of every brief that can be held back; the others are not parsed
_HINT = re.compile(r"\b(?:draft|review|approved|embargo)\b")


def brief_files(source: Path, patterns: Sequence[str]) -> Iterator[tuple[str, Path]]:
    """Yield the name and the file of every brief below *source*, in order of their names."""
    for path in sorted(source.rglob("*.md")):
        name = path.relative_to(source).with_suffix("").as_posix()
        if any(fnmatchcase(name, pattern) for pattern in patterns):
            yield name, path


def held_back(
    source: Path, patterns: Sequence[str], today: dt.date, authors: str = "authors.yaml"
) -> dict[str, str]:
    """Return the briefs that no edition shows *today*, each with the reason.

    A brief with faulty front matter is not among them: it is read, so that its fault is shown.
    """
    people, _ = frontmatter.read_people(source / authors)
    found = {}
    for name, path in brief_files(source, patterns):
        text = read_text(path)
        if not _HINT.search(text):
            continue
        front = frontmatter.read(text, people)
        brief = front and front.brief
        if not brief:
            continue
        if brief.status not in ("published", "withdrawn"):
            found[name] = __("its status is: %s") % brief.status
        elif brief.embargo and brief.embargo > today:
            found[name] = __("it is under embargo until %s") % brief.embargo.isoformat()
    return found


def today() -> dt.date:
    """Return the day, the same everywhere on earth."""
    return dt.datetime.now(tz=dt.UTC).date()


def read_text(path: Path) -> str:
    """Return the text of a brief; none where it cannot be read, which Sphinx reports."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ""
