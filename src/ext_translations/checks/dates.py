"""Checks: months, days and weekdays are those of the source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ext_arabic import messages
from ext_translations.checks.arabic import fold
from ext_translations.checks.calendar import (
    HIJRI,
    gregorian,
    may_be_month,
    read_arabic_dates,
    read_english_dates,
)
from ext_translations.checks.model import Context, Pair, Severity
from ext_translations.checks.registry import check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ext_translations.checks.calendar import Dates

__ = messages.console("ext_translations")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_HIJRI_MONTHS = (
    "Muharram", "Safar", "Rabi al-Awwal", "Rabi al-Thani", "Jumada al-Ula", "Jumada al-Akhira",
    "Rajab",
    "Shaban", "Ramadan", "Shawwal", "Dhu al-Qada", "Dhu al-Hijja",
)  # fmt: skip
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@check("dates", Severity.WARNING, languages="en")
def dates(pair: Pair, context: Context) -> Iterator[str]:
    """Find months, days and weekdays that are not those of the source.

    Every Arabic name of a month is known: كانون الثاني, يناير and جانفي are January. A Hijri date
    may be left to the Gregorian one beside it.

    Bad: نشرت في ٥ أيار ٢٠٢٤. => Published on 5 March 2024.
    Bad: من ٣ أيار إلى ٥ حزيران => From 5 May to 3 June
    Good: في ١٢ رجب ١٤٤٥هـ، ٢٤ كانون الثاني ٢٠٢٤ => On 24 January 2024
    """
    source, target = read_arabic_dates(pair.source.prose), read_english_dates(pair.target.prose)
    if not source.says_any and not target.says_any:
        return
    yield from _months(source, target)
    yield from _hijri(source, target)
    moved = []
    for month in sorted(source.days.keys() & target.days.keys()):
        before, after = source.days[month], target.days[month]
        if not (before <= after or after <= before):
            moved += [f"{day} {_MONTHS[month - 1]}" for day in sorted(after - before)]
    if moved:
        yield __("the source does not have this date: %s") % ", ".join(moved)
    lost = [_WEEKDAYS[day - 1] for day in sorted(source.weekdays - target.weekdays)]
    known = source.weekdays | source.unsure_weekdays
    yield from _say(lost, [_WEEKDAYS[day - 1] for day in sorted(target.weekdays - known)])


def _months(source: Dates, target: Dates) -> Iterator[str]:
    there, here = target.months | target.numeric, source.months | source.numeric
    lost = [_MONTHS[month - 1] for month in sorted(source.months - there)]
    brought = [
        _MONTHS[month - 1]
        for month in sorted(target.months - here - _converted(source))
        if not may_be_month(month, source.text)
    ]
    yield from _say(lost, brought)


def _say(lost: list[str], brought: list[str]) -> Iterator[str]:
    if lost and brought:
        text = __("the source has %(source)s, the translation %(target)s")
        yield text % {"source": ", ".join(lost), "target": ", ".join(brought)}
    elif lost:
        yield __("a date of the source is missing: %s") % ", ".join(lost)
    elif brought:
        yield __("the source does not have this date: %s") % ", ".join(brought)


def _hijri(source: Dates, target: Dates) -> Iterator[str]:
    if not source.hijri:
        return
    lost = [_HIJRI_MONTHS[month - 1] for month in sorted(source.hijri - target.hijri)]
    brought = [_HIJRI_MONTHS[month - 1] for month in sorted(target.hijri - source.hijri)]
    # it stands beside its Gregorian twin, or was converted
    converted = bool(target.months) and not target.hijri
    yield from _say([] if converted else lost, brought)


def _converted(source: Dates) -> set[int]:
    """Return the Gregorian months that the Hijri dates of the source may fall into."""
    found: set[int] = set()
    for month in source.hijri:
        years = re.findall(rf"{chr(HIJRI + month)}\D{{0,8}}(1[2-5]\d\d)", fold(source.text))
        if not years:
            return set(range(1, 13))
        for year in map(int, years):
            found |= {gregorian(year, month, day).month for day in (1, 15, 29)}
    return found
