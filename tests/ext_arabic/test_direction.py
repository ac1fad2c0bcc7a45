"""What has to be isolated is found: ``⟨ ⟩`` marks left to right, ``⟪ ⟫`` right to left."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ext_arabic.bidi import BARRIER, NEUTRAL_OBJECT, OBJECTS
from ext_arabic.direction import (
    Direction,
    Run,
    direction_of,
    find_runs,
    first_strong,
    opposite_runs,
)

CODE = OBJECTS["ltr"]
ARABIC = OBJECTS["rtl"]


def marked(text: str, base: Direction) -> str:
    """Return *text* with its runs in brackets."""
    marks: list[tuple[int, int, str]] = []

    def note(run: Run, depth: int) -> None:
        opener, closer = "⟨⟩" if run.direction == "ltr" else "⟪⟫"
        marks.append((run.start, depth, opener))
        marks.append((run.end, -1 - depth, closer))
        for inner in run.within:
            note(inner, depth + 1)

    for run in find_runs(text, base):
        note(run, 0)
    # from the end; at one place the inner mark goes in first
    for at, _, mark in sorted(marks, reverse=True):
        text = text[:at] + mark + text[at:]
    return text


def check(expected: str, base: Direction) -> None:
    assert marked(re.sub("[⟨⟩⟪⟫]", "", expected), base) == expected


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        ("ar", "rtl"),
        ("ar-IQ", "rtl"),
        ("ar_IQ", "rtl"),
        ("AR", "rtl"),
        ("fa", "rtl"),
        ("ckb", "rtl"),
        ("en", "ltr"),
        ("ar-Latn", "ltr"),
        ("ar-Latn-IQ", "ltr"),
        ("az-Arab", "rtl"),
        ("ku", "ltr"),
    ],
)
def test_direction_of_a_language_is_that_of_its_script(language: str, direction: str) -> None:
    assert direction_of(language) == direction


@pytest.mark.parametrize(
    ("text", "direction"),
    [("«نعم» said", "rtl"), ("2.1% of", "ltr"), ("12:30", None), ("", None), ("٢٥ يناير", "rtl")],
)
def test_first_strong_letter_decides(text: str, direction: str | None) -> None:
    assert first_strong(text) == direction


@pytest.mark.parametrize(
    "expected",
    [
        "نشرت ⟨Nature Climate Change⟩ دراسة",
        "من ⟨CNN⟩ و⟨BBC⟩، ⟨Reuters⟩؛ ⟨AP⟩؟",
        "نقلت ⟨The Times, The Guardian⟩ أن",
        "قال ⟨John F. Kennedy⟩: نعم.",
        "صدر ⟨Qu’est-ce que c’est⟩ قبل",
        "نص ⟨naïve café⟩ هنا",
        "كتاب ⟨Война и мир⟩ كله",
        # quotation marks and brackets come in pairs, or stay outside
        "«⟨CNN⟩» ثم «⟨BBC⟩»",
        "(⟨CNN⟩) قالت",
        "⟨(CNN) Report⟩ قال",
        "⟨“Nature” and “Science”⟩ قال",
        "قال «نعم “⟨yes⟩” نعم»",
        "⟨Nature (Climate) Change⟩ (2024) ثم",
        "⟨Nature⟩ (⟨Climate⟩ والعالم)",
        'قال "⟨Nature⟩" و"⟨Science⟩"',
        '⟨the "best" of⟩ كل',
        "قال «⟨CNN⟩» «⟨BBC⟩»",
        "قال ⟨Le «Monde» du⟩ شيئا",
        # numbers that belong to a phrase
        "طائرة ⟨F-16⟩ و⟨MQ-9⟩ و⟨CO2⟩",
        "انبعاث ⟨CO₂⟩ و⟨SO₄²⁻⟩، ومساحة ⟨km²⟩",
        "شبكة ⟨5G⟩ والـ⟨5G⟩ و⟨3D⟩",
        "قدرة ⟨100 MW⟩ في 2024 ⟨CNN⟩ قالت",
        "طول ⟨4–6 km⟩ فقط",
        "طول ⟨100\u00a0metres⟩ فقط",
        "حرارة ⟨-5°C⟩ و⟨-5 °C⟩",
        "قرار ⟨SDG 13⟩. ثم",
        "الهدف ⟨SDG 13⟩ من",
        "وباء ⟨COVID 19⟩ الذي",
        "أرسلت ⟨NATO⟩ 500 جندي",
        "زادت ⟨NATO⟩ 2 في المئة",
        "حسب (⟨Reuters⟩ – 25 يناير 2024)",
        "حسب ⟨Reuters⟩ 25 يناير",
        "حسب ⟨CNN⟩, 25 يناير",
        "في ⟨Vol. 3, No. 5, 12–15⟩، ثم",
        "دول ⟨NATO⟩ ⟨2%⟩ من",
        # what letters are compared to
        "وجد أن ⟨p < 0.05⟩، و(⟨n = 1,250⟩) و⟨x ≥ -3%⟩ هنا",
        "جمع ⟨x + 3 = 5⟩ ثم",
        "شركة ⟨Sample⟩ + 3 شركات",
        # signs that belong to a phrase
        "حساب ⟨@CNN⟩ ووسم ⟨#tag⟩ ولغة ⟨C++⟩ و⟨.NET⟩",
        "في ⟨U.S.⟩ وقال ⟨Smith et al.⟩ كذا",
        "في ⟨Nature⟩. وقال",
        # addresses
        "راجع ⟨https://example.org/مسار/ب?a=1⟩). ثم",
        "راجع (⟨https://ar.wikipedia.org/wiki/نص_(كتاب)⟩)، ثم",
        "راجع ⟨www.example.org/مسار⟩.",
        "راجع ⟨10.1000/182⟩ ثم",
        "بريد ⟨first.last@example.org⟩، ثم",
    ],
)
def test_latin_phrase_in_arabic_text(expected: str) -> None:
    check(expected, "rtl")


@pytest.mark.parametrize(
    "expected",
    [
        "نسبة ⟨2.1%⟩ من و⟨2.1%⟩",
        "⟨2.1%⟩",
        "نسبة (⟨2.1%⟩) ثم «⟨-3%⟩»",
        "حرارة ⟨-5⟩ و⟨+3⟩ و ⟨−7⟩",
        "ثمن ⟨$100⟩ و⟨100$⟩ و⟨-$5⟩ و⟨€1,000.50⟩",
        "عمر ⟨18+⟩ سنة",
        "اتصل ⟨+964 770 123 4567⟩ الآن",
        "اتصل ⟨+964-770-1234567⟩ أو ⟨+964 (0)770 123⟩ الآن",
        "اتصل ⟨0770 123 4567⟩ الآن و⟨+٩٦٤ ٧٧٠ ١٢٣⟩ و⟨٠٧٧٠ ١٢٣ ٤٥٦٧⟩",
        "اتصل ⟨(02) 555-0199⟩ أو ⟨(01)5550199⟩، ثم (01) 12 كتابا",
        "هاتف ⟨(01) 555 0199⟩ و⟨(01) 555019⟩",
        "البند (01) 2023 من",
        "الجدول (03) 450 مليون",
        "مبلغ ⟨10\u00a0000⟩ دينار، 10 000 دينار",
        "في ⟨2024-01-31⟩ و⟨978-3-16-148410-0⟩",
        "نتيجة ⟨3-2⟩",
        "(سي إن إن –25 يناير)",
    ],
)
def test_number_with_signs_in_arabic_text_runs_left_to_right(expected: str) -> None:
    check(expected, "rtl")


@pytest.mark.parametrize(
    "text",
    ["الساعة 12:30", "مبلغ 1,234.5 دينار", "العدد 2024/01", "في 2024 و٢٠٢٤", "أ-5", "٪٥ و٥٪", "-٥"],
)
def test_number_that_always_reads_the_same_is_left_alone(text: str) -> None:
    check(text, "rtl")


@pytest.mark.parametrize(
    "expected",
    [
        "ص ⟪4–6⟫، ⟪2019–2024⟫",
        "⟪4–6⟫",
        "بين ⟪7 – 10⟫ أكتوبر",
        "من ⟪12:30–14:00⟫ يوميا",
        "بين ⟪⟨5%⟩–⟨7%⟩⟫ و⟪5–⟨7%⟩⟫",
        "بين ⟪⟨-5⟩–⟨-3⟩⟫",
        "ص ⟪⟨4⟩-⟨6⟩⟫ و⟪⟨2019⟩-⟨2024⟩⟫",
        "ص ⟪٤–٦⟫، و٧/١",  # these digits take no direction from their neighbours
        "1–2–3",
    ],
)
def test_range_in_arabic_text_runs_right_to_left(expected: str) -> None:
    check(expected, "rtl")


@pytest.mark.parametrize(
    "expected",
    [
        "⟨The mission ends in 2024.⟩",
        "⟨GDP per capita (2024).⟩",
        " ⟨Nature⟩ ",
        "⟨2024: the year.⟩",
    ],
)
def test_block_without_arabic_letters_is_one_phrase(expected: str) -> None:
    check(expected, "rtl")


@pytest.mark.parametrize(
    "expected",
    [
        "the word ⟪كتاب⟫ 5 times",
        "the (⟪العدد 5⟫) issue, (see ⟪العدد 5⟫)",
        "He said «⟪نعم، لا⟫» and left",
        "the ⟪عَام ٢٠٢٤⟫ was",
        "on ⟪٢٥ يناير ٢٠٢٤⟫ and",
        "see ⟪العراق (بغداد)⟫ and",
        "⟪كيف؟⟫ he asked",
        "⟪العراق،⟫ he said",
        "the ⟪كتاب ⟪4–6⟫ والحرب⟫ is",
        "the ⟪نسبة ⟨2.1%⟩ من⟫ is",
        "⟪كتاب الحرب والسلم، ص 4⟫",
        "see ⟪كتاب الحرب (بيروت، 1990)، ص ⟪29–31⟫⟫. Then ⟪مج 2⟫ or ⟪العدد 5⟫",
        "the word ⟪قصص⟫ 5 times",
        "see 2.1% and -5 and 4–6 here",
        "at https://example.org/مسار today",
        "in ⟪עברית⟫ too",
        "a ⟪٢٠م⟫ b ⟪م20⟫",
    ],
)
def test_arabic_phrase_in_latin_text(expected: str) -> None:
    check(expected, "ltr")


@pytest.mark.parametrize(
    ("expected", "base"),
    [
        (f"⟨run {CODE} now⟩ ثم {CODE}", "rtl"),
        (f"⟨Nature {NEUTRAL_OBJECT} Change⟩ {NEUTRAL_OBJECT} نعم", "rtl"),
        (f"⟨Nature⟩ {ARABIC} ⟨Change⟩ نعم", "rtl"),
        (f"the ⟪كتاب {ARABIC} هنا⟫ is", "ltr"),
        (f"نعم ⟨Nature⟩{BARRIER}⟨Change⟩ نعم", "rtl"),
    ],
)
def test_objects_stand_in_for_elements(expected: str, base: Direction) -> None:
    # an object with the phrase's direction is a run, too: whoever wraps it sees that it has one
    runs = find_runs(re.sub("[⟨⟩⟪⟫]", "", expected), base)
    assert marked(re.sub("[⟨⟩⟪⟫]", "", expected), base).replace(f"⟨{CODE}⟩", CODE) == expected
    assert runs


def test_opposite_runs_are_those_against_the_base() -> None:
    assert opposite_runs("ص 4–6 Reuters", "rtl") == [(6, 13)]
    assert opposite_runs("the كتاب is", "ltr") == [(4, 8)]
    assert opposite_runs("", "rtl") == []


ALPHABET = "ابتةَّـ،؛؟.,:;-–+%$°()[]«»“”\"' \u00a0\n0129٠٣AbZé@#/\u200d\u200f" + BARRIER + CODE


@given(st.text(ALPHABET, max_size=60), st.sampled_from(["rtl", "ltr"]))
def test_runs_are_in_order_apart_and_not_blank(text: str, base: Direction) -> None:
    end = 0
    for run in find_runs(text, base):
        assert end <= run.start < run.end <= len(text)
        assert text[run.start : run.end].strip() == text[run.start : run.end]
        inside = run.start
        for inner in run.within:
            assert inside <= inner.start < inner.end <= run.end
            inside = inner.end
        end = run.end


@given(st.text(ALPHABET, max_size=60))
def test_every_latin_letter_in_arabic_text_is_in_a_run(text: str) -> None:
    inside = {i for run in find_runs(text, "rtl") for i in range(run.start, run.end)}
    assert {i for i, char in enumerate(text) if char in "AbZé"} <= inside


@pytest.mark.parametrize(
    "piece", ["word كلمة ", "2024 ", "ب $-+5% ", "12:", "1-", "A1 ", "a.b", "ب 1–2 ", "٣٠ ب A "]
)
def test_long_text_takes_time_in_proportion(piece: str) -> None:
    for base in ("rtl", "ltr"):
        start = time.process_time()
        find_runs(piece * 3000, base)
        assert time.process_time() - start < 5
