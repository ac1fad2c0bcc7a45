"""The ``bibliography`` directive, and what prints citations and lists in their places.

They are printed in a post-transform, after the catalogs were extracted: no entry ever reaches a
translator.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from ext_citations.domain import citation_domain
from ext_citations.lists import language_classes, parts
from ext_citations.places import bibliography, place
from ext_citations.practice import Split
from ext_citations.records import ListRecord
from ext_citations.rendering import citation_id, citation_node, entry_node

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def _scope(argument: str) -> str:
    return str(directives.choice(argument, ("here", "everywhere", "all")))


def _split(argument: str | None) -> str:
    return str(directives.choice(argument or "script", get_args(Split)))


def _words(argument: str) -> tuple[str, ...]:
    parts = argument.replace("،", ",").split(",")
    return tuple(word for part in parts if (word := part.strip()))


class Bibliography(SphinxDirective):
    """List references: those that this document cites, unless an option says otherwise."""

    has_content = False
    option_spec = {  # noqa: RUF012 - docutils' own form
        "cited": _scope,
        "type": _words,
        "language": _words,
        "keyword": _words,
        "split": _split,
    }

    def run(self) -> Sequence[nodes.Node]:
        """Leave a place for the list."""
        node = bibliography()
        node["record"] = ListRecord(
            scope=self.options.get("cited", "here"),
            types=self.options.get("type", ()),
            languages=self.options.get("language", ()),
            keywords=self.options.get("keyword", ()),
            split=self.options.get("split"),
        )
        self.set_source_info(node)
        return [node]


class PrintReferences(SphinxPostTransform):
    """Put citations and entries in their places."""

    # after those that would go over all of it for nothing, before its runs are isolated (700)
    default_priority = 600

    def run(self, **kwargs: Any) -> None:
        """Fill the places; an entry that stands in two lists is the target in the first."""
        places = [*self.document.findall(place)]
        if not places:
            return
        self.domain = citation_domain(self.env)
        self.anchored: set[str] = set()
        for node in places:
            printed = self._list if isinstance(node, bibliography) else self._citation
            node.parent.replace(node, printed(node))

    def _citation(self, node: place) -> nodes.inline:
        """Return a citation, each source of it a link to its entry."""
        docname, number = node["docname"], node["number"]
        runs = self.domain.printed(docname).citations[number]
        linked = self.domain.anchors(docname)
        return citation_node(runs, citation_id(number), linked, self.config.language)

    def _list(self, node: place) -> nodes.container:
        """Return a list, in parts with their headings."""
        docname, record = self.env.docname, node["record"]
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
