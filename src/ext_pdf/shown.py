"""What web pages say of PDFs: where they are, how long, how big."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from ext_pdf.jobs import PAGES, Record, read_pages

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class ShownPdfs:
    """The PDFs of an edition, as its ``html`` builder finds them."""

    def __init__(self) -> None:
        self.outdir = Path()
        self.records: dict[str, Record] = {}

    def on_builder_inited(self, app: Sphinx) -> None:
        """Read ``pages.json`` of the sibling folder."""
        if _shows_pdfs(app):
            folder = app.config.pdf_outdir
            self.outdir = app.confdir / folder if folder else app.outdir.parent / "pdf"
            self.records = read_pages(self.outdir)

    def on_env_updated(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Have each page written again that is older than its PDF."""
        if not _shows_pdfs(app):
            return []
        sources = {docname: self.outdir / f"{docname}.pdf" for docname in self.records}
        # landing pages show every brief's
        sources |= dict.fromkeys(env.glob_toctrees, self.outdir / PAGES)
        return [
            docname
            for docname in sorted(sources)
            if docname in env.found_docs
            and _time(sources[docname]) > _time(app.outdir / f"{docname}.html")
        ]

    def on_doctree_resolved(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Link each brief's card on a landing page to its PDF."""
        if not _shows_pdfs(app):
            return
        for card in doctree.findall(nodes.container):
            brief = card.get("docname")
            if "brief-card" not in card["classes"] or brief not in self.records:
                continue
            address = posixpath.relpath(f"{brief}.pdf", posixpath.dirname(docname) or ".")
            link = nodes.reference("", "PDF", internal=True, refuri=address)
            link["classes"].append("pdf")
            card.append(nodes.paragraph("", "", link, classes=["brief-links"]))

    def on_html_page_context(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Put ``pdf`` in the context: ``{url, pages, size}``, or None."""
        if not _shows_pdfs(app):
            return
        record = self.records.get(pagename)
        if record is None or not (self.outdir / f"{pagename}.pdf").is_file():
            context["pdf"] = None
            return
        context["pdf"] = {
            "url": f"{posixpath.basename(pagename)}.pdf",
            "pages": record.pages,
            "size": record.size,
        }


def _shows_pdfs(app: Sphinx) -> bool:
    return app.builder.name == "html"


def _time(path: Path) -> float:
    """Return when *path* was written; never, where it is absent."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
