"""``midad references``: what may be cited, and how it will print."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

import click
from rich.table import Table

from ext_citations.csl import CslError, plain_text
from ext_citations.formatting import STYLES, Formatter
from ext_citations.records import CitationRecord
from ext_citations.syntax import Source
from midad.console import Command, MidadError, __, console, say, shown
from midad.options import with_folders
from midad.project import open_project

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from ext_citations.library import Library
    from midad.project import Project


@click.command(cls=Command)
@click.argument("words", nargs=-1)
@with_folders
def references(words: tuple[str, ...], source: Path, out: Path) -> None:
    """List the references that hold all these words; given one key, show how it prints.

    A key is shown in every style and every language, as it will stand in the text and in the list.
    """
    project = open_project(source, out)
    files, style = project.references, project.style
    formatter = Formatter(project.source, files, style, project.site.edition("ar"))
    library = formatter.library
    for problem in library.problems:
        say(f"{shown(problem.path)}:{problem.line}: {problem.message}", err=True)
    if len(words) == 1 and words[0] in library.references:
        show(project, library, words[0])
    else:
        found = [key for key, item in library.items.items() if holds(item, words)]
        if not found and words:
            raise MidadError(nothing_found(library, words))
        screen = console()
        screen.print(table(library, found), soft_wrap=not screen.is_terminal)
    if library.problems:
        raise MidadError(__("The references have faults; they are named above."))


def nothing_found(library: Library, words: Sequence[str]) -> str:
    """Say that no reference holds the words, and which key was perhaps meant."""
    text = __("No reference holds: %s") % " ".join(words)
    nearest = library.nearest(words[0]) if len(words) == 1 else ""
    return text + (__("; did you mean %s?") % nearest if nearest else "")


def folded(text: str) -> str:
    """Return *text* as it is searched: without vowel signs, hamzas and case."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = (letter for letter in plain if not unicodedata.combining(letter) and letter != "ـ")
    return "".join(kept).replace("ى", "ي").replace("ة", "ه")


def holds(item: Mapping[str, Any], words: Iterable[str]) -> bool:
    """Return whether every word stands somewhere in *item*: key, name, title, outlet, year."""
    text = folded(" ".join(_strings(item)))
    return all(folded(word) in text for word in words)


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings(part)
    else:
        yield str(value)


def table(library: Library, keys: Iterable[str]) -> Table:
    """Return the references as a table."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    for name in (__("key"), __("type"), __("reference"), __("file")):
        made.add_column(name, no_wrap=name != __("reference"))
    for key in keys:
        reference = library.references[key]
        item = reference.item
        names = item.get("author") or item.get("editor") or []
        people = [
            str(name.get("literal") or name.get("family") or "")
            for name in names
            if isinstance(name, dict)
        ]
        parts = [*people, str(item.get("title") or item.get("container-title") or "")]
        where = f"{shown(reference.path)}:{reference.line}"
        made.add_row(key, str(item.get("type", "")), __(", ").join(filter(None, parts)), where)
    return made


def show(project: Project, library: Library, key: str) -> None:
    """Print one reference in every style and language, as it will stand."""
    say(f"{key} · {shown(library.references[key].path)}:{library.references[key].line}")
    own = project.source / project.style
    styles = [path.stem for path in sorted(STYLES.glob("*.csl"))]
    if own.suffix == ".csl":
        styles.append(project.style)
    record = CitationRecord("p", (Source(key),), line=0)
    for style in styles:
        for edition in project.site.editions:
            formatter = Formatter(project.source, project.references, style, edition)
            formatter.library = library  # read once
            try:
                printed = formatter.format([record])
            except (CslError, OSError) as error:
                raise MidadError(str(error)) from error
            say(f"\n{style} · {edition.language}")
            say(f"  {plain_text(printed.citations[0])}")
            if key in printed.entries:
                say(f"  {printed.entries[key].text}")
