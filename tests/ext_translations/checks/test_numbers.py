from __future__ import annotations

import pytest

from ext_translations.checks.numbers.arabic import read_arabic
from ext_translations.checks.numbers.english import read_english
from ext_translations.checks.numbers.figures import short_year, values
from ext_translations.checks.numbers.model import Kind, Value, differences
from ext_translations.checks.numbers.quick import have_same_figures


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ثلاثة عشر", 13),
        ("إحدى عشرة", 11),
        ("اثنتي عشرة", 12),
        ("خمسة وعشرون", 25),
        ("بمئتين", 200),
        ("ثلاثمائة", 300),
        ("ثلاث مئة", 300),
        ("ثمانيمئة وثلاثين", 830),
        ("للستين", 60),
        ("أَلفَينِ", 2000),
        ("ألفا جندي", 2000),
        ("خمسة آلاف", 5000),
        ("مئة وخمسة وعشرون ألفاً", 125_000),
        ("مليونا", 1e6),
        ("مليونان ونصف المليون", 2.5e6),
        ("مليار ونصف", 1.5e9),
        ("نصف مليون", 5e5),
        ("ربع قرن", 25),
        ("ثلاثة أرباع", 0.75),
        ("ثلثا الأعضاء", 0.667),
        ("٣ مليارات و٢٠٠ مليون", 3.2e9),
        ("ألفين وأربعة وعشرين", 2024),
        ("الحادي والعشرين", 21),
        ("السادسة عشرة", 16),
        ("٢٬٥٠٠", 2500),
        ("٢٫٥", 2.5),
        ("12,5", 12.5),
        ("تريليوني دينار", 2e12),
        ("سنة ونصف السنة", 18),
        ("عقدين", 20),
        ("أسبوعين", 14),
        ("حرب 67", 1967),
        ("٥ ملايين", 5e6),
        ("خُمس السكان", 0.2),
        ("نصفهم", 0.5),
        ("واحد", 1),
        ("ألف مليون", 1e9),
        ("مئة بالمئة", 1),
        ("1990-95", 1995),
        ("الألفية", 1000),
    ],
)
def test_arabic_number_is_read(text: str, value: float) -> None:
    found = {v for n in read_arabic(text) for v in n.values if not isinstance(v, tuple)}
    assert any(abs(v - value) <= 0.0005 * value for v in found), found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("twenty-five", 25),
        ("two hundred and fifty thousand", 250_000),
        ("a million and a half", 1.5e6),
        ("two and a half billion", 2.5e9),
        ("half a million", 5e5),
        ("a quarter of a century", 25),
        ("three-quarters", 0.75),
        ("two thousand and twenty-four", 2024),
        ("$5bn", 5e9),
        ("5m", 5e6),
        ("5 m", 5),
        ("1,234.5", 1234.5),
        ("34th", 34),
        ("forty-second", 42),
        ("half a dozen", 6),
        ("two dozen", 24),
        ("eighteen months", 1.5),
        ("three years and a half", 3.5),
        ("one in five", 0.2),
        ("Part II", 2),
        ("F-16", 16),
        ("pre-2003", 2003),
        ("1990–95", 1995),
        ("US$1.2 trillion", 1.2e12),
        ("33%", 1 / 3),
        ("a hundred", 100),
        ("one hundred and five", 105),
        ("fortnight", 14),
        ("two and three quarters", 2.75),
        ("three million and two hundred thousand", 3.2e6),
        ("3/4", 0.75),
        ("decades", 10),
    ],
)
def test_english_number_is_read(text: str, value: float) -> None:
    found = {v for n in read_english(text) for v in n.values if not isinstance(v, tuple)}
    if text == "decades":
        assert found == set()
    else:
        assert any(abs(v - value) <= 0.0005 * value for v in found), found


@pytest.mark.parametrize(
    ("arabic", "english", "value"),
    [
        ("الثمانينيات", "the 1980s", ("decade", 80)),
        ("تسعينات القرن", "the nineties", ("decade", 90)),
        ("العشرات", "dozens", ("vague", 10)),
        ("آلاف", "thousands", ("vague", 1000)),
        ("مليارات الدولارات", "billions of dollars", ("vague", 1e9)),
        ("بضعة آلاف", "a few thousand", ("vague", 1000)),
    ],
)
def test_decades_and_vague_numbers_are_read_alike(arabic: str, english: str, value: Value) -> None:
    assert any(value in number.values for number in read_arabic(arabic))
    assert any(value in number.values for number in read_english(english))


@pytest.mark.parametrize(
    "text",
    [
        "دفع ثمن التأخير",
        "لست مضطراً",
        "يوم الثلاثاء",
        "الأربعاء والخميس",
        "وسع المجلس",
        "المسبعة",
        "كبير",
    ],
)
def test_words_that_look_like_numbers_are_none(text: str) -> None:
    assert [number for number in read_arabic(text) if number.hard] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1,234,567", {1234567}),
        ("12.500", {12.5, 12500}),
        ("1.234.567", {1234567}),
        ("12,5", {12.5}),
        ("0.125", {0.125}),
    ],
)
def test_figures_may_stand_for_more_than_one_number(text: str, found: set[float]) -> None:
    assert values(text) == found


def test_short_year_belongs_to_the_century_before_it() -> None:
    assert short_year("1990", "95") == 1995
    assert short_year("1990", "85") is None
    assert short_year("199", "95") is None
    assert short_year("12.5", "95") is None


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("بين ٥ و٦ مليارات", "between 5 billion and 6 billion"),
        ("من ٥ ملايين إلى ٦ ملايين", "from 5 to 6 million"),
        ("الساعة ١٤:٣٠", "2:30 p.m."),
        ("الساعة العاشرة والنصف", "at 10:30"),
        ("١/٣ السكان", "a third of the population"),
        ("٥٠٪", "half"),
        ("في عام ١٤٤٥هـ", "in 2023"),
        ("في عام ١٤٤٥هـ (٢٠٢٣)", "in 2023"),
        ("١٢ رجب ١٤٤٥", "24 January 2024"),
        ("١٢ رجب", "12 Rajab"),
        ("ثلاثة ملايين ونصف", "3.5 million"),
        ("مئة وألف", "100 and 1,000"),
        ("عشرة أشخاص", "ten people"),
        ("عُشر السكان", "one-tenth of the population"),
        ("كوفيد-19", "the pandemic"),
        ("الأول من أيار", "1 May"),
        ("ثانياً وثالثاً", "then"),
        ("ثلاثة وزراء: و٤ نواب", "three ministers: and 4 deputies"),
        ("صفر", "zero"),
    ],
)
def test_the_same_number_said_in_two_ways_is_the_same(source: str, target: str) -> None:
    lost, brought = differences(read_arabic(source), read_english(target))
    assert (lost, brought) == ([], [])


def test_words_of_one_kind_are_held_against_each_other() -> None:
    lost, brought = differences(read_arabic("المرة الأولى"), read_english("the second time"))
    assert [n.kind for n in lost] == [n.kind for n in brought] == [Kind.ORDINAL]
    assert differences(read_arabic("المرة الأولى"), read_english("that time")) == ([], [])


@pytest.mark.parametrize(
    ("source", "target", "same"),
    [
        ("في عام 2024، و12.5", "In 2024, 12.5", True),
        ("بين الطرفين", "Between the two sides", True),
        ("الجولة الاولي", "The round", True),
        ("السيناريو", "Scenario Two", False),
        ("في عام 2024", "In the 2024s", False),
        ("2024", "2025", False),
        ("5 ملايين", "5 million", False),
        ("الاول من ايار", "May", False),
        ("الحاديه والعشرون", "The last", False),
        ("3/4", "3/4", False),
    ],
)
def test_texts_with_the_same_figures_need_not_be_read(source: str, target: str, same: bool) -> None:
    assert have_same_figures(source, target) is same
