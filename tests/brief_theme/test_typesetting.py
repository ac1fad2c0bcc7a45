"""What is marked in a text for the style sheets: short openings, long blocks, numbers in tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from docutils.core import publish_doctree

from brief_theme.typesetting import (
    CAPTION,
    CODE,
    LINE,
    LONG,
    WORD,
    LongBlocks,
    NumberColumns,
    RangeCells,
    ShortOpenings,
)

if TYPE_CHECKING:
    from tests.conftest import Project


def openings(text: str) -> list[str]:
    """Return the paragraphs that are marked in *text*."""
    document = publish_doctree(text, settings_overrides={"doctitle_xform": False})
    ShortOpenings(document).run()
    return [
        node.astext() for node in document.findall(nodes.paragraph) if "opening" in node["classes"]
    ]


def table(*rows: list[str], widths: str = "auto", heads: int = 1) -> list[list[bool]]:
    """Return which cells of a table are set to the right."""
    lines = [".. list-table::", f"   :header-rows: {heads}", f"   :widths: {widths}", ""]
    for row in rows:
        lines += [f"   {'*' if not index else ' '} - {cell}" for index, cell in enumerate(row)]
    document = publish_doctree("\n".join(lines))
    NumberColumns(document).run()
    return [
        ["text-right" in cell["classes"] for cell in row.findall(nodes.entry)]
        for row in document.findall(nodes.row)
    ]


def test_first_paragraph_of_a_section_is_marked_if_it_is_a_line_long() -> None:
    text = (
        f"A\n=\n\n.. _here:\n\nقصيرة.\n\nأخرى.\n\nB\n-\n\n{'ط' * (LINE + 1)}\n\nC\n-\n\n- x\n\n.\n"
    )
    assert openings(text) == ["قصيرة."]


@pytest.mark.parametrize(
    "number",
    ["1,250", "-3.5%", "−2", "٢٬٥٠٠", "+12", "~40", "$3.5", "(1,200)", "1 250 000", "4 %", "12/24"],
)
def test_column_of_numbers_is_set_to_the_right_with_its_head(number: str) -> None:
    found = table(["Place", "Number", "Source"], ["Basra", number, "MoF"], ["Erbil", "7", "MoF"])
    assert found == [[False, True, False]] * 3


@pytest.mark.parametrize("other", ["one", "2019a", "2019–2024", "12 km", "1.2.3x"])
def test_column_with_words_is_left_as_it_is(other: str) -> None:
    assert table(["Place", "x"], ["Basra", "7"], ["Erbil", other]) == [[False, False]] * 3


def test_empty_cells_and_dashes_stand_among_numbers() -> None:
    assert table(["Place", "x"], ["a", "7"], ["b", "–"], ["c", ""], ["d", "8"])[0] == [False, True]
    assert table(["Place", "x"], ["a", "7"], ["b", "–"], ["c", "—"])[0] == [False, False]


def test_first_column_names_the_rows() -> None:
    assert table(["Year", "Number"], ["2019", "7"], ["2020", "8"]) == [[False, True]] * 3


def test_table_without_a_head_has_columns_of_numbers_too() -> None:
    assert table(["a", "7"], ["b", "8"], heads=0) == [[False, True]] * 2


def test_table_with_cells_over_several_columns_is_left_as_it_is() -> None:
    text = "+---+---+\n| a | 1 |\n+---+---+\n| b | 2 |\n+---+---+\n| c     |\n+---+---+\n"
    document = publish_doctree(text)
    NumberColumns(document).run()
    assert not any(cell["classes"] for cell in document.findall(nodes.entry))


def test_alignment_of_the_author_stays(project: Project) -> None:
    project.extensions("brief_theme").conf("html_theme = 'midad'")
    rows = "| Basra | 7 | 7 |\n| Erbil | 8 | 8 |\n"
    project.write("index.md", f"# T\n\n| Place | x | y |\n| --- | :-: | --- |\n{rows}")
    project.build()
    classes = project.soup().xpath("//td/@class")
    assert classes == ["text-center", "text-right"] * 2


def long_blocks(text: str) -> list[str]:
    """Return the kinds of what is marked as long in *text*."""
    document = publish_doctree(text)
    LongBlocks(document).run()
    return [
        node.tagname for node in document.findall(nodes.Element) if "long" in node.get("classes")
    ]


def test_what_may_be_longer_than_a_page_is_marked() -> None:
    code = "::\n\n" + "  x\n" * (CODE + 1)
    words = "ط " * LONG
    assert long_blocks(f"{code}\n.. note:: {words}\n\n.. container:: abstract\n\n  {words}\n") == [
        "literal_block",
        "note",
        "container",
    ]
    assert long_blocks(f".. list-table::\n\n  * - a\n    - {words}\n  * - b\n    - c\n") == ["row"]


def test_long_word_of_code_is_marked() -> None:
    assert long_blocks(f"a ``{'x' * (WORD + 1)}`` b ``{'x ' * WORD}``\n") == ["literal"]


def test_long_box_beside_the_text_is_marked() -> None:
    assert long_blocks(f".. topic:: x\n\n   {'x ' * LONG}\n") == ["topic"]


def test_figure_with_many_words_below_it_is_marked() -> None:
    figure = f".. figure:: a.png\n\n   x\n\n   {'x' * CAPTION}\n"
    assert long_blocks(figure) == ["figure"]
    assert long_blocks(".. figure:: a.png\n\n   x\n") == []


def test_what_is_short_is_not_marked() -> None:
    short = "ط " * (LONG // 4)
    boxes = f".. note:: {short}\n\n.. container:: abstract\n\n  {short}\n"
    assert long_blocks("::\n\n" + "  x\n" * CODE + f"\n{boxes}\n{'ط ' * LONG}\n") == []
    assert long_blocks(f".. list-table::\n\n  * - a\n    - {short}\n") == []


def test_cell_with_a_range_alone_is_marked() -> None:
    cells = ["2019–2024", "2–3.5%", "12-15", "12", "2019–", "12–15 km", "a–b"]
    document = publish_doctree(".. list-table::\n\n  * - " + "\n    - ".join(cells))
    RangeCells(document).run()
    marked = [cell.astext() for cell in document.findall(nodes.entry) if cell["classes"]]
    assert marked == ["2019–2024", "2–3.5%", "12-15"]
