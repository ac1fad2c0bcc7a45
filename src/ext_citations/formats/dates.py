"""Dates of BibTeX and BibLaTeX as CSL-JSON has them, and back.

BibLaTeX's dates are ISO 8601-2, levels 0 and 1 (EDTF): ``2024-01-25/..``, ``2024-21``, ``199X``,
``2024~``. What cannot be read is kept as a text and printed as it stands.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Any

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
#: the Arabic names of the months, with which letters stand for hamza left out
_ARABIC = {
    "يناير": 1, "فبراير": 2, "مارس": 3, "ابريل": 4, "مايو": 5, "يونيو": 6, "يوليو": 7,
    "اغسطس": 8, "سبتمبر": 9, "اكتوبر": 10, "نوفمبر": 11, "ديسمبر": 12, "كانون الثاني": 1,
    "شباط": 2, "اذار": 3, "نيسان": 4, "ايار": 5, "حزيران": 6, "تموز": 7, "اب": 8, "ايلول": 9,
    "تشرين الاول": 10, "تشرين الثاني": 11, "كانون الاول": 12, "جانفي": 1, "فيفري": 2, "افريل": 4,
    "ماي": 5, "جوان": 6, "جويلية": 7, "اوت": 8, "يوليوز": 7, "غشت": 8, "شتنبر": 9, "نونبر": 11,
    "دجنبر": 12,
}  # fmt: skip
_ISO = re.compile(
    r"(?P<year>[-+]?\d{4}|\d{2}XX|\d{3}X|y?-?\d{5,9})(?:-(?P<month>\d\d?|XX))?(?:-(?P<day>\d\d?|XX))?"
    r"(?:[T ]\d\d:.*)?(?P<mark>[?~%]?)$"
)
_OPEN = frozenset({"", "..", "open", "unknown"})


def read_date(text: str) -> dict[str, Any] | None:
    """Return BibLaTeX's date *text* in CSL-JSON; None for an empty one."""
    text = text.strip()
    if not text:
        return None
    halves = [half.strip() for half in text.split("/")]
    first = _iso(halves[0])
    if first is None or len(halves) > 2:
        return {"literal": text}
    start, end, circa = first
    if len(halves) == 2:
        if halves[1].lower() in _OPEN:
            end = [0]
        else:
            second = _iso(halves[1])
            if second is None:
                return {"literal": text}
            end, circa = second[1] or second[0], circa or second[2]
    return _date(start, end, circa=circa)


def read_parts(year: str, month: str, day: str) -> dict[str, Any] | None:
    """Return the date in BibTeX's fields *year*, *month* (which may hold days) and *day*."""
    year, month = year.strip(), month.strip()
    if not year:
        return {"literal": month} if month else None
    date = read_date(year)
    assert date is not None
    parts = date.get("date-parts")
    if parts is None:
        plain = _loose_year(year)
        if plain is None:
            return {"literal": f"{month} {year}".strip()}
        date = plain
        parts = date["date-parts"]
    if month and len(parts) == 1 and len(parts[0]) == 1:
        first, last = _months(month, day)
        if first is None:
            return {"literal": f"{month} {year}"}
        season = first[0] - 20 if first[0] > 20 else 0
        if season:
            return {**date, "season": season}
        parts[0] += first
        if last:
            parts.append([parts[0][0], *last])
    return date


def _date(start: list[int], end: list[int] | None, *, circa: bool) -> dict[str, Any]:
    date: dict[str, Any] = {}
    if len(start) > 1 and start[1] > 20 and end is None:
        date["season"] = start[1] - 20
        start = start[:1]
    date = {"date-parts": [start] if end is None else [start, end], **date}
    if circa:
        date["circa"] = True
    return date


def _iso(text: str) -> tuple[list[int], list[int] | None, bool] | None:
    """Return the day in *text*, the end of what it leaves open, and whether it is uncertain."""
    match = _ISO.match(text)
    if match is None:
        return None
    year, month, day = match["year"].removeprefix("y"), match["month"], match["day"]
    circa = bool(match["mark"])
    if year.endswith("X"):
        first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
        return [first], [last], circa
    parts = [int(year)]
    if month and month != "XX":
        number = int(month)
        if not (1 <= number <= 12 or 21 <= number <= 24):
            return None
        parts.append(number)
        if day and day != "XX" and number <= 12:
            if not 1 <= int(day) <= 31:
                return None
            parts.append(int(day))
    return parts, None, circa


def _loose_year(text: str) -> dict[str, Any] | None:
    """Return a year as people write it: “c. 1999”, “[1999]”, “1998--1999”, “1998–99”."""
    match = re.fullmatch(
        r"\[?(?P<about>(?:c|ca|circa|about|حوالي|نحو)\.?\s*)?(?P<year>\d{3,4})(?P<mark>\?)?\]?",
        text,
    )
    if match:
        return _date([int(match["year"])], None, circa=bool(match["about"] or match["mark"]))
    match = re.fullmatch(r"(\d{4})\s*(?:--?|–|/)\s*(\d{2}|\d{4})", text)
    if match is None:
        return None
    first = int(match[1])
    last = int(match[2]) if len(match[2]) == 4 else first - first % 100 + int(match[2])
    return _date([first], [last], circa=False) if last > first else None


def _months(text: str, day: str) -> tuple[list[int] | None, list[int] | None]:
    """Return month and day in *text*, and the end of a range of them."""
    halves = re.split(r"\s*(?:--?|–|/)\s*", text.strip().replace("\u00a0", " "))
    if len(halves) > 2:
        return None, None
    first = _month(halves[0])
    if len(halves) == 1 and first and len(first) == 1 and day.strip().isdecimal():
        first = [*first, int(day)]
    if len(halves) == 1 or first is None:
        return first, None
    if halves[1].isdecimal() and len(first) == 2 and not _SEASONS.get(halves[1]):
        return first, [first[0], int(halves[1])]  # January 5--7
    last = _month(halves[1])
    if last and len(first) == 1 and len(last) == 2 and halves[0].isdecimal():
        return [last[0], first[0]], last  # 5--7 January
    return (first, last) if last and first[0] <= 12 and last[0] <= 12 else (None, None)


def _month(text: str) -> list[int] | None:
    words = re.findall(r"\d+|[^\W\d]+", text)
    days = [int(word) for word in words if word.isdecimal() and 1 <= int(word) <= 31]
    name = " ".join(word for word in words if not word.isdecimal()).lower()
    name = re.sub("[أإآ]", "ا", name)
    if not name:
        return days[:1] if days and days[0] <= 12 else None
    number = _ARABIC.get(name, 0) or (_SEASONS[name] + 20 if name in _SEASONS else 0)
    if not number and name[:3] in MONTHS:
        number = MONTHS.index(name[:3]) + 1
    return [number, *days[:1]] if number else None


def in_parts(value: Any) -> Any:
    """Return a date that pandoc or Better BibTeX wrote, ``- year: 2019``, as CSL-JSON has it.

    Any other date is returned as it is.
    """
    days = value if isinstance(value, list) else [value]
    if not days or not all(isinstance(day, dict) and "year" in day for day in days):
        return value
    first = days[0]
    names = ("year", "month", "day")
    # a day without its month says nothing
    parts = [[*takewhile(bool, (day.get(name) for name in names))] for day in days]
    kept = {name: first[name] for name in ("season", "circa") if name in first}
    return {"date-parts": parts, **kept}


def write_date(value: Any) -> str:
    """Return a CSL-JSON date as BibLaTeX writes it; a text that is no date as it stands."""
    if isinstance(value, (str, int)):
        value = {"raw": str(value)}
    if not isinstance(value, dict):
        return ""
    parts = value.get("date-parts")
    days = [_numbers(each) for each in parts[:2]] if isinstance(parts, list) else []
    if not days or not days[0]:
        return str(value.get("literal") or value.get("raw") or "")
    mark = "~" if value.get("circa") else ""
    season = str(value.get("season") or "")
    if len(days[0]) == 1 and season.isdecimal() and 1 <= int(season) <= 4:
        days[0] = [days[0][0], 20 + int(season)]
    texts = [(_written(day) + mark) if day else ".." for day in days]
    return "/".join(dict.fromkeys(texts))


def _numbers(part: Any) -> list[int]:
    """Return year, month and day in a member of ``date-parts``, as far as they are numbers."""
    numbers: list[int] = []
    for each in part[:3] if isinstance(part, list) else [part]:
        try:
            number = int(each)
        except (TypeError, ValueError):
            break
        if not number and (numbers or len(part) == 1):
            break
        numbers.append(number)
    return numbers


def _written(day: list[int]) -> str:
    year = day[0]
    text = f"y{year}" if abs(year) > 9999 else f"{'-' if year < 0 else ''}{abs(year):04d}"
    return "-".join([text, *(f"{number:02d}" for number in day[1:])])


def first_day(value: Any) -> list[int]:
    """Return year, month and day of a CSL-JSON date, as far as they are known."""
    if isinstance(value, (str, int)):
        value = {"raw": str(value)}
    if isinstance(value, dict) and "date-parts" not in value:
        value = read_date(str(value.get("raw") or ""))
    parts = value.get("date-parts") if isinstance(value, dict) else None
    return _numbers(parts[0]) if isinstance(parts, list) and parts else []
