"""Put the blocks of one brief in two languages side by side. Plain Python.

A translation is put in place message by message, so both editions have the same blocks with the
same numbers. What is no message is found by its own name (an entry of the list of references,
which each language sorts in its own way) or by the block it follows.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True)
class Block:
    """A block of one edition: a paragraph, a heading, a row of a table, a note, a reference."""

    #: what finds it in the other edition
    key: str
    #: what it is, in docutils' words: ``title``, ``paragraph``, ``row``, ``footnote`` …
    kind: str
    html: str
    #: the marks of its messages (see `ext_translations.marks.Mark`), as plain values
    marks: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Row:
    """What stands side by side; a block that one edition alone has leaves the other side empty."""

    kind: str
    source: str = ""
    target: str = ""
    marks: tuple[dict[str, Any], ...] = field(default=())

    @property
    def lines(self) -> list[int]:
        """Return the lines of the messages in the catalog, each once."""
        return list(dict.fromkeys(mark["line"] for mark in self.marks if mark["line"]))

    @property
    def state(self) -> str:
        """Return how the row stands: as the worst of its messages."""
        states = {mark["state"] for mark in self.marks}
        worst = ("unreadable", "failing", "fuzzy", "missing")
        return next((state for state in worst if state in states), "")

    @property
    def errors(self) -> list[str]:
        """Return what the checks found."""
        return [error for mark in self.marks for error in mark["errors"]]


def pair(source: Sequence[Block], target: Sequence[Block]) -> list[Row]:
    """Return the rows, in the order of the source.

    What the translation alone has (a second paragraph, say) joins the block before it.
    """
    known = {block.key for block in source}
    sides = {key: list(blocks) for key, blocks in _gather(target, known)}
    rows = []
    if first := sides.pop("", []):
        rows.append(_row(None, first))
    return rows + [_row(block, sides.get(block.key, [])) for block in source]


def _gather(blocks: Iterable[Block], known: set[str]) -> Iterable[tuple[str, list[Block]]]:
    """Yield each block that the source has, with those after it that the source does not have."""
    key, found = "", list[Block]()
    for block in blocks:
        if block.key in known:
            yield key, found
            key, found = block.key, []
        found.append(block)
    yield key, found


def _row(source: Block | None, target: Sequence[Block]) -> Row:
    kind = source.kind if source else target[0].kind
    row = Row(kind, source.html if source else "")
    html = "".join(block.html for block in target)
    return replace(row, target=html, marks=tuple(mark for b in target for mark in b.marks))
