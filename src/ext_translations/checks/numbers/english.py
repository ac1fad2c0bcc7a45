"""Read the numbers of an English text."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final, NamedTuple

from ext_translations.checks.calendar import read_english_dates
from ext_translations.checks.numbers import english_words as words
from ext_translations.checks.numbers import figures
from ext_translations.checks.numbers.model import Kind, Number, Value, in_units, of, with_ranges

_PERCENT: Final = re.compile(
    r"%|\bper ?cent(?:age)?\b(?:[ -]points?\b)?|\bpct\b\.?|\bpercentage\b", re.IGNORECASE
)
_TOKEN: Final = re.compile(
    rf"(?P<word>[A-Za-z]++(?:['’][A-Za-z]++)?(?![-‑]?\d)|[a-z]++)"
    rf"|(?P<decade>(?<!\d)['’‘]?(?:\d{{3}}0|\d0)['’]?s\b)"
    rf"|(?P<name>\b[A-Z][A-Za-z]*[-‑]?\d+(?:\.\d+)?[A-Za-z]*)"
    rf"|(?P<nth>\d+(?:st|nd|rd|th)\b)"
    rf"|(?P<clock>\d{{1,2}}:\d{{2}})|(?P<share>(?<![\d/])\d{{1,2}}/\d{{1,3}}(?![\d/]))"
    rf"|(?P<figure>{figures.FIGURE.pattern})|(?P<other>\S)",
    re.VERBOSE,
)
_CONNECTS: Final = re.compile(
    r"\s*(?:[-–—,/]|to|and|or|through|,\s*and|,\s*or)?\s*(?:[$€£]|US\$|\w{1,4}\$)?\s*"
)
_MONTH: Final = re.compile("[\ue001-\ue02f]")


_WORD: Final = re.compile(r"[a-z]+(?:['’][a-z]+)?")
_DIGIT: Final = re.compile(r"\d")
_ROMAN: Final = re.compile(r"\b[IVX]+\b")
_HINTS: Final = {
    word: Number(word, of(value, words.MORE.get(word, value)), hard=False)
    for word, value in words.HINTS.items()
    if word not in words.NUMBERS
}


class Token(NamedTuple):
    """A word, a figure or a sign, and where it stands."""

    kind: str
    text: str
    lower: str
    start: int
    end: int


_NONE: Final = Token("none", "", "", -1, -1)


@lru_cache(maxsize=4096)
def read_english(text: str) -> list[Number]:
    """Return the numbers of an English text in their order."""
    dates = read_english_dates(text)
    found = set(_WORD.findall(text.lower()))
    if found.isdisjoint(words.NUMBERS) and not _DIGIT.search(text) and not _ROMAN.search(text):
        return [_HINTS[word] for word in found if word in _HINTS]
    masked = _PERCENT.sub("%", dates.text)
    return with_ranges(_Reader(masked).read(), masked, _CONNECTS)


class _Reader:
    """Goes through the words once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = [
            Token(str(m.lastgroup), m[0], m[0].lower(), m.start(), m.end())
            for m in _TOKEN.finditer(text)
            if m[0] not in {"-", "‑"}  # twenty-five
        ]

    def at(self, i: int) -> Token:
        """Return a token; an empty one outside the text."""
        return self.tokens[i] if 0 <= i < len(self.tokens) else _NONE

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
                number = in_units(number, self._unit(after))
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
            value = float(re.sub(r"\D", "", token.text)) % 100
            # «the 2010s» are the second decade of a century
            hard = not (value in {0.0, 10.0} or (len(token.text) == 5 and token.text[0] == "2"))
            return Number("", of(("decade", value)), Kind.DECADE, hard), i + 1
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
        if lower in words.ORDINALS:
            return self._ordinal(i)
        if lower in words.DECADES:
            return Number("", of(("decade", words.DECADES[lower])), Kind.DECADE), i + 1
        if lower in words.VAGUE:
            return Number("", of(("vague", words.VAGUE[lower])), Kind.VAGUE, hard=False), i + 1
        if lower in words.SCALES and lower not in words.SHORT:  # several thousand
            value = words.SCALES[lower]
            values = of(value, ("vague", value), *((100.0,) if value == 100 else ()))
            return Number("", values, Kind.VAGUE, hard=False), i + 1
        if token.text in words.ROMAN:
            return Number("", of(words.ROMAN[token.text]), hard=False), i + 1
        if lower in words.HINTS:
            values = of(words.HINTS[lower], words.MORE.get(lower, words.HINTS[lower]))
            kind = Kind.FRACTION if lower in {"quarter", "quarters"} else Kind.NUMBER
            return Number("", values, kind, hard=False), i + 1
        return None, i + 1

    def _ordinal(self, i: int) -> tuple[Number, int]:
        value = words.ORDINALS[self.at(i).lower]
        if value <= 2:
            hard = self._is_dated(i, i + 1)
            return Number("", of(value), Kind.NUMBER if hard else Kind.ORDINAL, hard), i + 1
        share = [1 / value] if value <= 10 else []
        return Number("", of(value, *share), hard=self.at(i).lower[-2:] != "ly"), i + 1

    def _fraction(self, i: int) -> tuple[Number, int] | None:
        """Read ``two-thirds``, ``a quarter of a million``, ``half a billion``."""
        first = self.at(i).lower
        if first == "half":
            count, below, at = 1.0, "half", i
        elif first in words.UNITS or first == "a":
            count, below, at = words.UNITS.get(first, 1.0), self.at(i + 1).lower, i + 1
            if below not in words.PARTS or not count or (count > 1 and below[-1] not in "s"):
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

    def _amount(self, i: int) -> tuple[Number, int]:
        """Read a cardinal number: groups that each have a scale, the largest first."""
        values, after, scale = self._group(i)
        parts = [Number("", of(*values))]
        total, lowest = set(values), scale
        while lowest > 1:
            at = after + (self.at(after).lower == "and")
            token = self.at(at)
            if (
                token.lower in words.UNITS
                or token.lower in words.TENS
                or (token.kind == "figure" and at == after + 1)
            ):
                group, end, below = self._group(at)
                if max(group) >= lowest or (at == after and token.kind == "figure"):
                    break
                total = {a + b for a in total for b in group}
                parts.append(Number("", of(*group), scale=below))
                after, lowest = end, below
            else:
                break
        # two and a half billion; a million and a half
        share, end = self._and_share(after)
        if share:
            name = self.at(end).lower
            factor = words.SCALES[name] if name in words.SCALES and name not in words.SHORT else 0
            total = (
                {(v + share) * factor for v in total}
                if factor
                else {v + share * scale for v in total}
            )
            parts.append(Number("", of(share)))
            scale = max(scale, factor)
            after = end + bool(factor)
        number = Number(
            "", of(*total), hard=not self._is_soft(i, after), scale=scale,
            parts=tuple(parts) if len(parts) > 1 else (),
        )  # fmt: skip
        return self._after_amount(number, i, after), after

    def _after_amount(self, number: Number, i: int, after: int) -> Number:
        plain = [v for v in number.values if not isinstance(v, tuple)]
        if self.at(after).text == "%":
            number = replace(number, values=number.values | figures.as_share(number.values))
        if self.at(after).lower in {"dozen", "score"}:
            number = number.also(*(v * 12 for v in plain))
        if self.at(after).lower in words.TIMES:  # three years and a half
            share, _ = self._and_share(after + 1)
            number = number.also(*(v + share for v in plain))
        if self.at(i - 1).lower in {"in", "of"} and "one" in {
            self.at(i - 2).lower,
            self.at(i - 3).lower,
        }:
            number = number.also(*(1 / v for v in plain if v), *(100 / v for v in plain if v))
        before, sign = self.at(i - 1), self.text[self.at(i - 1).end : self.at(i).start]
        if before.text in {"–", "/"}:
            before = self.at(i - 2)
        elif sign != "-":
            return number
        if before.kind == "figure" and (year := figures.short_year(before.text, self.at(i).text)):
            number = number.also(year)
        return number

    def _and_share(self, i: int) -> tuple[float, int]:
        """Return the fraction in ``and a half``, and where it ends."""
        if self.at(i).lower == "and" and self.at(i + 1).lower in {"a", "one"}:
            below = self.at(i + 2).lower
            if below in words.PARTS and below[-1] != "s":
                return 1 / words.PARTS[below], i + 3
        if (
            self.at(i).lower == "and"
            and self.at(i + 1).lower == "three"
            and self.at(i + 2).lower == "quarters"
        ):
            return 0.75, i + 3
        return 0.0, i

    def _group(self, i: int) -> tuple[set[float], int, float]:
        """Return what a group may be, where it ends, and its scale."""
        token = self.at(i)
        if token.kind == "figure":
            values = {v for v in figures.values(token.text) if not isinstance(v, tuple)}
            after = i + 1
            unit = self.at(after)
            if unit.lower in words.SHORT:
                close = unit.start == token.end
                if close or len(unit.lower) > 1:
                    scale = words.SCALES[unit.lower]
                    # 5m: five metres, five million
                    short = values if unit.text in {"m", "t", "b", "K"} else set()
                    return {v * scale for v in values} | short, after + 1, scale
                return values, after, 1.0
        elif token.lower == "a":
            values, after = {1.0}, i + 1
        else:
            value, after = self._small(i)
            values = {value}
        scale = 1.0
        while self.at(after).lower in words.SCALES and self.at(after).lower not in words.SHORT:
            scale *= words.SCALES[self.at(after).lower]
            after += 1
            if scale == 100:  # two hundred and fifty thousand
                values, scale, after = self._hundreds(values, after)
        return {v * scale for v in values}, after, scale

    def _hundreds(self, values: set[float], after: int) -> tuple[set[float], float, int]:
        values = {v * 100 for v in values}
        at = after + (self.at(after).lower == "and")
        if self.at(at).lower in words.UNITS or self.at(at).lower in words.TENS:
            rest, end = self._small(at)
            if 0 < rest < 100 and self.at(end).lower != "hundred":
                return {v + rest for v in values}, 1.0, end
        return values, 1.0, after

    def _small(self, i: int) -> tuple[float, int]:
        lower = self.at(i).lower
        if lower in words.TENS:
            below = words.UNITS.get(self.at(i + 1).lower, 0)
            if 0 < below < 10 and not self.text[self.at(i).end : self.at(i + 1).start].strip(" -‑"):
                return words.TENS[lower] + below, i + 2
            return words.TENS[lower], i + 1
        return words.UNITS[lower], i + 1

    def _is_soft(self, i: int, after: int) -> bool:
        """Return whether a number may stand for an Arabic word without one: a dual, one."""
        token = self.at(i)
        if after > i + 1 or self.at(after).text == "%" or self._is_dated(i, after):
            return False
        if self.at(i - 1).lower in words.LABELS and (
            token.kind == "figure" or token.text[0].isupper()
        ):
            return False
        return token.text in {"1", "2"} or token.lower in {"zero", "one", "two"}

    def _is_dated(self, i: int, after: int) -> bool:
        """Return whether a month stands beside."""
        after += self.at(after).lower == "of"
        return bool(_MONTH.match(self.at(after).text) or _MONTH.match(self.at(i - 1).text))


def _percents(value: float) -> list[float]:
    percent = value * 100
    return [percent, float(round(percent)), float(int(percent)), round(percent, 1)]
