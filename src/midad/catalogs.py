"""Translators' catalogs as files: are they whole, and how they are brought up to date.

An update is planned first, without a write; then each catalog is replaced by renaming. Whatever a
catalog says stands in its new text, too, and what is renamed is renamed before it is written: a
kill between any two steps leaves every translation in some catalog, and the next run goes on.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from ext_translations.catalog import CatalogError, read_catalog
from ext_translations.gate import BRIEFS, catalog_path
from ext_translations.memory import Memory
from ext_translations.merge import Change, merge, units_of
from ext_translations.po import PoFile, parse
from ext_translations.posyntax import PoError, decode
from ext_translations.renames import renamed
from midad import durable
from midad.console import MidadError, __, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from pathlib import Path

    from ext_translations.po import Entry


class BrokenError(Exception):
    """Raised when catalogs cannot be read."""

    def __init__(self, errors: Sequence[CatalogError]) -> None:
        """Take what is wrong, an error a file."""
        super().__init__("\n".join(map(str, errors)))
        self.errors = errors


@dataclass(frozen=True)
class Folders:
    """Where an update reads and writes."""

    #: the catalogs, ``<language>/LC_MESSAGES`` below it
    locale: Path
    #: the briefs
    source: Path
    #: the extraction's ``.pot`` files
    templates: Path
    #: patterns of the documents that are briefs
    briefs: Sequence[str] = BRIEFS


@dataclass(frozen=True)
class Step:
    """What becomes of one catalog."""

    path: Path
    docname: str
    #: its bytes, and those that it shall have; no bytes before if it is new
    before: bytes | None
    after: bytes
    change: Change
    #: where it stood under the brief's old name
    moved_from: Path | None = None
    #: whether its brief is gone
    left: bool = False

    @property
    def is_needed(self) -> bool:
        """Return whether there is something to do."""
        return self.before != self.after or self.moved_from is not None


@dataclass(frozen=True)
class _Read:
    """A catalog as it was read."""

    path: Path
    data: bytes
    file: PoFile


@contextmanager
def holding(locale: Path, *, begin: bool = False) -> Iterator[None]:
    """Hold the folder of catalogs against a second run, free of what a killed run left.

    Where there is none, *begin* makes it. Raise `MidadError` if another run holds it.
    """
    with ExitStack() as stack:
        try:
            if begin:
                locale.mkdir(parents=True, exist_ok=True)
            is_free = not locale.is_dir() or stack.enter_context(durable.held(locale))
            if is_free:
                durable.sweep(locale)
        except OSError as error:
            text = __("Cannot write in %(folder)s: %(reason)s")
            raise MidadError(text % {"folder": locale, "reason": error}) from error
        if not is_free:
            raise MidadError(__("Another update is running in %s") % shown(locale))
        yield


def catalogs_below(locale: Path, languages: Sequence[str]) -> Iterator[Path]:
    """Yield every catalog of *languages*."""
    for language in languages:
        yield from sorted((locale / language).rglob("*.po"))


def broken(locale: Path, languages: Sequence[str]) -> list[CatalogError]:
    """Return what is wrong with the catalogs, one error a file."""
    errors = []
    for path in catalogs_below(locale, languages):
        try:
            read_catalog(path)
        except CatalogError as error:
            errors.append(error)
    return errors


def prune(templates: Path, source: Path) -> None:
    """Remove the templates of documents that are gone: Sphinx (9.0) leaves them."""
    for path in templates.rglob("*.pot"):
        docname = path.relative_to(templates).with_suffix("").as_posix()
        if _has_source(source, docname):
            continue
        entries = parse(path.read_text(encoding="utf-8")).live
        if any(_is_of(name, docname) for entry in entries for name in _files(entry)):
            path.unlink()


def plan(
    folders: Folders,
    language: str,
    *,
    only: Collection[str] | None = None,
    tick: Callable[[int, int], None] = lambda _done, _all: None,
) -> list[Step]:
    """Return what an update comes to, and write nothing; raise `BrokenError`.

    *only* are the documents to update; the memory is that of all catalogs. *tick* is told how many
    of how many are done.
    """
    read = _read_all(folders.locale / language / "LC_MESSAGES", "*.po")
    templates = _read_all(folders.templates, "*.pot")
    if not templates:
        return []
    left = {
        docname: found
        for docname, found in read.items()
        if docname not in templates and _is_left(docname, found.file, folders)
    }
    moved = renamed(
        {docname: found.file for docname, found in left.items()},
        {docname: found.file for docname, found in templates.items() if docname not in read},
    )
    for new, old in moved.items():
        if only is None or new in only:
            read[new] = read.pop(old)
            del left[old]
    memory = Memory(
        unit for docname, found in read.items() for unit in units_of(found.file, docname)
    )
    wanted = {docname: found.file for docname, found in templates.items()}
    wanted |= dict.fromkeys(left, PoFile())
    if only is not None:
        wanted = {docname: file for docname, file in wanted.items() if docname in only}
    steps = []
    for number, (docname, template) in enumerate(sorted(wanted.items()), start=1):
        found = read.get(docname)
        path = catalog_path(folders.locale, language, docname)
        file, change = merge(found.file if found else None, template, memory, docname, language)
        before = found.data if found else None
        moved_from = found.path if found and found.path != path else None
        after = file.text.encode()
        steps.append(Step(path, docname, before, after, change, moved_from, docname in left))
        tick(number, len(wanted))
    return steps


def carry_out(steps: Sequence[Step]) -> Iterator[Step]:
    """Do what is needed, and yield each step that was done."""
    for step in steps:
        if not step.is_needed:
            continue
        if step.moved_from:
            durable.move(step.moved_from, step.path)
        if step.after != step.before:
            durable.write(step.path, step.after, step.before)
        yield step


def _read_all(folder: Path, pattern: str) -> dict[str, _Read]:
    """Return the catalogs below *folder* by document; raise `BrokenError`."""
    found, errors = {}, []
    for path in sorted(folder.rglob(pattern)):
        try:
            data = path.read_bytes()
            file = parse(decode(data))
        except OSError as error:
            errors.append(CatalogError(path, 1, error.strerror or str(error)))
        except PoError as error:
            errors.append(CatalogError(path, error.line, error.message, error.column))
        else:
            docname = path.relative_to(folder).with_suffix("").as_posix()
            found[docname] = _Read(path, data, file)
    if errors:
        raise BrokenError(errors)
    return found


def _is_left(docname: str, file: PoFile, folders: Folders) -> bool:
    """Return whether the document of a catalog is gone, and not just held back.

    A glossary of the translators' own is no such catalog: it stands where no brief does, and its
    messages are of no document of its name.
    """
    if _has_source(folders.source, docname):
        return False
    if any(fnmatchcase(docname, pattern) for pattern in folders.briefs):
        return True
    return any(_is_of(name, docname) for entry in file.live for name in _files(entry))


def _has_source(source: Path, docname: str) -> bool:
    """Return whether the document *docname* is there, be it a draft."""
    ending = "py" if docname == "conf" else "md"  # `ext_translations.settings`
    return (source / f"{docname}.{ending}").is_file()


def _files(entry: Entry) -> Iterator[str]:
    """Yield the files that an entry is from, as ``#:`` comments name them."""
    for line in entry.comments("#:"):
        yield from line[2:].split()


def _is_of(name: str, docname: str) -> bool:
    """Return whether *name*, a file, is the document *docname*."""
    return f"/{name}".rpartition(".")[0].endswith(f"/{docname}")
