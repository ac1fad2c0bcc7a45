"""Isolate what runs against the direction of the text around it.

Runs are looked for in a whole block, across its inline markup: ``Nature *Climate* Change`` in an
Arabic paragraph is one run and gets one wrapper. A wrapper is an ``inline`` node with an explicit
``dir``, which is all that WeasyPrint 70 understands (``dir="auto"``, ``bdi`` and ``unicode-bidi``
do nothing there), and which isolates in browsers too.

It says nothing about the language of Latin text: a name may be English, French or German, and a
screen reader does worse with a wrong ``lang`` than with none. With MyST's ``attrs_inline`` an
author who knows it can write ``[text]{.language-fr}``. Text in plain Arabic letters on a Latin page
gets the class ``language-ar``: a Latin voice could not read a letter of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ext_arabic.bidi import strength
from ext_arabic.blocks import blocks, cut, direction_around, is_object, place, spans, text_of
from ext_arabic.direction import direction_of, find_runs

if TYPE_CHECKING:
    from ext_arabic.direction import Direction, Run

_CODE = (nodes.doctest_block, nodes.literal, nodes.literal_block, nodes.math, nodes.math_block)
_ARABIC: Final = re.compile("[\u0600-\u06ff]")
_SHOWN: Final = re.compile(r"[^\W_]|[\ue000\U00010800]")  # worth a wrapper: a letter, a digit, code
_NOT_ARABIC: Final = re.compile(r"[\u0590-\u05ff\u0671-\u06ef\u06fa-\u06ff\u0750-\u07ff]")

#: a range or a telephone number alone, in which no line is to end
_PARTED: Final = re.compile(r"[\d\W]{0,15}\d[)%٪]?[-–\s]+[\d\W]{0,15}")


class IsolateRuns(SphinxPostTransform):
    """Wrap opposite-direction runs in nodes that say their direction."""

    default_priority = 700  # after every reference (10), citation and generated entry is in place
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Isolate the runs of each block of the document."""
        page = direction_of(self.config.language)
        for code in self.document.findall(lambda node: isinstance(node, _CODE)):
            if isinstance(code, nodes.Element):
                letters = {*filter(None, map(strength, code.astext()))}
                if "rtl" in letters or direction_around(code, page) == "rtl":
                    is_word = isinstance(code, nodes.literal) and letters == {"rtl"}
                    code["dir"] = "rtl" if is_word else "ltr"
                if page == "ltr" and _ARABIC.search(code.astext()):  # what authors type
                    code["classes"].append("language-ar")
        for block in list(blocks(self.document)):
            isolate_runs(block, direction_around(block, page))


def isolate_runs(block: nodes.Element, base: Direction) -> None:
    """Wrap every run of a block whose text runs in the direction *base*."""
    for run in reversed(find_runs(text_of(block), base)):
        _isolate_run(block, run)


def _isolate_run(block: nodes.Element, run: Run) -> None:
    length = len(text_of(block))
    for inner in reversed(run.within):
        _isolate_run(block, inner)
    shrunk = length - len(text_of(block))  # what has its direction counts as one character
    isolate(block, run.start, run.end - shrunk, run.direction)


def isolate(parent: nodes.Element, start: int, end: int, direction: Direction) -> None:
    """Wrap the text of *parent* from *start* to *end* in a node with *direction*.

    A link (or another element that cannot be cut) at an edge of the run is wrapped inside, alone.
    """
    run = text_of(parent)[start:end]
    start, end = start + len(run) - len(run.lstrip()), end - len(run) + len(run.rstrip())
    if not _SHOWN.search(run):
        return
    for child, first, last in spans(parent):
        if first <= start and end <= last and isinstance(child, nodes.Element):
            if not is_object(child):
                isolate(child, start - first, end - first, direction)
            return
    if stuck := cut(parent, start):
        first, last = _span(parent, stuck)
        isolate(parent, last, end, direction)
        isolate(stuck, start - first, last - first, direction)
    elif stuck := cut(parent, end):
        first, last = _span(parent, stuck)
        isolate(parent, start, first, direction)
        isolate(stuck, 0, end - first, direction)
    else:
        inside = [
            child
            for child, first, last in spans(parent)
            if start <= first and last <= end and first < last
        ]
        _wrap(parent, inside, direction)


def _span(parent: nodes.Element, node: nodes.Node) -> tuple[int, int]:
    return next((first, last) for child, first, last in spans(parent) if child is node)


def _wrap(parent: nodes.Element, children: list[nodes.Node], direction: Direction) -> None:
    wrapper = nodes.inline()
    text = "".join(child.astext() for child in children)
    if direction == "rtl" and re.search(r"[ء-ي]", text) and not _NOT_ARABIC.search(text):
        wrapper["classes"].append("language-ar")
    else:
        wrapper["dir"] = direction
    if _PARTED.fullmatch(text) and "range" not in parent["classes"]:
        wrapper["classes"].append("range")
    first, last = place(children[0]), place(children[-1])
    children = parent[first : last + 1]  # with what is hidden between them
    parent[first : last + 1] = [wrapper]
    wrapper.extend(children)
