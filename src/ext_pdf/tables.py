"""Tables in the structure tree of a tagged PDF: which heads a cell has (ISO 32000-1, 14.8.5.7).

WeasyPrint 70 takes a head in a body for one of its column, and loses count where a cell goes over
rows or columns. `tags.mend` calls `mend_tables`.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pydyf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ext_pdf.structure import Element

_CELLS = ("/TH", "/TD")


def mend_tables(root: Element) -> None:
    """Say of each head below *root* what it is the head of, and of each cell which heads it has."""
    for element in root.walk():
        if element.tag == "/Table":
            _mend_table(element)


def _mend_table(table: Element) -> None:
    placed = [*_placed(table)]
    # column or row -> its heads, by their place in the table
    columns: dict[int, list[int]] = defaultdict(list)
    rows: dict[int, list[int]] = defaultdict(list)
    for index, (cell, down, across) in enumerate(placed):
        if cell.tag == "/TH":
            scope = _scope(cell)
            cell.values["A"]["Scope"] = f"/{scope}"
            heads, where = (columns, across) if scope == "Column" else (rows, down)
            for each in where:
                heads[each].append(index)
    for cell, down, across in placed:
        if cell.tag == "/TD":
            above = {i for each in across for i in columns[each] if placed[i][1][0] < down[0]}
            found = sorted(above | {i for each in down for i in rows[each]})
            cell.values["A"]["Headers"] = pydyf.Array([placed[i][0].values["ID"] for i in found])


def _scope(cell: Element) -> str:
    """Return what a head is the head of: what it says, or else what stands beside it."""
    said = cell.box.element.get("scope", "")
    if said:
        return "Row" if said.startswith("row") else "Column"
    row = cell.parent
    assert row is not None
    assert row.parent is not None
    is_head = row.parent.tag == "/THead" or all(each.tag == "/TH" for each in row.children)
    return "Column" if is_head else "Row"


def _placed(table: Element) -> Iterator[tuple[Element, range, range]]:
    """Yield each cell with the rows and columns that it covers."""
    taken: set[tuple[int, int]] = set()
    for index, row in enumerate(_rows(table)):
        column = 0
        for cell in row.children:
            if cell.tag not in _CELLS:
                continue
            while (index, column) in taken:
                column += 1
            attributes = cell.values["A"]
            down = range(index, index + attributes.get("RowSpan", 1))
            across = range(column, column + attributes.get("ColSpan", 1))
            taken |= {(each, other) for each in down for other in across}
            yield cell, down, across


def _rows(element: Element) -> Iterator[Element]:
    """Yield the rows below *element*, but for those of a table in a cell."""
    for kid in element.children:
        if kid.tag == "/TR":
            yield kid
        elif kid.tag != "/Table":
            yield from _rows(kid)
