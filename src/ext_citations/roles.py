"""The citation roles: they emit nodes and write no state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxRole

from ext_citations import syntax

if TYPE_CHECKING:
    from sphinx.roles import XRefRole
    from sphinx.util.typing import RoleFunction


class CiteRole(SphinxRole):
    """Cite one source or several, with prefix and locator."""

    def __init__(self, mode: str) -> None:
        """Take how the citation prints (`ext_citations.records.Mode`)."""
        super().__init__()
        self.mode = mode

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
            reftype=self.mode,
            reftarget=keys,
            refdoc=self.env.docname,
            refexplicit=False,
            refwarn=False,
        )
        self.set_source_info(node)
        return [node], []


#: the roles of the domain: ``{cite:p}``, ``{cite:t}`` …; plain ``{cite}`` is ``{cite:p}``
ROLES: dict[str, RoleFunction | XRefRole] = {
    mode: CiteRole(mode) for mode in ("p", "t", "year", "author", "full", "nocite")
}
