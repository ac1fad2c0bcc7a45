"""Locale files and ``cs:locale``: terms, date formats, options, and their fall-back.

Specification, "Locale Fallback" and "Locale Files - Structure". A `Locale` holds what one style
says in one language, already put together from all its sources, so that looking a term up is one
look in a dictionary.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from . import xml
from .errors import CslError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ext_arabic.dates import Calendar
    from ext_arabic.digits import System

    from .xml import Element

#: our own locale data
FOLDER = Path(__file__).parent.parent / "csl_locales"
#: specification, "Locale Fallback": the primary dialect of each language that has several
_PRIMARY = {
    "de": "de-DE", "en": "en-US", "es": "es-ES", "fr": "fr-FR", "pt": "pt-PT", "zh": "zh-CN",
}  # fmt: skip
_FORMS = {
    "long": ("long",),
    "short": ("short", "long"),
    "verb": ("verb", "long"),
    "verb-short": ("verb-short", "verb", "long"),
    "symbol": ("symbol", "short", "long"),
}


@dataclass(frozen=True, slots=True)
class Term:
    """A term in one of its forms."""

    single: str
    multiple: str
    #: "masculine", "feminine" or empty: the gender of the noun
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A suffix for ordinal numbers, or a long ordinal."""

    text: str
    #: "last-digit", "last-two-digits" or "whole-number"
    match: str
    #: the gender it is used with; empty for neuter
    gender: str


@dataclass
class Source:
    """What one ``cs:locale`` element says."""

    language: str
    terms: dict[tuple[str, str], Term] = field(default_factory=dict)
    #: by number ("01"; "" for the default) in the order of the file
    ordinals: dict[str, list[Ordinal]] = field(default_factory=dict)
    #: long ordinals by number
    long_ordinals: dict[str, list[Ordinal]] = field(default_factory=dict)
    #: ``cs:date`` elements by form
    dates: dict[str, Element] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)


def read_source(element: Element, file: str) -> Source:
    """Read one ``cs:locale`` element."""
    source = Source(element.get(xml.LANG, ""))
    for name, child in xml.children(element):
        if name == "terms":
            for kind, term in xml.children(child):
                if kind == "term":
                    _read_term(source, term, file)
        elif name == "date":
            source.dates[child.get("form", "text")] = child
        elif name == "style-options":
            source.options.update(child.attrib)
    return source


def _read_term(source: Source, term: Element, file: str) -> None:
    name = term.get("name")
    if not name:
        raise CslError(file, term.sourceline, "term", "a term without a name")
    parts = {kind: xml.text_of(child) for kind, child in xml.children(term)}
    text = xml.text_of(term)
    single = parts.get("single", text)
    if name.startswith(("ordinal", "long-ordinal-")):
        _read_ordinal(source, term, name, single)
        return
    if name == "sub-verbo":
        name = "sub verbo"  # both spellings are in use: one key for them
    form = term.get("form", "long")
    source.terms[name, form] = Term(single, parts.get("multiple", single), term.get("gender", ""))


def _read_ordinal(source: Source, term: Element, name: str, text: str) -> None:
    gender = term.get("gender-form", "")
    if name.startswith("long-ordinal-"):
        number = name.removeprefix("long-ordinal-")
        long = Ordinal(text, "whole-number", gender)
        source.long_ordinals.setdefault(number, []).append(long)
        return
    number = name.removeprefix("ordinal").removeprefix("-")
    usual = "last-digit" if number < "10" else "last-two-digits"
    ordinal = Ordinal(text, term.get("match", usual), gender)
    source.ordinals.setdefault(number, []).append(ordinal)


@dataclass
class Locale:
    """What a style says in one language."""

    #: BCP 47 tag
    language: str
    terms: dict[tuple[str, str], Term]
    ordinals: dict[str, list[Ordinal]]
    long_ordinals: dict[str, list[Ordinal]]
    dates: dict[str, Element]
    options: dict[str, str]
    #: the digits of runs in this language
    digits: System = "latn"
    #: the calendars that days are given in, with a sign at each year; none for Gregorian unsigned
    calendars: tuple[Calendar, ...] = ()
    hijri_months: Mapping[int, str] = field(default_factory=dict)

    @property
    def punctuation_in_quote(self) -> bool:
        """Whether a comma or full stop goes before a closing quotation mark."""
        return self.options.get("punctuation-in-quote") == "true"

    @property
    def is_arabic(self) -> bool:
        """Whether punctuation is set the Arabic way: the locale's own comma says so."""
        return self.term("comma") == "،"

    def find(self, name: str, form: str = "long") -> Term | None:
        """Return the term *name* in *form*, or in the form that stands in for it."""
        for other in _FORMS.get(form, ("long",)):
            term = self.terms.get((name, other))
            if term is not None:
                return term
        return None

    def term(self, name: str, form: str = "long", *, plural: bool = False) -> str:
        """Return the text of a term; an empty string for one that is not known."""
        if name == "sub-verbo":
            name = "sub verbo"
        term = self.find(name, form)
        if term is None:
            return ""
        return term.multiple if plural else term.single

    def gender(self, name: str) -> str:
        """Return the gender of the noun *name*."""
        term = self.terms.get((name, "long"))
        return term.gender if term else ""

    def punctuate(self, text: str) -> str:
        """Return an affix or delimiter of a style in this locale's punctuation."""
        return text.translate(_TO_ARABIC) if text and self.is_arabic else text


_TO_ARABIC = str.maketrans({",": "،", ";": "؛", "?": "؟"})


class Locales:
    """The locale files at hand."""

    def __init__(
        self, sources: Iterable[Source] = (), files: dict[str, Path] | None = None
    ) -> None:
        self._sources = {source.language: source for source in sources}
        #: files by language, read when they are asked for
        self._files = files or {}

    @classmethod
    def read(cls, *folders: Path) -> Locales:
        """Read every ``locales-xx-XX.xml`` in *folders* when it is asked for; the last one wins."""
        files = {
            path.stem.removeprefix("locales-"): path
            for folder in folders
            for path in sorted(folder.glob("locales-*.xml"))
        }
        if not files:
            raise CslError(str(folders[0]), 0, "", "no file locales-xx-XX.xml in this folder")
        return cls(files=files)

    @classmethod
    def default(cls, *more: Path) -> Locales:
        """Return the locales that ship with the engine, and those in the folders *more*."""
        return cls.read(FOLDER, *more)

    def source(self, language: str) -> Source | None:
        """Return what the file of exactly this language says."""
        source = self._sources.get(language)
        if source is None and language in self._files:
            path = self._files[language]
            root = xml.read(path)
            if root.tag != xml.CSL + "locale":
                raise CslError(str(path), root.sourceline, str(root.tag), "not a CSL locale")
            source = self._sources[language] = read_source(root, str(path))
        return source

    def resolve(self, language: str) -> str:
        """Return the name of the locale file that serves *language*, or an empty string."""
        parts = language.replace("_", "-").split("-")
        base = parts[0].lower()
        if len(parts) > 1:
            exact = f"{base}-{parts[1].upper()}"
            if exact in self._files or exact in self._sources:
                return exact
        names = sorted({*self._files, *self._sources})
        if base in names:
            return base
        primary = _PRIMARY.get(base)
        if primary in names:
            return primary
        return next((name for name in names if name.split("-")[0] == base), "")

    def merge(self, language: str, overrides: list[Source]) -> Locale:
        """Return the locale for *language*, with a style's own ``cs:locale`` elements over it."""
        name = self.resolve(language)
        base = (name or language).split("-")[0]
        chain = [self.resolve("en"), self.resolve(base), name]
        sources = [self.source(each) for each in dict.fromkeys(chain) if each]
        wanted = language.replace("_", "-")
        full = wanted if "-" in wanted else name
        for level in ("", base, full):
            if level or full == "":
                sources += [each for each in overrides if each.language == level]
            else:
                sources += [each for each in overrides if not each.language]
        locale = Locale(name or "en", {}, {}, {}, {}, {})
        seen: set[int] = set()
        for source in sources:
            if source is not None and id(source) not in seen:
                seen.add(id(source))
                _lay_over(locale, source)
        return locale


def _lay_over(locale: Locale, source: Source) -> None:
    locale.terms.update(source.terms)
    locale.dates.update(source.dates)
    locale.options.update(source.options)
    if source.ordinals:
        # "Ordinal Suffixes": defining one replaces all that were defined before
        locale.ordinals = source.ordinals
    if source.long_ordinals:
        locale.long_ordinals = {**locale.long_ordinals, **source.long_ordinals}
