"""``midad extract``: the messages of all documents as templates, ``_build/gettext/**/*.pot``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from midad import catalogs, pipeline
from midad.console import Command, MidadError, __, say, shown
from midad.options import with_folders
from midad.progress import ProgressReporter
from midad.project import Project, open_project

if TYPE_CHECKING:
    from pathlib import Path


@click.command(cls=Command)
@with_folders
def extract(source: Path, out: Path) -> None:
    """Extract the messages of the briefs as templates for translation tools."""
    project = open_project(source, out)
    with project.building():
        write_templates(project)
    say(__("Look here: %s") % shown(project.templates))


def write_templates(project: Project) -> None:
    """Run the extraction, or raise a `MidadError` after its warnings were shown."""
    with ProgressReporter(quiet=True) as reporter:
        outcome = pipeline.extract(project, reporter)
    if outcome.failed:
        raise MidadError(__("The messages could not be extracted; mend what is named above first."))
    catalogs.prune(project.templates, project.source)
