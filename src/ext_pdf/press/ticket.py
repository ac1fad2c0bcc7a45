"""The job ticket: what the print shop gets, in words, in the language of the edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ext_arabic import messages
from ext_pdf.jobs import COVER
from ext_pdf.press.marks import EDGE, GAP, LENGTH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ext_pdf.jobs import Job
    from ext_pdf.press.settings import Press


def ticket(job: Job, press: Press, size: tuple[float, float], pages: int, blank: int) -> str:
    """Return the ticket; *size* in millimetres, *pages* with the *blank* ones at the end."""
    rows = list(_rows(job, press, size, pages, blank))
    return "\n".join([*(f"{name}: {value}" for name, value in rows if value), ""])


def _rows(
    job: Job, press: Press, size: tuple[float, float], pages: int, blank: int
) -> Iterator[tuple[str, str]]:
    _ = messages.page("ext_pdf", job.language)
    width, height = size
    name = job.docname.rpartition("/")[2]
    is_black = press.colours == "k"
    inks = _("black (K)") if is_black else _("cyan, magenta, yellow, black (CMYK)")
    yield _("Title"), job.title
    yield _("Address"), job.url
    yield _("Pages"), f"{name}.pdf"
    yield (
        _("Number of pages"),
        (
            _("%(pages)d, the last %(blank)d blank") % {"pages": pages, "blank": blank}
            if blank
            else str(pages)
        ),
    )
    yield _("Trimmed size"), _mm(width, height)
    yield _("Bleed"), _("%s mm on every side") % f"{press.bleed:g}"
    slug = press.bleed + GAP + LENGTH + EDGE if press.marks else press.bleed
    yield _("Sheet in the file"), _mm(width + 2 * slug, height + 2 * slug)
    yield _("Marks"), _("crop and registration marks") if press.marks else _("none")
    yield _("Inks"), f"{1 if is_black else 4}/{1 if is_black else 4} · {inks}"
    yield _("Black text"), _("black ink alone, overprinting")
    yield _("Printing condition"), press.condition
    yield _("Standard"), "PDF/X-4"
    yield _("Paper"), press.paper
    yield _("Binding"), _("on the right") if job.direction == "rtl" else _("on the left")
    if job.cover:
        yield _("Cover"), f"{name}{COVER}"
        yield _("Trimmed size of the cover"), _mm(2 * width + press.spine, height)
        yield _("Spine"), _("%s mm") % f"{press.spine:g}"
        yield (
            _("Front panel, seen from outside"),
            (_("on the left") if job.direction == "rtl" else _("on the right")),
        )


def _mm(width: float, height: float) -> str:
    return f"{round(width, 1):g} × {round(height, 1):g} mm"
