"""A PDF of the renderer's becomes PDF/X-4: every colour in ink, boxes, marks, blank pages."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, PdfImage, Stream
from PIL import Image

from ext_pdf.preflight.document import Asked, Document
from ext_pdf.preflight.run import answers
from ext_pdf.press.convert import convert
from ext_pdf.press.inks import Inks, read_profile
from ext_pdf.press.make import make_press
from ext_pdf.press.marks import Box, sheet
from ext_pdf.press.render import _faults
from ext_pdf.press.settings import POINT, PROFILES, Press, described, read_settings
from ext_pdf.press.streams import UnconvertibleError

if TYPE_CHECKING:
    from pathlib import Path

    from ext_pdf.jobs import Job

PRESS = read_settings({}, PROFILES)
PROFILE = read_profile(PROFILES / described()["file"])


def ramp(first: list[float], last: list[float], space: pikepdf.Object) -> Dictionary:
    """Return a shading of two colours, as WeasyPrint writes it."""
    part = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array(first), C1=Array(last), N=1)
    whole = Dictionary(
        FunctionType=3,
        Domain=Array([0, 1]),
        Bounds=Array(),
        Encode=Array([0, 1]),
        Functions=Array([part]),
    )
    return Dictionary(ShadingType=2, ColorSpace=space, Coords=Array([0, 0, 9, 9]), Function=whole)


def picture(pdf: pikepdf.Pdf, mode: bytes, space: pikepdf.Object) -> pikepdf.Object:
    made = Stream(
        pdf,
        mode * 16,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=4,
        Height=4,
        BitsPerComponent=8,
        ColorSpace=space,
    )
    return pdf.make_indirect(made)


def painted(count: int = 1) -> pikepdf.Pdf:
    """Return pages that paint in every way that WeasyPrint knows, in colours of light."""
    pdf = pikepdf.new()
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    inner = Dictionary(Shading=Dictionary(S=ramp([1, 1, 1], [0, 0, 0], Name.DeviceRGB)))
    mask = Stream(
        pdf, b"1 1 1 rg 0 0 9 9 re f /S sh", Subtype=Name.Form, Group=group, Resources=inner
    )
    form = Stream(pdf, b"0 0 1 rg 0 0 9 9 re f", Subtype=Name.Form, Group=group)
    form.Resources = Dictionary()
    pattern = pdf.make_stream(b"0 1 0 RG 0 0 9 9 re S")
    pattern.PatternType, pattern.Resources = 1, Dictionary()
    photo = picture(pdf, b"\xc8\x28\x1e", Name.DeviceRGB)
    photo.SMask = picture(pdf, b"\x80", Name.DeviceGray)
    resources = pdf.make_indirect(
        Dictionary(
            ColorSpace=Dictionary(
                Lab=Array([Name.Lab, Dictionary(WhitePoint=Array([1, 1, 1]))]),
                Spot=Array([Name.Separation, Name.Gold, Name.DeviceCMYK, Dictionary()]),
            ),
            ExtGState=Dictionary(
                M=Dictionary(SMask=Dictionary(S=Name.Luminosity, G=pdf.make_indirect(mask)))
            ),
            Shading=Dictionary(S=ramp([1, 0, 0], [0, 0, 1], Name.DeviceRGB)),
            Pattern=Dictionary(
                T=pdf.make_indirect(pattern),
                S=Dictionary(
                    PatternType=2, Shading=ramp([0.2, 0.9, 0.2], [1, 1, 1], Name.DeviceRGB)
                ),
            ),
            XObject=Dictionary(
                F=pdf.make_indirect(form),
                P=photo,
                G=picture(pdf, b"\x80", Name.DeviceGray),
                C=picture(pdf, b"\x10\x20\x30\x40", Name.DeviceCMYK),
            ),
        )
    )
    content = (
        b"q /Lab cs 50 60 20 scn 0 0 9 9 re f /Pattern cs /T scn 0 0 9 9 re f /S scn 0 0 9 9 re f Q"
        b" q /M gs /S sh Q /F Do q 0.5 0 0 0.5 0 0 cm /P Do /G Do /C Do Q 1 0 0 RG 0 0 9 9 re S"
        b" BT 0 0 0 rg (a) Tj ET"
    )
    for _ in range(count):
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([-8.5039, -8.5039, 428.0315, 603.7795]),
            TrimBox=Array([0, 0, 419.5276, 595.2756]),
            Resources=resources,
            Contents=pdf.make_stream(content),
            Annots=Array([Dictionary(Subtype=Name.Link, Rect=Array([0, 0, 9, 9]))]),
            StructParents=0,
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    pdf.Root.Outlines = Dictionary(Count=0)
    pdf.Root.StructTreeRoot = Dictionary()
    pdf.Root.Names = Dictionary(Dests=Dictionary())
    return pdf


def data_of(pdf: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    pdf.save(out, static_id=True)
    return out.getvalue()


def made(job: Job, press: Press = PRESS, count: int = 1, **options: object) -> pikepdf.Pdf:
    with painted(count) as pdf:
        return pikepdf.open(BytesIO(make_press(data_of(pdf), job, press, **options)))  # type: ignore[arg-type]


def faults(pdf: pikepdf.Pdf, **asked: float) -> list[str]:
    document = Document(pdf, Asked(resolution=1, **asked))  # type: ignore[arg-type]
    return [f"{a.name} {f.page}: {f.text}" for a in answers(document) for f in a.faults]


@pytest.mark.parametrize("colours", ["cmyk", "k"])
def test_nothing_of_light_is_left_and_a_print_shop_finds_no_fault(job: Job, colours: str) -> None:
    press = replace(PRESS, colours=colours)  # type: ignore[arg-type]
    with made(job, press) as pdf:
        assert faults(pdf) == []


def test_one_colour_job_has_no_other_ink(job: Job) -> None:
    with made(job, replace(PRESS, colours="k")) as pdf:
        for item in pdf.objects:
            if isinstance(item, Stream) and item.get("/Subtype") == "/Image":
                assert item.ColorSpace == "/DeviceGray"
        for page in pdf.pages:
            for operation in pikepdf.parse_content_stream(page, "k K"):
                assert [float(x) for x in operation.operands[:3]] == [0, 0, 0]


def test_pictures_are_separated_and_keep_their_masks(job: Job) -> None:
    inks = Inks(PROFILE)
    with made(job) as pdf:
        photo = pdf.pages[0].Resources.XObject.P
        assert isinstance(photo, Stream)
        assert photo.ColorSpace == "/DeviceCMYK"
        assert photo.SMask.ColorSpace == "/DeviceGray"
        expected = [round(255 * value) for value in inks.from_rgb(200 / 255, 40 / 255, 30 / 255)]
        assert list(photo.read_bytes()[:4]) == expected
        assert PdfImage(photo).as_pil_image(apply_mask=False).size == (4, 4)
        assert pdf.pages[0].Resources.XObject.G.ColorSpace == "/DeviceGray"
        assert pdf.pages[0].Resources.XObject.C.read_bytes() == b"\x10\x20\x30\x40" * 16


@pytest.mark.parametrize(("decode", "grey"), [(None, 255), (Array([1, 0] * 4), 0)])
def test_inks_of_a_jpeg_are_not_inverted_by_the_way(decode: Array | None, grey: int) -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        file = BytesIO()
        # Pillow stores the inks of a JPEG inverted: 0 is no ink, where the PDF says nothing else
        Image.new("CMYK", (4, 4), (255, 255, 255, 255)).save(file, "JPEG", quality=95)
        photo = picture(pdf, b"", Name.DeviceCMYK)
        assert isinstance(photo, Stream)
        photo.write(file.getvalue(), filter=Name.DCTDecode)
        if decode is not None:
            photo.Decode = decode
        page.Resources = Dictionary(XObject=Dictionary(P=photo))
        page.Contents = pdf.make_stream(b"/P Do")
        convert(pdf, Inks(PROFILE, "k"))
        assert photo.ColorSpace == "/DeviceGray"
        assert photo.read_bytes() == bytes([grey]) * 16


def test_shadings_run_between_inks_and_masks_between_greys(job: Job) -> None:
    inks = Inks(PROFILE)
    with made(job) as pdf:
        resources = pdf.pages[0].Resources
        part = resources.Shading.S.Function.Functions[0]
        assert resources.Shading.S.ColorSpace == "/DeviceCMYK"
        assert list(map(float, part.C0)) == pytest.approx(inks.from_rgb(1, 0, 0), abs=1e-5)
        assert list(map(float, part.C1)) == pytest.approx(inks.from_rgb(0, 0, 1), abs=1e-5)
        assert resources.Pattern.S.Shading.ColorSpace == "/DeviceCMYK"
        mask = resources.ExtGState.M.SMask.G
        assert mask.Group.CS == "/DeviceGray"
        assert mask.Resources.Shading.S.ColorSpace == "/DeviceGray"
        assert [float(x) for x in mask.Resources.Shading.S.Function.Functions[0].C0] == [1]
        assert resources.XObject.F.Group.CS == "/DeviceCMYK"
        assert pdf.pages[0].Group.CS == "/DeviceCMYK"
        assert list(resources.ColorSpace.keys()) == ["/Spot"]


def test_group_of_a_mask_is_no_picture_although_it_stands_among_the_forms() -> None:
    with painted() as pdf:
        resources = pdf.pages[0].Resources
        mask = resources.ExtGState.M.SMask.G
        # what it calls is a part of the mask as well
        inner = pdf.make_stream(b"1 0 0 rg 0 0 9 9 re f")
        inner.Subtype, inner.Resources = Name.Form, Dictionary()
        mask.Resources.XObject = Dictionary(I=inner)
        resources.XObject.A = mask
        convert(pdf, Inks(PROFILE))
        assert Name.DeviceGray == mask.Group.CS
        assert mask.read_bytes().startswith(b"1 g")
        assert mask.Resources.Shading.S.ColorSpace == Name.DeviceGray
        assert inner.read_bytes().startswith(b"0.299 g")


def by_table(pdf: pikepdf.Pdf) -> Dictionary:
    shading = ramp([1, 0, 0], [0, 0, 1], Name.DeviceRGB)
    shading.Function = Stream(pdf, b"", FunctionType=0)
    return shading


def by_mesh(pdf: pikepdf.Pdf) -> Stream:
    values = {"ShadingType": 4, "ColorSpace": Name.DeviceRGB, "BitsPerFlag": 8}
    return Stream(pdf, b"", **values)


def by_spot(pdf: pikepdf.Pdf) -> Dictionary:
    spot = Array([Name.Separation, Name.Gold, Name.DeviceRGB, Dictionary()])
    return ramp([1], [0], spot)


@pytest.mark.parametrize("build", [by_table, by_mesh, by_spot])
def test_shading_that_cannot_be_separated_is_refused(build: object) -> None:
    with painted() as pdf:
        pdf.pages[0].Resources.Shading.S = build(pdf)  # type: ignore[operator]
        with pytest.raises(UnconvertibleError, match="a shading"):
            convert(pdf, Inks(PROFILE))


def test_grey_shadings_stay_unless_the_job_is_black() -> None:
    for colours, kept in (("cmyk", True), ("k", False)):
        with painted() as pdf:
            pdf.pages[0].Resources.Shading.S = ramp([1], [0], Name.DeviceGray)
            ramped = ramp([1, 0, 0, 0], [0, 0, 0, 1], Name.DeviceCMYK)
            ramped.Background = Array([0, 1, 0, 0])
            pdf.pages[0].Resources.Pattern.S.Shading = ramped
            convert(pdf, Inks(PROFILE, colours))  # type: ignore[arg-type]
            grey = pdf.pages[0].Resources.Shading.S
            assert (grey.ColorSpace == "/DeviceGray") == kept
            background = pdf.pages[0].Resources.Pattern.S.Shading.Background
            expected = [0, 1, 0, 0] if kept else [0, 0, 0, 0.59]
            assert [float(x) for x in background] == pytest.approx(expected)


def test_picture_cut_out_by_a_colour_is_refused() -> None:
    with painted() as pdf:
        pdf.pages[0].Resources.XObject.P.Mask = Array([0, 0, 0, 0, 0, 0])
        with pytest.raises(UnconvertibleError, match="a picture"):
            convert(pdf, Inks(PROFILE))


# Boxes, marks, pages


def box(page: pikepdf.Page, name: str) -> list[float]:
    return [float(x) for x in page.obj[f"/{name}"]]


def test_boxes_are_trim_bleed_and_sheet(job: Job) -> None:
    with made(job, replace(PRESS, bleed=5)) as pdf:
        page = pdf.pages[0]
        trim = box(page, "TrimBox")
        assert trim == pytest.approx([0, 0, 419.5276, 595.2756])
        assert box(page, "BleedBox")[0] == pytest.approx(-5 * POINT, abs=1e-3)
        assert box(page, "MediaBox")[3] == pytest.approx(595.2756 + 12 * POINT, abs=1e-3)
        assert "/CropBox" not in page


def test_without_marks_the_sheet_ends_with_the_bleed(job: Job) -> None:
    with made(job, replace(PRESS, marks=False)) as pdf:
        assert box(pdf.pages[0], "MediaBox") == box(pdf.pages[0], "BleedBox")
        assert faults(pdf) == []
        assert b"1 1 1 1 K" not in whole_content(pdf.pages[0])


def whole_content(page: pikepdf.Page) -> bytes:
    return b"\n".join(part.read_bytes() for part in page.Contents)


def lines_of(content: bytes) -> list[tuple[float, float, float, float]]:
    """Return the lines of the marks."""
    found = []
    for line in content.decode().splitlines():
        parts = line.split()
        if len(parts) == 7 and parts[2::4] == ["m", "S"]:
            found.append(tuple(float(parts[i]) for i in (0, 1, 3, 4)))
    return found  # type: ignore[return-value]


@pytest.mark.parametrize("bleed", [0, 3, 10])
def test_marks_stand_outside_of_the_bleed_and_inside_of_the_sheet(job: Job, bleed: float) -> None:
    with made(job, replace(PRESS, bleed=bleed)) as pdf:
        page = pdf.pages[0]
        content = page.Contents[-1].read_bytes()
        inside, outside = Box(*box(page, "BleedBox")), Box(*box(page, "MediaBox"))
    lines = lines_of(content)
    assert len(lines) == 8 + 2 * 4, "two at each corner, four crosses"
    for x1, y1, x2, y2 in lines:
        assert outside.left <= min(x1, x2) <= max(x1, x2) <= outside.right
        assert outside.bottom <= min(y1, y2) <= max(y1, y2) <= outside.top
        touches = (
            min(x1, x2) < inside.right
            and max(x1, x2) > inside.left
            and min(y1, y2) < inside.top
            and max(y1, y2) > inside.bottom
        )
        assert not touches
    assert b"1 1 1 1 K" in content
    assert not {b"rg", b"RG"} & set(content.split())


def test_crop_marks_point_at_the_edges_of_the_page(job: Job) -> None:
    with made(job) as pdf:
        left, bottom, right, top = box(pdf.pages[0], "TrimBox")
        lines = lines_of(pdf.pages[0].Contents[-1].read_bytes())[:8]
    assert {x1 for x1, _, x2, _ in lines if x1 == x2} == {left, right}
    assert {y1 for _, y1, _, y2 in lines if y1 == y2} == {bottom, top}


def test_marks_of_a_black_job_are_black(job: Job) -> None:
    with made(job, replace(PRESS, colours="k")) as pdf:
        content = pdf.pages[0].Contents[-1].read_bytes()
    assert b"0 0 0 1 K" in content
    assert b"1 1 1 1" not in content


def test_what_is_painted_ends_at_the_bleed(job: Job) -> None:
    with made(job) as pdf:
        first = pdf.pages[0].Contents[0].read_bytes()
    assert first.startswith(b"q -8.5039 -8.5039 436.5355 612.2835 re W n")


@pytest.mark.parametrize(
    ("count", "multiple", "total"), [(1, 4, 4), (4, 4, 4), (5, 4, 8), (3, 1, 3)]
)
def test_blank_pages_fill_the_sheets(job: Job, count: int, multiple: int, total: int) -> None:
    with made(job, replace(PRESS, multiple=multiple), count=count) as pdf:
        assert len(pdf.pages) == total
        assert len({tuple(box(page, "TrimBox")) for page in pdf.pages}) == 1
        assert faults(pdf, multiple=multiple) == []


def test_cover_is_one_page_with_marks_where_it_is_folded(job: Job) -> None:
    with made(job, is_cover=True, folds=(200.0, 214.2)) as pdf:
        assert len(pdf.pages) == 1
        lines = lines_of(pdf.pages[0].Contents[-1].read_bytes())
    assert {x for x, _, other, _ in lines if x == other} >= {200.0, 214.2}


def test_sheet_grows_with_the_bleed() -> None:
    bleed, media = sheet(Box(0, 0, 100, 200), PRESS)
    assert bleed.width == pytest.approx(100 + 6 * POINT)
    assert media.height == pytest.approx(200 + 20 * POINT)


# What the file says of itself


def test_intent_names_the_printing_and_holds_the_profile(job: Job, tmp_path: Path) -> None:
    with made(job) as pdf:
        intent = pdf.Root.OutputIntents[0]
        assert intent.S == "/GTS_PDFX"
        assert intent.OutputConditionIdentifier == "FOGRA39"
        assert intent.RegistryName == "http://www.color.org"
        assert intent.DestOutputProfile.read_bytes() == PROFILE
    own = tmp_path / "own.icc"
    own.write_bytes(PROFILE)
    with made(job, read_settings({"profile": "own.icc"}, tmp_path)) as pdf:
        assert pdf.Root.OutputIntents[0].OutputConditionIdentifier == "own"
        assert "/RegistryName" not in pdf.Root.OutputIntents[0]


def test_metadata_say_the_same_in_both_forms(job: Job) -> None:
    with made(job) as pdf:
        assert str(pdf.docinfo.CreationDate) == "D:20240131000000Z"
        assert str(pdf.docinfo.ModDate) == "D:20240201000000Z"
        assert pdf.docinfo.Trapped == Name("/False")
        with pdf.open_metadata() as metadata:
            assert metadata["xmp:CreateDate"] == "2024-01-31T00:00:00Z"
            assert metadata["xmp:ModifyDate"] == "2024-02-01T00:00:00Z"
            assert metadata["pdf:Trapped"] == "False"
            assert metadata["dc:title"] == str(pdf.docinfo.Title) == "عنوان"
            assert metadata["dc:creator"] == ["هيئة التحرير"]
            assert metadata["{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"] == "PDF/X-4"
            assert metadata["xmpMM:DocumentID"].startswith("urn:uuid:")
        assert pdf.Root.ViewerPreferences.Direction == "/R2L"
        assert pdf.pdf_version == "1.6"


def test_document_without_dates_and_authors_has_no_clock_in_it(job: Job) -> None:
    bare = replace(job, created="", modified="", authors=(), direction="ltr", language="en")
    with made(bare) as pdf:
        assert str(pdf.docinfo.CreationDate) == "D:20000101000000Z"
        assert pdf.Root.ViewerPreferences.Direction == "/L2R"
        assert faults(pdf) == []


def test_nothing_for_a_screen_is_left(job: Job) -> None:
    with made(job) as pdf:
        for name in ("/Outlines", "/StructTreeRoot", "/Names", "/AcroForm", "/OpenAction"):
            assert name not in pdf.Root
        assert "/Annots" not in pdf.pages[0]
        assert "/StructParents" not in pdf.pages[0]


def test_same_pages_give_the_same_bytes(job: Job) -> None:
    with painted() as pdf:
        data = data_of(pdf)
    assert make_press(data, job, PRESS) == make_press(data, job, PRESS)


def test_page_takes_its_size_from_above_where_it_has_none(job: Job) -> None:
    with painted() as pdf:
        page = pdf.pages[0].obj
        del page.TrimBox
        del page.MediaBox
        pdf.Root.Pages.MediaBox = Array([0, 0, 300, 400])
        data = data_of(pdf)
    with pikepdf.open(BytesIO(make_press(data, job, PRESS))) as pdf:
        assert box(pdf.pages[0], "TrimBox") == [0, 0, 300, 400]


def test_page_with_more_than_is_examined_is_named(job: Job) -> None:
    with pikepdf.open(BytesIO(data_of(painted()))) as pdf:
        pdf.pages[0].obj.Contents = pdf.make_stream(b"0 g\n" * 4_000_001)
        lines = [*_faults(data_of(pdf), PRESS, SimpleNamespace(asked={}))]  # type: ignore[arg-type]
    assert [line.text for line in lines] == ["Preflight: it is too big inside to be examined"]
