"""Number footnotes in the order in which the text of this edition mentions them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class NumberNotes(SphinxTransform):
    """Let docutils number all notes, in the order of their marks.

    MyST keeps the author's digits (``[^1]``) as they are, and the order of the others is that in
    which marks were parsed: the title block and the translations after the body.
    """

    default_priority = 21  # after the translations (19), before docutils numbers notes (620)

    def apply(self, **kwargs: Any) -> None:
        """Make every note an automatic one, and put the marks in order."""
        document = self.document
        for note in document.footnotes:
            self._free(note)
            document.note_autofootnote(note)
        document.footnotes = []
        marks = [*document.findall(nodes.footnote_reference)]
        for mark in marks:
            if not mark.get("auto"):
                mark["auto"], mark.children = 1, []
                mark["refname"] = _name(mark["refname"])
        by_name: dict[str, list[nodes.footnote_reference]] = {}
        for mark in marks:
            by_name.setdefault(mark.get("refname", ""), []).append(mark)
        document.autofootnote_refs = [mark for mark in marks if mark["auto"] == 1]
        document.footnote_refs = {name: found for name, found in by_name.items() if name}

    def _free(self, note: nodes.footnote) -> None:
        """Take the author's digits from a note: docutils uses no number that is a name."""
        document = self.document
        note["auto"] = 1
        note.remove(note[0])
        for names in (note["names"], note["dupnames"]):
            for name in [*names]:
                names[names.index(name)] = _name(name)
                if name in document.nameids:
                    document.nameids[_name(name)] = document.nameids.pop(name)
                    document.nametypes[_name(name)] = document.nametypes.pop(name)


def _name(digits: str) -> str:
    return f"note-{digits}"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the numbering, as an extension of its own for whoever makes notes."""
    app.add_transform(NumberNotes)  # 21
    return {"version": "0.1", "parallel_read_safe": True, "parallel_write_safe": True}
