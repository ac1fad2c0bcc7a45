"""``midad status``: how far each brief's translation is, and what its translators ask."""

from __future__ import annotations

import json
from contextlib import nullcontext, redirect_stdout
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.table import Table

from ext_translations.catalog import CatalogError, read_catalog, read_messages
from ext_translations.gate import catalog_path
from ext_translations.review import questions_in
from ext_translations.status import Count, count
from midad.check import context_of, references_of
from midad.console import Command, MidadError, Option, __, console, say, shown
from midad.extract import write_templates
from midad.forms import show_lacking
from midad.options import with_folders, with_languages
from midad.project import Project, open_project

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ext_translations.catalog import Message

#: a document, a language, and how far the one is in the other
Row = tuple[str, str, Count]


@dataclass(frozen=True)
class Question:
    """What a translator asks the author."""

    docname: str
    language: str
    file: Path
    #: line of the message in the catalog, from 1
    line: int
    #: the message that it is about
    msgid: str
    text: str


@click.command(cls=Command)
@with_languages
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    cls=Option,
    help="A table, records, or a page with bars (text).",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    cls=Option,
    help="Write into this file.",
)
@with_folders
def status(
    languages: tuple[str, ...], form: str, output: Path | None, source: Path, out: Path
) -> None:
    """Say how far each translation is, in messages and words.

    A fuzzy message is one that a change of its source has made doubtful; it counts as not
    translated until a translator has looked at it. Errors are what `midad check` finds in what is
    translated. Approved is what a second person has read (`midad approve`) and nobody has changed
    since. Questions of translators to the author are listed below.
    """
    project = open_project(source, out).with_languages(languages)
    chosen = project.choose(languages, project.translations)
    with project.building():
        write_templates(project)
    rows, errors = count_all(project, chosen)
    rows, questions = examine(project, rows)
    if form == "text":
        written = StringIO()
        with redirect_stdout(written) if output else nullcontext():
            show(rows, questions)
            show_lacking(project, chosen if languages else project.languages)
        if output:
            _put(written.getvalue(), output)
    else:
        _put(_written(form, project, rows, questions), output)
    if errors:
        lines = "\n".join(f"{shown(error.path)}:{error.place}: {error.message}" for error in errors)
        raise MidadError(__("A catalog cannot be read; nothing was changed.\n%s") % lines)


def _written(
    form: str, project: Project, rows: Sequence[Row], questions: Sequence[Question]
) -> str:
    from midad.status_page import page

    if form == "json":
        return json.dumps(records(rows, questions), ensure_ascii=False, indent=2) + "\n"
    return page(project.site, rows, questions, titles(project, rows))


def _put(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        reason = {"folder": output.parent, "reason": error}
        raise MidadError(__("Cannot write in %(folder)s: %(reason)s") % reason) from error
    say(__("Look here: %s") % shown(output))


def count_all(project: Project, languages: Sequence[str]) -> tuple[list[Row], list[CatalogError]]:
    """Count every document in every language; broken catalogs come back as errors."""
    rows: list[Row] = []
    errors: list[CatalogError] = []
    for template in sorted(project.templates.rglob("*.pot")):
        docname = template.relative_to(project.templates).with_suffix("").as_posix()
        for language in languages:
            try:
                found = count(template, catalog_path(project.locale, language, docname))
            except CatalogError as error:
                errors.append(error)
            else:
                rows.append((docname, language, found))
    return rows, errors


def examine(project: Project, rows: Iterable[Row]) -> tuple[list[Row], list[Question]]:
    """Add the errors to the counts, and collect the questions."""
    from ext_translations.faults import faults_in

    references = references_of(project.source, project.references)
    examined: list[Row] = []
    questions: list[Question] = []
    for docname, language, found in rows:
        path = catalog_path(project.locale, language, docname)
        errors = 0
        if path.exists():
            wanted = read_catalog(_template(project, docname))
            context = context_of(path, None, references)
            errors = len({fault.line for fault in faults_in(path, wanted, context)})
            questions += [
                Question(docname, language, path, message.line, message.msgid, text)
                for message in read_messages(path)
                for text in questions_in(message)
            ]
        examined.append((docname, language, replace(found, errors=errors)))
    return examined, questions


def _template(project: Project, docname: str) -> Path:
    # `with_suffix` would cut a name at any full stop in it
    return project.templates / f"{docname}.pot"


def titles(project: Project, rows: Iterable[Row]) -> dict[str, str]:
    """Return the title of each document: its first message."""
    found: dict[str, str] = {}
    for docname, _, _ in rows:
        message: Message | None = next(iter(read_messages(_template(project, docname))), None)
        found[docname] = message.msgid if message else docname
    return found


def totals(rows: Sequence[Row]) -> dict[str, Count]:
    """Return the sum of each language."""
    found: dict[str, Count] = {}
    for _, language, one in rows:
        found[language] = found.get(language, Count()) + one
    return found


def show(rows: Sequence[Row], questions: Iterable[Question]) -> None:
    """Print the table, and the questions below it."""
    screen = console()
    screen.print(table(rows), soft_wrap=not screen.is_terminal)
    for first, question in enumerate(questions):
        if not first:
            say()
            say(__("Questions to the authors:"))
        say(f"{shown(question.file)}:{question.line}: {question.text}")


def table(rows: Sequence[Row]) -> Table:
    """Return the counts as a table, with a sum a language."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    made.add_column(__("document"), no_wrap=True)
    made.add_column(__("language"))
    names = (
        __("messages"), __("translated"), __("fuzzy"), __("missing"), __("errors"),
        __("approved"), __("words"), "%",
    )  # fmt: skip
    for name in names:
        made.add_column(name, justify="right")
    for docname, language, found in rows:
        made.add_row(docname, language, *_cells(found))
    for language, total in totals(rows).items():
        made.add_row(__("all"), language, *_cells(total), style="bold")
    return made


def _cells(found: Count) -> tuple[str, ...]:
    words = f"{found.translated_words}/{found.words}"
    numbers = (
        found.messages, found.translated, found.fuzzy, found.missing, found.errors, found.approved,
    )  # fmt: skip
    return (*map(str, numbers), words, str(found.percent))


def records(rows: Sequence[Row], questions: Iterable[Question]) -> dict[str, object]:
    """Return what is written as JSON."""
    return {
        "documents": [
            {"document": docname, "language": language, **_record(found)}
            for docname, language, found in rows
        ],
        "all": [{"language": name, **_record(found)} for name, found in totals(rows).items()],
        "questions": [
            {
                "document": question.docname,
                "language": question.language,
                "file": shown(question.file),
                "line": question.line,
                "msgid": question.msgid,
                "question": question.text,
            }
            for question in questions
        ],
    }


def _record(found: Count) -> dict[str, int]:
    return {
        "messages": found.messages,
        "words": found.words,
        "translated": found.translated,
        "translated_words": found.translated_words,
        "fuzzy": found.fuzzy,
        "missing": found.missing,
        "errors": found.errors,
        "approved": found.approved,
        "approved_words": found.approved_words,
        "percent": found.percent,
    }
