"""How much ink is laid on one place, and what a print shop sees through on purpose."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile
from tests.ext_pdf.preflight.test_conditions import content, no_claim, no_profile, resources
from tests.ext_pdf.preflight.test_document import bomb

from ext_pdf.preflight.document import UnreadableError
from ext_pdf.preflight.run import Asked, examine

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ext_pdf.preflight.conftest import Examine


def cmyk(pdf: pikepdf.Pdf, pixel: bytes, size: int = 20) -> pikepdf.Object:
    """Return a picture of one colour."""
    values = {"Type": Name.XObject, "Subtype": Name.Image, "BitsPerComponent": 8}
    data = pixel * size * size
    space = Name.DeviceCMYK
    picture = Stream(pdf, data, Width=size, Height=size, ColorSpace=space, **values)
    return pdf.make_indirect(picture)


def in_picture(pdf: pikepdf.Pdf) -> None:
    resources(pdf).XObject = Dictionary(I=cmyk(pdf, bytes([230, 230, 230, 230])))
    content("q 4 0 0 4 0 0 cm /I Do Q")(pdf)


def jpeg(
    pdf: pikepdf.Pdf,
    value: int,
    *,
    has_marker: bool = True,
    is_inverted: bool = False,
    is_packed: bool = False,
) -> pikepdf.Object:
    """Return a JPEG in inks whose every sample is stored as *value*."""
    made = io.BytesIO()
    # Pillow stores the inks of a JPEG inverted
    Image.new("CMYK", (20, 20), (255 - value,) * 4).save(made, "JPEG", quality=95)
    data = made.getvalue()
    at = data.index(b"\xff\xee")
    if not has_marker:
        data = data[:at] + data[at + 2 + int.from_bytes(data[at + 2 : at + 4]) :]
    picture = cmyk(pdf, b"")
    assert isinstance(picture, Stream)
    if is_inverted:
        picture.Decode = Array([1, 0] * 4)
    if is_packed:
        filters = Array([Name.FlateDecode, Name.DCTDecode])
        picture.write(zlib.compress(data), filter=filters)
    else:
        picture.write(data, filter=Name.DCTDecode)
    return picture


@pytest.mark.parametrize(
    ("value", "options", "amount"),
    [
        (0, {}, 0),
        (255, {}, 400),
        (0, {"is_inverted": True}, 400),
        (255, {"is_inverted": True}, 0),
        (0, {"has_marker": False}, 0),
        (255, {"has_marker": False}, 400),
        (0, {"has_marker": False, "is_inverted": True}, 400),
        (255, {"is_packed": True}, 400),
        (255, {"is_packed": True, "is_inverted": True}, 0),
    ],
)
def test_inks_of_a_jpeg_are_inverted_only_where_the_file_says_so(
    changed: Examine, value: int, options: dict[str, bool], amount: int
) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        resources(pdf).XObject = Dictionary(I=jpeg(pdf, value, **options))
        content("q 4 0 0 4 0 0 cm /I Do Q")(pdf)

    result = changed(change, Asked(resolution=1, ink=400))
    assert f"up to {amount or 210} %" in result.found("ink")  # 210: of the text beside it


@pytest.mark.parametrize("size", [(2000, 3000), (10, 10)])
def test_jpeg_of_another_size_than_it_says_is_not_unpacked(
    changed: Examine, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        in_picture(pdf)
        picture = jpeg(pdf, 255)
        assert isinstance(picture, Stream)
        data = picture.read_raw_bytes()
        at = data.index(b"\xff\xc0") + 5  # the size, in the frame's head
        changed_size = size[1].to_bytes(2) + size[0].to_bytes(2)
        picture.write(data[:at] + changed_size + data[at + 4 :], filter=Name.DCTDecode)
        picture.DecodeParms = Dictionary(ColorTransform=1)
        resources(pdf).XObject.I = picture

    def unpack(image: JpegImageFile) -> None:
        pytest.fail(f"unpacked: {image.size}")

    monkeypatch.setattr(JpegImageFile, "load", unpack)
    assert "pictures that were not looked into: 1" in changed(change).found("ink")


def ramp(first: list[float], last: list[float]) -> Dictionary:
    between = Dictionary(FunctionType=2, C0=Array(first), C1=Array(last))
    whole = Dictionary(FunctionType=3, Functions=Array([between]))
    return Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK, Function=whole)


def in_shading(pdf: pikepdf.Pdf) -> None:
    resources(pdf).Shading = Dictionary(S=ramp([0, 0, 0, 0], [0.9, 0.9, 0.9, 0.9]))
    content("/S sh")(pdf)


def in_shading_pattern(pdf: pikepdf.Pdf) -> None:
    shading = ramp([0.9, 0.9, 0.9, 0.9], [0, 0, 0, 0])
    content("/Pattern cs /P scn 0 0 9 9 re f")(pdf)
    resources(pdf).Pattern = Dictionary(P=Dictionary(PatternType=2, Shading=shading))


@pytest.mark.parametrize(
    "change",
    [
        content("0.9 0.9 0.9 0.9 k 0 0 9 9 re f"),
        content("0.9 0.9 0.9 0.9 K 0 0 m 9 9 l S"),
        content("/DeviceCMYK cs 0.9 0.9 0.9 0.9 scn 0 0 9 9 re f"),
        content("/DeviceCMYK CS 0.9 0.9 0.9 0.9 SCN 0 0 m 9 9 l S"),
        in_picture,
        in_shading,
        in_shading_pattern,
    ],
)
def test_more_ink_than_the_paper_takes_is_a_fault(
    changed: Examine, change: Callable[[pikepdf.Pdf], None]
) -> None:
    result = changed(change)
    assert result.faulty == {"ink"}
    assert result.said("ink") in {"2: 360 % of ink; asked for: 300 %",
                                  "2: 361 % of ink; asked for: 300 %"}  # fmt: skip
    assert changed(change, Asked(ink=380)).faulty == set()


def test_marks_in_all_inks_are_no_fault(changed: Examine) -> None:
    assert changed(content("1 1 1 1 K 0 0 m 9 9 l S")).faulty == set()


def test_light_is_no_ink(changed: Examine) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.obj.Contents = pdf.make_stream(b"1 0 0 rg 0 0 9 9 re f")

    assert changed(change).found("ink") == "no colour is in inks"


def test_ink_of_a_picture_counts_where_it_covers_paper(changed: Examine) -> None:
    def dots(pdf: pikepdf.Pdf) -> None:
        in_picture(pdf)
        picture = pdf.pages[1].Resources.XObject.I
        picture.Width, picture.Height = 1200, 1200
        picture.write((bytes([255] * 4) + bytes(12)) * (1200 * 1200 // 4))

    result = changed(dots)
    assert result.faulty == set()
    assert result.found("ink").startswith("up to 2")


def test_picture_that_cannot_be_unpacked_is_named(changed: Examine) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        in_picture(pdf)
        pdf.pages[1].Resources.XObject.I.write(b"no JPEG", filter=Name.DCTDecode)

    assert "pictures that were not looked into: 1" in changed(change).found("ink")

    def short(pdf: pikepdf.Pdf) -> None:
        change(pdf)
        whole = jpeg(pdf, 255)
        assert isinstance(whole, Stream)
        data = whole.read_raw_bytes()
        pdf.pages[1].Resources.XObject.I.write(data[:-40], filter=Name.DCTDecode)

    assert "pictures that were not looked into: 1" in changed(short).found("ink")

    def vast(pdf: pikepdf.Pdf) -> None:
        change(pdf)
        pdf.pages[1].Resources.XObject.I.Width = 1_000_000_000

    assert "pictures that were not looked into: 1" in changed(vast).found("ink")


def test_jpeg_in_other_colours_than_it_says_is_named(changed: Examine) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        in_picture(pdf)
        made = io.BytesIO()
        Image.new("RGB", (20, 20)).save(made, "JPEG")
        pdf.pages[1].Resources.XObject.I.write(made.getvalue(), filter=Name.DCTDecode)

    assert "pictures that were not looked into: 1" in changed(change).found("ink")


def test_white_text_is_seen_where_no_ink_is_a_colour_too(changed: Examine) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        resources(pdf).ExtGState = Dictionary(Over=Dictionary(OP=True, op=True, OPM=0))
        content("/Over gs 0 0 0 0 k BT (a) Tj ET")(pdf)

    assert changed(change).faulty == set()


def mesh(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.make_indirect(
        Stream(pdf, b"", ShadingType=4, ColorSpace=Name.DeviceRGB, BitsPerFlag=8)
    )


def painted_mesh(pdf: pikepdf.Pdf) -> None:
    resources(pdf).Shading = Dictionary(S=mesh(pdf))
    content("/S sh")(pdf)


def mesh_pattern(pdf: pikepdf.Pdf) -> None:
    content("/Pattern cs /P scn 0 0 9 9 re f")(pdf)
    resources(pdf).Pattern = Dictionary(P=Dictionary(PatternType=2, Shading=mesh(pdf)))


@pytest.mark.parametrize("change", [painted_mesh, mesh_pattern])
def test_meshes_of_light_are_found(changed: Examine, change: Callable[[pikepdf.Pdf], None]) -> None:
    assert changed(change).faulty == {"rgb"}


def test_box_of_the_cut_is_each_pages_own(changed: Examine) -> None:
    def above(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            del page.obj["/TrimBox"]
        pdf.Root.Pages.TrimBox = Array([0, 0, 420, 620])

    assert "1: no TrimBox" in changed(above).said("boxes")


def old(registry: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        no_claim(pdf)
        no_profile(pdf)
        pdf.docinfo["/GTS_PDFXVersion"] = String("PDF/X-1a:2003")
        if registry:
            pdf.Root.OutputIntents[0].RegistryName = String(registry)

    return change


def test_registered_condition_is_enough_for_the_older_standards(changed: Examine) -> None:
    good = changed(old("http://www.color.org"), version="1.4")
    assert good.faulty == set()
    assert good.found("intent") == "FOGRA39"
    assert changed(old(""), version="1.4").faulty == {"intent"}
    assert changed(no_profile).faulty == {"intent"}, "PDF/X-4 wants the profile itself"


def test_limits_hold_for_files_for_screens_too(tagged: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(tagged)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        bomb(pdf)
        pdf.save(path)
    with pytest.raises(UnreadableError, match="too big inside"):
        examine(path, purpose="screen")


def test_ink_of_functions_that_say_only_what_is_unusual(changed: Examine) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        full = Array([Dictionary(FunctionType=2, N=1, Domain=Array([0, 1])) for _ in range(4)])
        shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK, Function=full)
        resources(pdf).Shading = Dictionary(S=shading)
        content("/S sh")(pdf)

    assert "400" in changed(change).said("ink")


def test_marks_of_registration_are_no_ink_however_their_space_is_chosen(changed: Examine) -> None:
    assert "ink" not in changed(content("/DeviceCMYK CS 1 1 1 1 SC 0 0 9 9 re S")).faulty
    assert "ink" in changed(content("/DeviceCMYK cs 1 1 1 1 sc 0 0 9 9 re f")).faulty


def test_listed_picture_that_does_not_say_its_bits_is_weighed(changed: Examine) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        space = Array([Name.Indexed, Name.DeviceCMYK, 0, String(b"\xff\xff\xff\xff")])
        image = Stream(pdf, bytes(400), Subtype=Name.Image, Width=20, Height=20, ColorSpace=space)
        resources(pdf).XObject = Dictionary(I=pdf.make_indirect(image))
        content("q 4 0 0 4 0 0 cm /I Do Q")(pdf)

    assert "400" in changed(change).said("ink")
