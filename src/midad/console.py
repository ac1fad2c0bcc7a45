"""What the commands say: messages in the user's language, errors without a traceback.

Help texts are looked up when they are shown, not when the commands are declared, so that the
language of the environment counts at that moment.
"""

from __future__ import annotations

import inspect
import traceback
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click
from rich.console import Console

from ext_arabic import messages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__ = messages.console("midad")
#: columns of a table where the output is no terminal
WIDTH = 160


class MidadError(click.ClickException):
    """Raised for whatever the user can mend: shown as one message, exit status 1."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the message under its mark."""
        say(__("Error: %s") % self.format_message(), err=True)


def say(text: str = "", *, err: bool = False) -> None:
    """Print one line as it stands: no markup, no colours, no wrapping inside paths."""
    console(err=err).print(text, markup=False, highlight=False, soft_wrap=True)


def shown(path: Path) -> str:
    """Return *path* as it is shortest from here."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def console(*, err: bool = False) -> Console:
    """Return a rich console on the standard stream of this moment (tests exchange it).

    It takes no markup: brackets are part of a file's name.
    """
    made = Console(stderr=err, markup=False)
    if not made.is_terminal:
        made.width = WIDTH
    return made


def numbered(lines: Iterable[str], most: int) -> Iterator[str]:
    """Yield at most *most* lines, then one that says how many more there are."""
    lines = list(lines)
    yield from lines[:most]
    if len(lines) > most:
        yield __("… and %d more") % (len(lines) - most)


def unwrapped(text: str) -> str:
    """Return a docstring as it stands in the catalog: one line a paragraph."""
    paragraphs = inspect.cleandoc(text).split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


class Formatter(click.HelpFormatter):
    """Help pages with headings in the user's language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        super().write_usage(prog, args, prefix or __("Usage: "))

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        super().write_heading(__(heading))


class Context(click.Context):
    """A context whose help pages are in the user's language."""

    formatter_class = Formatter


class Option(click.Option):
    """An option whose help is in the user's language."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option's line on the help page."""
        english, self.help = self.help, __(self.help or "")
        try:
            return super().get_help_record(ctx)
        finally:
            self.help = english


class Command(click.Command):
    """A command whose help is in the user's language."""

    context_class = Context

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the command's description."""
        english, self.help = self.help, __(unwrapped(self.help or ""))
        try:
            super().format_help_text(ctx, formatter)
        finally:
            self.help = english

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the command's line in the list of commands."""
        return __(unwrapped(self.help or "")).split("\n\n", 1)[0].rstrip(".")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the ``--help`` option."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = __("Show this message and exit.")
        return option


class Group(Command, click.Group):
    """The program: turns what goes wrong into one message, unless ``--traceback`` asks for all."""

    command_class = Command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command named."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if ctx.params.get("traceback"):
                say(traceback.format_exc(), err=True)
            raise MidadError(describe(error)) from error


def describe(error: Exception) -> str:
    """Say what went wrong in one line."""
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    hint = __("(midad --traceback … shows where)")
    return f"{type(error).__name__}: {error} {hint}"
