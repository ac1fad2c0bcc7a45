"""Lines are justified up to a widest word space, and ragged where it would be passed. Plain Python.

WeasyPrint 70 has neither a property nor a hook for it (Kozea/WeasyPrint#2268): each line of a
justified block but the last is filled, however wide its blanks grow. So the function that fills a
line is replaced by one that leaves such lines as they are.

WeasyPrint also makes a Pango layout for each text that it spreads, only to drop it, and makes it
anew when it draws. The function that makes it is replaced by one that leaves it to the drawing.
"""

from __future__ import annotations

from typing import Any

from weasyprint.layout import inline
from weasyprint.text.line_break import Layout

#: what a word space may grow by, in ems; the faces' own spaces are about a quarter of one wide
MOST_ADDED = 0.25

_fill = inline.justify_line
_create = inline.create_layout


def justify_line(context: Any, line: Any, extra_width: float) -> None:
    """Spread *extra_width* over the blanks of *line*, if they stay narrow enough."""
    blanks = inline.count_expandable_spaces(line)
    if extra_width <= blanks * MOST_ADDED * line.style["font_size"]:
        _fill(context, line, extra_width)


def create_layout(
    text: str, style: Any, context: Any, max_width: float | None, justification_spacing: float
) -> Any:
    """Return the layout of a text of a justified line, with nothing of Pango's in it yet."""
    if style["text_decoration_line"] != "none":  # drawing asks for the measures of the face first
        return _create(text, style, context, max_width, justification_spacing)
    layout = Layout.__new__(Layout)
    layout.text, layout.max_width = text, max_width
    layout.justification_spacing, layout.first_line_direction = justification_spacing, 0
    layout.layout = layout.language = layout.style = None  # dropped by its maker
    return layout


def install() -> None:
    """Let WeasyPrint justify so in this process."""
    inline.justify_line = justify_line
    inline.create_layout = create_layout
