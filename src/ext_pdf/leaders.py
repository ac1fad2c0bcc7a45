"""The dots of a leader are drawn as one text. Plain Python.

WeasyPrint 70 draws each dot as a text of its own: contents have more of them than their brief has
other texts on a page. There is no hook; so the function that fills a line with dots is replaced by
one that joins them. They stand where they stood: in columns below each other.
"""

from __future__ import annotations

from typing import Any

from weasyprint.layout import inline
from weasyprint.layout.leader import leader_index

_fill = inline.handle_leader


def handle_leader(context: Any, line: Any, containing_block: Any) -> None:
    """Fill the room that the leader in *line* leaves, if it has one."""
    _fill(context, line, containing_block)
    _, leader = leader_index(line)
    if leader is None or len(leader.children) < 2:
        return
    first = min(leader.children, key=lambda dot: dot.position_x)
    text = first.text * len(leader.children)
    dots = first.copy_with_text(text)
    dots.width = first.width * len(leader.children)
    # what was measured of one dot holds for all; the layout is made anew when it is drawn
    dots.pango_layout = object.__new__(type(first.pango_layout))
    dots.pango_layout.__dict__.update(first.pango_layout.__dict__, text=text)
    leader.children = (dots,)


def install() -> None:
    """Let WeasyPrint draw leaders so in this process."""
    inline.handle_leader = handle_leader
