"""What goes into a `Processor` and what comes out of it, besides runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ext_arabic.direction import Direction, direction_of

from .output import Run, plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Cite:
    """One source in a citation."""

    key: str
    #: text before it ("انظر"); may hold the markup of CSL-JSON
    prefix: str = ""
    #: the place in the source, without its label: "4", "4-6"
    locator: str = ""
    #: what the locator counts: a locator term of CSL ("page", "chapter", "paragraph" …)
    label: str = "page"
    #: leave the author out (the sentence names him)
    suppress_author: bool = False
    #: print the author only
    author_only: bool = False
    #: text after it
    suffix: str = ""
    #: "first", "subsequent", "ibid", "ibid-with-locator" where the caller knows better
    position: str = ""
    #: its lead stands before it, so that nothing need be left of it here
    is_led: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """The sources cited in one place."""

    cites: tuple[Cite, ...]
    #: number of the note that it stands in; 0 in the text
    note: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the list."""

    key: str
    runs: tuple[Run, ...]
    #: BCP 47 tag of the language that the entry is set in
    language: str

    @property
    def direction(self) -> Direction:
        """The direction of the entry."""
        return direction_of(self.language)

    @property
    def text(self) -> str:
        """The entry without any form."""
        return plain_text(self.runs)


@dataclass(frozen=True, slots=True)
class Result:
    """A brief's citations in order, and its list."""

    citations: tuple[tuple[Run, ...], ...]
    entries: tuple[Entry, ...]
    #: the letters by which works of one author and year are told apart, by key
    year_suffixes: Mapping[str, str]
