"""What a CMap says: of letters as text, or as the font counts them (ISO 32000-1, 9.7.5, 9.10.3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PART = re.compile(rb"begin(bfchar|bfrange|cidchar|cidrange)(.*?)end\1", re.DOTALL)
_WORD = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])|(\d+)")
_MODE = re.compile(rb"/WMode\s+(\d)\s+def")
#: numbers that one line may speak of
_MOST = 65536


class Cmap:
    """The words of a CMap."""

    def __init__(self, table: bytes) -> None:
        self._table = table

    @property
    def mode(self) -> int | None:
        """Return the direction of writing that it names: 0 across, 1 down."""
        found = _MODE.search(self._table)
        return int(found[1]) if found else None

    def parts(self) -> Iterator[tuple[str, list[bytes | int | str]]]:
        """Yield the kind of each part, and its words: bytes, numbers and brackets."""
        for kind, text in _PART.findall(self._table):
            words: list[bytes | int | str] = []
            for word in _WORD.finditer(text):
                if word[1] is not None:
                    digits = b"".join(word[1].split()).decode()
                    words.append(bytes.fromhex(digits + "0" * (len(digits) % 2)))
                elif word[4] is not None:
                    words.append(int(word[4]))
                else:
                    words.append((word[2] or word[3]).decode())
            yield kind.decode(), words


def read_texts(table: bytes) -> dict[int, str]:
    """Return the text of each letter that a ``ToUnicode`` names."""
    found: dict[int, str] = {}
    for kind, words in Cmap(table).parts():
        while words:
            first = _number(words.pop(0))
            last = _number(words.pop(0)) if kind == "bfrange" and words else first
            target = words.pop(0) if words else b""
            if target == "[":
                while words and (each := words.pop(0)) != "]":
                    found[first] = _text(each)
                    first += 1
                continue
            text = _text(target)
            for number in range(first, min(last, first + _MOST) + 1):
                shifted = ord(text[-1]) + number - first if text else 0
                is_letter = shifted <= 0x10FFFF
                found[number] = text[:-1] + chr(shifted) if text and is_letter else ""
    return found


def read_cids(table: bytes) -> dict[int, int]:
    """Return the number in the font (CID) of each letter that an encoding names."""
    found: dict[int, int] = {}
    for kind, words in Cmap(table).parts():
        size = 3 if kind == "cidrange" else 2
        for at in range(0, len(words) - size + 1, size):
            first, last, cid = (
                _number(words[at]),
                _number(words[at + size - 2]),
                words[at + size - 1],
            )
            for number in range(first, min(last, first + _MOST) + 1):
                found[number] = _number(cid) + number - first
    return found


def _number(word: bytes | int | str) -> int:
    return int.from_bytes(word) if isinstance(word, bytes) else int(word)


def _text(word: bytes | int | str) -> str:
    return word.decode("utf-16-be", "replace") if isinstance(word, bytes) else ""
