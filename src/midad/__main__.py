"""The ``midad`` program: its options, and its commands."""

from __future__ import annotations

import sys

import click

from midad.approve import approve
from midad.build import build
from midad.check import check
from midad.console import Group, Option
from midad.doctor import doctor
from midad.export import export
from midad.extract import extract
from midad.importing import import_
from midad.parallel import parallel
from midad.preflight import preflight
from midad.references import references
from midad.serve import serve
from midad.status import status
from midad.update import update
from midad.volume import volume


@click.group(cls=Group)
@click.option(
    "--traceback", is_flag=True, cls=Option, help="Show where in the program an error arose."
)
@click.version_option(package_name="midad", cls=Option)
def midad(traceback: bool) -> None:  # noqa: FBT001 - read by `Group.invoke`
    """Publish policy briefs from Arabic sources: two languages, web and paper."""


COMMANDS = (
    build, serve, extract, update, check, approve, status, parallel, export, import_, volume,
    preflight, references, doctor,
)  # fmt: skip
for command in COMMANDS:
    midad.add_command(command)


def main() -> None:
    """Run the program."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    midad(prog_name="midad")


if __name__ == "__main__":
    main()
