"""See at a glance that two texts have the same numbers, as most have, before they are read."""

from __future__ import annotations

import re
from typing import Final

from ext_translations.checks.arabic import words
from ext_translations.checks.numbers import english_words
from ext_translations.checks.numbers.arabic_words import Word, look_up

_FIGURE: Final = re.compile(r"\d+(?:[.,]\d+)*")
#: figures that are more than a number: 1990s, F-16, 12:30, 3/4
_ODD: Final = re.compile(r"\d(?:[:/]\d|['’]?[A-Za-z]|(?<=[A-Za-z'’]\d)|(?<=[A-Za-z'’][-‑]\d))")
_ENGLISH_WORD: Final = re.compile(r"[a-z]+")
#: before a one or a two, it is a number and nothing else
_BEFORE: Final = english_words.NUMBERS | english_words.LABELS
#: kinds of Arabic words that no translation has to repeat (`arabic_words`)
_SOFT: Final = frozenset({"hint", "vague", "scales", "adverb", "age"})


def have_same_figures(source: str, target: str) -> bool:
    """Return whether folded Arabic and English have the same figures, and no number in words.

    False says nothing: then they have to be read.
    """
    figures = _FIGURE.findall(source.replace("٬", ","))
    if sorted(figures) != sorted(_FIGURE.findall(target)):
        return False
    if figures and (_ODD.search(source) or _ODD.search(target)):
        return False
    if _has_number_words(_ENGLISH_WORD.findall(target.lower())):
        return False
    said = (*words(source), "")
    for place, word in enumerate(map(look_up, said), start=1):
        if word and _must_be_read(word, said[place]):
            return False
    return True


def _has_number_words(said: list[str]) -> bool:
    """Return whether English words say a number; "the two sides" may be a dual."""
    known = english_words.NUMBERS
    if known.isdisjoint(said):
        return False
    around = ["", *said, ""]
    return any(
        word in known
        and (word not in {"one", "two"} or around[i] in _BEFORE or around[i + 2] in known)
        for i, word in enumerate(said)
    )


def _must_be_read(word: Word, after: str) -> bool:
    if word.kind in _SOFT:
        return False
    # the first round; not the first of May, nor the twenty-first
    is_soft = word.kind == "ordinal" and word.value <= 2 and after != "من" and not look_up(after)
    return not is_soft
