"""The ``cite`` role: it emits a node and writes no state."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxRole

from ext_citations import syntax


class CiteRole(SphinxRole):
    """Cite one source or several, with prefix and locator."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return a pending reference.

        Its target holds keys only, since a translation takes over every attribute of the
        original; prefix and locator stay in its text, which is translated.
        """
        keys = ",".join(source.key for source in syntax.parse(self.text))
        node = addnodes.pending_xref(
            self.rawtext,
            nodes.Text(self.text),
            refdomain="cite",
            reftype="p",
            reftarget=keys,
            refdoc=self.env.docname,
            refexplicit=False,
            refwarn=False,
        )
        self.set_source_info(node)
        return [node], []
