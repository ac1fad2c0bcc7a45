"""Read English cardinal numbers: groups with a scale, and the fractions after them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, NamedTuple

from ext_translations.checks.numbers import english_words as words
from ext_translations.checks.numbers import figures
from ext_translations.checks.numbers.model import Number, of

_TOKEN: Final = re.compile(
    rf"(?P<word>[A-Za-z]++(?:['’][A-Za-z]++)?(?![-‑]?\d)|[a-z]++)"
    rf"|(?P<decade>(?<!\d)['’‘]?(?:\d{{3}}0|\d0)['’]?s\b)"
    rf"|(?P<name>\b[A-Z][A-Za-z]*[-‑]?\d+(?:\.\d+)?[A-Za-z]*)"
    rf"|(?P<nth>\d+(?:st|nd|rd|th)\b)"
    rf"|(?P<clock>\d{{1,2}}:\d{{2}})|(?P<share>(?<![\d/])\d{{1,2}}/\d{{1,3}}(?![\d/]))"
    rf"|(?P<figure>{figures.FIGURE.pattern})|(?P<other>\S)",
    re.VERBOSE,
)
_MONTH: Final = re.compile("[\ue001-\ue02f]")


class Token(NamedTuple):
    """A word, a figure or a sign, and where it stands."""

    kind: str
    text: str
    lower: str
    start: int
    end: int


_NONE: Final = Token("none", "", "", -1, -1)


class Amounts:
    """The words of a text, and the amounts that begin at them."""

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
        if self.at(after).lower in {"p", "pm"}:  # 6 p.m.
            number = number.also(*(v + 12 for v in plain))
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
