"""``midad doctor``: what this machine lacks, what for, and the command to get it."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.table import Table

from midad import fonts, machine
from midad.console import Command, __, console, say

if TYPE_CHECKING:
    from collections.abc import Iterator

PYTHON = (3, 11)


@dataclass(frozen=True)
class Finding:
    """One thing looked at."""

    name: str
    use: str
    is_well: bool
    #: whether nothing can be published without it
    is_needed: bool
    #: what to type, or what to do
    remedy: str = ""


@click.command(cls=Command)
def doctor() -> None:
    """Say what this machine lacks, what for, and the command to get it.

    The exit status is 1 if something is missing that publishing needs.
    """
    found = list(examine(machine.this_machine(), Path.cwd()))
    screen = console()
    screen.print(table(found), soft_wrap=not screen.is_terminal)
    ill = [finding for finding in found if not finding.is_well]
    for remedy in dict.fromkeys(finding.remedy for finding in ill):
        say(remedy)
    if any(finding.is_needed for finding in ill):
        raise click.exceptions.Exit(1)
    say(__("This machine can publish."))


def examine(this: machine.Machine, folder: Path) -> Iterator[Finding]:
    """Look at Python, the system's parts, the theme's fonts and the project's folder."""
    version = ".".join(map(str, sys.version_info[:3]))
    is_new = sys.version_info[:2] >= PYTHON
    needs = __("Midad needs Python 3.11 or newer.")
    yield Finding(f"Python {version}", __("runs Midad"), is_new, is_needed=True, remedy=needs)
    for purpose in ("publish", "test"):
        parts = [part for part in machine.PARTS if part.needed_for == purpose]
        missing = [part for part in parts if not this.has(part)]
        commands = this.commands(missing)
        names = machine.SYSTEM_NAMES
        remedy = "\n".join(f"  {names[system]}: {line}" for system, line in commands.items())
        for part in parts:
            is_needed = purpose == "publish"
            yield Finding(__(part.name), __(part.use), part not in missing, is_needed, remedy)
    damaged = list(fonts.damaged())
    yield Finding(
        __("fonts of the theme"),
        __("set the pages and the PDFs"),
        not damaged,
        is_needed=True,
        remedy=__("Missing or damaged: %s. Get the files of the project anew.")
        % __(", ").join(damaged),
    )
    yield Finding(
        __("leave to write here"),
        __("builds into this folder"),
        os.access(folder, os.W_OK | os.X_OK),
        is_needed=True,
        remedy=__("Nothing can be written in %s: change its owner or its rights.") % folder,
    )


def table(found: list[Finding]) -> Table:
    """Return the findings as a table."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    for name in (__("what"), __("for"), __("state")):
        made.add_column(name)
    for finding in found:
        if finding.is_well:
            state = __("there")
        else:
            state = __("missing") if finding.is_needed else __("missing (for tests only)")
        made.add_row(finding.name, finding.use, state)
    return made
