"""What a screen reader finds in a PDF: elements, languages, notes, descriptions, order."""

from __future__ import annotations

import io
from collections import Counter
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pikepdf
import pydyf
import pytest
from tests.ext_pdf.conftest import TAGGED_STYLE

from ext_pdf.structure import TagError, read_elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.ext_pdf.conftest import RenderTagged

#: what may stand directly in what (ISO 32000-1, 14.8.4)
INSIDE = {
    "/L": {"/LI", "/Caption"},
    "/LI": {"/Lbl", "/LBody"},
    "/TR": {"/TH", "/TD"},
    "/THead": {"/TR"},
    "/TBody": {"/TR"},
    "/Table": {"/Caption", "/THead", "/TBody", "/TFoot", "/TR"},
}


@pytest.fixture
def pdf(tagged: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(tagged)) as opened:
        yield opened


def walk(element: Any, parent: str = "") -> Iterator[tuple[str, Any]]:
    """Yield each element, in reading order, with the type of its parent."""
    yield parent, element
    for kid in kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from walk(kid, str(element.S))


def kids(element: Any) -> list[Any]:
    found = element.get("/K", pikepdf.Array())
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def read(pdf: pikepdf.Pdf) -> dict[tuple[int, int], str]:
    """Return what each piece of marked content on each page is: its tag."""
    found = {}
    for number, page in enumerate(pdf.pages):
        depth = 0
        for each in pikepdf.parse_content_stream(page):
            operands = list(each.operands)
            match str(each.operator):
                case "BDC" | "BMC":
                    depth += 1
                    mark: Any = operands[1] if len(operands) > 1 else {}
                    if "/MCID" in mark:
                        found[number, int(mark["/MCID"])] = str(operands[0])
                case "EMC":
                    depth -= 1
                case "Tj" | "TJ" | "f" | "S" | "Do" | "sh":
                    assert depth, "painted, and neither content nor artifact"
    return found


def test_a_screen_reader_finds_what_the_page_shows(pdf: pikepdf.Pdf) -> None:
    root = pdf.Root.StructTreeRoot.K[0]
    elements = list(walk(root))
    count = Counter(str(element.S) for _, element in elements)
    assert count["/H1"] == 1
    assert count["/H2"] == 2
    assert len(pdf.pages) >= 3
    # the long paragraph goes over pages, and is one
    assert count["/P"] == 5
    assert count["/Sect"] == 3
    for parent, element in elements:
        assert not parent or str(element.S) in INSIDE.get(parent, {str(element.S)}), parent

    # all content is reached once, and nothing of the margins or the leaders is
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    reached = Counter(
        (pages[element.Pg.objgen], kid)
        for _, element in elements
        for kid in kids(element)
        if isinstance(kid, int)
    )
    marked = read(pdf)
    assert reached.keys() == {key for key, tag in marked.items() if tag != "/Artifact"}
    assert set(reached.values()) == {1}
    tree = pdf.Root.StructTreeRoot.ParentTree.Nums
    rows = {int(tree[at]): tree[at + 1] for at in range(0, len(tree), 2)}
    for number, mcid in reached:
        owner = rows[int(pdf.pages[number].StructParents)][mcid]
        assert mcid in kids(owner)


def test_links_notes_tables_and_languages_are_named(pdf: pikepdf.Pdf) -> None:
    elements = [element for _, element in walk(pdf.Root.StructTreeRoot.K[0])]
    by_tag: dict[str, list[Any]] = {}
    for element in elements:
        by_tag.setdefault(str(element.S), []).append(element)
    notes = [page_note for page in pdf.pages for page_note in page.get("/Annots", [])]
    said = {str(note.Contents) for note in notes}
    assert {"القسم الأول", "فرع", "خاتمة", "رابط"} <= said
    assert {note.get("/F") for note in notes} == {4}, [n for n in notes if "/F" not in n]
    # one link is one element, whatever areas it has
    ids = [str(note.ID) for note in by_tag["/Note"]]
    assert ids
    assert len(set(ids)) == len(ids)
    assert "/Reference" in by_tag
    assert [str(head.A.Scope) for head in by_tag["/TH"]] == ["/Column", "/Column", "/Row"]
    assert [str(e.Lang) for e in elements if "/Lang" in e] == ["en"]
    links = by_tag["/Link"]
    assert not any(str(kid.get("/S")) == "/Link" for e in links for kid in kids(e) if is_dict(kid))


def test_note_that_another_one_refers_to_follows_it(render_tagged: RenderTagged) -> None:
    notes = "<span class=footnote id=a>أولى</span><span class='inner footnote' id=b>داخلها</span>"
    later = f"<p>وبعدها<span class=footnote id=c>ثانية</span>.</p><p>{'نص ' * 300}</p>"
    data = render_tagged(TAGGED_STYLE, f"<section><h1>أ</h1><p>نص{notes}.</p>{later}</section>")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        [section] = [e for _, e in walk(pdf.Root.StructTreeRoot.K[0]) if str(e.S) == "/Sect"]
        tags = [str(kid.S) for kid in kids(section)]
    assert tags == ["/H1", "/P", "/Note", "/Note", "/P", "/Note", "/P"]


def test_the_sources_are_inside_and_the_colours_named(pdf: pikepdf.Pdf) -> None:
    entry = pdf.attachments["مصدر.md"]
    assert entry.get_file().read_bytes().decode() == "# مصدر"
    assert entry.get_file().mime_type == "text/markdown"
    (associated,) = pdf.Root.AF
    assert associated.AFRelationship == "/Source"
    (intent,) = pdf.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    assert intent.DestOutputProfile.N == 3
    with pdf.open_metadata() as metadata:
        assert metadata.pdfa_status == "3A"
        assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"


def test_another_structure_tree_than_weasyprints_is_refused() -> None:
    pdf = pydyf.PDF()
    for tag in ("/Document", "/P"):
        pdf.add_object(pydyf.Dictionary({"Type": "/StructElem", "S": tag, "K": pydyf.Array()}))
    with pytest.raises(TagError):
        read_elements(SimpleNamespace(pages=[]), pdf)


def is_dict(value: Any) -> bool:
    return isinstance(value, pikepdf.Dictionary)
