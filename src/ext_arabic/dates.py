"""Dates as an edition writes them: ``7 يناير 2024``, ``7 January 2024``. Plain Python, on Babel.

Hijri dates are those of Umm al-Qura (1343 to 1500 AH); they need the package hijridate.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date as babel_format_date

from ext_arabic import digits as digits_
from ext_arabic.direction import direction_of

if TYPE_CHECKING:
    import datetime as dt

Calendar = Literal["gregorian", "hijri"]

#: what follows a year where Hijri dates are used
SIGNS: Final[dict[str, str]] = {"gregorian": "م", "hijri": "هـ"}


@dataclass(frozen=True)
class Months:
    """A month setting, read."""

    #: month systems of the Gregorian year: locales of Babel
    systems: tuple[str, ...] = ("ar",)
    #: the calendars that a date is given in, in their order
    calendars: tuple[Calendar, ...] = ("gregorian",)

    @property
    def is_signed(self) -> bool:
        """Whether years say their calendar: 1445هـ, 2024م."""
        return "hijri" in self.calendars


@cache
def read_months(setting: str) -> Months:
    """Return what *setting* says.

    One month system of an Arabic edition by a locale of Babel (``ar``, ``ar_IQ``, ``ar_DZ``,
    ``ar_MA``, ``ar_MR``), or several joined by a slash: ``ar_IQ/ar`` gives
    ``كانون الثاني/يناير``. ``hijri`` alone, or before or after them, gives Hijri dates, alone or
    beside the others. Raises `ValueError`, saying what is wrong.
    """
    parts = [part.strip() for part in setting.split("/")]
    systems = tuple(part for part in parts if part != "hijri")
    for system in systems:
        try:
            known = _locale(system).language == "ar"
        except (UnknownLocaleError, ValueError):
            known = False
        if not known:
            text = f"no months are called “{system}”: ar, ar_IQ, ar_DZ, ar_MA … or hijri"
            raise ValueError(text)
    if len(systems) == len(parts):
        return Months(systems)
    if importlib.util.find_spec("hijridate") is None:
        text = "Hijri dates need the package hijridate"
        raise ValueError(text)
    if not systems:
        return Months(calendars=("hijri",))
    first = parts[0] == "hijri"
    return Months(systems, ("hijri", "gregorian") if first else ("gregorian", "hijri"))


def format_date(
    date: dt.date, language: str, *, months: str = "ar", digits: digits_.System = "latn"
) -> str:
    """Return *date* as day, month and year, without a comma.

    *months*: see `read_months`; other languages than Arabic have one system. Raises `ValueError`.
    """
    if not _is_arabic(language):
        text = babel_format_date(date, "d MMMM y", locale=_locale(language))
        return digits_.convert(text, digits)
    setting = read_months(months)
    hijri = to_hijri(date.year, date.month, date.day) if setting.is_signed else None
    gregorian = date.year, date.month, date.day
    days = {"gregorian": gregorian, "hijri": hijri or gregorian}
    written = []
    for calendar in setting.calendars if hijri else ("gregorian",):
        year, month, day = days[calendar]
        name = (hijri_months() if calendar == "hijri" else gregorian_months(setting))[month]
        sign = SIGNS[calendar] if setting.is_signed else ""
        written.append(f"{day} {name} {year}{sign}")
    return digits_.convert(" / ".join(written), digits)


def to_hijri(year: int, month: int, day: int) -> tuple[int, int, int] | None:
    """Return the Hijri year, month and day of a Gregorian day; None beyond the tables."""
    from hijridate import Gregorian

    try:
        found = Gregorian(year, month, day).to_hijri()
    except (OverflowError, ValueError):
        return None
    return found.year, found.month, found.day


@cache
def hijri_months() -> dict[int, str]:
    """Return the Arabic names of the Hijri months, by number."""
    from hijridate import Hijri

    return {month: Hijri(1445, month, 1).month_name("ar") for month in range(1, 13)}


@cache
def gregorian_months(setting: Months) -> dict[int, str]:
    """Return the names of the Gregorian months: ``كانون الثاني/يناير``, by number."""
    systems = [month_names(system) for system in setting.systems]
    return {n: "/".join(dict.fromkeys(names[n] for names in systems)) for n in range(1, 13)}


@cache
def month_names(system: str) -> dict[int, str]:
    """Return the names of the months in *system* (a locale of Babel), by number."""
    return dict(_locale(system).months["format"]["wide"])


def _is_arabic(language: str) -> bool:
    return language.replace("_", "-").partition("-")[0] == "ar" and direction_of(language) == "rtl"


def _locale(tag: str) -> Locale:
    return Locale.parse(tag.strip().replace("-", "_"))
