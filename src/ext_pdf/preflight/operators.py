"""What the operators of one stream do, without the streams that they call. Plain Python."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, ContentStreamInlineImage, Dictionary, Name, Stream

from ext_pdf.preflight.colours import (
    chosen,
    colorants,
    ends,
    entry,
    is_light,
    is_rich,
    space_inside,
)
from ext_pdf.preflight.facts import GRAY, Facts, State, matrix_of, product
from ext_pdf.preflight.lettering import read_font, spelled
from ext_pdf.spaces import Space, read_space
from ext_pdf.walk import Content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ext_pdf.preflight.lettering import Font

_TEXT = frozenset({"Tj", "TJ", "'", '"'})
_DIRECT = {"g": GRAY, "rg": Space("rgb", 3), "k": Space("cmyk", 4)}
#: the operators that are looked at; paths are not
_OPERATORS = "q Q cm Do BI ID EI g G rg RG k K cs CS sc SC scn SCN gs sh Tf Tr Tj TJ ' \""
#: ways to mix colours that mix none
_PLAIN = ("/Normal", "/Compatible")
#: a colour of light with no brighter channel is a black
_DARKEST = 0.2
#: lines in all inks: marks, beside the page
_REGISTRATION = (1.0, 1.0, 1.0, 1.0)


class Scanner:
    """Reads one stream."""

    def __init__(self, content: Content, state: State) -> None:
        self.content = content
        self.resources = content.resources
        self.facts = Facts()
        self.state = state
        self._kept: list[State] = []

    def scan(self) -> Facts:
        """Return what the stream does."""
        owner = self.content.owner
        group = owner.get("/Group")
        if isinstance(group, Dictionary) and "/CS" in group:
            self._light(read_space(group.CS, self.resources), "/Group")
        if "/Contents" in owner or isinstance(owner, Stream):
            for operation in pikepdf.parse_content_stream(owner, _OPERATORS):
                self._one(operation)
        return self.facts

    def _one(self, operation: pikepdf.ContentStreamInstruction | ContentStreamInlineImage) -> None:
        if isinstance(operation, ContentStreamInlineImage):
            self._inline(operation.iimage.obj)
            return
        name, operands = str(operation.operator), list(operation.operands)
        if name == "q":
            self._kept.append(self.state)
        elif name == "Q":
            self.state = self._kept.pop() if self._kept else self.state
        elif name in _TEXT:
            self._text(operands)
        elif name.lower() in _DIRECT:
            self._colour(name, _DIRECT[name.lower()], operands)
        elif operands:
            self._named(name, operands)

    def _named(self, name: str, operands: Sequence[pikepdf.Object]) -> None:
        """Take an operator whose operand is a name, or numbers."""
        match name:
            case "cm" if len(operands) == 6:
                own = product(_numbers(operands), self.state.matrix)  # type: ignore[arg-type]
                self.state = replace(self.state, matrix=own)
            case "cs" | "CS":
                self._choose(name, operands[0])
            case "sc" | "scn":
                self.state = replace(self.state, fill=_numbers(operands))
                self._weigh(self.state.spaces[0], self.state.fill)
                self._pattern(operands[-1])
            case "SC" | "SCN":
                if _numbers(operands) != _REGISTRATION:
                    self._weigh(self.state.spaces[1], _numbers(operands))
                self._pattern(operands[-1])
            case "Tf":
                font = read_font(entry(self.resources, "/Font", operands[0]))
                self.state = replace(self.state, font=font)
            case "Tr":
                self.state = replace(self.state, mode=int(operands[0]))
            case "gs":
                self._graphics(operands[0])
            case "Do":
                self._object(operands[0])
            case "sh":
                shading = entry(self.resources, "/Shading", operands[0])
                if shading is not None:
                    self._shade(shading, "sh")

    def _light(self, space: Space, said: str) -> None:
        """Take note of a space that is mixed of light; a mask is never printed itself."""
        if is_light(space) and not self.content.is_mask:
            self.facts.light.add(said)

    def _choose(self, name: str, chosen_name: pikepdf.Object) -> None:
        """Take the space that ``cs`` names."""
        value = chosen(chosen_name, self.resources)
        self._space(name, read_space(value, self.resources), f"/{spelled(chosen_name)}")
        self.facts.spots.update(colorants(value))

    def _weigh(self, space: Space, colour: tuple[float, ...]) -> None:
        """Take note of how much ink a colour lays on the paper; that of marks is no picture's."""
        if space.kind == "pattern" and space.base is not None:
            space = space.base  # a tile without a colour of its own
        if space.kind == "cmyk" and not self.content.is_mask:
            self.facts.ink = max(self.facts.ink, sum(colour))

    def _shade(self, shading: pikepdf.Object, said: str) -> None:
        """Take note of the space of a shading, and of the colours that it runs between."""
        space = read_space(shading.get("/ColorSpace"), self.resources)
        self._light(space, said)
        self.facts.spots.update(colorants(shading.get("/ColorSpace")))
        for end in ends(shading.get("/Function")):
            self._weigh(space, end)

    def _colour(self, name: str, space: Space, operands: Sequence[pikepdf.Object]) -> None:
        self._space(name, space, name)
        numbers = _numbers(operands)
        if name != "K" or numbers != _REGISTRATION:
            self._weigh(space, numbers)
        if name.islower():
            self.state = replace(self.state, fill=_numbers(operands))

    def _space(self, name: str, space: Space, said: str) -> None:
        self._light(space, name if name == said else f"{name} {said}")
        fill, stroke = self.state.spaces
        first = (0.0,) * space.components if space.kind != "cmyk" else (0.0, 0.0, 0.0, 1.0)
        if name[0].islower():
            self.state = replace(self.state, spaces=(space, stroke), fill=first)
        else:
            self.state = replace(self.state, spaces=(fill, space))

    def _graphics(self, name: pikepdf.Object) -> None:
        state = entry(self.resources, "/ExtGState", name)
        if not isinstance(state, Dictionary):
            return
        if any(float(state.get(key, 1)) < 1 for key in ("/ca", "/CA")):
            self.facts.is_transparent = True
        mode = state.get("/BM", Name.Normal)
        if (mode[0] if isinstance(mode, Array) and len(mode) else mode) not in _PLAIN:
            self.facts.is_transparent = True
        mask = state.get("/SMask")
        if isinstance(mask, Dictionary):
            self.facts.is_transparent = True
            if isinstance(group := mask.get("/G"), Stream):
                self.facts.others.append((self._below(group, is_mask=True), State()))
        font = state.get("/Font")
        if isinstance(font, Array) and len(font):
            self.state = replace(self.state, font=read_font(font[0]))
        over = state.get("/op", state.get("/OP"))
        if over is not None:
            self.state = replace(self.state, is_over=bool(over))
        if "/OPM" in state:
            self.state = replace(self.state, is_shown=int(state.OPM))

    def _text(self, operands: Sequence[pikepdf.Object]) -> None:
        """Judge a piece of text; what is not filled, or not seen, is not judged."""
        font = self.state.font
        if font and font not in self.facts.fonts and self.state.mode != 3:
            self._font(font)
        is_seen = self.state.mode % 4 not in {1, 3} and not (font and font.is_blank(operands))
        if self.content.is_mask or not is_seen:
            return
        space, fill = self.state.spaces[0], self.state.fill
        if space.kind == "gray" and fill == (0.0,):
            self.facts.knocked_out += 1  # grey takes no part in overprinting (ISO 32000-1, 11.7.4)
        if space.kind == "rgb" and len(fill) == 3 and max(fill) <= _DARKEST:
            self.facts.rich += 1  # whatever separates it later gives it every ink
        if space.kind != "cmyk" or len(fill) != 4:
            return
        is_black, is_white = fill[3] == 1, not any(fill)
        if is_rich(*fill):
            self.facts.rich += 1
        elif is_black and self.state.is_over and self.state.is_shown:
            self.facts.black += 1
        elif is_black:
            self.facts.knocked_out += 1
        elif is_white and self.state.is_over and self.state.is_shown:
            self.facts.lost += 1  # without OPM 1, no ink at all is a colour, too

    def _font(self, font: Font) -> None:
        """Take note of a font, and of the glyphs that are drawn as pages are."""
        self.facts.fonts.add(font)
        own = font.values.get("/Resources", self.resources)
        begin = replace(self.state, matrix=State.matrix)
        for glyph in font.glyphs():
            self.facts.others.append((Content(glyph, own, self.content.is_mask), begin))

    def _object(self, name: pikepdf.Object) -> None:
        form = entry(self.resources, "/XObject", name)
        if not isinstance(form, Stream):
            return
        if form.get("/Subtype") == "/Image":
            self._picture(f"/{spelled(name)}", form)
        elif form.get("/Subtype") == "/Form":
            matrix = product(matrix_of(form), self.state.matrix)
            begin = replace(self.state, matrix=State.matrix)
            below = self._below(form, is_mask=self.content.is_mask)
            self.facts.forms.append((below, matrix, begin))

    def _picture(self, name: str, picture: Stream) -> None:
        self.facts.pictures.append((name, picture, self.state.matrix))
        value = picture.get("/ColorSpace")
        if value is None and not picture.get("/ImageMask"):
            self._light(space_inside(picture), f"Do {name}")
        elif not picture.get("/ImageMask"):
            self._light(read_space(value, self.resources), f"Do {name}")
            self.facts.spots.update(colorants(value))
        if "/SMask" in picture or int(picture.get("/SMaskInData") or 0):
            self.facts.is_transparent = True

    def _inline(self, picture: pikepdf.Object) -> None:
        value = picture.get("/ColorSpace", picture.get("/CS"))
        self._light(read_space(value, self.resources), "BI")
        if value is not None:
            self.facts.spots.update(colorants(chosen(value, self.resources)))
        size = {"/Width": picture.get("/W"), "/Height": picture.get("/H")}
        whole = Dictionary(
            {key: v for key, v in size.items() if v is not None} | dict(picture.items())
        )
        self.facts.pictures.append(("BI", whole, self.state.matrix))

    def _pattern(self, name: pikepdf.Object) -> None:
        """Take the pattern that ``scn`` names."""
        pattern = entry(self.resources, "/Pattern", name) if isinstance(name, Name) else None
        if isinstance(pattern, Stream):
            self.facts.others.append((self._below(pattern, is_mask=self.content.is_mask), State()))
        elif isinstance(pattern, Dictionary):
            shading = pattern.get("/Shading")
            if isinstance(shading, Dictionary | Stream):
                self._shade(shading, f"scn /{spelled(name)}")

    def _below(self, stream: Stream, *, is_mask: bool) -> Content:
        """Return a stream that this one calls; without resources of its own it has these."""
        return Content(stream, stream.get("/Resources", self.resources), is_mask)


def _numbers(operands: Sequence[pikepdf.Object]) -> tuple[float, ...]:
    return tuple(float(x) for x in operands if not isinstance(x, Name))
