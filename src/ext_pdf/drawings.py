"""Arabic in a drawing (SVG) is joined, and runs from right to left. Plain Python.

WeasyPrint 70 draws the text of a drawing letter by letter, from left to right
(Kozea/WeasyPrint#2909): the labels of a chart came out in letters that stand alone, in the wrong
order. There is no hook; so the function that draws a text is replaced by one that hands over, as a
single letter, what stands in one place and has letters that run from right to left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from unicodedata import bidirectional

from weasyprint import svg

if TYPE_CHECKING:
    from collections.abc import Iterator

#: where each letter of a text may be given a place of its own
_PLACES = ("x", "y", "dx", "dy", "rotate")

_draw = svg.text


class Whole(str):
    """A text that is taken for one letter."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


def draw_text(drawing: Any, node: Any, font_size: float) -> None:
    """Draw the text of *node*."""
    text = str(node.text or "")  # it may have been drawn before
    is_in_one_place = all(len(node.get(name, "").replace(",", " ").split()) < 2 for name in _PLACES)
    if is_in_one_place and {"R", "AL"} & {*map(bidirectional, text)}:
        node._etree_node.text = Whole(text)
    _draw(drawing, node, font_size)


def install() -> None:
    """Let WeasyPrint draw so in this process."""
    for tag, draw in svg.TAGS.items():
        if draw is _draw:
            svg.TAGS[tag] = draw_text
    svg.text = draw_text
