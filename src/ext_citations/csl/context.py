"""What a rendering closure is given: one cite or one entry, and what was rendered so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .data import Name, Record
    from .name_parts import NameFormat


class Expansion:
    """How far the names of one cite are spelled out, to tell it from others.

    Specification, "Disambiguation", methods 1 and 2.
    """

    __slots__ = ("extra", "levels")

    def __init__(self) -> None:
        #: how many names are shown beyond what et-al abbreviation leaves
        self.extra = 0
        #: 1 with initials (or in full where the style sets none), 2 in full
        self.levels: dict[Name, int] = {}


class Context:
    """The state of rendering one cite or entry."""

    __slots__ = (
        "called", "date_suffix_done", "disambiguate", "expansion", "filled", "first_note", "label",
        "locator", "names_done", "number", "position", "quiet_names", "record", "shown",
        "suppressed", "tracked", "year_suffix",
    )  # fmt: skip

    def __init__(self, record: Record) -> None:
        self.record = record
        #: variables called, and those of them that held something ("Group")
        self.called = 0
        self.filled = 0
        #: variables that stood in for others and are not printed again ("Substitute")
        self.suppressed: set[str] = set()
        #: variables rendered since a substitution began; None outside of one
        self.tracked: set[str] | None = None
        self.locator = ""
        self.label = "page"
        #: the positions that test true
        self.position: frozenset[str] = frozenset()
        self.disambiguate = False
        self.year_suffix = ""
        self.date_suffix_done = False
        #: citation number
        self.number = 0
        self.first_note = 0
        self.expansion: Expansion | None = None
        #: whether a names element was rendered already
        self.names_done = False
        #: each list of names that was rendered, and how many of them were shown
        self.shown: list[tuple[NameFormat, tuple[Name, ...], int]] = []
        #: leave the first names element out ("suppress author")
        self.quiet_names = False
