"""One BibTeX or BibLaTeX entry as a CSL-JSON item."""

from __future__ import annotations

import re
from typing import Any

from ext_arabic.direction import first_strong

from . import fields as tables
from .dates import read_date, read_parts
from .kinds import IN_SERIES, LEGAL, address_of, csl_type, verbatim
from .languages import base, read_language
from .latex import decode, tidy
from .names import read_names
from .variables import BY_LOWER, DATES, NAMES

_DOI = re.compile(r"(?:https?://)?(?:(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_EPRINTS = {
    "jstor": "https://www.jstor.org/stable/",
    "hdl": "https://hdl.handle.net/",
    "googlebooks": "https://books.google.com/books?id=",
}


class EntryReader:
    """Reads one entry; each method fills in what belongs together."""

    def __init__(self, kind: str, key: str, fields: dict[str, str]) -> None:
        self.kind = kind
        self.fields = fields
        self.item: dict[str, Any] = {"id": key, "type": csl_type(kind, fields)}
        self.is_web = self.item["type"] in {"webpage", "post", "post-weblog"}

    def read(self) -> dict[str, Any]:
        """Return the item."""
        language = read_language(self.fields)
        if language:
            self.item["language"] = language
        self._names()
        self._titles()
        self._dates()
        self._texts()
        self._numbers()
        self._publisher()
        self._addresses()
        self._notes()
        self._others()
        return self.item

    def _text(self, *names: str, title: bool = False) -> str:
        for name in names:
            if self.fields.get(name):
                text = decode(self.fields[name], title=title)
                if text:
                    return text
        return ""

    def _set(self, variable: str, value: Any) -> None:
        if value:
            self.item.setdefault(variable, value)

    def _names(self) -> None:
        prefix = not re.search(r"useprefix\s*=\s*false", self.fields.get("options", ""))
        for field, text in self.fields.items():
            variable = tables.NAMES.get(field) or _csl_name(field)
            if field.startswith("editor") and field in tables.EDITORS:
                kind = self.fields.get(f"{field}type", "")
                variable = _role(kind.lower()) if kind else tables.EDITORS[field]
            if variable in NAMES:
                names = [*self.item.get(variable, []), *read_names(text, prefix=prefix)]
                if names:
                    self.item[variable] = names
        if "holder" in self.fields and "author" not in self.item:
            self._set("author", read_names(self.fields["holder"], prefix=prefix))

    def _title(self, name: str, addon: str = "addon") -> str:
        """Return the title in the field *name*, with its subtitle."""
        stem = name.removesuffix("title")
        title = self._text(name, title=True)
        subtitle = self._text(f"{stem}subtitle", title=True)
        if title and subtitle:
            title += (" " if title[-1] in "?!؟:" else ": ") + subtitle
        more = self._text(f"{name}{addon}", title=True)
        if title and more and addon:
            title += (" " if title[-1] in ".?!؟" else ". ") + more
        return title or subtitle

    def _titles(self) -> None:
        title = self._title("title", "" if self.is_web else "addon")
        main, book = self._title("maintitle"), self._title("booktitle")
        journal = self._title("journaltitle") or self._title("journal")
        if main and book:
            self._set("volume-title", book)
        elif main and title and not journal:
            self._set("volume-title", title)
            title, main = main, ""
        container = journal or main or book
        if not title and self.item["type"] == "book":
            title, container = container, ""
        self._set("title", title)
        self._set("container-title", container)
        if self.is_web:
            self._set("container-title", self._text("titleaddon", "organization", title=True))
        self._set("volume-title", self._title("issuetitle"))
        series = self._text("series", title=True)
        is_number = self.kind == "article" and series.isdecimal()
        self._set("collection-number" if is_number else "collection-title", series)
        self._set("collection-title-short", self._text("shortseries", title=True))
        english = self._text("usere", title=True)
        if english and base(self.item.get("language", "en")) != "en":
            self.item["multi"] = {"_keys": {"title": {"en": english}}}

    def _dates(self) -> None:
        for field, variable in tables.DATES.items():
            if field in self.fields:
                self._set(variable, _date(self.fields[field]))
        parts = (self._text(name) for name in ("year", "month", "day"))
        self._set("issued", read_parts(*parts))

    def _texts(self) -> None:
        for variable, names in tables.TEXTS.items():
            self._set(variable, self._text(*names, title=variable in tables.TITLES))
        if self.kind == "article" and "chapter-number" in self.item:
            self._set("section", self.item.pop("chapter-number"))  # Zotero: a newspaper's section
        for variable in ("genre", "status"):
            key = str(self.item.get(variable, ""))
            if key in tables.PHRASES:
                self.item[variable] = self._phrase(key)
        self._set("genre", self._phrase(tables.THESES.get(self.kind, "")))
        pages = self._text("pages")
        self._set("page", re.sub(r"\s*[–—]\s*", "-", pages))

    def _phrase(self, key: str) -> str:
        language = str(self.item.get("language", ""))
        title = str(self.item.get("title", ""))
        is_arabic = base(language) == "ar" if language else first_strong(title) == "rtl"
        return tables.PHRASES.get(key, ("", ""))[is_arabic]

    def _numbers(self) -> None:
        number, issue = self._text("number"), self._text("issue")
        kind = self.item["type"]
        if kind.startswith("article-") or kind in {"periodical", "review", "review-book"}:
            self._set("issue", ", ".join(filter(None, (number, issue))))
            self._set("number", self._text("eid"))
        else:
            self._set("collection-number" if kind in IN_SERIES else "number", number)
            self._set("issue", issue)

    def _publisher(self) -> None:
        names = ["institution", "court", "organization"][: 2 if self.is_web else None]
        if self.item["type"] in LEGAL:
            self._set("authority", self._text("authority", *names))
            names = []
        how = "" if address_of(self.fields) else "howpublished"
        self._set("publisher", self._text("publisher", *names, "school", how))

    def _addresses(self) -> None:
        for field, variable in tables.VERBATIM.items():
            self._set(variable, verbatim(self.fields.get(field, "")))
        if "DOI" in self.item:
            self.item["DOI"] = _DOI.sub("", self.item["DOI"], count=1)
        self._set("URL", address_of(self.fields))
        eprint = verbatim(self.fields.get("eprint", ""))
        kind = self.fields.get("eprinttype", self.fields.get("archiveprefix", "")).strip().lower()
        if not eprint:
            return
        if kind == "pubmed":
            self._set("PMID", eprint)
        elif kind in _EPRINTS:
            self._set("URL", _EPRINTS[kind] + eprint)
        elif kind == "arxiv" or re.fullmatch(r"(?:arXiv:)?\d{4}\.\d{4,5}(?:v\d+)?", eprint):
            number = eprint.removeprefix("arXiv:")
            self._set("number", f"arXiv:{number}")
            self._set("publisher", "arXiv")
            self._set("URL", f"https://arxiv.org/abs/{number}")
        elif eprint.startswith(("http://", "https://")):
            self._set("URL", eprint)

    def _notes(self) -> None:
        raw = self.fields.get("note", "")
        if re.search(r"^\s*cne-", raw, re.MULTILINE):  # lines of the Zotero add-on
            note = "\n".join(filter(None, map(decode, raw.splitlines())))
        else:
            note = self._text("note")
        more = self._text("addendum")
        self._set("note", ". ".join(filter(None, (note, more))))

    def _others(self) -> None:
        """Take over fields that bear the name of a CSL variable, ``csl-…`` where that is sure."""
        for field, raw in self.fields.items():
            variable = _csl_name(field)
            if not variable or variable in NAMES or field in tables.READ:
                continue
            if variable in DATES:
                value: Any = _date(raw)
            elif variable in tables.VERBATIM.values():
                value = verbatim(raw)
            else:
                value = self._text(field, title=variable in tables.TITLES)
            if value and field.startswith("csl-"):
                self.item[variable] = value
            self._set(variable, value)


def _date(text: str) -> dict[str, Any] | None:
    """Return the date in a field: no LaTeX in one, ``~`` says that it is about so."""
    date = read_date(tidy(text))
    return read_date(decode(text)) if date and "literal" in date else date


def _csl_name(field: str) -> str:
    return BY_LOWER.get(field.removeprefix("csl-"), "")


def _role(kind: str) -> str:
    return tables.ROLES.get(kind, kind if kind in NAMES else "editor")
