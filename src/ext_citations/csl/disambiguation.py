"""Cites that read alike are told apart (specification, "Disambiguation")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .context import Context, Expansion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .model import Citation
    from .positions import Position
    from .processor import Processor


class Disambiguation:
    """What was decided, by item."""

    def __init__(self) -> None:
        self.expansions: dict[str, Expansion] = {}
        self.conditions: set[str] = set()
        self.suffixes: dict[str, str] = {}

    def apply(self, ctx: Context) -> None:
        """Put the decisions on *ctx*."""
        key = ctx.record.key
        ctx.expansion = self.expansions.get(key)
        ctx.disambiguate = key in self.conditions
        ctx.year_suffix = self.suffixes.get(key, "")


class Ambiguities:
    """Finds cites that read alike and tells them apart."""

    def __init__(
        self,
        processor: Processor,
        keys: list[str],
        numbers: dict[str, int],
        citations: Sequence[Citation],
        rows: list[list[Position]],
    ) -> None:
        self.processor = processor
        self.keys = keys
        self.numbers = numbers

    def resolve(self) -> Disambiguation:
        """Return the decisions."""
        return Disambiguation()
