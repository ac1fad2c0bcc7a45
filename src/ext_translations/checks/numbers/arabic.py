"""Read the numbers of an Arabic text."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from ext_translations.checks.calendar import read_arabic_dates
from ext_translations.checks.numbers.arabic_amounts import Amounts, simple
from ext_translations.checks.numbers.arabic_words import unit_of
from ext_translations.checks.numbers.hijri import with_twins
from ext_translations.checks.numbers.idioms import (
    soften_counted,
    soften_idioms,
    soften_sequence,
)
from ext_translations.checks.numbers.model import (
    Kind,
    Number,
    in_metric,
    in_units,
    of,
    with_ranges,
)

_PERCENT: Final = re.compile(
    r"%|(?<!\w)(?:في |ب)ال(?:مئه|مائه|مايه|ميه)(?!\w)|(?<!\w)(?:نقطه|نقاط) مئويه"
)
_TWO_POINTS: Final = re.compile(r"(?<!\w)نقط(?:تين|تان) مئويت(?:ين|ان)")
_CONNECTS: Final = re.compile(r"\s*(?:[-–—،,]|الي|حتي|او|و)?\s*(?:و|ال|ب|ل)?\s*\D{0,2}")


_OF_CENTURY: Final = re.compile(r"\s*(?:من )?القرن\s*")
_LAST_CENTURY: Final = re.compile(r"\s*(?:من )?القرن (?:الماضي|المنصرم|الفائت)(?!\w)")
#: tokens that begin no number
_PLAIN: Final = frozenset({"word", "other"})


@lru_cache(maxsize=4096)
def read_arabic(text: str) -> list[Number]:
    """Return the numbers of an Arabic text in their order."""
    dates = read_arabic_dates(text)
    folded = _TWO_POINTS.sub("2 %", _PERCENT.sub("%", dates.text))
    reader = _Reader(folded, text)
    numbers = with_ranges(reader.read(), folded, _CONNECTS)
    if any(number.kind is Kind.DECADE for number in numbers):
        numbers = _with_centuries(numbers, folded)
    numbers = soften_sequence(soften_counted(soften_idioms(numbers, folded), folded))
    return with_twins(numbers, folded, twin=bool(dates.months or dates.numeric))


def _with_centuries(numbers: list[Number], text: str) -> list[Number]:
    """Give decades the century after them, which the 1970s say by themselves."""
    made: list[Number] = []
    for number in numbers:
        if number.kind is Kind.DECADE and _LAST_CENTURY.match(text, number.end):
            made.append(_in_century(number, 20))
            continue
        if not text[: number.start].rstrip().endswith("قرن"):
            made.append(number)
            continue
        # the last one is the word for century
        near = (i for i in (-1, -2) if len(made) >= -i)
        before = next((i for i in near if made[i].kind is Kind.DECADE), 0)
        between = text[made[before].end : number.start] if before else ""
        century = next((v for v in number.values if isinstance(v, float)), 0)
        if before and _OF_CENTURY.fullmatch(between) and 14 < century < 22:
            made[before] = _in_century(made[before], century)
        made.append(replace(number, hard=False))
    return made


def _in_century(decade: Number, century: float) -> Number:
    """Return a decade as one of that century, and of no other."""
    (_, value), *_ = (v for v in decade.values if isinstance(v, tuple))
    return replace(decade, values=of(("decade", (century - 1) * 100 + value)))


class _Reader(Amounts):
    """Goes through the words once."""

    def read(self) -> list[Number]:
        """Return all numbers."""
        found: list[Number] = []
        i = 0
        while i < len(self.tokens):
            if self.kinds[i] in _PLAIN:
                i += 1
                continue
            number, after = self._number(i)
            if number is not None:
                start, end = self.tokens[i].start, self.tokens[after - 1].end
                unit = (
                    unit_of(self.at(after).text)
                    if self.kind(after) in {"word", "hint", "two"}
                    else None
                )
                number = in_metric(in_units(number, unit), self.at(after).text)
                found.append(
                    replace(number, text=self.text[start:end].strip(), start=start, end=end)
                )
            i = max(after, i + 1)
        return found

    def _number(self, i: int) -> tuple[Number | None, int]:
        """Return the number that begins at *i*, and where it ends."""
        token, kind = self.tokens[i], self.kind(i)
        if kind in {"figure", "unit", "tens", "ten", "hundred", "hundreds", "scale", "two-scale"}:
            return self._amount(i)
        if kind == "clock":
            hour, minute = map(float, token.text.split(":"))
            parts = [simple(of(hour, hour - 12))]
            if minute:
                parts.append(simple(of(minute, minute / 60)))
            return Number("", frozenset(), parts=tuple(parts)), i + 1
        if kind == "share":
            return _share(token.text), i + 1
        if token.word is None:
            return None, i + 1
        value = token.word.value
        if kind == "ordinal":
            return self._ordinal(i)
        if kind == "fraction":
            return self._fraction(i)
        if kind in {"vague", "scales"}:
            return Number("", of(("vague", value)), Kind.VAGUE, hard=False), i + 1
        if kind in {"decade", "age"}:
            number = Number("", of(("decade", value)), Kind.DECADE, hard=kind == "decade")
            return number, i + 1
        if kind == "two":
            return self._two(i)
        if kind in {"hint", "adverb"}:
            unit = unit_of(token.text)
            number = in_units(Number("", of(value), hard=False), None)
            return (number.also(1) if unit else number), i + 1
        return None, i + 1

    def _two(self, i: int) -> tuple[Number, int]:
        """Read a dual: two years, two hours and a half."""
        word = self.at(i).word
        assert word is not None
        # «العامين الماضيين» may be said otherwise
        two = Number("", of(2, 2 * word.value), hard=not word.article)
        if self.kind(i + 1) != "fraction" or not self.conj(i + 1):
            return two, i + 1
        share = self._value(i + 1)
        parts = (two, simple(of(share)))
        return Number("", of(2 + share, (2 + share) * word.value), parts=parts), i + 2

    def _ordinal(self, i: int) -> tuple[Number, int]:
        word = self.at(i).word
        assert word is not None
        value, after = word.value, i + 1
        if self.kind(after) == "ten":
            value, after = value + 10, after + 1
        elif self.kind(after) == "tens" and self.conj(after):
            value, after = value + self._value(after), after + 1
        # a first and a second may be said otherwise; رابعة is also a name
        hard = value > 2 and self.at(i).text != "رابعه"
        if "\ue001" <= self.at(after + 1).text <= "\ue00c" and self.at(after).text == "من":
            hard = True
        kind = Kind.NUMBER if hard else Kind.ORDINAL
        return Number("", of(value), kind, is_ordinal=True, hard=hard), after

    def _fraction(self, i: int) -> tuple[Number, int]:
        word = self.at(i).word
        assert word is not None
        value, after = word.value, i + 1
        if self.kind(after) in {"scale", "scales"} and not self.conj(after):
            scale = self._value(after)
            return Number("", of(value * scale), scale=scale), after + 1
        unit = unit_of(self.at(after).text) or unit_of(self.at(i - 1).text)
        found = Number("", of(value, *figures_of(value)), Kind.FRACTION)
        if word.conj:  # a year and a half; half past ten
            found = found.also(1 + value)
            if unit in {None, "hour"}:
                found = found.also(value * 60)
        return in_units(found, unit), after


def _share(text: str) -> Number:
    """Read ``3/4``: a fraction, or two numbers."""
    first, second = map(float, text.split("/"))
    parts = (simple(of(first)), simple(of(second)))
    return Number("", of(first / second) if second else frozenset(), parts=parts)


def figures_of(value: float) -> list[float]:
    """Return a fraction as a percentage, as it is rounded in figures."""
    percent = value * 100
    return [percent, round(percent), int(percent), round(percent, 1)]
