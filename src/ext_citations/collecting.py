"""Read off the doctree what a citation asks for, where it stands and in which note.

Called by `domain`, once the document stands as it will be printed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from ext_citations import syntax
from ext_citations.records import CitationRecord

if TYPE_CHECKING:
    from sphinx import addnodes

    from ext_citations.places import Note

#: what a line is counted by
_BLOCKS = (nodes.Body, nodes.Titular, nodes.Part)


def record_of(node: addnodes.pending_xref) -> CitationRecord:
    """Return what one citation of the text asks for."""
    note = _note(node)
    return CitationRecord(
        node["reftype"],
        syntax.parse(node.get("words") or node.astext()),
        _line(node),
        note=note.number,
        in_authors_note=note.is_authors,
        after_stop=not note.number and node["reftype"] == "p" and _is_after_stop(node),
    )


def record_of_mark(mark: nodes.footnote_reference) -> CitationRecord:
    """Return what a citation asks for that a note was made of."""
    return CitationRecord("p", syntax.parse(mark["words"]), _line(mark), note=int(mark.astext()))


def note_of(mark: nodes.footnote_reference, citation: int) -> Note:
    """Return the note of a mark, whose citation has this number; the mark forgets its words."""
    del mark["words"]
    return citation, mark.astext(), mark["refid"], mark["ids"][0]


def _line(node: nodes.Node) -> int:
    """Return the line of the block around *node*; a node in a translation carries line 1."""
    while node.parent is not None and not isinstance(node, _BLOCKS):
        node = node.parent
    while node.parent is not None and not node.line:
        node = node.parent
    return node.line or 1


def _is_after_stop(node: addnodes.pending_xref) -> bool:
    """Return whether a citation in parentheses was put behind its sentence, not into it.

    It is where a sentence ends before it and none goes on after it: an abbreviation has a stop,
    too (``et al. {cite}`x` says``, ``د. {cite}`x`،``).
    """
    at = node.parent.index(node)
    before = node.parent[at - 1].astext().rstrip() if at else ""
    if not before.endswith((".", "؟", "!", "?", "۔")) or before.endswith(".."):
        return False
    after = node.parent[at + 1].astext().lstrip() if at + 1 < len(node.parent) else ""
    return not after or after[0].isupper()


def is_in_contents(node: nodes.Node) -> bool:
    """Return whether a citation is a copy: a heading's, in docutils' ``contents`` (made at 720)."""
    parent = node.parent
    while isinstance(parent, nodes.TextElement) and not isinstance(parent, nodes.reference):
        parent = parent.parent
    if not isinstance(parent, nodes.reference):
        return False
    while parent is not None and "contents" not in parent.get("classes", ()):
        parent = parent.parent
    return parent is not None


class _Note(NamedTuple):
    """The note that a citation stands in."""

    #: 0 in the text
    number: int
    is_authors: bool


def _note(node: nodes.Node) -> _Note:
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.footnote):
        parent = parent.parent
    label = parent.next_node(nodes.label) if parent is not None else None
    if parent is None or label is None or not label.astext().isdigit():
        return _Note(0, is_authors=False)
    return _Note(int(label.astext()), is_authors=True)
