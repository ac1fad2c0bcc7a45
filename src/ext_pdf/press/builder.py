"""The ``press`` builder: what the ``pdf`` builder writes, made for a print shop."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateNotFound
from sphinx.errors import ConfigError
from sphinx.util import logging

from ext_arabic import messages
from ext_pdf.builder import PdfBuilder
from ext_pdf.jobs import Failed, Rendered, write_file
from ext_pdf.press.settings import DEFAULTS, SettingsError, read_settings

if TYPE_CHECKING:
    from ext_pdf.jobs import Hasher, Job, Record

__ = messages.console("ext_pdf")
logger = logging.getLogger(__name__)


class PressBuilder(PdfBuilder):
    """Write, for each printed document, its pages, its cover and a job ticket."""

    name = "press"
    epilog = __("The files for the press are in %(outdir)s.")

    def init(self) -> None:
        """Read the settings of the press before anything is written."""
        values = {name: self.config[f"pdf_press_{name}"] for name in DEFAULTS}
        try:
            self.press = read_settings(values, Path(self.confdir))
        except SettingsError as error:
            lines = [f"conf.py: {line}" for line in str(error).splitlines()]
            raise ConfigError("\n".join(lines)) from error
        super().init()

    def get_theme_config(self) -> tuple[str, dict[str, str | int | bool]]:
        """Name the theme of the press."""
        return self.config.pdf_press_theme, self.config.pdf_theme_options

    def _make_job(self, docname: str, error: str = "") -> Job:
        job = super()._make_job(docname, error)
        cover = "" if error else self._write_cover(docname)
        return replace(job, press=self.press, cover=cover)

    def _attach(self, docname: str) -> tuple[()]:
        """Let nothing go along inside the PDF."""
        return ()

    def _write_cover(self, docname: str) -> str:
        """Write the page of a document's cover and return its name; none without a template."""
        name = f"{docname}.cover.html"
        if not self.press.cover:
            self._drop_cover(docname)
            return ""
        context: dict[str, Any] = {**self._context, "press": self.press}
        try:
            page = self.templates.render("cover.html", context)
        except TemplateNotFound:
            logger.warning(
                __("the theme “%s” has no cover.html: no covers are made (pdf_press_cover)"),
                self.config.pdf_press_theme,
                type="pdf",
                subtype="cover",
                once=True,
            )
            self._drop_cover(docname)
            return ""
        write_file(self.outdir / name, page.encode())
        return name

    def _drop_cover(self, docname: str) -> None:
        """Remove the cover of before: a print shop would take it for the brief's."""
        for ending in (".cover.html", ".cover.pdf"):
            (self.outdir / f"{docname}{ending}").unlink(missing_ok=True)

    def _keep(self, job: Job, outcome: Rendered | Failed, hasher: Hasher) -> Record | Failed:
        """Write the cover and the ticket as well."""
        if isinstance(outcome, Rendered):
            try:
                for ending, content in outcome.others:
                    write_file(self.outdir / f"{job.docname}{ending}", content)
            except OSError as error:
                return Failed("error", str(error))
        return super()._keep(job, outcome, hasher)
