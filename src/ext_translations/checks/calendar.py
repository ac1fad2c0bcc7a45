"""Months and weekdays in both languages, in five Arabic month systems and the Hijri calendar.

Source: the tabular Islamic calendar (leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29 of 30),
which differs from a sighted one by a day or two. The names stand in `months`.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from ext_translations.checks.arabic import fold, words
from ext_translations.checks.months import (
    DAYS,
    ENGLISH,
    ENGLISH_DAYS,
    ENGLISH_HIJRI,
    GREGORIAN,
    HIJRI_MONTHS,
)

#: private characters that stand for a name once it is read: month 5 is `MONTH + 5`
MONTH: Final = 0xE000
HIJRI: Final = 0xE020
WEEKDAY: Final = 0xE040


def _names(patterns: tuple[str, ...]) -> str:
    return "|".join(f"(?P<n{number}>{names})" for number, names in enumerate(patterns, start=1))


#: a name that two months share where nothing follows it: احتجاجات تشرين
_TWO_OF_A_NAME: Final = {1: "كانون", 10: "تشرين", 11: "تشرين", 12: "كانون"}
_PREFIXES: Final = ("", *"وفبكل")
#: without one of these words a text names no month or day
_MONTH_WORDS: Final = frozenset(
    prefix + name.split()[0]
    for names in GREGORIAN
    for name in names.split("|")
    for prefix in _PREFIXES
)
_HIJRI_WORDS: Final = frozenset(
    prefix + name
    for name in (
        "محرم", "صفر", "ربيع", "جمادي", "رجب", "شعبان", "رمضان", "شوال", "القعده", "الحجه",
    )
    for prefix in _PREFIXES
)  # fmt: skip
_DAY_WORDS: Final = frozenset(prefix + name for name in DAYS for prefix in _PREFIXES)
#: months that are words or names as well: they count beside a number or a word for time
_UNSURE: Final = frozenset({"مارس", "اب", "ماي", "جوان", "اوت"})
_ARABIC_MONTH: Final = re.compile(rf"(?<!\w)(?P<prefix>[وفبكل]?)(?:{_names(GREGORIAN)})(?!\w)")
_ARABIC_HIJRI: Final = re.compile(
    rf"(?:(?P<sure>\d\s*(?:من )?(?:شهر )?|(?<!\w)شهر )"
    rf"|(?<!\w)(?P<prefix>[وفبكل]?))(?:{_names(HIJRI_MONTHS)})(?!\w)"
    r"(?P<year>\s*(?:من )?(?:عام |سنه )?(?=1[2-5]\d\d))?"
)
_BEFORE: Final = re.compile(
    r"(?:\d\s*(?:من )?|[\ue001-\ue00c]\s*[/و،-]?\s*|(?<!\w)[وف]?(?:في|منذ|حتي|شهر|شهري|خلال"
    r"|مطلع|اوائل|بدايه"
    r"|منتصف|اواخر|نهايه|قبل|بعد|بين|الي|\w*(?:خامس|سادس|سابع|ثامن|تاسع|عاشر|ثالث|رابع|اول|ثاني"
    r"|عشر|عشرين"
    r"|ثلاثين) من)\s+|/\s*)$"
)
_AFTER: Final = re.compile(r"\s*(?:/|\d|من (?:العام|السنه|عام)|الماضي|المقبل|الجاري|القادم|الحالي)")
_ENGLISH_MONTH: Final = re.compile(rf"\b(?=[ADFJMNOS])(?:{_names(ENGLISH)})\b(?P<dot>\.?)")
_ENGLISH_BEFORE: Final = re.compile(
    r"(?:\d(?:st|nd|rd|th)?\s+(?:of\s+)?|\b(?:in|of|since|by|until|till|from|to|between|and|or"
    r"|early|late|mid"
    r"|last|next|this|through|before|after|during|on|past|each|every|as of)[\s-]+|[-–—,/(]\s*|^)$",
    re.IGNORECASE,
)
#: how every English name of a month or a day begins, Hijri months included; each by its letter,
#: not in a group, which `re` would look for at every place
_MAY_NAME: Final = re.compile(
    r"Jan|Feb|Mar|Apr|May|Ju[nlm]|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Muh|Saf|Ra[bjm]"
    r"|Sha|Dh|Z[uū]"
)
_ENGLISH_AFTER: Final = re.compile(
    r"\.?\s+\d|\s*[-–—/]\s*(?:\d|[A-Z])|,\s+\d|\s+(?:and|to|or)\s+[A-Z]"
)
_ENGLISH_HIJRI_MONTH: Final = re.compile(rf"\b(?=[DJMRSZ])(?:{_names(ENGLISH_HIJRI)})(?!\w)")
_ARABIC_DAY: Final = re.compile(
    r"(?<!\w)(?P<sure>(?:[وفبل]?(?:يوم|يومي|ايام|مساء|صباح|ليله|فجر|ظهر|نهار)\s+)?)"
    rf"(?P<prefix>[وفب]?)(?:{_names(DAYS)})(?!\w)(?P<after>\s*،?\s*(?=\d|[\ue001-\ue02f]"
    rf"|الماضي|المقبل))?"
)
_ENGLISH_DAY: Final = re.compile(rf"\b(?=[FMSTW])(?:{_names(ENGLISH_DAYS)})s?\b")
_MAY_BE_DATE: Final = re.compile(r"\d[/-]\d")
_DATE: Final = re.compile(r"(?<![\d/.-])(\d{1,4})([/-])(\d{1,2})\2(\d{1,4})(?![\d/-])")
_CONNECTED: Final = r"(?:\d{{1,2}}{suffix}\s*(?:[-–—,،]|{words})\s*){{0,6}}\d{{1,2}}{suffix}"
_NTH: Final = "(?:st|nd|rd|th)?"
_ARABIC_LIST: Final = _CONNECTED.format(suffix="", words="و|الي|حتي|او")
_ENGLISH_LIST: Final = _CONNECTED.format(suffix=_NTH, words="and|to|or|through")
_ARABIC_DAYS_OF: Final = re.compile(
    rf"(?<![\d.,])({_ARABIC_LIST})\s*(?:من )?(?:شهر )?([\ue001-\ue00c])"
)
_TWICE: Final = re.compile(r"([\ue001-\ue00c])\s*[/(]\s*\1\)?")
_ENGLISH_DAYS_OF: Final = re.compile(
    rf"(?<![\d.,])({_ENGLISH_LIST})\s+(?:of\s+)?([\ue001-\ue00c])"
    rf"|([\ue001-\ue00c])\s+({_ENGLISH_LIST})(?![\d,.]*\d)"
)


@dataclass
class Dates:
    """What a text says about days and months."""

    #: the text, with a private character for each name
    text: str = ""
    months: set[int] = field(default_factory=set)
    #: months that a number stands for
    numeric: set[int] = field(default_factory=set)
    hijri: set[int] = field(default_factory=set)
    weekdays: set[int] = field(default_factory=set)
    #: weekdays that may be something else (الأحد: also "the one")
    unsure_weekdays: set[int] = field(default_factory=set)
    #: the days that go with a month
    days: dict[int, set[int]] = field(default_factory=dict)

    @property
    def says_any(self) -> bool:
        """Return whether the text names a month or a day."""
        return bool(self.months or self.hijri or self.weekdays or self.days)

    def note_days(self, month: str, days: str) -> None:
        """Record the days that stand beside a month."""
        found = {int(day) for day in re.findall(r"\d+", days)}
        self.days.setdefault(ord(month) - MONTH, set()).update(found)


def _number(match: re.Match[str]) -> int:
    return next(
        int(name[1:]) for name, text in match.groupdict().items() if text and name[0] == "n"
    )


@lru_cache(maxsize=4096)
def read_arabic_dates(text: str) -> Dates:
    """Read the dates of an Arabic text; `Dates.text` is folded."""
    found = Dates()
    text = fold(text)
    said = words(text)
    text = _numeric(found, text)

    def month(match: re.Match[str]) -> str:
        number = _number(match)
        name = match[f"n{number}"]
        if name in _UNSURE and (
            match["prefix"] not in {"", "و"}
            or not (
                _AFTER.match(match.string, match.end())
                or (
                    not match["prefix"]
                    and _BEFORE.search(match.string[max(0, match.start() - 32) : match.start()])
                )
            )
        ):
            return match[0]
        found.months.add(number)
        return match["prefix"] + chr(MONTH + number)

    def hijri(match: re.Match[str]) -> str:
        number = _number(match)
        sure = match["sure"] or match["year"] or " " in match[f"n{number}"]
        before = match.string[max(0, match.start() - 6) : match.start()]
        if not sure and not (number == 9 and re.search(r"(?:في|خلال) $", before)):
            return match[0]
        found.hijri.add(number)
        return (
            (match["sure"] or match["prefix"] or "") + chr(HIJRI + number) + (match["year"] or "")
        )

    def weekday(match: re.Match[str]) -> str:
        number = _number(match)
        if not match["sure"] and match["after"] is None:
            found.unsure_weekdays.add(number)
            return match[0] if number in {1, 7} else chr(WEEKDAY + number)
        found.weekdays.add(number)
        return f"{match['sure']}{match['prefix']}{chr(WEEKDAY + number)}{match['after'] or ''}"

    # twice: a month that may be a word is known by the month before it
    if not _MONTH_WORDS.isdisjoint(said):
        text = _ARABIC_MONTH.sub(month, _ARABIC_MONTH.sub(month, text))
    if not _HIJRI_WORDS.isdisjoint(said):
        text = _ARABIC_HIJRI.sub(hijri, text)
    if not _DAY_WORDS.isdisjoint(said):
        text = _ARABIC_DAY.sub(weekday, text)
    if found.months:  # two names of one month are one month
        text = _TWICE.sub(r"\1", text)
        for match in _ARABIC_DAYS_OF.finditer(text):
            found.note_days(match[2], match[1])
    found.text = text
    return found


@lru_cache(maxsize=4096)
def read_english_dates(text: str) -> Dates:
    """Read the dates of an English text."""
    found = Dates()
    text = _numeric(found, text.replace("\u00a0", " ").replace("\u202f", " "))
    if "9/11" in text and re.search(r"\b9/11\b", text):
        found.numeric.add(9)

    def month(match: re.Match[str]) -> str:
        number = _number(match)
        name = match[f"n{number}"]
        short = (len(name) < 4 and name != "May") or name == "Sept"
        beside = _ENGLISH_AFTER.match(match.string, match.end())
        text_before = match.string[max(0, match.start() - 24) : match.start()]
        before = _ENGLISH_BEFORE.search(text_before)
        numbered = re.search(r"\d(?:st|nd|rd|th)?\s+(?:of\s+)?$", text_before)
        if (short or name == "Mar") and not (numbered or beside or match["dot"]):
            return match[0]
        if name in {"May", "March"} and not (beside or (before and before[0])):
            return match[0]
        found.months.add(number)
        return chr(MONTH + number)

    def hijri(match: re.Match[str]) -> str:
        found.hijri.add(_number(match))
        return chr(HIJRI + _number(match))

    def weekday(match: re.Match[str]) -> str:
        found.weekdays.add(_number(match))
        return chr(WEEKDAY + _number(match))

    found.text = text
    if not _MAY_NAME.search(text):
        return found
    text = _ENGLISH_MONTH.sub(month, text)
    text = _ENGLISH_DAY.sub(weekday, _ENGLISH_HIJRI_MONTH.sub(hijri, text))
    if found.months:
        for match in _ENGLISH_DAYS_OF.finditer(text):
            found.note_days(match[2] or match[3], match[1] or match[4])
    found.text = text
    return found


def may_be_month(number: int, text: str) -> bool:
    """Return whether a folded Arabic *text* has a word that could be the month *number*."""
    name = _TWO_OF_A_NAME.get(number)
    if name is not None and name in text:
        return True
    return bool(re.search(rf"(?<!\w)[وفبكل]?(?:{GREGORIAN[number - 1]})(?!\w)", text))


def _numeric(found: Dates, text: str) -> str:
    """Note the months of dates in numbers (``5/3/2024``), and part their numbers."""

    def part(match: re.Match[str]) -> str:
        first, second, third = int(match[1]), int(match[3]), int(match[4])
        year_first = len(match[1]) == 4
        if not (year_first or len(match[4]) == 4):
            return match[0]
        day, year = (third, first) if year_first else (first, third)
        if second > 12 and day <= 12:  # the American order
            day, second = second, day
        if not (1 <= second <= 12 and 1 <= day <= 31):
            return match[0]
        found.numeric.add(second)
        found.days.setdefault(second, set()).add(day)
        if day <= 12:  # which of the two is the month, only the author knows
            found.numeric.add(day)
            found.days.setdefault(day, set()).add(second)
        return f" {day} {chr(MONTH + second)} {year} "

    if ("/" in text or "-" in text) and _MAY_BE_DATE.search(text):
        return _DATE.sub(part, text)
    return text


def gregorian(year: int, month: int, day: int) -> dt.date:
    """Return the Gregorian date of a Hijri date, by the tabular calendar.

    >>> gregorian(1445, 7, 12)
    datetime.date(2024, 1, 23)
    """
    days = day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return dt.date.fromordinal(days + 227014)
