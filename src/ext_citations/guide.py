"""The ``cite-warnings`` directive: every warning of this extension, explained for authors.

The list is made from `mistakes` when a page is written, in the language of the page: no catalog
holds it, and a warning that is added to the code stands on the page with the next build.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ext_arabic import messages
from ext_citations.mistakes import CiteWarning
from ext_citations.places import warning_list

if TYPE_CHECKING:
    from collections.abc import Sequence


class WarningList(SphinxDirective):
    """List the warnings, each under its name as the console shows it."""

    has_content = False

    def run(self) -> Sequence[nodes.Node]:
        """Leave a place for the list."""
        node = warning_list()
        self.set_source_info(node)
        return [node]


def explained(language: str) -> nodes.definition_list:
    """Return what a page in *language* says of every warning."""
    items = [explanation(each, language) for each in CiteWarning]
    return nodes.definition_list("", *items, classes=["warning-list"])


def explanation(warning: CiteWarning, language: str) -> nodes.definition_list_item:
    """Return what a page in *language* says of *warning*; its anchor is its name."""
    translate = messages.page("ext_citations", language)
    name = warning.anchor
    body: list[nodes.Element] = [nodes.paragraph("", translate(warning.text))]
    for label, example in (("Wrong:", warning.wrong), ("Right:", warning.right)):
        text = translate(example)
        # Sphinx sets a block as code only where its source is given, too
        code = nodes.literal_block(text, text, language="none")
        body += [nodes.paragraph("", translate(label)), code]
    return nodes.definition_list_item(
        "", nodes.term("", "", nodes.literal("", name), ids=[name]), nodes.definition("", *body)
    )
