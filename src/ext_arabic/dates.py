"""Dates as an edition writes them: ``7 يناير 2024``, ``7 January 2024``. Plain Python, on Babel."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_date as babel_format_date

from ext_arabic import digits as digits_
from ext_arabic.direction import direction_of

if TYPE_CHECKING:
    import datetime as dt


def format_date(
    date: dt.date, language: str, *, months: str = "ar", digits: digits_.System = "latn"
) -> str:
    """Return *date* as day, month and year, without a comma.

    *months* names the month system of an Arabic edition by a locale of Babel (``ar``, ``ar_IQ``,
    ``ar_DZ``, ``ar_MA``, ``ar_MR``), or two joined by a slash: ``ar_IQ/ar`` gives
    ``7 كانون الثاني/يناير 2024``. Other languages have one system. Raises Babel's
    ``UnknownLocaleError``, or `ValueError`, for a locale that is none.
    """
    if _is_arabic(language):
        names = dict.fromkeys(month_names(system)[date.month] for system in months.split("/"))
        text = f"{date.day} {'/'.join(names)} {date.year}"
    else:
        text = babel_format_date(date, "d MMMM y", locale=_locale(language))
    return digits_.convert(text, digits)


@cache
def month_names(system: str) -> dict[int, str]:
    """Return the names of the months in *system* (a locale of Babel), by number."""
    return dict(_locale(system).months["format"]["wide"])


def _is_arabic(language: str) -> bool:
    return language.replace("_", "-").partition("-")[0] == "ar" and direction_of(language) == "rtl"


def _locale(tag: str) -> Locale:
    return Locale.parse(tag.strip().replace("-", "_"))
