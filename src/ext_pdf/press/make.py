"""From the renderer's PDF to one that a press takes: PDF/X-4 (ISO 15930-7). Plain Python.

`ext_pdf.render` hands over the pages as they look; here their colours become inks, the boxes say
what is cut off, marks are drawn around them, and blank pages fill the last sheet.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from ext_pdf.press.convert import convert
from ext_pdf.press.inks import Inks, read_profile
from ext_pdf.press.marks import Box, draw, sheet
from ext_pdf.walk import inherited

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ext_pdf.jobs import Job
    from ext_pdf.press.settings import Press

STANDARD = "PDF/X-4"
_PDFX = "http://www.npes.org/pdfx/ns/id/"
#: a document without a date has this one: PDF/X asks for one, and the clock may not give it
NO_DATE = "2000-01-01"
#: what a press has no use for, or may not meet
_CATALOG = ("/Outlines", "/Names", "/Dests", "/AcroForm", "/OpenAction", "/AA", "/PageMode")
_TAGS = ("/StructTreeRoot", "/MarkInfo", "/PageLabels")
_PAGE = ("/Annots", "/AA", "/Tabs", "/StructParents", "/Thumb", "/CropBox", "/ArtBox")


def make_press(
    pages: bytes,
    job: Job,
    press: Press,
    *,
    is_cover: bool = False,
    folds: Sequence[float] = (),
    profiles: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return *pages* made ready for the press; *folds* are where a cover is folded, in points.

    *profiles* are those of the pictures, see `convert`.

    Raises:
        UnconvertibleError: a colour cannot be separated.

    """
    profile = read_profile(Path(press.profile))
    with pikepdf.open(BytesIO(pages)) as pdf:
        strip(pdf)
        convert(pdf, Inks(profile, press.colours, press.ink), profiles)
        for page in pdf.pages:
            lay_out(pdf, page.obj, press, folds)
        if not is_cover:
            pad(pdf, press)
        state_intent(pdf, press, profile)
        describe(pdf, job)
        out = BytesIO()
        pdf.remove_unreferenced_resources()
        pdf.save(out, deterministic_id=True, force_version="1.6", fix_metadata_version=False)
    return out.getvalue()


def strip(pdf: pikepdf.Pdf) -> None:
    """Take out links, bookmarks, forms and tags: they are for screens."""
    for name in (*_CATALOG, *_TAGS):
        if name in pdf.Root:
            del pdf.Root[name]
    for page in pdf.pages:
        for name in _PAGE:
            if name in page.obj:
                del page.obj[name]


def trim_of(page: pikepdf.Object) -> Box:
    """Return the box of what is left of a page when it was cut."""
    found = (inherited(page, name) for name in ("/TrimBox", "/CropBox", "/MediaBox"))
    numbers = next(box for box in found if box is not None)  # qpdf gives every page a MediaBox
    return Box(*(float(number) for number in numbers))


def lay_out(
    pdf: pikepdf.Pdf, page: pikepdf.Object, press: Press, folds: Sequence[float] = ()
) -> None:
    """Set the boxes of a page, end what is painted at the bleed, and draw the marks."""
    trim = trim_of(page)
    bleed, media = sheet(trim, press)
    page.TrimBox, page.BleedBox, page.MediaBox = (
        Array(box.numbers()) for box in (trim, bleed, media)
    )
    clip = f"q {bleed.left:.4f} {bleed.bottom:.4f} {bleed.width:.4f} {bleed.height:.4f} re W n"
    before = pdf.make_stream(clip.encode())
    marks = draw(trim, press, folds) if press.marks else b""
    after = pdf.make_stream(b"Q\n" + marks)
    page.Contents = Array([before, page.Contents, after])
    if _is_transparent(page.get("/Resources")):
        page.Group = Dictionary(
            Type=Name.Group, S=Name.Transparency, CS=Name.DeviceCMYK, I=True, K=False
        )


def _is_transparent(resources: pikepdf.Object | None) -> bool:
    """Return whether something on a page lets through what is below it."""
    states = resources.get("/ExtGState") if resources is not None else None
    for _, state in (states or Dictionary()).items():  # noqa: PERF102 - no values()
        if any(float(state.get(name, 1)) < 1 for name in ("/ca", "/CA")):
            return True
        if state.get("/BM", "/Normal") != "/Normal" or isinstance(state.get("/SMask"), Dictionary):
            return True
    forms = resources.get("/XObject") if resources is not None else None
    return any("/SMask" in form or "/Group" in form for _, form in (forms or Dictionary()).items())


def pad(pdf: pikepdf.Pdf, press: Press) -> None:
    """Add blank pages until the sheets are full."""
    trim = trim_of(pdf.pages[-1].obj)
    while len(pdf.pages) % press.multiple:
        box = Array(trim.numbers())
        blank = Dictionary(Type=Name.Page, MediaBox=box, TrimBox=box, Resources=Dictionary())
        blank.Contents = pdf.make_stream(b"")
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(blank)))
        lay_out(pdf, pdf.pages[-1].obj, press)


def state_intent(pdf: pikepdf.Pdf, press: Press, profile: bytes) -> None:
    """Say for which printing the inks were chosen."""
    stream = Stream(pdf, profile, N=4, Alternate=Name.DeviceCMYK)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(press.condition),
        Info=String(press.info or press.condition),
        DestOutputProfile=pdf.make_indirect(stream),
    )
    if press.registry:
        intent.RegistryName = String(press.registry)
    pdf.Root.OutputIntents = Array([intent])


def describe(pdf: pikepdf.Pdf, job: Job) -> None:
    """Write the side it is bound on, and the metadata twice, as PDF/X asks: plain and as XMP."""
    dates = {"CreationDate": job.created, "ModDate": job.modified or job.created}
    for name, date in dates.items():
        day = date or NO_DATE
        pdf.docinfo[f"/{name}"] = String(f"D:{day.replace('-', '')}000000Z")
    pdf.docinfo.Title = String(job.title)
    pdf.Root.Lang = String(job.language)
    pdf.Root.ViewerPreferences = Dictionary(
        Direction=Name.R2L if job.direction == "rtl" else Name.L2R, DisplayDocTitle=True
    )
    pdf.docinfo.Trapped = Name("/False")
    if "/Metadata" in pdf.Root:
        del pdf.Root.Metadata
    document = uuid5(NAMESPACE_URL, f"{job.url}#{job.title}")
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata.register_xml_namespace(_PDFX, "pdfxid")
        metadata["dc:format"] = "application/pdf"
        metadata["dc:title"] = job.title
        metadata["dc:language"] = {job.language}
        if job.authors:
            metadata["dc:creator"] = list(job.authors)
        metadata["xmp:CreateDate"] = f"{job.created or NO_DATE}T00:00:00Z"
        for name in ("xmp:ModifyDate", "xmp:MetadataDate"):
            metadata[name] = f"{job.modified or job.created or NO_DATE}T00:00:00Z"
        metadata["xmpMM:DocumentID"] = document.urn
        metadata["xmpMM:VersionID"] = "1"
        metadata["xmpMM:RenditionClass"] = "default"
        metadata["pdf:Trapped"] = "False"
        metadata["pdfxid:GTS_PDFXVersion"] = STANDARD
