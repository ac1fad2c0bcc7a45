"""Runs as HTML, in the form that the CSL test suite expects."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .model import Entry
    from .output import Run

_TAGS = {
    "emphasis": ("<i>", "</i>"),
    "strong": ("<b>", "</b>"),
    "superscript": ("<sup>", "</sup>"),
    "subscript": ("<sub>", "</sub>"),
}
_STYLES = {
    "small-caps": "font-variant:small-caps;",
    "underline": "text-decoration:underline;",
    "oblique": "font-style:oblique;",
    "light": "font-weight:light;",
    "normal-style": "font-style:normal;",
    "normal-weight": "font-weight:normal;",
    "normal-variant": "font-variant:normal;",
    "normal-decoration": "text-decoration:none;",
    "normal-align": "baseline",
}
_BLOCKS = frozenset({"block", "left-margin", "right-inline", "indent"})


def escape(text: str) -> str:
    """Return *text* safe inside HTML."""
    return text.replace("&", "&#38;").replace("<", "&#60;").replace(">", "&#62;")


def render(runs: Iterable[Run]) -> str:
    """Return *runs* as HTML."""
    return "".join(_one(run) for run in runs)


def _one(run: Run) -> str:
    if run.kind == "text":
        return escape(run.text)
    inner = render(run.children)
    if run.kind in _TAGS:
        before, after = _TAGS[run.kind]
        return before + inner + after
    if run.kind in _STYLES:
        return f'<span style="{_STYLES[run.kind]}">{inner}</span>'
    if run.kind in _BLOCKS:
        return f'<div class="csl-{run.kind}">{inner}</div>'
    return inner


def bibliography(entries: Iterable[Entry]) -> str:
    """Return a list as HTML."""
    lines = ['<div class="csl-bib-body">']
    for entry in entries:
        inner = render(entry.runs)
        if inner.startswith("<div "):
            inner = f"\n    {inner}\n  "
        lines.append(f'  <div class="csl-entry">{inner}</div>')
    return "\n".join([*lines, "</div>"])
