"""``midad preflight``: whether a print shop would take a PDF, of ours or of anyone's."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.table import Table

from midad.console import Command, MidadError, Option, __, console, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ext_pdf.preflight.registry import Fault, Purpose
    from ext_pdf.preflight.run import Answer


class UnreadableFileError(MidadError):
    """Raised when a file could not be examined: exit status 2."""

    exit_code = 2


@click.command(cls=Command)
@click.argument("files", metavar="FILE.pdf...", nargs=-1, required=True, type=click.Path())
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    cls=Option,
    help="How the answers are written (text).",
)
@click.option(
    "--bleed",
    type=click.FloatRange(min=0),
    default=3,
    cls=Option,
    help="The bleed asked for, in millimetres (3).",
)
@click.option(
    "--resolution",
    type=click.IntRange(min=1),
    default=300,
    cls=Option,
    help="The resolution of pictures asked for, in dots an inch (300).",
)
@click.option(
    "--multiple",
    type=click.IntRange(min=1),
    default=4,
    cls=Option,
    help="The pages asked for: a multiple of this (4); one or two pages are never counted.",
)
@click.option(
    "--ink",
    type=click.IntRange(100, 400),
    default=300,
    cls=Option,
    help="The most ink in one place, all inks together, in percent (300).",
)
@click.option(
    "--for",
    "purpose",
    type=click.Choice(["press", "screen"]),
    cls=Option,
    help="What the file is for (what it says of itself).",
)
def preflight(
    files: tuple[str, ...],
    form: str,
    bleed: float,
    resolution: int,
    multiple: int,
    ink: int,
    purpose: Purpose | None,
) -> None:
    """Examine PDFs as a print shop does, and say what is wrong with them.

    A file that says it is PDF/UA or PDF/A is examined as screen readers and archives do.

    The exit status is 0 without faults, 1 with faults, 2 if a file could not be examined: no PDF,
    damaged, locked.
    """
    from ext_pdf.preflight.run import Asked, UnreadableError, examine

    asked = Asked(bleed, resolution, multiple, ink)
    found: dict[str, list[Answer]] = {}
    unreadable: dict[str, str] = {}
    for name in dict.fromkeys(files):
        try:
            found[name] = examine(Path(name), asked, purpose)
        except UnreadableError as error:
            unreadable[name] = str(error)
    if form == "json":
        click.echo(json.dumps(list(records(found, unreadable)), ensure_ascii=False, indent=2))
    else:
        for name, answers in found.items():
            show(name, answers)
    if unreadable:
        lines = "\n".join(f"{name}: {reason}" for name, reason in unreadable.items())
        raise UnreadableFileError(__("Not examined:\n%s") % lines)
    if any(answer.faults for answers in found.values() for answer in answers):
        raise click.exceptions.Exit(1)


def show(name: str, answers: Sequence[Answer]) -> None:
    """Print what was found in one file as a table, and a line that sums it up."""
    made = Table(box=None, pad_edge=False, header_style="bold", title=name, title_justify="left")
    made.add_column(__("condition"), no_wrap=True)
    made.add_column("")
    made.add_column(__("found"), overflow="fold")
    for answer in answers:
        facts = " · ".join(fact.text for fact in answer.facts)
        lines = [*([facts] if facts else []), *map(_line, _by_text(answer.faults))]
        verdict = __("fault") if answer.faults else __("good")
        made.add_row(answer.title, verdict, "\n".join(lines), style="red" if answer.faults else "")
    screen = console()
    screen.print(made, soft_wrap=not screen.is_terminal)
    count = sum(len(answer.faults) for answer in answers)
    say(__("%(name)s: faults: %(count)d") % {"name": name, "count": count})


def _by_text(faults: Sequence[Fault]) -> Iterator[tuple[str, list[int]]]:
    """Yield each fault once, with the pages that have it."""

    def text(fault: Fault) -> str:
        return fault.text

    for said, group in groupby(sorted(faults, key=text), key=text):
        yield said, [fault.page for fault in group if fault.page]


def _line(fault: tuple[str, list[int]]) -> str:
    text, pages = fault
    if not pages:
        return text
    return __("%(fault)s (pages: %(pages)s)") % {"fault": text, "pages": runs(pages)}


def runs(pages: Sequence[int]) -> str:
    """Return numbers as people write them: ``1–4, 7``."""
    parts: list[list[int]] = []
    for page in pages:
        if parts and page == parts[-1][-1] + 1:
            parts[-1].append(page)
        else:
            parts.append([page])
    return __(", ").join(str(p[0]) if len(p) == 1 else f"{p[0]}–{p[-1]}" for p in parts)


def records(found: dict[str, list[Answer]], unreadable: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Yield what was found in each file, for programs."""
    for name, answers in found.items():
        yield {
            "file": name,
            "faults": sum(len(answer.faults) for answer in answers),
            "conditions": [
                {
                    "condition": answer.name,
                    "title": answer.title,
                    "good": not answer.faults,
                    "facts": [fact.text for fact in answer.facts],
                    "faults": [{"page": f.page, "message": f.text} for f in answer.faults],
                }
                for answer in answers
            ],
        }
    for name, reason in unreadable.items():
        yield {"file": name, "error": reason}
