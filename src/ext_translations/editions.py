"""Which pages are part of the edition being built, and where the other editions have them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import logging
from sphinx.util.osutil import relative_uri

from ext_translations import gate
from ext_translations.domain import TranslationDomain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from ext_brief.model import Site

logger = logging.getLogger(__name__)


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Leave out of this edition what is not ready, before anything is read."""
    if config.translations_preview or not config.translations_gate:  # shows everything
        config.translations_withheld = {e.language: [] for e in config.site.editions}
        return
    templates = config.translations_templates
    verdicts = gate.report(
        Path(app.srcdir),
        Path(app.srcdir, config.translations_dir).resolve(),
        Path(app.srcdir, templates) if templates else None,
        config.site,
        config.brief_documents,
    )
    hidden = [verdict for verdict in verdicts if not verdict.published]
    found: dict[str, list[str]] = {edition.language: [] for edition in config.site.editions}
    unfinished: dict[str, list[str]] = {language: [] for language in found}
    for verdict in hidden:
        found[verdict.language].append(verdict.docname)
    for verdict in verdicts:
        if verdict.published and not verdict.whole:
            unfinished[verdict.language].append(verdict.docname)
    config.translations_withheld = found
    config.translations_unfinished = unfinished
    # a question mark is any character; the others mean more than themselves in a pattern
    names = (re.sub(r"[][*?]", "?", name) for name in found.get(config.language, []))
    config.exclude_patterns = [*config.exclude_patterns, *(f"{name}.md" for name in names)]
    for verdict in hidden:
        if verdict.error and verdict.language == config.language:
            place = f"{verdict.error.path}:{verdict.error.line}"
            text = verdict.error.message
            logger.warning("%s", text, location=place, type="translation", subtype="catalog")


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Write again the pages whose language switch changed."""
    states = (app.config.translations_withheld, app.config.translations_unfinished)
    now = {
        name: sorted(
            f"{lang}{mark}"
            for mark, state in zip(("", "?"), states, strict=True)
            for lang, names in state.items()
            if name in names
        )
        for name in env.found_docs
    }
    domain = env.get_domain("translation")
    assert isinstance(domain, TranslationDomain)
    before = domain.exchange(app.builder.name, now)
    return [name for name in now if name in before and before[name] != now[name]]


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add ``editions`` to the context: every language, and where it has this page.

    ``unfinished`` says whether the page itself lacks translations.
    """
    config = app.config
    site: Site = config.site
    target = app.builder.get_target_uri(pagename)
    editions = []
    for edition in site.editions:
        is_here = edition.language == config.language
        is_published = pagename not in config.translations_withheld.get(edition.language, [])
        if doctree is None and pagename not in ("search", "genindex"):
            is_published = is_here
        address = relative_uri(f"{config.language}/{target}", f"{edition.language}/{target}")
        editions.append(
            {
                "language": edition.language,
                "label": edition.label,
                "direction": edition.direction,
                "url": (address or "#") if is_published else None,
                "absolute_url": f"{site.base_url}/{edition.language}/{target}",
                "current": is_here,
                "unfinished": pagename in config.translations_unfinished.get(edition.language, []),
                "source": edition.language == site.source_language,
            }
        )
    context["editions"] = editions
    context["unfinished"] = any(one["current"] and one["unfinished"] for one in editions)
