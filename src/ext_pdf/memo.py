"""What was measured is not measured again while its document is laid out. Plain Python.

WeasyPrint 70 breaks a paragraph into lines anew each time that it tries where the page ends: for
columns, tables, notes, and pages laid out again for their numbers. Most of the calls to Pango ask
what was asked before, or for a text that fits as a whole into a line of another width. For every
box the height of an empty line is looked up under a name of twenty properties, and margins and
sizes are worked out anew though most are no percentages of anything. There is no hook for it
(Kozea/WeasyPrint#578 is open, and #2808, which remembered less, was closed), so the functions that
do so are replaced by functions that note the answers down at the style asked for (the one that
splits off a line is that of `lines`). What is remembered changes no byte.
"""

from __future__ import annotations

import sys
from operator import itemgetter
from typing import Any

from weasyprint.css import computed_values, units
from weasyprint.layout import inline, percent, preferred
from weasyprint.text.line_break import strut as _strut

from ext_pdf.lines import split_first_line as _split

#: what a style may be given after it was measured in, by ``::first-line`` and the like
_changed = itemgetter("font_family", "font_size", "font_style", "font_weight", "letter_spacing")

_SIZES = ("width", "min_width", "max_width", "height", "min_height", "max_height")
_SIDES = ("top", "right", "bottom", "left")
_LENGTHS = (*_SIZES, *(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES))
_USED = (*_LENGTHS, *(f"border_{side}_width" for side in _SIDES))
#: what a style may be given after its lengths were worked out, in flex containers
_sizes = itemgetter(*_SIZES)

_resolve = percent.resolve_percentages


def split_first_line(
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    **options: bool,
) -> tuple[Any, ...]:
    """Fit as much of *text* as possible in a line of *max_width*, as `lines` does."""
    known = style.__dict__.setdefault("known_lines", {})
    written = (text, justification_spacing, _changed(style))
    whole = known.get(written)
    if whole is not None and _has_room(whole, max_width):
        return _own(whole, max_width)
    asked = (max_width, *options.items(), written)
    answer = known.get(asked)
    if answer is None:
        answer = _split(text, style, context, max_width, justification_spacing, **options)
        known[asked] = answer
        layout, _, resumes_at, *_ = answer
        # a last blank without room is left out
        if resumes_at is None and layout.text == text and _has_room(answer, max_width):
            known[written] = answer
    return _own(answer, max_width)


def _has_room(answer: tuple[Any, ...], max_width: float | None) -> bool:
    """Return whether the line of an answer is no wider than *max_width*."""
    return max_width is None or answer[3] <= max_width


def _own(answer: tuple[Any, ...], max_width: float | None) -> tuple[Any, ...]:
    """Return an answer with a layout of its own: each box writes into its."""
    layout, *rest = answer
    own = object.__new__(type(layout))
    own.__dict__.update(layout.__dict__)
    own.max_width = max_width
    return own, *rest


def strut(style: Any) -> tuple[float, float]:
    """Return the height and the baseline of an empty line, as WeasyPrint does."""
    known = style.__dict__.setdefault("known_struts", {})
    asked = (_changed(style), style["line_height"])
    if asked not in known:
        known[asked] = _strut(style)
    answer: tuple[float, float] = known[asked]
    return answer


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """Give *box* its margins, paddings, borders and sizes, as WeasyPrint does."""
    style = box.style
    known = style.__dict__.setdefault("known_lengths", {})
    sizes = _sizes(style)
    used = known.get(sizes)
    if used:
        box.__dict__.update(used)
        return
    _resolve(box, containing_block)
    if used is None:
        known[sizes] = {name: getattr(box, name) for name in _USED} if _is_fixed(style) else {}


def _is_fixed(style: Any) -> bool:
    """Return whether all lengths are the same in any box around."""
    lengths = (style[name] for name in _LENGTHS)
    return style["border_collapse"] != "collapse" and all(
        each in ("auto", None) or getattr(each, "unit", "") == "px" for each in lengths
    )


def resolvers() -> list[Any]:
    """Return WeasyPrint's modules that work out lengths by a name of their own."""
    layouts = [sys.modules[name] for name in sys.modules if name.startswith("weasyprint.layout.")]
    return [module for module in layouts if hasattr(module, "resolve_percentages")]


def install() -> None:
    """Let WeasyPrint remember so in this process."""
    for module in resolvers():
        module.resolve_percentages = resolve_percentages
    inline.split_first_line = preferred.split_first_line = split_first_line
    inline.strut = units.strut = computed_values.strut = strut
