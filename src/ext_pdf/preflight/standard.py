"""Conditions on the file as a whole: what it claims to be, and what may not be in it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Stream
from PIL import ImageCms

from ext_arabic import messages
from ext_pdf.preflight.registry import N_, Fact, Fault, condition

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf

    from ext_pdf.preflight.document import Document

__ = messages.console("ext_pdf")

#: the standards, and the newest version of PDF that each allows
_STANDARDS = {
    "PDF/X-1": "1.4",
    "PDF/X-3": "1.4",
    "PDF/X-4": "1.6",
    "PDF/X-5": "1.6",
    "PDF/X-6": "2.0",
}
#: where the International Color Consortium lists conditions of printing
_REGISTRY = "http://www.color.org"
#: annotations that belong to the printing itself
_PRINTERS = frozenset({"/PrinterMark", "/TrapNet"})


@condition("standard", N_("PDF/X"))
def standard(document: Document) -> Iterator[Fact | Fault]:
    """Ask whether the file says which PDF/X it is, and has what that asks for."""
    claimed = document.standard
    if not claimed:
        yield Fault(__("the file does not say that it is PDF/X"))
        return
    newest = next((v for name, v in _STANDARDS.items() if claimed.startswith(name)), None)
    if newest is None:
        yield Fault(__("“%s” is no PDF/X that is known") % claimed)
        return
    yield Fact(f"{claimed} (PDF {document.pdf.pdf_version})")
    if document.pdf.pdf_version > newest:
        parts = {"version": document.pdf.pdf_version, "newest": newest}
        yield Fault(__("PDF %(version)s; allowed up to %(newest)s") % parts)
    if "/ID" not in document.pdf.trailer:
        yield Fault(__("no identifier of the file (ID)"))
    for name, other in (("Title", "title"), ("CreationDate", "CreateDate")):
        if not (document.info(name) or document.xmp.get(other)):
            yield Fault(__("the metadata lack: %s") % name)


@condition("intent", N_("output intent"))
def intent(document: Document) -> Iterator[Fact | Fault]:
    """Ask for which printing the inks were chosen, by name and by profile."""
    if len(document.intents) != 1:
        none = __("no output intent: for which printing it is made is not said")
        yield Fault(__("more than one output intent") if document.intents else none)
        return
    found = document.intents[0]
    name = str(found.get("/OutputConditionIdentifier", ""))
    if not name:
        yield Fault(__("the output intent has no name (OutputConditionIdentifier)"))
    stream = found.get("/DestOutputProfile")
    if not isinstance(stream, Stream):
        # an older standard is content with the name, where it is registered; X-4p with an address
        is_old = document.standard.startswith(("PDF/X-1", "PDF/X-3"))
        is_named = is_old and str(found.get("/RegistryName", "")).startswith(_REGISTRY)
        if is_named or "/DestOutputProfileRef" in found:
            yield Fact(name)
        else:
            yield Fault(__("the output intent has no profile"))
        return
    yield from _profile(name, stream)


def _profile(name: str, stream: pikepdf.Object) -> Iterator[Fact | Fault]:
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(stream.read_bytes())).profile
    except OSError:
        yield Fault(__("the profile of the output intent cannot be read"))
        return
    space = profile.xcolor_space.strip()
    about = (profile.profile_description or "").strip()
    yield Fact(f"{name} · {about} ({space})" if about else f"{name} ({space})")
    if profile.device_class != "prtr":
        yield Fault(__("the profile of the output intent is not a printer's"))
    if space not in {"CMYK", "GRAY"}:
        yield Fault(__("the profile of the output intent is for %s, not for inks") % space)
    if int(stream.get("/N", 0)) != {"CMYK": 4, "GRAY": 1, "RGB": 3}.get(space, 0):
        yield Fault(
            __("the profile of the output intent has another number of colours than it says")
        )


@condition("trapping", N_("trapping"))
def trapping(document: Document) -> Iterator[Fact | Fault]:
    """Ask whether the inks were made to overlap already."""
    found = (document.xmp.get("Trapped") or document.info("Trapped")).lstrip("/")
    if found in {"True", "False"}:
        yield Fact(__("trapped") if found == "True" else __("not trapped"))
    else:
        yield Fault(__("whether it is trapped is not said (Trapped)"))


@condition("encryption", N_("encryption"))
def encryption(document: Document) -> Iterator[Fact | Fault]:
    """Ask whether it is locked: a print shop has to open and change the file."""
    if document.pdf.is_encrypted:
        yield Fault(__("the file is encrypted"))
    else:
        yield Fact(__("none"))


@condition("interactive", N_("annotations, forms, scripts"))
def interactive(document: Document) -> Iterator[Fact | Fault]:
    """Ask whether something on the printed area is for a screen, or acts."""
    root = document.pdf.Root
    form = root.get("/AcroForm")
    if isinstance(form, Dictionary) and len(form.get("/Fields", Array())):
        yield Fault(__("a form with fields"))
    if any(map(_acts, (root.get("/OpenAction"), root.get("/AA")))):
        yield Fault(__("an action that begins when the file is opened"))
    names = root.get("/Names")
    if isinstance(names, Dictionary) and "/JavaScript" in names:
        yield Fault(__("scripts (JavaScript)"))
    is_clean = True
    for number, page in enumerate(document.pages, 1):
        if "/AA" in page:
            yield Fault(__("an action of the page"), number)
        if count := sum(1 for note in _annotations(page) if _is_printed(document, page, note)):
            is_clean = False
            yield Fault(__("annotations on the printed area: %d") % count, number)
    if is_clean:
        yield Fact(__("none on the printed area"))


def _annotations(page: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for note in page.get("/Annots") or ():
        if isinstance(note, Dictionary) and str(note.get("/Subtype")) not in _PRINTERS:
            yield note


def _is_printed(document: Document, page: pikepdf.Object, note: pikepdf.Object) -> bool:
    """Return whether an annotation reaches into the area that is printed."""
    place = document.box(note, "Rect")
    area = document.box(page, "BleedBox") or document.box(page, "MediaBox")
    if place is None or area is None:
        return True
    return place[0] < area[2] and place[2] > area[0] and place[1] < area[3] and place[3] > area[1]


def _acts(value: pikepdf.Object | None) -> bool:
    """Return whether *value* is more than a place to go to."""
    if not isinstance(value, Dictionary):
        return False
    return "/S" not in value or value.get("/S") != "/GoTo"
