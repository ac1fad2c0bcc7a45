"""Find phrases that run against the text around them. Plain Python.

A phrase is the letters of the other direction with what stands between them (blanks, digits,
marks), and the brackets, numbers and signs that belong to it. It never crosses a letter of the
text's own direction, nor an Arabic comma.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ext_arabic.numerals import BLANK, MINUS, NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ext_arabic.bidi import Direction

_PAIRS: Final = {"(": ")", "[": "]", "{": "}", "“": "”", "‘": "’", "«": "»"}
_CLOSERS: Final = {closer: opener for opener, closer in _PAIRS.items()}
_NUMBERS: Final = rf"{NUMBER}(?:[-–]{NUMBER})*"

#: glued to the end of a Latin word: ``F-16``, ``C++``, ``CO2``, ``CO₂``, ``km²``
_GLUED_AFTER: Final = re.compile(rf"(?:[-–/.:]?{NUMBER})*[+#°™®¹²³⁰⁴-⁻₀-₋]*")
#: glued to its beginning: ``5G``, ``-5°C``, ``@name``, ``.NET``
_GLUED_BEFORE: Final = re.compile(
    rf"(?<![0-9A-Za-z.,])(?:[@#$€£.]|(?:{MINUS})?{_NUMBERS}(?:[-–]|{BLANK}?°)?|°)\Z"
)
#: a number set apart, before a unit: ``100 MW``; a year is none
_BEFORE_UNIT: Final = re.compile(
    rf"(?<![0-9A-Za-z.,])(?:(?!(?:19|20)\d\d )(?:{_NUMBERS})[ ]|{_NUMBERS}[\u00a0\u202f])°?\Z"
)
_UNIT: Final = re.compile(r"[^\W\d_]{1,3}(?![^\W\d_])")
#: a number set apart, after a word: ``SDG 13``, ``Vol. 3, 12–15``; never a percentage
_AFTER: Final = re.compile(rf"(?:[.,:]?[ \u00a0]{_NUMBERS})+(?![\w%٪‰°$€£+]|[.,:/]\d)")
#: … but in an Arabic sentence only where no counted noun or month can follow: ``NATO 500 جندي``
_NOT_COUNTED: Final = re.compile(
    r"\s*(?:\Z|[^\w\s]|\s[^\w\s]|ال\w|(?:من|على|إلى|عن|مع|أو|ثم|قد|لم|لن|لا|كما|بعد|قبل|حتى|بين|هو|هي)\b"
    r"|في\b(?!\s+(?:المئة|المائة|الألف)))"
)
#: what a letter is said to be: ``p < 0.05``, ``n = 1,250``, ``x + 2 = 5``
_COMPARED: Final = re.compile(
    rf"(?:{BLANK}?[+−×÷]{BLANK}?{NUMBER})*"
    rf"(?:{BLANK}?[=<>≤≥≠≈]{BLANK}?[-−]?{NUMBER}%?)+(?![\w%٪])"
)
#: a full stop that is part of the word before it: ``U.S.``, ``et al.``
_ABBREVIATED: Final = re.compile(
    r"(?:\b[A-Za-z](?:\.[A-Za-z])+|\b(?:al|etc|Inc|Ltd|Corp|Co|Jr|Sr|Vol|No|pp?|eds?))\Z"
)
#: in Latin text, Arabic is followed by its own number only inside a bracket: ``(العدد 5)``
_AFTER_ARABIC: Final = re.compile(
    rf"(?:[ \u00a0][٠-٩]+(?:[.,٫٬:/–-][٠-٩]+)*|[ \u00a0]{_NUMBERS}(?=[)\]»”\"]))+"
)
#: … or where it is the number of a page, a part, an issue
_COUNTING: Final = re.compile(r"(?<!\w)(?:صص?|مج|ج|ع|العدد|المجلد|الجزء)\.?\Z")
_COUNTED: Final = re.compile(rf"[ \u00a0]{_NUMBERS}")
_BEFORE_ARABIC: Final = re.compile(r"(?<!\w)[٠-٩]+(?:[.,٫٬:/–-][٠-٩]+)*[ \u00a0]?\Z")
#: how far before a phrase the number that belongs to it is looked for
_REACH: Final = 40


def find_phrases(
    text: str, strengths: Sequence[Direction | None], direction: Direction
) -> Iterator[tuple[int, int]]:
    """Yield start and end of each phrase that runs in *direction*, in text that runs the other way.

    *strengths* are the directions of the text's characters. A text without one letter of its own
    direction is a phrase as a whole.
    """
    if direction in strengths and {*strengths} <= {direction, None}:
        yield len(text) - len(text.lstrip()), len(text.rstrip())
        return
    position = 0
    while (start := _index(strengths, direction, position)) is not None:
        start, end = _scan(text, strengths, start, direction)
        grow = _grow_latin if direction == "ltr" else _grow_arabic
        start, end = grow(text, start, end)
        start = max(start, position)
        yield start, end
        position = end


def _index(
    strengths: Sequence[Direction | None], direction: Direction, position: int
) -> int | None:
    try:
        return strengths.index(direction, position)
    except ValueError:
        return None


def _scan(
    text: str, strengths: Sequence[Direction | None], start: int, direction: Direction
) -> tuple[int, int]:
    """Return the phrase that begins with the letter at *start*, its brackets in pairs."""
    end = start
    opened: list[tuple[str, int]] = []
    closed_outside: list[int] = []  # closers whose opener stands right before the phrase
    for index in range(start, len(text)):
        char = text[index]
        if strengths[index] == direction:
            end = index + 1
        elif strengths[index] or (char == "،" and direction == "ltr"):
            break
        elif opened and opened[-1][0] == char:
            if opened.pop()[1] < end:
                end = index + 1
        elif char in _PAIRS or (char == '"' and text[index - 1].isspace()):
            opened.append((_PAIRS.get(char, char), index))
        elif char in _CLOSERS and char != "’":
            outside = start - len(closed_outside) - 1
            if char == "»" or outside < 0 or text[outside] != _CLOSERS[char]:
                break
            closed_outside.append(index)
    if opened and opened[0][1] < end:
        end = max(i for i in range(start, opened[0][1]) if strengths[i] == direction) + 1
    return start - sum(index < end for index in closed_outside), end


def _grow_latin(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a Latin phrase with the numbers and signs that belong to it."""
    if match := _GLUED_AFTER.match(text, end):  # it matches nothing, too
        end = match.end()
    if match := _COMPARED.match(text, end):
        end = match.end()
    elif match := _AFTER.match(text, end):
        if _NOT_COUNTED.match(text, match.end()):
            end = match.end()
    elif text[end : end + 1] == "." and _ABBREVIATED.search(text, start, end):
        end += 1
    pattern = _GLUED_BEFORE
    if start and text[start - 1].isspace():
        pattern = _BEFORE_UNIT
        if text[start - 1] == " " and not _UNIT.match(text, start):
            return start, end
    match = pattern.search(text, max(0, start - _REACH), start)
    return (match.start() if match else start), end


def _grow_arabic(text: str, start: int, end: int) -> tuple[int, int]:
    """Return an Arabic phrase with the numbers and signs that belong to it."""
    while text[end : end + 1] in tuple("،ـ") or text[end : end + 1].isdigit():
        end += 1
    after = _COUNTED if _COUNTING.search(text, start, end) else _AFTER_ARABIC
    if match := after.match(text, end):
        end = match.end()
    match = _BEFORE_ARABIC.search(text, max(0, start - _REACH), start)
    return (match.start() if match else start), end
