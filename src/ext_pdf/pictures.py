"""The files of pictures, before WeasyPrint reads them. Plain Python."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

_PNG = b"\x89PNG\r\n\x1a\n"


def is_cut_off(content: bytes) -> bool:
    """Return whether a picture (PNG, JPEG) lacks its end: it would be printed with a black rest."""
    if content.startswith(_PNG):
        return b"IEND" not in content
    # a small picture inside has an end of its own, before the large one begins
    return content.startswith(b"\xff\xd8") and content.rfind(b"\xff\xd9") < content.rfind(
        b"\xff\xda"
    )


def in_eight_bits(content: bytes) -> bytes:
    """Return a picture; one that has 16 bits of grey, with 8.

    Pillow reads those of colours with 8 bits, and WeasyPrint 70 takes it to do so with greys: it
    writes pixels that no reader understands.

    Raises:
        OSError: it cannot be read.

    """
    # the depth and the kind of colour follow the size (PNG specification, 11.2.2)
    if not content.startswith(_PNG) or content[24:26] != b"\x10\x00":
        return content
    with Image.open(BytesIO(content)) as image:
        grey = image.point(lambda value: value * (1 / 256)).convert("L")
        out = BytesIO()
        grey.save(out, "PNG", icc_profile=image.info.get("icc_profile"))
    return out.getvalue()
