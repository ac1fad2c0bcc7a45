"""What is said about a brief: its funding, its disclaimer, its corrections, what replaced it.

The texts are nodes at the end of the document, so that they are translated and may cite like any
other text. They are written where they stand and then taken out of the page's body, for the theme
to print where it wants them: in the colophon.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes

from ext_arabic import messages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.writers.html5 import HTML5Translator

    from ext_brief.model import Brief

#: where the written texts are kept, by the document's attribute
WRITTEN = "statements"


class Statement(NamedTuple):
    """A text of the colophon, written."""

    #: ``funding``, ``disclaimer`` or ``corrections``
    name: str
    #: ISO date of a correction
    date: str
    html: str


class statement(nodes.container):  # noqa: N801 - docutils names its nodes so
    """A text for the colophon: ``name``, ``date``; other writers than HTML's print it in place."""


def visit_statement(self: HTML5Translator, node: statement) -> None:
    """Remember where the text begins; written by itself, a part of a document keeps it."""
    if _root(node) is self.document:
        node["begin"] = len(self.body)


def depart_statement(self: HTML5Translator, node: statement) -> None:
    """Take the text out of the body."""
    if "begin" not in node:
        return
    begin = node.attributes.pop("begin")
    written = Statement(node["name"], node["date"], "".join(self.body[begin:]))
    del self.body[begin:]
    self.document.attributes.setdefault(WRITTEN, []).append(written)


def _root(node: nodes.Node) -> nodes.Node:
    while node.parent is not None:
        node = node.parent
    return node


def notices(
    brief: Brief, language: str, docname: str, place: tuple[str, int]
) -> Iterator[nodes.paragraph]:
    """Yield what a reader must know first: the brief was withdrawn, or another took its place.

    *place* is the file and the line of the field that names the other.
    """

    def said(message: str) -> nodes.paragraph:
        text = messages.page("ext_brief", language)(message)
        classes = ["notice", *messages.language_classes("ext_brief", language, message)]
        return nodes.paragraph("", text, classes=classes, translatable=False)

    if brief.status == "withdrawn":
        yield said("This brief has been withdrawn by its publisher.")
    if brief.superseded_by:
        paragraph = said("A later brief takes the place of this one:")
        paragraph += [nodes.Text(" "), _link(brief.superseded_by, docname)]
        for node in paragraph.findall(nodes.Element):
            node.source, node.line = place
        yield paragraph


def _link(target: str, docname: str) -> nodes.Element:
    """Return a link to the brief, or to an address, that *target* names."""
    if "://" in target:
        return nodes.reference("", target, refuri=target, classes=["external"])
    # Sphinx puts the title in its place
    return addnodes.pending_xref(
        "",
        nodes.inline("", target),
        refdomain="std",
        reftype="doc",
        reftarget="/" + target.removeprefix("/").removesuffix(".md"),
        refexplicit=False,
        refdoc=docname,
        refwarn=True,
    )
