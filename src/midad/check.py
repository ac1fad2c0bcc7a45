"""``midad check``: what in the translations is wrong, or looks wrong."""

from __future__ import annotations

import gc
import json
import re
from collections import Counter
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from midad.console import Command, MidadError, Option, __, say, shown
from midad.options import with_folders

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ext_translations.checks.model import Context, Finding, Pair
    from ext_translations.checks.termbase import Term
    from midad.project import Project

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_REFERENCES = ("references.yaml", "references.yml", "references.json", "references.bib")


class CheckError(MidadError):
    """Raised when the checks could not be run: exit status 2."""

    exit_code = 2


@click.command(cls=Command)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    cls=Option,
    help="How the findings are written (text).",
)
@click.option("--advice", is_flag=True, cls=Option, help="Show what is only advice as well.")
@click.option("--terms", type=_FILE, cls=Option, help="The term base (terms.csv).")
@click.option(
    "--references",
    type=_FILE,
    multiple=True,
    cls=Option,
    help="A file of references, for the keys that may be cited; may be repeated.",
)
@click.option("--explain", metavar="NAME", cls=Option, help="Explain one check and exit.")
@with_folders
def check(
    paths: tuple[Path, ...],
    form: str,
    advice: bool,  # noqa: FBT001 - click passes options by name
    terms: Path | None,
    references: tuple[Path, ...],
    explain: str | None,
    source: Path,
    out: Path,
) -> None:
    """Find what is wrong in translations, or looks wrong.

    PATHS are catalogs, or folders of catalogs: all of locale/ if there are none. The term base
    and the references are looked for beside a catalog and above it. The exit status is 0 without
    errors (there may be warnings), 1 with errors, 2 if something could not be read.
    """
    if explain is not None:
        click.echo(explain_check(explain), nl=False)
        return
    project = _project(source, out)
    files = list(find_catalogs(paths or (_locale(project),)))
    with _uncollected():
        findings, broken = run(files, terms, references, project, advice=advice)
    write(findings, form, len(files) - len(broken))
    if broken:
        raise CheckError(__("These catalogs cannot be read:\n%s") % "\n".join(broken))
    if any(finding.severity == "error" for finding in findings):
        raise click.exceptions.Exit(1)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let Python's collector rest; it would go over all messages again and again, in vain."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def explain_check(name: str) -> str:
    """Return the explanation of a check; raise `CheckError` where there is none of that name."""
    from ext_translations.checks.run import CHECKS, explain

    if name not in CHECKS:
        text = __("There is no check “%(name)s”; there is: %(known)s")
        raise CheckError(text % {"name": name, "known": ", ".join(CHECKS)})
    return explain(name)


def _project(source: Path, out: Path) -> Project | None:
    """Return the project, if there is one."""
    if not (source / "conf.py").is_file():
        return None
    from midad.project import open_project

    return open_project(source, out)


def _locale(project: Project | None) -> Path:
    """Return the folder of the project's catalogs."""
    if project is None:
        return Path("locale")
    locale = project.locale
    here = Path.cwd()
    return locale.relative_to(here) if locale.is_relative_to(here) else locale


def references_of(source: Path, names: Iterable[str]) -> tuple[Path, ...]:
    """Return the files of references that a project names (`citations_references`), if there."""
    return tuple(path for name in names if (path := source / name).is_file())


def find_catalogs(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the catalogs that *paths* name, each once; raise `CheckError` for what is not there."""
    seen = set()
    for path in paths:
        if not path.exists():
            raise CheckError(__("There is no such file or folder: %s") % path)
        for file in sorted(path.rglob("*.po")) if path.is_dir() else [path]:
            if file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def run(
    files: Sequence[Path],
    terms: Path | None,
    references: Sequence[Path],
    project: Project | None,
    *,
    advice: bool,
) -> tuple[list[Finding], list[str]]:
    """Check *files*; return the findings, and a line for each file that cannot be read."""
    from ext_translations.catalog import CatalogError
    from ext_translations.checks.run import check_files, read_pairs

    catalogs: dict[Path, list[Pair]] = {}
    broken: list[str] = []
    for path in files:
        try:
            catalogs[path] = read_pairs(path)
        except (CatalogError, OSError) as error:
            broken.append(str(error))
    own = references_of(project.source, project.references) if project else ()
    contexts = {
        path: context_of(path, terms, references or (own if _is_of(path, project) else ()))
        for path in catalogs
    }
    return list(check_files(catalogs, contexts, advice=advice)), broken


def _is_of(path: Path, project: Project | None) -> bool:
    """Return whether a catalog belongs to *project*, be it not in its folder of catalogs."""
    if project is None:
        return False
    path = path.resolve()
    conf = _above(path.parent, ("conf.py",))
    return path.is_relative_to(project.locale) or conf == project.source / "conf.py"


def context_of(path: Path, terms: Path | None, references: Sequence[Path]) -> Context:
    """Return what is known about a catalog: its language, its term base, the keys.

    A catalog outside of a project is held against the names in the term base of the working
    folder, and not against that project's vocabulary. Without *references*, the nearest file of
    references counts.
    """
    from ext_translations.checks.model import Context
    from ext_translations.checks.run import language_of

    base = terms or _above(path.resolve().parent, ("terms.csv",))
    known: tuple[Term, ...] = ()
    if base is not None:
        known = _terms(base, language_of(path))
    elif nearby := _above(Path.cwd(), ("terms.csv",)):
        known = _names(nearby, language_of(path))
    found = _above(path.resolve().parent, _REFERENCES)
    files = tuple(references) or ((found,) if found else ())
    keys = _keys(files) if files else None
    return Context(language_of(path), known, keys, dollarmath=_has_dollarmath(path))


@cache
def _above(folder: Path, names: tuple[str, ...]) -> Path | None:
    """Return the nearest file of one of *names* in *folder*, above it, or in ``docs/`` there."""
    for place in (folder, *folder.parents):
        for name in names:
            for file in (place / name, place / "docs" / name):
                if file.is_file():
                    return file
    return None


def _has_dollarmath(path: Path) -> bool:
    """Return whether the project of a catalog sets `dollarmath`; outside of one, it may."""
    conf = _above(path.resolve().parent, ("conf.py",))
    return conf is None or "dollarmath" in conf.read_text(encoding="utf-8", errors="replace")


@cache
def _names(path: Path, language: str) -> tuple[Term, ...]:
    from ext_translations.checks.termbase import is_name

    return tuple(term for term in _terms(path, language) if is_name(term))


@cache
def _terms(path: Path, language: str) -> tuple[Term, ...]:
    from ext_translations.checks.termbase import TermBaseError, read_terms

    try:
        return read_terms(path, language)
    except TermBaseError as error:
        raise CheckError(str(error)) from error


@cache
def _keys(files: tuple[Path, ...]) -> frozenset[str]:
    """Return the keys that references files define."""
    from ext_citations.library import read_library

    found: set[str] = set()
    for path in files:
        if path.suffix == ".bib":
            text = path.read_text(encoding="utf-8", errors="replace")
            found.update(re.findall(r"@\w+\s*[{(]\s*([^\s,]+)\s*,", text))
            continue
        library = read_library([path])
        if library.problems and not library.references:
            problem = library.problems[0]
            text = f"{problem.location}: {problem.message}"
            raise CheckError(text)
        found |= library.references.keys()
    return frozenset(found)


def write(findings: Sequence[Finding], form: str, files: int) -> None:
    """Print the findings, by click: `say` would take seconds for thousands of lines."""
    if form == "json":
        records = [
            {
                "file": str(finding.file),
                "line": finding.line,
                "msgid": finding.msgid,
                "severity": finding.severity.value,
                "check": finding.check,
                "message": finding.message,
            }
            for finding in findings
        ]
        click.echo(json.dumps(records, ensure_ascii=False, indent=2))
        return
    for finding in findings:
        click.echo(_as_github(finding) if form == "github" else _as_text(finding))
    if form == "text":
        count = Counter(finding.severity.value for finding in findings)
        text = __("Catalogs: %(files)d. Errors: %(errors)d, warnings: %(warnings)d.")
        numbers = {"files": files, "errors": count["error"], "warnings": count["warning"]}
        say(text % numbers)


def _as_text(finding: Finding) -> str:
    from ext_translations.checks.registry import said

    where = f"{shown(finding.file)}:{finding.line}"
    return f"{where}: {said(finding.severity)}: {finding.message} [{finding.check}]"


_LEVELS = {"error": "error", "warning": "warning", "advice": "notice"}


def _as_github(finding: Finding) -> str:
    """Return a line that GitHub shows beside the message (workflow commands)."""
    place = f"file={_escaped(str(finding.file), ',:')},line={finding.line}"
    title = _escaped(finding.check, ",:")
    level = _LEVELS[finding.severity.value]
    return f"::{level} {place},title={title}::{_escaped(finding.message)}"


def _escaped(text: str, signs: str = "") -> str:
    for sign in ("%", "\r", "\n", *signs):
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
