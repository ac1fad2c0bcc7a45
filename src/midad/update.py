"""``midad update``: the translators' catalogs, brought up to date with the briefs."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from ext_translations.gate import catalog_path
from ext_translations.merge import Change
from midad import catalogs, durable
from midad.console import Command, MidadError, Option, __, console, say, shown
from midad.extract import write_templates
from midad.options import with_folders, with_languages
from midad.project import Project, open_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ext_translations.catalog import CatalogError
    from midad.catalogs import Step


@click.command(cls=Command)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@with_languages
@click.option("--dry-run", is_flag=True, cls=Option, help="Say what would change, write nothing.")
@with_folders
def update(
    paths: tuple[Path, ...],
    languages: tuple[str, ...],
    *,
    dry_run: bool,
    source: Path,
    out: Path,
) -> None:
    """Bring the catalogs in locale/ up to date with the briefs.

    New messages are added, and filled from the memory: what any catalog has translated, word for
    word. What is at least 75 % alike is offered as fuzzy, with the message it was made for. What
    is no longer used is kept at the end of its catalog, and the catalog of a brief that was
    renamed goes with it. With a broken catalog nothing is touched.

    PATHS are briefs, catalogs or folders of them: all if there are none.
    """
    project = open_project(source, out).with_languages(languages, begin=True)
    chosen = project.choose(languages, project.translations)
    if not chosen:
        raise MidadError(__("The site has no edition to translate into; conf.py names them."))
    with project.building(), catalogs.holding(project.locale, begin=True):
        write_templates(project)
        steps = _planned(project, chosen, paths)
        needed = [step for step in steps if step.is_needed]
        if not dry_run:
            _carry_out(project, needed)
    _report(needed, len(steps) - len(needed), dry_run=dry_run)


def _planned(project: Project, languages: Sequence[str], paths: Sequence[Path]) -> list[Step]:
    """Return what is to do in all languages; a `MidadError` names catalogs that are broken."""
    folders = catalogs.Folders(project.locale, project.source, project.templates, project.briefs)
    only = _documents(project, languages, paths) if paths else None
    steps: list[Step] = []
    errors: list[CatalogError] = []
    for language in languages:
        with _progress(language) as tick:
            try:
                steps += catalogs.plan(folders, language, only=only, tick=tick)
            except catalogs.BrokenError as error:
                errors += error.errors
    if errors:
        lines = "\n".join(f"{shown(error.path)}:{error.place}: {error.message}" for error in errors)
        raise MidadError(__("A catalog cannot be read; nothing was changed.\n%s") % lines)
    return steps


def _documents(project: Project, languages: Sequence[str], paths: Sequence[Path]) -> set[str]:
    """Return the documents that *paths* name: as a brief, as a catalog, or by a folder of them."""
    roots = [project.source, *(catalog_path(project.locale, x, "x").parent for x in languages)]
    known = {
        path.relative_to(root).with_suffix("").as_posix()
        for root in (project.templates, *roots[1:])
        for path in root.rglob("*.po*")
    }
    found: set[str] = set()
    for path in paths:
        full = path.resolve()
        names = [full.relative_to(root) for root in roots if full.is_relative_to(root)]
        # `with_suffix` would cut a name at any full stop in it
        wanted = {name.as_posix() for name in names} | {
            name.with_suffix("").as_posix() for name in names if name.suffix in (".md", ".po")
        }
        fitting = {
            docname
            for docname in known
            for name in wanted
            if name in (docname, ".") or docname.startswith(f"{name}/")
        }
        if not fitting:
            raise MidadError(__("No brief and no catalog: %s") % shown(path))
        found |= fitting
    return found


@contextmanager
def _progress(language: str) -> Iterator[Callable[[int, int], None]]:
    """Show how many catalogs are done, on a terminal."""
    screen = console()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task(language, total=None)
        yield lambda done, count: bar.update(task, completed=done, total=count)


def _carry_out(project: Project, steps: Sequence[Step]) -> None:
    """Write the catalogs; what cannot be written stays as it was."""
    done = 0
    try:
        for _ in catalogs.carry_out(steps):
            done += 1
    except durable.ChangedError as error:
        text = __("Somebody has just changed %(file)s. Nothing is lost; type the command again.")
        raise MidadError(text % {"file": shown(error.path)}) from error
    except OSError as error:
        text = __(
            "Cannot write in %(folder)s: %(reason)s\n"
            "Catalogs brought up to date: %(done)d of %(all)d. The others are as they were; "
            "nothing is lost, and the next update goes on."
        )
        values = {"folder": project.locale, "reason": error, "done": done, "all": len(steps)}
        raise MidadError(text % values) from error


def _report(steps: Sequence[Step], same: int, *, dry_run: bool) -> None:
    """Say what became of each catalog."""
    for step in steps:
        if step.moved_from:
            old, new = shown(step.moved_from), shown(step.path)
            say(__("Renamed: %(old)s is now %(new)s") % {"old": old, "new": new})
        elif step.left:
            text = __("Gone: %(docname)s; its translations stay in %(file)s, as obsolete")
            say(text % {"docname": step.docname, "file": shown(step.path)})
    if steps:
        screen = console()
        screen.print(_table(steps), soft_wrap=not screen.is_terminal)
    if same or not steps:
        say(__("%d catalogs are as they were.") % same)
    if dry_run:
        say(__("Nothing was written (--dry-run)."))


def _table(steps: Sequence[Step]) -> Table:
    """Return the changes as a table, with a sum."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    made.add_column(__("catalog"), no_wrap=True)
    names = (__("new"), __("filled"), __("fuzzy"), __("obsolete"), __("to do"), __("words"))
    for name in names:
        made.add_column(name, justify="right")
    for step in steps:
        path = shown(step.path)
        made.add_row(path if step.before else __("%s (new)") % path, *_cells(step.change))
    if len(steps) > 1:
        total = sum((step.change for step in steps), Change())
        made.add_row(__("all"), *_cells(total), style="bold")
    return made


def _cells(change: Change) -> tuple[str, ...]:
    numbers = (change.new, change.filled, change.fuzzy, change.obsolete)
    return (*map(str, numbers), str(change.left), str(change.left_words))
