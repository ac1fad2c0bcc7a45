"""Read a translator's catalog, or say on which line it is broken. Plain Python.

babel passes over much that gettext refuses (a line that is no PO line, merge marks), and then
messages are lost without a word. So every line is held against the format first.
Source: GNU gettext manual, "The Format of PO Files".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from babel.messages.pofile import PoFileError, read_po

from ext_arabic import messages

if TYPE_CHECKING:
    from pathlib import Path

__ = messages.console("ext_translations")

_STRING = r'"(?:[^"\\\n]|\\.)*"'
_LINE = re.compile(
    rf"""\s*$                                             # nothing
    | \#                                                  # a comment, a flag, an obsolete entry
    | (?:msgid|msgid_plural|msgctxt|msgstr(?:\[\d+\])?)\s*{_STRING}\s*$
    | {_STRING}\s*$                                       # a further line of a string
    """,
    re.VERBOSE,
)
_MERGE_MARK = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)")


class CatalogError(Exception):
    """Raised when a catalog cannot be read as it stands."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        """Say in which file, on which line (from 1), and what."""
        super().__init__(f"{path}:{line}: {message}")
        self.path, self.line, self.message = path, line, message


@dataclass(frozen=True)
class Message:
    """One message and its translation."""

    msgid: str
    #: the translation; empty where there is none
    msgstr: str
    fuzzy: bool
    #: line of the msgid in the catalog, from 1
    line: int

    @property
    def is_translated(self) -> bool:
        """Return whether a reader may see the translation."""
        return bool(self.msgstr.strip()) and not self.fuzzy


Catalog = dict[str, Message]


def read_catalog(path: Path) -> Catalog:
    """Return the messages of a ``.po`` or ``.pot`` file by msgid; raise `CatalogError`."""
    stat = path.stat()
    return _read(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=512)
def _read(path: Path, _mtime: int, _size: int) -> Catalog:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        before = path.read_bytes()[: error.start]
        raise CatalogError(path, before.count(b"\n") + 1, __("this is not UTF-8")) from None
    _check_lines(path, text)
    try:
        found = read_po(text.splitlines(keepends=True), abort_invalid=True)
    except PoFileError as error:
        raise CatalogError(path, (error.lineno or 0) + 1, str(error)) from None
    catalog: Catalog = {}
    for entry in found:
        if not entry.id:
            continue
        # Sphinx writes no plurals; of a translator's own, the first form counts
        msgid = entry.id if isinstance(entry.id, str) else entry.id[0]
        msgstr = entry.string if isinstance(entry.string, str) else entry.string[0]
        catalog[msgid] = Message(msgid, msgstr or "", entry.fuzzy, entry.lineno or 1)
    return catalog


def _check_lines(path: Path, text: str) -> None:
    for number, line in enumerate(text.splitlines(), start=1):
        if _MERGE_MARK.match(line):
            raise CatalogError(path, number, __("a merge mark was left here"))
        if not _LINE.match(line):
            raise CatalogError(
                path, number, __("this is not a line of a catalog: %s") % line.strip()
            )
