"""Files of pictures that WeasyPrint would print wrong, in silence."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageCms

from ext_pdf.pictures import in_eight_bits, is_cut_off


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_picture_without_its_end_is_cut_off(kind: str) -> None:
    file = BytesIO()
    Image.effect_noise((64, 64), 50).save(file, kind)
    whole = file.getvalue()
    assert not is_cut_off(whole)
    assert not is_cut_off(whole + b"a film behind it \xff\xda")
    assert is_cut_off(whole[: len(whole) // 2])


def test_small_picture_inside_a_large_one_has_an_end_of_its_own() -> None:
    inside = b"\xff\xe1\x00\x08\xff\xd8\xff\xda\xff\xd9"  # in a segment of eight bytes
    assert is_cut_off(b"\xff\xd8" + inside + b"\xff\xda data")
    assert not is_cut_off(b"\xff\xd8" + inside + b"\xff\xda data\xff\xd9")


def test_other_files_are_never_cut_off() -> None:
    assert not is_cut_off(b"")
    assert not is_cut_off(b"<svg/>")


def png(image: Image.Image, **options: object) -> bytes:
    out = BytesIO()
    image.save(out, "PNG", **options)
    return out.getvalue()


def test_sixteen_bits_of_grey_become_eight_with_their_profile() -> None:
    image = Image.new("I;16", (3, 1))
    for place, value in enumerate((0, 0x8000, 0xFFFF)):
        image.putpixel((place, 0), value)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    with Image.open(BytesIO(in_eight_bits(png(image, icc_profile=profile)))) as made:
        assert made.mode == "L"
        assert [made.getpixel((place, 0)) for place in range(3)] == [0, 128, 255]
        assert made.info["icc_profile"] == profile


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_any_other_picture_stays_as_it_is(mode: str) -> None:
    content = png(Image.new(mode, (2, 2)))
    assert in_eight_bits(content) is content


def test_damaged_picture_of_sixteen_bits_is_an_error() -> None:
    with pytest.raises(OSError, match=r".+"):
        in_eight_bits(png(Image.new("I;16", (3, 1)))[:40])
