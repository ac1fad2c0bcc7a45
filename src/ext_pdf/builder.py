"""The ``pdf`` builder: pages become jobs, and the jobs that are out of date become PDFs."""

from __future__ import annotations

import os
import shutil
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import SphinxError
from sphinx.jinja2glue import BuiltinTemplateLoader
from sphinx.util import logging
from sphinx.util.display import status_iterator
from sphinx.util.fileutil import copy_asset
from sphinx.util.matching import DOTFILES, Matcher

from ext_arabic import messages
from ext_pdf.files import root_of
from ext_pdf.fonts import FontError, collect_fonts
from ext_pdf.jobs import (
    Attached,
    Failed,
    Hasher,
    Job,
    Record,
    Rendered,
    read_job,
    read_pages,
    remove_job,
    write_file,
    write_job,
    write_pages,
)
from ext_pdf.log import explain, find_line
from ext_pdf.pool import run
from ext_pdf.templates import TemplateCache
from ext_pdf.worker import Task, UnusableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from docutils import nodes

__ = messages.console("ext_pdf")
logger = logging.getLogger(__name__)


class PdfError(SphinxError):
    """Raised when no PDF at all can be made: a missing library, no font, no place to write."""

    category = "PDF"


class PdfBuilder(StandaloneHTMLBuilder):
    """Write one PDF for each document that ``pdf_documents`` names."""

    name = "pdf"
    epilog = __("The PDFs are in %(outdir)s.")
    copysource = False
    search = False
    add_permalinks = False
    html_scaled_image_link = False

    def init(self) -> None:
        """Set the builder up without what only a screen needs."""
        super().init()
        self.use_index = False
        self._is_printed = Matcher(self.config.pdf_documents)
        self._context: dict[str, Any] = {}
        if isinstance(self.templates, BuiltinTemplateLoader):
            self.templates.environment.bytecode_cache = TemplateCache()

    def get_theme_config(self) -> tuple[str, dict[str, str | int | bool]]:
        """Name the print theme."""
        return self.config.pdf_theme, self.config.pdf_theme_options

    def init_css_files(self) -> None:
        """Take the theme's style sheets only: those of extensions are made for screens."""
        self._css_files = []
        for filename in self.theme.stylesheets:
            self.add_css_file(filename)
        self._print_styles = list(self._css_files)

    def init_js_files(self) -> None:
        """Take no scripts."""
        self._js_files = []

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Drop the styles and scripts that extensions and Sphinx have added since."""
        super().prepare_writing(docnames)
        self._css_files[:] = self._orig_css_files = self._print_styles
        self._js_files[:] = self._orig_js_files = []

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the public address of another document: a PDF is read away from the site."""
        if from_ == to:
            return ""
        return str(self.config.site.page_url(self.config.language, to))

    # Writing: a page and a record of the job

    def get_outdated_docs(self) -> Iterator[str]:
        """Yield the printed documents whose page is older than its source."""
        return filter(self._is_printed, super().get_outdated_docs())

    def write_documents(self, docnames: Set[str]) -> None:
        """Write the printed documents among *docnames*."""
        if printed := set(filter(self._is_printed, docnames)):
            super().write_documents(printed)

    def copy_assets(self) -> None:
        """Copy the theme's files; downloads stand on the site."""
        self.copy_static_files()

    def copy_theme_static_files(self, context: dict[str, Any]) -> None:
        """Copy what print themes bring; the scripts and styles of Sphinx's own are for screens."""
        for folder in map(Path, reversed(self.theme.get_theme_dirs())):
            if folder.name != "basic" or "basic.css" in self.theme.stylesheets:
                files = folder / "static"
                copy_asset(files, self._static_dir, DOTFILES, context, self.templates, force=True)

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write the job of a document; one that cannot be written becomes a job that fails."""
        try:
            super().write_doc(docname, doctree)
            job = self._make_job(docname)
        except RecursionError:
            job = self._make_job(docname, error="nesting")
        write_job(self.outdir, job)

    def update_page_context(
        self, pagename: str, templatename: str, ctx: dict[str, Any], event_arg: Any
    ) -> None:
        """Remember the context, which the extensions fill in after this."""
        self._context = ctx

    def _make_job(self, docname: str, error: str = "") -> Job:
        edition = self.config.site.edition(self.config.language)
        brief = (self._context.get("brief") if not error else None) or {}
        title = self.env.longtitles.get(docname)
        abstract = brief.get("abstract")
        return Job(
            docname=docname,
            html=self.get_output_path(docname).relative_to(self.outdir).as_posix(),
            url=self.config.site.page_url(self.config.language, docname),
            language=self.config.language.replace("_", "-"),
            direction=edition.direction,
            title=str(brief.get("title") or (title.astext() if title else docname)),
            authors=tuple(map(str, brief.get("authors") or ())),
            contributors=tuple(
                dict.fromkeys(
                    str(name)
                    for role in ("translators", "editors", "reviewers")
                    for name in brief.get(role) or ()
                )
            ),
            keywords=tuple(map(str, brief.get("topics") or ())),
            description=abstract if isinstance(abstract, str) else "",
            created=str(brief.get("date_iso") or ""),
            modified=str(brief.get("updated_iso") or brief.get("date_iso") or ""),
            attachments=() if error else self._attach(docname),
            error=error,
        )

    def _attach(self, docname: str) -> tuple[Attached, ...]:
        """Put what goes along inside the PDF beside its page; the files of before are removed."""
        folder = f"{docname}.attachments"
        shutil.rmtree(self.outdir / folder, ignore_errors=True)
        if not self.config.pdf_attachments:
            return ()
        found = [each for part in self._app.emit("brief-attachments", docname) for each in part]
        for each in found:
            write_file(self.outdir / folder / each.name, each.content)
        return tuple(
            Attached(each.name, f"{folder}/{each.name}", each.media_type, each.description)
            for each in found
        )

    # Rendering

    def finish(self) -> None:
        """Render what is out of date; remove what is no longer published."""
        self.copy_image_files()
        printed = self._printed()
        jobs = [job for name in printed if (job := read_job(self.outdir, name))]
        records = read_pages(self.outdir)
        for name in records.keys() - set(printed):
            remove_job(self.outdir, name)
            del records[name]
        # warnings wait until the line of the progress is complete
        strict = self._app._exception_on_warning  # as Builder.build does
        with nullcontext() if strict else logging.pending_warnings():
            try:
                failures = self._render(jobs, records)
            finally:  # also when the build is interrupted: what is done need not be done again
                write_pages(self.outdir, records)
            for job in jobs:
                self._report(job, failures.get(job.docname), records.get(job.docname))
        self.write_buildinfo()

    def _printed(self) -> list[str]:
        """Return the names of all PDFs that there are to be."""
        return sorted(filter(self._is_printed, self.env.found_docs))

    def _render(self, jobs: list[Job], records: dict[str, Record]) -> dict[str, Failed]:
        """Render the jobs that are out of date into *records*; return those that failed."""
        try:
            fonts = collect_fonts(self.outdir, self.outdir / ".fonts")
        except (FontError, OSError) as error:
            raise PdfError(__("a font of the print theme cannot be used: %s") % error) from error
        hasher = Hasher(self.outdir, fonts)
        failures = {job.docname: Failed("nesting") for job in jobs if job.error}
        tasks = [
            Task(job, self.outdir, fonts)
            for job in jobs
            if not job.error and not hasher.is_current(job, records.get(job.docname))
        ]
        for task, outcome in self._run(tasks):
            result = self._keep(task.job, outcome, hasher)
            if isinstance(result, Failed):
                failures[task.job.docname] = result
            else:
                records[task.job.docname] = result
        return failures

    def _keep(self, job: Job, outcome: Rendered | Failed, hasher: Hasher) -> Record | Failed:
        """Write the PDF and return its record; an older PDF stays where there is none."""
        if isinstance(outcome, Failed):
            return outcome
        try:
            write_file(self.outdir / job.pdf, outcome.pdf)
        except OSError as error:
            return Failed("error", str(error))
        return Record(
            pages=outcome.pages,
            size=len(outcome.pdf),
            hash=hasher.hash(job, outcome.files),
            files=outcome.files,
            lines=outcome.lines,
        )

    def _run(self, tasks: list[Task]) -> Iterator[tuple[Task, Rendered | Failed]]:
        """Yield what comes of *tasks*, and show how far it is."""
        if not tasks:
            logger.info(__("every PDF is up to date"))
            return
        workers = self.config.pdf_workers or _cores()
        try:
            yield from status_iterator(
                run(tasks, workers, self.config.pdf_timeout),
                __("rendering PDFs... "),
                "darkgreen",
                len(tasks),
                self.config.verbosity,
                stringify_func=lambda result: result[0].job.docname,
            )
        except UnusableError as error:
            message = __("WeasyPrint cannot work on this machine: %s")
            raise PdfError(message % error) from error

    def _report(self, job: Job, failure: Failed | None, record: Record | None) -> None:
        """Say what went wrong with *job*, at its source file."""
        if failure is not None:
            self._app.statuscode = 1  # a PDF that is missing is an error without -W, too
            logger.error(
                describe(failure), location=job.docname, type="pdf", subtype=failure.reason
            )
            return
        if record is None or not record.lines:
            return
        root = root_of(job.url, job.docname)
        source = self.env.doc2path(job.docname).read_text(encoding="utf-8", errors="replace")
        said = {explain(line.text, root): find_line(line.text, source) for line in record.lines}
        for text, number in said.items():
            place = (job.docname, number) if number else job.docname
            logger.warning("%s", text, location=place, type="pdf", subtype="weasyprint")


def _cores() -> int:
    """Return how many processes this one may run side by side."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def describe(failure: Failed) -> str:
    """Return what an author or editor can do with *failure*."""
    match failure.reason:
        case "nesting":
            return __("no PDF: quotes, lists or other blocks stand too deep inside each other")
        case "timeout":
            return __("no PDF: it was not ready after %s seconds (pdf_timeout)") % failure.detail
        case "crash":
            return __("no PDF: the process that rendered it ended without a word")
    return __("no PDF: %s") % failure.detail
