"""Mend on paper what WeasyPrint 70 does to words and blanks beside inline markup.

It shapes and measures each inline box alone, where browsers take a whole line at a time.
"""

from __future__ import annotations

from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ext_arabic.blocks import blocks, direction_around, is_object, replace
from ext_arabic.direction import direction_of
from ext_arabic.joining import JOINER, is_mark, joins

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ext_arabic.direction import Direction

BUILDERS = ("pdf", "press", "volume")
_BLANKS = (" ", "\t", "\n")  # those that a line may end in; a no-break space is none


class JoinWords(SphinxPostTransform):
    """Put a zero width joiner on both sides of markup between two letters that join.

    A vowel sign that markup has parted from its letter goes back to it, for it would be printed
    on a dotted circle.
    """

    default_priority = 710  # after IsolateRuns, whose wrappers are such markup too
    builders = BUILDERS

    def run(self, **_kwargs: Any) -> None:
        """Mend the words of each block of the document."""
        for block in blocks(self.document):
            pieces = list(_pieces(block))
            for index in range(1, len(pieces)):
                before, after = pieces[index - 1 : index + 1]
                if before is None or after is None or before.parent is after.parent:
                    continue
                marks = "".join(takewhile(is_mark, after))
                joiner = JOINER if joins(before, after) else ""
                if marks or joiner:
                    pieces[index - 1] = _replace(before, before + marks + joiner)
                    pieces[index] = _replace(after, joiner + after[len(marks) :])


class SetBlanksApart(SphinxPostTransform):
    """Keep lines that end before markup between their margins.

    A line's last blank is taken away, and what stands left of it is moved by its width, wrongly so
    where the text of the last box and the line differ in direction, or where the line is
    justified: the line then juts out by a blank. No box ends in a blank, and nothing juts out, if
    a phrase that runs against its line gives the blank to the next element, and other text in a
    right-to-left line, or before code, gives it a box of its own.
    """

    default_priority = 720  # after JoinWords, to which a blank must still be next to its word
    builders = BUILDERS

    def run(self, **_kwargs: Any) -> None:
        """Set apart the blanks of each block of the document."""
        page = direction_of(self.config.language)
        for block in blocks(self.document):
            if isinstance(block.parent, nodes.TextElement):
                continue  # a phrase: it is part of the block around it
            line = direction_around(block, page)
            for text in reversed(list(block.findall(nodes.Text))):
                if text.endswith(_BLANKS) and (element := _next_element(text)):
                    _set_apart(text, element, line, direction_around(text.parent, page))


def _set_apart(
    text: nodes.Text, element: nodes.Element, line: Direction, direction: Direction
) -> None:
    """Move the blank at the end of *text* into *element*, after it, or into a box between them."""
    first = None if is_object(element) else next(_pieces(element), None)
    if direction != line and first is not None:
        replace(first, nodes.Text(" " + first))
        replace(text, nodes.Text(text.rstrip("".join(_BLANKS))))
    elif "rtl" in (direction, line) and text.strip():
        replace(text, nodes.Text(text.rstrip("".join(_BLANKS))), nodes.inline("", " "))


def _next_element(text: nodes.Text) -> nodes.Element | None:
    """Return the element right after *text*."""
    pairs = pairwise(text.parent.children)
    after = (after for before, after in pairs if before is text)
    return next((node for node in after if isinstance(node, nodes.Element)), None)


def _replace(old: nodes.Text, text: str) -> nodes.Text:
    new = nodes.Text(text)
    replace(old, new)
    return new


def _pieces(node: nodes.Element) -> Iterator[nodes.Text | None]:
    """Yield the texts of a block in order; None for anything shown between them."""
    for child in node.children:
        if isinstance(child, nodes.Text):
            if len(child):  # MyST leaves empty ones behind
                yield child
        elif isinstance(child, nodes.Element):
            if is_object(child):
                yield None
            else:
                yield from _pieces(child)
