"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from midad.console import Option

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

F = TypeVar("F", bound="Callable[..., Any]")
_FOLDER = click.Path(path_type=Path, file_okay=False)


def with_folders(command: F) -> F:
    """Add ``--source`` and ``--out``."""
    source = click.option(
        "--source",
        type=_FOLDER,
        default=Path("docs"),
        cls=Option,
        help="The folder of conf.py (docs).",
    )
    out = click.option(
        "--out",
        type=_FOLDER,
        default=Path("_build"),
        cls=Option,
        help="The folder to build in (_build).",
    )
    return source(out(command))


def with_languages(command: F) -> F:
    """Add ``--language``, which may be repeated."""
    return click.option(
        "-l",
        "--language",
        "languages",
        multiple=True,
        cls=Option,
        help="Only this language; may be repeated.",
    )(command)
