"""Numbers: what counts as one, ordinals, Roman numerals, page ranges.

Specification, "Number", "Choose" (``is-numeric``), "Ordinal Suffixes", "Long Ordinals",
"Gender-specific Ordinals", "Page Ranges" and Appendix V.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .locale import Locale, Ordinal

#: a number with a prefix or suffix, or one with the year or the series that it is of: 17/2011
_ONE = r"[^\W\d_]{0,4}\d+[^\W\d_]{0,4}(?:/(?=\w)[^\W\d_]{0,4}\d*[^\W\d_]{0,4}){0,3}"
_NUMERIC = re.compile(rf"\s*{_ONE}(?:\s*[,&–—-]\s*{_ONE})*\s*$")
_PIECE = re.compile(r"\s*([,&–—-])\s*|([^\s,&–—-]+)")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ROMAN_TEXT = re.compile(
    r"(?=[mdclxvi])m{0,4}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})$", re.IGNORECASE
)


@lru_cache(maxsize=10_000)
def is_numeric(text: str) -> bool:
    """Return whether *text* consists of numbers only."""
    if _NUMERIC.match(text):
        return True
    return (
        all(_ROMAN_TEXT.match(each) for each in re.split(r"\s*[,&–-]\s*", text)) if text else False
    )


@lru_cache(maxsize=10_000)
def is_plural(text: str) -> bool:
    """Return whether *text* names several things: two numbers or more."""
    text = text.replace("\\-", "")
    return bool(re.search(r"[\w.)]\s*(?:[–—,&;-]|\band\b|\bet\b| و)\s*[\w(]", text)) and bool(
        re.search(r"[0-9٠-٩ivxlcdm].*[–—,&;\s-].*[0-9٠-٩ivxlcdm]", text, re.IGNORECASE)
    )


def roman(number: int) -> str:
    """Return *number* in lower-case Roman numerals."""
    out = []
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        out.append(sign * count)
    return "".join(out)


def ordinal(number: int, gender: str, locale: Locale) -> str:
    """Return the number with its ordinal suffix."""
    return f"{number}{ordinal_suffix(number, gender, locale)}"


def ordinal_suffix(number: int, gender: str, locale: Locale) -> str:
    """Return the suffix that makes *number* an ordinal."""
    if "" not in locale.ordinals and "04" in locale.ordinals:
        return _old_scheme(number, gender, locale)
    last, two = f"{number % 10:02d}", f"{number % 100:02d}"
    for name in dict.fromkeys((two, last)):
        # a term of the group 10 to 99 wins over one of the group 00 to 09
        options = [each for each in locale.ordinals.get(name, ()) if _matches(each, name, number)]
        found = _gendered(options, gender)
        if found is not None:
            return found
    return _gendered(locale.ordinals.get("", []), gender) or ""


def _matches(each: Ordinal, name: str, number: int) -> bool:
    if each.match == "whole-number":
        return number == int(name)
    if each.match == "last-two-digits":
        return number % 100 == int(name)
    return number % 10 == int(name)


def _gendered(options: list[Ordinal], gender: str) -> str | None:
    for each in options:
        if each.gender == gender:
            return each.text
    return next((each.text for each in options if not each.gender), None)


def _old_scheme(number: int, gender: str, locale: Locale) -> str:
    """CSL 1.0: four suffixes, where no default one is defined."""
    last, two = number % 10, number % 100
    name = f"{last:02d}" if last in {1, 2, 3} and two - last != 10 else "04"
    return _gendered(locale.ordinals.get(name, []), gender) or ""


def long_ordinal(number: int, gender: str, locale: Locale) -> str:
    """Return the number as a word where the locale has one (1 to 10), else as an ordinal."""
    options = locale.long_ordinals.get(f"{number:02d}", []) if 1 <= number <= 10 else []
    return _gendered(options, gender) or ordinal(number, gender, locale)


def format_number(text: str, form: str, gender: str, locale: Locale) -> str:
    """Return a number variable in *form*; text that is not numeric stays as it is."""
    if not is_numeric(text):
        return text
    out: list[str] = []
    for sign, word in _PIECE.findall(text):
        if sign:
            out.append({",": locale.punctuate(", "), "&": " & "}.get(sign, "–"))
        elif not word.isdigit() or form == "numeric" or not word.isascii() or len(word) > 9:
            out.append(word)
        else:
            out.append(_one(int(word), word, form, gender, locale))
    return "".join(out)


def _one(number: int, word: str, form: str, gender: str, locale: Locale) -> str:
    if form == "ordinal":
        return ordinal(number, gender, locale)
    if form == "long-ordinal":
        return long_ordinal(number, gender, locale)
    return roman(number) if form == "roman" and 0 < number < 4000 else word


#: between two numbers, and not within one (1,250)
_COMMA = re.compile(r"(?<=\w)\s*(?:[,،]\s+|،|,(?!\d{3}(?!\d)))(?=\d)")


def set_commas(text: str, comma: str) -> str:
    """Return *text* with *comma*, ``,`` or ``،``, between its numbers."""
    other = "،" if comma == "," else ","
    return _COMMA.sub(f"{comma} ", text) if other in text else text


_ROMAN_RANGE = re.compile(r"\b([ivxlcdm]+)\s*-\s*([ivxlcdm]+)\b", re.IGNORECASE)
_RANGE = re.compile(r"(?<!\w)([^\W\d_]*)(\d+)\s*[-–—]+\s*([^\W\d_]*)(\d+)(?![\w])")


@lru_cache(maxsize=10_000)
def page_ranges(text: str, form: str, delimiter: str) -> str:
    """Return *text* with its page ranges in one of the formats of Appendix V."""
    if "-" not in text and "–" not in text:
        return text
    if "\\-" in text:
        return text.replace("\\-", "-")

    def one(match: re.Match[str]) -> str:
        before, first, between, last = match.groups()
        if between and not before and not form:
            return f"{first}{delimiter}{between}{last}"
        if between != before or not form:
            sign = "-" if between != before else delimiter
            return f"{before}{first}{sign}{between}{last}"
        return f"{before}{first}{delimiter}{_shortened(before, first, last, form)}"

    out = _RANGE.sub(one, text)
    if "-" not in out:
        return out
    out = re.sub(r"(?<=\w)\s*-\s*(?=\w)", "-", out)
    return _ROMAN_RANGE.sub(rf"\1{delimiter}\2", out)


def _shortened(prefix: str, first: str, last: str, form: str) -> str:
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    # as texts: Python refuses to read a number of thousands of digits
    if form == "expanded" or len(first) != len(last) or last < first:
        return prefix + last
    if form == "minimal":
        return _minimal(first, last, 1)
    if form == "minimal-two":
        return _minimal(first, last, 2)
    return _chicago(first, last, form)


def _minimal(first: str, last: str, least: int) -> str:
    keep = 0
    while keep < len(last) - least and first[keep] == last[keep]:
        keep += 1
    return last[keep:]


def _chicago(first: str, last: str, form: str) -> str:
    number = int(first[-9:])
    if number < 100 or number % 100 == 0:
        return last
    if number % 100 < 10:
        return _minimal(first, last, 1)
    if form == "chicago-15" and len(first) == 4 and _changed(first, last) >= 3:
        return last
    return _minimal(first, last, 2)


def _changed(first: str, last: str) -> int:
    return len(last) - next((i for i in range(len(last)) if first[i] != last[i]), len(last))
