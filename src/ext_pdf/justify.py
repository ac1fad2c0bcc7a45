"""Lines are justified up to a widest word space, and ragged where it would be passed. Plain Python.

WeasyPrint 70 has neither a property nor a hook for it (Kozea/WeasyPrint#2268): each line of a
justified block but the last is filled, however wide its blanks grow. So the function that fills a
line is replaced by one that leaves such lines as they are.
"""

from __future__ import annotations

from typing import Any

from weasyprint.layout import inline

#: what a word space may grow by, in ems; the faces' own spaces are about a quarter of one wide
MOST_ADDED = 0.25

_fill = inline.justify_line


def justify_line(context: Any, line: Any, extra_width: float) -> None:
    """Spread *extra_width* over the blanks of *line*, if they stay narrow enough."""
    blanks = inline.count_expandable_spaces(line)
    if extra_width <= blanks * MOST_ADDED * line.style["font_size"]:
        _fill(context, line, extra_width)


def install() -> None:
    """Let WeasyPrint justify so in this process."""
    inline.justify_line = justify_line
