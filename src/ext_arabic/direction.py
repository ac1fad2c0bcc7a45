"""Which way a language and a text run, and what in a text has to be isolated. Plain Python.

Browsers isolate by themselves where told to (``dir="auto"``); WeasyPrint 70 knows nothing but an
explicit ``dir``, and a phrase that is cut by markup comes out reversed. So the runs are found
here, for screen and paper alike.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ext_arabic.bidi import BARRIER, Direction, Run, strength, strengths
from ext_arabic.numerals import find_numerals
from ext_arabic.phrases import find_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Direction", "Run", "direction_of", "find_runs", "first_strong", "opposite_runs"]

_RTL_LANGUAGES: Final = frozenset(
    {"ar", "fa", "ur", "he", "ps", "ckb", "sd", "ug", "yi", "dv", "syr"}
)
_LINE: Final = re.compile(f"[^{BARRIER}]+")


def direction_of(language: str) -> Direction:
    """Return the direction of *language*'s usual script (BCP 47 tag; a script subtag wins)."""
    parts = language.replace("_", "-").lower().split("-")
    if "latn" in parts[1:]:
        return "ltr"
    return "rtl" if parts[0] in _RTL_LANGUAGES or "arab" in parts[1:] else "ltr"


def first_strong(text: str) -> Direction | None:
    """Return the direction of the first letter in *text*; None where there is no letter."""
    return next(filter(None, map(strength, text)), None)


def opposite_runs(text: str, base: Direction) -> list[tuple[int, int]]:
    """Return start and end of the runs in *text* that go against *base*."""
    return [(run.start, run.end) for run in find_runs(text, base) if run.direction != base]


def find_runs(text: str, base: Direction) -> list[Run]:
    """Return every run that has to be isolated in a block of *text* with the direction *base*.

    In right-to-left text: Latin phrases, addresses and signed numbers (left to right), and ranges
    of numbers (right to left, as the text). In left-to-right text: Arabic phrases, with the runs
    inside them.
    """
    return [
        run.moved(line.start()) for line in _LINE.finditer(text) for run in _runs(line[0], base)
    ]


def _runs(text: str, base: Direction) -> Iterator[Run]:
    opposite: Direction = "ltr" if base == "rtl" else "rtl"
    end = 0
    for start, next_end in find_phrases(text, strengths(text), opposite):
        if base == "rtl":
            yield from find_numerals(text, end, start)
            yield Run(start, next_end, opposite)
        else:
            within = tuple(run.moved(start) for run in _runs(text[start:next_end], "rtl"))
            yield Run(start, next_end, opposite, within)
        end = next_end
    if base == "rtl":
        yield from find_numerals(text, end, len(text))
