"""Runs of the style engine as they stand in a sentence of the author's. Plain Python."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ext_arabic.direction import direction_of
from ext_citations.csl import Run

if TYPE_CHECKING:
    from collections.abc import Sequence


def joined(parts: Sequence[tuple[Run, ...]], delimiter: str) -> tuple[Run, ...]:
    """Return *parts* with *delimiter* between them."""
    runs: list[Run] = []
    for index, part in enumerate(parts):
        if index:
            runs.append(Run("text", delimiter))
        runs.extend(part)
    return tuple(runs)


def without_stop(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Drop the full stop of what stands inside a sentence of the author's."""
    if not runs:
        return runs
    last = runs[-1]
    if last.children:
        return (*runs[:-1], replace(last, children=without_stop(last.children)))
    text = last.text.removesuffix(".")
    return (*runs[:-1], replace(last, text=text)) if text else runs[:-1]


def in_sentence(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return an entry of the list as it stands in a sentence; a number in the margin comes in."""
    runs = without_stop(runs)
    if runs and runs[0].kind == "left-margin":
        gap = () if runs[0].plain().endswith(" ") else (Run("text", " "),)
        return (*runs[0].children, *gap, *runs[1:])
    return runs


def after_name(name: tuple[Run, ...], rest: tuple[Run, ...], *, in_words: bool) -> tuple[Run, ...]:
    """Return a *name* of the author's sentence and the *rest* of the citation.

    *in_words*: the rest is no parenthesis and no number, but goes on in the words of a note.
    """
    if not rest:
        return name
    if not in_words:
        return (*name, Run("text", " "), *rest)
    run = name[-1] if name else Run("text")
    while run.children:
        run = run.children[-1]
    comma = "، " if direction_of(run.language) == "rtl" else ", "
    return (*name, Run("text", comma), *without_stop(rest))
