"""The ``bibliography`` directive: what this brief cites, as a list.

The list is made in a post-transform, after the catalogs were extracted: no entry ever reaches a
translator.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from ext_arabic import messages
from ext_citations.domain import citation_domain
from ext_citations.records import ListRecord, is_arabic_script
from ext_citations.rendering import entry_node

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ext_citations.domain import CitationDomain


class bibliography(nodes.General, nodes.Element):  # noqa: N801 - docutils names its nodes so
    """The place of a list, until everything is collected."""


def _scope(argument: str) -> str:
    return str(directives.choice(argument, ("here", "everywhere", "all")))


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
        "split": directives.flag,
    }

    def run(self) -> Sequence[nodes.Node]:
        """Leave a place for the list."""
        node = bibliography()
        node["record"] = ListRecord(
            scope=self.options.get("cited", "here"),
            types=self.options.get("type", ()),
            languages=self.options.get("language", ()),
            keywords=self.options.get("keyword", ()),
            split="split" in self.options,
        )
        self.set_source_info(node)
        return [node]


class FillBibliography(SphinxPostTransform):
    """Put the entries in the place of each list."""

    default_priority = 5  # before the references are resolved (10): no pending one is in them

    def run(self, **kwargs: Any) -> None:
        """Fill the lists; an entry that stands in two of them is the target in the first."""
        domain = citation_domain(self.env)
        self.places = domain.cited(self.env.docname)
        self.anchored: set[str] = set()
        for node in [*self.document.findall(bibliography)]:
            keys = domain.listed(self.env.docname, node["record"])
            parts = self._split(domain, keys) if node["record"].split else [("", keys)]
            filled = nodes.container(classes=["bibliography"])
            for heading, part in parts:
                if heading:
                    filled += nodes.paragraph("", heading, classes=["block-title"])
                filled.extend(self._entries(domain, part))
            node.replace_self(filled)

    def _entries(self, domain: CitationDomain, keys: Iterable[str]) -> Iterable[nodes.container]:
        for key in keys:
            entry = domain.printed(self.env.docname).entries[key]
            is_first = key not in self.anchored
            self.anchored.add(key)
            yield entry_node(entry, self.places.get(key, []), self.config.language, anchor=is_first)

    def _split(self, domain: CitationDomain, keys: list[str]) -> list[tuple[str, list[str]]]:
        """Part the list by script, the page's own first; a part without entries is left out."""
        items, page = domain.formatter.library.items, self.config.language
        translate = messages.page("ext_citations", page)
        arabic = [k for k in keys if is_arabic_script(items[k].get("language") or page)]
        foreign = [k for k in keys if k not in set(arabic)]
        parts = [(translate("Arabic references"), arabic), (translate("Other references"), foreign)]
        if not is_arabic_script(page):
            parts.reverse()
        return [part for part in parts if part[1]]
