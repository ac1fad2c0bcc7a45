"""The Matterhorn Protocol's conditions, each with a PDF that fails it, beside `test_access`."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String
from tests.ext_pdf.test_access import SPOILED, first, fonts, layers

from ext_pdf.preflight import access
from ext_pdf.preflight.cmap import read_cids, read_texts
from ext_pdf.preflight.document import Document
from ext_pdf.preflight.registry import CONDITIONS, Fact, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.ext_pdf.test_access import Spoil

#: the failure conditions that a machine can ask (Matterhorn Protocol 1.1, "M")
MACHINE = """
01-003 01-004 01-005 01-007 02-001 02-003 02-004 06-001 06-002 06-003 07-001 07-002 09-004 09-005
09-006 09-007 09-008 10-001 11-001 11-002 11-003 11-004 11-005 11-006 13-004 14-002 14-003 14-006
14-007 15-003 17-002 17-003 19-003 19-004 20-001 20-002 20-003 21-001 25-001 26-001 26-002 28-002
28-004 28-005 28-006 28-007 28-008 28-009 28-010 28-011 28-012 28-014 28-015 28-016 28-017 28-018
30-001 30-002 31-001 31-002 31-003 31-004 31-005 31-006 31-007 31-008 31-009 31-011 31-012 31-013
31-014 31-015 31-016 31-017 31-018 31-019 31-020 31-021 31-022 31-023 31-024 31-025 31-026 31-027
31-028 31-029 31-030
"""


@pytest.fixture
def pdf(tagged: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(tagged)) as opened:
        yield opened


def answered(pdf: pikepdf.Pdf, name: str, kind: type[Fact | Fault] = Fault) -> list[str]:
    """Return what one condition says."""
    return [each.text for each in CONDITIONS[name].ask(Document(pdf)) if isinstance(each, kind)]


def suspects(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo.Suspects = True


def roles(**values: Any) -> Spoil:
    def spoil(pdf: pikepdf.Pdf) -> None:
        pdf.Root.StructTreeRoot.RoleMap = Dictionary(**values)

    return spoil


def into_section(pdf: pikepdf.Pdf, tag: str, *kids: str, **values: Any) -> Any:
    """Add an element of a type, with empty ones in it, to the first section; return it."""
    inner = [
        pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(kid), K=Array())) for kid in kids
    ]
    made = Dictionary(Type=Name.StructElem, S=Name(tag), K=Array(inner), **values)
    first(pdf, "/Sect").K.append(pdf.make_indirect(made))
    return made


def adding(tag: str, *kids: str, **values: Any) -> Spoil:
    return lambda pdf: (into_section(pdf, tag, *kids, **values), None)[1]


def hide_title(pdf: pikepdf.Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def two_heads(pdf: pikepdf.Pdf) -> None:
    table = first(pdf, "/Table")
    table.K.append(pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.THead)))


def caption_inside(pdf: pikepdf.Pdf) -> None:
    table = first(pdf, "/Table")
    kids = [*table.K]
    table.K = Array([kids[1], kids[0], *kids[2:]])


def loose_row(pdf: pikepdf.Pdf) -> None:
    row = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.TR))
    first(pdf, "/Table").K.append(row)


def no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Lang"]


def described_without_language(pdf: pikepdf.Pdf) -> None:
    no_language(pdf)
    first(pdf, "/H1").Alt = String("عنوان")


def field(**values: Any) -> Spoil:
    """Add a field of a form, with an element of its own."""

    def spoil(pdf: pikepdf.Pdf) -> None:
        note = annotation(pdf, "/Widget", **values)
        reference = Dictionary(Type=Name.OBJR, Obj=note)
        into_section(pdf, "/Form").K = Array([reference])

    return spoil


def named_field_without_language(pdf: pikepdf.Pdf) -> None:
    no_language(pdf)
    field(TU=String("الاسم"))(pdf)


def annotation(pdf: pikepdf.Pdf, kind: str, **values: Any) -> Any:
    """Add an annotation to the first page, and return it."""
    rect = Array([20, 20, 60, 60])
    made: dict[str, Any] = {"Type": Name.Annot, "Subtype": Name(kind), "Rect": rect, "F": 4}
    note = pdf.make_indirect(Dictionary(**(made | values)))
    page = pdf.pages[0].obj
    page.Annots = Array([*page.get("/Annots", Array()), note])
    return note


def noting(kind: str, **values: Any) -> Spoil:
    return lambda pdf: (annotation(pdf, kind, **values), None)[1]


def tabs_by_row(pdf: pikepdf.Pdf) -> None:
    next(page for page in pdf.pages if "/Annots" in page).Tabs = Name.R


def film(**clip: Any) -> Spoil:
    made = Dictionary(S=Name.MCD, **clip)
    action = Dictionary(S=Name.Rendition, R=Dictionary(S=Name.MR, C=made))
    return noting("/Screen", Contents=String("x"), A=action)


def unmarked_mark(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(b"0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form)
    annotation(pdf, "/PrinterMark", AP=Dictionary(N=form))


def painted_form(pdf: pikepdf.Pdf, operators: bytes, times: int = 1, **values: Any) -> Any:
    """Paint a form on the first page, and return it."""
    form = pdf.make_indirect(
        pdf.make_stream(operators, Type=Name.XObject, Subtype=Name.Form, **values)
    )
    page = pdf.pages[0]
    page.obj.Resources.XObject = Dictionary(X=form)
    page.contents_add(b"/X Do " * times, prepend=True)
    return form


def reference_form(pdf: pikepdf.Pdf) -> None:
    painted_form(pdf, b"", Ref=Dictionary(F=String("other.pdf")))


def form_twice(pdf: pikepdf.Pdf) -> None:
    painted_form(pdf, b"/Span <</MCID 0>> BDC 0 0 9 9 re f EMC", 2)


def unmarked_form(pdf: pikepdf.Pdf) -> None:
    painted_form(pdf, b"0 0 9 9 re f")


def form_outside_the_tree(pdf: pikepdf.Pdf) -> None:
    painted_form(pdf, b"/Span <</MCID 0>> BDC 0 0 9 9 re f EMC")


def dynamic(pdf: pikepdf.Pdf) -> None:
    config = pdf.make_stream(b"<config><dynamicRender>required</dynamicRender></config>")
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=Array([String("config"), config]))


def below(pdf: pikepdf.Pdf) -> Any:
    """Return the inner part of the first font."""
    return fonts(pdf)[0].DescendantFonts[0]


def without_glyph_map(pdf: pikepdf.Pdf) -> None:
    del below(pdf)["/CIDToGIDMap"]


def strange_glyph_map(pdf: pikepdf.Pdf) -> None:
    below(pdf).CIDToGIDMap = Name.Other


SPACE = b"1 begincodespacerange <0000> <ffff> endcodespacerange "
CMAP = SPACE + b"1 begincidrange <0000> <ffff> 0"


def encoded(text: bytes = CMAP + b" endcidrange", **values: Any) -> Spoil:
    """Give the first font an encoding that stands in the file."""

    def spoil(pdf: pikepdf.Pdf) -> None:
        info = {"Registry": String("Adobe"), "Ordering": String("Identity"), "Supplement": 0}
        made = info | values.pop("info", {})
        stream = pdf.make_stream(text, Type=Name.CMap, CIDSystemInfo=Dictionary(**made), **values)
        fonts(pdf)[0].Encoding = pdf.make_indirect(stream)

    return spoil


def unknown_encoding(pdf: pikepdf.Pdf) -> None:
    fonts(pdf)[0].Encoding = Name("/Mine-H")


def text_table(lines: bytes) -> Spoil:
    def spoil(pdf: pikepdf.Pdf) -> None:
        fonts(pdf)[0].ToUnicode = pdf.make_stream(lines)

    return spoil


def shown_box(pdf: pikepdf.Pdf) -> None:
    name = next(iter(pdf.pages[0].Resources.Font.keys()))
    pdf.pages[0].contents_add(f"BT {name} 9 Tf <0000> Tj ET".encode())


def shown_beyond(pdf: pikepdf.Pdf) -> None:
    name = next(iter(pdf.pages[0].Resources.Font.keys()))
    pdf.pages[0].contents_add(f"BT {name} 9 Tf <fff0> Tj ET".encode())


def wide(pdf: pikepdf.Pdf) -> None:
    for font in fonts(pdf):
        font.DescendantFonts[0].W = Array()
        font.DescendantFonts[0].DW = 1


MORE: list[tuple[Spoil, str, str]] = [
    (suspects, "tags", "01-007"),
    (unmarked_form, "tags", "01-005"),
    (form_outside_the_tree, "tags", "01-005"),
    (reference_form, "tags", "30-001"),
    (form_twice, "tags", "30-002"),
    (roles(P=Name.Div), "structure", "02-004"),
    (roles(Eins=Name.Zwei, Zwei=Name.Eins), "structure", "02-003"),
    (adding("/TOC", "/P"), "structure", "09-006"),
    (adding("/Ruby", "/P"), "structure", "09-007"),
    (adding("/WT"), "structure", "09-008"),
    (adding("/Div", "/H", "/H"), "structure", "14-006"),
    (adding("/TR"), "structure", "09-004"),
    (two_heads, "tables", "09-004"),
    (caption_inside, "tables", "09-004"),
    (loose_row, "tables", "09-004"),
    (hide_title, "metadata", "07-002"),
    (dynamic, "metadata", "25-001"),
    (no_language, "language", "11-001"),
    (described_without_language, "language", "11-002"),
    (no_language, "language", "11-003"),
    (no_language, "language", "11-004"),
    (named_field_without_language, "language", "11-005"),
    (layers(D=Dictionary(Name=String("x")), Configs=Array([Dictionary()])), "layers", "20-001"),
    (layers(D=Dictionary(Name=String("x"), AS=Array())), "layers", "20-003"),
    (noting("/Stamp", Contents=String("x")), "links", "28-002"),
    (noting("/Stamp"), "links", "28-004"),
    (field(), "links", "28-005"),
    (noting("/Stempel", Contents=String("x")), "links", "28-006"),
    (noting("/TrapNet"), "links", "28-007"),
    (tabs_by_row, "links", "28-009"),
    (noting("/Widget", TU=String("x")), "links", "28-010"),
    (film(Alt=Array()), "links", "28-014"),
    (film(CT=String("video/mp4")), "links", "28-015"),
    (noting("/FileAttachment", FS=Dictionary(F=String("x"))), "links", "28-016"),
    (noting("/PrinterMark", StructParent=9), "links", "28-017"),
    (unmarked_mark, "links", "28-018"),
    (encoded(info={"Registry": String("Mine")}), "letters", "31-001"),
    (encoded(info={"Ordering": String("Mine")}), "letters", "31-002"),
    (encoded(info={"Supplement": 4}), "letters", "31-003"),
    (strange_glyph_map, "letters", "31-004"),
    (without_glyph_map, "letters", "31-005"),
    (unknown_encoding, "letters", "31-006"),
    (encoded(CMAP + b" endcidrange /WMode 1 def"), "letters", "31-007"),
    (encoded(UseCMap=Name("/Mine-H")), "letters", "31-008"),
    (shown_beyond, "letters", "31-011"),
    (wide, "letters", "31-016"),
    (text_table(b"1 beginbfchar <0001> <feff> endbfchar"), "letters", "31-029"),
    (text_table(b"1 beginbfchar <0001> <> endbfchar"), "letters", "10-001"),
    (encoded(SPACE + b"0 begincidrange endcidrange"), "letters", "31-030"),
    (shown_box, "letters", "31-030"),
]


@pytest.mark.parametrize(("spoil", "name", "said"), MORE)
def test_each_fault_is_found(pdf: pikepdf.Pdf, spoil: Spoil, name: str, said: str) -> None:
    assert answered(pdf, name) == []
    spoil(pdf)
    found = answered(pdf, name)
    assert any(said in text for text in found), found


def test_every_condition_is_asked_or_named_among_those_that_are_not() -> None:
    numbers = re.compile(r"\d\d-\d\d\d")
    named = access.__doc__ or ""
    unasked = {*numbers.findall(named)}
    unasked |= {f"31-{number:03}" for number in range(17, 27)}  # "31-017 to 31-026"
    folder = Path(access.__file__).parent
    source = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    asked = {*numbers.findall(source.replace(named, ""))}
    known = {*MACHINE.split()}
    assert asked | unasked == known
    failed = {number for _, _, said in [*SPOILED, *MORE] for number in numbers.findall(said)}
    assert asked - failed == {"01-004", "26-002", "31-009"}, "said in one line, or tested elsewhere"


def test_what_is_as_it_should_be_is_no_fault(pdf: pikepdf.Pdf) -> None:
    encoded()(pdf)
    assert answered(pdf, "letters") == []
    layers(D=Dictionary(Name=String("x")))(pdf)
    assert answered(pdf, "layers") == []
    roles(Absatz=Name.P)(pdf)
    first(pdf, "/P").S = Name("/Absatz")
    assert answered(pdf, "structure") == []
    hidden = annotation(pdf, "/Stamp", F=2)
    beside = annotation(pdf, "/Stamp", Rect=Array([-90, -90, -80, -80]))
    mark = pdf.make_stream(b"/Artifact BMC 0 0 9 9 re f EMC", Subtype=Name.Form)
    annotation(pdf, "/PrinterMark", AP=Dictionary(N=mark))
    assert hidden.Subtype == beside.Subtype
    field(TU=String("الاسم"))(pdf)
    film(CT=String("video/mp4"), Alt=Array())(pdf)
    assert answered(pdf, "links") == ["28-002: the annotation /Screen stands in StructTreeRoot"]


def test_language_of_the_parts_is_enough(pdf: pikepdf.Pdf) -> None:
    no_language(pdf)
    del pdf.Root["/Outlines"]
    for top in pdf.Root.StructTreeRoot.K:
        top.Lang = String("ar")
    assert answered(pdf, "language") == ["11-006: the file does not say its language"]
    del pdf.Root.StructTreeRoot.K[0]["/Lang"]
    pdf.pages[0].contents_add(b"", prepend=True)
    assert "11-001: the language of the text is not said" in answered(pdf, "language")


@pytest.mark.parametrize("name", ["عربي", "12345", "ar_IQ", "ar-", "-ar", "arabiclanguage", "ar-١"])
def test_language_that_is_none_is_a_fault(pdf: pikepdf.Pdf, name: str) -> None:
    for place in (pdf.Root, first(pdf, "/P")):
        before = place.get("/Lang", String("ar"))
        place.Lang = String(name)
        assert answered(pdf, "language") == [f"“{name}” is no language"]
        place.Lang = before


@pytest.mark.parametrize("name", ["ar", "AR-IQ", "i-klingon", "zh-Hans-CN", "x-mine"])
def test_language_by_its_tag_is_no_fault(pdf: pikepdf.Pdf, name: str) -> None:
    first(pdf, "/P").Lang = String(name)
    assert answered(pdf, "language") == []


def test_empty_language_is_that_of_nothing_around_it(pdf: pikepdf.Pdf) -> None:
    paragraph = first(pdf, "/P")
    paragraph.Lang, paragraph.Alt = String(""), String("نص")
    said = [
        "11-001: the language of the text is not said",
        "11-002: the language of alternative texts is not said",
    ]
    assert answered(pdf, "language") == said
    no_language(pdf)
    del pdf.Root["/Outlines"]
    for top in pdf.Root.StructTreeRoot.K:
        top.Lang = String("ar")
    assert answered(pdf, "language") == [*said, "11-006: the file does not say its language"]


def table_of(pdf: pikepdf.Pdf, cells: list[list[Any]]) -> Any:
    """Return a table whose cells hold elements."""

    def made(tag: str, *kids: Any) -> Any:
        return pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(tag), K=Array(kids)))

    return made("/Table", *(made("/TR", *(made("/TD", *cell) for cell in row)) for row in cells))


def test_table_in_a_table_is_judged_by_itself(pdf: pikepdf.Pdf) -> None:
    section = first(pdf, "/Sect")
    inner = table_of(pdf, [[[], [], []], [[], [], []]])
    section.K.append(table_of(pdf, [[[], [inner]], [[], []]]))
    assert answered(pdf, "tables") == []
    uneven = table_of(pdf, [[[], [], []], [[], []]])
    section.K.append(table_of(pdf, [[[], [uneven]], [[], []]]))
    assert answered(pdf, "tables") == ["the rows of a table are not of one length"]
    head = inner.K[0].K[0]
    head.S = Name.TH
    assert [text[:6] for text in answered(pdf, "tables")].count("15-003") == 1


def test_tagged_content_of_a_form_is_found_by_its_stream(pdf: pikepdf.Pdf) -> None:
    form = painted_form(pdf, b"/Span <</MCID 0>> BDC 0 0 9 9 re f EMC", StructParents=99)
    page = pdf.pages[0].obj
    reference = Dictionary(Type=Name.MCR, Stm=form, Pg=page, MCID=0)
    heading = first(pdf, "/H1")
    heading.K = Array([*heading.K, reference])
    assert answered(pdf, "tags") == []
    heading.K.append(reference)
    assert answered(pdf, "tags") == ["the same content is in the structure tree twice"]


def test_form_is_painted_as_often_as_a_drawing_needs(
    pdf: pikepdf.Pdf, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed = Counter[tuple[int, int]]()
    parse = pikepdf.parse_content_stream

    def counting(owner: Any, operators: str) -> Any:
        parsed[owner.objgen] += 1
        return parse(owner, operators)

    form = painted_form(pdf, b"0 0 9 9 re f", 12_000)
    monkeypatch.setattr(pikepdf, "parse_content_stream", counting)
    assert answered(pdf, "tags") == ["01-005: painted, and neither tagged nor an artifact: 12000"]
    assert parsed[form.objgen] == 1


def test_form_is_judged_by_what_is_around_it(pdf: pikepdf.Pdf) -> None:
    marks = b"/Artifact BMC EMC 0 0 9 9 re f /Span <</MCID 0>> BDC EMC"
    form = painted_form(pdf, marks)
    beside = b"/Artifact BMC /X Do EMC /Span <</MCID 9999>> BDC /X Do /X Do EMC"
    pdf.pages[0].contents_add(beside, prepend=True)
    found = Document(pdf).marked[0]
    assert (found.unmarked, found.mixed, found.uses) == (1, 3, 4)
    assert found.forms[form.objgen] == 4


def test_form_without_resources_uses_those_of_its_page(pdf: pikepdf.Pdf) -> None:
    form = painted_form(pdf, b"/Y Do")
    held = pdf.make_indirect(pdf.make_stream(b"0 0 9 9 re f", Subtype=Name.Form))
    pdf.pages[0].Resources.XObject.Y = held
    other = pdf.pages[1]
    other.obj.Resources = Dictionary(dict(other.obj.Resources.items()))
    other.obj.Resources.XObject = Dictionary(X=form)
    other.contents_add(b"/X Do /X Do", prepend=True)
    assert [marked.uses for marked in Document(pdf).marked][:2] == [2, 4]
    assert [marked.unmarked for marked in Document(pdf).marked][:2] == [1, 2]


def test_form_in_tagged_content_needs_no_tags_of_its_own(pdf: pikepdf.Pdf) -> None:
    inner = pdf.make_indirect(pdf.make_stream(b"0 0 9 9 re f", Subtype=Name.Form))
    painted_form(pdf, b"/X Do", Resources=Dictionary(XObject=Dictionary(X=inner)))
    page = pdf.pages[0]
    text = b"".join(part.read_bytes() for part in page.obj.Contents)
    page.obj.Contents = pdf.make_stream(text.replace(b"/X Do", b"/Artifact BMC /X Do EMC"))
    assert answered(pdf, "tags") == []


def test_simple_fonts_are_counted(pdf: pikepdf.Pdf) -> None:
    simple = Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.Mine, Encoding=Name.WinAnsiEncoding
    )
    name = next(iter(pdf.pages[0].Resources.Font.keys()))
    pdf.pages[0].Resources.Font[name] = pdf.make_indirect(simple)
    assert "of another kind, not looked into: 1" in answered(pdf, "letters", Fact)
    simple.Encoding = Dictionary(BaseEncoding=Name.WinAnsiEncoding)
    assert answered(pdf, "letters") == []


def test_cmaps_are_read() -> None:
    texts = b"""2 beginbfrange <0001> <0003> <0627> <0010> <0011> [<06440627> <0645>] endbfrange
    1 beginbfchar <00 20> <0020> endbfchar 1 beginbfchar <0021> <> endbfchar"""
    assert read_texts(texts) == {
        1: "\u0627", 2: "\u0628", 3: "\u0629", 16: "\u0644\u0627", 17: "\u0645", 32: " ", 33: "",
    }  # fmt: skip
    assert read_texts(b"beginbfrange <0001> endbfrange") == {1: ""}
    assert read_texts(b"beginbfchar <1> <062> endbfchar") == {16: "\u0620"}
    cids = b"1 begincidchar <0001> 7 endcidchar 1 begincidrange <0002> <0003> 1 endcidrange"
    assert read_cids(cids) == {1: 7, 2: 1, 3: 2}


def test_widths_and_glyphs_by_tables_are_read(pdf: pikepdf.Pdf) -> None:
    for font in {font.objgen: font for font in fonts(pdf)}.values():
        inner = font.DescendantFonts[0]
        each = [*inner.W]
        spread = []  # one range a glyph: 5 5 width
        while each:
            start, widths = int(each.pop(0)), each.pop(0)
            for offset, width in enumerate(widths):
                spread += [start + offset, start + offset, width]
        inner.W = Array(spread)
        table = b"".join(number.to_bytes(2) for number in range(65536))
        inner.CIDToGIDMap = pdf.make_indirect(Stream(pdf, table))
    assert answered(pdf, "letters") == []


def test_picture_outside_of_tags_is_found(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"/Nothing Do", prepend=True)
    assert any("01-005: painted" in text for text in answered(pdf, "tags"))


def test_page_without_content_has_no_letters(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        del page.obj["/Contents"]
    assert answered(pdf, "letters", Fact) == ["fonts: 0"]


def test_content_is_numbered_by_name_too(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    page.obj.Resources.Properties = Dictionary(P=Dictionary(MCID=7777, Lang=String("en")))
    page.contents_add(b"EMC q Q /Span /P BDC 0 0 9 9 re f EMC /Span /None BDC EMC", prepend=True)
    assert answered(pdf, "tags") == ["01-005: tagged, and not in the structure tree: 1"]
    assert [*Document(pdf).marked[0].languages.values()] == ["en"]


def test_forms_and_elements_without_end_are_not_followed(pdf: pikepdf.Pdf) -> None:
    form = painted_form(pdf, b"/X Do")
    form.Resources = Dictionary(XObject=Dictionary(X=form))
    with pytest.raises(OverflowError, match="too big inside"):
        answered(pdf, "tags")


def test_elements_inside_elements_have_an_end(pdf: pikepdf.Pdf) -> None:
    section = first(pdf, "/Sect")
    section.K.append(section)  # is read once
    section.K.append(Dictionary(Type=Name.StructElem))
    assert answered(pdf, "structure") == []
    node = section
    for _ in range(300):
        below = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Div, K=Array()))
        node.K.append(below)
        node = below
    with pytest.raises(OverflowError):
        answered(pdf, "structure")
