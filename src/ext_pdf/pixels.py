"""The pixels of a picture, as readers of PDFs see them. Plain Python."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from pikepdf import Array, Name, PdfImage, Stream
from PIL import Image, ImageChops


class SizeError(ValueError):
    """Raised for a picture that is of another size inside than its dictionary says."""


def read_pixels(picture: Stream, enough: int = 0) -> Image.Image:
    """Return *picture* without its mask; a JPEG is unpacked only when it is as big as it says.

    Of a JPEG, fewer pixels come where more than *enough* across would be left of it.

    Raises:
        SizeError: it is bigger, or smaller.

    """
    filters = PdfImage(picture).filters
    if filters[-1:] != ["/DCTDecode"]:
        image = PdfImage(picture).as_pil_image(apply_mask=False)
        _check_size(picture, image)
        return image
    image = Image.open(BytesIO(_file(picture, filters)), formats=["JPEG"])
    _check_size(picture, image)
    if enough:
        image.draft(None, (enough, enough))
    if image.mode != "CMYK":
        return image
    # Pillow takes all inks of a JPEG for inverted; in a PDF, Decode says so (ISO 32000-1, 8.9.5.2)
    decode = picture.get("/Decode", Array([0, 1]))
    return image if decode[0] > decode[1] else ImageChops.invert(image)


def _file(picture: Stream, filters: list[str]) -> bytes:
    """Return a JPEG as it was before others packed it once more."""
    data = picture.read_raw_bytes()
    if len(filters) == 1:
        return data
    with pikepdf.new() as pdf:
        outer = Stream(pdf, b"")
        outer.write(data, filter=Array([Name(each) for each in filters[:-1]]))
        return outer.read_bytes()


def _check_size(picture: Stream, image: Image.Image) -> None:
    said = (int(picture.get("/Width", 0)), int(picture.get("/Height", 0)))
    if image.size != said:
        message = f"a picture of {image.size} that says {said}"
        raise SizeError(message)
