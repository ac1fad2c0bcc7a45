"""The order of words in a list."""

from __future__ import annotations

import pytest

from ext_arabic.collation import Filing, fold, sort_key


@pytest.mark.parametrize(
    "words",
    [
        ["باسل", "زيد", "العلي"],
        ["إبراهيم", "أحمد", "آدم", "باسل"],
        ["ابن خلدون", "أبو مهدي", "باسل"],
        ["ألمانيا", "بغداد"],
        ["الله", "بغداد"],
        ["إلياس", "بيروت"],
        ["سَعيد", "سعيدة"],
        ["مؤمن", "نور"],
        ["Abbas", "Éluard", "al-Sudani", "Zorn"],
        ["De Boer", "O’Malley", "Omar"],
        ["Abbas", "ʿAbd al-Karim", "Adib", "al-ʿAwda", "Qirāʾa", "Zayd"],
        ["على", "علياء"],
    ],
)
def test_words_stand_in_the_order_of_a_catalogue(words: list[str]) -> None:
    backwards = [*reversed(words)]
    assert sorted(backwards, key=sort_key) == words


@pytest.mark.parametrize(
    ("filing", "order"),
    [
        ("drop-al", ["ابن خلدون", "أبو مهدي", "باسل", "الخطيب", "زيد"]),
        ("keep-al", ["ابن خلدون", "أبو مهدي", "الخطيب", "باسل", "زيد"]),
        ("drop-ibn", ["باسل", "الخطيب", "ابن خلدون", "زيد", "أبو مهدي"]),
    ],
)
def test_what_stands_before_a_name_counts_as_the_edition_has_it(
    filing: Filing, order: list[str]
) -> None:
    assert sorted(sorted(order), key=lambda word: sort_key(word, "ar", filing)) == order


def test_the_article_is_dropped_only_where_it_is_one() -> None:
    assert fold("الخطيب") == "خطيب"
    assert fold("ألمانيا") == "المانيا"
    assert fold("إلياس") == "الياس"
    assert fold("الياس") == "الياس"
    assert fold("الله") == "الله"
    assert fold("عبد الكريم") == "عبد كريم"
    assert fold("ال") == "ال"


def test_what_is_not_heard_is_not_sorted_on() -> None:
    assert fold("سَعِيد") == fold("ســعيد") == fold("سعيد")
    assert fold("al-Sudani") == "sudani"
    assert fold("École") == "ecole"
    assert fold("O’Malley") == fold("O'Malley") == "omalley"


@pytest.mark.parametrize(
    ("language", "first"), [("ar", "زيد"), ("fa", "زيد"), ("en", "Abbas"), ("fr", "Abbas")]
)
def test_the_script_of_the_page_comes_first(language: str, first: str) -> None:
    assert min(["زيد", "Abbas"], key=lambda word: sort_key(word, language)) == first


def test_numbers_belong_to_every_script() -> None:
    assert sort_key("2024", "ar") < sort_key("Abbas", "en")
    assert sort_key("2024", "ar") < sort_key("زيد", "ar")
