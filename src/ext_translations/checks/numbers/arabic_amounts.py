"""Read Arabic cardinal numbers: groups with a scale, and the fractions after them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, NamedTuple

from ext_translations.checks.arabic import fold
from ext_translations.checks.numbers import figures
from ext_translations.checks.numbers.arabic_words import Word, look_up
from ext_translations.checks.numbers.model import Kind, Number, Value, of

_TOKEN: Final = re.compile(
    rf"(?P<word>[^\W\d_]+)|(?P<clock>\d{{1,2}}:\d{{2}})"
    rf"|(?P<share>(?<![\d/])\d{{1,2}}/\d{{1,3}}(?![\d/]))"
    rf"|(?P<figure>{figures.FIGURE.pattern})|(?P<other>\S)",
    re.VERBOSE,
)
_YEAR_OF: Final = frozenset(
    [
        "عام",
        "سنه",
        "حرب",
        "نكسه",
        "نكبه",
        "ثوره",
        "حدود",
        "اراضي",
        "انتفاضه",
        "العام",
        "السنه",
        "عامي",
    ]
)
_DIGIT: Final = re.compile(r"\d")
_WORD: Final = re.compile(r"[^\W\d_]+")
#: written with two a signs at its end: ألفاً, ألفًا
_TANWIN: Final = re.compile(r"(?<![\w\u064b-\u0652])[\w\u064b-\u0652]+(?:\u064bا|ا\u064b)")


class Token(NamedTuple):
    """A word, a figure or a sign, and where it stands."""

    kind: str
    text: str
    start: int
    end: int
    word: Word | None


class Amounts:
    """The words of a text, and the amounts that begin at them."""

    def __init__(self, text: str, written: str = "") -> None:
        self.text = text
        #: the text before it was folded
        self.written = written
        # most messages have no number at all
        plain = not _DIGIT.search(text) and not any(map(look_up, _WORD.findall(text)))
        self.tokens: list[Token] = [] if plain else self._tokens()
        self.kinds = [token.word.kind if token.word else token.kind for token in self.tokens]

    def _tokens(self) -> list[Token]:
        return [
            Token(
                str(found.lastgroup),
                found[0],
                found.start(),
                found.end(),
                look_up(found[0]) if found.lastgroup == "word" else None,
            )
            for found in _TOKEN.finditer(self.text)
        ]

    def at(self, i: int) -> Token:
        """Return a token; an empty one outside the text."""
        if 0 <= i < len(self.tokens):
            return self.tokens[i]
        return Token("none", "", len(self.text), len(self.text), None)

    def kind(self, i: int) -> str:
        """Return what kind of word or figure stands at *i*."""
        return self.kinds[i] if 0 <= i < len(self.kinds) else "none"

    def conj(self, i: int) -> bool:
        """Return whether the word at *i* has a و attached, or the sign before it is one."""
        word = self.at(i).word
        return bool(word and word.conj) or self.at(i - 1).text == "و"

    def _amount(self, i: int) -> tuple[Number | None, int]:
        """Read a cardinal number: groups that each have a scale, the largest first."""
        total, after, scale, figure = self._group(i)
        soft = self._is_soft(i, after)
        parts = [simple(of(*total), scale)]
        values = set(total)
        lowest = scale
        while self.conj(after) or (self.at(after).text == "و" and self.kind(after + 1) == "figure"):
            at = after + (self.at(after).text == "و")
            if self.kind(at) == "fraction":
                values, after, part = self._and_fraction(values, at, scale)
                parts.append(part)
                break
            if self.kind(at) not in {
                "figure",
                "unit",
                "tens",
                "hundred",
                "hundreds",
                "scale",
                "two-scale",
                "ten",
            }:
                break
            group, end, below, _ = self._group(at)
            size = max(group)
            if lowest == 1 or below >= lowest or size >= lowest:
                break
            values = {a + b for a in values for b in group}
            parts.append(simple(of(*group), below))
            lowest, after, soft = below, end, False
        number = Number(
            "",
            of(*values),
            hard=not soft,
            parts=tuple(parts) if len(parts) > 1 else (),
            scale=scale,
        )
        return self._after_amount(number, i, after, figure), after

    def _after_amount(self, number: Number, i: int, after: int, figure: str) -> Number:
        """Add what the words around an amount make of it."""
        scale, plain = number.scale, [v for v in number.values if not isinstance(v, tuple)]
        if self.at(after).text == "%":
            number = replace(number, values=number.values | figures.as_share(number.values))
        if self.kind(after) == "parts":  # ثلاثة أرباع
            number = number.also(*(v / self._value(after) for v in plain))
            number = replace(number, kind=Kind.FRACTION, parts=(simple(of(*plain)),))
        # ثلاث سنوات ونصف، مليار دولار ونصف المليار
        if self.kind(after + 1) == "fraction" and self.conj(after + 1):
            share = self._value(after + 1) * scale
            number = number.also(*(v + share for v in plain))
        if self.kind(i) == "unit" and plain[0] in {5.0, 10.0}:  # the fifth, the tenth: خُمس
            number = number.also(1 / plain[0])
        if self.kind(i) == "ten":
            number = number.also(0.1)
        if self.kind(i) == "scale" and len(plain) == 1:  # (مليار دينار) over a column
            number = number.also(("vague", plain[0]))
        if len(figure) == 2 and self.at(i - 1).text.lstrip("وبل") in _YEAR_OF:
            number = number.also(1900 + plain[0])
        before = self.at(i - 2)
        if figure and self.at(i - 1).text in {"-", "–", "/"} and before.kind == "figure":
            year = figures.short_year(before.text, figure)
            return number if year is None else number.also(year)
        return number

    def _and_fraction(
        self, values: set[float], i: int, scale: float
    ) -> tuple[set[float], int, Number]:
        """Add ``ونصف``, ``ونصف المليار`` to an amount."""
        share, after = self._value(i), i + 1
        if self.kind(after) in {"scale", "scales"} and not self.conj(after):
            scale, after = self._value(after), after + 1
        return {v + share * scale for v in values}, after, simple(of(share, share * scale))

    def _group(self, i: int) -> tuple[set[float], int, float, str]:
        """Return what a group may be, where it ends, its scale, and its figure if it has one."""
        figure = ""
        kind = self.kind(i)
        if kind == "figure":
            figure = self.at(i).text
            values = {v for v in figures.values(figure) if not isinstance(v, tuple)}
            after = i + 1
        elif kind in {"scale", "two-scale"}:
            scale = self._value(i)
            # ألفاً is a thousand, ألفا جندي are two
            is_both = self.at(i).text.endswith("ا") and not self._is_one_and_more(i)
            times = {2.0} if kind == "two-scale" else {1.0, 2.0} if is_both else {1.0}
            return {scale * n for n in times}, i + 1, scale, figure
        else:
            value, after = self._small(i)
            values = {value}
        scale = 1.0
        while self.kind(after) in {"scale", "scales"} and not self.conj(after):
            scale *= self._value(after)
            after += 1
        return {v * scale for v in values}, after, scale, figure

    def _is_one_and_more(self, i: int) -> bool:
        """Return whether a scale in ا is one: مليوناً ونصف; مليونا ونصف مليون may be two."""
        if not self.conj(i + 1):
            return False
        word = self.at(i + 2).word
        if self.kind(i + 1) == "fraction" and word and word.kind == "scale" and word.article:
            return True
        return any(fold(one) == self.at(i).text for one in _TANWIN.findall(self.written))

    def _small(self, i: int) -> tuple[float, int]:
        """Read words below a thousand."""
        value, kind, after = self._value(i), self.kind(i), i + 1
        if kind == "unit" and self.kind(after) == "hundred" and not self.conj(after):
            value, kind, after = value * 100, "hundreds", after + 1
        if kind in {"hundred", "hundreds"}:
            if self.conj(after) and self.kind(after) in {"unit", "tens", "ten"}:
                rest, end = self._small(after)
                # «مئة وخمسة ملايين» is 105 million, «مئة وألف» is not read here
                return value + rest, end
            return value, after
        if kind == "unit" and self.kind(after) == "ten" and not self.conj(after):
            return value + 10, after + 1
        if kind == "unit" and self.kind(after) == "tens" and self.conj(after):
            return value + self._value(after), after + 1
        return value, after

    def _value(self, i: int) -> float:
        word = self.at(i).word
        assert word is not None
        return word.value

    def _is_soft(self, i: int, after: int) -> bool:
        """Return whether a number may be said without one."""
        token = self.at(i)
        if after > i + 1:
            return False
        if token.kind == "figure":
            joined = self.at(i - 1).text == "-" and self.at(i - 2).text.endswith("كوفيد")
            beside = "\ue001" <= self.at(after).text <= "\ue02f"
            return joined or (token.text == "1" and not beside)
        assert token.word is not None
        # أحد، واحد; ألف is also "wrote"; الاثنين is also Monday
        if token.word.kind == "unit":
            return token.word.value == 1 or (token.word.value == 2 and token.word.article)
        return token.text in {"الف", "الفا", "الالف"}


def simple(values: frozenset[Value], scale: float = 1) -> Number:
    """Return a number that is part of another."""
    return Number("", values, scale=scale)
