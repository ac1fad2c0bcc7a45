"""What stands in a doctree, once it has been collected, where something will be printed.

A place holds no words: those are made when a page is written, from records (`records`).
"""

from __future__ import annotations

from docutils import nodes


class place(nodes.Element):  # noqa: N801 - docutils names its nodes so
    """A place to print at."""


class cited(place, nodes.Inline):  # noqa: N801
    """The place of a citation: its ``number`` among those of the document ``docname``."""


class bibliography(place, nodes.General):  # noqa: N801
    """The place of a list; its ``record`` says what it lists."""


class warning_list(place, nodes.General):  # noqa: N801
    """The place of the list of all warnings (see `guide`)."""
