"""Count notes anew in each chapter, or on each page of the PDF, where the edition has it so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from ext_citations.domain import citation_domain
from ext_citations.places import citation_notes, cited
from ext_citations.rendering import note_node

if TYPE_CHECKING:
    from collections.abc import Mapping


class NoteNumbers(SphinxTransform):
    """Number notes by chapter and put them at its end; a chapter is a heading of the second level.

    Paper numbers by itself: the class ``notes-by-chapter`` or ``notes-by-page`` of the text says
    how. The numbers in the records stay the document's: repeats are known by them.
    """

    default_priority = 860  # after the domains have collected (850)

    def apply(self, **kwargs: Any) -> None:
        """Renumber, where the practice asks for it."""
        numbering = citation_domain(self.env).formatter.practice.note_numbers
        top = self.document.next_node(nodes.section)
        if numbering == "document" or top is None or self.env._builder_cls.name == "gettext":
            return
        top["classes"].append(f"notes-by-{numbering}")
        chapters = [part for part in top if isinstance(part, nodes.section)]
        if numbering == "page" or not chapters:
            return
        for rule in [*self.document.findall(nodes.transition)]:
            if "footnotes" in rule["classes"]:  # above all notes, at the end
                rule.parent.remove(rule)
        for row in [*self.document.findall(citation_notes)]:  # each goes to its own chapter
            name = row["docname"]
            made = [note_node(n, name, cited(number=n[0], docname=name)) for n in row["notes"]]
            row.parent.replace(row, made)
        for chapter, notes in self._by_chapter(top).items():
            for number, note in enumerate(notes, 1):
                for element in (note[0], *self.marks[note["ids"][0]]):
                    element.children = [nodes.Text(str(number))]
                note.parent.remove(note)
                place = top.index(chapters[0]) if chapter is top else len(chapter)
                chapter.insert(place, note)

    def _by_chapter(self, top: nodes.section) -> Mapping[nodes.section, list[nodes.footnote]]:
        """Return the notes of each chapter in their order; those before the first are *top*'s."""
        notes = [n for n in self.document.findall(nodes.footnote) if n["ids"] and n["backrefs"]]
        owner = {name: note["ids"][0] for note in notes for name in note["ids"]}
        self.marks: dict[str, list[nodes.footnote_reference]] = {n["ids"][0]: [] for n in notes}
        for mark in self.document.findall(nodes.footnote_reference):
            if mark.get("refid") in owner:
                self.marks[owner[mark["refid"]]].append(mark)
        found: dict[nodes.section, list[nodes.footnote]] = {}
        homes: dict[int, nodes.section] = {}
        for note in notes:
            home = _home(self.marks[note["ids"][0]][0], top, homes)
            homes[id(note)] = home
            found.setdefault(home, []).append(note)
        return found


def _home(
    node: nodes.Node, top: nodes.section, homes: Mapping[int, nodes.section]
) -> nodes.section:
    """Return the chapter that *node* stands in; a mark in a note is where that note is."""
    while node.parent is not None and node.parent is not top:
        if isinstance(node, nodes.footnote):
            return homes.get(id(node), top)
        node = node.parent
    return node if isinstance(node, nodes.section) else top
