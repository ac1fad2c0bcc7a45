"""Look over references as an editor would. Plain Python: items in, complaints out."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_PRESS = (("container-title", "publisher"), ("issued",))

#: what an entry of a type needs; of several names in one row any will do
NEEDS: dict[str, tuple[tuple[str, ...], ...]] = {
    # a press source with outlet and date alone is complete
    "article-newspaper": _PRESS,
    "article-magazine": _PRESS,
    "broadcast": _PRESS,
    "article-journal": (("title",), ("container-title",), ("issued",)),
    "chapter": (("title",), ("container-title",)),
    "paper-conference": (("title",), ("container-title", "event-title", "publisher")),
    "thesis": (("title",), ("author",), ("publisher",)),
    "report": (("title",), ("author", "publisher")),
    "webpage": (("title", "container-title"), ("URL", "DOI")),
    "legislation": (("title",),),
    "interview": (("title", "author"),),
    "speech": (("title", "author"),),
    "personal_communication": (("author", "title"),),
}
_OTHERS = (("title",),)


def missing(item: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """Yield what *item* lacks of what its type needs; a row of names means any of them."""
    if not item.get("type"):
        yield ("type",)
    for names in NEEDS.get(str(item.get("type")), _OTHERS):
        if not any(item.get(name) for name in names):
            yield names


def is_web_address(item: Mapping[str, Any]) -> bool:
    """Return whether the address of *item*, if it has one, is one that a reader can follow."""
    address = str(item.get("URL") or "")
    if not address:
        return True
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https") and bool(parts.netloc) and not re.search(r"\s", address)
    )


def twins(items: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield pairs of keys whose items look like one source: the later key, and the first."""
    seen: dict[tuple[str, ...], str] = {}
    for key, item in items.items():
        first = next((seen[mark] for mark in _marks(item) if mark in seen), None)
        if first is not None:
            yield key, first
        for mark in _marks(item):
            seen.setdefault(mark, key)


def _marks(item: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """Yield what tells a source from every other: identifiers; or title, year and first name."""
    if doi := str(item.get("DOI") or "").lower().removeprefix("https://doi.org/"):
        yield "doi", doi, _folded(item.get("title"))
    title = _folded(item.get("title"))
    if title:
        people = item.get("author") or item.get("editor") or [{}]
        first = people[0] if isinstance(people, list) and people else {}
        name = first.get("family") or first.get("literal") if isinstance(first, dict) else first
        where = _folded(item.get("container-title"))
        yield "work", str(item.get("type")), title, _folded(name), _date(item.get("issued")), where


def _folded(text: object) -> str:
    """Return *text* without marks, case, hamzas, punctuation and blanks."""
    plain = unicodedata.normalize("NFKD", str(text or "")).casefold()
    # the hamza of أ and إ is a mark by now; a tatweel is a letter to Unicode
    plain = plain.translate({ord("ى"): "ي", ord("ة"): "ه", ord("ـ"): None})
    return "".join(letter for letter in plain if letter.isalnum())


def _date(issued: object) -> str:
    if isinstance(issued, dict):
        issued = issued.get("date-parts") or issued.get("raw") or issued.get("literal")
    return re.sub(r"\D+", "-", str(issued or "")).strip("-")


def never_cited(keys: Iterable[str], cited: Iterable[str]) -> list[str]:
    """Return the keys that no document cites."""
    found = set(cited)
    return [key for key in keys if key not in found]
