"""``midad build``: catalogs checked, messages extracted, editions built, the site laid out."""

from __future__ import annotations

import os
import re
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

import click

from ext_brief.publication import held_back, today
from ext_translations import gate
from midad import catalogs, fonts, freshness, machine, pipeline, site
from midad.console import Command, MidadError, Option, __, numbered, say, shown
from midad.forms import report_lacking
from midad.options import with_folders, with_languages
from midad.progress import ProgressReporter, step_name
from midad.project import Project, open_project
from midad.status import count_all

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence
    from pathlib import Path

#: a language's builders in their order: the pages show the page counts of the PDFs
BUILDERS = ("pdf", "html")


@click.command(cls=Command)
@click.argument("what", type=click.Choice(["all", "html", "pdf", "press"]), default="all")
@with_languages
@with_folders
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    cls=Option,
    help="Processes to use; as many as there are processors by default.",
)
@click.option("--fresh", is_flag=True, cls=Option, help="Build everything anew.")
@click.option("-q", "--quiet", is_flag=True, cls=Option, help="Say nothing but what is wrong.")
def build(  # one parameter an option
    what: str,
    languages: tuple[str, ...],
    source: Path,
    out: Path,
    jobs: int,
    *,
    fresh: bool,
    quiet: bool,
) -> None:
    """Build the publication into _build/site.

    WHAT is html, pdf or all (the default). Any warning fails the build, and what was published
    before then stays as it is.

    WHAT can also be press: the files for a print shop, which are published nowhere.
    """
    project = open_project(source, out).with_languages(languages)
    chosen = project.choose(languages, project.languages)
    is_press = what == "press"
    builders = ["press"] if is_press else [name for name in BUILDERS if what in (name, "all")]
    check_machine(machine.this_machine(), builders)
    with project.building():
        check_catalogs(project)
        made_from = freshness.inputs(project, [*chosen, *builders])
        fresh = fresh or freshness.must_begin_anew(project, made_from)
        if fresh or is_press or not freshness.is_fresh(project, made_from):
            with ProgressReporter(quiet=quiet) as reporter:
                outcome = pipeline.build(project, chosen, builders, reporter, jobs, fresh=fresh)
            finish(project, chosen, builders, outcome)
            if not is_press:
                freshness.note(project, made_from)
            if not quiet:
                report_lacking(project, chosen)
        elif not quiet:
            say(__("Nothing has changed since the last build."))
    if not quiet:
        report_withheld(project, chosen)
        if is_press:
            for language in chosen:
                say(__("For the press: %s") % shown(project.out / language / "press"))
        else:
            say(__("Look here: %s") % shown(project.published / "index.html"))


def finish(
    project: Project, languages: Sequence[str], builders: Sequence[str], outcome: pipeline.Outcome
) -> None:
    """Publish what was built, or leave everything as it was if a run failed."""
    if outcome.failed:
        explain_names(outcome.seen)
        steps = __(", ").join(step_name(job) for job in outcome.failed)
        text = __("This did not end well: %s. What was published before was left as it is.")
        raise MidadError(text % steps)
    if "press" in builders:
        return  # nothing of it is for readers
    try:
        site.publish(project.out, project.site, languages, builders)
    except OSError as error:
        text = __("Cannot write in %(folder)s: %(reason)s")
        raise MidadError(text % {"folder": project.out, "reason": error}) from error


def explain_names(warnings: Iterable[str]) -> None:
    """Say where the warnings about citations are explained."""
    names = dict.fromkeys(re.findall(r"\[(cite\.\w+)\]", "\n".join(warnings)))
    if names:
        command = f"midad references --warnings {' '.join(sorted(names))}"
        say(__("What these warnings mean, and what mends them: %s") % command, err=True)


def check_machine(this: machine.Machine, builders: Sequence[str]) -> None:
    """Refuse to start when the PDFs cannot be made: a missing library, a missing font."""
    if not {"pdf", "press"}.intersection(builders):
        return
    lacking = this.lacks("publish")
    if lacking:
        names = __(", ").join(part.name for part in lacking)
        commands = "\n".join(f"  {command}" for command in this.commands(lacking).values())
        text = __("This machine lacks %(names)s, needed for PDFs. Type:\n%(commands)s")
        raise MidadError(text % {"names": names, "commands": commands})
    damaged = list(fonts.damaged())
    if damaged:
        text = __(
            "Fonts of the theme are missing or damaged: %s. Get the files of the project anew."
        )
        raise MidadError(text % __(", ").join(damaged))


def check_catalogs(project: Project) -> None:
    """Refuse to start with a catalog that cannot be read."""
    errors = catalogs.broken(project.locale, project.translations)
    if errors:
        lines = "\n".join(f"{shown(error.path)}:{error.place}: {error.message}" for error in errors)
        raise MidadError(__("A catalog cannot be read; nothing was changed.\n%s") % lines)


def report_withheld(project: Project, languages: Sequence[str], most: int = 20) -> None:
    """Say which briefs were left out of which edition, and why, and what is not translated."""
    held = {} if project.drafts else held_back(project.source, project.briefs, today())
    verdicts = gate.report(
        project.source, project.locale, project.templates, project.site, project.briefs
    )
    lines = [
        __("Left out of every edition: %(docname)s: %(reason)s")
        % {"docname": docname, "reason": reason}
        for docname, reason in held.items()
    ]
    lines += [
        __("Left out of “%(language)s”: %(docname)s: %(reason)s")
        % {"language": v.language, "docname": v.docname, "reason": v.reason}
        for v in verdicts
        if not v.published and v.language in languages and v.docname not in held
    ]
    translations = [name for name in languages if name in project.translations]
    lines += [
        __("Shown in the source language in “%(language)s”: %(docname)s: %(number)d messages")
        % {"language": language, "docname": docname, "number": found.messages - found.translated}
        for docname, language, found in count_all(project, translations)[0]
        if not found.is_complete and _is_shown(project, docname, language, held)
    ]
    for line in numbered(lines, most):
        say(line)


def _is_shown(project: Project, docname: str, language: str, held: Container[str]) -> bool:
    """Return whether a document is published in a language even if it is not translated."""
    if not is_brief(docname, project.briefs):
        return True
    return project.site.edition(language).untranslated == "mark" and docname not in held


def is_brief(docname: str, patterns: Sequence[str]) -> bool:
    """Return whether *docname* is a brief; other pages are part of every edition."""
    return any(fnmatchcase(docname, pattern) for pattern in patterns)
