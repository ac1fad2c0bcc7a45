"""The structure of hard pages: torn lists, spans, terms, notes, blanks, contents."""

from __future__ import annotations

import io
from collections import Counter
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pikepdf
import pydyf
import pytest
from tests.ext_pdf.conftest import DOT
from tests.ext_pdf.test_tags import kids, walk

from ext_pdf.preflight.document import Document
from ext_pdf.preflight.run import answers
from ext_pdf.structure import Element
from ext_pdf.tables import mend_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.ext_pdf.conftest import RenderTagged

LONG = "كلام كثير يملأ الصفحة ويمتد إلى ما بعدها. " * 25
STYLE = """
@page { size: A6; margin: 12mm }
body { font-family: Amiri }
ul { list-style: disc }
.contents a::after { content: leader(".") target-counter(attr(href url), page) }
.plain, .contents ul { list-style: none }
:root { --folio: arabic-indic }
table + table { break-before: page }
.colophon div, .colophon dt, .colophon dd { display: inline }
.colophon dt::after { content: ": " }
.colophon div + div::before { content: " · " }
"""
BODY = f"""
<section><h1>عنوان</h1>
<div class="contents"><p>المحتويات</p><ul><li><a href="#s">قسم</a>
<ul><li><a href="#t">فرع</a></li></ul></li></ul></div>
<p>يقول <span dir="ltr">The Economist</span> إن <a href="https://midad.example/x">هذا الرابط
الطويل الذي لا يسعه سطر واحد فيُقطع سطرين</a> هنا.<span class="footnote" id="n1">نص
الحاشية.<span class="note-block">فقرة ثانية فيها.</span><span class="note-list"><span
class="note-item">بند</span></span><span class="note-list numbered"><span
class="note-item">بند</span></span></span> ثم يمضي.</p>
<ul class="plain"><li>{LONG}</li><li>قصير</li></ul>
<ol id="s"><li>{LONG}<ul><li>فرع</li></ul></li></ol>
<dl><dt>مصطلح</dt><dd>تعريفه</dd><dd>تعريف ثان</dd><dt>آخر</dt><dd>تعريف</dd></dl>
<dl class="colophon"><div><dt>الناشر</dt><dd>مداد</dd></div>
<div><dt>التاريخ</dt><dd>2024</dd></div></dl>
<h2 id="t">جداول<span></span></h2>
<table><thead><tr>
<th rowspan="2"><a href="https://midad.example/h">سنة</a></th><th colspan="2">قيم</th></tr>
<tr><th>ذكور</th><th>إناث</th></tr></thead>
<tbody><tr><th>2021</th><td>1</td><td>2</td></tr>
<tr><th>2022</th><td colspan="2">3{LONG}</td></tr></tbody></table>
<table><tr><th>أ</th><th>ب</th></tr><tr><th scope="row">ج</th><td></td></tr></table>
<p><a href="https://midad.example/y"><img alt="نقطة" src="data:image/png;base64,{DOT}"></a></p>
<div><pre>x = 1</pre></div><p>اكتب <code>midad</code> <b>ثم</b> <i>قم</i></p>
</section>
"""


@pytest.fixture(scope="module")
def data(render_tagged: RenderTagged) -> bytes:
    return render_tagged(STYLE, BODY)


@pytest.fixture
def pdf(data: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(data)) as opened:
        yield opened


@pytest.fixture
def found(pdf: pikepdf.Pdf) -> list[tuple[str, Any]]:
    """Return every element with the type of its parent."""
    return [*walk(pdf.Root.StructTreeRoot.K[0])]


def of(found: list[tuple[str, Any]], tag: str) -> list[Any]:
    return [element for _, element in found if tag == element.S]


def tags(element: Any) -> list[str]:
    return [
        str(kid.S) for kid in kids(element) if isinstance(kid, pikepdf.Dictionary) if "/S" in kid
    ]


def test_nothing_is_wrong_with_it(pdf: pikepdf.Pdf) -> None:
    assert [fault.text for each in answers(Document(pdf), "screen") for fault in each.faults] == []


def test_nothing_is_empty_but_cells(found: list[tuple[str, Any]]) -> None:
    empty = [str(element.S) for _, element in found if not kids(element)]
    assert empty == ["/TD"]


def test_items_that_a_page_cuts_are_one(found: list[tuple[str, Any]]) -> None:
    lists = of(found, "/L")
    assert [len(kids(element)) for element in lists] == [1, 1, 2, 1, 1, 2, 2]
    note, counted, plain, numbered, below, terms, colophon = lists
    for item in kids(plain):
        assert tags(item) == ["/LBody"]
    assert tags(kids(numbered)[0]) == ["/Lbl", "/LBody"]
    numbering = [str(each.A.ListNumbering) if "/A" in each else "" for each in lists]
    assert numbering == ["/Disc", "/Decimal", "", "/Decimal", "/Disc", "", ""]
    assert [tags(item) for item in kids(terms)] == [
        ["/Lbl", "/LBody", "/LBody"],
        ["/Lbl", "/LBody"],
    ]
    assert [tags(item) for item in kids(colophon)] == [["/Lbl", "/LBody"]] * 2
    assert tags(kids(note)[0]) == tags(kids(counted)[0]) == ["/Lbl", "/LBody"]
    assert tags(kids(below)[0]) == ["/Lbl", "/LBody"]


def test_contents_refer(found: list[tuple[str, Any]]) -> None:
    first, second = of(found, "/TOC")
    assert tags(first) == ["/TOCI"]
    assert tags(kids(first)[0]) == ["/Reference", "/TOC"]
    assert tags(kids(second)[0]) == ["/Reference"]


def test_link_over_two_lines_is_one(found: list[tuple[str, Any]]) -> None:
    link = next(each for parent, each in found if each.S == "/Link" and parent == "/P")
    assert tags(link) == ["/Span"]
    areas = [kid for kid in kids(link) if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid]
    assert len(areas) == 2


def test_each_line_of_a_link_is_met_once(pdf: pikepdf.Pdf, found: list[tuple[str, Any]]) -> None:
    entry = of(found, "/Link")[0]
    (area,) = [
        kid.Obj for kid in kids(entry) if isinstance(kid, pikepdf.Dictionary) if "/Obj" in kid
    ]
    assert area.Contents == "قسم"
    left, _, right, _ = map(float, area.Rect)
    assert right - left > 200, "from the words to the number of the page"
    notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
    said = [str(note.Contents) for note in notes]
    assert said.count("سنة") == 1, "not in the head that is printed again"
    assert said.count("نقطة") == 1
    assert len(said) == 2 + 2 + 1 + 1
    tree = pdf.Root.StructTreeRoot.ParentTree.Nums
    for note in notes:
        assert int(note.StructParent) in [int(key) for key in tree[::2]]


def test_note_stands_after_the_paragraph_that_refers_to_it(found: list[tuple[str, Any]]) -> None:
    (note,) = of(found, "/Note")
    section = next(each for each in of(found, "/Sect") if "/Note" in tags(each))
    assert tags(section)[2:4] == ["/P", "/Note"]
    assert tags(note)[-3:] == ["/P", "/L", "/L"]
    assert "/Lbl" in [str(each.S) for _, each in walk(note)]


def test_blank_between_words_is_said(found: list[tuple[str, Any]]) -> None:
    said = [str(each.ActualText) for _, each in found if "/ActualText" in each]
    assert said
    assert set(said) == {" "}


def test_heads_of_cells_are_counted_over_rows_and_columns(found: list[tuple[str, Any]]) -> None:
    heads = of(found, "/TH")
    scopes = [str(head.A.Scope)[1] for head in heads]
    assert scopes == ["C", "C", "C", "C", "R", "R", "C", "C", "R"]
    names = {str(head.ID): number for number, head in enumerate(heads)}
    cells = [[names[str(each)] for each in cell.A.Headers] for cell in of(found, "/TD")]
    assert cells == [[1, 2, 4], [1, 3, 4], [1, 2, 3, 5], [7, 8]]


def test_code_is_code(found: list[tuple[str, Any]]) -> None:
    assert len(of(found, "/Code")) == 2


def test_a_table_in_a_cell_has_its_own_heads(render_tagged: RenderTagged) -> None:
    inner = "<table><tr><th>س</th><th>ص</th></tr><tr><td>5</td><td>6</td></tr></table>"
    outer = (
        "<table><thead><tr><th>أ</th><th>ب</th><th>ج</th></tr></thead><tbody>"
        f"<tr><td>1</td><td rowspan='2'>{inner}</td><td>2</td></tr>"
        "<tr><td>3</td><td>4</td></tr></tbody></table>"
    )
    with pikepdf.open(io.BytesIO(render_tagged(STYLE, outer))) as pdf:
        found = [*walk(pdf.Root.StructTreeRoot.K[0])]
        names = {str(head.ID): number for number, head in enumerate(of(found, "/TH"))}
        cells = [[names[str(each)] for each in cell.A.Headers] for cell in of(found, "/TD")]
    assert cells == [[0], [1], [3], [4], [2], [0], [2]]


def test_heads_of_a_cell_are_not_looked_for_among_all_cells() -> None:
    cells = Counter[str]()

    class Cell(Element):
        @property
        def tag(self) -> str:
            cells[super().tag] += 1
            return super().tag

    def element(tag: str, *kids: Element) -> Element:
        values = pydyf.Dictionary({"S": tag, "A": pydyf.Dictionary(), "ID": pydyf.String(tag)})
        box = SimpleNamespace(element={"scope": "row"})
        made = (Cell if tag in ("/TH", "/TD") else Element)(values, box)
        for kid in kids:
            made.take(kid)
        return made

    table = element("/Table", *(
        element("/TR", element("/TH"), *(element("/TD") for _ in range(5))) for _ in range(300)
    ))  # fmt: skip
    mend_tables(table)
    assert len(table.children[299].children[1].values["A"]["Headers"]) == 1
    assert cells.total() < 10 * 6 * 300
