"""Runs of the style engine as they stand in a sentence of the author's. Plain Python."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ext_arabic.direction import direction_of
from ext_citations.csl import Run, plain_text

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


#: “n.d.”, «د.ت.»: the last stop belongs to the word, as the others in it do
_ABBREVIATION = re.compile(r"(?<![\w.:/@-])(?:[^\W\d_]{1,2}\.){2,}$")


def without_stop(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Drop the full stop of what stands inside a sentence of the author's.

    The stop of an abbreviation stays.
    """
    return runs if _ABBREVIATION.search(plain_text(runs)) else _cut(runs)


def _cut(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return *runs* without the stop at their end, and without what it alone stood in."""
    if not runs:
        return runs
    last = runs[-1]
    cut = replace(last, text=last.text if last.children else last.text.removesuffix("."))
    cut = replace(cut, children=_cut(last.children))
    return (*runs[:-1], cut) if cut.text or cut.children else runs[:-1]


def out_of_margin(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return an entry of the list in one line: a number in the margin comes in, with a blank."""
    if not runs or runs[0].kind != "left-margin":
        return runs
    gap = () if runs[0].plain()[-1:].isspace() else (Run("text", " "),)
    return (*runs[0].children, *gap, *runs[1:])


def in_sentence(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return an entry of the list as it stands in a sentence of the author's."""
    return without_stop(out_of_margin(runs))


def after_name(name: tuple[Run, ...], rest: tuple[Run, ...], *, in_words: bool) -> tuple[Run, ...]:
    """Return a *name* of the author's sentence and the *rest* of the citation.

    *in_words*: the rest is no parenthesis and no number, but goes on in the words of a note.
    """
    if in_words:
        rest = without_stop(rest)
    if not plain_text(name).strip() or not rest:
        return rest or name
    if not in_words or plain_text(rest).startswith(("(", "[")):
        return (*name, Run("text", " "), *rest)
    comma = "، " if direction_of(_first_language(rest)) == "rtl" else ", "
    return (*name, Run("text", comma), *rest)


def _first_language(runs: tuple[Run, ...]) -> str:
    run = runs[0]
    while run.children:
        run = run.children[0]
    return run.language
