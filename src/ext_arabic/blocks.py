"""A block of the doctree as one text, and the elements that make it: what runs are looked for in.

An element with a direction of its own (code, a formula, a phrase that is marked with its
language) stands in the text as one character; what it holds is none of the block's business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ext_arabic.bidi import BARRIER, NEUTRAL_OBJECT, OBJECTS
from ext_arabic.translator import direction_of_node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ext_arabic.direction import Direction

_OPAQUE = (
    nodes.citation_reference,
    nodes.FixedTextElement,
    nodes.footnote_reference,
    nodes.image,
    nodes.literal,
    nodes.math,
    nodes.problematic,
)
_EMPHASIS = (nodes.emphasis, nodes.strong, nodes.subscript, nodes.superscript)


def blocks(document: nodes.Element) -> Iterator[nodes.Element]:
    """Yield what is judged as one text: paragraphs, titles, terms …, and marked phrases in them."""
    for node in document.findall(nodes.TextElement):
        if isinstance(node, (nodes.FixedTextElement, nodes.Invisible, nodes.literal, nodes.math)):
            continue
        if not isinstance(node.parent, nodes.TextElement) or direction_of_node(node):
            yield node


def text_of(node: nodes.Node) -> str:
    """Return the text of a block; offsets in it are what `spans` counts."""
    return "".join(_shown(child) for child in node.children)


def spans(parent: nodes.Element) -> Iterator[tuple[nodes.Node, int, int]]:
    """Yield the children of *parent* with the start and end of each in its text."""
    end = 0
    for child in parent.children:
        start, end = end, end + len(_shown(child))
        yield child, start, end


def direction_around(node: nodes.Node, page: Direction) -> Direction:
    """Return the direction of the nearest element, from *node* upwards, that declares one."""
    while isinstance(node, nodes.Element):
        if direction := direction_of_node(node):
            return direction
        node = node.parent
    return page


def is_object(node: nodes.Element) -> bool:
    """Return whether *node* stands in its block's text as one character."""
    return is_opaque(node) or direction_of_node(node) is not None


def is_opaque(node: nodes.Element) -> bool:
    """Return whether what *node* holds is no text of a block: code, a picture, a mark of a note."""
    return isinstance(node, (*_OPAQUE, nodes.raw))


def place(node: nodes.Node) -> int:
    """Return where *node* stands in its parent.

    docutils' own ``index``, ``replace`` and ``remove`` compare texts by what they say (0.22), and
    find the first of two equal ones.
    """
    return next(i for i, child in enumerate(node.parent.children) if child is node)


def replace(node: nodes.Node, *new: nodes.Node) -> None:
    """Put *new* where *node* stands."""
    parent, at = node.parent, place(node)
    parent[at : at + 1] = list(new)


def cut(parent: nodes.Element, at: int) -> nodes.Element | None:
    """Make a border between two children of *parent* at *at*.

    Text and plain emphasis are cut in two. Anything else (a link, a target, a citation) is left
    whole and returned.
    """
    for child, start, end in spans(parent):
        if not start < at < end:
            continue
        if isinstance(child, nodes.Text):
            text = str(child)
            replace(child, nodes.Text(text[: at - start]), nodes.Text(text[at - start :]))
            return None
        if isinstance(child, nodes.Element):
            return _cut_emphasis(child, at - start)
    return None


def _cut_emphasis(node: nodes.Element, at: int) -> nodes.Element | None:
    if not isinstance(node, _EMPHASIS) or node["ids"] or cut(node, at) is not None:
        return node
    children = [(part, end) for part, _, end in spans(node)]
    tail = node.copy()
    tail.extend(part for part, end in children if end > at)
    node.children = [part for part, end in children if end <= at]
    replace(node, node, tail)
    return None


def _shown(node: nodes.Node) -> str:
    """Return *node* as it stands in its block's text."""
    if isinstance(node, nodes.Text):
        return str(node)
    if not isinstance(node, nodes.Element) or _is_hidden(node):
        return ""
    if isinstance(node, nodes.raw):
        return _shown_raw(node)
    direction = direction_of_node(node)
    if direction == "ltr" or (direction and not isinstance(node, nodes.literal)):
        return OBJECTS[direction]  # Arabic in code is named, and part of no phrase around it
    return NEUTRAL_OBJECT if isinstance(node, _OPAQUE) else text_of(node)


def _is_hidden(node: nodes.Element) -> bool:
    if isinstance(node, nodes.target):
        return False  # an inline target shows its text
    return isinstance(node, (nodes.Invisible, nodes.system_message))


def _shown_raw(node: nodes.raw) -> str:
    if "html" not in node.get("format", "").split():
        return ""
    return BARRIER if node.astext().strip().startswith("<br") else NEUTRAL_OBJECT
