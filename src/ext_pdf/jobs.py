"""What is rendered, what came of it, and how we know that nothing changed. Plain Python.

A *job* is a page below the builder's output folder (``briefs/2024/x.html``) and a record beside it
(``briefs/2024/x.json``). ``pages.json`` remembers, for each PDF, which files it was made of.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ext_pdf.fonts import FontSet
    from ext_pdf.press.settings import Press

#: WeasyPrint's options; `tags` mends the structure tree
OPTIONS: Mapping[str, Any] = {
    "pdf_tags": True,
    "pdf_version": "1.7",
    "presentational_hints": True,
}
#: our own files that shape a PDF: a new version of them makes every PDF anew
_MAKERS = (
    *("render.py", "base.css", "files.py", "fonts.py", "cache.py", "pictures.py"),
    *("justify.py", "lines.py", "memo.py", "drawings.py", "overflow.py", "paged.py"),
    *("leaders.py", "page_numbers.py", "shortcuts.py"),
    *("structure.py", "tags.py", "links.py", "lists.py", "tables.py"),
    *("archive.py", "letters.py", "xmp.py"),
)
#: and those of others: they lay out, hyphenate, write, and read pictures
_TOOLS = ("weasyprint", "pydyf", "pyphen", "fonttools", "pikepdf", "pillow")
#: and our own that prepare it for the press
_PRESS_MAKERS = ("press/*.py", "preflight/*.py", "spaces.py", "walk.py", "pixels.py")
#: what else a press job makes: the file's name goes on with it
COVER, TICKET = ".cover.pdf", ".ticket.txt"
PAGES = "pages.json"


@dataclass(frozen=True)
class Attached:
    """A file inside a PDF: what the page was made of."""

    name: str
    #: where it stands, relative to the output folder
    file: str
    media_type: str
    description: str = ""


@dataclass(frozen=True)
class Job:
    """One PDF to make."""

    docname: str
    #: the page, relative to the output folder
    html: str
    #: the public address of the page: relative links are resolved against it
    url: str
    language: str
    direction: Literal["rtl", "ltr"]
    title: str
    authors: tuple[str, ...] = ()
    #: who translated, edited and reviewed it
    contributors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    description: str = ""
    #: ISO dates from the brief, never the clock, so that a PDF can be made again to the byte
    created: str = ""
    modified: str = ""
    attachments: tuple[Attached, ...] = ()
    #: how it is made for the press; None for a PDF that is read
    press: Press | None = None
    #: the page of the cover, relative to the output folder; empty where there is none
    cover: str = ""
    #: why the page could not be written; such a job fails at once
    error: str = ""

    @property
    def pdf(self) -> str:
        """Return the name of the PDF, relative to the output folder."""
        return f"{self.docname}.pdf"

    @property
    def outputs(self) -> tuple[str, ...]:
        """Return the names of all that the job makes, relative to the output folder."""
        others = [*([COVER] if self.cover else []), *([TICKET] if self.press else [])]
        return (self.pdf, *(f"{self.docname}{name}" for name in others))


@dataclass(frozen=True)
class LogLine:
    """A line that the renderer wrote, at WARNING or above."""

    level: int
    text: str


@dataclass(frozen=True)
class Rendered:
    """A PDF, and what was said and read while it was made."""

    pdf: bytes
    pages: int
    lines: tuple[LogLine, ...] = ()
    #: files read, relative to the output folder; also those that were asked for and absent
    files: tuple[str, ...] = ()
    #: what else was made: the end of its name (`COVER`, `TICKET`), its content
    others: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True)
class Failed:
    """No PDF, and why."""

    reason: Literal["error", "nesting", "timeout", "crash"]
    detail: str = ""


@dataclass(frozen=True)
class Record:
    """One entry of ``pages.json``."""

    pages: int
    size: int
    #: of the page, the options, the fonts and every file in ``files``
    hash: str
    files: tuple[str, ...] = ()
    #: said again by every build until it is mended
    lines: tuple[LogLine, ...] = field(default=())


def write_job(outdir: Path, job: Job) -> None:
    """Write the record of *job* beside its page."""
    text = json.dumps(asdict(job), ensure_ascii=False, indent=1, sort_keys=True)
    write_file(_job_path(outdir, job.docname), text.encode())


def read_job(outdir: Path, docname: str) -> Job | None:
    """Return the job of *docname*; None where its page was never written."""
    try:
        values = json.loads(_job_path(outdir, docname).read_text(encoding="utf-8"))
        values["authors"] = tuple(values["authors"])
        values["contributors"] = tuple(values.get("contributors", ()))
        values["keywords"] = tuple(values["keywords"])
        values["attachments"] = tuple(Attached(**each) for each in values["attachments"])
        if values.get("press"):
            from ext_pdf.press.settings import Press

            values["press"] = Press(**values["press"])
        return Job(**values)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remove_job(outdir: Path, docname: str) -> None:
    """Remove a document's job and its PDF: it is no longer published."""
    for suffix in (".json", ".html", ".pdf", ".cover.html", COVER, TICKET):
        (outdir / f"{docname}{suffix}").unlink(missing_ok=True)
    shutil.rmtree(outdir / f"{docname}.attachments", ignore_errors=True)


def read_pages(outdir: Path) -> dict[str, Record]:
    """Return what ``pages.json`` records; nothing where it is absent or damaged."""
    try:
        values = json.loads((outdir / PAGES).read_text(encoding="utf-8"))
        return {
            docname: Record(
                pages=value["pages"],
                size=value["size"],
                hash=value["hash"],
                files=tuple(value["files"]),
                lines=tuple(LogLine(**line) for line in value["lines"]),
            )
            for docname, value in values.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def write_pages(outdir: Path, records: Mapping[str, Record]) -> None:
    """Write ``pages.json``, if it says anything new."""
    values = {docname: asdict(record) for docname, record in sorted(records.items())}
    content = json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True).encode()
    path = outdir / PAGES
    if not path.is_file() or path.read_bytes() != content:
        write_file(path, content)


def write_file(path: Path, content: bytes) -> None:
    """Write to a temporary file and rename: whoever reads *path* finds the old or the new file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.chmod(0o644)  # mkstemp makes files that nobody else may read
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


class Hasher:
    """Tell whether a PDF is still what its files would give; each file is read once."""

    def __init__(self, outdir: Path, fonts: FontSet) -> None:
        self.outdir = outdir
        self._files: dict[str, str] = {}
        tools = {name: version_of(name) for name in _TOOLS}
        makers = [_digest(Path(__file__).with_name(name)) for name in _MAKERS]
        self._common = json.dumps([dict(OPTIONS), tools, makers, fonts.digest])

    def hash(self, job: Job, files: tuple[str, ...]) -> str:
        """Return the hash of a job that reads *files* besides its page."""
        parts = [self._common, json.dumps(asdict(job), sort_keys=True)]
        names = [job.html, *(each.file for each in job.attachments), *files]
        if job.press:
            parts += [_digest(path) for name in _PRESS_MAKERS for path in _own_files(name)]
            names += [job.press.profile, *([job.cover] if job.cover else [])]
        parts += [f"{name}={self._file(name)}" for name in names]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def is_current(self, job: Job, record: Record | None) -> bool:
        """Return whether the PDF of *job* is there and needs no rendering."""
        return (
            record is not None
            and all((self.outdir / name).is_file() for name in job.outputs)
            and record.hash == self.hash(job, record.files)
        )

    def _file(self, name: str) -> str:
        if name not in self._files:
            self._files[name] = _digest(self.outdir / name)
        return self._files[name]


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return "absent"


def version_of(name: str) -> str:
    """Return the version of a package; `importlib.metadata` would parse its whole description."""
    from importlib.metadata import distribution

    package = distribution(name)
    text = package.read_text("METADATA") or ""
    return text.partition("\nVersion:")[2].partition("\n")[0].strip() or package.version


def _own_files(pattern: str) -> list[Path]:
    return sorted(Path(__file__).parent.glob(pattern))


def _job_path(outdir: Path, docname: str) -> Path:
    return outdir / f"{docname}.json"
