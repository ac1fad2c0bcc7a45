"""Arabic words as the checks compare them: folded, and without what is attached to them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ext_arabic.digits import convert

_MARKS: Final = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c-\u200f\u202a-\u202e]"
)
_FOLD: Final = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ـ": None,
        "٫": ".", "٪": "%", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2066": None,
        "\u2067": None, "\u2068": None, "\u2069": None, "\u061c": None,
    }
)  # fmt: skip


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return *text* without vowel marks and tatweel, hamza and digits folded.

    >>> fold("الـ١٢٫٥٪ أُولى")
    'ال12.5% اولي'
    """
    return convert(_MARKS.sub("", text).translate(_FOLD), "latn")


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
