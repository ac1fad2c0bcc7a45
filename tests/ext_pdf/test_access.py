"""What screen readers and archives ask of a PDF: each condition, and a PDF that fails it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from ext_pdf.preflight.document import Document
from ext_pdf.preflight.registry import CONDITIONS
from ext_pdf.preflight.run import answers, examine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import TypeAlias

    Spoil: TypeAlias = Callable[[pikepdf.Pdf], None]


def faults(pdf: bytes | pikepdf.Pdf) -> dict[str, list[str]]:
    """Return the faults of each condition that has any."""
    if isinstance(pdf, bytes):
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            return faults(opened)
    found = answers(Document(pdf), "screen")
    return {each.name: [fault.text for fault in each.faults] for each in found if each.faults}


def spoiled(pdf: bytes, spoil: Spoil) -> dict[str, list[str]]:
    """Return the faults of a copy that *spoil* has changed, after it was written and read."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        spoil(opened)
        target = io.BytesIO()
        opened.save(target)
    return faults(target.getvalue())


def elements(pdf: pikepdf.Pdf, tag: str) -> Iterator[Any]:
    """Yield the structure elements of a type."""

    def walk(element: Any) -> Iterator[Any]:
        if tag == element.S:
            yield element
        found = element.get("/K", Array())
        for kid in found if isinstance(found, Array) else [found]:
            if isinstance(kid, Dictionary) and "/S" in kid:
                yield from walk(kid)

    for top in pdf.Root.StructTreeRoot.K:
        yield from walk(top)


def first(pdf: pikepdf.Pdf, tag: str) -> Any:
    return next(elements(pdf, tag))


def notes(pdf: pikepdf.Pdf) -> list[Any]:
    return [note for page in pdf.pages for note in page.get("/Annots", Array())]


def rename(tag: str, other: str) -> Spoil:
    def spoil(pdf: pikepdf.Pdf) -> None:
        first(pdf, tag).S = Name(other)

    return spoil


def without(name: str) -> Spoil:
    """Take an entry out of the catalog."""

    def spoil(pdf: pikepdf.Pdf) -> None:
        del pdf.Root[name]

    return spoil


def forget(tag: str, name: str) -> Spoil:
    """Take an entry out of the first element of a type."""

    def spoil(pdf: pikepdf.Pdf) -> None:
        del first(pdf, tag)[name]

    return spoil


def prepend(operators: bytes) -> Spoil:
    def spoil(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(operators, prepend=True)

    return spoil


def drop_paragraph(pdf: pikepdf.Pdf) -> None:
    section = first(pdf, "/Sect")
    section.K = Array(k for k in section.K if not (isinstance(k, Dictionary) and k.S == "/H1"))


def use_twice(pdf: pikepdf.Pdf) -> None:
    heading = first(pdf, "/H1")
    other = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.P, K=heading.K[0].K, Pg=heading.Pg)
    )
    first(pdf, "/Sect").K.append(other)


def same_note_twice(pdf: pikepdf.Pdf) -> None:
    note = first(pdf, "/Note")
    copy = Dictionary(Type=Name.StructElem, S=Name.Note, ID=note.ID, K=Array())
    first(pdf, "/Sect").K.append(pdf.make_indirect(copy))


def undescribed(tag: str) -> Spoil:
    def spoil(pdf: pikepdf.Pdf) -> None:
        made = Dictionary(Type=Name.StructElem, S=Name(tag), K=Array())
        first(pdf, "/Sect").K.append(pdf.make_indirect(made))

    return spoil


def short_row(pdf: pikepdf.Pdf) -> None:
    row = [*elements(pdf, "/TR")][-1]
    row.K = Array([row.K[0]])


def no_scope(pdf: pikepdf.Pdf) -> None:
    for cell in elements(pdf, "/TH"):
        del cell.A["/Scope"]
    for cell in elements(pdf, "/TD"):
        del cell.A["/Headers"]


def lonely_link(pdf: pikepdf.Pdf) -> None:
    link = first(pdf, "/Link")
    link.K = Array(k for k in link.K if not isinstance(k, Dictionary))


def link_in_a_paragraph(pdf: pikepdf.Pdf) -> None:
    for link in elements(pdf, "/Link"):
        link.S = Name.Span


def silent_link(pdf: pikepdf.Pdf) -> None:
    del notes(pdf)[0]["/Contents"]


def unordered(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        if "/Tabs" in page:
            del page["/Tabs"]


def no_title(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        del metadata["dc:title"]


def no_claim(family: str) -> Spoil:
    def spoil(pdf: pikepdf.Pdf) -> None:
        text = pdf.Root.Metadata.read_bytes()
        pdf.Root.Metadata.write(text.replace(f"{family}:part>".encode(), f"{family}:no>".encode()))

    return spoil


def unprinted(pdf: pikepdf.Pdf) -> None:
    notes(pdf)[0].F = 0


def layers(**values: Any) -> Spoil:
    def spoil(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OCProperties = Dictionary(OCGs=Array(), **values)

    return spoil


def smoothed(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(b"\0", Subtype=Name.Image, Width=1, Height=1, Interpolate=True)
    pdf.pages[0].obj.Resources.XObject = Dictionary(I=form)


def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def script_on_a_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].AA = Dictionary(O=Dictionary(S=Name.Named, N=Name.NextPage))


def unnamed_file(pdf: pikepdf.Pdf) -> None:
    for spec in pdf.attachments.values():
        del spec.obj["/UF"]


def fonts(pdf: pikepdf.Pdf) -> list[Any]:
    return [font for page in pdf.pages for font in page.Resources.Font.values()]


def no_text(pdf: pikepdf.Pdf) -> None:
    del fonts(pdf)[0]["/ToUnicode"]


def empty_text(pdf: pikepdf.Pdf) -> None:
    table = b"1 beginbfchar\n<0001> <0000>\nendbfchar"
    fonts(pdf)[0].ToUnicode = pdf.make_stream(table)


def no_font(pdf: pikepdf.Pdf) -> None:
    described = fonts(pdf)[0].DescendantFonts[0].FontDescriptor
    for name in ("/FontFile2", "/FontFile3"):
        if name in described:
            del described[name]


SPOILED: list[tuple[Spoil, str, str]] = [
    (without("/MarkInfo"), "tags", "MarkInfo"),
    (without("/StructTreeRoot"), "tags", "structure tree"),
    (prepend(b"BT /F1 12 Tf (x) Tj ET\n"), "tags", "01-005"),
    (
        prepend(
            b"/Artifact BMC q BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q EMC BT /F1 12 Tf (x) Tj ET\n"
        ),
        "tags",
        "01-005",
    ),
    (drop_paragraph, "tags", "01-005"),
    (prepend(b"/Artifact BMC /Span <</MCID 9999>> BDC EMC EMC\n"), "tags", "01-003"),
    (use_twice, "tags", "twice"),
    (rename("/P", "/Absatz"), "structure", "02-001"),
    (rename("/LI", "/P"), "structure", "09-005"),
    (rename("/H1", "/H2"), "structure", "14-002"),
    (rename("/H2", "/H4"), "structure", "14-003"),
    (rename("/H3", "/H"), "structure", "14-007"),
    (without("/Lang"), "language", "11-006"),
    (lambda pdf: pdf.Root.__setattr__("Lang", "عربي!"), "language", "no language"),
    (undescribed("/Figure"), "names", "13-004"),
    (undescribed("/Formula"), "names", "17-002"),
    (forget("/Note", "/ID"), "names", "19-003"),
    (layers(D=Dictionary()), "layers", "20-002"),
    (same_note_twice, "names", "19-004"),
    (no_scope, "tables", "15-003"),
    (short_row, "tables", "not of one length"),
    (lonely_link, "links", "28-011"),
    (link_in_a_paragraph, "links", "28-011"),
    (silent_link, "links", "28-012"),
    (unordered, "links", "28-008"),
    (without("/Metadata"), "metadata", "06-001"),
    (no_claim("pdfuaid"), "metadata", "06-002"),
    (no_title, "metadata", "06-003"),
    (without("/ViewerPreferences"), "metadata", "07-001"),
    (no_claim("pdfaid"), "archive", "PDF/A-3"),
    (without("/OutputIntents"), "archive", "OutputIntent"),
    (unprinted, "archive", "printed"),
    (smoothed, "archive", "Interpolate"),
    (script, "archive", "/JavaScript"),
    (script_on_a_page, "archive", "AA"),
    (without("/AF"), "sources", "AF"),
    (unnamed_file, "sources", "21-001"),
    (no_text, "letters", "31-027"),
    (empty_text, "letters", "31-028"),
    (no_font, "fonts", "not embedded"),
]


def test_our_own_pdf_has_no_fault(tagged: bytes) -> None:
    assert faults(tagged) == {}


@pytest.mark.parametrize(("spoil", "name", "said"), SPOILED)
def test_each_fault_is_found(tagged: bytes, spoil: Spoil, name: str, said: str) -> None:
    found = spoiled(tagged, spoil)
    assert any(said in text for text in found.get(name, [])), found


def test_every_condition_has_a_pdf_that_fails_it() -> None:
    asked = {name for name, each in CONDITIONS.items() if "screen" in each.purposes}
    assert asked == {name for _, name, _ in SPOILED}


def test_a_file_is_examined_as_what_it_says_it_is(tagged: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(tagged)
    names = [answer.name for answer in examine(path)]
    assert "tags" in names
    assert "bleed" not in names
    assert "bleed" in [answer.name for answer in examine(path, purpose="press")]


def test_an_encrypted_file_is_no_archive(tagged: bytes) -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(tagged)) as pdf:
        allow = pikepdf.Permissions(accessibility=False, extract=False)
        pdf.save(
            target,
            encryption=pikepdf.Encryption(owner="x", allow=allow, R=3, aes=False, metadata=False),
        )
    found = faults(target.getvalue())
    assert any("encrypted" in text for text in found["archive"])
    assert any("26-002" in text for text in found["metadata"])
