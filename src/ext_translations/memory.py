"""The memory of all translations: what was translated before, exactly or nearly. Plain Python.

A message may be filled from it only where the msgid is the very same. The nearest message is looked
for with vowel signs and tatweel left out, and with each citation, address and footnote mark counted
as one sign: two sentences are not alike because they cite the same source.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: the least likeness of a message whose translation is worth offering, of 100
LIKE = 75.0
#: below that many words, every message of a fitting length is compared
_FEW = 4
#: how many messages with most words in common are compared
_BEST = 60
#: of its words, the rarest are looked up: a message that is alike shares one of them
_LOOKED_UP = 0.6

#: tatweel, vowel signs, Koranic marks, and signs that are not seen
_UNSEEN = re.compile(
    r"[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u2069\u061c\ufeff]"
)
#: what a translation takes over as it stands: roles, footnote marks, substitutions, addresses
_CODE = re.compile(
    r"\{[\w:+.-]+\}(`+)[^`].*?\1|\[\^[^\]\s]+\]|\{\{.*?\}\}|(?<=\])\([^()\s]*\)|(?<=\])\[[^\]]*\]"
    r"|<?https?://[^\s<>]+>?",
    re.DOTALL,
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Unit:
    """One translation that is remembered."""

    msgid: str
    context: str | None
    msgstr: str
    #: the document it is from: ``briefs/2024/water``
    place: str
    #: whether it is no longer in use there
    obsolete: bool = False
    #: whether nobody has looked at it since its message changed: it is never filled in
    fuzzy: bool = False


@dataclass(frozen=True)
class Match:
    """A unit whose msgid is like the one looked for."""

    unit: Unit
    #: of 100; never 100 but by rounding, for the msgids differ
    likeness: float


def codes_of(msgid: str) -> list[str]:
    """Return what a translation of *msgid* has to take over as it stands."""
    return [match[0] for match in _CODE.finditer(msgid)]


def normal(msgid: str) -> str:
    """Return a message as it is compared."""
    return " ".join(_UNSEEN.sub("", _CODE.sub("\ue000", msgid)).split())


class Memory:
    """Translations of one language, of all catalogs and of what became obsolete in them."""

    def __init__(self, units: Iterable[Unit] = ()) -> None:
        """Take *units*; those of the same text and translation are kept with each place."""
        self._by_msgid: dict[str, list[Unit]] = defaultdict(list)
        for unit in dict.fromkeys(units):
            self._by_msgid[unit.msgid].append(unit)

    def exact(self, msgid: str, context: str | None) -> list[Unit]:
        """Return the translations of this very message, those still in use first."""
        units = self._by_msgid.get(msgid, ())
        found = [unit for unit in units if unit.context == context and not unit.fuzzy]
        return sorted(found, key=lambda unit: unit.obsolete)

    def nearest(self, msgid: str, place: str, least: float = LIKE) -> Match | None:
        """Return the best match for *msgid*, which no unit need have; *place* goes first.

        The very msgid counts where it stands in another context.
        """
        text, index = normal(msgid), self._index
        near = process.extract(
            text, index.candidates(text), scorer=fuzz.ratio, score_cutoff=least, limit=5
        )
        found = [
            Match(unit, score if unit.msgid == msgid else min(score, 99.0))
            for alike, score, _ in near
            for unit in index.units[alike]
        ]
        return max(found, key=lambda match: _rank(match, place), default=None)

    @cached_property
    def _index(self) -> _Index:
        return _Index([unit for units in self._by_msgid.values() for unit in units])


class _Index:
    """Which texts are worth comparing: to compare all would take 20 ms a message."""

    def __init__(self, units: Iterable[Unit]) -> None:
        #: by the text as it is compared
        self.units: dict[str, list[Unit]] = defaultdict(list)
        for unit in units:
            self.units[normal(unit.msgid)].append(unit)
        #: the texts by length, their lengths, and which of them have a word
        self._texts = sorted((text for text in self.units if text), key=len)
        self._lengths = [len(text) for text in self._texts]
        self._with_word: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(self._texts):
            for word in set(_WORD.findall(text)):
                self._with_word[word].append(number)

    def candidates(self, text: str) -> Sequence[str]:
        """Return the texts that are worth comparing with *text*."""
        # of two texts that are 75 % alike, the shorter is at least 60 % as long as the longer
        shortest, longest = int(len(text) * 0.6), int(len(text) / 0.6) + 1
        first = bisect_left(self._lengths, shortest)
        last = bisect_right(self._lengths, longest)
        words = set(_WORD.findall(text))
        if len(words) < _FEW:
            return self._texts[first:last]
        known = sorted((self._with_word.get(word, []) for word in words), key=len)
        shared = Counter[int]()
        for numbers in known[: int(len(known) * _LOOKED_UP) + 1]:
            shared.update(numbers[bisect_left(numbers, first) : bisect_left(numbers, last)])
        return [self._texts[number] for number, _ in shared.most_common(_BEST)]


def _rank(match: Match, place: str) -> tuple[float, bool, bool, bool]:
    unit = match.unit
    return round(match.likeness), not unit.fuzzy, unit.place == place, not unit.obsolete


def adapted(unit: Unit, msgid: str) -> str:
    """Return the unit's translation with the codes of *msgid* in the place of its own.

    Only where each code of the one stands for one of the other; a translator looks at it anyway.
    """
    old, new = codes_of(unit.msgid), codes_of(msgid)
    if len(old) != len(new) or old == new:
        return unit.msgstr
    pairs = dict(zip(old, new, strict=True))
    if any(pairs[one] != other for one, other in zip(old, new, strict=True)):
        return unit.msgstr
    return _CODE.sub(lambda found: pairs.get(found[0], found[0]), unit.msgstr)
