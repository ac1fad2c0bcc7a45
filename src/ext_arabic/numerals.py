"""Numbers that a right-to-left line would show now this way, now that. Plain Python.

A number without signs (``1,234.5``, ``12:30``, ``2024/01``) always reads left to right. A sign
before or after it, a blank or a hyphen inside it do not: where they come to stand depends on the
last letter before them, and at the start of a line or a table cell there is none (Unicode's
bidirectional algorithm, rules W2 to W7). Such numbers are isolated left to right.

A range reads as the text does: ``4–6`` in Arabic has its 4 on the right.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ext_arabic.bidi import Run

if TYPE_CHECKING:
    from collections.abc import Iterator

BLANK: Final = r"[ \u00a0\u2009\u202f]"
#: digits of one number, with what may stand between them. The lookahead is for Python before
#: 3.11.5, which keeps what a failed turn of a possessive group took (python/cpython#106052)
NUMBER: Final = r"\d++(?:(?=[.,٫٬:/]\d)[.,٫٬:/]\d++)*+"
#: where a hyphen can be a minus: after a blank or a bracket, or a prefix (``و-5``)
MINUS: Final = r"(?:(?<![^\s(\[«“\"$€£¥#–-])|(?<=\b[وفبلك]))[-+−±~≈]"
_AMOUNT: Final = rf"[$€£¥#]?(?:{MINUS})?[$€£¥]?{NUMBER}(?:[%٪‰°$€£¥]|\+(?!\d))*"

_NUMERAL: Final = re.compile(
    # two numbers and a dash
    rf"(?<![\d.,:/–-])(?P<range>(?P<first>{_AMOUNT})"
    rf"(?P<dash>{BLANK}?–{BLANK}?|-)(?P<last>{_AMOUNT})(?![-–.,:/]?\d))"
    # a telephone number; thousands set apart by fixed blanks; a date, an ISBN or an account number
    rf"|(?<![\dA-Za-z.,:/+-])(?P<code>\+\d++(?:{BLANK}?[-(]?\d++\)?)*"
    rf"|[0٠]\d++(?:{BLANK}\d{{2,}}+){{2,}}"
    # an item's number may stand before a figure: ``(01) 2023``
    rf"|\(0\d++\){BLANK}?(?:\d{{6,}}+|(?=\d{{3,}}+[- ]\d)\d++)(?:[- ]?\d++)*"
    r"|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)[%٪]?"
    r"|\d++(?:-\d++){2,})"
    # one number
    rf"|(?<![\d.,:/]){_AMOUNT}"
)
_PLAIN: Final = re.compile(rf"{NUMBER}")
_ARABIC_DIGIT: Final = re.compile(r"[٠-٩]")


def find_numerals(text: str, start: int, end: int) -> Iterator[Run]:
    """Yield the runs to isolate in right-to-left *text*, between *start* and *end*."""
    return filter(None, map(_run, _NUMERAL.finditer(text, start, end)))


def _run(match: re.Match[str]) -> Run | None:
    start, end = match.span()
    if match["code"]:
        return Run(start, end, "ltr")
    if _ARABIC_DIGIT.search(match[0]):
        # these never take the direction of their neighbours; a range is one for its line's sake
        return Run(start, end, "rtl") if match["range"] and _is_range(match) else None
    if match["range"] and _is_range(match):
        bounds = (Run(*match.span(name), "ltr") for name in ("first", "last"))
        text = match.string
        needed = (b for b in bounds if match["dash"] == "-" or _is_signed(text[b.start : b.end]))
        return Run(start, end, "rtl", tuple(needed))
    return Run(start, end, "ltr") if _is_signed(match[0]) else None


def _is_signed(number: str) -> bool:
    return not _PLAIN.fullmatch(number)


def _is_range(match: re.Match[str]) -> bool:
    """Return whether two numbers are a range: one with a hyphen has to rise, and to be short."""
    if match["dash"] != "-":
        return True
    numbers = [_PLAIN.search(match[name]) for name in ("first", "last")]
    values = [number[0] for number in numbers if number]
    return all(len(v) <= 4 and v.isdigit() for v in values) and int(values[0]) < int(values[1])
