"""Read a translator's catalog, or say on which line it is broken. Plain Python.

babel passes over much that gettext refuses (a line that is no PO line, merge marks, a message
without a translation under it, one that stands twice), and then messages are lost without a word.
So every line is held against the format first (`ext_translations.po`).
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from babel.messages.pofile import PoFileError, read_po

from ext_arabic import messages
from ext_translations.po import parse
from ext_translations.posyntax import PoError, decode

if TYPE_CHECKING:
    from pathlib import Path

    from ext_translations.po import Entry, PoFile

__ = messages.console("ext_translations")

_NO_FLAGS: frozenset[str] = frozenset()


class CatalogError(Exception):
    """Raised when a catalog cannot be read as it stands."""

    def __init__(self, path: Path, line: int, message: str, column: int = 0) -> None:
        """Say in which file, on which line, and what; the column is 0 where it is not known."""
        self.path, self.line, self.column, self.message = path, line, column, message
        super().__init__(f"{path}:{self.place}: {message}")

    @property
    def place(self) -> str:
        """The line, and the column if it is known: ``7:12``."""
        return f"{self.line}:{self.column}" if self.column else str(self.line)


@dataclass(frozen=True)
class Message:
    """One message and its translation."""

    msgid: str
    #: the translation; empty where there is none
    msgstr: str
    fuzzy: bool
    #: line of the msgid in the catalog, from 1
    line: int
    #: msgctxt; what tells two messages of the same text apart
    context: str = ""
    #: the translators' own comments (``# ``), a line each
    comments: tuple[str, ...] = ()
    #: comments from the extraction (``#. ``), a line each
    extracted: tuple[str, ...] = ()
    #: the msgid that a fuzzy translation was made for (``#| msgid``)
    previous: str = ""
    flags: frozenset[str] = frozenset()

    @property
    def is_translated(self) -> bool:
        """Return whether a reader may see the translation."""
        return bool(self.msgstr.strip()) and not self.fuzzy


Catalog = dict[str, Message]


def read_catalog(path: Path) -> Catalog:
    """Return the messages of a ``.po`` or ``.pot`` file by msgid; raise `CatalogError`.

    Of messages that differ by their context alone, the one without a context stands here, else the
    first; `read_messages` returns all.
    """
    found: Catalog = {}
    for message in read_messages(path):
        if not message.context or message.msgid not in found:
            found[message.msgid] = message
    return found


def read_messages(path: Path) -> tuple[Message, ...]:
    """Return every message of a catalog in its order, the head left out; raise `CatalogError`."""
    try:
        stat = path.stat()
        return _read(path, stat.st_mtime_ns, stat.st_size)
    except OSError as error:
        raise CatalogError(path, 1, __("cannot be read: %s") % error.strerror) from None


@lru_cache(maxsize=2048)
def _read(path: Path, _mtime: int, _size: int) -> tuple[Message, ...]:
    try:
        text = decode(path.read_bytes())
        file = parse(text)
    except PoError as error:
        raise CatalogError(path, error.line, error.message, error.column) from None
    _check_by_babel(path, text, file)
    return tuple(_message(entry) for entry in file.live)


def _check_by_babel(path: Path, text: str, file: PoFile) -> None:
    """Refuse what Babel would: in the head a date or plural forms that are none, and in messages.

    Of the messages only those with plural forms can hold such; without them, the head will do.
    """
    if file.header and not any(entry.is_plural for entry in file.entries):
        text = "\n".join([*file.header.head, *file.header.body])
    text = text.removeprefix("\ufeff").replace("\r", "")
    try:
        read_po(io.StringIO(text), abort_invalid=True)
    except PoFileError as error:
        raise CatalogError(path, (error.lineno or 0) + 1, str(error)) from None
    except (LookupError, ValueError) as error:
        raise CatalogError(path, 1, __("the head of the catalog is wrong: %s") % error) from None


def _message(entry: Entry) -> Message:
    comments: list[str] = []
    extracted: list[str] = []
    is_marked = False  # flags, or what the msgid was: few messages have them
    for row in entry.head:
        line = row.strip()
        mark = line[1:2]
        if mark == ".":
            extracted.append(line[2:].strip())
        elif mark in (",", "|"):
            is_marked = True
        elif line and mark not in (":", "~"):
            comments.append(line[1:].strip())
    # Sphinx writes no plurals; of a translator's own, the first form counts
    return Message(
        msgid=entry.msgid,
        msgstr=entry.msgstr,
        fuzzy=is_marked and entry.fuzzy,
        line=entry.line or 1,
        context=entry.values.get("msgctxt", ""),
        comments=tuple(comments),
        extracted=tuple(extracted),
        previous=(is_marked and entry.previous) or "",
        flags=frozenset(entry.flags) if is_marked else _NO_FLAGS,
    )
