"""A press job: its pages, its cover, its ticket. Runs in a worker process.

Values in, values out, as in `ext_pdf.render`, which lays the pages out.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from hashlib import md5
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from lxml import etree
from PIL import Image
from PIL.Image import DecompressionBombError

from ext_pdf.jobs import COVER, TICKET, LogLine, Rendered
from ext_pdf.preflight.document import Asked, Document
from ext_pdf.preflight.run import answers
from ext_pdf.preflight.scan import TooMuchError
from ext_pdf.press.make import make_press
from ext_pdf.press.settings import POINT
from ext_pdf.press.ticket import ticket
from ext_pdf.render import JobFetcher, collected, lay_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from ext_pdf.jobs import Job
    from ext_pdf.press.settings import Press

#: WeasyPrint's options: no structure tree, since a press reads nothing aloud
OPTIONS = {"pdf_version": "1.6", "presentational_hints": True}
#: millimetres in a pixel of CSS
_PIXEL = 25.4 / 96


def render(job: Job, outdir: Path, fonts: Mapping[str, str]) -> Rendered:
    """Render *job* for the press: the pages, the cover where it has one, the ticket."""
    press = job.press
    assert press is not None
    fetcher = JobFetcher(job, outdir, fonts)
    others: list[tuple[str, bytes]] = []
    with collected() as lines:
        document = lay_out(outdir / job.html, job, fetcher, _bleeding(press), **OPTIONS)
        width, height = document.pages[0].width * _PIXEL, document.pages[0].height * _PIXEL
        pages = make_press(document.write_pdf(**OPTIONS), job, press, profiles=_profiles(fetcher))
        lines.update(dict.fromkeys(_faults(pages, press, fetcher)))
        if job.cover:
            style = _cover_style(press, width, height)
            sheet = lay_out(outdir / job.cover, job, fetcher, style, **OPTIONS)
            folds = sorted({width * POINT, (width + press.spine) * POINT})
            cover = make_press(
                sheet.write_pdf(**OPTIONS),
                job,
                press,
                is_cover=True,
                folds=folds,
                profiles=_profiles(fetcher),
            )
            lines.update(dict.fromkeys(_faults(cover, press, fetcher)))
            others.append((COVER, cover))
    count = len(document.pages)
    padded = -(-count // press.multiple) * press.multiple
    text = ticket(job, press, (width, height), padded, padded - count)
    others.append((TICKET, text.encode()))
    files = tuple(sorted(fetcher.asked))
    return Rendered(pages, padded, tuple(lines), files, tuple(others))


def _bleeding(press: Press) -> str:
    """Return the style that paints pages beyond their edge; we draw the marks ourselves."""
    return f"@page {{ bleed: {press.bleed:g}mm !important; marks: none !important }}"


def _cover_style(press: Press, width: float, height: float) -> str:
    """Return the style that makes a page of the cover's size, and gives it those of its parts."""
    sheet = f"{2 * width + press.spine:.3f}mm {height:.3f}mm"
    return f"""
:root {{ --panel-width: {width:.3f}mm; --panel-height: {height:.3f}mm;
  --spine-width: {press.spine:g}mm }}
{_bleeding(press)}
@page {{ size: {sheet} !important; margin: 0 !important }}"""


def _faults(pdf: bytes, press: Press, fetcher: JobFetcher) -> Iterator[LogLine]:
    """Yield what a print shop would find wrong, as lines of the log."""
    asked = Asked(press.bleed, press.resolution, press.multiple, press.ink)
    names = {
        name: file
        for file, url in fetcher.asked.items()
        for each in (url, *_inside(fetcher.outdir / file))
        for name in _names(each)
    }
    with pikepdf.open(BytesIO(pdf)) as opened:
        document = Document(opened, asked)
        try:
            found = answers(document)
        except TooMuchError as error:
            yield LogLine(logging.WARNING, f"Preflight: {error}")
            return
        painted = document.painted
    for number, page in enumerate(painted, 1):
        for placed in page.placed:
            if placed.resolution < press.resolution - 0.5:
                name = names.get(placed.name.lstrip("/"), placed.name)
                text = (
                    f'Image "{name}" has {int(placed.resolution)} dpi on page {number},'
                    f" not {press.resolution}"
                )
                yield LogLine(logging.WARNING, text)
    for answer in found:
        for fault in answer.faults if answer.name != "pictures" else ():
            place = f" ({fault.page})" if fault.page else ""
            yield LogLine(logging.WARNING, f"Preflight: {answer.title}: {fault.text}{place}")


def _names(url: str) -> tuple[str, str]:
    """Return the names in the PDF of the picture at *url*, as it is, and smoothed."""
    # WeasyPrint 70 (`Stream.add_image`)
    name = f"i{md5(url.encode(), usedforsecurity=False).hexdigest()}"
    return f"{name}0", f"{name}1"


def _inside(file: Path) -> Iterator[str]:
    """Yield the addresses of the pictures that a drawing holds itself."""
    if file.suffix.lower() != ".svg":
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=True)
    with suppress(OSError, etree.XMLSyntaxError):
        for _, element in etree.iterwalk(etree.parse(file, parser), tag="{*}image"):
            yield from (str(v) for v in element.attrib.values() if str(v).startswith("data:"))


def _profiles(fetcher: JobFetcher) -> dict[str, bytes]:
    """Return the profiles of the pictures: WeasyPrint keeps those of JPEGs alone."""
    found = {}
    for file, url in fetcher.asked.items():
        with suppress(OSError, DecompressionBombError), Image.open(fetcher.outdir / file) as image:
            if profile := image.info.get("icc_profile"):
                found.update(dict.fromkeys(_names(url), profile))
    return found
