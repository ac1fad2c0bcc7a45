"""Dates as data: date-parts, raw and EDTF strings, seasons, ranges, uncertainty.

Specification, "Date Variables" (CSL-JSON gives them in several shapes). What is no date at all is
kept as a text and printed as it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from .clean import clean

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_SEASONS = ("spring", "summer", "autumn", "winter")
_EDTF = re.compile(r"([-y]?-?\d{1,9})(?:-(\d{1,2})(?:-(\d{1,2}))?)?([?~%]?)$")
#: what follows the day in a point of time
_TIME = re.compile(r"(?<=-\d\d)[T ]\d\d:.*$")
#: “2024/05/01”, “2024.5”; “25.1.2024”
_YEAR_FIRST = re.compile(r"(\d{4})([/.])(\d{1,2})(?:\2(\d{1,2}))?$")
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})$")
#: “2023/24”, “1999/00”. From 01 to 12 the second number is a month: “2010/11” is November 2010,
#: although “2012/13” is a range
_SHORT_YEAR = re.compile(r"(\d{4})/(00|1[3-9]|[2-9]\d)$")
_YEARS = re.compile(r"\d{4}-\d{4}$")
#: the end of a range that is still open
_OPEN = frozenset({"", ".."})
#: “3-5 May 2003”, “May–June 2003”, “Spring/Summer 2003”
_SHORT_RANGE = re.compile(
    r"(\d{1,2})\s*[-–]\s*(\d{1,2})\s+([^\W\d_]+\s+\d{4})$"
    r"|([^\W\d_]+)\s*[-–/]\s*([^\W\d_]+)\s+(\d{4})$"
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day, a month, a season or a year."""

    #: 0 where no year is known; negative before Christ
    year: int
    #: 0 where none is given
    month: int = 0
    day: int = 0
    #: 1 spring to 4 winter; 0 where none is given
    season: int = 0
    #: the calendar that its year names where it prints: "gregorian" (م), "hijri" (هـ)
    calendar: str = ""


@dataclass(frozen=True, slots=True)
class Date:
    """A date, or a range of dates, or a text in the place of one."""

    start: Day
    end: Day | None = None
    circa: bool = False
    literal: str = ""


_NO_DAY = Day(0)


def parse(value: Any) -> Date | None:
    """Return the date in a CSL-JSON *value*; None for an empty one."""
    if isinstance(value, str):
        return parse_text(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return Date(Day(value))
    if not isinstance(value, dict):
        return None
    circa = bool(value.get("circa")) and str(value.get("circa")).lower() not in {"false", "0"}
    parts = value.get("date-parts")
    days = [] if not isinstance(parts, list) else [_day(part) for part in parts[:2]]
    if days and days[0] is not None:
        start = days[0]
        season = _season(value.get("season"))
        if season and not start.month:
            start = Day(start.year, 0, 0, season)
        end = days[1] if len(days) > 1 else None
        if len(days) > 1 and end is None:
            end = _NO_DAY  # a range that is still open
        return Date(start, end if end != start else None, circa)
    if value.get("literal"):
        return Date(_NO_DAY, None, circa, clean(str(value["literal"])))
    if value.get("raw"):
        date = parse_text(str(value["raw"]))
        return date and Date(date.start, date.end, circa or date.circa, date.literal)
    return None


def _season(value: Any) -> int:
    text = str(value or "").strip().lower()
    if text.isdecimal():
        number = int(text[:9])
        number -= 20 if number > 20 else 0
        return number if 1 <= number <= 4 else 0
    text = "autumn" if text == "fall" else text
    return _SEASONS.index(text) + 1 if text in _SEASONS else 0


def _number(value: Any) -> int:
    try:
        return int(str(value).strip() or 0)
    except ValueError:
        return 0


def _day(part: Any) -> Day | None:
    """Return the day in one member of ``date-parts``."""
    if not isinstance(part, list) or not part:
        return None
    numbers = [_number(each) for each in part[:3]] + [0, 0]
    year, month, day = numbers[:3]
    if not (year or month or day):
        return None
    return _checked(year, month, day)


def _checked(year: int, month: int, day: int) -> Day:
    season = 0
    if 13 <= month <= 16:
        season, month = month - 12, 0
    elif 21 <= month <= 24:
        season, month = month - 20, 0
    elif not 0 <= month <= 12:
        month = day = 0
    if not 0 <= day <= 31:
        day = 0
    return Day(year, month, day if month else 0, season)


def parse_text(text: str) -> Date | None:
    """Return the date written in *text*: EDTF, or the usual English ways; else a literal."""
    text = clean(text).strip()
    if not text:
        return None
    short = _SHORT_RANGE.match(text)
    if short:
        # the days, or months, of one year: what the first half lacks stands in the second
        first, last, rest = [each for each in short.groups() if each]
        return parse_text(f"{first} {rest} – {last} {rest}")
    if short_year := _SHORT_YEAR.match(text):
        first, last = int(short_year[1]), int(short_year[2])
        last += first - first % 100 + (100 if not last and first % 100 else 0)
        text = f"{first}/{last}"
    halves = _halves(text)
    circa = False
    days: list[Day] = []
    for half in halves:
        if days and half.strip() in _OPEN:
            return Date(days[0], _NO_DAY, circa)
        found, uncertain = _one(half.strip())
        circa |= uncertain
        if found is None:
            return Date(_NO_DAY, None, circa=False, literal=text)
        days.append(found)
    return Date(days[0], days[1] if len(days) > 1 and days[1] != days[0] else None, circa)


def _halves(text: str) -> list[str]:
    """Return the two ends of a range in *text*; what is none as it stands."""
    if text.count("/") == 1:
        is_range = not _YEAR_FIRST.match(text)
        return re.split(r"/|\s*–\s*|--| - |_", text) if is_range else [text]
    if _YEARS.match(text):
        return text.split("-")
    # with slashes in its dates, a range has another sign between them
    is_range = bool(re.search(r"\d\s*–\s*\S|--| - |_", text))
    return re.split(r"\s*–\s*|--| - |_", text) if is_range else [text]


def _one(text: str) -> tuple[Day | None, bool]:
    """Return the day in *text*, and whether it is uncertain."""
    circa = False
    text = _TIME.sub("", text.strip("[]"))
    match = _EDTF.match(text)
    if match:
        year = int(match[1].removeprefix("y").replace("--", "-"))
        return _checked(year, int(match[2] or 0), int(match[3] or 0)), bool(match[4])
    if text.endswith("?"):
        text, circa = text[:-1], True
    lowered = text.lower()
    for word in ("circa ", "ca. ", "ca ", "c. ", "c."):
        if lowered.startswith(word):
            text, circa = text[len(word) :], True
            break
    return _written(text), circa


def _written(text: str) -> Day | None:
    """Return a day written in words or with slashes: “5 March 2008”, “2008/3/5”, “44 BC”."""
    match = re.match(r"(\d{1,2})/(\d{1,2})/(-?\d{3,4})$", text)
    if match:
        month, day = int(match[1]), int(match[2])
        if month > 12:
            month, day = day, month
        return _checked(int(match[3]), month, day)
    if match := _YEAR_FIRST.match(text):
        return _checked(int(match[1]), int(match[3]), int(match[4] or 0))
    if match := _DAY_FIRST.match(text):
        return _checked(int(match[3]), int(match[2]), int(match[1]))
    found: dict[str, int] = {}
    for word in re.split(r"[\s,./-]+", text):
        if word and not _word(word.lower(), found):
            return None
    year, month, day = found.get("year", 0), found.get("month", 0), found.get("day", 0)
    if not year:
        return None
    return Day(year, month, day if month else 0, 0 if month else found.get("season", 0))


def _word(word: str, found: dict[str, int]) -> bool:
    """Note what one word of a date says; False where it says nothing."""
    if re.fullmatch(r"\d{3,5}", word):
        found["year"] = int(word)
    elif re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", word):
        number = int(re.sub(r"\D", "", word))
        found["day" if "day" not in found else "year"] = number
    elif word[:3] in _MONTHS and word.isalpha():
        found["month"] = _MONTHS.index(word[:3]) + 1
    elif word in _SEASONS or word == "fall":
        found["season"] = _season(word)
    elif word in {"bc", "bce"} and found:
        found["year"] = -(found.get("year") or found.pop("day", 0))
    else:
        return word in {"ad", "ce", "of"}
    return True
