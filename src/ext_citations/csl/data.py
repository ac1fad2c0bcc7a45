"""Items: CSL-JSON records made ready for formatting.

Specification, Appendix IV. `Record` is one item in one language: texts, names and dates parsed
once, whatever shape they came in. What is malformed gives a sensible value, never an error: a
list of references comes from many hands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import dates_in
from .clean import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .dates_in import Date

NAME_VARIABLES = frozenset(
    {
        "author", "chair", "collection-editor", "compiler", "composer", "container-author",
        "contributor", "curator", "director", "editor", "editorial-director",
        "editor-translator", "editortranslator", "executive-producer", "guest", "host",
        "illustrator", "interviewer", "narrator", "organizer", "original-author", "performer",
        "producer", "recipient", "reviewed-author", "script-writer", "series-creator",
        "translator"
    }
)  # fmt: skip
DATE_VARIABLES = frozenset(
        {
            "accessed", "available-date", "container", "event-date", "issued",
            "original-date", "submitted",
        }
    )  # fmt: skip
NUMBER_VARIABLES = frozenset(
    {
        "chapter-number", "citation-number", "collection-number", "edition",
        "first-reference-note-number", "issue", "locator", "number", "number-of-pages",
        "number-of-volumes", "page", "page-first", "part-number", "printing-number", "section",
        "supplement-number", "version", "volume"
    }
)  # fmt: skip
_OTHER_VARIABLES = """
archive archive_collection archive_location archive-place authority call-number citation-label
collection-title collection-title-short container-title container-title-short dimensions division
DOI event event-title event-place genre ISBN ISSN jurisdiction medium original-publisher
original-publisher-place original-title part-title PMCID PMID publisher publisher-place references
reviewed-genre reviewed-title scale source status title title-short URL volume-title
"""
_GENERATED = {"locator", "citation-number", "first-reference-note-number"}
_IN_NOTES = (
    NAME_VARIABLES | DATE_VARIABLES | NUMBER_VARIABLES | {*_OTHER_VARIABLES.split()}
) - _GENERATED
_NOTE_LINE = re.compile(r"\{?:?([a-zA-Z_-]+): ?([^}]+)\}?$")
#: other names under which values are found
_ALIASES = {
    "shortTitle": "title-short",
    "journalAbbreviation": "container-title-short",
    "event": "event-title",
    "event-title": "event",
}


@dataclass(frozen=True, slots=True)
class Name:
    """A person or a body."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    dropping: str = ""
    non_dropping: str = ""
    #: a name that is printed as it stands
    literal: str = ""
    #: whether a comma goes before the suffix
    comma_suffix: bool = False
    #: whether the parts stay in the order family, given
    static: bool = False
    #: language of the name where it is not the item's
    language: str = ""


#: a particle that is written together with the name: d’Aubignac, al-Hakim
_JOINED = re.compile(r"([^\W\d_]{1,4}[’'ʼ-])(?=[^\W\d_])")
_ARABIC = re.compile(r"[\u0600-\u06ff]")


def parse_name(value: Any) -> Name | None:
    """Return the name in a CSL-JSON *value*; None for an empty one."""
    if isinstance(value, str):
        value = clean(value)
        return Name(literal=value) if value.strip() else None
    if not isinstance(value, dict):
        return None

    def get(key: str) -> str:
        return clean(str(value.get(key) or "")).strip()

    family, given, suffix = get("family"), get("given"), get("suffix")
    literal = get("literal")
    if literal and not family:
        return Name(literal=literal, language=get("language"))
    if not family and not given:
        return None
    dropping, non_dropping = get("dropping-particle"), get("non-dropping-particle")
    comma = bool(value.get("comma-suffix"))
    parse = value.get("parse-names", True) not in {False, "false"}
    if len(family) > 2 and family[0] == family[-1] == '"':
        family, parse = family[1:-1], False
    if parse and not suffix:
        given, suffix, comma = _split_suffix(given, comma=comma)
    if parse and not non_dropping and not _ARABIC.search(family):
        family, non_dropping = _split_family(family)
    if parse and not dropping and not _ARABIC.search(given):
        given, dropping = _split_given(given)
    static = bool(value.get("static-ordering"))
    return Name(family, given, suffix, dropping, non_dropping, "", comma, static, get("language"))


def _split_suffix(given: str, *, comma: bool) -> tuple[str, str, bool]:
    """Take “Jr.” off a given name: after a comma, with ! where the comma is printed."""
    before, sign, after = given.partition(",")
    after = after.strip()
    if sign and after.startswith("!"):
        return before.strip(), after[1:].strip(), True
    if sign and after and re.fullmatch(r"(?:[JS]r\.?|[IVX]+|\d\w+)", after):
        return before.strip(), after, comma
    return given, "", comma


def _split_family(family: str) -> tuple[str, str]:
    """Take particles in small letters off the beginning of a family name."""
    words = family.split(" ")
    count = 0
    while count < len(words) - 1 and words[count][:1].islower():
        count += 1
    particle = " ".join(words[:count])
    rest = words[count]
    match = _JOINED.match(rest)
    if match is not None and match[1][:-1].islower() and rest[match.end()].isupper():
        particle = f"{particle} {match[1]}".strip()
        words[count] = rest[match.end() :]
    rest = " ".join(words[count:])
    return (rest, particle) if particle and rest[:1].isupper() else (family, "")


def _split_given(given: str) -> tuple[str, str]:
    """Take particles in small letters off the end of a given name."""
    words = given.split(" ")
    count = len(words)
    while count > 1 and words[count - 1][:1].islower():
        count -= 1
    return " ".join(words[:count]), " ".join(words[count:])


def label_of(record: Record) -> str:
    """Return a label in the place of one that is not given: Doe65, RoNo78, RoNS03."""
    if "citation-label" in record.texts:
        return record.texts["citation-label"]
    names = [name.family or name.literal for name in record.names("author")][:4]
    lengths = {1: (4,), 2: (2, 2), 3: (2, 1, 1), 4: (1, 1, 1, 1)}.get(len(names), ())
    label = "".join(name[:length] for name, length in zip(names, lengths, strict=False))
    date = record.date("issued")
    year = f"{abs(date.start.year) % 100:02d}" if date and date.start.year else ""
    return (label or record.texts.get("title", "")[:4]) + year


class Record:
    """One item, ready for formatting in one language."""

    __slots__ = ("_dates", "_names", "is_english", "key", "language", "raw", "texts", "type")

    def __init__(self, key: str, raw: Mapping[str, Any]) -> None:
        self.key = key
        self.raw = raw
        self.type = str(raw.get("type") or "document")
        self.language = str(raw.get("language") or "")
        self.is_english = True
        self.texts: dict[str, str] = {}
        self._names: dict[str, tuple[Name, ...]] = {}
        self._dates: dict[str, Date | None] = {}
        for name, value in raw.items():
            if name in NAME_VARIABLES or name in DATE_VARIABLES:
                continue
            if isinstance(value, str):
                text = clean(value)
                if text and not text.isspace():
                    self.texts[name] = text
            elif isinstance(value, (int, float)) and not isinstance(value, bool):
                self.texts[name] = str(value)
        if "note" in self.texts and ":" in self.texts["note"]:
            self._read_note(self.texts["note"])
        for other, name in _ALIASES.items():
            if other in self.texts:
                self.texts.setdefault(name, self.texts[other])
        if "page" in self.texts:
            first = re.split(r"\s*[-–—,&]", self.texts["page"])[0]
            self.texts.setdefault("page-first", first)

    def _read_note(self, note: str) -> None:
        """Take variables out of the note, where Zotero puts those it has no field for.

        One a line ahead of other text, ``original-date: 1970``; names as ``Family || Given``.
        """
        lines = note.split("\n")
        raw = dict(self.raw)
        rest = 0
        for line in lines:
            match = _NOTE_LINE.match(line.strip())
            if match is None or match[1] not in _IN_NOTES:
                break
            rest += 1
            name, value = match[1], match[2].strip()
            if name in NAME_VARIABLES:
                family, _, given = value.partition("||")
                person = {"family": family.strip(), "given": given.strip()}
                names = raw.setdefault(name, []) if name not in self.raw else []
                names.append(person if given else {"literal": value})
            elif name in DATE_VARIABLES:
                raw.setdefault(name, {"raw": value})
            else:
                self.texts.setdefault(name, value)
        if rest:
            self.raw = raw
            self.texts["note"] = "\n".join(lines[rest:])
            if not self.texts["note"].strip():
                del self.texts["note"]

    def names(self, variable: str) -> tuple[Name, ...]:
        """Return the names in *variable*."""
        names = self._names.get(variable)
        if names is None:
            value = self.raw.get(variable)
            if value is None and variable == "editortranslator":
                value = self.raw.get("editor-translator")
            if isinstance(value, (str, dict)):
                value = [value]
            found = [parse_name(each) for each in value] if isinstance(value, list) else []
            names = tuple(name for name in found if name is not None)
            self._names[variable] = names
        return names

    def date(self, variable: str) -> Date | None:
        """Return the date in *variable*."""
        try:
            return self._dates[variable]
        except KeyError:
            date = self._dates[variable] = dates_in.parse(self.raw.get(variable))
            return date

    def has(self, variable: str) -> bool:
        """Return whether *variable* holds something."""
        if variable in NAME_VARIABLES:
            return bool(self.names(variable))
        if variable in DATE_VARIABLES:
            return self.date(variable) is not None
        return variable in self.texts
