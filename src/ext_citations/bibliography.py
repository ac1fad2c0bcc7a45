"""The ``bibliography`` directive: what this brief cites, as a list.

The list is made in a post-transform, after the catalogs were extracted: no entry ever reaches a
translator.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ext_arabic import messages
from ext_citations.domain import CitationDomain
from ext_citations.rendering import entry_node

if TYPE_CHECKING:
    from collections.abc import Sequence

logger = logging.getLogger(__name__)
__ = messages.console("ext_citations")


class bibliography(nodes.General, nodes.Element):  # noqa: N801 - docutils names its nodes so
    """The place of the list, until everything is collected."""


class Bibliography(SphinxDirective):
    """List the references that this document cites."""

    has_content = False

    def run(self) -> Sequence[nodes.Node]:
        """Leave a place for the list."""
        node = bibliography()
        self.set_source_info(node)
        return [node]


class FillBibliography(SphinxPostTransform):
    """Put the entries in the place of the list."""

    default_priority = 5  # before the references are resolved (10): no pending one is in them

    def run(self, **kwargs: Any) -> None:
        """Fill the first list; a second one would repeat every anchor."""
        domain = self.env.get_domain("cite")
        assert isinstance(domain, CitationDomain)
        places = [*self.document.findall(bibliography)]
        for place in places[1:]:
            logger.warning(
                __("a second list of references in one document"),
                location=place,
                type="cite",
                subtype="bibliography",
            )
            place.parent.remove(place)
        if places:
            cited = domain.cited(self.env.docname)
            entries = [
                entry_node(entry, cited.get(entry.key, []), self.config.language)
                for entry in domain.formatted(self.env.docname).entries
            ]
            places[0].replace_self(nodes.container("", *entries, classes=["bibliography"]))
