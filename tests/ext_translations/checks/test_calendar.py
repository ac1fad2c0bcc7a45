from __future__ import annotations

import datetime as dt

import pytest
from babel import Locale

from ext_translations.checks.calendar import gregorian, read_arabic_dates, read_english_dates


@pytest.mark.parametrize("system", ["ar", "ar_IQ", "ar_DZ", "ar_MA", "ar_MR"])
def test_months_of_every_system_are_known(system: str) -> None:
    for number, name in Locale.parse(system).months["format"]["wide"].items():
        assert read_arabic_dates(f"في ٥ {name} ٢٠٢٤").months == {number}, name


def test_english_months_are_known() -> None:
    for number, name in Locale.parse("en").months["format"]["wide"].items():
        assert read_english_dates(f"on 5 {name} 2024").months == {number}
        assert read_english_dates(f"{name} 5, 2024").days == {number: {5}}


@pytest.mark.parametrize(
    "text",
    ["مارس المجلس الضغط", "تيريزا ماي", "عند باب 3", "آب عن كتلته", "جوان ميرو", "أوت اللاجئين"],
)
def test_words_that_look_like_months_are_none(text: str) -> None:
    assert read_arabic_dates(text).months == set()


@pytest.mark.parametrize("text", ["It may be", "Theresa May won", "a March to nowhere", "Jan won"])
def test_english_words_that_look_like_months_are_none(text: str) -> None:
    assert read_english_dates(text).months == set()


@pytest.mark.parametrize(
    ("arabic", "english", "number"),
    [
        ("١ محرم ١٤٤٦", "1 Muharram 1446", 1),
        ("٣ ربيع الأول ١٤٤٥", "3 Rabi‘ al-Awwal 1445", 3),
        ("٣ ربيع الآخر ١٤٤٥", "3 Rabi II 1445", 4),
        ("٣ جمادى الأولى ١٤٤٥", "3 Jumada al-Ula 1445", 5),
        ("٣ جمادى الآخرة ١٤٤٥", "3 Jumada al-Akhira 1445", 6),
        ("شهر شعبان", "the month of Sha‘ban", 8),
        ("في رمضان", "in Ramadan", 9),
        ("٩ ذي الحجة ١٤٤٤هـ", "9 Dhu al-Hijja 1444", 12),
        ("ذو القعدة", "Dhu al-Qa‘da", 11),
    ],
)
def test_hijri_months_are_known(arabic: str, english: str, number: int) -> None:
    assert read_arabic_dates(arabic).hijri == {number}
    assert read_english_dates(english).hijri == {number}


def test_names_of_people_are_no_hijri_months() -> None:
    assert read_arabic_dates("رجب طيب أردوغان ورمضان شلح").hijri == set()


def test_hijri_dates_are_converted_within_two_days() -> None:
    for hijri, known in (((1445, 9, 1), (2024, 3, 11)), ((1400, 1, 1), (1979, 11, 21))):
        assert abs((gregorian(*hijri) - dt.date(*known)).days) <= 2


def test_dates_in_numbers_are_read_in_each_order() -> None:
    assert read_arabic_dates("٢٠٢٤/٠١/٢٥").days == {1: {25}}
    assert read_english_dates("1/25/2024").days == {1: {25}}
    assert read_english_dates("3/5/2024").numeric == {3, 5}
    assert read_english_dates("99/99/2024").numeric == set()
    assert read_english_dates("1/2/3").numeric == set()
    assert read_english_dates("since 9/11").numeric == {9}


def test_weekdays_are_read_where_they_are_days() -> None:
    assert read_arabic_dates("يوم الاثنين والثلاثاء").weekdays == {1}
    assert read_arabic_dates("الأحد ٥ أيار").weekdays == {7}
    assert read_arabic_dates("الأحد").unsure_weekdays == {7}
    assert read_english_dates("on Mondays").weekdays == {1}


def test_days_of_a_list_go_with_its_month() -> None:
    assert read_arabic_dates("في ٥ و٧ أيار").days == {5: {5, 7}}
    assert read_english_dates("on 5th and 7th of May").days == {5: {5, 7}}
