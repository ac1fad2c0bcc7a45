"""Print the direction of an element beside its language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from ext_arabic.direction import direction_of

if TYPE_CHECKING:
    from ext_arabic.direction import Direction

_CLASS = "language-"


class DirectionTranslator(HTML5Translator):
    """Print ``dir`` on an element that has the attribute ``dir`` or the class ``language-xx``.

    docutils makes ``lang="xx"`` of the class and stops there; browsers lay Arabic out from right
    to left only where ``dir`` says so.
    """

    def starttag(
        self,
        node: Any,
        tagname: str,
        suffix: str = "\n",
        empty: bool = False,  # noqa: FBT001, FBT002 - docutils' signature
        **attributes: Any,
    ) -> str:
        """Return a start tag."""
        if isinstance(node, nodes.Element) and (direction := direction_of_node(node)):
            attributes.setdefault("dir", direction)
        tag: str = super().starttag(node, tagname, suffix, empty, **attributes)
        return tag


def direction_of_node(node: nodes.Element) -> Direction | None:
    """Return the direction that *node* itself declares."""
    declared: Direction | None = node.get("dir")
    if declared:
        return declared
    classes: list[str] = node.get("classes", [])
    languages = (name.removeprefix(_CLASS) for name in classes if name.startswith(_CLASS))
    return next(map(direction_of, languages), None)
