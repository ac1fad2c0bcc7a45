"""Print citations and lists in their places, when a page is written.

A post-transform does it: the catalogs are extracted by then, and no entry reaches a translator.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ext_citations.csl import plain_text
from ext_citations.domain import citation_domain
from ext_citations.guide import explained
from ext_citations.lists import language_classes, parts
from ext_citations.places import bibliography, citation_notes, cited, place
from ext_citations.rendering import citation_id, citation_node, entry_node, note_node

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.writers.html5 import HTML5Translator


class PrintReferences(SphinxPostTransform):
    """Put citations and entries in their places."""

    # after those that would go over all of it for nothing, before LaTeX places notes (600)
    default_priority = 590

    def run(self, **kwargs: Any) -> None:
        """Fill the places; an entry that stands in two lists is the target in the first."""
        places = [*self.document.findall(place)]
        if not places:
            return
        self.domain = citation_domain(self.env)
        self.anchored: set[str] = set()
        for node in places:
            node.parent.replace(node, self._printed(node))

    def _printed(self, node: place) -> nodes.Element | list[nodes.Element]:
        if isinstance(node, cited):
            return self._citation(node["docname"], node["number"], in_link=_is_in_link(node))
        if isinstance(node, citation_notes):
            name = node["docname"]
            return [note_node(n, name, self._citation(name, n[0])) for n in node["notes"]]
        if isinstance(node, bibliography):
            return self._list(node)
        return explained(self.config.language)

    def _citation(self, docname: str, number: int, *, in_link: bool = False) -> nodes.inline:
        """Return a citation, each source of it a link to its entry."""
        return citation_node(
            self.domain.printed(docname).citations[number],
            citation_id(number),
            self.domain.anchors(docname),
            self.config.language,
            in_link=in_link,
        )

    def _list(self, node: bibliography) -> nodes.container:
        """Return a list, in parts with their headings."""
        docname, record = node["docname"], node["record"]
        formatter = self.domain.formatter_of(docname)
        keys = self.domain.listed(docname, record)
        split = record.split or formatter.list_split
        filled = nodes.container(classes=["bibliography"])
        items = formatter.library.items
        for heading, part in parts(keys, items, split, self.config.language):
            if heading:
                classes = ["block-title", *language_classes(heading, self.config.language)]
                filled += nodes.paragraph("", heading, classes=classes)
            filled.extend(self._entries(docname, part))
        return filled

    def _entries(self, docname: str, keys: Iterable[str]) -> Iterable[nodes.container]:
        entries, citations = self.domain.printed(docname).entries, self.domain.cited(docname)
        for key in keys:
            is_first = key not in self.anchored
            self.anchored.add(key)
            yield entry_node(
                entries[key], citations.get(key, []), self.config.language, anchor=is_first
            )


def _is_in_link(node: nodes.Node) -> bool:
    """Return whether *node* stands in the words of a link of the author's."""
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.reference):
        parent = parent.parent
    return parent is not None


def visit_in_contents(translator: HTML5Translator, node: cited) -> None:
    """Print what a heading cannot do without, where a table of contents repeats it: a name."""
    domain = citation_domain(translator.builder.env)
    number = node["number"]
    records = domain.citations.get(node["docname"], ())
    if number < len(records) and records[number].mode != "p":
        text = plain_text(domain.printed(node["docname"]).citations[number])
        translator.body.append(translator.encode(text))
    raise nodes.SkipNode


def skip(translator: object, node: nodes.Node) -> None:
    """Print nothing."""
    raise nodes.SkipNode
