"""Colours of light become inks: black and grey as black ink, the rest through the profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageCms

from ext_pdf.press.inks import BLACK, Inks, read_profile
from ext_pdf.press.settings import PROFILES, described
from ext_pdf.press.streams import Rewriter, UnconvertibleError, add_states

if TYPE_CHECKING:
    from ext_pdf.press.inks import Cmyk

PROFILE = read_profile(PROFILES / described()["file"])
INKS = Inks(PROFILE)
ONE = Inks(PROFILE, "k")


@pytest.mark.parametrize("rgb", [(0, 0, 0), (20 / 255, 32 / 255, 43 / 255), (0.2, 0.2, 0.2)])
def test_black_and_nearly_black_is_one_ink(rgb: tuple[float, float, float]) -> None:
    assert INKS.from_rgb(*rgb) == BLACK


def test_grey_is_black_ink_alone_and_white_is_paper() -> None:
    assert INKS.from_rgb(1, 1, 1) == (0, 0, 0, 0)
    c, m, y, k = INKS.from_rgb(0.5, 0.5, 0.51)
    assert (c, m, y) == (0, 0, 0)
    assert k == pytest.approx(0.5, abs=0.01)
    assert INKS.from_gray(0.25) == (0, 0, 0, 0.75)


def test_colour_goes_through_the_profile_and_comes_back_alike() -> None:
    red, green, blue = 140, 47, 27  # the accent of the theme
    inks = INKS.from_rgb(red / 255, green / 255, blue / 255)
    pixel = Image.new("CMYK", (1, 1), tuple(round(255 * value) for value in inks))
    back = ImageCms.profileToProfile(
        pixel,
        str(PROFILES / described()["file"]),
        ImageCms.createProfile("sRGB"),
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        "RGB",
    )
    assert back is not None
    found = back.getpixel((0, 0))
    assert isinstance(found, tuple)
    assert max(abs(a - b) for a, b in zip(found, (red, green, blue), strict=True)) <= 16


def test_total_ink_is_what_a_coated_sheet_takes() -> None:
    for rgb in ((0.25, 0.1, 0.05), (0.1, 0.25, 0.1), (0.22, 0.1, 0.25), (0.3, 0.22, 0.1)):
        assert sum(INKS.from_rgb(*rgb)) <= 3.05


@pytest.mark.parametrize("limit", [240, 300])
def test_no_place_gets_more_ink_than_was_asked_for(limit: int) -> None:
    inks = Inks(PROFILE, limit=limit)
    dark = [(red, green, 8 * (red % 5)) for red in range(0, 256, 8) for green in range(0, 256, 8)]
    picture = Image.new("RGB", (32, 32))
    picture.putdata(dark)
    made = inks.image(picture).tobytes()
    sums = [sum(made[at : at + 4]) / 2.55 for at in range(0, len(made), 4)]
    free = Inks(PROFILE).image(picture).tobytes()
    assert max(sum(free[at : at + 4]) / 2.55 for at in range(0, len(free), 4)) > limit
    assert max(sums) <= limit + 1e-9
    # what has less ink is as it was
    light = [at for at in range(0, len(free), 4) if sum(free[at : at + 4]) / 2.55 < limit - 1]
    assert light
    assert all(free[at : at + 4] == made[at : at + 4] for at in light)
    assert sum(inks.from_rgb(0.21, 0.03, 0.03)) <= limit / 100 + 1e-9


def test_lab_is_the_same_colour_as_its_rgb() -> None:
    near = INKS.from_rgb(1, 0, 0)
    assert INKS.from_lab(53.24, 80.09, 67.2) == pytest.approx(near, abs=0.02)
    assert INKS.from_lab(0, 0, 0) == BLACK


def test_job_in_black_has_no_other_ink() -> None:
    assert ONE.from_rgb(1, 0, 0)[:3] == (0, 0, 0)
    assert ONE.from_rgb(1, 0, 0)[3] == pytest.approx(0.701)
    assert ONE.from_cmyk(1, 0, 0, 0) == pytest.approx((0, 0, 0, 0.3))
    assert INKS.from_cmyk(1, 0, 0, 0) == (1, 0, 0, 0)


@pytest.mark.parametrize(
    ("mode", "many", "one"),
    [("RGB", "CMYK", "L"), ("P", "CMYK", "L"), ("L", "L", "L"), ("CMYK", "CMYK", "L")],
)
def test_pictures_become_inks(mode: str, many: str, one: str) -> None:
    picture = Image.new("RGB", (2, 2), (200, 40, 30)).convert(mode)
    assert INKS.image(picture).mode == many
    assert ONE.image(picture).mode == one


@pytest.mark.parametrize("mode", ["1", "P", "RGB"])
def test_picture_in_black_and_white_is_printed_in_black_ink_alone(mode: str) -> None:
    greys = Image.linear_gradient("L").convert(mode)
    made = INKS.image(greys)
    assert made.mode == "L"
    assert made.tobytes() == greys.convert("L").tobytes()
    coloured = greys.convert("RGB")
    coloured.putpixel((7, 7), (9, 9, 10))
    assert INKS.image(coloured).mode == "CMYK"


def test_picture_keeps_its_own_profile() -> None:
    picture = Image.new("RGB", (1, 1), (200, 60, 40))
    plain = INKS.image(picture).getpixel((0, 0))
    wide = picture.copy()
    linear = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ"))
    wide.info["icc_profile"] = linear.tobytes()
    assert INKS.image(wide).getpixel((0, 0)) == plain, "not a profile of RGB"
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    wide.info["icc_profile"] = srgb.replace(b"XYZ", b"xyz")
    assert INKS.image(wide).getpixel((0, 0)) == plain, "without its table of colours"
    wide.info["icc_profile"] = b"broken"
    assert INKS.image(wide).getpixel((0, 0)) == plain
    wide.info["icc_profile"] = srgb
    assert INKS.image(wide).getpixel((0, 0)) == plain


# Operators


def rewritten(operators: str, inks: Inks = INKS, *, is_mask: bool = False) -> str:
    with pikepdf.new() as pdf:
        resources = Dictionary(
            ColorSpace=Dictionary(
                Lab=Array([Name.Lab, Dictionary(WhitePoint=Array([1, 1, 1]))]),
                Profiled=Array([Name.ICCBased, pikepdf.Stream(pdf, b"", N=3)]),
                Spot=Array([Name.Separation, Name.Gold, Name.DeviceCMYK, Dictionary()]),
            )
        )
        add_states(resources)
        operations = pikepdf.parse_content_stream(pdf.make_stream(operators.encode()))
        rewriter = Rewriter(resources, inks, is_mask=is_mask)
        made = pikepdf.unparse_content_stream(list(rewriter.rewrite(operations)))
        return " ".join(made.decode().split())


def operators_of(color: Cmyk, name: str) -> str:
    return " ".join([*(f"{value:.4f}".rstrip("0").rstrip(".") for value in color), name])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("0 0 0 rg f", "0 0 0 1 k f"),
        ("0.5 G S", "0 0 0 0.5 K S"),
        ("1 1 1 RG S", "0 0 0 0 K S"),
        ("0.1 0.2 0.3 0.4 k f", "0.1 0.2 0.3 0.4 k f"),
        ("/DeviceRGB cs f", "0 0 0 1 k f"),
        ("/DeviceRGB cs 1 1 1 sc f", "0 0 0 1 k 0 0 0 0 k f"),
        ("/Profiled CS 1 1 1 SCN S", "0 0 0 1 K 0 0 0 0 K S"),
        ("/Lab cs 100 0 0 scn f", "0 0 0 1 k 0 0 0 0 k f"),
        ("/DeviceCMYK cs 0 1 0 0 scn f", "0 0 0 1 k 0 1 0 0 k f"),
        ("/Pattern cs /P0 scn f", "/Pattern cs /P0 scn f"),
        ("/Spot cs 0.5 scn f", "/Spot cs 0.5 scn f"),
        ("q 1 1 1 rg Q f", "q 0 0 0 0 k Q f"),
        ("Q f", "Q f"),
    ],
)
def test_operators_of_light_become_operators_of_ink(before: str, after: str) -> None:
    assert rewritten(before) == after


def test_colours_are_those_of_the_profile() -> None:
    assert rewritten("1 0 0 rg") == operators_of(INKS.from_rgb(1, 0, 0), "k")
    assert rewritten("1 0 0 rg", ONE) == operators_of(ONE.from_rgb(1, 0, 0), "k")
    assert rewritten("0 1 0 0 k", ONE) == operators_of(ONE.from_cmyk(0, 1, 0, 0), "k")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1 1 1 rg f", "1 g f"),
        ("0 1 0 RG S", "0.587 G S"),
        ("0.3 g f", "0.3 g f"),
        ("0 0 0 1 k BT (a) Tj ET", "0 g BT (a) Tj ET"),
        ("/Lab cs 50 0 0 scn f", "0 g 0.5 g f"),
    ],
)
def test_masks_become_grey_and_do_not_overprint(before: str, after: str) -> None:
    assert rewritten(before, is_mask=True) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("0 0 0 rg BT (a) Tj ET", "0 0 0 1 k BT /MidadOver gs (a) Tj ET"),
        ("BT (a) Tj (b) Tj ET", "BT /MidadOver gs (a) Tj (b) Tj ET"),
        ("BT (a) Tj ET f", "BT /MidadOver gs (a) Tj ET /MidadApart gs f"),
        (
            "BT (a) Tj 1 1 1 rg (b) Tj ET",
            "BT /MidadOver gs (a) Tj 0 0 0 0 k /MidadApart gs (b) Tj ET",
        ),
        ("q BT (a) Tj ET Q f", "q BT /MidadOver gs (a) Tj ET Q f"),
        ("0.5 g BT [(a)] TJ ET", "0 0 0 0.5 k BT [ (a) ] TJ ET"),
        ("/Pattern cs /P scn BT (a) ' ET", "/Pattern cs /P scn BT (a) ' ET"),
        ("BT (a) Tj ET /X Do", "BT /MidadOver gs (a) Tj ET /MidadApart gs /X Do"),
    ],
)
def test_black_text_overprints_and_nothing_else_does(before: str, after: str) -> None:
    assert rewritten(before) == after


def test_inline_picture_in_light_is_refused() -> None:
    assert "BI" in rewritten("BI /W 1 /H 1 /BPC 8 /CS /G ID a EI")
    assert "BI" in rewritten("BI /W 1 /H 1 /IM true ID a EI")
    with pytest.raises(UnconvertibleError, match="inline image"):
        rewritten("BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI")


def test_numbers_are_written_short() -> None:
    assert rewritten("0.123456 g").startswith("0 0 0 0.8765 k")
