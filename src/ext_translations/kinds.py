"""Name the kind of a message, for translators: heading, table cell, caption, footnote.

The names stand in catalogs, which are the same on every machine: they are not translated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Iterator

#: by class of the node; the first that fits counts
_OWN: tuple[tuple[type, str], ...] = (
    (nodes.image, "alternative text"),
    (nodes.literal_block, "code"),
    (nodes.doctest_block, "code"),
    (nodes.term, "term"),
    (nodes.rubric, "heading without a number"),
    (nodes.attribution, "source of a quotation"),
    (nodes.field_name, "field name"),
    (nodes.line, "line"),
    (nodes.subtitle, "subtitle"),
    (nodes.classifier, "classifier"),
    (addnodes.versionmodified, "note on a version"),
)
#: by class of the nearest node around it
_AROUND: tuple[tuple[type, str], ...] = (
    (nodes.footnote, "footnote"),
    (nodes.citation, "footnote"),
    (nodes.entry, "table cell"),
    (nodes.legend, "legend"),
    (nodes.definition, "definition"),
    (nodes.field_body, "field"),
    (nodes.list_item, "list item"),
    (nodes.block_quote, "quotation"),
    (nodes.Admonition, "box"),
    (nodes.topic, "box"),
    (nodes.sidebar, "box"),
)
#: parts of the title block and the colophon, by the class that `ext_brief.titleblock` gives them
_TITLE_BLOCK = {
    "subtitle": "subtitle",
    "abstract": "abstract",
    "key-points": "key point",
    "recommendations": "recommendation",
    "topics": "topic",
    "funding": "funding",
    "disclaimer": "disclaimer",
    "corrections": "correction",
}


def kind_of(node: nodes.Element, msgid: str) -> str:
    """Return the kind of a message, as a translator would say it."""
    if isinstance(node, nodes.title):
        return _title(node)
    if isinstance(node, addnodes.toctree):
        return "heading of contents" if msgid == node.get("rawcaption") else "entry of contents"
    if isinstance(node, nodes.meta):
        return f"{node.get('name') or node.get('property') or 'head'} of the page, not shown"
    if isinstance(node, nodes.caption):
        return _caption(node)
    for kind, name in _OWN:
        if isinstance(node, kind):
            return name
    around = [*_ancestors(node)]
    if any({"title-block", "statement"} & {*parent["classes"]} for parent in around):
        named = (name for parent in [node, *around] for name in parent["classes"])
        return next((_TITLE_BLOCK[name] for name in named if name in _TITLE_BLOCK), "title block")
    for parent in around:
        for kind, name in _AROUND:
            if isinstance(parent, kind):
                return "table head" if _is_head(parent) else name
    return "paragraph"


def _title(node: nodes.title) -> str:
    parent = node.parent
    if isinstance(parent, nodes.section):
        is_page = isinstance(parent.parent, nodes.document) and _is_first(parent)
        return "title" if is_page else "heading"
    return "table title" if isinstance(parent, nodes.table) else "title of a box"


def _is_first(section: nodes.section) -> bool:
    sections = (child for child in section.parent.children if isinstance(child, nodes.section))
    return next(sections) is section


def _caption(node: nodes.caption) -> str:
    is_code = "literal-block-wrapper" in node.parent.get("classes", ())
    return "caption of code" if is_code else "caption"


def _is_head(node: nodes.Node) -> bool:
    return isinstance(node, nodes.entry) and isinstance(node.parent.parent, nodes.thead)


def _ancestors(node: nodes.Element) -> Iterator[nodes.Element]:
    parent = node.parent
    while isinstance(parent, nodes.Element):
        yield parent
        parent = parent.parent
