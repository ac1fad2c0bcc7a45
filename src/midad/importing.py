"""``midad import``: translations that come back from other translators' tools."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from ext_translations.gate import catalog_path
from midad import durable
from midad.catalogs import holding
from midad.console import Command, MidadError, Option, __, say, shown
from midad.export import read_bytes
from midad.options import with_folders
from midad.project import Project, open_project

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ext_translations.exchange.arrivals import Plan
    from ext_translations.exchange.reading import Received

_FILE = click.Path(path_type=Path, dir_okay=False)


@dataclass(frozen=True)
class Step:
    """What one file does to one catalog."""

    file: Path
    catalog: Path
    plan: Plan


@click.command("import", cls=Command)
@click.argument("files", nargs=-1, required=True, type=_FILE, metavar="FILE...")
@click.option(
    "--overwrite", is_flag=True, cls=Option, help="Replace what was translated since, too."
)
@click.option("--into", type=_FILE, cls=Option, help="The catalog, if it is not in locale/.")
@click.option("--dry-run", is_flag=True, cls=Option, help="Say what would be done, and stop.")
@with_folders
def import_(
    files: tuple[Path, ...],
    into: Path | None,
    source: Path,
    out: Path,
    *,
    overwrite: bool,
    dry_run: bool,
) -> None:
    """Take translations from XLIFF files into the catalogs.

    What came back as it went out changes nothing. A translation that lost a citation, a link or
    another code is not taken, and its line is named; nor is one whose message was translated
    otherwise since, unless you say --overwrite. The exit status is 1 if anything was not taken.
    """
    project = open_project(source, out)
    with project.building(), holding(project.locale):
        steps, texts = plan_import(project, files, into, overwrite=overwrite)
        if not dry_run:
            write_all(texts)
    for step in steps:
        report(step)
    if not texts:
        say(__("Nothing new came; the catalogs are as they were."))
    if any(step.plan.refused for step in steps):
        raise click.exceptions.Exit(1)


def plan_import(
    project: Project, files: Sequence[Path], into: Path | None, *, overwrite: bool
) -> tuple[list[Step], dict[Path, tuple[bytes, str]]]:
    """Return what *files* do to the catalogs; then their bytes, and the texts that they get.

    Everything is read first: a file that cannot be read leaves all catalogs alone.
    """
    from ext_translations.exchange.arrivals import plan
    from ext_translations.exchange.edits import edited
    from ext_translations.po import parse

    received = [(file, one) for file in files for one in read_xliff(file)]
    targets = [catalog_of(project, file, one, into) for file, one in received]
    before = {path: read_bytes(path) for path in targets}
    catalogs = {path: parse(data.decode()) for path, data in before.items()}
    steps, texts = [], {}
    for (file, one), path in zip(received, targets, strict=True):
        made = plan(one.arrivals, [*catalogs[path].live], overwrite=overwrite)
        steps.append(Step(file, path, made))
        if made.edits:
            text = edited(catalogs[path], made.edits)
            texts[path] = (before[path], text)
            catalogs[path] = parse(text)
    return steps, texts


def write_all(texts: dict[Path, tuple[bytes, str]]) -> None:
    """Write the catalogs; each is the old one or the new one, whole, at any moment."""
    # all, before anything is written
    encoded = {path: (before, text.encode()) for path, (before, text) in texts.items()}
    for path, (before, data) in encoded.items():
        try:
            durable.write(path, data, before)
        except durable.ChangedError as error:
            message = __(
                "Somebody has just changed %(file)s. Nothing is lost; type the command again."
            )
            raise MidadError(message % {"file": shown(error.path)}) from error


def read_xliff(file: Path) -> list[Received]:
    """Read one file; raise `MidadError` where that cannot be done."""
    from ext_translations.exchange import reading

    try:
        return reading.read_xliff(file)
    except reading.ExchangeError as error:
        raise MidadError(str(error)) from None


def catalog_of(project: Project, file: Path, received: Received, into: Path | None) -> Path:
    """Return the catalog that a part of an XLIFF file belongs to; it is always one that exists."""
    name = PurePosixPath(received.name)
    language = received.language.replace("-", "_")
    folders = project.locale.iterdir() if project.locale.is_dir() else ()
    known = [path.name for path in folders if path.name.replace("-", "_") == language]
    is_inside = not name.is_absolute() and ".." not in name.parts and name.suffix == ".po"
    path = into
    if path is None and known and is_inside:
        path = catalog_path(project.locale, known[0], name.with_suffix("").as_posix())
    if path is None or not path.is_file():
        text = __("%(place)s: there is no catalog “%(name)s” in “%(language)s”; --into names one")
        place = f"{shown(file)}:{received.line}"
        values = {"place": place, "name": received.name, "language": received.language}
        raise MidadError(text % values)
    return path


def report(step: Step) -> None:
    """Say what was taken, and what was not."""
    plan = step.plan
    for line, text in sorted(plan.refused):
        say(__("%(place)s: not imported: %(reason)s") % _placed(step, line, text), err=True)
    for line, text in sorted(plan.remarks):
        say(__("%(place)s: %(reason)s") % _placed(step, line, text))
    if plan.edits:
        text = __("Changed: %(catalog)s (messages: %(messages)d; of these fuzzy: %(fuzzy)d)")
        values = {"catalog": shown(step.catalog), "messages": len(plan.edits)}
        say(text % {**values, "fuzzy": plan.doubtful})


def _placed(step: Step, line: int, text: str) -> dict[str, str]:
    return {"place": f"{shown(step.file)}:{line}", "reason": " ".join(text.split())}
