"""What a message refers to: what its translation has to bring along, and may not add to."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: what a translator may set as the language wants it
_FREE = (
    nodes.Text,
    nodes.emphasis,
    nodes.strong,
    nodes.literal,
    nodes.inline,
    nodes.subscript,
    nodes.superscript,
)
#: comments, and what MyST (5.2) makes of a hard line break
_NOTHING = re.compile(r"\s*<!--(?:(?!-->).)*-->\s*|<br />\n|\\\\\n", re.DOTALL)


def carried(children: Sequence[nodes.Node]) -> Counter[str]:
    """Return what these nodes refer to, as their author wrote it, and how often."""
    return Counter(name for child in children for node in child.findall() for name in _names(node))


def _names(node: nodes.Node) -> Iterator[str]:
    """Yield what one node refers to; a node that is more than text counts by its kind."""
    if isinstance(node, addnodes.pending_xref):
        yield from _targets(node)
    elif isinstance(node, addnodes.download_reference):
        yield str(node["reftarget"])
    elif isinstance(node, nodes.reference):
        yield str(node.get("refuri") or node.get("refname") or node.get("refid"))
    elif isinstance(node, nodes.footnote_reference):
        yield f"[^{node.get('refname', '')}]"
    elif isinstance(node, nodes.image):
        yield str(node["uri"])
    elif isinstance(node, nodes.raw):
        if not _NOTHING.fullmatch(node.astext()):
            yield node.astext()
    elif isinstance(node, nodes.Element) and not isinstance(node, _FREE):
        yield f"{{{node.tagname}}}"


def _targets(node: addnodes.pending_xref) -> Iterator[str]:
    domain, kind, target = node.get("refdomain"), node.get("reftype"), str(node["reftarget"])
    if (domain, kind) == ("std", "term"):
        yield "{term}"  # its text is translated, and its target with it
    elif domain == "cite":
        yield from (key.strip() for key in target.split(","))
    else:
        yield "#".join(filter(None, (target, node.get("reftargetid"))))
