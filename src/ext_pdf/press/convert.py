"""A whole PDF in inks: operators, shadings, groups, pictures. Plain Python."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from ext_pdf.pixels import read_pixels
from ext_pdf.press.inks import gray_of, luma
from ext_pdf.press.streams import Rewriter, UnconvertibleError, add_states
from ext_pdf.spaces import read_space
from ext_pdf.walk import contents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ext_pdf.press.inks import Inks
    from ext_pdf.walk import Content

_SEEN = set[tuple[int, int]]


def convert(pdf: pikepdf.Pdf, inks: Inks, profiles: Mapping[str, bytes] | None = None) -> None:
    """Separate every colour of *pdf*.

    *profiles* are those that pictures have brought along, by the pictures' names in *pdf*.

    Raises:
        UnconvertibleError: a colour cannot be separated; says which.

    """
    done: _SEEN = set()
    found = _found(pdf)
    for content in found:
        _rewrite(pdf, content, inks)
        _group(content)
    for content in found:
        if content.resources.objgen in done and content.resources.is_indirect:
            continue
        done.add(content.resources.objgen)
        for shading in _shadings(content.resources):
            _shade(shading, inks, is_mask=content.is_mask)
        for name, picture in _pictures(content.resources):
            profile = (profiles or {}).get(name, b"")
            _picture(picture, inks, profile, is_mask=content.is_mask)
        # every name in it was answered; what is left would only be taken for a use of it
        spaces = content.resources.get("/ColorSpace", Dictionary())
        for name in [name for name, space in spaces.items() if read_space(space).is_rgb]:
            del spaces[name]


def _found(pdf: pikepdf.Pdf) -> list[Content]:
    """Return all that the pages use, and then what soft masks are made of.

    WeasyPrint 70 lists the group of a mask among the forms, too, as if it were painted.
    """
    known: _SEEN = set()
    found = [content for page in pdf.pages for content in contents(page.obj, known)]
    masked = {
        f"/M{number}": state
        for number, state in enumerate(
            state for content in found for state in _entries(content.resources, "/ExtGState")
        )
        if "/SMask" in state
    }
    # a page that has nothing but masks
    resources = Dictionary(ExtGState=Dictionary(masked))
    _, *masks = contents(Dictionary(Resources=resources))
    own = {content.owner.objgen for content in masks}
    return [*(content for content in found if content.owner.objgen not in own), *masks]


def _rewrite(pdf: pikepdf.Pdf, content: Content, inks: Inks) -> None:
    """Put separated operators in the place of a stream's own."""
    add_states(content.resources)
    rewriter = Rewriter(content.resources, inks, is_mask=content.is_mask)
    operations = pikepdf.parse_content_stream(content.owner)
    data = pikepdf.unparse_content_stream(list(rewriter.rewrite(operations)))
    if isinstance(content.owner, Stream):
        content.owner.write(data)
    else:
        content.owner.Contents = pdf.make_stream(data)


def _group(content: Content) -> None:
    """Have what is transparent mixed in inks; a soft mask in grey."""
    group = content.owner.get("/Group")
    if isinstance(group, Dictionary):
        group.CS = Name.DeviceGray if content.is_mask else Name.DeviceCMYK


def _entries(resources: pikepdf.Object, kind: str) -> Iterator[pikepdf.Object]:
    for _, value in resources.get(kind, Dictionary()).items():  # noqa: PERF102 - no values()
        yield value


def _shadings(resources: pikepdf.Object) -> Iterator[pikepdf.Object]:
    yield from _entries(resources, "/Shading")
    for pattern in _entries(resources, "/Pattern"):
        if "/Shading" in pattern:
            yield pattern.Shading


def _pictures(resources: pikepdf.Object) -> Iterator[tuple[str, Stream]]:
    for name, form in resources.get("/XObject", Dictionary()).items():
        if isinstance(form, Stream) and form.get("/Subtype") == "/Image":
            yield name.lstrip("/"), form


# Shadings


def _shade(shading: pikepdf.Object, inks: Inks, *, is_mask: bool) -> None:
    """Separate the colours between which a shading runs."""
    space = read_space(shading.get("/ColorSpace"))
    if space.kind == "gray" and (is_mask or inks.colours == "cmyk"):
        return
    if space.kind == "cmyk" and inks.colours == "cmyk" and not is_mask:
        return
    if space.kind not in {"gray", "rgb", "cmyk"}:
        message = f"a shading in {shading.get('/ColorSpace')}"
        raise UnconvertibleError(message)

    def separate(color: pikepdf.Object) -> Array:
        values = [float(value) for value in color]
        if is_mask:
            return Array([luma(*values) if space.kind == "rgb" else gray_of(*values)])
        if space.kind == "gray":
            return Array(inks.from_gray(*values))
        return Array(inks.from_rgb(*values) if space.kind == "rgb" else inks.from_cmyk(*values))

    if "/Function" not in shading:
        raise UnconvertibleError("a shading by a mesh")
    _ends(shading.Function, separate)
    if "/Background" in shading:
        shading.Background = separate(shading.Background)
    shading.ColorSpace = Name.DeviceGray if is_mask else Name.DeviceCMYK


def _ends(function: pikepdf.Object, separate: Callable[[pikepdf.Object], Array]) -> None:
    """Separate the two ends of an interpolation, or of each that is stitched to others."""
    kind = int(function.get("/FunctionType", -1)) if isinstance(function, Dictionary) else -1
    if kind == 2:
        for end in ("/C0", "/C1"):
            function[end] = separate(function[end])
    elif kind == 3:
        for part in function.Functions:
            _ends(part, separate)
    else:
        raise UnconvertibleError("a shading by a table or a program")


# Pictures


def _picture(picture: Stream, inks: Inks, profile: bytes, *, is_mask: bool) -> None:
    """Separate the pixels of a picture; a stencil and a picture in inks stay as they are."""
    space = read_space(picture.get("/ColorSpace"))
    if is_mask or picture.get("/ImageMask") or space.kind == "gray":
        return
    if space.kind == "cmyk" and inks.colours == "cmyk":
        return
    if isinstance(picture.get("/Mask"), Array):
        raise UnconvertibleError("a picture that is cut out by a colour")
    made = inks.image(read_pixels(picture), profile)
    size = (made.width, made.height)
    picture.write(
        zlib.compress(made.tobytes(), 9),
        filter=Name.FlateDecode,
        decode_parms=Dictionary(
            Predictor=1, Columns=size[0], Colors=len(made.getbands()), BitsPerComponent=8
        ),
    )
    picture.ColorSpace = Name.DeviceGray if made.mode == "L" else Name.DeviceCMYK
    picture.BitsPerComponent = 8
    for name in ("/Decode", "/Intent"):
        if name in picture:
            del picture[name]
