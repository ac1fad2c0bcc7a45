"""How far the translation of a document is, counted from its catalogs. Plain Python.

Sphinx's own figure counts front matter wrongly, and sphinx-intl takes a fuzzy message for a
translated one; here a message is translated, fuzzy or missing, and never two of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ext_translations.catalog import read_catalog
from ext_translations.review import approvers

if TYPE_CHECKING:
    from pathlib import Path

_ROLE = re.compile(r"\{[\w:+.-]+\}`[^`]*`")
_WORD = re.compile(r"[^\W_]")


def count_words(text: str) -> int:
    """Count the words of a message; keys and addresses are not words."""
    bare = re.sub(r"\]\([^)]*\)", "] ", _ROLE.sub(" ", text))
    return sum(1 for part in bare.split() if _WORD.search(part))


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
    found = Count()
    for msgid in source:
        words, message = count_words(msgid), catalog.get(msgid)
        is_translated = message is not None and message.is_translated
        is_approved = message is not None and bool(approvers(message))
        found += Count(
            messages=1,
            words=words,
            translated=int(is_translated),
            translated_words=words if is_translated else 0,
            fuzzy=int(message is not None and message.fuzzy),
            approved=int(is_approved),
            approved_words=words if is_approved else 0,
        )
    return found
