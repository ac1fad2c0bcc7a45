"""Footnotes on paper: each note's text moves to its first mark, and CSS floats it to the foot.

`PrintFootnotes` runs for the ``pdf`` builder. A ``span.footnote`` stands where the mark stood;
WeasyPrint makes the mark and the number from it. Later marks to the same note, and marks in other
notes, become its number, as a link to the note.

HTML has no block inside a paragraph (a ``<p>`` in a ``<p>`` ends it), so a note's further
paragraphs, lists and quotes are written as spans, which ``base.css`` shows as blocks.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from ext_arabic import messages
from ext_arabic.digits import convert

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.writers.html5 import HTML5Translator

#: letters of a word that may need more than a line
_LONG = 40
#: a blank that a line may end in; a no-break space is none
_BLANK = r"[ \t\n]"

__ = messages.console("ext_pdf")
logger = logging.getLogger(__name__)


class print_footnote(nodes.Inline, nodes.TextElement):  # noqa: N801 - as docutils names nodes
    """A note, standing where its first mark stood."""


class outline_label(nodes.Inline, nodes.Element):  # noqa: N801
    """The words of a heading without its notes: ``label``, for the outline and the running head."""


class PrintFootnotes(SphinxPostTransform):
    """Move the notes to their marks, and drop the list of notes."""

    # after all text is resolved and ext_arabic (700) has isolated the runs in it: to ext_arabic a
    # note's first letter must not look like the neighbour of the word that is marked
    default_priority = 900
    builders = ("pdf", "press", "volume")

    def run(self, **kwargs: Any) -> None:
        """Rewrite the document."""
        notes = {note_id: n for n in self.document.findall(nodes.footnote) for note_id in n["ids"]}
        marks = [
            m for m in self.document.findall(nodes.footnote_reference) if m.get("refid") in notes
        ]
        # the text's own marks come first, then those that stand in other notes
        marks.sort(key=_is_inside_note)
        placed: dict[str, print_footnote] = {}
        repeats: list[tuple[nodes.reference, print_footnote]] = []
        for mark in marks:
            note = notes[mark["refid"]]
            key = note["ids"][0]
            if key not in placed:
                placed[key] = self._printed(note)
                outer = _note_around(mark)
                if outer is None:
                    mark.replace_self(placed[key])
                    _keep_with_word(placed[key])
                    continue
                _place_after(outer, placed[key])
            link = nodes.reference("", "", internal=True, refid=key)
            mark.replace_self(nodes.superscript("", "", link, classes=["footnote-repeat"]))
            repeats.append((link, placed[key]))
        for key in placed:
            _remove(notes[key])
        headings = [*self._chapters(), *(t for m in placed.values() if (t := _heading(m)))]
        for title in {id(title): title for title in headings}.values():
            title.insert(0, outline_label("", label=self._number(title) + _words(title)))
        numbers = self._numbers()
        digits = self.config.site.edition(self.config.language).digits
        for link, target in repeats:
            if number := numbers.get(id(target)):
                link.append(nodes.Text(convert(str(number), digits)))

    def _chapters(self) -> Iterator[nodes.title]:
        """Yield the headings that name the pages."""
        top = self.document.next_node(nodes.section)
        for child in () if top is None else top.children:
            if isinstance(child, nodes.section) and isinstance(child[0], nodes.title):
                yield child[0]

    def _number(self, title: nodes.title) -> str:
        """Return the number that Sphinx writes before a heading (see `HeadingAnchors`)."""
        number = ".".join(map(str, title.get("secnumber", ())))
        return number and number + self.config.html_secnumber_suffix

    def _numbers(self) -> dict[int, int]:
        """Return the numbers that WeasyPrint gives to notes, by the `id` of the note.

        ``notes-by-chapter`` and ``notes-by-page`` on the text say where they begin anew; what is on
        a page is known to the layout alone (see `paged`).
        """
        top = self.document.next_node(nodes.section)
        classes = [] if top is None else top["classes"]
        if "notes-by-page" in classes:
            return {}
        numbers: dict[int, int] = {}
        counts: Counter[int] = Counter()
        for note in self.document.findall(print_footnote):
            chapter = _chapter(note, top) if "notes-by-chapter" in classes else 0
            counts[chapter] += 1
            numbers[id(note)] = counts[chapter]
        return numbers

    def _printed(self, note: nodes.footnote) -> print_footnote:
        """Make the printed form of *note*; its first paragraph stands beside the number."""
        printed = print_footnote("", ids=note["ids"], classes=note["classes"])
        blocks = [child for child in note.children if not isinstance(child, nodes.label)]
        for index, block in enumerate(blocks):
            is_first = index == 0 and isinstance(block, nodes.paragraph)
            printed += self._inline(block, is_first=is_first)
        return printed

    def _inline(self, block: nodes.Node, *, is_first: bool = False) -> list[nodes.Node]:
        """Return *block* as inline nodes."""
        if not isinstance(block, nodes.Element):
            return [block]
        classes = list(block["classes"])
        match block:
            case nodes.paragraph() if is_first and not classes and not block["ids"]:
                return list(block.children)
            case nodes.paragraph() | nodes.line():
                name = "" if is_first else "note-block"
                return [_span(block, name, block.children)]
            case nodes.literal_block():
                return [_span(block, "note-code", [nodes.Text(block.astext().rstrip("\n"))])]
            case nodes.bullet_list() | nodes.enumerated_list():
                if isinstance(block, nodes.enumerated_list):
                    block["classes"].append("numbered")
                return [_span(block, "note-list", self._flat(block))]
            case nodes.list_item():
                return [_span(block, "note-item", self._flat(block))]
            case nodes.block_quote():
                return [_span(block, "note-quote", self._flat(block))]
            case nodes.line_block() | nodes.container():
                return [_span(block, "note-block", self._flat(block))]
            case nodes.Inline() | nodes.image() | nodes.Invisible():
                return [block]
        logger.warning(
            __(
                "a note on paper holds text and lists; this part of it is printed as plain text: %s"
            ),
            block.tagname,
            location=block,
            type="pdf",
            subtype="footnote",
        )
        return [_span(block, "note-block", [nodes.Text(block.astext())])]

    def _flat(self, block: nodes.Element) -> list[nodes.Node]:
        """Return the children of *block* as inline nodes; its first paragraph opens no line."""
        return [
            node
            for index, child in enumerate(block.children)
            for node in self._inline(
                child, is_first=index == 0 and isinstance(child, nodes.paragraph)
            )
        ]


def visit_print_footnote(self: HTML5Translator, node: print_footnote) -> None:
    """Open the span that CSS floats to the foot."""
    self.body.append(self.starttag(node, "span", "", CLASS="footnote"))


def depart_print_footnote(self: HTML5Translator, node: print_footnote) -> None:
    """Close it."""
    self.body.append("</span>")


def visit_outline_label(self: HTML5Translator, node: outline_label) -> None:
    """Write an empty element: only its name counts."""
    self.body.append(
        f'<span class="outline-label" data-label="{self.attval(node["label"])}"></span>'
    )
    raise nodes.SkipNode


def _heading(node: nodes.Node) -> nodes.title | None:
    """Return the heading that *node* stands in."""
    while node.parent is not None and not isinstance(node, nodes.title):
        node = node.parent
    return node if isinstance(node, nodes.title) else None


def _words(node: nodes.Node) -> str:
    """Return the text of a heading without its notes."""
    if isinstance(node, nodes.Text):
        return node.astext()
    if isinstance(node, print_footnote) or "footnote-repeat" in node.get("classes", ()):  # type: ignore[attr-defined]
        return ""
    return "".join(_words(child) for child in node.children)


def _span(block: nodes.Element, name: str, children: list[nodes.Node]) -> nodes.inline:
    classes = [*filter(None, [name]), *block["classes"]]
    span = nodes.inline("", "", *children, classes=classes, ids=block["ids"])
    if "dir" in block:  # code runs left to right
        span["dir"] = block["dir"]
    return span


def _note_around(node: nodes.Node) -> print_footnote | None:
    """Return the note that *node* stands in, if it is placed already."""
    while node.parent is not None and not isinstance(node, print_footnote):
        node = node.parent
    return node if isinstance(node, print_footnote) else None


def _place_after(outer: print_footnote, note: print_footnote) -> None:
    """Put a note whose mark stands in another one behind that, without a mark of its own there.

    Inside the other one it would be counted before it, and WeasyPrint 70 leaves it behind, at the
    foot of the page before, when the other one moves to the next page.
    """
    note["classes"].append("inner")
    at = outer.parent.index(outer) + 1
    beside = outer.parent.children[at:]
    at += sum(1 for _ in takewhile(_is_inner, beside))
    outer.parent.insert(at, note)


def _is_inner(node: nodes.Node) -> bool:
    return isinstance(node, print_footnote) and "inner" in node["classes"]


def _is_inside_note(node: nodes.Node) -> bool:
    parent = node.parent
    while parent is not None:
        if isinstance(parent, nodes.footnote):
            return True
        parent = parent.parent
    return False


def _keep_with_word(note: print_footnote) -> None:
    """Wrap the word before a mark and the mark, so that no mark begins a line (WeasyPrint 70).

    The blank before the word gets a box of its own: else a line that ends there juts out by it, as
    `ext_arabic.paper` says, which has set the others apart before.
    """
    parent = note.parent
    first = at = parent.index(note)
    word = ""
    while first and isinstance(parent[first - 1], nodes.Text) and not re.search(_BLANK, word):
        first -= 1
        word = str(parent[first]) + word
    cut = re.search(r"[^ \t\n]*\Z", word)
    if cut and len(cut[0]) > _LONG:  # of an address its end: kept whole, it would jut out
        cut = re.search(r"[^ \t\n/?&=-]*[/?&=-]?\Z", word)
    if cut and cut[0]:
        kept = nodes.inline("", "", nodes.Text(cut[0]), note, classes=["note-word"])
        before = word[: cut.start()]
        text = before.rstrip(" \t\n") or before
        blank = [nodes.inline("", " ")] if text != before else []
        parent[first : at + 1] = [*([nodes.Text(text)] if text else []), *blank, kept]


def _chapter(node: nodes.Node, top: nodes.Node | None) -> int:
    """Return the `id` of the child of *top* that *node* stands in, where it is a section."""
    while node.parent is not None and node.parent is not top:
        node = node.parent
    return id(node) if isinstance(node, nodes.section) else 0


def _remove(note: nodes.footnote) -> None:
    """Remove *note* from the end of the text, and the rule above the last of them."""
    parent = note.parent
    index = parent.index(note)
    del parent[index]
    before = parent[index - 1] if index else None
    is_last = not any(isinstance(child, nodes.footnote) for child in parent[index:])
    if isinstance(before, nodes.transition) and is_last:
        parent.remove(before)
