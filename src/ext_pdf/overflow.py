"""Tables that jut out of their page, found in the layout. Plain Python.

A table shrinks as far as its longest words let it; what is wider still juts out into the margin,
and WeasyPrint 70 says nothing. `TableLines` of `contents` has left the line of each in the page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: CSS pixels
_MM = 96 / 25.4
#: a rule may stand out by its own width
_LEAST = 1.0
_LINE = re.compile(r"\bline-(\d+)\b")


def wide_tables(pages: Iterable[Any]) -> Iterator[str]:
    """Yield a line for the log for each table that its page has no room for, once."""
    said = set()
    for page in pages:
        for table in _tables(page._page_box):
            excess = _excess(table, page._page_box) / _MM
            if excess > _LEAST and id(table.element) not in said:
                said.add(id(table.element))
                found = _LINE.search((table.element.get("class") or "") if table.element else "")
                yield f"Table of line {found[1] if found else 0} is {excess:.0f} mm too wide"


def _excess(table: Any, page: Any) -> float:
    """Return how much of a table stands in the margins, at both sides."""
    start, end = table.border_box_x(), table.border_box_x() + table.border_width()
    left, right = page.content_box_x(), page.content_box_x() + page.width
    return float(max(0, left - start) + max(0, end - right))


def _tables(box: Any) -> Iterator[Any]:
    """Yield the tables below *box*; none stands in a line of text."""
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.TableBox):
            yield child
        elif not isinstance(child, (boxes.LineBox, boxes.MarginBox)):
            yield from _tables(child)
