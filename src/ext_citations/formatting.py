"""Format what a document cites: its records in, what prints out.

The references and the style are read once a build; the engine's compiled style serves every
document.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from ext_arabic.digits import convert
from ext_arabic.direction import direction_of
from ext_citations import style_files
from ext_citations.csl import Citation, Cite, Locales, Options, Processor, Run, Style, dates_in
from ext_citations.library import Library, read_library
from ext_citations.practice import Practice, read_practice
from ext_citations.records import EVERY
from ext_citations.sentences import after_name, in_sentence, joined, without_stop

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx.config import Config

    from ext_citations.csl import Entry
    from ext_citations.csl.positions import Repeats
    from ext_citations.practice import Split
    from ext_citations.records import CitationRecord
    from ext_citations.syntax import Source

STYLES = style_files.STYLES
LOCALES = Path(__file__).parent / "csl_locales"


class Edition(Protocol):
    """What the form of a citation takes from the language that it is printed in."""

    @property
    def language(self) -> str:
        """The BCP 47 tag."""

    @property
    def digits(self) -> Literal["latn", "arab"]:
        """The system of its digits."""

    @property
    def months(self) -> str:
        """The names of its months (see `ext_arabic.dates`)."""


@dataclass(frozen=True)
class PlainEdition:
    """An edition of which nothing is known but its language."""

    language: str
    digits: Literal["latn", "arab"] = "latn"
    months: str = "ar"


@dataclass(frozen=True)
class Printed:
    """The citations of a document in their order, and the entries of what it cites."""

    citations: tuple[tuple[Run, ...], ...]
    entries: Mapping[str, Entry]


class Formatter:
    """The references, the style and the edition of one build."""

    def __init__(
        self,
        srcdir: Path,
        references: Iterable[str],
        style: str,
        edition: Edition,
        practice: Practice | None = None,
    ) -> None:
        """Take the names of files in *srcdir*, and the edition; read nothing yet."""
        self.srcdir = srcdir
        self.references = [srcdir / name for name in references]
        self.style_name = style
        self.edition = edition
        self.practice = practice or Practice.of(edition.language)
        #: what is wrong with the setting that the practice was read from
        self.problems: list[str] = []
        self._others: dict[str, Formatter] = {}
        #: whose references these are, where a brief asks for a style of its own
        self._main: Formatter | None = None

    @classmethod
    def of(cls, srcdir: Path, config: Config) -> Formatter:
        """Return the formatter of a Sphinx project."""
        site = getattr(config, "site", None)  # a publication of briefs has one
        edition = site.edition(config.language) if site else PlainEdition(config.language)
        known = [each.language for each in site.editions] if site else []
        practice, problems = read_practice(config.citations_practice, config.language, known)
        style = config.citations_style
        found = cls(srcdir, config.citations_references, style, edition, practice)
        found.problems = problems
        return found

    def in_style(self, name: str) -> Formatter:
        """Return what formats a brief that asks for a style of its own; this one for no name."""
        if not name or name == self.style_name:
            return self
        if name not in self._others:
            other = Formatter(self.srcdir, (), name, self.edition, self.practice)
            other._main = self
            self._others[name] = other
        return self._others[name]

    @cached_property
    def library(self) -> Library:
        """Return the references; they are read once, and never pickled."""
        return self._main.library if self._main else read_library(self.references)

    @cached_property
    def files_digest(self) -> str:
        """Return a digest of the files of references, without reading what they say."""
        files = [path.read_bytes() if path.is_file() else b"" for path in self.references]
        parts = [repr([str(path) for path in self.references]).encode(), *files]
        return hashlib.sha256(b"\0".join(parts)).hexdigest()

    @cached_property
    def style_path(self) -> Path:
        """Return the file of the style; raise `StyleNotFoundError`."""
        return style_files.find_style(self.style_name, self.srcdir)

    @cached_property
    def style(self) -> Style:
        """Return the style; raise `CslError`, `OSError` or `StyleNotFoundError`."""
        return Style.read(self.style_path, self.practice.switches)

    @cached_property
    def processor(self) -> Processor:
        """Return the engine, which compiles the style once for all documents."""
        practice = self.practice
        repeats: dict[str, Repeats] = {"short": "short", "full": "full"}
        options = Options(
            digits=self.edition.digits,
            months=self.edition.months,
            repeats=repeats.get(practice.ibid, "ibid"),
            filing=practice.sort,
            translated=practice.english_titles == "translation",
            ties=True,
        )
        return Processor(
            self.style,
            self.library.items,
            language=self.edition.language,
            options=options,
            # the publication may bring the CSL locale of a language that has none here
            locales=Locales.default(self.srcdir),
        )

    @property
    def list_split(self) -> Split:
        """Return how a list is parted; numbers would stand out of their order in parts."""
        return "none" if self.style.is_numbered else self.practice.list_split

    def format(
        self,
        records: Sequence[CitationRecord],
        uncited: Iterable[str] = (),
        *,
        has_list: bool = True,
    ) -> Printed:
        """Format the citations of one document, and what it lists, if it *has_list*."""
        wanted: list[Citation] = []
        places: list[range] = []
        for record in records:
            found = [*_citations(record, opens_note=self._opens_note(record))]
            places.append(range(len(wanted), len(wanted) + len(found)))
            wanted.extend(found)
        extra = [
            source.key for record in records if record.mode in LISTED for source in record.sources
        ]
        keys = [*self._known([*extra, *uncited])]
        has_list = has_list or any(record.mode == "full" for record in records)
        result = self.processor.process(wanted, keys, has_list=has_list)
        entries = {entry.key: entry for entry in result.entries}
        printed = tuple(
            self._join(record, [result.citations[i] for i in place], entries, result.year_suffixes)
            for record, place in zip(records, places, strict=True)
        )
        return Printed(printed, entries)

    def _opens_note(self, record: CitationRecord) -> bool:
        """Return whether a citation is a note of its own: its first word begins a sentence."""
        return self.style.is_note and bool(record.note) and not record.in_authors_note

    def _known(self, keys: Iterable[str]) -> Iterable[str]:
        for key in keys:
            if key == EVERY:
                yield from self.library.references
            elif key in self.library.references:
                yield key

    def _join(
        self,
        record: CitationRecord,
        parts: list[tuple[Run, ...]],
        entries: Mapping[str, Entry],
        suffixes: Mapping[str, str],
    ) -> tuple[Run, ...]:
        """Put the parts of one citation together."""
        arabic = direction_of(self.edition.language) == "rtl"
        in_words = record.in_authors_note and self.style.is_note
        if record.mode == "t":
            pairs = [
                after_name(a, b, in_words=in_words)
                for a, b in zip(parts[::2], parts[1::2], strict=True)
            ]
            return joined(pairs, "؛ " if arabic else "; ")
        if record.mode == "year":
            years = [
                (Run("cite", self._year(s, suffixes.get(s.key, "")), key=s.key),)
                for s in record.sources
            ]
            return joined(years, "، " if arabic else ", ")
        if record.mode == "full":
            full = [
                (Run("cite", children=in_sentence(entries[s.key].runs), key=s.key),)
                if s.key in entries
                else (Run("text", f"{s.key}?"),)
                for s in record.sources
            ]
            return joined(full, "؛ " if arabic else "; ")
        whole = parts[0] if parts else ()
        return without_stop(whole) if in_words else whole

    def _year(self, source: Source, letter: str) -> str:
        """Return the year of a source, or its key with a question mark where it has none.

        The *letter* that tells works of one year apart stands behind a year only.
        """
        issued = dates_in.parse(self.library.items.get(source.key, {}).get("issued"))
        if issued is None or not issued.start.year:
            return (issued and issued.literal) or f"{source.key}?"
        return convert(str(issued.start.year), self.edition.digits) + letter

    def digest(self, keys: Iterable[str]) -> str:
        """Return a digest of all that the citations of these keys are made from."""
        references = self.library.references
        keys = sorted({*keys})
        if EVERY in keys:
            keys = sorted(references)
        items = [references[key].item if key in references else None for key in keys]
        parts = (keys, items, self.settings_digest)
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()

    @cached_property
    def settings_digest(self) -> str:
        """Return a digest of all that settles the form, whatever is cited."""
        edition, switches = self.edition, self.practice.switches
        parts = (edition.digits, edition.months, switches, self._style_digest())
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()

    def _style_digest(self) -> str:
        locales = [*LOCALES.glob("*.xml"), *self.srcdir.glob("locales-*.xml")]
        files = [*map(Path, self.style.files), *sorted(locales)]
        return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()


#: modes whose sources are listed although the engine sees no citation of them
LISTED = ("full", "year", "nocite")


def _citations(record: CitationRecord, *, opens_note: bool) -> Iterable[Citation]:
    """Yield what the engine is asked for one record."""
    match record.mode:
        case "p":
            cites = [_cite(source) for source in record.sources]
            if opens_note and cites and (prefix := cites[0].prefix):
                cites[0] = replace(cites[0], prefix=prefix[:1].upper() + prefix[1:])
            yield Citation(tuple(cites), note=record.note)
        case "author":
            yield Citation(tuple(_cite(s, author_only=True) for s in record.sources), record.note)
        case "t":
            for source in record.sources:
                yield Citation((_cite(source, author_only=True),), record.note)
                rest = replace(_cite(source), suppress_author=True, is_led=True)
                yield Citation((rest,), record.note)


def _cite(source: Source, *, author_only: bool = False) -> Cite:
    return Cite(
        key=source.key,
        prefix="" if author_only else source.prefix,
        suffix="" if author_only else source.suffix,
        locator="" if author_only else source.locator,
        label=source.label,
        suppress_author=source.suppress_author,
        author_only=author_only,
    )
