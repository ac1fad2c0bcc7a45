"""Dates and numbers are written as the edition writes them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from ext_arabic.dates import format_date, read_months
from ext_arabic.digits import convert
from ext_brief.model import Edition

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
        ("ar", "hijri", "latn", "25 جمادى الآخرة 1445هـ"),
        ("ar", "hijri/ar", "arab", "٢٥ جمادى الآخرة ١٤٤٥هـ / ٧ يناير ٢٠٢٤م"),
        ("ar", "ar_IQ/ar/hijri", "latn", "7 كانون الثاني/يناير 2024م / 25 جمادى الآخرة 1445هـ"),
        ("en", "hijri", "latn", "7 January 2024"),
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


@pytest.mark.parametrize("months", ["atlantis", "en", "", "hijri/atlantis"])
def test_unknown_month_system_is_an_error(months: str) -> None:
    with pytest.raises(ValueError, match="no months are called"):
        format_date(DATE, "ar", months=months)


def test_a_day_beyond_the_hijri_tables_stays_gregorian() -> None:
    assert format_date(dt.date(1850, 1, 7), "ar", months="hijri") == "7 يناير 1850م"


def test_hijri_dates_say_which_package_they_need(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    read_months.cache_clear()
    with pytest.raises(ValueError, match="need the package hijridate"):
        read_months("hijri/ar")
    read_months.cache_clear()


@pytest.mark.parametrize(
    ("months", "digits"), [("ar_IQ", "arab"), ("ar_MA", "latn"), ("hijri/ar_SA", "arab")]
)
def test_digits_by_country_are_those_of_the_months(months: str, digits: str) -> None:
    fields = {"language": "ar", "label": "ع", "name": "م", "publisher": "م", "months": months}
    edition = Edition.model_validate(fields | {"digits": "country"})
    assert edition.digits == digits


def test_an_edition_refuses_months_that_there_are_none_of() -> None:
    with pytest.raises(ValueError, match="no months are called “ar_XX”"):
        Edition(language="ar", label="ع", name="م", publisher="م", months="ar_XX")


@pytest.mark.parametrize(
    ("system", "expected"),
    [("latn", "12, 34, 56"), ("arab", "١٢, ٣٤, ٥٦"), ("arabext", "۱۲, ۳۴, ۵۶")],
)
def test_digits_of_every_system_are_converted(system: System, expected: str) -> None:
    assert convert("12, ٣٤, ۵۶", system) == expected
