"""What a typesetter sees in a text before he sets it, left as classes for the style sheets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from collections.abc import Sequence

#: letters of the longest line on the widest page
LINE = 110
#: what a section may hold before its first words
_UNSEEN = (nodes.title, nodes.Invisible, nodes.target)
_NUMBER = re.compile(r"\(?[-+−±~≈<>]?\s?[$€£¥]?\d+(?:[.,٫٬/\s]\d+)*\s?[%٪‰$€£¥]?\)?")
_NOTHING = {"", "-", "–", "—", "…", ".."}


class ShortOpenings(SphinxPostTransform):
    """Mark a paragraph of one line below a heading: with it alone no page should end."""

    default_priority = 650  # before ext_arabic (700), which wraps words
    builders = ("pdf", "press", "volume")

    def run(self, **_kwargs: Any) -> None:
        """Give the first paragraph of each section the class ``opening``, if it is as short."""
        for section in self.document.findall(nodes.section):
            first = next((node for node in section if not isinstance(node, _UNSEEN)), None)
            if isinstance(first, nodes.paragraph) and len(first.astext()) <= LINE:
                first["classes"].append("opening")


class NumberColumns(SphinxPostTransform):
    """Set the numbers of a table below one another, units below units.

    A column of numbers alone gets the class of MyST's ``---:``, head and all; the first column
    names the rows, whatever it holds.
    """

    default_priority = 650

    def run(self, **_kwargs: Any) -> None:
        """Mark the columns of each table, but for those with cells over several."""
        for table in self.document.findall(nodes.tgroup):
            rows = [row.children for row in table.findall(nodes.row)]
            body = [row.children for row in table.children[-1].findall(nodes.row)]
            cells = [cell for row in rows for cell in row if isinstance(cell, nodes.entry)]
            if any(cell.get("morecols") or cell.get("morerows") for cell in cells):
                continue
            for column in list(zip(*rows, strict=False))[1:]:
                if _are_numbers(column[len(rows) - len(body) :]):
                    for cell in column:
                        _set_right(cell)


def _are_numbers(cells: Sequence[nodes.Node]) -> bool:
    texts = [cell.astext().strip() for cell in cells]
    filled = [text for text in texts if text not in _NOTHING]
    return len(filled) > 1 and all(_NUMBER.fullmatch(text) for text in filled)


def _set_right(cell: nodes.Node) -> None:
    assert isinstance(cell, nodes.entry)
    if not any(name.startswith("text-") for name in cell["classes"]):
        cell["classes"].append("text-right")
