"""Blocks find their translations, whatever one edition alone has."""

from __future__ import annotations

from ext_translations.pairs import Block, Row, pair


def block(key: str, text: str, **mark: object) -> Block:
    marks = ({"line": 0, "errors": (), "state": "translated", **mark},) if mark else ()
    return Block(key, "paragraph", text, marks)


def test_a_second_paragraph_of_a_translation_joins_its_first() -> None:
    rows = pair(
        [block("1", "أ"), block("2", "ب")], [block("1", "a"), block("x", "+"), block("2", "b")]
    )
    assert rows == [Row("paragraph", "أ", "a+"), Row("paragraph", "ب", "b")]


def test_what_stands_before_the_first_pair_is_kept() -> None:
    rows = pair([block("1", "أ")], [block("x", "+"), block("1", "a")])
    assert rows == [Row("paragraph", "", "+"), Row("paragraph", "أ", "a")]


def test_blocks_are_found_in_another_order_and_may_be_missing() -> None:
    rows = pair(
        [block("1", "أ"), block("2", "ب"), block("3", "ج")], [block("2", "b"), block("1", "a")]
    )
    assert [(row.source, row.target) for row in rows] == [("أ", "a"), ("ب", "b"), ("ج", "")]


def test_a_row_stands_as_the_worst_of_its_messages_and_names_each_line_once() -> None:
    target = [
        block("1", "a", line=7, state="fuzzy"),
        block("x", "b", line=7, state="failing", errors=("wrong",)),
    ]
    [row] = pair([block("1", "أ")], target)
    assert (row.state, row.lines, row.errors) == ("failing", [7], ["wrong"])
