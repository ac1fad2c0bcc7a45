"""A brief's references to take along: files beside its page, and COinS that Zotero picks up."""

from __future__ import annotations

import html
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from ext_arabic import messages
from ext_citations.assets import is_web
from ext_citations.domain import citation_domain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from sphinx.application import Sphinx

#: name of the format, ending of its file
FORMATS = (("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "json"))


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the links under the first list of a page, and COinS into its entries."""
    if not is_web(app):
        return
    domain = citation_domain(app.env)
    lists = [n for n in doctree.findall(nodes.container) if "bibliography" in n["classes"]]
    if not lists or not any(len(found) for found in lists):
        return
    from ext_citations.formats.coins import to_coins  # here: most builds write nothing

    items = domain.formatter.library.items
    for entry in doctree.findall(nodes.container):
        if "entry" in entry["classes"] and (key := entry.get("key")) in items:
            title = html.escape(to_coins({**items[key], "id": key}))
            span = f'<span class="Z3988" title="{title}"></span>'
            entry.append(nodes.raw("", span, format="html"))
    lists[-1].append(_links(docname, app.config.language))


def _links(docname: str, language: str) -> nodes.paragraph:
    translate = messages.page("ext_citations", language)
    line = nodes.paragraph("", f"{translate('Download these references:')} ")
    line["classes"].append("citation-exports")
    for number, (name, ending) in enumerate(FORMATS):
        if number:
            line += nodes.Text(" · ")
        address = f"{posixpath.basename(docname)}.{ending}"
        line += nodes.reference("", name, internal=True, refuri=address)
    return line


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Write the files beside a page that lists references, whenever the page is written."""
    domain = citation_domain(app.env)
    if not is_web(app) or pagename not in domain.lists:
        return
    items = domain.formatter.library.items
    keys = sorted(domain.anchors(pagename) & items.keys())
    found = [{**items[key], "id": key} for key in keys]
    for _, ending in FORMATS:
        path = Path(app.outdir, f"{pagename}.{ending}")
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f".{path.name}.new")
        new.write_text(_export(found, ending), encoding="utf-8")
        new.replace(path)


def _export(items: Iterable[Mapping[str, Any]], ending: str) -> str:
    from ext_citations.formats.export import to_bibtex, to_csl_json, to_ris

    return {"bib": to_bibtex, "ris": to_ris, "json": to_csl_json}[ending](items)
