"""A PDF that a print shop takes, and what happens to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String

from ext_pdf.preflight.run import Answer, Asked, examine
from ext_pdf.press.settings import PROFILES, described

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PROFILE = (PROFILES / described()["file"]).read_bytes()
#: black text as it should be, and text in a colour
CONTENT = b"/Over gs 0 0 0 1 k BT /F 12 Tf (a) Tj ET /Apart gs 0 0.9 0.9 0.3 k BT /F 9 Tf (b) Tj ET"
XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 rdf:about="" pdfxid:GTS_PDFXVersion="PDF/X-4" pdf:Trapped="False"
 xmp:CreateDate="2024-01-31T00:00:00Z">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">A</rdf:li></rdf:Alt></dc:title></rdf:Description>
</rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def sound() -> pikepdf.Pdf:
    """Return a PDF/X-4 of four pages, without a fault."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=Name("/ABCDEF+Amiri"),
            FontDescriptor=Dictionary(FontFile2=pdf.make_stream(b"font")),
        )
    )
    states = Dictionary(
        Over=Dictionary(OP=True, op=True, OPM=1), Apart=Dictionary(OP=False, op=False)
    )
    for _ in range(4):
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([-30, -30, 450, 650]),
            BleedBox=Array([-9, -9, 429, 629]),
            TrimBox=Array([0, 0, 420, 620]),
            Resources=Dictionary(Font=Dictionary(F=font), ExtGState=states),
            Contents=pdf.make_stream(CONTENT),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    profile = pdf.make_indirect(Stream(pdf, PROFILE, N=4))
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFX,
                OutputConditionIdentifier=String("FOGRA39"),
                DestOutputProfile=profile,
            )
        ]
    )
    pdf.Root.Metadata = Stream(pdf, XMP.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Lang = String("ar")
    pdf.Root.ViewerPreferences = Dictionary(Direction=Name.R2L)
    return pdf


class Examined:
    """The answers to one file."""

    def __init__(self, answers: list[Answer]) -> None:
        self.answers = {answer.name: answer for answer in answers}

    @property
    def faulty(self) -> set[str]:
        """The conditions with faults."""
        return {name for name, answer in self.answers.items() if answer.faults}

    def said(self, name: str) -> str:
        """Return the faults of a condition as text."""
        return " | ".join(f"{f.page}: {f.text}" for f in self.answers[name].faults)

    def found(self, name: str) -> str:
        """Return the facts of a condition as text."""
        return " | ".join(fact.text for fact in self.answers[name].facts)


class Examine(Protocol):
    """Change the sound PDF, and examine it."""

    def __call__(
        self,
        change: Callable[[pikepdf.Pdf], None] = ...,
        asked: Asked = ...,
        version: str = ...,
        encryption: pikepdf.Encryption | None = ...,
    ) -> Examined: ...


@pytest.fixture
def changed(tmp_path: Path) -> Examine:
    """Return a function that examines the sound PDF after a change."""

    def run(
        change: Callable[[pikepdf.Pdf], None] = lambda pdf: None,
        asked: Asked = Asked(),  # noqa: B008 - frozen
        version: str = "1.6",
        encryption: pikepdf.Encryption | None = None,
    ) -> Examined:
        path = tmp_path / "a.pdf"
        with sound() as pdf:
            change(pdf)
            pdf.save(path, force_version=version, encryption=encryption or False)
        return Examined(examine(path, asked))

    return run
