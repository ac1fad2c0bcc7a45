"""Dates of BibTeX and BibLaTeX."""

from __future__ import annotations

from typing import Any

import pytest

from ext_citations.formats.dates import first_day, in_parts, read_date, read_parts, write_date


def days(*parts: list[int], **more: object) -> dict[str, Any]:
    return {"date-parts": list(parts), **more}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024", days([2024])),
        ("2024-01-25", days([2024, 1, 25])),
        ("2024-1-5", days([2024, 1, 5])),
        ("2024-01-25T10:00:00Z", days([2024, 1, 25])),
        ("2024-01/2024-02", days([2024, 1], [2024, 2])),
        ("2024/..", days([2024], [0])),
        ("2024/", days([2024], [0])),
        ("2020~/2024", days([2020], [2024], circa=True)),
        ("2024-21", days([2024], season=1)),
        ("2024?", days([2024], circa=True)),
        ("199X", days([1990], [1999])),
        ("19XX/2004", days([1900], [2004])),
        ("2024-XX-XX", days([2024])),
        ("-0044-03", days([-44, 3])),
        ("y17000", days([17000])),
        ("٢٠٢٤-٠١", days([2024, 1])),
        ("2024-13", {"literal": "2024-13"}),
        ("2024-01-40", {"literal": "2024-01-40"}),
        ("../2024", {"literal": "../2024"}),
        ("2024/soon", {"literal": "2024/soon"}),
        ("1/2/3", {"literal": "1/2/3"}),
        ("1445هـ", {"literal": "1445هـ"}),
        (" ", None),
    ],
)
def test_dates_are_read(text: str, date: dict[str, Any] | None) -> None:
    assert read_date(text) == date


@pytest.mark.parametrize(
    ("parts", "date"),
    [
        (("2020", "jan", ""), days([2020, 1])),
        (("2020", "January", "5"), days([2020, 1, 5])),
        (("2020", "10\u00a0jun", ""), days([2020, 6, 10])),
        (("2020", "5", ""), days([2020, 5])),
        (("2020", "17", ""), {"literal": "17 2020"}),
        (("2020", "May–June", ""), days([2020, 5], [2020, 6])),
        (("2020", "5–7 May", ""), days([2020, 5, 5], [2020, 5, 7])),
        (("2020", "May 5–7", ""), days([2020, 5, 5], [2020, 5, 7])),
        (("2020", "May 30–June 2", ""), days([2020, 5, 30], [2020, 6, 2])),
        (("2020", "May–soon", ""), {"literal": "May–soon 2020"}),
        (("2020", "1–2–3", ""), {"literal": "1–2–3 2020"}),
        (("2020", "Fall", ""), days([2020], season=3)),
        (("2020", "كانون الثاني", ""), days([2020, 1])),
        (("2020", "أغسطس", ""), days([2020, 8])),
        (("c. 1999", "", ""), days([1999], circa=True)),
        (("نحو 1999", "", ""), days([1999], circa=True)),
        (("[1999?]", "", ""), days([1999], circa=True)),
        (("1998–99", "", ""), days([1998], [1999])),
        (("1999–1998", "", ""), {"literal": "1999–1998"}),
        (("in press", "May", ""), {"literal": "May in press"}),
        (("", "May", ""), {"literal": "May"}),
        (("", "", "5"), None),
        (("2020-05", "May", ""), days([2020, 5])),
    ],
)
def test_years_and_months_are_read(
    parts: tuple[str, str, str], date: dict[str, Any] | None
) -> None:
    assert read_parts(*parts) == date


@pytest.mark.parametrize(
    ("date", "text"),
    [
        (days([2024, 1, 5]), "2024-01-05"),
        ({"date-parts": [["2024", "1", "0"]]}, "2024-01"),
        (days([2024], [0]), "2024/.."),
        (days([2024], [2024]), "2024"),
        (days([2024], season="winter"), "2024"),
        (days([2024], season="2", circa=True), "2024-22~"),
        (days([-44]), "-0044"),
        (days([17000, 2]), "y17000-02"),
        ({"date-parts": [[]], "literal": "soon"}, "soon"),
        ({"date-parts": [2024]}, "2024"),
        ({"raw": "May 2020"}, "May 2020"),
        ("2024-01", "2024-01"),
        (2024, "2024"),
        (None, ""),
    ],
)
def test_dates_are_written(date: object, text: str) -> None:
    assert write_date(date) == text


def test_the_first_day_is_found_in_every_shape() -> None:
    assert first_day(days([2024, 1], [2025])) == [2024, 1]
    assert first_day({"raw": "2024-01-02"}) == first_day("2024-01-02") == [2024, 1, 2]
    assert first_day(2024) == [2024]
    assert first_day({"literal": "soon"}) == first_day(None) == first_day({"date-parts": []}) == []


def test_a_day_without_its_month_is_no_month() -> None:
    assert in_parts({"year": 2019, "day": 5}) == days([2019])
    assert in_parts([{"year": 2019, "month": 3, "day": 5}]) == days([2019, 3, 5])
