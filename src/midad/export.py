"""``midad export``: translations as files for other translators' tools."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from ext_translations.catalog import CatalogError, read_catalog
from ext_translations.gate import catalog_path
from midad import durable
from midad.console import Command, MidadError, Option, __, say, shown
from midad.options import with_folders, with_languages
from midad.project import Project, open_project

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ext_translations.exchange.units import Document

_FILE = click.Path(path_type=Path, dir_okay=False)
_SUFFIXES = {"xliff": "xlf", "tmx": "tmx"}


@dataclass(frozen=True)
class Wanted:
    """A catalog that is to go out."""

    path: Path
    #: its name below the folder of its language, with ``.po``
    name: str
    language: str


@click.command(cls=Command)
@click.argument("what", nargs=-1, metavar="[BRIEF|CATALOG]...")
@with_languages
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_SUFFIXES)),
    default="xliff",
    cls=Option,
    help="xliff to be translated and imported again; tmx for a translation memory.",
)
@click.option("--unfinished", is_flag=True, cls=Option, help="Only what is missing or fuzzy.")
@click.option("-o", "--output", type=_FILE, cls=Option, help="The file to write.")
@with_folders
def export(
    what: tuple[str, ...],
    languages: tuple[str, ...],
    form: str,
    unfinished: bool,  # noqa: FBT001 - click passes options by name
    output: Path | None,
    source: Path,
    out: Path,
) -> None:
    """Write translations as files for other translators' tools.

    A BRIEF is named as in briefs/2024/water, a CATALOG by its file; all of them if none is named.
    There is one file a language, in _build/exchange unless you name another. Run midad update
    before: what goes out is what the catalogs have.
    """
    project = open_project(source, out).with_languages(languages)
    wanted = list(find_catalogs(project, what, languages))
    found = sorted({one.language for one in wanted})
    if output and len(found) > 1:
        raise MidadError(__("One file holds one language; choose it with --language."))
    is_written = False
    for language in found:
        chosen = [one for one in wanted if one.language == language]
        read = [document_of(project, one, only_unfinished=unfinished) for one in chosen]
        documents = [one for one in read if one.entries]
        if not documents:
            continue
        stem = f"{PurePosixPath(chosen[0].name).stem}." if len(chosen) == 1 else ""
        file = output or project.out / "exchange" / f"{stem}{language}.{_SUFFIXES[form]}"
        write_documents(file, documents, form)
        is_written = True
    if not is_written:
        raise MidadError(__("There is nothing to export."))


def find_catalogs(
    project: Project, what: Sequence[str], languages: Sequence[str]
) -> Iterator[Wanted]:
    """Yield the catalogs that *what* names; raise `MidadError` where there is none."""
    chosen = project.choose(languages, project.translations)
    if not what:
        for language in chosen:
            folder = catalog_path(project.locale, language, "index").parent
            for path in sorted(folder.rglob("*.po")):
                yield Wanted(path, path.relative_to(folder).as_posix(), language)
        return
    for text in what:
        path = Path(text)
        if path.suffix == ".po":
            yield catalog_at(project, path)
            continue
        docname = docname_of(project, path)
        for language in chosen:
            path = catalog_path(project.locale, language, docname)
            if not path.is_file():
                message = __("There is no catalog of “%(name)s” in “%(language)s”: %(path)s")
                values = {"name": text, "language": language, "path": shown(path)}
                raise MidadError(message % values)
            yield Wanted(path, f"{docname}.po", language)


def docname_of(project: Project, path: Path) -> str:
    """Return the name of a document, named as such or by its file."""
    file = path.resolve()
    if file.is_relative_to(project.source):
        path = file.relative_to(project.source)
    return path.with_suffix("").as_posix() if path.suffix == ".md" else path.as_posix()


def catalog_at(project: Project, path: Path) -> Wanted:
    """Return the catalog in the file *path*, of this project or not."""
    from ext_translations.checks.run import language_of

    if not path.is_file():
        raise MidadError(__("There is no such file or folder: %s") % path)
    file = path.resolve()
    parts = file.parts
    # a folder's own name, ``pt_BR``, is what leads back to the catalog
    is_filed = "LC_MESSAGES" in parts
    language = parts[parts.index("LC_MESSAGES") - 1] if is_filed else language_of(file)
    folder = catalog_path(project.locale, language, "index").parent
    name = file.relative_to(folder).as_posix() if file.is_relative_to(folder) else path.name
    return Wanted(path, name, language)


def document_of(project: Project, wanted: Wanted, *, only_unfinished: bool = False) -> Document:
    """Read one catalog; raise `MidadError` if it is broken."""
    from ext_translations.exchange.units import Document, is_done
    from ext_translations.po import parse

    entries = [
        entry
        for entry in parse(read_bytes(wanted.path).decode()).live
        if not (only_unfinished and is_done(entry))
    ]
    return Document(wanted.name, project.site.source_language, wanted.language, entries)


def read_bytes(path: Path) -> bytes:
    """Return a catalog's bytes; raise `MidadError` if it is broken."""
    try:
        read_catalog(path)
    except CatalogError as error:
        raise MidadError(__("A catalog cannot be read; nothing was changed.\n%s") % error) from None
    return path.read_bytes()


def write_documents(file: Path, documents: Sequence[Document], form: str) -> None:
    """Write one file, and say what it holds."""
    from ext_translations.exchange.tmx import write_tmx
    from ext_translations.exchange.units import is_done
    from ext_translations.exchange.xliff import write_xliff

    data = write_xliff(documents) if form == "xliff" else write_tmx(documents)
    durable.write(file, data, file.read_bytes() if file.exists() else None)
    done = [is_done(entry) for one in documents for entry in one.entries]
    text = __("Written: %(file)s (messages: %(messages)d; translated: %(translated)d)")
    values = {"file": shown(file), "messages": len(done), "translated": sum(done)}
    say(text % values)
