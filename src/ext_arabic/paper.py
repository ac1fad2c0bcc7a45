"""Mend on paper what WeasyPrint 70 does to words, blanks and signs beside inline markup.

It shapes and measures each inline box alone, where browsers take a whole line at a time.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ext_arabic.blocks import blocks, direction_around, is_object, is_opaque, place, replace
from ext_arabic.direction import direction_of
from ext_arabic.joining import JOINER, is_mark, joins
from ext_arabic.translator import direction_of_node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ext_arabic.direction import Direction

BUILDERS = ("pdf", "press", "volume")
#: signs of which Amiri has two forms
_SIGNS = re.compile(r"[!()./\[\\\]{|}«»]")
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
    a phrase that runs against its line gives the blank to what comes after it, and other text in a
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
                if text.endswith(_BLANKS) and (after := _next_node(text, block)):
                    _set_apart(text, after, line, direction_around(text.parent, page))


class MarkSigns(SphinxPostTransform):
    """Mark the signs that stand alone in a Latin phrase of an Arabic page: ``. 12(3):``.

    Amiri has a Latin form of them, which the script of a text calls for. A text without letters has
    no script, and gets the Arabic form: a stop is a fat diamond. The class ``latin-signs`` lets a
    style sheet take them from a Latin face.
    """

    default_priority = 730  # after SetBlanksApart, which makes texts of their own
    builders = BUILDERS

    def run(self, **_kwargs: Any) -> None:
        """Mark the signs of each Latin block."""
        if direction_of(self.config.language) == "ltr":
            return
        for block in blocks(self.document):
            if _is_latin(block):
                for text in list(_pieces(block)):
                    if text and _SIGNS.search(text) and not any(map(str.isalpha, text)):
                        replace(text, nodes.inline("", text, classes=["latin-signs"]))


def _is_latin(block: nodes.Element) -> bool:
    """Return whether *block* is set from left to right for its language or its letters."""
    node: nodes.Element | None = block
    while node is not None and direction_of_node(node) is None:
        node = node.parent
    if node is None or direction_of_node(node) == "rtl":
        return False
    # a run without a language may be a figure or a telephone number in an Arabic sentence
    return "dir" not in node or any(map(str.isalpha, block.astext()))


def _set_apart(text: nodes.Text, after: nodes.Node, line: Direction, direction: Direction) -> None:
    """Move the blank at the end of *text* into *after*, or into a box between them."""
    first = _first_text(after, direction)
    if direction != line and first is not None:
        replace(first, nodes.Text(" " + first))
        replace(text, nodes.Text(text.rstrip("".join(_BLANKS))))
    elif "rtl" in (direction, line) and text.strip():
        replace(text, nodes.Text(text.rstrip("".join(_BLANKS))), nodes.inline("", " "))


def _first_text(after: nodes.Node, direction: Direction) -> nodes.Text | None:
    """Return the text that *after* begins with, if it goes on in *direction*."""
    if not isinstance(after, nodes.Element):
        return after if isinstance(after, nodes.Text) else None
    if is_opaque(after) or direction_of_node(after) not in {None, direction}:
        return None
    return next(_pieces(after), None)


def _next_node(text: nodes.Text, block: nodes.Element) -> nodes.Node | None:
    """Return what comes after *text* in *block*, if markup parts the two."""
    node: nodes.Node = text
    while node is not block:
        siblings, at = node.parent.children, place(node) + 1
        if at < len(siblings):
            after = siblings[at]
            return None if node is text and isinstance(after, nodes.Text) else after
        node = node.parent
    return None


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
