"""Conditions of an archive: those of PDF/A-3 (ISO 19005-3) that a machine can ask for here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Stream

from ext_arabic import messages
from ext_pdf.preflight.registry import N_, Fact, Fault, condition
from ext_pdf.preflight.tree import annotations_of
from ext_pdf.walk import pictures

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf

    from ext_pdf.preflight.document import Document

__ = messages.console("ext_pdf")

_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide", "/Trans"}
)
_PRINT, _UNSEEN = 4, 1 | 2 | 32  # of an annotation: printed; invisible, hidden, not viewed


@condition("archive", N_("archive"), "screen")
def archive(document: Document) -> Iterator[Fact | Fault]:
    """Ask whether the file says which PDF/A it is, and needs nothing from outside."""
    part = document.identity("pdfa")
    if part != "3":
        yield Fault(__("the metadata do not name PDF/A-3"))
    if document.pdf.is_encrypted:
        yield Fault(__("it is encrypted"))
    if "/ID" not in document.pdf.trailer:
        yield Fault(__("no identifier of the file (ID)"))
    found = document.pdf.Root.get("/OutputIntents")
    intents = [*found] if isinstance(found, Array) else []
    meant = [intent for intent in intents if intent.get("/S") == "/GTS_PDFA1"]
    if not any(isinstance(intent.get("/DestOutputProfile"), Stream) for intent in meant):
        yield Fault(__("no profile says which colours are meant (OutputIntent)"))
    yield from _actions(document)
    for number, page in enumerate(document.pages, 1):
        if any(picture.get("/Interpolate") for picture in pictures(page)):
            yield Fault(__("a picture is smoothed when it is shown (Interpolate)"), number)
    if part:
        yield Fact(f"PDF/A-{part}{document.identity('pdfa', 'conformance')}")


def _actions(document: Document) -> Iterator[Fault]:
    places: list[tuple[pikepdf.Object, int]] = [(document.pdf.Root, 0)]
    for number, page in enumerate(document.pages, 1):
        places.append((page, number))
        for note in annotations_of(page):
            places.append((note, number))
            flags = int(note.get("/F", 0))
            if note.get("/Subtype") != "/Popup" and (not flags & _PRINT or flags & _UNSEEN):
                yield Fault(__("an annotation would not be printed"), number)
    for place, number in places:
        actions = [place.get("/A"), place.get("/OpenAction")]
        kinds = {str(a.get("/S")) for a in actions if isinstance(a, Dictionary)}
        if kinds & _ACTIONS:
            yield Fault(__("an action: %s") % ", ".join(sorted(kinds & _ACTIONS)), number)
        if isinstance(place.get("/AA"), Dictionary):
            yield Fault(__("actions that begin by themselves (AA)"), number)


@condition("sources", N_("files inside"), "screen")
def sources(document: Document) -> Iterator[Fact | Fault]:
    """Ask whether each file inside says what it is to the document."""
    listed = document.pdf.Root.get("/AF")
    known = {each.objgen for each in listed} if isinstance(listed, Array) else set()
    for name, spec in document.pdf.attachments.items():
        values = spec.obj
        if "/F" not in values or "/UF" not in values:
            yield Fault(__("21-001: %s has no name for every reader (F, UF)") % name)
        if "/AFRelationship" not in values or values.objgen not in known:
            yield Fault(__("%s does not say what it is to the document (AF)") % name)
    yield Fact(", ".join(document.pdf.attachments) or __("none"))
