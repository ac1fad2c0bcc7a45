"""Which pages are part of the edition being built, and where the other editions have them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.osutil import relative_uri

from ext_translations import gate
from ext_translations.domain import TranslationDomain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx import addnodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from ext_brief.model import Site


def withheld(app: Sphinx) -> dict[str, list[str]]:
    """Return, for each language, the briefs that it leaves out."""
    config = app.config
    site: Site = config.site
    templates = config.translations_templates
    found: dict[str, list[str]] = {edition.language: [] for edition in site.editions}
    for verdict in gate.report(
        Path(app.srcdir),
        Path(app.srcdir, config.translations_dir),
        Path(app.srcdir, templates) if templates else None,
        site,
        config.brief_documents,
    ):
        if not verdict.published:
            found[verdict.language].append(verdict.docname)
    return found


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Leave out of this edition what is not ready, before anything is read."""
    config.translations_withheld = withheld(app)
    hidden = config.translations_withheld.get(config.language, [])
    config.exclude_patterns = [*config.exclude_patterns, *(f"{name}.md" for name in hidden)]


def on_builder_inited(app: Sphinx) -> None:
    """Let the extraction write templates of ours: no line numbers, no date that changes."""
    if app.builder.name == "gettext":
        app.config.templates_path.append(str(Path(__file__).parent / "templates"))


def on_missing_reference(
    app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, text: nodes.Element
) -> nodes.Element | None:
    """Print a link to a brief that this edition leaves out as plain text."""
    target = str(node.get("reftarget", ""))
    for name in app.config.translations_withheld.get(app.config.language, []):
        if target.removesuffix(".md").endswith((name, name.rsplit("/", 1)[-1])):
            return nodes.inline("", "", *text.children)
    return None


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Write again the pages whose language switch changed."""
    now = {
        name: sorted(
            lang for lang, hidden in app.config.translations_withheld.items() if name in hidden
        )
        for name in env.found_docs
    }
    domain = env.get_domain("translation")
    assert isinstance(domain, TranslationDomain)  # noqa: S101 - narrows for mypy
    before = domain.exchange(now)
    return [name for name in now if name in before and before[name] != now[name]]


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add ``editions`` to the context: every language, and where it has this page."""
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
            }
        )
    context["editions"] = editions
