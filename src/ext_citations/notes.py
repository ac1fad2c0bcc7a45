"""Make notes of the citations where the style is one of notes.

Authors' notes and citation notes share one count. A doctree holds the marks of the latter, and a
place for the notes themselves, over which dozens of transforms would go for nothing: they become
ordinary footnotes when a page is written (`printing`), and whatever prints footnotes prints these.
"""

from __future__ import annotations

import re
from collections import deque
from itertools import count
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from ext_citations.csl import CslError
from ext_citations.domain import citation_domain
from ext_citations.places import citation_notes
from ext_citations.style_files import StyleNotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ext_citations.formatting import Formatter

logger = logging.getLogger(__name__)

#: what may close a sentence or a part of it, in either script
_CLOSING = re.compile(r"[.,;:!?…،؛؟۔»”’)\]\"']+")


class CitationNotes(SphinxTransform):
    """Put the mark of a note in the place of each citation of the text."""

    default_priority = 30  # after the translations (19) and Safety (22); notes are numbered at 620

    def apply(self, **kwargs: Any) -> None:
        """Put the marks among the author's, in the order of the text."""
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
                self._make_mark(node)
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

    def _make_mark(self, node: addnodes.pending_xref) -> None:
        """Make a mark that keeps the words of its citation until the domain collects them."""
        self.count += 1
        name = f"cite-note-{self.count}"
        while name in self.document.ids:  # an anchor of the author's
            name += "-"
        mark = nodes.footnote_reference("", "", auto=1, refid=name, words=node["words"])
        mark["classes"].append("citation-mark")
        mark.resolved = True  # docutils need not look for the note
        mark.line = _line_of_block(node)
        self._place(node, mark)
        self.document.note_autofootnote_ref(mark)

    def _place(self, node: addnodes.pending_xref, mark: nodes.footnote_reference) -> None:
        """Put the mark in the place of the citation, on its side of the punctuation."""
        parent, at = _taken_out(node)
        before = parent[at - 1] if at else None
        if isinstance(before, nodes.Text):  # a mark stands close to its word
            at -= not _set_text(parent, at - 1, str(before).rstrip())
        link = _link_around(parent)
        if link is not None:  # a mark is a link, and stands in none
            parent, at = link.parent, link.parent.index(link) + 1
        parent.insert(at, mark)
        after = parent[at + 1] if at + 1 < len(parent) else None
        if isinstance(after, nodes.Text) and self.practice.note_mark == "after":
            closing = _CLOSING.match(after)
            if closing:
                _set_text(parent, at + 1, after[closing.end() :])
                while at and _is_mark(parent[at - 1]):
                    at -= 1  # of several marks in a row, none stays behind
                word = parent[at - 1] if at else None
                if isinstance(word, nodes.Text):
                    _set_text(parent, at - 1, word + closing.group())
                else:
                    parent.insert(at, nodes.Text(closing.group()))


class NoteCount(SphinxTransform):
    """Count the notes of citations among the author's, and leave places for them."""

    default_priority = 624  # the author's are numbered (620), and collected at the end (623)

    def apply(self, **kwargs: Any) -> None:
        """Count all notes in the order of their marks.

        The author's come first in reST, and where ``myst_footnote_sort`` is off: docutils has
        counted them already, and they stay where they are.
        """
        marks = [mark for mark in self.document.autofootnote_refs if "words" in mark]
        if not marks:
            return
        if getattr(self.document.settings, "myst_footnote_sort", False):
            self._count_all()
            self._leave_places(deque(marks))
        else:
            numbers = self._numbers(self.document.autofootnote_start)
            for mark in marks:
                _show(mark, next(numbers))
            self._leave_place(len(self.document), marks)

    def _numbers(self, start: int) -> Iterator[str]:
        """Yield what notes can be numbered by: docutils takes no number that is a name."""
        return (str(n) for n in count(start) if str(n) not in self.document.nameids)

    def _count_all(self) -> None:
        """Give the marks numbers, and the author's notes; those without a mark come last."""
        numbers, labels = self._numbers(1), dict[str, str]()
        for mark in self.document.autofootnote_refs:
            name = mark.get("refid")
            if name is None:  # there is no such note
                continue
            if name not in labels:
                labels[name] = next(numbers)
            _show(mark, labels[name])
        for note in self.document.autofootnotes:
            if note.children and isinstance(note[0], nodes.label):
                _show(note[0], labels.get(note["ids"][0]) or next(numbers))

    def _leave_places(self, marks: deque[nodes.footnote_reference]) -> None:
        """Leave places before and behind the author's notes, which end the document."""
        theirs = [each for each in self.document.children if isinstance(each, nodes.footnote)]
        if not theirs and self.document.settings.myst_footnote_transition:
            self.document += nodes.transition(classes=["footnotes"])
        for note in theirs:
            is_labelled = bool(note.children) and isinstance(note[0], nodes.label)
            label = note[0].astext() if is_labelled else ""
            earlier: list[nodes.footnote_reference] = []
            # a note with a sign comes after all that have numbers
            while marks and not (label.isdigit() and int(label) < int(marks[0].astext())):
                earlier.append(marks.popleft())
            self._leave_place(self.document.index(note), earlier)
        self._leave_place(len(self.document), [*marks])

    def _leave_place(self, at: int, marks: list[nodes.footnote_reference]) -> None:
        if marks:
            self.document.insert(at, citation_notes(docname=self.env.docname, notes=marks))


def _show(element: nodes.Node, number: str) -> None:
    """Make *number* what a mark or a label shows."""
    assert isinstance(element, nodes.Element)
    element.clear()
    element.append(nodes.Text(number))


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


def _set_text(parent: nodes.Element, at: int, text: str) -> bool:
    """Put *text* in the place of another; return whether there is any: an empty one is no node."""
    if text:
        parent[at] = nodes.Text(text)
    else:
        del parent[at]
    return bool(text)


def _is_mark(node: nodes.Node) -> bool:
    """Return whether *node* is the mark of a citation."""
    return isinstance(node, nodes.footnote_reference) and "citation-mark" in node["classes"]


def _link_around(node: nodes.Element) -> nodes.Element | None:
    """Return the link of the author's that *node* is or stands in; None where there is none."""
    parent: nodes.Element | None = node
    while parent is not None and not isinstance(parent, (nodes.reference, addnodes.pending_xref)):
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
