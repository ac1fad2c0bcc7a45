"""What every page's template may know of the site, the edition and the brief."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ext_arabic.dates import format_date
from ext_brief.domain import BriefDomain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

    from ext_brief.model import Edition, Site
    from ext_brief.domain import BriefRecord


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add ``site``, ``edition``, ``direction`` and ``brief`` to the context."""
    edition = app.config.site.edition(app.config.language)
    domain = app.env.get_domain("brief")
    assert isinstance(domain, BriefDomain)  # noqa: S101 - narrows for mypy
    record = domain.records.get(pagename)
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
        "url": site.page_url(edition.language, record.docname),
    }
