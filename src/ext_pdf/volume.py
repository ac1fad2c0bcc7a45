"""The ``volume`` builder: several briefs bound into one PDF.

Every brief is written as an article, with its ids made its own while it is still a doctree; a link
to another brief of the volume leads to its article. Then one page holds them all, and one job.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import logging
from sphinx.util.matching import Matcher

from ext_arabic import messages
from ext_pdf.builder import PdfBuilder, PdfError, describe
from ext_pdf.jobs import Failed, Job, Record, write_file, write_job

if TYPE_CHECKING:
    from collections.abc import Iterator, Set
    from pathlib import Path

__ = messages.console("ext_pdf")
logger = logging.getLogger(__name__)

#: begins the address of another article until its doctree is written
_SCHEME = "volume:"


class VolumeBuilder(PdfBuilder):
    """Bind the documents that ``pdf_volume_documents`` names, in that order."""

    name = "volume"
    epilog = __("The volume is in %(outdir)s.")
    allow_parallel = False  # the articles are put together in this process

    def init(self) -> None:
        """Take the documents of the volume in place of all that are printed."""
        super().init()
        self._order: list[str] = list(self.config.pdf_volume_documents)
        self._is_printed = Matcher(self._order)
        self._articles: dict[str, dict[str, Any]] = {}

    def get_theme_config(self) -> tuple[str, dict[str, str | int | bool]]:
        """Name the theme of volumes."""
        return self.config.pdf_volume_theme, self.config.pdf_theme_options

    def get_outdated_docs(self) -> Iterator[str]:
        """Yield every document of the volume: it is written as a whole."""
        yield from (name for name in self._order if name in self.env.found_docs)

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the page that every article stands on."""
        return "volume.html"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return where a link leads: into another article, or to the public page."""
        if from_ != to and to in self._order:
            return f"{_SCHEME}{to}"
        return super().get_relative_uri(from_, to, typ)

    def write_documents(self, docnames: Set[str]) -> None:
        """Write the articles in their order, then the page."""
        missing = [name for name in self._order if name not in self.env.found_docs]
        if missing or not self._order:
            text = __("not published in this language: %s")
            raise PdfError(text % ", ".join(missing) if missing else __("no brief is chosen"))
        super().write_documents({*self._order})
        self._write_page()

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write a document as an article."""
        prefix = self._prefix(docname)
        for node in doctree.findall(nodes.Element):
            node["ids"] = [f"{prefix}-{each}" for each in node["ids"]]
            if "refid" in node:
                node["refid"] = f"{prefix}-{node['refid']}"
            address = node.get("refuri", "")
            if address.startswith("#"):
                node["refuri"] = f"#{prefix}-{address[1:]}"
            elif address.startswith(_SCHEME):
                other, _, place = address.removeprefix(_SCHEME).partition("#")
                node["refuri"] = "#" + "-".join(filter(None, [self._prefix(other), place]))
        # Sphinx looks for the numbers of figures and sections under the ids that they have now
        for numbers in self.env.toc_fignumbers.get(docname, {}).values():
            numbers.update([(f"{prefix}-{name}", number) for name, number in numbers.items()])
        sections = self.env.toc_secnumbers.get(docname, {})
        sections.update([(f"#{prefix}-{name[1:]}", number) for name, number in sections.items()])
        StandaloneHTMLBuilder.write_doc(self, docname, doctree)

    def handle_page(
        self,
        pagename: str,
        addctx: dict[str, Any],
        templatename: str = "article.html",
        *,
        outfilename: Path | None = None,
        event_arg: Any = None,
    ) -> None:
        """Write an article with the theme's template for one, and remember what it says."""
        context = {**addctx, "prefix": self._prefix(pagename)}
        super().handle_page(pagename, context, "article.html", event_arg=event_arg)
        text = self.get_output_path(pagename).read_text(encoding="utf-8")
        self._articles[pagename] = {**self._context, "html": text, "prefix": context["prefix"]}

    def _prefix(self, docname: str) -> str:
        """Return what an article's ids begin with, and the id of the article itself."""
        return f"b{self._order.index(docname) + 1}"

    def _write_page(self) -> None:
        articles = [self._articles[name] for name in self._order]
        title = self.config.pdf_volume_title or self.config.site.edition(self.config.language).name
        context = {**articles[0], "brief": None, "articles": articles, "title": title}
        page = self.templates.render("volume.html", context)
        write_file(self.outdir / "volume.html", page.encode())
        write_job(self.outdir, self._make_volume(title, articles))

    def _make_volume(self, title: str, articles: list[dict[str, Any]]) -> Job:
        briefs = [article.get("brief") or {} for article in articles]
        dates = sorted(str(b.get("updated_iso") or b.get("date_iso") or "") for b in briefs)
        edition = self.config.site.edition(self.config.language)
        return Job(
            docname="volume",
            html="volume.html",
            url=self.config.site.page_url(self.config.language, "volume"),
            language=self.config.language.replace("_", "-"),
            direction=edition.direction,
            title=title,
            authors=tuple(dict.fromkeys(str(a) for b in briefs for a in b.get("authors") or ())),
            keywords=tuple(dict.fromkeys(str(t) for b in briefs for t in b.get("topics") or ())),
            created=dates[-1],
            modified=dates[-1],
        )

    def _printed(self) -> list[str]:
        return ["volume"]

    def _report(self, job: Job, failure: Failed | None, record: Record | None) -> None:
        """Say what went wrong; in which brief, its own PDF tells."""
        if failure is not None:
            self._app.statuscode = 1
            logger.error(describe(failure), type="pdf", subtype=failure.reason)
        for line in record.lines if record is not None and failure is None else ():
            logger.warning("%s", line.text, type="pdf", subtype="weasyprint")
