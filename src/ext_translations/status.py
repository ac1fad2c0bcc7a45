"""How far the translation of a document is, counted from its catalogs. Plain Python.

Sphinx's own figure counts front matter wrongly, and sphinx-intl takes a fuzzy message for a
translated one; here a message is translated, fuzzy or missing, and never two of them.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ext_translations.catalog import read_catalog
from ext_translations.review import approvers

if TYPE_CHECKING:
    from pathlib import Path

_ROLE = re.compile(r"\{[\w:+.-]+\}`[^`]*`")
#: what stands between blanks and has a letter or a digit
_WORD = re.compile(r"\S*[^\W_]\S*")


def count_words(text: str) -> int:
    """Count the words of a message; keys and addresses are not words."""
    bare = re.sub(r"\]\([^)]*\)", "] ", _ROLE.sub(" ", text))
    return len(_WORD.findall(bare))


@dataclass(frozen=True)
class Count:
    """Messages and words of one document in one language."""

    messages: int = 0
    words: int = 0
    translated: int = 0
    translated_words: int = 0
    fuzzy: int = 0
    #: translations that a second person has approved as they stand
    approved: int = 0
    approved_words: int = 0
    #: translations with an error; 0 where nobody has looked
    errors: int = 0

    @property
    def missing(self) -> int:
        """Return how many messages have no translation at all."""
        return self.messages - self.translated - self.fuzzy

    @property
    def is_complete(self) -> bool:
        """Return whether every message is translated and none is fuzzy."""
        return self.translated == self.messages

    @property
    def percent(self) -> int:
        """Return the share of words translated, rounded down, so that 100 means all."""
        return 100 if self.is_complete else int(100 * self.translated_words / (self.words or 1))

    def __add__(self, other: Count) -> Count:
        return Count(
            self.messages + other.messages,
            self.words + other.words,
            self.translated + other.translated,
            self.translated_words + other.translated_words,
            self.fuzzy + other.fuzzy,
            self.approved + other.approved,
            self.approved_words + other.approved_words,
            self.errors + other.errors,
        )


def count(pot: Path | None, po: Path | None) -> Count:
    """Count a document's messages; raise `CatalogError` where a catalog is broken.

    *pot* says which messages the document has now. Without it those of *po* are counted.
    """
    catalog = read_catalog(po) if po is not None and po.exists() else {}
    source = read_catalog(pot) if pot is not None and pot.exists() else catalog
    totals: Counter[str] = Counter(messages=len(source))
    for msgid in source:
        words, message = count_words(msgid), catalog.get(msgid)
        totals["words"] += words
        if message is None:
            continue
        totals["fuzzy"] += message.fuzzy
        if message.is_translated:
            totals["translated"] += 1
            totals["translated_words"] += words
        if approvers(message):
            totals["approved"] += 1
            totals["approved_words"] += words
    return Count(**totals)
