"""Read the numbers of an Arabic text."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final, NamedTuple

from ext_translations.checks.calendar import HIJRI, gregorian, read_arabic_dates
from ext_translations.checks.numbers import figures
from ext_translations.checks.numbers.arabic_words import Word, look_up, unit_of
from ext_translations.checks.numbers.model import Kind, Number, in_units, of, with_ranges

_PERCENT: Final = re.compile(
    r"%|(?<!\w)(?:في |ب)ال(?:مئه|مائه|مايه|ميه)(?!\w)|(?<!\w)نقط(?:ه|تين|تان)? مئوي(?:ه|تين|تان)|نقاط مئويه"
)
_TOKEN: Final = re.compile(
    rf"(?P<word>[^\W\d_]+)|(?P<clock>\d{{1,2}}:\d{{2}})|(?P<share>(?<![\d/])\d{{1,2}}/\d{{1,3}}(?![\d/]))"
    rf"|(?P<figure>{figures.FIGURE.pattern})|(?P<other>\S)",
    re.VERBOSE,
)
_CONNECTS: Final = re.compile(r"\s*(?:[-–—،,]|الي|حتي|او|و)?\s*(?:و|ال|ب|ل)?\s*\D{0,2}")
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
#: tokens that begin no number
_PLAIN: Final = frozenset({"word", "other"})


class Token(NamedTuple):
    """A word, a figure or a sign, and where it stands."""

    kind: str
    text: str
    start: int
    end: int
    word: Word | None


@lru_cache(maxsize=4096)
def read_arabic(text: str) -> list[Number]:
    """Return the numbers of an Arabic text in their order."""
    dates = read_arabic_dates(text)
    folded = _PERCENT.sub("%", dates.text)
    reader = _Reader(folded)
    numbers = with_ranges(reader.read(), folded, _CONNECTS)
    if any(number.kind is Kind.DECADE for number in numbers):
        # the 1970s say in which century they were
        numbers = [
            replace(n, hard=False) if folded[: n.start].rstrip().endswith("قرن") else n
            for n in numbers
        ]
    return _with_hijri(numbers, folded, bool(dates.months or dates.numeric))


class _Reader:
    """Goes through the words once."""

    def __init__(self, text: str) -> None:
        self.text = text
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
                number = in_units(number, unit)
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
            parts = (_plain(of(hour, hour - 12)), _plain(of(minute, minute / 60)))
            return Number("", frozenset(), parts=parts), i + 1
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
        if kind == "decade":
            return Number("", of(("decade", value)), Kind.DECADE), i + 1
        if kind == "two":
            # «العامين الماضيين» may be said otherwise
            return Number("", of(2, 2 * value), hard=not token.word.article), i + 1
        if kind in {"hint", "adverb"}:
            unit = unit_of(token.text)
            number = in_units(Number("", of(value), hard=False), None)
            return (number.also(1) if unit else number), i + 1
        return None, i + 1

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
        return Number("", of(value), kind, hard), after

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
            found = found.also(1 + value, value * 60)
        return in_units(found, unit), after

    def _amount(self, i: int) -> tuple[Number | None, int]:
        """Read a cardinal number: groups that each have a scale, the largest first."""
        total, after, scale, figure = self._group(i)
        soft = self._is_soft(i, after)
        parts = [_plain(of(*total), scale)]
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
            parts.append(_plain(of(*group), below))
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
            number = replace(number, kind=Kind.FRACTION, parts=(_plain(of(*plain)),))
        # ثلاث سنوات ونصف، مليار دولار ونصف المليار
        if self.kind(after + 1) == "fraction" and self.conj(after + 1):
            share = self._value(after + 1) * scale
            number = number.also(*(v + share for v in plain))
        if self.kind(i) == "unit" and plain[0] in {5.0, 10.0}:  # the fifth, the tenth: خُمس
            number = number.also(1 / plain[0])
        if self.kind(i) == "ten":
            number = number.also(0.1)
        if len(figure) == 2 and self.at(i - 1).text.lstrip("وبل") in _YEAR_OF:
            number = number.also(1900 + plain[0])
        before = self.at(i - 2)
        if figure and self.at(i - 1).text in {"-", "–", "/"} and before.kind == "figure":
            if year := figures.short_year(before.text, figure):
                number = number.also(year)
        return number

    def _and_fraction(
        self, values: set[float], i: int, scale: float
    ) -> tuple[set[float], int, Number]:
        """Add ``ونصف``, ``ونصف المليار`` to an amount."""
        share, after = self._value(i), i + 1
        if self.kind(after) in {"scale", "scales"} and not self.conj(after):
            scale, after = self._value(after), after + 1
        return {v + share * scale for v in values}, after, _plain(of(share, share * scale))

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
            times = (
                {2.0}
                if kind == "two-scale"
                else {1.0, 2.0}
                if self.at(i).text.endswith("الفا")
                else {1.0}
            )
            return {scale * n for n in times}, i + 1, scale, figure
        else:
            value, after = self._small(i)
            values = {value}
        scale = 1.0
        while self.kind(after) in {"scale", "scales"} and not self.conj(after):
            scale *= self._value(after)
            after += 1
        return {v * scale for v in values}, after, scale, figure

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
        return token.text in {"الف", "الفا"}


def _plain(values: frozenset[float | tuple[str, float]], scale: float = 1) -> Number:
    return Number("", values, scale=scale)


def _share(text: str) -> Number:
    """Read ``3/4``: a fraction, or two numbers."""
    first, second = map(float, text.split("/"))
    parts = (_plain(of(first)), _plain(of(second)))
    return Number("", of(first / second) if second else frozenset(), parts=parts)


def figures_of(value: float) -> list[float]:
    """Return a fraction as a percentage, as it is rounded in figures."""
    percent = value * 100
    return [percent, round(percent), int(percent), round(percent, 1)]


def _with_hijri(numbers: list[Number], text: str, twin: bool) -> list[Number]:
    """Let Hijri years and days be left to their Gregorian twins, or converted."""
    made = []
    month = re.search(
        r"(\d{1,2})?\s*(?:من )?(?:شهر )?([\ue021-\ue02c])\s*(?:من )?(?:عام |سنه )?(1[2-5]\d\d)?",
        text,
    )
    for number in numbers:
        after = text[number.end : number.end + 3].strip()
        year = next(iter(number.values), 0.0) if len(number.values) == 1 else 0.0
        is_year = (
            isinstance(year, float)
            and 1200 <= year < 1600
            and (
                after.startswith("ه")
                or re.search(r"[\ue021-\ue02c]\D{0,12}$", text[: number.start])
            )
        )
        is_day = (
            "\ue021" <= text[number.end : number.end + 6].replace("من", "").strip()[:1] <= "\ue02c"
        )
        if is_year and isinstance(year, float):
            first, last = gregorian(int(year), 1, 1).year, gregorian(int(year), 12, 29).year
            number = replace(number.also(first, last), hard=not twin)
        elif is_day and month and month[1] and month[3]:
            date = gregorian(int(month[3]), ord(month[2]) - HIJRI, int(month[1]))
            days = (date.toordinal() + d for d in (-2, -1, 0, 1, 2))
            number = replace(
                number.also(*(float(type(date).fromordinal(d).day) for d in days)), hard=not twin
            )
        elif is_day:
            number = replace(number, hard=not twin)
        made.append(number)
    return made
