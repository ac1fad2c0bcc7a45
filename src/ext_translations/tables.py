"""Let the cells of pipe tables reach the catalogs.

MyST gives their paragraphs no source (``render_table_row``, MyST-Parser 5.2), and Sphinx takes a
text without one for a message of its own: the cells would stay Arabic on the English page, and
nobody would be told. This can go when MyST locates them.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform


class LocateTableCells(SphinxTransform):
    """Give each cell of a table the place of its table."""

    default_priority = 6  # before the messages are preserved (10) and translated (19)

    def apply(self, **kwargs: Any) -> None:
        """Set source and line where MyST left them out."""
        for table in self.document.findall(nodes.table):
            for cell in table.findall(nodes.entry):
                for text in cell.findall(nodes.paragraph):
                    if not text.source:
                        text.source = self.document["source"]
                        text.line = table.line or (table.parent and table.parent.line) or 1
