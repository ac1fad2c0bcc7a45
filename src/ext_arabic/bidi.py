"""What `direction`, `phrases` and `numerals` share: which way a character runs. Plain Python."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

Direction = Literal["rtl", "ltr"]

#: stands in a block's text for an element that has a direction of its own (code, a marked run)
OBJECTS: Final[dict[Direction, str]] = {"ltr": "\ue000", "rtl": "\N{CYPRIOT SYLLABLE A}"}
#: stands for an element that has none (an image, a note's mark)
NEUTRAL_OBJECT: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
#: stands for the end of a line: no run crosses it
BARRIER: Final = "\N{PARAGRAPH SEPARATOR}"

_STRONG: Final[dict[str, Direction]] = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_MARKS: Final = frozenset({"NSM", "BN"})  # a vowel sign or a joiner runs as the letter before it
_CONTROLS: Final = frozenset("\u200e\u200f\u061c")

_TRAILING: Final = ".,;:!?'…"
_ADDRESS: Final = re.compile(
    r"(?:https?|ftp)://[^\s<>\"“”«»،؛؟\u2029\ufffc]+"
    r"|\bwww\.[^\s<>\"“”«»،؛؟\u2029\ufffc]+"
    r"|\b10\.\d{4,9}/[^\s<>\"“”«»،؛؟\u2029\ufffc]+"
    r"|(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]++@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that has to be isolated, with its direction."""

    #: offsets into the text, end excluded
    start: int
    end: int
    direction: Direction
    #: runs inside it that need a direction of their own; offsets into the same text
    within: tuple[Run, ...] = ()

    def moved(self, offset: int) -> Run:
        """Return the run with its offsets *offset* further on."""
        within = tuple(run.moved(offset) for run in self.within)
        return Run(self.start + offset, self.end + offset, self.direction, within)


def strength(char: str) -> Direction | None:
    """Return the direction of a letter; None for a digit, blank, sign or mark."""
    return _STRONG.get(unicodedata.bidirectional(char))


def strengths(text: str) -> list[Direction | None]:
    """Return the direction of each character; an address runs left to right as a whole."""
    found: list[Direction | None] = []
    for char in text:
        if char in _CONTROLS:
            found.append(None)
        elif unicodedata.bidirectional(char) in _MARKS and found:
            found.append(found[-1])
        else:
            found.append(strength(char))
    for index in chain.from_iterable(addresses(text)):
        found[index] = "ltr"
    return found


def addresses(text: str) -> Iterator[range]:
    """Yield where web addresses, DOIs and e-mail addresses stand in *text*."""
    for match in _ADDRESS.finditer(text):
        address = match[0].rstrip(_TRAILING)
        for opener, closer in ("()", "[]"):
            if address.endswith(closer) and address.count(opener) < address.count(closer):
                address = address[:-1].rstrip(_TRAILING)
        yield range(match.start(), match.start() + len(address))
