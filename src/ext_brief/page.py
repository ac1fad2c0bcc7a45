"""What every page's template may know of the site, the edition and the brief."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from ext_arabic.dates import format_date
from ext_brief.domain import BriefDomain
from ext_brief.publication import today

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ext_brief.domain import BriefRecord
    from ext_brief.model import Brief, Edition, Site


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
    context["brief"] = record and describe(record, app.config.site, edition)


def describe(record: BriefRecord, site: Site, edition: Edition) -> dict[str, Any]:
    """Return a brief as templates print it, its dates and names in the edition's language."""
    brief = record.brief

    def written(date: Any) -> str:
        return format_date(date, edition.language, months=edition.months, digits=edition.digits)

    return {
        "docname": record.docname,
        "number": brief.number,
        "title": record.title,
        "subtitle": record.subtitle,
        "abstract": record.abstract,
        "key_points": record.key_points,
        "topics": record.topics,
        "authors": [person.name_in(edition.language) for person in brief.authors],
        "translators": [person.name_in(edition.language) for person in brief.translators],
        "date": written(brief.date),
        "date_iso": brief.date.isoformat(),
        "updated": written(brief.updated) if brief.updated else "",
        "updated_iso": brief.updated.isoformat() if brief.updated else "",
        "doi": brief.doi,
        "isbn": brief.isbn,
        "license": brief.license or site.license,
        "license_url": site.license_url,
        "status": brief.status,
        "embargo": _embargo(brief),
        "url": site.page_url(edition.language, record.docname),
    }


def _embargo(brief: Brief) -> str:
    """Return the day until which a brief is held back, if it is."""
    if brief.embargo is None or brief.embargo <= today():
        return ""
    return brief.embargo.isoformat()
