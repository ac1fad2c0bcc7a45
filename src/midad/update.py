"""``midad update``: the translators' catalogs, brought up to date with the briefs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from midad import catalogs
from midad.build import check_catalogs
from midad.console import Command, MidadError, __, say, shown
from midad.extract import write_templates
from midad.options import with_folders, with_languages
from midad.project import open_project

if TYPE_CHECKING:
    from pathlib import Path


@click.command(cls=Command)
@with_languages
@with_folders
def update(languages: tuple[str, ...], source: Path, out: Path) -> None:
    """Bring the catalogs in locale/ up to date with the briefs.

    New messages are added, changed ones are marked fuzzy, and what is no longer used is kept at
    the end of its catalog. With a broken catalog nothing is touched.
    """
    project = open_project(source, out)
    chosen = project.choose(languages, project.translations)
    if not chosen:
        raise MidadError(__("The site has no edition to translate into; conf.py names them."))
    with project.building():
        check_catalogs(project)
        write_templates(project)
        try:
            result = catalogs.update(project.locale, project.templates, chosen)
        except OSError as error:
            text = __("Cannot write in %(folder)s: %(reason)s")
            raise MidadError(text % {"folder": project.locale, "reason": error}) from error
    for path in result.created:
        say(__("New: %s") % shown(path))
    for path in result.changed:
        say(__("Changed: %s") % shown(path))
    say(__("%d catalogs are as they were.") % len(result.same))
