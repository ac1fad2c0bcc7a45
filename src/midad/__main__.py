"""The ``midad`` program: its options, and its commands."""

from __future__ import annotations

import sys
from importlib import import_module
from keyword import iskeyword

import click

from midad.console import Group, Option

#: the commands in the order of the help, each with its module
COMMANDS = {
    "build": "build",
    "serve": "serve",
    "extract": "extract",
    "update": "update",
    "check": "check",
    "approve": "approve",
    "status": "status",
    "parallel": "parallel",
    "export": "export",
    "import": "importing",
    "volume": "volume",
    "preflight": "preflight",
    "references": "references",
    "doctor": "doctor",
}


class Commands(Group):
    """Load a command when it is asked for: what the others import takes a second."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return [*COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command *cmd_name*; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"midad.{COMMANDS[cmd_name]}")
        command = getattr(module, f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=Commands)
@click.option(
    "--traceback", is_flag=True, cls=Option, help="Show where in the program an error arose."
)
@click.version_option(package_name="midad", cls=Option)
def midad(traceback: bool) -> None:  # noqa: FBT001 - read by `Group.invoke`
    """Publish policy briefs from Arabic sources: two languages, web and paper."""


def main() -> None:
    """Run the program."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    midad(prog_name="midad")


if __name__ == "__main__":
    main()
