"""``midad volume``: briefs bound into one PDF, with common contents and page numbers."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from ext_brief import frontmatter
from ext_brief.publication import brief_files, held_back, read_text, today
from ext_translations import gate
from midad import machine, pipeline
from midad.build import check_catalogs, check_machine
from midad.console import Command, MidadError, Option, __, say, shown
from midad.options import with_folders, with_languages
from midad.parallel import find_brief
from midad.progress import ProgressReporter
from midad.project import open_project

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from midad.project import Project


@click.command(cls=Command)
@click.argument("briefs", nargs=-1)
@click.option("--topic", "topics", multiple=True, cls=Option, help="A topic; may be repeated.")
@click.option(
    "--year", "years", type=int, multiple=True, cls=Option, help="A year; may be repeated."
)
@click.option("--title", default="", cls=Option, help="The title (the publication's name).")
@with_languages
@with_folders
def volume(
    briefs: tuple[str, ...],
    topics: tuple[str, ...],
    years: tuple[int, ...],
    title: str,
    languages: tuple[str, ...],
    source: Path,
    out: Path,
) -> None:
    """Bind briefs into one PDF for each language.

    BRIEFS are the briefs' names (briefs/2024/water, or water alone), in the order of the volume.
    Without names all briefs are taken that have one of the topics, as the front matter writes it,
    and one of the years; the oldest comes first. What an edition leaves out, its volume leaves
    out.
    """
    if briefs and (topics or years):
        raise MidadError(__("Name the briefs, or choose them by topic and year; not both."))
    project = open_project(source, out).with_languages(languages)
    chosen = project.choose(languages, project.languages)
    check_machine(machine.this_machine(), ["pdf"])
    with project.building():
        check_catalogs(project)
        named = list(dict.fromkeys(find_named(project, name) for name in briefs))
        found = named or list(select(project, {*topics}, {*years}))
        if not found:
            raise MidadError(__("No published brief has this topic and year."))
        with ProgressReporter() as reporter:
            outcome = pipeline.extract(project, reporter)
            bound = [
                bind(project, language, found, title, reporter, outcome)
                for language in (chosen if not outcome.failed else ())
            ]
    if outcome.failed:
        raise MidadError(__("The volume could not be made; mend what is named above first."))
    if not any(bound):
        raise MidadError(__("There is no volume: nothing of it is published."))


def find_named(project: Project, wanted: str) -> str:
    """Return the docname of the brief that is meant; a `MidadError` says what is none."""
    name = find_brief(project, wanted)
    if name not in dict(brief_files(project.source, project.briefs)):
        raise MidadError(__("“%s” is a page, and not a brief.") % name)
    return name


def select(project: Project, topics: set[str], years: set[int]) -> Iterable[str]:
    """Return the published briefs that have one of *topics* and one of *years*, by date."""
    people, _ = frontmatter.read_people(project.source / "authors.yaml")
    held = held_back(project.source, project.briefs, today())
    dated = []
    for name, path in brief_files(project.source, project.briefs):
        front = frontmatter.read(read_text(path), people)
        brief = front and front.brief
        if not brief or name in held or brief.status == "withdrawn":
            continue
        if (not topics or topics & {*brief.topics}) and (not years or brief.date.year in years):
            dated.append((brief.date, name))
    return [name for _, name in sorted(dated)]


def bind(
    project: Project,
    language: str,
    briefs: Iterable[str],
    title: str,
    reporter: ProgressReporter,
    outcome: pipeline.Outcome,
) -> bool:
    """Make the volume of one language, of those *briefs* that its edition shows, if there are any.

    Return whether there are.
    """
    verdicts = gate.report(
        project.source, project.locale, project.templates, project.site, project.briefs
    )
    left_out = {v.docname for v in verdicts if v.language == language and not v.published}
    shown_briefs = [name for name in briefs if name not in left_out]
    for name in sorted(left_out.intersection(briefs)):
        parts = {"language": language, "docname": name}
        say(__("Left out of the volume in “%(language)s”: %(docname)s") % parts, err=True)
    if not shown_briefs:
        return False
    settings = {"pdf_volume_documents": ",".join(shown_briefs), "pdf_volume_title": title}
    job = pipeline.edition(project, language, "volume", os.cpu_count() or 1)
    job = replace(job, settings={**job.settings, **settings})
    failed = len(outcome.failed)
    pipeline.run_all([job], reporter, outcome)
    if len(outcome.failed) == failed:
        say(__("Look here: %s") % shown(project.out / language / "volume" / "volume.pdf"))
    return True
