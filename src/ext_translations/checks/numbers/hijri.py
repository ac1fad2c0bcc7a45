"""Hijri years and days, which may be left to their Gregorian twins, or converted."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ext_translations.checks.calendar import HIJRI, gregorian

if TYPE_CHECKING:
    from ext_translations.checks.numbers.model import Number

_DATE: Final = re.compile(
    r"(\d{1,2})?\s*(?:من )?(?:شهر )?([\ue021-\ue02c])\s*(?:من )?(?:عام |سنه )?(1[2-5]\d\d)?"
)
_MONTH_BEFORE: Final = re.compile(r"[\ue021-\ue02c]\D{0,12}$")
_MONTH_AFTER: Final = re.compile(r"\s*(?:من )?[\ue021-\ue02c]")


def with_twins(numbers: list[Number], text: str, *, twin: bool) -> list[Number]:
    """Return *numbers*; those of Hijri dates are soft where a Gregorian date is their *twin*."""
    return [_with_twin(number, text, twin=twin) for number in numbers]


def _with_twin(number: Number, text: str, *, twin: bool) -> Number:
    year = next(iter(number.values), 0.0) if len(number.values) == 1 else 0.0
    if not isinstance(year, float):
        return number
    if 1200 <= year < 1600 and (
        text[number.end : number.end + 3].strip().startswith("ه")
        or _MONTH_BEFORE.search(text[: number.start])
    ):
        first, last = gregorian(int(year), 1, 1).year, gregorian(int(year), 12, 29).year
        return replace(number.also(first, last), hard=not twin)
    if not _MONTH_AFTER.match(text, number.end):
        return number
    date = _DATE.match(text, number.start)
    if date and date[1] and date[3]:
        found = gregorian(int(date[3]), ord(date[2]) - HIJRI, int(date[1])).toordinal()
        days = (dt.date.fromordinal(found + d).day for d in (-2, -1, 0, 1, 2))
        number = number.also(*map(float, days))
    return replace(number, hard=not twin)
