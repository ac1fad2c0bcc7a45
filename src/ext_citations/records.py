"""What a document cites and lists, as plain records that are pickled with it. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from ext_citations.csl.languages import base, language_of
from ext_citations.syntax import Source  # noqa: TC001 - pickled with the record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ext_citations.practice import Split

#: how a citation prints: in parentheses or as a note, with the author in the sentence, the year,
#: the author or the whole entry alone, or not at all (listed only)
Mode = Literal["p", "t", "year", "author", "full", "nocite"]

#: stands for every reference in ``nocite`` and in lists
EVERY = "*"


@dataclass(frozen=True, slots=True)
class CitationRecord:
    """One citation in the text of a document."""

    mode: Mode
    sources: tuple[Source, ...]
    #: line of the paragraph around it, from 1
    line: int
    #: number of the note that it stands in; 0 in the text
    note: int = 0
    #: the note is the author's, who writes its stops
    in_authors_note: bool = False
    #: it follows the full stop of its sentence
    after_stop: bool = False


@dataclass(frozen=True, slots=True)
class ListRecord:
    """What one ``bibliography`` directive asks for; an empty choice takes everything."""

    #: what this document cites, what any document cites, or every reference there is
    scope: Literal["here", "everywhere", "all"] = "here"
    types: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    #: how it is parted under headings; None for the edition's own way
    split: Split | None = None

    def takes(self, item: Mapping[str, Any], page_language: str) -> bool:
        """Return whether *item* belongs in this list."""
        language = base(language_of(item, page_language) or page_language)
        return (
            (not self.types or item.get("type") in self.types)
            and (not self.languages or language in self.languages)
            and (not self.keywords or not {*self.keywords}.isdisjoint(keywords(item)))
        )


def keywords(item: Mapping[str, Any]) -> Iterable[str]:
    """Return the keywords of *item*: CSL writes them in one line, parted by commas."""
    found = item.get("keyword") or item.get("keywords") or ()
    parts = (
        found.replace("؛", ",").replace("،", ",").split(",") if isinstance(found, str) else found
    )
    return [str(part).strip() for part in parts]
