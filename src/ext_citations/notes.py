"""Make notes of the citations where the style is one of notes.

They become ordinary auto-numbered footnotes before docutils numbers them, so authors' notes and
citation notes share one count, and whatever prints footnotes prints these.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from ext_citations.csl import CslError
from ext_citations.domain import citation_domain
from ext_citations.style_files import StyleNotFoundError

if TYPE_CHECKING:
    from ext_citations.formatting import Formatter

logger = logging.getLogger(__name__)

#: what may close a sentence or a part of it, in either script
_CLOSING = re.compile(r"[.,;:!?…،؛؟۔»”’)\]\"']+")


class CitationNotes(SphinxTransform):
    """Move each citation of the text into a footnote of its own."""

    default_priority = 30  # after the translations (19) and Safety (22); notes are numbered at 620

    def apply(self, **kwargs: Any) -> None:
        """Make the notes, and count them among the author's in the order of the text."""
        if self.env._builder_cls.name == "gettext":  # nothing is printed, in whichever style
            self.document.attributes.pop("citation_style", None)
            return
        cites = [n for n in self.document.findall(addnodes.pending_xref) if _is_citation(n)]
        for node in cites:  # translated by now; a heading's words go into links and contents
            node["words"] = node.astext()
            node.clear()
        formatter = self._formatter()
        if cites:  # a doctree holds notes or none: the style is one of its inputs
            for path in formatter.style.files:
                self.env.note_dependency(path)
        if not formatter.style.is_note:
            return
        self.practice = formatter.practice
        self.count = 0
        for node in [n for n in cites if not _is_in_note(n)]:
            if node["reftype"] == "t":
                author = node.deepcopy()
                author["reftype"] = "author"
                node.parent.insert(node.parent.index(node), author)
                node["reftype"] = "p"
            if node["reftype"] == "p":
                self._make_note(node)
        if self.count:
            marks = [*self.document.findall(nodes.footnote_reference)]
            order = {id(mark): index for index, mark in enumerate(marks)}
            # MyST numbers notes in the order of this list
            self.document.autofootnote_refs.sort(key=lambda mark: order.get(id(mark), len(order)))

    def _formatter(self) -> Formatter:
        """Return what formats this document; warn of a style of its own that cannot be had."""
        usual = citation_domain(self.env).formatter
        name, line = self.document.get("citation_style", ("", 0))
        found = usual.in_style(name)
        try:
            found.style  # noqa: B018 - read it now, while the line is known
        except (CslError, OSError, StyleNotFoundError) as error:
            place = f"{self.env.doc2path(self.env.docname)}:{line}"
            logger.warning("%s", error, location=place, type="cite", subtype="style")
            del self.document["citation_style"]
            return usual
        return found

    def _make_note(self, node: addnodes.pending_xref) -> None:
        self.count += 1
        label = f"cite-note-{self.count}"
        mark = nodes.footnote_reference(f"[^{label}]", auto=1, refname=label)
        mark["classes"].append("citation-mark")
        mark.line = line = _line_of_block(node)
        self._place(node, mark)
        # no source: a text without one is not the translator's
        text = nodes.paragraph("", "", node)
        note = nodes.footnote("", text, auto=1, names=[label], classes=["citation-note"])
        text.line = note.line = line
        self.document.note_autofootnote_ref(mark)
        self.document.note_footnote_ref(mark)
        self.document.note_autofootnote(note)
        self.document.note_explicit_target(note, note)
        self.document += note

    def _place(self, node: addnodes.pending_xref, mark: nodes.footnote_reference) -> None:
        """Put the mark in the place of the citation, on its side of the punctuation."""
        parent, at = _taken_out(node)
        before = parent[at - 1] if at else None
        if isinstance(before, nodes.Text):  # a mark stands close to its word
            parent[at - 1] = nodes.Text(before.astext().rstrip())
        link = _link_around(parent)
        if link is not None:  # a mark is a link, and stands in none
            parent, at = link.parent, link.parent.index(link) + 1
        parent.insert(at, mark)
        after = parent[at + 1] if at + 1 < len(parent) else None
        if isinstance(after, nodes.Text) and self.practice.note_mark == "after":
            closing = _CLOSING.match(after.astext())
            if closing:
                parent[at + 1] = nodes.Text(after.astext()[closing.end() :])
                while at and _stands_with_mark(parent[at - 1]):
                    at -= 1  # of several marks in a row, none stays behind
                parent.insert(at, nodes.Text(closing.group()))


def _taken_out(node: nodes.Element) -> tuple[nodes.Element, int]:
    """Take *node* out, with the markup that held nothing else; return the place of it."""
    while True:
        parent = node.parent
        at = parent.index(node)
        parent.remove(node)
        has_words = any(not isinstance(n, nodes.Text) or n.strip() for n in parent)
        is_markup = isinstance(parent, nodes.Inline)
        # an anchor of the author's stays, since something may lead to it
        if has_words or not is_markup or parent["ids"]:
            return parent, at
        node = parent


def _is_citation(node: addnodes.pending_xref) -> bool:
    return bool(node.get("refdomain") == "cite")


def _stands_with_mark(node: nodes.Node) -> bool:
    """Return whether *node* is the mark of a citation, or the blank that stood behind one."""
    if isinstance(node, nodes.Text):
        return not node.astext()
    return isinstance(node, nodes.footnote_reference) and "citation-mark" in node["classes"]


def _link_around(node: nodes.Element) -> nodes.Element | None:
    """Return the link of the author's that *node* is or stands in; None where there is none."""
    parent: nodes.Element | None = node
    while parent is not None and not isinstance(parent, nodes.reference | addnodes.pending_xref):
        parent = parent.parent
    return parent


def _is_in_note(node: nodes.Node) -> bool:
    parent = node.parent
    while parent is not None:
        if isinstance(parent, nodes.footnote):
            return True
        parent = parent.parent
    return False


def _line_of_block(node: nodes.Node) -> int | None:
    """Return the line of the paragraph around *node*, by which its citation is reported."""
    parent: nodes.Element | None = node.parent
    while parent is not None and (isinstance(parent, nodes.inline) or parent.line is None):
        parent = parent.parent
    return parent.line if parent is not None else None
