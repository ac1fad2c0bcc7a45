"""A PDF of whatever origin, opened with care. Plain Python.

A file from outside may be damaged, or made to fill the memory of whoever opens it: nothing here
repairs, and what unpacks to more than a page of a brief ever holds is not read.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary, Stream

from ext_arabic import messages
from ext_pdf.preflight.marked import Marked, read_marked
from ext_pdf.preflight.scan import Budget, Painted, scan_page
from ext_pdf.preflight.tree import read_tree
from ext_pdf.walk import inherited

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ext_pdf.preflight.marked import Cache as Forms
    from ext_pdf.preflight.registry import Purpose
    from ext_pdf.preflight.scan import Cache
    from ext_pdf.preflight.tree import Element

__ = messages.console("ext_pdf")

#: bytes that any one stream may unpack to
_STREAM = 64_000_000
#: pages of a file; a book has a few hundred
_PAGES = 20_000
_LIMITS: dict[str, Any] = {
    "flate_max_memory": _STREAM,
    "run_length_max_memory": _STREAM,
    "png_max_memory": _STREAM,
    "tiff_max_memory": _STREAM,
    "dct_max_memory": _STREAM,
}


class UnreadableError(ValueError):
    """Raised for a file that cannot be examined: no PDF, damaged, locked, or too big inside."""


@dataclass(frozen=True)
class Asked:
    """What the print shop asks for."""

    #: millimetres
    bleed: float = 3
    #: dots an inch
    resolution: int = 300
    #: pages
    multiple: int = 4
    #: all inks together, in percent
    ink: int = 300


@dataclass
class Document:
    """An open PDF, and what is asked of it."""

    pdf: pikepdf.Pdf
    asked: Asked = field(default_factory=Asked)

    @cached_property
    def pages(self) -> list[pikepdf.Object]:
        """The pages, in their order."""
        return [page.obj for page in self.pdf.pages]

    @cached_property
    def painted(self) -> list[Painted]:
        """What each page paints."""
        cache: Cache = {}
        budget = Budget()
        return [scan_page(page, cache, budget) for page in self.pages]

    @cached_property
    def marked(self) -> list[Marked]:
        """What the content of each page says about itself."""
        forms: Forms = {}
        budget = Budget()
        return [read_marked(page, budget, forms) for page in self.pages]

    def box(self, page: pikepdf.Object, name: str) -> tuple[float, float, float, float] | None:
        """Return a box of *page* in points, left, bottom, right, top; None where it has none."""
        # ISO 32000-1, table 30: the other boxes are each page's own
        is_inherited = name in ("MediaBox", "CropBox")
        value = inherited(page, f"/{name}") if is_inherited else page.get(f"/{name}")
        if not isinstance(value, Array) or len(value) != 4:
            return None
        x1, y1, x2, y2 = (float(number) for number in value)
        return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)

    @cached_property
    def intents(self) -> list[pikepdf.Object]:
        """The output intents for printing."""
        found = self.pdf.Root.get("/OutputIntents")
        intents = list(found) if isinstance(found, Array) else []
        return [
            intent
            for intent in intents
            if isinstance(intent, Dictionary) and intent.get("/S") == "/GTS_PDFX"
        ]

    @cached_property
    def xmp(self) -> dict[str, str]:
        """The simple properties of the document's XMP, by their local names."""
        found: dict[str, str] = {}
        for element in self._rdf.iter(etree.Element) if self._rdf is not None else ():
            name = etree.QName(element).localname
            for key, value in element.attrib.items():
                found.setdefault(etree.QName(str(key)).localname, str(value))
            found.setdefault(name, " ".join("".join(map(str, element.itertext())).split()))
        return found

    @cached_property
    def _rdf(self) -> etree._Element | None:
        stream = self.pdf.Root.get("/Metadata")
        if not isinstance(stream, Stream):
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
        try:
            return etree.fromstring(stream.read_bytes(), parser)
        except etree.XMLSyntaxError:  # an empty stream
            return None

    def info(self, name: str) -> str:
        """Return an entry of the information dictionary as text."""
        info = self.pdf.trailer.get("/Info")
        value = info.get(f"/{name}") if isinstance(info, Dictionary) else None
        return "" if value is None else str(value)

    @cached_property
    def standard(self) -> str:
        """The version of PDF/X that the file claims; empty where it claims none."""
        return self.xmp.get("GTS_PDFXVersion") or self.info("GTS_PDFXVersion")

    @property
    def purpose(self) -> Purpose:
        """What the file is for, by the standards that it claims; a press, where it claims none."""
        is_screen = self.identity("pdfua") or self.identity("pdfa")
        return "screen" if is_screen and not self.standard else "press"

    def identity(self, family: str, name: str = "part") -> str:
        """Return what the metadata say of *family* (``pdfa``, ``pdfua``)."""
        tag = f"{{http://www.aiim.org/{family}/ns/id/}}{name}"
        for element in self._rdf.iter(etree.Element) if self._rdf is not None else ():
            if element.tag == tag:
                return str(element.text or "").strip()
            if tag in element.attrib:
                return str(element.attrib[tag])
        return ""

    @cached_property
    def tree(self) -> list[Element]:
        """The elements at the top of the structure tree."""
        return read_tree(self.pdf)

    @cached_property
    def elements(self) -> list[Element]:
        """All structure elements, in reading order."""
        return [element for top in self.tree for element in top.walk()]


@contextmanager
def opened(path: Path, asked: Asked) -> Iterator[Document]:
    """Open *path* for examination.

    Raises:
        UnreadableError: it cannot be opened or read; also while it is examined.

    """
    before = pikepdf.settings.set_qpdf_limits(**_LIMITS)
    try:
        _check_kind(path)
        with pikepdf.open(path, attempt_recovery=False, suppress_warnings=True) as pdf:
            _check_pages(pdf)
            yield Document(pdf, asked)
    except UnreadableError:
        raise
    except FileNotFoundError as error:
        raise UnreadableError(__("there is no such file")) from error
    except IsADirectoryError as error:
        raise UnreadableError(__("it is a folder")) from error
    except PermissionError as error:
        raise UnreadableError(__("it may not be read")) from error
    except OSError as error:
        raise UnreadableError(error.strerror or str(error)) from error
    except pikepdf.PasswordError as error:
        raise UnreadableError(__("it is locked with a password")) from error
    except (pikepdf.PdfError, pikepdf.DataDecodingError) as error:
        raise UnreadableError(_reason(error)) from error
    except (RecursionError, MemoryError, OverflowError) as error:
        raise UnreadableError(__("it is too big inside to be examined")) from error
    except (TypeError, ValueError, AttributeError, LookupError) as error:
        # an object of another kind than the format asks for
        raise UnreadableError(__("it is damaged (%s)") % error) from error
    finally:
        pikepdf.settings.set_qpdf_limits(**before)  # type: ignore[arg-type] # pikepdf's stubs


def _check_kind(path: Path) -> None:
    with path.open("rb") as file:
        if b"%PDF-" not in file.read(1024):
            raise UnreadableError(__("it is not a PDF"))


def _check_pages(pdf: pikepdf.Pdf) -> None:
    if not 0 < len(pdf.pages) <= _PAGES:
        raise UnreadableError(__("it has %d pages") % len(pdf.pages))


def _reason(error: Exception) -> str:
    text = str(error)
    if "memory limit" in text or "errors while decoding" in text:
        return __("it is damaged, or too big inside to be examined")
    return __("it is damaged (%s)") % text.rpartition(": ")[2]
