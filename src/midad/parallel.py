"""``midad parallel``: a brief and its translation side by side, for reviewers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click
from rapidfuzz import fuzz, process

from ext_brief.publication import brief_files
from midad.console import Command, MidadError, __, say, shown
from midad.desk import Builder, end, preview_job
from midad.options import with_folders, with_languages
from midad.project import Project, open_project


@click.command(cls=Command)
@click.argument("brief")
@with_languages
@with_folders
def parallel(brief: str, languages: tuple[str, ...], source: Path, out: Path) -> None:
    """Set a brief and its translation side by side, as a page and a PDF, for reviewers.

    BRIEF is the brief's name (briefs/2024/water, or water alone) or its file. Each paragraph
    stands beside its translation, with the line of the catalog; what is not translated, fuzzy
    or wrong is marked. Drafts and unfinished translations are shown, too.
    """
    project = open_project(source, out).with_languages(languages)
    docname = find_brief(project, brief)
    chosen = project.choose(languages, project.translations)
    if not chosen:
        raise MidadError(__("There is no edition to compare with: there are no translations"))
    for language in chosen:
        page = write(project, docname, language)
        for path in (page, make_pdf(project, docname, language)):
            say(__("Look here: %s") % shown(path))


def find_brief(project: Project, wanted: str) -> str:
    """Return the docname that is meant; a `MidadError` names those that are like it."""
    names = [name for name, _ in brief_files(project.source, ["*"])]
    plain = wanted.removesuffix(".md").rstrip("/").removeprefix("./")
    folder = f"{project.source.name}/"
    plain = plain.removeprefix(f"{project.source}/").removeprefix(folder)
    found = [name for name in names if name == plain or name.endswith(f"/{plain}")]
    if len(found) == 1:
        return found[0]
    near = found or [
        name for name, _, _ in process.extract(plain, names, scorer=fuzz.WRatio, limit=3)
    ]
    text = (
        __("There is no brief “%(name)s”")
        if not found
        else __("“%(name)s” may be more than one brief")
    )
    message = text % {"name": wanted}
    if near:
        message += __("; did you mean %s?") % __(", ").join(near)
    raise MidadError(message)


def folder_of(project: Project, language: str) -> Path:
    """Return where the parallel editions of a language are."""
    return project.out / "parallel" / language


def write(project: Project, docname: str, language: str) -> Path:
    """Write the page of a brief: its blocks in the source language, then both."""
    place = replace(project, out=project.out / "preview")
    folder = folder_of(project, language)
    problems: list[str] = []
    languages = (project.site.source_language, language)
    jobs = [preview_job(place, one, "parallel") for one in languages]
    own = {"translations_parallel": docname}
    builders = [
        Builder(replace(job, out=str(folder), settings={**job.settings, **own})) for job in jobs
    ]
    page = folder / f"{docname}.html"
    try:
        with place.building():
            # a build that fails must not leave an older page to be taken for its own
            for path in (page, *(folder / f"{docname}.{one}.json" for one in languages)):
                path.unlink(missing_ok=True)
            for builder in builders:  # both start at once, and build one after the other
                builder.prepare()
            for builder in builders:
                problems += builder.build()
    finally:
        end(process for builder in builders for process in builder.processes)
        for builder in builders:
            builder.stop()
    for text in dict.fromkeys(problems):
        say(text.replace(f"{Path.cwd()}/", ""), err=True)
    if not page.exists():
        raise MidadError(__("The page could not be written; mend what is named above first."))
    return page


def make_pdf(project: Project, docname: str, language: str) -> Path:
    """Render the page as a PDF, beside it."""
    from ext_pdf.fonts import collect_fonts
    from ext_pdf.jobs import Failed, Job, write_file
    from ext_pdf.pool import run
    from ext_pdf.worker import Task

    folder = folder_of(project, language)
    edition = project.site.edition(project.site.source_language)
    job = Job(
        docname=docname,
        html=f"{docname}.html",
        url=f"{project.site.base_url}/parallel/{language}/{docname}.html",
        language=language,
        direction=edition.direction,
        title=docname,
    )
    fonts = collect_fonts(folder, folder / ".fonts")
    outcomes = [outcome for _, outcome in run([Task(job, folder, fonts)], 1, 300)]
    result = outcomes[0]
    if isinstance(result, Failed):
        raise MidadError(__("The PDF could not be made: %s") % (result.detail or result.reason))
    for line in result.lines:
        say(line.text, err=True)
    path = folder / job.pdf
    write_file(path, result.pdf)
    return path
