"""``midad status``: how far each brief's translation is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from rich.table import Table

from ext_translations.catalog import CatalogError
from ext_translations.gate import catalog_path
from ext_translations.status import Count, count
from midad.console import Command, MidadError, __, console, shown
from midad.extract import write_templates
from midad.options import with_folders, with_languages
from midad.project import Project, open_project

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

Row = tuple[str, str, Count]


@click.command(cls=Command)
@with_languages
@with_folders
def status(languages: tuple[str, ...], source: Path, out: Path) -> None:
    """Say how far each translation is, in messages and words.

    A fuzzy message is one that a change of its source has made doubtful; it counts as not
    translated until a translator has looked at it.
    """
    project = open_project(source, out).with_languages(languages)
    chosen = project.choose(languages, project.translations)
    with project.building():
        write_templates(project)
    rows, errors = count_all(project, chosen)
    screen = console()
    screen.print(table(rows), soft_wrap=not screen.is_terminal)
    if errors:
        lines = "\n".join(f"{shown(error.path)}:{error.line}: {error.message}" for error in errors)
        raise MidadError(__("A catalog cannot be read; nothing was changed.\n%s") % lines)


def count_all(project: Project, languages: Sequence[str]) -> tuple[list[Row], list[CatalogError]]:
    """Count every document in every language; broken catalogs come back as errors."""
    rows: list[Row] = []
    errors: list[CatalogError] = []
    for template in sorted(project.templates.rglob("*.pot")):
        docname = template.relative_to(project.templates).with_suffix("").as_posix()
        for language in languages:
            try:
                found = count(template, catalog_path(project.locale, language, docname))
            except CatalogError as error:
                errors.append(error)
            else:
                rows.append((docname, language, found))
    return rows, errors


def table(rows: Iterable[Row]) -> Table:
    """Return the counts as a table, with a sum a language."""
    rows = list(rows)
    made = Table(box=None, pad_edge=False, header_style="bold")
    made.add_column(__("document"), no_wrap=True)
    made.add_column(__("language"))
    for name in (__("messages"), __("translated"), __("fuzzy"), __("missing"), __("words"), "%"):
        made.add_column(name, justify="right")
    for docname, language, found in rows:
        made.add_row(docname, language, *_cells(found))
    for language in dict.fromkeys(row[1] for row in rows):
        total = sum((row[2] for row in rows if row[1] == language), Count())
        made.add_row(__("all"), language, *_cells(total), style="bold")
    return made


def _cells(found: Count) -> tuple[str, ...]:
    words = f"{found.translated_words}/{found.words}"
    numbers = (found.messages, found.translated, found.fuzzy, found.missing)
    return (*map(str, numbers), words, str(found.percent))
