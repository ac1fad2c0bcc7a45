"""What rendering closures pass to each other: flat lists of texts and marks.

A mark opens a stretch (a font style, a quotation, a name list …) that the next unmatched `CLOSE`
ends. Flat lists are cheap to join, and punctuation can be looked at across the ends of stretches
(`csl.punctuation`). `csl.output` turns a finished list into a tree of `Run`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Mark:
    """The beginning of a stretch, or its end (`CLOSE`)."""

    #: an attribute of CSL ("font-style" …), or "quote", "link", "names", "name", "year", "cite" …
    kind: str
    value: str = ""
    #: set by markup inside a field: inside itself it means the opposite (flip-flop)
    flips: bool = False


CLOSE = Mark("close")

Item: TypeAlias = str | Mark
Items: TypeAlias = list[Item]


def plain(items: Items) -> str:
    """Return the text of *items* without marks."""
    return "".join([item for item in items if type(item) is str])


def span_end(items: Items, start: int) -> int:
    """Return the index of the `CLOSE` that ends the stretch opened at *start*."""
    depth = 0
    for index in range(start, len(items)):
        item = items[index]
        if item is CLOSE:
            depth -= 1
            if not depth:
                return index
        elif type(item) is Mark:
            depth += 1
    return len(items)


def find(items: Items, kind: str) -> tuple[int, int] | None:
    """Return where the first stretch of *kind* begins and ends."""
    for index, item in enumerate(items):
        if type(item) is Mark and item.kind == kind:
            return index, span_end(items, index)
    return None
