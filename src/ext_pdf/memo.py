"""A line that was measured is not measured again while its document is laid out. Plain Python.

WeasyPrint 70 breaks a paragraph into lines anew each time that it tries where the page ends: for
columns, tables, notes, and pages laid out again for their numbers. Two thirds of the calls to Pango
ask what was asked before. There is no hook for it (Kozea/WeasyPrint#578 is open, and #2808, which
remembered less, was closed), so the function that splits off a line is replaced by one that
remembers the answers (of `lines`, which mends one of them). What is remembered changes no byte.
"""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from weasyprint.layout import inline, preferred

from ext_pdf.lines import split_first_line as _split

#: the layout of a document -> what was asked -> the style asked for, and the answer
_known: WeakKeyDictionary[Any, dict[tuple[Any, ...], tuple[Any, tuple[Any, ...]]]] = (
    WeakKeyDictionary()
)
#: what a style may be given after a line was measured in it, by ``::first-line`` and the like
_CHANGED = ("font_family", "font_size", "font_style", "font_weight", "letter_spacing")


def split_first_line(
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    **options: bool,
) -> tuple[Any, ...]:
    """Fit as much of *text* as possible in a line of *max_width*, as `lines` does."""
    asked = (text, id(style), max_width, justification_spacing, *options.items())
    asked += tuple(style[name] for name in _CHANGED)
    known = _known.setdefault(context, {})
    if asked not in known:
        answer = _split(text, style, context, max_width, justification_spacing, **options)
        # the style is kept, so that no other one is given its id
        known[asked] = style, answer
    layout, *rest = known[asked][1]
    own = object.__new__(type(layout))  # each box writes into its own
    own.__dict__.update(layout.__dict__)
    return own, *rest


def install() -> None:
    """Let WeasyPrint remember so in this process."""
    inline.split_first_line = preferred.split_first_line = split_first_line
