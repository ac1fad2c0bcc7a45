"""Look over references as an editor would. Plain Python: items in, complaints out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from ext_arabic.direction import direction_of
from ext_citations.csl.data import NAME_VARIABLES
from ext_citations.csl.languages import TITLES, base, is_foreign, language_of, outlet_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from ext_citations.library import Library

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
        marks = [*_marks(item)]
        first = next((seen[mark] for mark in marks if mark in seen), None)
        if first is not None:
            yield key, first
        for mark in marks:
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


#: what prints in the script of the page
_TEXTS = ("title", "container-title", "publisher", "publisher-place", "collection-title", "genre")


@dataclass(frozen=True)
class MissingForm:
    """A form (``multi``) that an edition would print and an entry does not have."""

    key: str
    #: of the entry; a name with its place among the others: ``author 2``
    field: str
    #: the tag to write it under: ``ar-Latn``, ``en``
    language: str
    kind: Literal["romanised", "translated", "outlet"]
    path: Path
    line: int


def missing_forms(library: Library, cited: Iterable[str], language: str) -> Iterator[MissingForm]:
    """Yield the forms that the edition in *language* lacks of the entries *cited*.

    A foreign source stays foreign on an Arabic page, but for the name of a newspaper or station. On
    a page in Latin script a source in Arabic script is romanised, and its title translated. A
    translation is enough for what is no title: a publisher, a place.
    """
    for key in dict.fromkeys(cited):
        if (reference := library.references.get(key)) is not None:
            for field, tag, kind in _lacking(reference.item, language.split("-", maxsplit=1)[0]):
                yield MissingForm(key, field, tag, kind, reference.path, reference.line)


def _lacking(
    item: Mapping[str, Any], page: str
) -> Iterator[tuple[str, str, Literal["romanised", "translated", "outlet"]]]:
    """Yield field, tag and kind of each form that *item* lacks on a page in the language *page*."""
    direction = direction_of(page)
    own = base(language_of(item, page))
    romanised = direction == "ltr" and direction_of(own or page) == "rtl"
    tag = f"{own}-Latn" if romanised else page
    outlet = outlet_of(item)
    for field in _TEXTS:
        if not is_foreign(str(item.get(field) or ""), page):
            continue
        forms = _forms(item, "_keys").get(field)
        has = forms if isinstance(forms, dict) else {}
        if field == outlet:
            if not (has.get(tag) or has.get(page)):
                yield field, page, "outlet"
        elif direction == "ltr":
            if romanised and not (has.get(tag) or (field not in TITLES and has.get(page))):
                yield field, tag, "romanised"
            if field == "title" and not has.get(page):
                yield field, page, "translated"
    if direction == "ltr":
        for field in sorted(NAME_VARIABLES & item.keys()):
            people = item[field] if isinstance(item[field], list) else []
            for number, name in enumerate(people, 1):
                text = name.get("family") or name.get("literal") if isinstance(name, dict) else ""
                forms = _forms(name, "_key")
                if is_foreign(str(text or ""), page) and not (forms.get(tag) or forms.get(page)):
                    yield f"{field} {number}", tag, "romanised"


def _forms(thing: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    multi = thing.get("multi")
    forms = multi.get(name) or multi.get("_keys") if isinstance(multi, dict) else None
    return forms if isinstance(forms, dict) else {}
