"""What the operators of one stream do, without the streams that they call. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, ContentStreamInlineImage, Dictionary, Stream

from ext_pdf.spaces import Space, read_space

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ext_pdf.walk import Content

Matrix = tuple[float, float, float, float, float, float]

_TEXT = frozenset({"Tj", "TJ", "'", '"'})
_GRAY, _CMYK, _RGB = Space("gray", 1), Space("cmyk", 4), Space("rgb", 3)
_DIRECT = {"g": _GRAY, "rg": _RGB, "k": _CMYK}
#: the operators that are looked at; paths are not
_OPERATORS = "q Q cm Do BI ID EI g G rg RG k K cs CS sc SC scn SCN gs sh Tr Tj TJ ' \""
#: a colour of light with no brighter channel is a black
_DARKEST = 0.2
#: lines in all inks: marks, beside the page
_REGISTRATION = (1.0, 1.0, 1.0, 1.0)
#: functions of functions
_DEPTH = 8


@dataclass
class Facts:
    """What one stream does, without the streams that it calls."""

    #: what is in colours of light, and which operator or object says so
    light: set[str] = field(default_factory=set)
    spots: set[str] = field(default_factory=set)
    #: pieces of black text as it should be
    black: int = 0
    #: pieces of black text in several inks, and of black text that does not overprint
    rich: int = 0
    knocked_out: int = 0
    #: pieces of white that overprint: they are not seen
    lost: int = 0
    #: the most of all inks together in one colour, 1 for each ink that covers the paper
    ink: float = 0
    is_transparent: bool = False
    #: pictures and forms, with the matrix that they are painted by
    pictures: list[tuple[str, pikepdf.Object, Matrix]] = field(default_factory=list)
    forms: list[tuple[pikepdf.Object, Matrix]] = field(default_factory=list)


@dataclass(frozen=True)
class _State:
    matrix: Matrix = (1, 0, 0, 1, 0, 0)
    spaces: tuple[Space, Space] = (_GRAY, _GRAY)
    fill: tuple[float, ...] = (0.0,)
    is_over: bool = False
    mode: int = 0
    is_shown: int = 0


def product(one: Matrix, other: Matrix) -> Matrix:
    """Return the matrix that does *one*, then *other*."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        *(a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j),
        *(e * g + f * i + k, e * h + f * j + m),
    )


class Scanner:
    """Reads one stream."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.resources = content.resources
        self.facts = Facts()
        self.state = _State()
        self._kept: list[_State] = []

    def scan(self) -> Facts:
        """Return what the stream does."""
        owner = self.content.owner
        group = owner.get("/Group")
        if isinstance(group, Dictionary) and "/CS" in group:
            self._light(read_space(group.CS, self.resources), "/Group")
        self._patterns()
        if "/Contents" in owner or isinstance(owner, Stream):
            for operation in pikepdf.parse_content_stream(owner, _OPERATORS):
                self._one(operation)
        return self.facts

    def _one(self, operation: pikepdf.ContentStreamInstruction | ContentStreamInlineImage) -> None:
        if isinstance(operation, ContentStreamInlineImage):
            picture = operation.iimage.obj
            space = picture.get("/ColorSpace", picture.get("/CS"))
            self._light(read_space(space, self.resources), "BI")
            return
        name, operands = str(operation.operator), list(operation.operands)
        if name == "q":
            self._kept.append(self.state)
        elif name == "Q":
            self.state = self._kept.pop() if self._kept else self.state
        elif name in _TEXT:
            self._text()
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
                self._space(name, read_space(operands[0], self.resources), str(operands[0]))
            case "sc" | "scn":
                self.state = replace(self.state, fill=_numbers(operands))
                self._weigh(self.state.spaces[0], self.state.fill)
            case "SC" | "SCN":
                self._weigh(self.state.spaces[1], _numbers(operands))
            case "Tr":
                self.state = replace(self.state, mode=int(operands[0]))
            case "gs":
                self._graphics(str(operands[0]))
            case "Do":
                self._object(str(operands[0]))
            case "sh":
                shading = _entry(self.resources, "/Shading", str(operands[0]))
                if shading is not None:
                    self._shade(shading, "sh")

    def _light(self, space: Space, said: str) -> None:
        """Take note of a space that is mixed of light; a mask is never printed itself."""
        if space.is_rgb and not self.content.is_mask:
            self.facts.light.add(said)
        if space.kind == "spot":
            self.facts.spots.add(said)

    def _weigh(self, space: Space, colour: tuple[float, ...]) -> None:
        """Take note of how much ink a colour lays on the paper; that of marks is no picture's."""
        if space.kind == "cmyk" and not self.content.is_mask:
            self.facts.ink = max(self.facts.ink, sum(colour))

    def _shade(self, shading: pikepdf.Object, said: str) -> None:
        """Take note of the space of a shading, and of the colours that it runs between."""
        space = read_space(shading.get("/ColorSpace"), self.resources)
        self._light(space, said)
        for end in _ends(shading.get("/Function"), 0):
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

    def _graphics(self, name: str) -> None:
        state = _entry(self.resources, "/ExtGState", name)
        if not isinstance(state, Dictionary):
            return
        if any(float(state.get(key, 1)) < 1 for key in ("/ca", "/CA")):
            self.facts.is_transparent = True
        if state.get("/BM", "/Normal") not in {"/Normal", "/Compatible"}:
            self.facts.is_transparent = True
        if isinstance(state.get("/SMask"), Dictionary):
            self.facts.is_transparent = True
        over = state.get("/op", state.get("/OP"))
        if over is not None:
            self.state = replace(self.state, is_over=bool(over))
        if "/OPM" in state:
            self.state = replace(self.state, is_shown=int(state.OPM))

    def _text(self) -> None:
        """Judge a piece of text; what is not filled is not judged."""
        if self.content.is_mask or self.state.mode % 4 in {1, 3}:
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

    def _object(self, name: str) -> None:
        form = _entry(self.resources, "/XObject", name)
        if not isinstance(form, Stream):
            return
        if form.get("/Subtype") == "/Image":
            self.facts.pictures.append((name, form, self.state.matrix))
            if not form.get("/ImageMask"):
                self._light(read_space(form.get("/ColorSpace"), self.resources), f"Do {name}")
            if "/SMask" in form:
                self.facts.is_transparent = True
        elif form.get("/Subtype") == "/Form":
            own = form.get("/Matrix")
            matrix: Matrix = (1, 0, 0, 1, 0, 0)
            if isinstance(own, Array) and len(own) == 6:
                matrix = tuple(map(float, own))  # type: ignore[assignment] # pikepdf's stubs
            self.facts.forms.append((form, product(matrix, self.state.matrix)))

    def _patterns(self) -> None:
        """Look at the shadings that are patterns: no operator names their space."""
        patterns = self.resources.get("/Pattern")
        for name, pattern in patterns.items() if isinstance(patterns, Dictionary) else ():
            shading = pattern.get("/Shading")
            if isinstance(shading, Dictionary | Stream):
                self._shade(shading, f"scn {name}")


def is_rich(c: float, m: float, y: float, k: float) -> bool:
    """Return whether a colour is a black of several inks: each has to meet the others."""
    if not any((c, m, y)):
        return False
    is_deep = k >= 0.85
    is_mixed = min(c, m, y) >= 0.5 and max(c, m, y) - min(c, m, y) <= 0.35 and k >= 0.2
    return is_deep or is_mixed


def _ends(function: pikepdf.Object | None, depth: int) -> Iterator[tuple[float, ...]]:
    """Yield the colours between which a function runs (ISO 32000-1, 7.10)."""
    if isinstance(function, Dictionary) and depth < _DEPTH:
        for name in ("/C0", "/C1"):
            if isinstance(end := function.get(name), Array):
                yield tuple(float(value) for value in end)
        parts = function.get("/Functions")
        for part in parts if isinstance(parts, Array) else ():
            yield from _ends(part, depth + 1)


def _numbers(operands: Sequence[pikepdf.Object]) -> tuple[float, ...]:
    return tuple(float(x) for x in operands if not isinstance(x, pikepdf.Name))


def _entry(resources: pikepdf.Object, kind: str, name: str) -> pikepdf.Object | None:
    found = resources.get(kind) if isinstance(resources, Dictionary) else None
    return found.get(name) if isinstance(found, Dictionary) else None
