"""CSL-JSON items as a ``.bib`` file: BibLaTeX's fields under names that BibTeX knows too.

What neither has a field for stands under its CSL name, which both leave alone and `entries` reads.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ext_arabic.direction import first_strong

from . import fields as tables
from .dates import MONTHS, write_date
from .kinds import IN_SERIES, LEGAL, csl_type
from .languages import base, write_language
from .latex import collapse, tidy
from .latex_out import encode
from .names import write_names
from .variables import DATES, NAMES, TEXTS, TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "bill": "legislation",
    "book": "book",
    "broadcast": "video",
    "chapter": "incollection",
    "entry": "inreference",
    "entry-dictionary": "inreference",
    "entry-encyclopedia": "inreference",
    "figure": "image",
    "graphic": "artwork",
    "legal_case": "jurisdiction",
    "legislation": "legislation",
    "manuscript": "unpublished",
    "motion_picture": "movie",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "personal_communication": "letter",
    "post": "online",
    "post-weblog": "online",
    "regulation": "legislation",
    "report": "techreport",
    "review": "article",
    "review-book": "article",
    "song": "audio",
    "speech": "unpublished",
    "webpage": "online",
    **dict.fromkeys(("dataset", "patent", "periodical", "software", "standard", "thesis")),
}
#: fields in the order in which they are written; the others follow by name
_FIRST = [
    *("author", "title", "maintitle", "journal", "booktitle", "titleaddon", "bookauthor", "editor"),
    *("translator", "edition", "series", "volume", "number", "eid", "part", "volumes", "pages"),
    *("chapter", "pagetotal", "publisher", "institution", "school", "address", "date", "year"),
    *("month", "type", "entrysubtype"),
]
_PLAIN = {
    "title-short": "shorttitle",
    "volume": "volume",
    "part-number": "part",
    "number-of-volumes": "volumes",
    "edition": "edition",
    "chapter-number": "chapter",
    "number-of-pages": "pagetotal",
    "ISBN": "isbn",
    "ISSN": "issn",
    "publisher-place": "address",
    "event-title": "eventtitle",
    "event-place": "venue",
    "container-title-short": "shortjournal",
    "citation-label": "shorthand",
    "version": "version",
    "status": "pubstate",
    "genre": "type",
    "archive": "library",
    "abstract": "abstract",
    "annote": "annotation",
    "keyword": "keywords",
    "note": "note",
    "original-title": "origtitle",
    "original-publisher": "origpublisher",
    "original-publisher-place": "origlocation",
}
_NAMES = {"container-author": "bookauthor"}
_DATES = {"accessed": "urldate", "original-date": "origdate", "event-date": "eventdate"}
#: what has a field of the same meaning, whatever the type
_OTHERS = tuple(
    (_PLAIN.get(variable, variable.lower()), variable)
    for variable in sorted(
        TEXTS
        - {"title", "container-title", "volume-title", "collection-title", "collection-number",
           "number", "issue", "page", "publisher", "authority", "URL", "DOI", "PMID", "PMCID",
           "language", "genre"}
    )
)  # fmt: skip
_ORDER = {name: at for at, name in enumerate(_FIRST)}
_NOT_IN_KEYS = re.compile(r"[^\w:.+/-]+")


def text_of(item: Mapping[str, Any], variable: str) -> str:
    """Return the value of *variable* as a text; an empty one for what is no text."""
    value = item.get(variable)
    if not value and value != 0:
        return ""
    if isinstance(value, str):
        return tidy(value)
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return str(value) if is_number else ""


def to_bibtex(items: Iterable[Mapping[str, Any]]) -> str:
    """Return *items* as a ``.bib`` file, in their order; keys are made safe, and different."""
    return with_keys((text_of(item, "id"), *entry(item)) for item in items)


def entry(item: Mapping[str, Any]) -> tuple[str, str]:
    """Return the type of an entry, and the lines of its fields; its key depends on the file."""
    kind, fields = _Writer(item).write()
    lines = [
        f"  {name} = {value},\n" if name == "month" else f"  {name} = {{{value}}},\n"
        for name, value in sorted(fields.items(), key=lambda f: (_ORDER.get(f[0], 99), f[0]))
    ]
    return kind, "".join(lines)


def with_keys(entries: Iterable[tuple[str, str, str]]) -> str:
    """Return a file of entries, each its id, type and fields."""
    written: list[str] = []
    keys: set[str] = set()
    for name, kind, fields in entries:
        stem = _NOT_IN_KEYS.sub("-", name) or "source"
        key, number = stem, 2
        while key in keys:
            key, number = f"{stem}-{number}", number + 1
        keys.add(key)
        written.append(f"@{kind}{{{key},\n{fields}}}\n")
    return "\n".join(written)


class _Writer:
    """Fills in the fields of one entry."""

    def __init__(self, item: Mapping[str, Any]) -> None:
        self.item = item
        self.type = text_of(item, "type")
        self.kind = _TYPES.get(self.type, "misc") or self.type
        self.fields: dict[str, str] = {}
        language = text_of(item, "language")
        self.is_english = base(language or "en") == "en"

    def write(self) -> tuple[str, dict[str, str]]:
        """Return the entry type and the fields."""
        for variable in sorted(NAMES & self.item.keys()):
            self._put(_NAMES.get(variable, variable), write_names(self.item[variable]))
        self._titles()
        self._dates()
        self._genre()
        self._numbers()
        self._publisher()
        self._addresses()
        self.fields.update(write_language(text_of(self.item, "language")))
        for field, variable in _OTHERS:
            if variable in self.item:
                self._text(field, variable)
        if self.kind == "article" and "chapter" in self.fields:
            self.fields["chapter-number"] = self.fields.pop("chapter")
        if self.fields.get("pubstate") in tables.PHRASES:
            self.fields["csl-status"] = self.fields.pop("pubstate")
        if self.type in TYPES and csl_type(self.kind, self.fields) != self.type:
            self.fields["entrysubtype"] = self.type.removeprefix("article-") if (
                self.type in {"article-newspaper", "article-magazine"}
            ) else self.type  # fmt: skip
        return self.kind, self.fields

    def _put(self, field: str, value: str) -> None:
        if value:
            self.fields[field] = value

    def _text(self, field: str, variable: str) -> None:
        if variable not in self.item:
            return
        protect = self.is_english and field in {"title", "maintitle", "booktitle"}
        value = encode(text_of(self.item, variable), protect=protect)
        if variable in {"publisher", "authority", "publisher-place"} and " and " in value:
            value = f"{{{value}}}"  # BibLaTeX takes an “and” for a list
        self._put(field, value)

    def _titles(self) -> None:
        title, container = text_of(self.item, "title"), text_of(self.item, "container-title")
        volume = text_of(self.item, "volume-title")
        in_book = self.kind in tables.IN_BOOKS
        self._text("title", "title")
        field = (
            "booktitle" if in_book else "journal" if self.kind == "article" else "container-title"
        )
        if self.kind == "online":
            field = "titleaddon"
        if volume and self.kind == "article":
            self._text("issuetitle", "volume-title")
        elif volume and in_book and container:
            field = "maintitle"
            self._text("booktitle", "volume-title")
        elif volume and self.kind == "book" and title:
            self._text("maintitle", "title")
            self._text("title", "volume-title")
        else:
            self._text("volume-title", "volume-title")
        if container:
            self._text(field, "container-title")
        series = text_of(self.item, "collection-title")
        is_number = self.kind == "article" and series.isdecimal()
        self._text("collection-title" if is_number else "series", "collection-title")

    def _dates(self) -> None:
        for variable in DATES & self.item.keys():
            date = collapse(encode(write_date(self.item[variable])))
            date = date.replace(r"\textasciitilde{}", "~") if re.match(r"y?-?\d", date) else date
            if variable != "issued":
                self._put(_DATES.get(variable, variable), date)
                continue
            plain = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2]))?(-\d\d)?", date)
            if plain is None:
                self._put("date" if re.match(r"y?-?\d", date) else "year", date)
            else:
                self._put("date", date if plain[3] else "")
                self._put("year", plain[1])
                self._put("month", MONTHS[int(plain[2]) - 1] if plain[2] else "")

    def _genre(self) -> None:
        genre = text_of(self.item, "genre")
        language, title = text_of(self.item, "language"), text_of(self.item, "title")
        is_arabic = base(language) == "ar" if language else first_strong(title) == "rtl"
        if self.type == "thesis":
            for kind, key in (("phdthesis", "phdthesis"), ("mastersthesis", "mathesis")):
                if genre == tables.PHRASES[key][is_arabic]:
                    self.kind = kind
                    return
        self._text("csl-genre" if genre in tables.PHRASES else "type", "genre")

    def _numbers(self) -> None:
        in_issues = self.type.startswith("article-") or self.type in {
            "periodical",
            "review",
            "review-book",
        }
        in_series = self.type in IN_SERIES
        self._text("number" if in_issues else "issue", "issue")
        self._text("eid" if in_issues else "csl-number" if in_series else "number", "number")
        self._text("number" if in_series else "collection-number", "collection-number")
        pages = encode(text_of(self.item, "page"))
        self._put("pages", re.sub(r"(?<=\d)\s*(?:-\{\}-|[-–])\s*(?=\d)", "--", pages))

    def _publisher(self) -> None:
        field = {"report": "institution", "thesis": "school"}.get(self.type, "publisher")
        self._text(field, "publisher")
        self._text("institution" if self.type in LEGAL else "authority", "authority")

    def _addresses(self) -> None:
        for field, variable in tables.VERBATIM.items():
            value = text_of(self.item, variable).replace("\\", "%5C")
            self._put(field, value.replace("{", "%7B").replace("}", "%7D"))
