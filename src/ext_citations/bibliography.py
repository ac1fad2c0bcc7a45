"""The ``bibliography`` directive: what this brief cites, as a list.

The list is made in a post-transform, after the catalogs were extracted: no entry ever reaches a
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
from ext_citations.practice import Split
from ext_citations.records import ListRecord
from ext_citations.rendering import entry_node

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ext_citations.domain import CitationDomain


class bibliography(nodes.General, nodes.Element):  # noqa: N801 - docutils names its nodes so
    """The place of a list, until everything is collected."""


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


class FillBibliography(SphinxPostTransform):
    """Put the entries in the place of each list."""

    # after those that would go over every entry for nothing, before its runs are isolated (700)
    default_priority = 600

    def run(self, **kwargs: Any) -> None:
        """Fill the lists; an entry that stands in two of them is the target in the first."""
        domain = citation_domain(self.env)
        if self.env.docname not in domain.lists:
            return
        self.places = domain.cited(self.env.docname)
        self.anchored: set[str] = set()
        for node in [*self.document.findall(bibliography)]:
            formatter = domain.formatter_of(self.env.docname)
            keys = domain.listed(self.env.docname, node["record"])
            split = node["record"].split or formatter.list_split
            filled = nodes.container(classes=["bibliography"])
            items = formatter.library.items
            for heading, part in parts(keys, items, split, self.config.language):
                if heading:
                    classes = ["block-title", *language_classes(heading, self.config.language)]
                    filled += nodes.paragraph("", heading, classes=classes)
                filled.extend(self._entries(domain, part))
            node.replace_self(filled)

    def _entries(self, domain: CitationDomain, keys: Iterable[str]) -> Iterable[nodes.container]:
        for key in keys:
            entry = domain.printed(self.env.docname).entries[key]
            is_first = key not in self.anchored
            self.anchored.add(key)
            yield entry_node(entry, self.places.get(key, []), self.config.language, anchor=is_first)
