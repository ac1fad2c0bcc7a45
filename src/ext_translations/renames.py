"""Find out which brief got which new name: a catalog belongs to its messages. Plain Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ext_translations.status import count_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ext_translations.po import PoFile

#: the least share of words that a brief and a catalog have in common
_SAME = 0.5


def renamed(left: Mapping[str, PoFile], arrived: Mapping[str, PoFile]) -> dict[str, str]:
    """Return the old name of each new document that a catalog without a document fits.

    *left* are catalogs whose document is gone, *arrived* templates that have no catalog. The best
    pairs come first; each catalog goes to one document.
    """
    words = {name: _words(file) for name, file in [*left.items(), *arrived.items()]}
    shares = sorted(
        (-share, new, old)
        for new in arrived
        for old in left
        if (share := _share(words[old], words[new])) >= _SAME
    )
    found: dict[str, str] = {}
    for _, new, old in shares:
        if new not in found and old not in found.values():
            found[new] = old
    return found


def _words(file: PoFile) -> dict[str, int]:
    """Return the messages of a catalog with their words; the obsolete ones if it has no other."""
    entries = list(file.live) or [entry for entry in file.entries if entry.obsolete]
    return {entry.msgid: count_words(entry.msgid) for entry in entries}


def _share(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    """Return how much of their words two documents share, from 0 to 1."""
    both = sum(words for msgid, words in one.items() if msgid in other)
    return 2 * both / (sum(one.values()) + sum(other.values()) or 1)
