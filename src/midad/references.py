"""``midad references``: what may be cited, and how it will print."""

from __future__ import annotations

import unicodedata
from textwrap import indent
from typing import TYPE_CHECKING, Any

import click
from rich.table import Table

from ext_arabic import messages
from ext_citations.csl import CslError, plain_text
from ext_citations.csl.data import Record
from ext_citations.formats.latex_out import plain
from ext_citations.formatting import Formatter
from ext_citations.mistakes import CiteWarning
from ext_citations.practice import read_practice
from ext_citations.records import CitationRecord
from ext_citations.sentences import out_of_margin
from ext_citations.style_files import STYLES, StyleNotFoundError
from ext_citations.syntax import Source
from midad.console import Command, MidadError, Option, __, console, say, shown
from midad.options import with_folders
from midad.project import open_project

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from ext_citations.library import Library
    from midad.project import Project


@click.command(cls=Command)
@click.argument("words", nargs=-1)
@click.option(
    "--style",
    "styles",
    multiple=True,
    cls=Option,
    help="Show a key in this style (a name, or a file); may be repeated.",
)
@click.option("--warnings", is_flag=True, cls=Option, help="Explain the warnings and exit.")
@with_folders
def references(
    words: tuple[str, ...],
    styles: tuple[str, ...],
    warnings: bool,  # noqa: FBT001 - click passes options by name
    source: Path,
    out: Path,
) -> None:
    """List the references that hold all these words; given keys, show how they print.

    A key is shown in every style and every language, as it will stand in the text and in the list.
    """
    if warnings:
        explain(words)
        return
    project = open_project(source, out)
    files, style = project.references, project.style
    formatter = Formatter(project.source, files, style, project.site.edition("ar"))
    library = formatter.library
    for problem in library.problems:
        where = f"{shown(problem.path)}:{problem.line}"
        say(f"{where}: {problem.message} [cite.{problem.name}]", err=True)
    faults = __("The references have faults; they are named above.") if library.problems else ""
    if words and all(word in library.references for word in words):
        for word in words:
            show(project, library, word, styles)
    else:
        words = tuple(" ".join(words).split())  # a phrase in quotes is words, too
        found = [key for key, item in library.items.items() if holds(item, words)]
        if not found and words:
            raise MidadError("\n".join(filter(None, [nothing_found(library, words), faults])))
        if found:
            screen = console()
            screen.print(table(library, found), soft_wrap=not screen.is_terminal)
        elif not faults:
            say(__("There is no reference yet; they stand in: %s") % __(", ").join(files))
    if faults:
        raise MidadError(faults)


def nothing_found(library: Library, words: Sequence[str]) -> str:
    """Say that no reference holds the words, and which key was perhaps meant."""
    text = __("No reference holds: %s") % " ".join(words)
    return text + (library.suggestions(words[0]) if len(words) == 1 else "")


#: letters that are searched alike: Persian and Arabic, and what romanisation adds
_ALIKE = str.maketrans("ىیةک", "ييهك", "ـʾʿ’‘'\u200c")


def folded(text: str) -> str:
    """Return *text* as it is searched: without vowel signs, hamzas, case and kinds of digits."""
    text = unicodedata.normalize("NFKD", text).casefold().translate(_ALIKE)
    return "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter
        for letter in text
        if not unicodedata.combining(letter)
    )


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
        record = Record(key, item)
        names = record.names("author") or record.names("editor")
        people = [each.literal or f"{each.non_dropping} {each.family}".strip() for each in names]
        parts = [*people, plain(str(item.get("title") or item.get("container-title") or ""))]
        where = f"{shown(reference.path)}:{reference.line}"
        made.add_row(key, str(item.get("type", "")), __(", ").join(filter(None, parts)), where)
    return made


def explain(names: Sequence[str]) -> None:
    """Print what the warnings mean: those named, or all."""
    known = {warning.value: warning for warning in CiteWarning}
    chosen = [name.removeprefix("cite.") for name in names] or [*known]
    for name in chosen:
        if name not in known:
            text = __("There is no warning “%(name)s”; there is: %(known)s")
            raise MidadError(text % {"name": name, "known": ", ".join(known)})
    translate = messages.console("ext_citations")
    for warning in map(known.__getitem__, chosen):
        say(f"{warning.anchor}\n  {translate(warning.text)}")
        for label, example in ((__("Wrong:"), warning.wrong), (__("Right:"), warning.right)):
            say(f"  {label}\n{indent(translate(example), '    ')}")
        say()


def show(project: Project, library: Library, key: str, chosen: Sequence[str] = ()) -> None:
    """Print one reference in these styles, or in every one, and language, as it will stand."""
    say(f"{key} · {shown(library.references[key].path)}:{library.references[key].line}")
    house = [path.stem for path in sorted(STYLES.glob("*.csl"))]
    record = CitationRecord("p", (Source(key),), line=0)
    for style in chosen or dict.fromkeys([*house, project.style]):
        for edition in project.site.editions:
            practice, _ = read_practice(project.practice, edition.language)
            formatter = Formatter(project.source, project.references, style, edition, practice)
            formatter.library = library  # read once
            try:
                printed = formatter.format([record])
            except (CslError, OSError, StyleNotFoundError) as error:
                raise MidadError(str(error)) from error
            say(f"\n{style} · {edition.language}")
            say(f"  {plain_text(printed.citations[0])}")
            if key in printed.entries:
                say(f"  {plain_text(out_of_margin(printed.entries[key].runs))}")
