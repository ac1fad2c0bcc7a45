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
#: letters of a box, or of a cell, that may need more than what is left of a page
LONG = 1000
#: letters below a picture that need more room than it leaves
CAPTION = 350
#: lines of code that do
CODE = 20
#: letters of a word of code that may need more than a line
WORD = 40
#: what a section may hold before its first words
_UNSEEN = (nodes.title, nodes.Invisible, nodes.target)
_NUMBER = re.compile(r"\(?[-+−±~≈<>]?\s?[$€£¥]?\d+(?:[.,٫٬/\s]\d+)*\s?[%٪‰$€£¥]?\)?")
_RANGE = re.compile(rf"{_NUMBER.pattern}\s?[–-]\s?{_NUMBER.pattern}")
_NOTHING = {"", "-", "–", "—", "…", ".."}


class ShortOpenings(SphinxPostTransform):
    """Mark a paragraph of one line below a heading: with it alone no page should end."""

    default_priority = 650  # before ext_arabic (700), which wraps words
    builders = ("pdf", "press", "volume")

    def run(self, **_kwargs: Any) -> None:
        """Give the first paragraph of each section the class ``opening``, if it is that short."""
        for section in self.document.findall(nodes.section):
            first = next((node for node in section if not isinstance(node, _UNSEEN)), None)
            if isinstance(first, nodes.paragraph) and len(first.astext()) <= LINE:
                first["classes"].append("opening")


class LongBlocks(SphinxPostTransform):
    """Mark what is kept on one page but may be longer than one: it would leave a page half empty.

    The abstract, boxes and code get the class ``long``, and so do a row of a table, and a figure
    for the words below it. A word of code in a line gets it, too: glued to a bracket, it is not
    broken (WeasyPrint 70), and juts out.
    """

    default_priority = 650
    builders = ("pdf", "press", "volume")

    def run(self, **kwargs: Any) -> None:
        """Give the class to each block that is long enough."""
        for block in self.document.findall(nodes.Element):
            if _is_long(block):
                block["classes"].append("long")


class RangeCells(SphinxPostTransform):
    """Mark the cells of a table that hold a range alone: their lines are not broken at its dash."""

    default_priority = 650

    def run(self, **kwargs: Any) -> None:
        """Give each such cell the class ``range``."""
        for cell in self.document.findall(nodes.entry):
            if _RANGE.fullmatch(cell.astext().strip()):
                cell["classes"].append("range")


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


def _is_long(block: nodes.Element) -> bool:
    match block:
        case nodes.literal_block():
            return block.astext().count("\n") >= CODE
        case nodes.literal():
            return any(len(word) > WORD for word in block.astext().split())
        case nodes.row():
            return any(len(cell.astext()) > LONG for cell in block)
        case nodes.figure():
            return len(block.astext()) > CAPTION
        case nodes.Admonition() | nodes.topic() | nodes.sidebar():
            return len(block.astext()) > LONG
        case nodes.container() if "abstract" in block["classes"]:
            return len(block.astext()) > LONG
    return False


def _are_numbers(cells: Sequence[nodes.Node]) -> bool:
    texts = [cell.astext().strip() for cell in cells]
    filled = [text for text in texts if text not in _NOTHING]
    return len(filled) > 1 and all(_NUMBER.fullmatch(text) for text in filled)


def _set_right(cell: nodes.Node) -> None:
    assert isinstance(cell, nodes.entry)
    if not any(name.startswith("text-") for name in cell["classes"]):
        cell["classes"].append("text-right")
