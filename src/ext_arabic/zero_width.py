"""Keep the letters of a word joined where markup cuts it in two, on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ext_arabic.blocks import blocks, is_object
from ext_arabic.joining import JOINER, joins

if TYPE_CHECKING:
    from collections.abc import Iterator


class JoinWords(SphinxPostTransform):
    """Put a zero width joiner on both sides of a border between two joining letters.

    WeasyPrint 70 shapes each inline box alone; browsers shape the whole line, and need nothing.
    """

    default_priority = 710  # after IsolateRuns, whose wrappers are such borders too
    builders = ("pdf", "press")

    def run(self, **_kwargs: Any) -> None:
        """Mend the words of each block of the document."""
        for block in blocks(self.document):
            pieces = list(_pieces(block))
            for index in range(1, len(pieces)):
                before, after = pieces[index - 1 : index + 1]
                if before and after and before.parent is not after.parent and joins(before, after):
                    pieces[index - 1] = _replace(before, before + JOINER)
                    pieces[index] = _replace(after, JOINER + after)


def _replace(old: nodes.Text, text: str) -> nodes.Text:
    new = nodes.Text(text)
    old.parent.replace(old, new)
    return new


def _pieces(node: nodes.Element) -> Iterator[nodes.Text | None]:
    """Yield the texts of a block in order; None for anything shown between them."""
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield child
        elif isinstance(child, nodes.Element):
            if is_object(child):
                yield None
            else:
                yield from _pieces(child)
