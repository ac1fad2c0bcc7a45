"""One item as COinS: what Zotero and its like pick up from a page.

An OpenURL 1.0 ContextObject in key and value pairs (ANSI/NISO Z39.88-2004), for the ``title`` of
``<span class="Z3988">``: journal, book, dissertation and patent have formats of their own; the
others are Dublin Core with Zotero's name of the type.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus

from .dates import first_day
from .latex_out import plain
from .ris import names_of, page_range
from .write_bibtex import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_GENRES = {
    "article-journal": ("journal", "article"),
    "book": ("book", "book"),
    "chapter": ("book", "bookitem"),
    "entry-dictionary": ("book", "bookitem"),
    "entry-encyclopedia": ("book", "bookitem"),
    "paper-conference": ("book", "proceeding"),
    "report": ("book", "report"),
    "thesis": ("dissertation", ""),
    "patent": ("patent", ""),
}
#: Zotero's names of types
_ZOTERO = {
    "article": "preprint",
    "article-magazine": "magazineArticle",
    "article-newspaper": "newspaperArticle",
    "bill": "bill",
    "broadcast": "tvBroadcast",
    "dataset": "dataset",
    "document": "document",
    "graphic": "artwork",
    "hearing": "hearing",
    "interview": "interview",
    "legal_case": "case",
    "legislation": "statute",
    "manuscript": "manuscript",
    "map": "map",
    "motion_picture": "film",
    "personal_communication": "letter",
    "post": "forumPost",
    "post-weblog": "blogPost",
    "software": "computerProgram",
    "song": "audioRecording",
    "speech": "presentation",
    "standard": "standard",
    "webpage": "webpage",
}


def to_coins(item: Mapping[str, Any]) -> str:
    """Return the ContextObject of *item*; to be escaped for HTML as any attribute is."""
    kind, genre = _GENRES.get(text_of(item, "type"), ("dc", ""))
    pairs = [("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{kind}")]
    pairs += [(key, value) for key, value in _common(item) if value]
    if kind == "dc":
        pairs.append(("rft.type", _ZOTERO.get(text_of(item, "type"), "document")))
    elif genre:
        pairs.append(("rft.genre", genre))
    pairs += [
        (f"rft.{key}", value)
        for key, variable in _KEYS[kind if genre != "bookitem" else genre]
        if (value := plain(text_of(item, variable)))
    ]
    pairs += [(f"rft.{key}", value) for key, value in _people(item, kind)]
    if kind not in {"dc", "patent"}:
        first, last = page_range(text_of(item, "page"))
        pairs += [
            (key, value) for key, value in (("rft.spage", first), ("rft.epage", last)) if value
        ]
    date = first_day(item.get("issued"))
    if date:
        written = "-".join([f"{date[0]:04d}", *(f"{number:02d}" for number in date[1:])])
        pairs.append(("rft.date", written))
    return "&".join(f"{key}={quote_plus(value)}" for key, value in pairs)


_KEYS = {
    "journal": [
        ("atitle", "title"),
        ("jtitle", "container-title"),
        ("stitle", "container-title-short"),
        ("volume", "volume"),
        ("issue", "issue"),
        ("pages", "page"),
        ("issn", "ISSN"),
        ("language", "language"),
    ],
    "book": [
        ("btitle", "title"),
        ("place", "publisher-place"),
        ("publisher", "publisher"),
        ("edition", "edition"),
        ("series", "collection-title"),
        ("tpages", "number-of-pages"),
        ("isbn", "ISBN"),
        ("language", "language"),
    ],
    "bookitem": [
        ("atitle", "title"),
        ("btitle", "container-title"),
        ("place", "publisher-place"),
        ("publisher", "publisher"),
        ("edition", "edition"),
        ("series", "collection-title"),
        ("pages", "page"),
        ("isbn", "ISBN"),
        ("language", "language"),
    ],
    "dissertation": [
        ("title", "title"),
        ("inst", "publisher"),
        ("degree", "genre"),
        ("tpages", "number-of-pages"),
        ("language", "language"),
    ],
    "patent": [("title", "title"), ("number", "number"), ("cc", "jurisdiction")],
    "dc": [
        ("title", "title"),
        ("source", "container-title"),
        ("publisher", "publisher"),
        ("description", "abstract"),
        ("language", "language"),
    ],
}


def _common(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    doi, url = text_of(item, "DOI"), text_of(item, "URL")
    yield "rft_id", f"info:doi/{doi}" if doi else ""
    yield "rft_id", f"info:pmid/{text_of(item, 'PMID')}" if text_of(item, "PMID") else ""
    if _GENRES.get(text_of(item, "type")) is None:
        yield "rft.identifier", url
    else:
        yield "rft_id", url


def _people(item: Mapping[str, Any], kind: str) -> Iterator[tuple[str, str]]:
    """Yield the authors; the first one in parts, too."""
    if kind == "patent":
        yield from (("inventor", name) for name in names_of(item, "author"))
        return
    if kind == "dc":
        yield from (("creator", name) for name in names_of(item, "author"))
        return
    authors = item.get("author")
    first = authors[0] if isinstance(authors, list) and authors else {}
    if isinstance(first, dict) and text_of(first, "family") and text_of(first, "given"):
        yield "aulast", names_of({"author": [first]}, "author")[0].partition(",")[0]
        yield "aufirst", plain(text_of(first, "given"))
    yield from (("au", name) for name in names_of(item, "author"))
