"""What a CMap says: of letters as text, or as the font counts them (ISO 32000-1, 9.7.5, 9.10.3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ext_pdf.preflight.scan import TooMuchError

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEGIN = re.compile(rb"begin(codespacerange|bfchar|bfrange|cidchar|cidrange)")
_WORD = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])|(\d+)")
_MODE = re.compile(rb"/WMode\s+(\d)\s+def")
#: numbers, and letters of their texts, that one table may speak of
_MOST = 200_000


class Room:
    """How much one table of a font may still say."""

    def __init__(self) -> None:
        self.left = _MOST

    def take(self, count: int) -> None:
        """Take note of *count* entries.

        Raises:
            TooMuchError: they are more than any font needs.

        """
        self.left -= max(count, 1)
        if self.left < 0:
            raise TooMuchError


class Cmap:
    """The words of a CMap."""

    def __init__(self, table: bytes) -> None:
        self._table = table

    @property
    def mode(self) -> int | None:
        """Return the direction of writing that it names: 0 across, 1 down."""
        found = _MODE.search(self._table)
        return int(found[1]) if found else None

    @property
    def size(self) -> int:
        """Return how many bytes number a letter; 0 where it differs, or is not said here."""
        if b"usecmap" in self._table:
            return 0
        parts = (words for kind, words in self.parts() if kind == "codespacerange")
        sizes = {len(word) for words in parts for word in words if isinstance(word, bytes)}
        return sizes.pop() if len(sizes) == 1 else 0

    def parts(self) -> Iterator[tuple[str, Iterator[bytes | int | str]]]:
        """Yield the kind of each part, and its words: bytes, numbers and brackets."""
        at = 0
        while begin := _BEGIN.search(self._table, at):
            end = self._table.find(b"end" + begin[1], begin.end())
            if end < 0:
                return
            yield begin[1].decode(), self._words(begin.end(), end)
            at = end

    def _words(self, start: int, end: int) -> Iterator[bytes | int | str]:
        for word in _WORD.finditer(self._table, start, end):
            if word[1] is not None:
                digits = b"".join(word[1].split()).decode()
                yield bytes.fromhex(digits + "0" * (len(digits) % 2))
            elif word[4] is not None:
                yield int(word[4])
            else:
                yield (word[2] or word[3]).decode()


def read_texts(table: bytes) -> dict[int, str]:
    """Return the text of each letter that a ``ToUnicode`` names.

    Raises:
        TooMuchError: it names more than any font has.

    """
    found: dict[int, str] = {}
    room = Room()
    for kind, words in Cmap(table).parts():
        if kind not in {"bfchar", "bfrange"}:
            continue
        for word in words:
            first = _number(word)
            last = _number(next(words, first)) if kind == "bfrange" else first
            target = next(words, b"")
            if target == "[":
                for each in words:
                    if each == "]":
                        break
                    found[first] = _text(each)
                    room.take(len(found[first]))
                    first += 1
                continue
            text = _text(target)
            room.take(max(len(text), 1) * (last - first + 1))
            for number in range(first, last + 1):
                shifted = ord(text[-1]) + number - first if text else 0
                is_letter = shifted <= 0x10FFFF
                found[number] = text[:-1] + chr(shifted) if text and is_letter else ""
    return found


def read_cids(table: bytes) -> dict[int, int]:
    """Return the number in the font (CID) of each letter that an encoding names.

    Raises:
        TooMuchError: it names more than any font has.

    """
    found: dict[int, int] = {}
    room = Room()
    for kind, words in Cmap(table).parts():
        if kind not in {"cidchar", "cidrange"}:
            continue
        for word in words:
            first = _number(word)
            last = _number(next(words, first)) if kind == "cidrange" else first
            cid = next(words, None)
            if cid is None:
                break
            room.take(last - first + 1)
            for number in range(first, last + 1):
                found[number] = _number(cid) + number - first
    return found


def _number(word: bytes | int | str) -> int:
    return int.from_bytes(word) if isinstance(word, bytes) else int(word)


def _text(word: bytes | int | str) -> str:
    return word.decode("utf-16-be", "replace") if isinstance(word, bytes) else ""
