"""What authors are told about their citations and references.

Each mistake is one warning with a name: the member's value is its subtype
(``suppress_warnings = ["cite.unknown_key"]``), its docstring what the handbook says of it.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from sphinx.util import logging

from ext_arabic import messages
from ext_citations.domain import citation_domain
from ext_citations.records import EVERY

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ext_citations.domain import CitationDomain
    from ext_citations.records import CitationRecord

logger = logging.getLogger(__name__)
__ = messages.console("ext_citations")


class CiteWarning(Enum):
    """Every warning of this extension."""

    UNKNOWN_KEY = "unknown_key"
    """A citation names a key that no references file has; the nearest known key is suggested."""
    SYNTAX = "syntax"
    """A citation names no source at all."""
    REFERENCES = "references"
    """A references file cannot be read, or an entry has no key or one that stands twice."""
    STYLE = "style"
    """The style is not CSL; the message names file, line and element."""


def on_env_check_consistency(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of citations that name nothing known, whenever anything was read or rewritten."""
    domain = citation_domain(env)
    for docname, records in domain.citations.items():
        for record in records:
            _check(domain, docname, record)


def _check(domain: CitationDomain, docname: str, record: CitationRecord) -> None:
    library = domain.formatter.library
    location = (docname, record.line)
    if not record.sources:
        text = __("this citation names no source")
        logger.warning(text, location=location, type="cite", subtype=CiteWarning.SYNTAX.value)
    for source in record.sources:
        if source.key in library.references or (record.mode == "nocite" and source.key == EVERY):
            continue
        text = __("unknown reference %s") % source.key
        if nearest := library.nearest(source.key):
            text += __("; did you mean %s?") % nearest
        logger.warning(
            "%s", text, location=location, type="cite", subtype=CiteWarning.UNKNOWN_KEY.value
        )
