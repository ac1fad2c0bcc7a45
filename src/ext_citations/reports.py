"""What authors are told about their citations and references.

Each mistake is one warning with a name, which `mistakes` explains; the others are given where the
files are read (`domain`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.util import logging

from ext_arabic import messages
from ext_citations import soundness
from ext_citations.domain import citation_domain
from ext_citations.mistakes import CiteWarning
from ext_citations.records import EVERY
from ext_citations.syntax import KEYLESS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ext_citations.domain import CitationDomain
    from ext_citations.records import CitationRecord

logger = logging.getLogger(__name__)
__ = messages.console("ext_citations")


def _warn(kind: CiteWarning, text: str, location: Any) -> None:
    logger.warning("%s", text, location=location, type="cite", subtype=kind.value)


def on_env_check_consistency(app: Sphinx, env: BuildEnvironment) -> None:
    """Look over all citations and what they cite, whenever anything was read or rewritten."""
    domain = citation_domain(env)
    for docname, records in domain.citations.items():
        for record in records:
            _check_citation(domain, docname, record)
    _check_references(domain, report_uncited=app.config.citations_report_uncited)


def _check_citation(domain: CitationDomain, docname: str, record: CitationRecord) -> None:
    library = domain.formatter.library
    location = (docname, record.line)
    if not record.sources or any(source.key == KEYLESS for source in record.sources):
        _warn(CiteWarning.SYNTAX, __("this citation names no source"), location)
    if record.after_stop:
        text = __("this citation stands after the full stop of its sentence")
        _warn(CiteWarning.AFTER_STOP, text, location)
    for source in record.sources:
        if source.key in library.references or source.key == KEYLESS:
            continue
        if record.mode == "nocite" and source.key == EVERY:
            continue
        text = __("unknown reference %s") % source.key + library.suggestions(source.key)
        _warn(CiteWarning.UNKNOWN_KEY, text, location)


def _check_references(domain: CitationDomain, *, report_uncited: bool) -> None:
    """Look over the entries that any document cites, and name those that none does."""
    references = domain.formatter.library.references
    cited = {key for docname in domain.citations for key in domain.cited(docname)}
    shown = cited.union(*(domain.anchors(docname) for docname in domain.lists))
    used = {key: references[key] for key in references if key in shown}
    for key, reference in used.items():
        for names in soundness.missing(reference.item):
            text = __("%(key)s lacks %(names)s") % {"key": key, "names": " / ".join(names)}
            _warn(CiteWarning.INCOMPLETE, text, reference.location)
        if not soundness.is_web_address(reference.item):
            values = {"key": key, "address": reference.item.get("URL")}
            text = __("%(key)s: %(address)s is no web address") % values
            _warn(CiteWarning.ADDRESS, text, reference.location)
    for key, first in soundness.twins(domain.formatter.library.items):
        if key in used or first in used:
            text = __("%(key)s looks like %(first)s, %(path)s:%(line)d")
            place = references[first]
            text %= {"key": key, "first": first, "path": place.path.name, "line": place.line}
            _warn(CiteWarning.TWINS, text, references[key].location)
    if report_uncited:
        for key in soundness.never_cited(references, cited):
            _warn(CiteWarning.UNCITED, __("no document cites %s") % key, references[key].location)
