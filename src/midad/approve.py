"""``midad approve``: a second person has read translations, and finds them right."""

from __future__ import annotations

import re
from contextlib import nullcontext
from pathlib import Path

import click

from ext_translations.po import parse
from ext_translations.posyntax import PoError, decode
from ext_translations.review import approve as approved
from midad import durable
from midad.catalogs import holding
from midad.check import CheckError, find_catalogs
from midad.console import Command, MidadError, Option, __, say, shown
from midad.options import with_folders
from midad.project import open_project


@click.command(cls=Command)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--by", metavar="NAME", default="", cls=Option, help="Who has read them.")
@with_folders
def approve(paths: tuple[Path, ...], by: str, source: Path, out: Path) -> None:
    """Approve translations that a second person has read.

    PATHS are catalogs, or folders of catalogs. With --by, every translation in them that is not
    fuzzy is approved in that name. With it or without, the names that reviewers typed as a
    comment (reviewed-by: Layla Hasan) are taken down; in all of locale/ if there are no PATHS. An
    edit of a message or of its translation voids the approval.
    """
    name = re.sub(r"[\[\]\s]+", " ", by).strip()
    if by and not name:
        raise click.BadParameter(__("this is no name"), param_hint="--by")
    if name and not paths:
        raise click.UsageError(__("Say which catalogs were read"))
    # catalogs that are named may be of no project
    is_project = not paths or (source / "conf.py").is_file()
    locale = open_project(source, out).locale if is_project else None
    with holding(locale) if locale else nullcontext():
        _approve(paths or (locale or Path(),), name)


def _approve(paths: tuple[Path, ...], name: str) -> None:
    try:
        files = list(find_catalogs(paths))
    except CheckError as error:
        raise MidadError(error.message) from error
    texts = {path: _read(path, name) for path in files}  # all, before anything is written
    total = 0
    for path, (before, text, count) in texts.items():
        if count:
            _write(path, before, text)
            say(__("%(file)s: %(number)d approved") % {"file": shown(path), "number": count})
        total += count
    if not total:
        say(__("There was nothing new to approve."))


def _read(path: Path, name: str) -> tuple[bytes, str, int]:
    try:
        before = path.read_bytes()
        return before, *approved(parse(decode(before)), name)
    except PoError as error:
        text = f"{shown(path)}:{error.line}:{error.column}: {error.message}"
        raise MidadError(__("A catalog cannot be read; nothing was changed.\n%s") % text) from error
    except OSError as error:
        text = f"{shown(path)}: {error.strerror}"
        raise MidadError(text) from error


def _write(path: Path, before: bytes, text: str) -> None:
    try:
        durable.write(path, text.encode(), before)
    except durable.ChangedError as error:
        raise MidadError(__("%s was changed meanwhile; try again.") % shown(path)) from error
    except OSError as error:
        reason = {"folder": path.parent, "reason": error}
        raise MidadError(__("Cannot write in %(folder)s: %(reason)s") % reason) from error
