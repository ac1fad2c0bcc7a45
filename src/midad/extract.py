"""``midad extract``: the messages of all documents as templates, ``_build/gettext/**/*.pot``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from midad import catalogs, pipeline
from midad.console import Command, MidadError, Option, __, say, shown
from midad.options import with_folders
from midad.progress import ProgressReporter
from midad.project import Project, open_project

if TYPE_CHECKING:
    from pathlib import Path


#: the packages whose words readers see: on pages, in PDFs, in lists of references
PACKAGES = ("brief_theme", "ext_brief", "ext_citations", "ext_translations", "ext_pdf")


@click.command(cls=Command)
@click.option("--words", is_flag=True, cls=Option, help="Extract the words of the pages, too.")
@with_folders
def extract(words: bool, source: Path, out: Path) -> None:  # noqa: FBT001 - click passes it by name
    """Extract the messages of the briefs as templates for translation tools.

    The words that the program itself puts on pages (Abstract, Contents …) are translated once for
    all publications: --words writes their templates to _build/words, for a further language. A
    finished catalog belongs in src/<package>/locale/<language>/LC_MESSAGES/<package>.po.
    """
    project = open_project(source, out)
    with project.building():
        write_templates(project)
        if words:
            write_words(project.out / "words")
    say(__("Look here: %s") % shown(project.templates))
    if words:
        say(__("Look here: %s") % shown(project.out / "words"))


def write_words(folder: Path) -> None:
    """Write the program's own messages as templates, the Arabic of each as a comment."""
    from ext_arabic.messages import read_catalog
    from ext_translations.pot import Entry, render

    folder.mkdir(parents=True, exist_ok=True)
    for package in PACKAGES:
        found = read_catalog(package, "ar")
        rows = [Entry(text, f"in Arabic: {arabic}") for text, arabic in found.items()]
        (folder / f"{package}.pot").write_text(render(package, rows), encoding="utf-8")


def write_templates(project: Project) -> None:
    """Run the extraction, or raise a `MidadError` after its warnings were shown."""
    with ProgressReporter(quiet=True) as reporter:
        outcome = pipeline.extract(project, reporter)
    if outcome.failed:
        raise MidadError(__("The messages could not be extracted; mend what is named above first."))
    catalogs.prune(project.templates, project.source)
