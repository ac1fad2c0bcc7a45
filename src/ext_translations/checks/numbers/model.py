"""A number as a text gives it, and what it may stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

#: a decade is ("decade", 80), and ("decade", 1980) where the century is said; "dozens" is
#: ("vague", 10); all else is a plain number
Value = float | tuple[str, float]


class Kind(Enum):
    """Only numbers of one kind are held against each other where a word may mean more."""

    NUMBER = "number"
    ORDINAL = "ordinal"
    FRACTION = "fraction"
    DECADE = "decade"
    VAGUE = "vague"


@dataclass(frozen=True)
class Number:
    """A number of a text."""

    #: as it stands in the text
    text: str
    #: all that it may stand for
    values: frozenset[Value]
    kind: Kind = Kind.NUMBER
    #: whether the other text must have it too; else it may be said without a number
    hard: bool = True
    #: the numbers that it is made of, where the other text may have them one by one
    parts: tuple[Number, ...] = ()
    #: what it is multiplied by (5 million: 1e6)
    scale: float = 1
    #: where it stands, for finding ranges
    start: int = 0
    end: int = 0
    #: whether it says which one, and not how many
    is_ordinal: bool = False

    def also(self, *values: Value) -> Number:
        """Return the number with further values."""
        return replace(self, values=self.values | of(*values))


def of(*values: Value) -> frozenset[Value]:
    """Return values as they are compared: rounded to four places."""
    return frozenset(v if isinstance(v, tuple) else round(v, 4) for v in values)


def decade(value: float, century: float = 0) -> frozenset[Value]:
    """Return the values of a decade; *century* is its first year, 0 where it is not said."""
    centuries = [century] if century else range(1400, 2100, 100)
    return of(("decade", value), *(("decade", first + value) for first in centuries))


def pool(numbers: Iterable[Number]) -> set[Value]:
    """Return every value that a text may be said to have."""
    found: set[Value] = set()
    for number in numbers:
        found |= number.values
        found |= pool(number.parts)
    return found


def is_in(number: Number, values: set[Value]) -> bool:
    """Return whether a text with *values* has *number*."""
    if not values.isdisjoint(number.values):
        return True
    return bool(number.parts) and all(is_in(part, values) for part in number.parts)


def differences(source: list[Number], target: list[Number]) -> tuple[list[Number], list[Number]]:
    """Return the numbers that *target* lacks, and those that it has and *source* has not.

    Words that may mean more than a number ("second", "half", "dozens") count only where both texts
    have one of the same kind that the other has not.
    """
    there, here = pool(target), pool(source)
    lost = [number for number in source if not is_in(number, there)]
    brought = [number for number in target if not is_in(number, here)]
    for kind in (Kind.ORDINAL, Kind.FRACTION, Kind.VAGUE):
        if any(n.kind is kind for n in lost) and any(n.kind is kind for n in brought):
            lost = [replace(n, hard=True) if n.kind is kind else n for n in lost]
            brought = [replace(n, hard=True) if n.kind is kind else n for n in brought]
    return [n for n in lost if n.hard], [n for n in brought if n.hard]


#: units of time by what they are called here, to the factors that others count them with
UNITS: dict[str, tuple[float, ...]] = {
    "century": (100,),
    "decade": (10,),
    "year": (12,),
    "month": (1 / 12,),
    "week": (7,),
    "day": (24, 1 / 7),
    "hour": (1 / 24, 60),
}


def in_units(number: Number, unit: str | None) -> Number:
    """Add what *number* is in other units of time: a year and a half is 18 months."""
    if unit is None:
        return number
    plain = [v for v in number.values if not isinstance(v, tuple)]
    return number.also(*(v * factor for v in plain for factor in UNITS[unit]))


#: metric prefixes, and a ton of grams
_PREFIXES: Final = (
    (re.compile(r"كيلو|كم(?!\w)|كغم?(?!\w)|kilo|k[WmgV]"), 1e3),
    (re.compile(r"مي[غج]ا|طن|اطنان|mega|MW|ton"), 1e6),
    (re.compile(r"[غج]ي[غج]ا|giga|GW|GB"), 1e9),
    (re.compile(r"تيرا|tera|TW|TB"), 1e12),
)


def in_metric(number: Number, word: str) -> Number:
    """Add what *number* is without the metric prefix of the *word* after it: 1,500 MW."""
    factor = next((f for prefix, f in _PREFIXES if prefix.match(word)), None)
    if factor is None:
        return number
    return number.also(*(v * factor for v in number.values if not isinstance(v, tuple)))


def with_ranges(numbers: list[Number], text: str, connects: Connector) -> list[Number]:
    """Give the first number of a range the scale of the second: 5 to 7 billion."""
    made = list(numbers)
    for i in range(len(made) - 1, 0, -1):
        before, after = made[i - 1], made[i]
        if before.scale >= after.scale or before.kind is not Kind.NUMBER:
            continue
        if connects.fullmatch(text[before.end : after.start]):
            plain = [v for v in before.values if not isinstance(v, tuple)]
            scaled = before.also(*(v * after.scale for v in plain))
            made[i - 1] = replace(scaled, scale=after.scale)
    return made


if TYPE_CHECKING:
    from re import Pattern

    Connector = Pattern[str]
