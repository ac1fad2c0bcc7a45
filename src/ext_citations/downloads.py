"""A brief's references to take along: files beside its page, and COinS that Zotero picks up."""

from __future__ import annotations

import html
import posixpath
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from ext_arabic import messages
from ext_citations.assets import is_web
from ext_citations.domain import citation_domain

if TYPE_CHECKING:
    from typing import Any

    from sphinx.application import Sphinx
    from sphinx.config import Config

    from ext_brief.model import Attachment

#: name of the format, ending of its file
FORMATS = (("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "json"))


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Offer the references to a PDF, where something makes one."""
    if "brief-attachments" in app.events.events:
        app.connect("brief-attachments", on_brief_attachments)


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the links under the first list of a page, and COinS into its entries."""
    domain = citation_domain(app.env)
    if not is_web(app) or docname not in domain.lists:
        return
    lists = [n for n in doctree.findall(nodes.container) if "bibliography" in n["classes"]]
    if not lists or not any(len(found) for found in lists):
        return
    library = domain.formatter.library
    # in one node, which Sphinx and docutils go over a dozen times
    spans = "".join(
        f'<span class="Z3988" title="{html.escape(library.exporter.coins(key))}"></span>\n'
        for key in sorted(domain.anchors(docname) & library.items.keys())
    )
    lists[-1].append(nodes.raw("", spans, format="html"))
    lists[-1].append(_links(docname, app.config.language))


def _links(docname: str, language: str) -> nodes.paragraph:
    translate = messages.page("ext_citations", language)
    label = "Download these references:"
    line = nodes.paragraph("", f"{translate(label)} ")
    line["classes"].append("citation-exports")
    line["classes"] += messages.language_classes("ext_citations", language, label)
    for number, (name, ending) in enumerate(FORMATS):
        if number:
            line += nodes.Text(" · ")
        line += nodes.reference("", name, internal=True, refuri=_file(docname, ending))
    return line


def _file(docname: str, ending: str) -> str:
    """Return the name of a file beside the page of *docname*, whatever the page's address is."""
    return f"{posixpath.basename(docname)}.{ending}"


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Write the files beside a page that lists references, whenever the page is written."""
    domain = citation_domain(app.env)
    if not is_web(app) or pagename not in domain.lists:
        return
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    library = domain.formatter.library
    keys = sorted(domain.anchors(pagename) & library.items.keys())
    folder = app.builder.get_output_path(pagename).parent
    folder.mkdir(parents=True, exist_ok=True)
    for _, ending in FORMATS:
        path = folder / _file(pagename, ending)
        new = path.with_name(f".{path.name}.new")
        new.write_bytes(library.exporter.file(keys, ending).encode())
        new.replace(path)


def on_brief_attachments(app: Sphinx, docname: str) -> list[Attachment]:
    """Return the references of a document, as CSL-JSON."""
    from ext_brief.model import Attachment  # slow to import, and of use to paper alone

    domain = citation_domain(app.env)
    library = domain.formatter.library
    keys = sorted(domain.cited(docname).keys() & library.items.keys())
    if not keys:
        return []
    content = library.exporter.file(keys, "json").encode()
    description = messages.page("ext_citations", app.config.language)("Its references")
    kind = "application/vnd.citationstyles.csl+json"
    return [Attachment(f"{posixpath.basename(docname)}.json", content, kind, description)]
