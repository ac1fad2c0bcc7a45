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
from ext_citations.formats.coins import to_coins
from ext_citations.formats.export import to_csl_json
from ext_citations.formats.ris import to_ris
from ext_citations.formats.write_bibtex import to_bibtex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from sphinx.application import Sphinx

#: name of the format, ending of its file, writer
FORMATS: tuple[tuple[str, str, Callable[[Iterable[Mapping[str, Any]]], str]], ...] = (
    ("BibTeX", "bib", to_bibtex),
    ("RIS", "ris", to_ris),
    ("CSL-JSON", "json", to_csl_json),
)


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the links under the first list of a page, and COinS into its entries."""
    if not is_web(app):
        return
    domain = citation_domain(app.env)
    lists = [n for n in doctree.findall(nodes.container) if "bibliography" in n["classes"]]
    if not lists or not any(len(found) for found in lists):
        return
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
    for number, (name, ending, _) in enumerate(FORMATS):
        if number:
            line += nodes.Text(" · ")
        address = f"{posixpath.basename(docname)}.{ending}"
        line += nodes.reference("", name, internal=True, refuri=address)
    return line


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Write the files beside each page that lists references, where they say something new."""
    if exception is not None or not is_web(app):
        return
    domain = citation_domain(app.env)
    items = domain.formatter.library.items
    for docname in sorted(domain.lists):
        keys = sorted(domain.anchors(docname) & items.keys())
        found = [{**items[key], "id": key} for key in keys]
        for _, ending, write in FORMATS:
            _write(Path(app.outdir, f"{docname}.{ending}"), write(found))


def _write(path: Path, text: str) -> None:
    data = text.encode()
    if not path.exists() or path.read_bytes() != data:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
