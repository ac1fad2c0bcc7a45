"""Editions in words: what people write for a number, in English and in Arabic."""

from __future__ import annotations

import re

_NUMBERS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "الأولى": 1, "الثانية": 2, "الثالثة": 3, "الرابعة": 4,
    "الخامسة": 5, "السادسة": 6, "السابعة": 7, "الثامنة": 8, "التاسعة": 9, "العاشرة": 10,
}  # fmt: skip
#: the style prints a label of its own
_LABELLED = re.compile(r"(?:ط\.?|الطبعة)\s*(?=\S)|\s+(?:edition|ed\.?)$", re.IGNORECASE)


def read_edition(text: str) -> str:
    """Return the number of an edition, ``2`` for «الطبعة الثانية», ``ط 2`` and ``Second``.

    What is no number alone, such as a revised edition, is returned as it is.
    """
    bare = _LABELLED.sub("", text.strip(), count=1)
    if re.fullmatch(r"\d+(?:st|nd|rd|th)?", bare):
        return bare
    return str(_NUMBERS.get(bare.lower(), text))
