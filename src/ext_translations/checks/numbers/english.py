"""Read the numbers of an English text."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from ext_translations.checks.calendar import read_english_dates
from ext_translations.checks.numbers import english_words as words
from ext_translations.checks.numbers.english_amounts import Amounts, Token
from ext_translations.checks.numbers.idioms import soften_counted
from ext_translations.checks.numbers.model import (
    Kind,
    Number,
    Value,
    decade,
    in_metric,
    in_units,
    of,
    with_ranges,
)

_PERCENT: Final = re.compile(
    r"%|\bper ?cent(?:age)?\b(?:[ -]points?\b)?|\bpct\b\.?|\bpercentage\b", re.IGNORECASE
)
_CONNECTS: Final = re.compile(
    r"\s*(?:[-–—,/]|to|and|or|through|,\s*and|,\s*or)?\s*(?:[$€£]|US\$|\w{1,4}\$)?\s*"
)


_WORD: Final = re.compile(r"[a-z]+(?:['’][a-z]+)?")
_DIGIT: Final = re.compile(r"\d")
_LAST_CENTURY: Final = re.compile(r"\s+of\s+(?:the\s+)?(?:last|past)\s+century\b", re.IGNORECASE)
_ROMAN: Final = re.compile(r"\b[IVX]+\b")
_HINTS: Final = {
    word: Number(word, of(value, words.MORE.get(word, value)), hard=False)
    for word, value in words.HINTS.items()
    if word not in words.NUMBERS
}


@lru_cache(maxsize=4096)
def read_english(text: str) -> list[Number]:
    """Return the numbers of an English text in their order."""
    dates = read_english_dates(text)
    found = set(_WORD.findall(text.lower()))
    if found.isdisjoint(words.NUMBERS) and not _DIGIT.search(text) and not _ROMAN.search(text):
        return [_HINTS[word] for word in found if word in _HINTS]
    masked = _PERCENT.sub("%", dates.text)
    return soften_counted(with_ranges(_Reader(masked).read(), masked, _CONNECTS), masked)


class _Reader(Amounts):
    """Goes through the words once."""

    def read(self) -> list[Number]:
        """Return all numbers."""
        found: list[Number] = []
        i = 0
        while i < len(self.tokens):
            token = self.tokens[i]
            if token.kind == "other" or (
                token.kind == "word"
                and token.lower not in words.KNOWN
                and token.lower != "a"
                and token.text not in words.ROMAN
            ):
                i += 1
                continue
            if token.lower in _HINTS and (token.lower != "a" or not self._begins(i + 1)):
                found.append(_HINTS[token.lower])
                i += 1
                continue
            number, after = self._number(i)
            if number is not None:
                start, end = self.tokens[i].start, self.tokens[after - 1].end
                number = in_metric(in_units(number, self._unit(after)), self.at(after).text)
                text = self.text[start:end]
                found.append(replace(number, text=text, start=start, end=end))
            i = max(after, i + 1)
        return found

    def _begins(self, i: int) -> bool:
        """Return whether an amount goes on after ``a``: a million, a third."""
        return self.at(i).lower in words.SCALES or self.at(i).lower in words.PARTS

    def _unit(self, i: int) -> str | None:
        """Return the unit of time after a number: years, of a century."""
        while self.at(i).lower in {"of", "a", "the", "full", "consecutive", "past", "whole"}:
            i += 1
        return words.TIMES.get(self.at(i).lower)

    def _number(self, i: int) -> tuple[Number | None, int]:
        """Return the number that begins at *i*, and where it ends."""
        token = self.tokens[i]
        if token.kind == "word":
            return self._word(i)
        if token.kind == "decade":
            year = float(re.sub(r"\D", "", token.text))
            value = year % 100
            # «the 2010s» are the second decade of a century
            hard = not (value in {0.0, 10.0} or (len(token.text) == 5 and token.text[0] == "2"))
            century = year - value or self._century(token)
            number = Number("", decade(value, century), Kind.DECADE, hard)
            # the under-30s
            return number.also(value) if len(token.text) == 3 else number, i + 1
        if token.kind == "name":  # F-16, G20, Q1
            value = float(re.sub(r"[^\d.]", "", token.text).strip("."))
            also = {"Q": 0.25, "H": 0.5}.get(token.text[0], value)
            return Number("", of(value, also), hard=False), i + 1
        if token.kind == "nth":
            value = float(token.text[:-2])
            return Number("", of(value), hard=value > 2 or self._is_dated(i, i + 1)), i + 1
        if token.kind == "clock":
            hour, minute = map(float, token.text.split(":"))
            parts = (Number("", of(hour, hour + 12)), Number("", of(minute)))
            return Number("", frozenset(), parts=parts), i + 1
        if token.kind == "share":
            first, second = map(float, token.text.split("/"))
            parts = (Number("", of(first)), Number("", of(second)))
            soft = token.text in {"24/7", "9/11"}
            return Number("", of(first / (second or 1)), hard=not soft, parts=parts), i + 1
        if token.kind == "figure":
            return self._amount(i)
        return None, i + 1

    def _word(self, i: int) -> tuple[Number | None, int]:
        token = self.tokens[i]
        lower = token.lower
        if (lower in words.UNITS or lower in words.TENS or lower == "a") and (
            fraction := self._fraction(i)
        ):
            return fraction
        if lower in words.TENS and self.at(i + 1).lower in words.ORDINALS:
            below = words.ORDINALS[self.at(i + 1).lower]
            if 0 < below < 10:
                return Number("", of(words.TENS[lower] + below)), i + 2
        if lower in words.UNITS or lower in words.TENS:
            return self._amount(i)
        if (
            lower == "a"
            and self.at(i + 1).lower in words.SCALES
            and self.at(i + 1).lower not in words.SHORT
        ):
            return self._amount(i)
        if lower == "half":
            return self._fraction(i) or (Number("", of(0.5, 2), Kind.FRACTION, hard=False), i + 1)
        return (self._ordinal(i) if lower in words.ORDINALS else self._vague(token)), i + 1

    def _century(self, token: Token) -> float:
        """Return the first year of the century after a decade: of the last century."""
        return 1900.0 if _LAST_CENTURY.match(self.text, token.end) else 0.0

    def _vague(self, token: Token) -> Number | None:
        """Read a word that is a number by itself: the eighties, dozens, II."""
        lower = token.lower
        if lower in words.DECADES:
            return Number("", decade(words.DECADES[lower], self._century(token)), Kind.DECADE)
        if lower in words.VAGUE:
            return Number("", of(("vague", words.VAGUE[lower])), Kind.VAGUE, hard=False)
        # several thousand; $ bn over a column
        if lower in words.SCALES and (lower not in words.SHORT or len(lower) > 1):
            value = words.SCALES[lower]
            return Number("", of(value, ("vague", value)), Kind.VAGUE, hard=False)
        if token.text in words.ROMAN:
            return Number("", of(words.ROMAN[token.text]), hard=False)
        if lower in words.HINTS:  # a quarter
            return Number("", of(words.HINTS[lower]), Kind.FRACTION, hard=False)
        return None

    def _ordinal(self, i: int) -> Number:
        value = words.ORDINALS[self.at(i).lower]
        if value <= 2:
            hard = self._is_dated(i, i + 1)
            return Number("", of(value), Kind.NUMBER if hard else Kind.ORDINAL, hard)
        share = [1 / value] if value <= 10 else []
        return Number("", of(value, *share), hard=self.at(i).lower[-2:] != "ly")

    def _fraction(self, i: int) -> tuple[Number, int] | None:
        """Read ``two-thirds``, ``a quarter of a million``, ``half a billion``."""
        first = self.at(i).lower
        if first == "half":
            count, below, at = 1.0, "half", i
        elif first in words.UNITS or first == "a":
            count, below, at = words.UNITS.get(first, 1.0), self.at(i + 1).lower, i + 1
            if below not in words.PARTS or not count or (count > 1 and below[-1] != "s"):
                return None
        else:
            return None
        value = count / words.PARTS[below]
        after = at + 1
        scaled = after
        while self.at(scaled).lower in {"of", "a", "an"}:
            scaled += 1
        name = self.at(scaled).lower
        if name in words.SCALES and name not in words.SHORT:
            scale = words.SCALES[name]
            return Number("", of(value * scale), scale=scale), scaled + 1
        if name == "dozen":
            return Number("", of(value * 12), hard=False), scaled + 1
        values: set[Value] = {value, *_percents(value)}
        if count == 1 and below != "half":
            values |= {words.PARTS[below]} if first == "a" else set()
        if self.at(i - 1).lower == "and":  # a year and a half
            values.add(1 + value)
        hard = count > 1 or below not in {"half", "quarter", "quarters"}
        parts = (Number("", of(count)), Number("", of(words.PARTS[below])))
        return Number("", of(*values), Kind.FRACTION, hard, parts=parts if count > 1 else ()), after


def _percents(value: float) -> list[float]:
    percent = value * 100
    return [percent, float(round(percent)), float(int(percent)), round(percent, 1)]
