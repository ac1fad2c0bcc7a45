"""What every page's template may know of the site, the edition and the brief."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from ext_arabic.dates import format_date
from ext_brief.domain import BriefDomain
from ext_brief.publication import today
from ext_brief.statements import WRITTEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ext_brief.domain import BriefRecord
    from ext_brief.model import Brief, Edition, Person, Site
    from ext_brief.statements import Statement


def on_env_get_outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> Iterable[str]:
    """Read again what links to a page that appeared or went away."""
    moved = added | removed
    if not moved:
        return []
    labels = {
        label
        for label, (docname, _) in env.domaindata["std"]["anonlabels"].items()
        if docname not in removed
    }
    return [
        docname
        for docname, links in records(env).links.items()
        if any(target in moved or (label and label not in labels) for target, label in links)
    ]


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Write again what was read since this builder last wrote it.

    The builders of a language share one environment, and Sphinx (9.0) then looks at the age of the
    source alone: a page whose catalog, authors or references changed would stay as it was.
    """
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return []
    written = {name: Path(builder.get_output_path(name)) for name in env.all_docs}
    return [
        name
        for name, path in written.items()
        if path.exists() and path.stat().st_mtime_ns < env.all_docs[name] * 1000
    ]


def records(env: BuildEnvironment) -> BriefDomain:
    """Return the domain of the briefs."""
    domain = env.get_domain("brief")
    assert isinstance(domain, BriefDomain)
    return domain


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add ``site``, ``edition``, ``direction`` and ``brief`` to the context."""
    edition = app.config.site.edition(app.config.language)
    record = records(app.env).records.get(pagename)
    context["site"] = app.config.site
    context["edition"] = edition
    context["direction"] = edition.direction
    written = doctree.get(WRITTEN, ()) if doctree is not None else ()
    context["brief"] = record and describe(record, app.config.site, edition, written)


def describe(
    record: BriefRecord, site: Site, edition: Edition, written: Iterable[Statement] = ()
) -> dict[str, Any]:
    """Return a brief as templates print it, its dates and names in the edition's language."""
    brief = record.brief

    def names(people: Iterable[Person]) -> list[str]:
        return [person.name_in(edition.language) for person in people]

    return {
        "docname": record.docname,
        "number": brief.number,
        "title": record.title,
        "subtitle": record.subtitle,
        "abstract": record.abstract,
        "key_points": record.key_points,
        "topics": record.topics,
        "authors": names(brief.authors),
        "translators": names(brief.translators),
        "editors": names(brief.editors),
        "reviewers": names(brief.reviewers),
        "is_source": edition.language == site.source_language,
        "date": _written(brief.date, edition),
        "date_iso": brief.date.isoformat(),
        "updated": _written(brief.updated, edition) if brief.updated else "",
        "updated_iso": brief.updated.isoformat() if brief.updated else "",
        "doi": brief.doi,
        "isbn": brief.isbn,
        "license": brief.license or site.license,
        "license_url": site.license_url,
        "statements": [_statement(each, edition) for each in written],
        "status": brief.status,
        "embargo": _embargo(brief),
        "url": site.page_url(edition.language, record.docname),
    }


def _written(date: dt.date, edition: Edition) -> str:
    """Return a date as the edition writes it."""
    return format_date(date, edition.language, months=edition.months, digits=edition.digits)


def _statement(statement: Statement, edition: Edition) -> dict[str, str]:
    """Return a statement as templates print it."""
    day = _written(dt.date.fromisoformat(statement.date), edition) if statement.date else ""
    return {"name": statement.name, "date_iso": statement.date, "date": day, "html": statement.html}


def _embargo(brief: Brief) -> str:
    """Return the day until which a brief is held back, if it is."""
    if brief.embargo is None or brief.embargo <= today():
        return ""
    return brief.embargo.isoformat()
