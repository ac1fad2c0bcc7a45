"""Arabic words as the checks compare them: folded, and without what is attached to them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ext_arabic.digits import SYSTEMS

#: vowel marks, and signs that have no width
_DROPPED: Final = (
    *range(0x610, 0x61D), *range(0x64B, 0x660), 0x670, *range(0x6D6, 0x6EE), 0x640, *range(0x200C,
    0x2010),
    *range(0x202A, 0x202F), *range(0x2066, 0x206A),
)  # fmt: skip
#: the letters that are folded in nearly every text
_LETTERS: Final = tuple(zip("أإآىة", "ااايه", strict=True))
_SIGNS: Final[dict[str, str]] = {
    **dict.fromkeys(map(chr, _DROPPED), ""),
    **dict(zip("ٱیک٫٪\u00a0\u202f\u2009", "ايك.%   ", strict=True)),
    **{digit: str(n) for digits in SYSTEMS.values() for n, digit in enumerate(digits)},
}
_SIGN: Final = re.compile(f"[{''.join(_SIGNS)}]")
_WORD: Final = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return *text* without vowel marks and tatweel, hamza and digits folded.

    >>> fold("الـ١٢٫٥٪ أُولى")
    'ال12.5% اولي'
    """
    for letter, folded in _LETTERS:
        text = text.replace(letter, folded)
    return _SIGN.sub(lambda sign: _SIGNS[sign[0]], text)


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """Return the words of *text*: its runs of letters."""
    return tuple(_WORD.findall(text))


@lru_cache(maxsize=65536)
def stems(word: str) -> tuple[tuple[str, bool, bool], ...]:
    """Return what a folded *word* may be: stem, is there a conjunction, is there an article."""
    found = [(word, False, False)]
    options = [("", word)]
    if word[:1] in {"و", "ف"} and len(word) > 2:
        options.append((word[0], word[1:]))
    for conj, rest in options:
        has_conj = bool(conj)
        if conj:
            found.append((rest, True, False))
        if rest.startswith("لل"):
            found.append((rest[2:], has_conj, True))
        for prep in ("", "ب", "ك", "ل"):
            if prep and not rest.startswith(prep):
                continue
            bare = rest[len(prep) :]
            if prep:
                found.append((bare, has_conj, False))
            if bare.startswith("ال"):
                found.append((bare[2:], has_conj, True))
    return tuple(found)
