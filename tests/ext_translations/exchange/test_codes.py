from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ext_translations.exchange.conftest import CASES

from ext_translations.exchange.codes import Code, join, part, part_translation

#: characters that messages are made of, those that have a meaning more often
TEXT = st.text(
    st.one_of(
        st.sampled_from("[](){}<>`*_\\!^@\"'&:/.،؛ \n\t"),
        st.sampled_from("ابتم0٠ءabh"),
        st.characters(exclude_categories=["Cs"]),
    )
)
#: pieces of markup, whole and broken
MARKUP = st.lists(
    st.one_of(
        st.sampled_from(
            ["{cite}`", "`", "**", "*", "[", "](u)", "](", "[^n]", "{{ x }}", "{{", "<b>", "</b>"]
        ),
        st.sampled_from(["@key", "، ص 4", "<t>`", "نص", " ", "{.x}", "https://e.org/", "\\", "\n"]),
        st.characters(exclude_categories=["Cs"]),
    )
).map("".join)


def shown(text: str) -> list[str]:
    """Return the pieces of a text: words as they are, codes with their number and side."""
    marks = {"whole": "{}:{}", "open": "{}<{}", "close": "{}>{}"}
    return [
        piece if isinstance(piece, str) else marks[piece.side].format(piece.number, piece.text)
        for piece in part(text)
    ]


@pytest.mark.parametrize("text", CASES)
def test_the_pieces_are_the_message(text: str) -> None:
    assert join(part(text)) == text


@given(st.one_of(TEXT, MARKUP))
def test_the_pieces_of_any_text_are_the_text(text: str) -> None:
    pieces = part(text)
    assert join(pieces) == text
    sides: dict[int, list[str]] = {}
    for piece in pieces:
        if isinstance(piece, Code) and piece.number:
            sides.setdefault(piece.number, []).append(piece.side)
    assert all(side in (["whole"], ["open", "close"]) for side in sides.values())


@given(st.one_of(TEXT, MARKUP), st.one_of(TEXT, MARKUP))
def test_the_pieces_of_any_translation_are_the_translation(source: str, text: str) -> None:
    pieces = part(source)
    codes = {(p.side, p.number) for p in pieces if isinstance(p, Code)}
    found = part_translation(text, pieces)
    assert join(found) == text
    assert {(p.side, p.number) for p in found if isinstance(p, Code) and p.number} <= codes


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("نص **غليظ**", ["نص ", "1<**", "غليظ", "1>**"]),
        ("[نص](https://e.org)", ["1<[", "نص", "1>](https://e.org)"]),
        ('[نص](u "عنوان")', ["1<[", "نص", '1>](u "', "عنوان", '2:")']),
        ("[نص]{lang=ar}", ["1<[", "نص", "1>]{lang=ar}"]),
        ("{cite}`a، b`", ["1:{cite}`a، b`"]),
        ("{cite}`انظر @a، ص 4`", ["1<{cite}`", "انظر ", "2:@a", "، ص 4", "1>`"]),
        ("{ref}`نص <t>`", ["1<{ref}`", "نص", "1> <t>`"]),
        ("{ref}`tbl-1`", ["1:{ref}`tbl-1`"]),
        ("{term}`مصطلح`", ["1<{term}`", "مصطلح", "1>`"]),
        ("`code` و`كود`", ["1:`code`", " و", "2<`", "كود", "2>`"]),
        ("نص[^n1] {{ org }}", ["نص", "1:[^n1]", " ", "2:{{ org }}"]),
        ("<sup>أ</sup><br>", ["1<<sup>", "أ", "1></sup>", "2:<br>"]),
        ("<b>نص", ["1:<b>", "نص"]),
        ("انظر https://e.org/a.", ["انظر ", "1:https://e.org/a", "."]),
        ("سطر\\\nسطر", ["سطر", "1:\\\n", "سطر"]),
        ("\\*نص\\*", ["\\*نص\\*"]),
        ("![](a.png)", ["1:![](a.png)"]),
        ("حرف \x07", ["حرف ", "0:\x07"]),
    ],
)
def test_words_are_for_translators_and_codes_are_not(text: str, pieces: list[str]) -> None:
    assert shown(text) == pieces


def test_a_translation_has_the_codes_of_its_source_in_an_order_of_its_own() -> None:
    source = part("{cite}`a` و[نص](u) و{cite}`b`")
    found = part_translation("{cite}`b`, [text](u) and {cite}`a`", source)
    assert [p.number for p in found if isinstance(p, Code)] == [3, 2, 2, 1]


def test_what_the_source_does_not_have_is_words_in_a_translation() -> None:
    source = part("صحيفة «الغارديان» {cite}`a`")
    assert part_translation("*The Guardian* {cite}`b`", source) == ("*The Guardian* {cite}`b`",)


def test_a_text_of_a_role_is_translated_although_the_translation_is_in_latin_letters() -> None:
    source = part("{abbr}`نص` و`كود` و`fixed` و{cite}`انظر @a`")
    found = part_translation("{abbr}`text`, `code`, `fixed`, {cite}`@a`", source)
    assert [p for p in found if isinstance(p, str)] == ["text", ", ", "code", ", ", ", "]
