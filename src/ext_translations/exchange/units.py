"""What goes out: the messages of catalogs, each with a state that XLIFF has a name for."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ext_translations.exchange.codes import part, part_translation
from ext_translations.review import digest_of, reviews_in
from ext_translations.status import count_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ext_translations.exchange.codes import Piece
    from ext_translations.po import Entry

State = Literal["needs-translation", "needs-review-translation", "translated", "signed-off"]


@dataclass(frozen=True)
class Document:
    """One catalog on its way out."""

    #: its name below the folder of its language: ``briefs/2024/water.po``
    name: str
    source_language: str
    language: str
    entries: Sequence[Entry]

    @property
    def words(self) -> int:
        """Return how many words its messages have."""
        return sum(count_words(entry.msgid) for entry in self.entries)


def state_of(entry: Entry) -> State:
    """Return how far a message is."""
    if not entry.msgstr.strip():
        return "needs-translation"
    if entry.fuzzy:
        return "needs-review-translation"
    context, msgid = entry.key
    own = digest_of(context or "", msgid, entry.msgstr)
    reviews = reviews_in(line[1:] for line in entry.comments("#"))
    return "signed-off" if any(review.digest == own for review in reviews) else "translated"


def is_done(entry: Entry) -> bool:
    """Return whether a message is translated, approved or not."""
    return bool(entry.msgstr.strip()) and not entry.fuzzy


def source_of(entry: Entry) -> tuple[Piece, ...]:
    """Return a message, parted."""
    return part(entry.msgid)


def target_of(entry: Entry) -> tuple[Piece, ...]:
    """Return a message's translation, parted as the message is."""
    return part_translation(entry.msgstr, source_of(entry))


def digest(msgstr: str, *, is_fuzzy: bool) -> str:
    """Return what tells a translation from a later one."""
    text = f"{int(is_fuzzy and bool(msgstr.strip()))}{msgstr if msgstr.strip() else ''}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
