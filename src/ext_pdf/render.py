"""Turn one job into a PDF, in a worker process: WeasyPrint reads and lays out a page here alone.

Values in, values out: it writes no file. `pool` calls it, `builder` writes what it returns.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pydyf
import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from ext_pdf import drawings, justify, leaders, memo, page_numbers, shortcuts
from ext_pdf.archive import attach, name_colours, smooth_nothing
from ext_pdf.files import RefusedError, locate, root_of
from ext_pdf.fonts import SUFFIXES
from ext_pdf.jobs import OPTIONS, Job, LogLine, Rendered
from ext_pdf.letters import name_letters
from ext_pdf.overflow import wide_tables
from ext_pdf.paged import is_paged, restarts
from ext_pdf.pictures import in_eight_bits, is_cut_off
from ext_pdf.structure import TagError
from ext_pdf.tags import mend
from ext_pdf.xmp import metadata_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: what any print theme needs: notes at the foot, and the blocks inside them (see `footnotes`)
BASE_STYLE = (Path(__file__).parent / "base.css").read_text(encoding="utf-8")

#: how often a page is laid out again because its notes moved to other pages with their numbers
MOST_LAYOUTS = 3

PRODUCER = f"WeasyPrint {weasyprint.__version__}"

justify.install()
memo.install()
shortcuts.install()
leaders.install()
page_numbers.install()
drawings.install()

# WeasyPrint takes the type of a resource from its headers, as on the network
_TYPES = {
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
}


class JobFetcher(URLFetcher):  # type: ignore[misc] # WeasyPrint has no types
    """Read the job's own files and ``data:`` addresses; refuse everything else."""

    def __init__(self, job: Job, outdir: Path, fonts: Mapping[str, str]) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)
        self.outdir = outdir.resolve()
        self.root = root_of(job.url, job.docname)
        self.fonts = fonts
        #: files asked for, relative to the output folder, in order, and by which address
        self.asked: dict[str, str] = {}

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Return the content of *url*; WeasyPrint logs what is raised here."""
        if url.startswith("data:"):
            return super().fetch(url, headers)
        try:
            path = locate(url, self.root, self.outdir)
            name = path.relative_to(self.outdir).as_posix()
            self.asked[name] = url
            if not path.is_file():
                message = f"no such file: {name}"
                raise FileNotFoundError(message)
            content = Path(self.fonts.get(name, path)).read_bytes()
        except (RefusedError, OSError) as error:
            if Path(url.partition("?")[0]).suffix in SUFFIXES:
                # WeasyPrint 70 logs why a font did not load at DEBUG only
                logging.getLogger("weasyprint").error(  # noqa: TRY400 - one line, no traceback
                    "Failed to load font at %r: %s", url, error
                )
            raise
        if is_cut_off(content):
            message = f"cut off: {name}"
            raise ValueError(message)
        kind = _TYPES.get(path.suffix.lower(), "application/octet-stream")
        return URLFetcherResponse(url, in_eight_bits(content), {"Content-Type": kind})


class LineCollector(logging.Handler):
    """Keep each line that WeasyPrint logs, once."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: dict[LogLine, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the line of *record*."""
        self.lines[LogLine(record.levelno, record.getMessage())] = None


def render(job: Job, outdir: Path, fonts: Mapping[str, str]) -> Rendered:
    """Render *job*; *fonts* maps the theme's font files to unpacked ones."""
    fetcher = JobFetcher(job, outdir, fonts)
    with collected() as lines:
        document = lay_out(outdir / job.html, job, fetcher, **OPTIONS)
        pdf = document.write_pdf(
            finisher=lambda document, pdf: finish(document, pdf, job, outdir),
            # of the address, so that every edition of the file has the same first half
            pdf_identifier=sha256(job.url.encode()).hexdigest()[:32].encode(),
            **OPTIONS,
        )
    return Rendered(pdf, len(document.pages), tuple(lines), tuple(sorted(fetcher.asked)))


@contextmanager
def collected() -> Iterator[dict[LogLine, None]]:
    """Collect what WeasyPrint logs meanwhile."""
    collector = LineCollector()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(collector)
    try:
        yield collector.lines
    finally:
        logger.removeHandler(collector)


def lay_out(page: Path, job: Job, fetcher: JobFetcher, style: str = "", **options: Any) -> Any:
    """Return WeasyPrint's document of *page*, with *style* below what the theme says."""
    text = page.read_text(encoding="utf-8")
    font_config = FontConfiguration()
    html = weasyprint.HTML(string=text, base_url=job.url, url_fetcher=fetcher)

    def render(extra: str) -> Any:
        base = weasyprint.CSS(string=BASE_STYLE + style + extra, font_config=font_config)
        return html.render(font_config=font_config, stylesheets=[base], **options)

    document, numbered = render(""), ""
    for _ in range(MOST_LAYOUTS if is_paged(text) else 0):
        again = restarts(text, [page.anchors for page in document.pages])
        if again == numbered:
            break
        document, numbered = render(again), again
    for line in wide_tables(document.pages):
        logging.getLogger("weasyprint").warning("%s", line)
    describe(document.metadata, job)
    return document


def describe(metadata: Any, job: Job) -> None:
    """Set the document's metadata from the job, whatever the theme's page says."""
    metadata.title = job.title
    metadata.authors = list(job.authors)
    metadata.keywords = list(job.keywords)
    metadata.description = job.description or None
    metadata.lang = job.language
    metadata.created = job.created or None
    metadata.modified = job.modified or None


def finish(document: Any, pdf: pydyf.PDF, job: Job, outdir: Path) -> None:
    """Add what WeasyPrint 70 leaves out: for readers, screen readers and archives.

    It writes no ``/Direction`` (ISO 32000-1, 12.2), so that two pages side by side of an Arabic
    document would stand in the wrong order.
    """
    preferences = pdf.catalog.setdefault("ViewerPreferences", pydyf.Dictionary())
    preferences["DisplayDocTitle"] = "true"
    preferences["Direction"] = "/R2L" if job.direction == "rtl" else "/L2R"
    pdf.catalog["Lang"] = pydyf.String(job.language)
    pdf.info["Producer"] = pydyf.String(PRODUCER)
    kind = {"Type": "/Metadata", "Subtype": "/XML"}
    metadata = pydyf.Stream([metadata_of(job, PRODUCER)], kind)
    pdf.add_object(metadata)
    pdf.catalog["Metadata"] = metadata.reference
    name_colours(pdf)
    smooth_nothing(pdf)
    name_letters(document, pdf)
    files = [(each, (outdir / each.file).read_bytes()) for each in job.attachments]
    attach(pdf, files, job.modified)
    try:
        mend(document, pdf)
    except TagError as error:
        logging.getLogger("weasyprint").error(  # noqa: TRY400 - one line, no traceback
            "The PDF is not accessible: %s", error
        )
