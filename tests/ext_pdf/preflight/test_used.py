"""What a page paints counts, in the state in which it is painted; what lies unused does not."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image
from tests.ext_pdf.preflight.conftest import Examined, sound
from tests.ext_pdf.preflight.test_conditions import content, form, picture, resources

from ext_pdf.preflight.run import Asked, examine

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ext_pdf.preflight.conftest import Examine

    Change = Callable[[pikepdf.Pdf], None]

LIGHT = Dictionary(PatternType=2, Shading=Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB))
HELVETICA = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)


def with_text(operators: str, inside: str = "BT /F 9 Tf (a) Tj ET") -> Change:
    """Return a change: a form that shows text, called after *operators*."""

    def change(pdf: pikepdf.Pdf) -> None:
        fonts = resources(pdf).Font
        resources(pdf).XObject = Dictionary(X=form(pdf, inside, Resources=Dictionary(Font=fonts)))
        content(f"q {operators} /X Do Q")(pdf)

    return change


def test_text_in_a_form_has_the_ink_that_was_chosen_before(changed: Examine) -> None:
    assert changed(with_text("/Over gs 0 0 0 1 k")).faulty == set()
    assert changed(with_text("0 0.9 0.9 0 k")).faulty == set()
    assert "do not overprint: 1" in changed(with_text("/Apart gs 0 0 0 1 k")).said("black")
    assert "several inks: 1" in changed(with_text("/Over gs 0.5 0.5 0.5 0.9 k")).said("black")


def test_form_called_in_two_states_is_judged_in_both(changed: Examine) -> None:
    twice = with_text("/Over gs 0 0 0 1 k /X Do /Apart gs")
    assert changed(twice).said("black") == "2: pieces of black text that do not overprint: 1"


def test_drawn_glyphs_show_text_in_the_ink_of_their_font(changed: Examine) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        glyph = pdf.make_stream(b"9 0 0 0 9 9 d1 BT /F 9 Tf (a) Tj ET")
        fonts = resources(pdf).Font
        fonts.T = Dictionary(
            Subtype=Name.Type3,
            CharProcs=Dictionary(a=glyph),
            Resources=Dictionary(Font=Dictionary(F=fonts.F)),
        )
        content("/Over gs 0 0 0 1 k BT /T 9 Tf (a) Tj ET")(pdf)

    assert changed(change).faulty == set()


def test_nothing_is_seen_of_blanks(changed: Examine) -> None:
    shown = "() Tj ( ) Tj [] TJ [-250 (  )] TJ"
    assert changed(content(f"/Apart gs 0 0 0 1 k BT /F 9 Tf {shown} ET")).faulty == set()
    assert changed(content("/Apart gs 0 0 0 1 k BT /F 9 Tf ( a) Tj ET")).faulty == {"black"}


def unused_form(pdf: pikepdf.Pdf) -> None:
    resources(pdf).XObject = Dictionary(X=form(pdf, "1 0 0 rg 0 0 9 9 re f"))


def unused_pattern(pdf: pikepdf.Pdf) -> None:
    resources(pdf).Pattern = Dictionary(P=LIGHT)


def unused_font(pdf: pikepdf.Pdf) -> None:
    resources(pdf).Font.H = HELVETICA
    content("BT /H 12 Tf 14 TL ET")(pdf)  # as ReportLab begins every page


def unused_picture(pdf: pikepdf.Pdf) -> None:
    resources(pdf).XObject = Dictionary(I=picture(pdf, Name.DeviceRGB))


@pytest.mark.parametrize("change", [unused_form, unused_pattern, unused_font, unused_picture])
def test_what_no_operator_names_is_no_fault(changed: Examine, change: Change) -> None:
    assert changed(change).faulty == set()


def test_only_the_page_that_paints_it_is_named_where_pages_share_resources(
    changed: Examine,
) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        unused_form(pdf)
        content("/X Do")(pdf)
        for page in pdf.pages:
            page.obj.Resources = resources(pdf)

    assert changed(change).said("rgb") == "2: RGB or Lab: rg"


def test_font_that_a_graphics_state_names_is_used(changed: Examine) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        font = pdf.make_indirect(HELVETICA)
        state = Dictionary(Font=Array([font, 9]), op=True, OP=True, OPM=1)
        resources(pdf).ExtGState.H = state
        content("/H gs 0 0 0 1 k BT (a) Tj ET")(pdf)

    assert changed(change).said("fonts") == "2: not embedded: Helvetica"


@pytest.mark.parametrize(("name", "is_light"), [("RGB", False), ("CMYK", True), ("G", True)])
def test_space_is_what_the_page_says_whatever_it_is_called(
    changed: Examine, name: str, *, is_light: bool
) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        space = Array([Name.ICCBased, Stream(pdf, b"", N=3 if is_light else 4)])
        resources(pdf).ColorSpace = Dictionary({f"/{name}": space})
        content(f"/{name} cs {'1 0 0' if is_light else '1 0 0 0'} scn 0 0 9 9 re f")(pdf)

    assert changed(change).faulty == ({"rgb"} if is_light else set())


@pytest.mark.parametrize(("mode", "faulty"), [("RGB", {"rgb"}), ("L", set()), ("RGBA", {"rgb"})])
def test_picture_of_jpeg_2000_says_its_colours_itself(
    changed: Examine, mode: str, faulty: set[str]
) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        made = io.BytesIO()
        Image.new(mode, (20, 20)).save(made, "JPEG2000")
        photo = Stream(pdf, b"", Subtype=Name.Image, Width=20, Height=20)
        photo.write(made.getvalue(), filter=Name.JPXDecode)
        resources(pdf).XObject = Dictionary(I=pdf.make_indirect(photo))
        content("q 4 0 0 4 0 0 cm /I Do Q")(pdf)

    assert changed(change).faulty == faulty


def test_ways_to_mix_colours_may_be_a_list(changed: Examine) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        resources(pdf).ExtGState.B = Dictionary(BM=Array([Name.Multiply, Name.Normal]))
        content("/B gs 0 0 9 9 re f")(pdf)

    result = changed(change)
    assert result.faulty == set()
    assert result.found("transparency") == "on pages: 1"


@pytest.mark.parametrize(
    ("space", "found"),
    [
        ([Name.Separation, Name("/PANTONE 185 C"), Name.DeviceCMYK], "spot inks: PANTONE 185 C"),
        ([Name.DeviceN, Array([Name.Cyan, Name.Gold]), Name.DeviceCMYK], "spot inks: Gold"),
        ([Name.Separation, Name.All, Name.DeviceCMYK], ""),
        ([Name.Separation, Name.Black, Name.DeviceCMYK], ""),
        ([Name.DeviceN, Array([Name.Cyan, Name("/None")]), Name.DeviceCMYK], ""),
    ],
)
def test_spot_inks_have_their_own_names_and_marks_are_none(
    changed: Examine, space: list[pikepdf.Object], found: str
) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        resources(pdf).ColorSpace = Dictionary(Cs1=Array([*space, Dictionary()]))
        content("/Cs1 cs 1 scn 0 0 9 9 re f")(pdf)

    assert changed(change).found("rgb") == " | ".join(filter(None, ["none", found]))


@pytest.mark.parametrize(
    ("other", "faulty"),
    [
        (Array([Name.Lab, Dictionary(WhitePoint=Array([0.9, 1, 0.8]))]), set()),
        (Name.DeviceRGB, {"rgb"}),
    ],
)
def test_spot_ink_may_be_described_in_lab_and_not_in_rgb(
    changed: Examine, other: pikepdf.Object, faulty: set[str]
) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        spot = Array([Name.Separation, Name("/PANTONE 185 C"), other, Dictionary()])
        resources(pdf).ColorSpace = Dictionary(Cs1=spot)
        content("/Cs1 cs 1 scn 0 0 9 9 re f")(pdf)

    assert changed(change).faulty == faulty


def tiled(pdf: pikepdf.Pdf, operators: str, **values: object) -> None:
    tile = Stream(pdf, operators.encode(), PatternType=1)
    for name, value in values.items():
        tile[f"/{name}"] = value
    resources(pdf).Pattern = Dictionary(P=pdf.make_indirect(tile))


def test_picture_in_a_tile_or_a_line_of_operators_has_a_resolution(changed: Examine) -> None:
    def tile(pdf: pikepdf.Pdf) -> None:
        inner = Dictionary(XObject=Dictionary(I=picture(pdf, Name.DeviceGray, size=50)))
        size = Array([2, 0, 0, 2, 0, 0])
        tiled(pdf, "q 18 0 0 18 0 0 cm /I Do Q", Resources=inner, Matrix=size)
        content("/Pattern cs /P scn 0 0 99 99 re f")(pdf)

    assert "I (50 × 50): 100 dpi" in changed(tile).said("pictures")
    pixels = "a" * 50 * 50
    inline = f"q 36 0 0 36 0 0 cm BI /W 50 /H 50 /CS /G /BPC 8 ID {pixels} EI Q"
    assert "BI (50 × 50): 100 dpi" in changed(content(inline)).said("pictures")


def by_functions(pdf: pikepdf.Pdf) -> None:
    one = Dictionary(FunctionType=2, C0=Array([0]), C1=Array([0.9]))
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK, Function=Array([one] * 4))
    resources(pdf).Shading = Dictionary(S=shading)
    content("/S sh")(pdf)


def in_tiles_without_colour(pdf: pikepdf.Pdf) -> None:
    tiled(pdf, "0 0 9 9 re f")
    resources(pdf).ColorSpace = Dictionary(U=Array([Name.Pattern, Name.DeviceCMYK]))
    content("/U cs 0.9 0.9 0.9 0.9 /P scn 0 0 9 9 re f")(pdf)


@pytest.mark.parametrize("change", [by_functions, in_tiles_without_colour])
def test_ink_counts_however_it_is_chosen(changed: Examine, change: Change) -> None:
    assert changed(change).said("ink") == "2: 360 % of ink; asked for: 300 %"


@pytest.mark.parametrize("bits", [8, 4, 1])
def test_ink_of_a_picture_with_a_list_of_colours_counts(changed: Examine, bits: int) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        listed = String(bytes([0, 0, 0, 0] + [230] * 4))
        photo = picture(pdf, Array([Name.Indexed, Name.DeviceCMYK, 1, listed]), size=20)
        assert isinstance(photo, Stream)
        photo.BitsPerComponent = bits
        photo.write(bytes([255 if bits == 1 else 1 if bits == 8 else 17]) * 400)
        resources(pdf).XObject = Dictionary(I=photo)
        content("q 4 0 0 4 0 0 cm /I Do Q")(pdf)

    assert changed(change, Asked(resolution=1)).said("ink") == "2: 361 % of ink; asked for: 300 %"


def test_names_are_read_in_whatever_letters_they_are_written(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with sound() as pdf:
        spot = Array([Name.Separation, Name("/Weixx"), Name.DeviceCMYK, Dictionary()])
        resources(pdf).ColorSpace = Dictionary(Weixx=spot)
        resources(pdf).Font.F.BaseFont = Name("/ABCDEF+Weixx")
        content("/Weixx cs 1 scn BT /F 9 Tf (a) Tj ET")(pdf)
        mode = pikepdf.ObjectStreamMode.disable
        pdf.save(path, force_version="1.6", compress_streams=False, object_stream_mode=mode)
    path.write_bytes(
        path.read_bytes().replace(b"/Weixx", b"/Wei\xdf ").replace(b"+Weixx", b"+Wei\xdf ")
    )
    result = Examined(examine(path))
    assert result.faulty == set()
    assert "spot inks: Wei\ufffd" in result.found("rgb")


def test_form_without_resources_is_judged_by_those_of_each_page(changed: Examine) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        shared = form(pdf, "/C cs 1 scn 0 0 9 9 re f")
        for page, space in ((1, Name.DeviceGray), (2, Name.DeviceRGB)):
            own = resources(pdf, page)
            own.XObject = Dictionary(X=shared)
            own.ColorSpace = Dictionary(C=Array([Name.Indexed, space, 0, String(b"\0\0\0")]))
            content("/X Do", page)(pdf)

    assert changed(change).said("rgb").startswith("3:")


def test_font_of_text_that_is_never_seen_need_not_be_embedded(changed: Examine) -> None:
    def change(operators: str) -> Change:
        def inner(pdf: pikepdf.Pdf) -> None:
            font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
            resources(pdf).Font = Dictionary(H=font)
            content(f"BT /H 9 Tf {operators} (a) Tj ET")(pdf)

        return inner

    assert "fonts" not in changed(change("3 Tr")).faulty  # as a scan has it that was read
    assert "fonts" in changed(change("7 Tr")).faulty
    assert "fonts" in changed(change("0 Tr")).faulty


def test_picture_that_says_too_much_of_itself_is_no_reason_to_give_up(changed: Examine) -> None:
    made = io.BytesIO()
    Image.new("RGB", (4, 4)).save(made, "JPEG2000")
    size = (4).to_bytes(4)
    huge = made.getvalue().replace(size * 2, (60_000).to_bytes(4) * 2)
    assert huge != made.getvalue()

    def change(pdf: pikepdf.Pdf) -> None:
        image = Stream(pdf, huge, Subtype=Name.Image, Width=4, Height=4, Filter=Name.JPXDecode)
        resources(pdf).XObject = Dictionary(I=pdf.make_indirect(image))
        content("/I Do")(pdf)

    changed(change)


def test_spot_ink_of_an_inline_picture_is_named(changed: Examine) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        ink = Array([Name.Separation, Name.Gold, Name.DeviceCMYK, Dictionary(FunctionType=2, N=1)])
        resources(pdf).ColorSpace = Dictionary(Ink=ink)
        content("BI /W 1 /H 1 /BPC 8 /CS /Ink ID \x41 EI")(pdf)

    assert "Gold" in changed(change).found("rgb")
