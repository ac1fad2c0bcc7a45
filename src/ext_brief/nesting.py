"""Say where blocks stand so deep inside each other that Markdown-It drops what is in them.

Its limit is twenty levels (``maxNesting``), a list and each of its items count one, and it says
nothing: the quote, the item or the definition is there, and empty.
"""

from __future__ import annotations

from typing import Any, Final

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from ext_arabic import messages

__ = messages.console("ext_brief")
logger = logging.getLogger(__name__)

_LEVELS: Final = (
    nodes.block_quote,
    nodes.bullet_list,
    nodes.enumerated_list,
    nodes.list_item,
    nodes.definition_list,
    nodes.definition,
    nodes.footnote,
)
#: what Markdown-It empties stands nineteen to twenty-one deep, as a block opens one level or two;
#: what an author left empty does not stand so deep
_DEEP: Final = 19


class LostBlocks(SphinxTransform):
    """Warn of quotes, list items and definitions that lost their text."""

    default_priority = 23  # beside the other transforms that read what MyST made

    def apply(self, **_kwargs: Any) -> None:
        """Look at every quote, item and definition that is empty."""
        for node in self.document.findall(nodes.Element):
            if isinstance(node, _LEVELS) and not node.children and _depth(node) >= _DEEP:
                logger.warning(
                    __("quotes or lists stand too deep inside each other: what is in them is lost"),
                    location=node,
                    type="brief",
                    subtype="nesting",
                )


def _depth(node: nodes.Node | None) -> int:
    """Return how many of the `_LEVELS` stand around *node*, itself counted."""
    depth = 0
    while node is not None:
        depth += isinstance(node, _LEVELS)
        node = node.parent
    return depth
