"""The files of pictures, before WeasyPrint reads them. Plain Python."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

_PNG = b"\x89PNG\r\n\x1a\n"


def is_cut_off(content: bytes) -> bool:
    """Return whether a picture (PNG, JPEG) lacks its end: it would be printed with a black rest."""
    if content.startswith(_PNG):
        return b"IEND" not in content
    return content.startswith(b"\xff\xd8") and b"\xff\xd9" not in content[_scan_of(content) :]


def _scan_of(content: bytes) -> int:
    """Return where the pixels of a JPEG begin, behind the small picture that it may hold.

    Segments say how long they are (ITU-T T.81, B.1.1). Behind the end anything may come: phones put
    a film there.
    """
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xDA:
            break
        has_length = marker != 0xFF and marker != 0x01 and not 0xD0 <= marker <= 0xD7
        step = 2 if marker != 0xFF else 1  # any number of FF may stand before a marker
        at += step + (int.from_bytes(content[at + 2 : at + 4]) if has_length else 0)
    return at


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
        unseen = image.info.get("transparency")
        kept = {} if unseen is None else {"transparency": unseen >> 8}
        grey.save(out, "PNG", icc_profile=image.info.get("icc_profile"), **kept)
    return out.getvalue()
