"""What stands in a doctree, once it has been collected, where something will be printed.

A place holds no words: those are made when a page is written, from records (`records`).
"""

from __future__ import annotations

from typing import TypeAlias

from docutils import nodes

#: a note: the number of its citation in the document, what its mark shows, its anchor and that of
#: its mark; plain, since thousands are pickled
Note: TypeAlias = tuple[int, str, str, str]


class place(nodes.Element):  # noqa: N801 - docutils names its nodes so
    """A place to print at."""


class cited(place, nodes.Inline):  # noqa: N801
    """The place of a citation: its ``number`` among those of the document ``docname``."""


class citation_notes(place, nodes.General):  # noqa: N801
    """The place of notes, one after the other: of citations of the document ``docname``.

    ``notes`` are the marks until they are collected, and then `Note`.
    """


class bibliography(place, nodes.General):  # noqa: N801
    """The place of a list; its ``record`` says what it lists."""


class warning_list(place, nodes.General):  # noqa: N801
    """The place of the list of all warnings (see `guide`)."""
