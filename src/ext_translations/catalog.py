"""Read a translator's catalog, or say on which line it is broken. Plain Python.

babel passes over much that gettext refuses (a line that is no PO line, merge marks, a message
without a translation under it, one that stands twice), and then messages are lost without a word.
So every line is held against the format first (`ext_translations.po`).
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from babel.messages.pofile import PoFileError, denormalize, read_po

from ext_arabic import messages
from ext_translations.po import parse
from ext_translations.posyntax import PoError, decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from babel.messages.catalog import Message as Entry

__ = messages.console("ext_translations")

_PREVIOUS = re.compile(r'^msgid[ \t]*((?:"(?:[^"\\]|\\.)*"\s*)+)', re.MULTILINE)


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


@lru_cache(maxsize=512)
def _read(path: Path, _mtime: int, _size: int) -> tuple[Message, ...]:
    try:
        text = decode(path.read_bytes())
        parse(text)
    except PoError as error:
        raise CatalogError(path, error.line, error.message, error.column) from None
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    try:
        found = read_po(io.StringIO(text), abort_invalid=True)
    except PoFileError as error:
        raise CatalogError(path, (error.lineno or 0) + 1, str(error)) from None
    except (LookupError, ValueError) as error:  # a date or a plural form that is none
        raise CatalogError(path, 1, __("the head of the catalog is wrong: %s") % error) from None
    return tuple(_message(entry) for entry in found if entry.id)


def _message(entry: Entry) -> Message:
    # Sphinx writes no plurals; of a translator's own, the first form counts
    return Message(
        msgid=_first(entry.id),
        msgstr=_first(entry.string),
        fuzzy=entry.fuzzy,
        line=entry.lineno or 1,
        context=entry.context or "",
        comments=tuple(line for line in entry.user_comments if not line.startswith("|")),
        extracted=tuple(entry.auto_comments),
        previous=_previous(entry.user_comments),
        flags=frozenset(entry.flags),
    )


def _previous(comments: Iterable[str]) -> str:
    """Return the msgid in ``#|`` lines, which Babel (2.18) takes for comments of a translator."""
    rows = [line[1:].strip() for line in comments if line.startswith("|")]
    found = _PREVIOUS.search("\n".join(rows))
    return str(denormalize(found[1])) if found else ""


def _first(text: str | Sequence[str] | None) -> str:
    return text if isinstance(text, str) else next(iter(text or ()), "")
