"""What WeasyPrint asks of every box many times, by the shortest way. Plain Python.

WeasyPrint 70 works out each property of each element when it is first asked for. Nine in ten are
set by no rule: they are what the parent's are, or what they are at first, and nothing need be
worked out. Whether a box is in the flow is asked thirty times a box. There is no hook; so two
methods are replaced. They answer the same.
"""

from __future__ import annotations

from typing import Any

from weasyprint import css
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
from weasyprint.formatting_structure.boxes import Box

_compute = css.ComputedStyle.__missing__

#: properties that depend on others, or are remembered as they were specified
_ENTANGLED = ("display", "float", "page", "position", "text_decoration_")
_SIMPLE = {
    name: value
    for name, value in INITIAL_VALUES.items()
    if not name.startswith(_ENTANGLED) and name not in INITIAL_NOT_COMPUTED
}
_INHERITED = _SIMPLE.keys() & INHERITED
#: by direction: the other name that a rule may set a property by (``margin_inline_start``)
_LOGICAL = {
    direction: {
        name: logical(block="ttb", inline=direction)
        for name, logical in css.PHYSICAL_FUNCTIONS.items()
    }
    for direction in ("ltr", "rtl")
}

_OUT_OF_FLOW = ("left", "right", "inline-start", "inline-end", "footnote")


def compute(style: Any, name: str) -> Any:
    """Return the property *name*, and remember it in *style*."""
    if name in style.cascaded or name not in _SIMPLE:
        return _compute(style, name)
    if name in _INHERITED:
        if style.parent_style is None:
            return _compute(style, name)
        value = style[name] = style.parent_style[name]
        return value
    if name in css.PHYSICAL_FUNCTIONS and _LOGICAL[style["direction"]][name] in style.cascaded:
        return _compute(style, name)
    value = style[name] = _SIMPLE[name]
    return value


def is_in_normal_flow(box: Any) -> bool:
    """Return whether *box* is no float, no note, not running and not positioned absolutely."""
    if box.style["float"] in _OUT_OF_FLOW:
        return False
    position = box.style["position"]
    return position not in ("absolute", "fixed") and position[0] not in ("running()", "note()")


def install() -> None:
    """Let WeasyPrint take them in this process."""
    css.ComputedStyle.__missing__ = compute
    Box.is_in_normal_flow = is_in_normal_flow
