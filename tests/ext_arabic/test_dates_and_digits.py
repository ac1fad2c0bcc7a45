"""Dates and numbers are written as the edition writes them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from babel.core import UnknownLocaleError

from ext_arabic.dates import format_date
from ext_arabic.digits import convert

if TYPE_CHECKING:
    from ext_arabic.digits import System

DATE = dt.date(2024, 1, 7)


@pytest.mark.parametrize(
    ("language", "months", "digits", "expected"),
    [
        ("ar", "ar", "latn", "7 يناير 2024"),
        ("ar-IQ", "ar", "latn", "7 يناير 2024"),
        ("ar", "ar_IQ", "latn", "7 كانون الثاني 2024"),
        ("ar", "ar_IQ/ar", "latn", "7 كانون الثاني/يناير 2024"),
        ("ar", "ar-IQ / ar", "latn", "7 كانون الثاني/يناير 2024"),
        ("ar", "ar_DZ", "latn", "7 جانفي 2024"),
        ("ar", "ar/ar_MA", "latn", "7 يناير 2024"),
        ("ar", "ar", "arab", "٧ يناير ٢٠٢٤"),
        ("en", "ar", "latn", "7 January 2024"),
        ("en", "ar_IQ", "arab", "٧ January ٢٠٢٤"),
        ("fr", "ar", "latn", "7 janvier 2024"),
    ],
)
def test_date_is_day_month_and_year_without_a_comma(
    language: str, months: str, digits: System, expected: str
) -> None:
    assert format_date(DATE, language, months=months, digits=digits) == expected


def test_maghreb_and_mashriq_months_differ_where_they_do() -> None:
    july = dt.date(2024, 7, 1)
    names = {m: format_date(july, "ar", months=m).split()[1] for m in ("ar", "ar_IQ", "ar_MA")}
    assert names == {"ar": "يوليو", "ar_IQ": "تموز", "ar_MA": "يوليوز"}


def test_unknown_month_system_is_an_error() -> None:
    with pytest.raises((UnknownLocaleError, ValueError)):
        format_date(DATE, "ar", months="atlantis")


@pytest.mark.parametrize(
    ("system", "expected"),
    [("latn", "12, 34, 56"), ("arab", "١٢, ٣٤, ٥٦"), ("arabext", "۱۲, ۳۴, ۵۶")],
)
def test_digits_of_every_system_are_converted(system: System, expected: str) -> None:
    assert convert("12, ٣٤, ۵۶", system) == expected
