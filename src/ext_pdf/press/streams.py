"""The drawing operators of a page, with inks for colours of light. Plain Python.

Every operator that sets a colour is answered by one in DeviceCMYK (in a soft mask by one in grey),
and black text is told to print over what is below it: where the sheets shift by a hair, no white
shows around the letters.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pikepdf import ContentStreamInlineImage, ContentStreamInstruction, Dictionary, Name, Operator

from ext_pdf.press.inks import BLACK, gray_of, luma
from ext_pdf.spaces import Space, read_space

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pikepdf

    from ext_pdf.press.inks import Cmyk, Inks

#: names of the two graphics states that we add to the resources
OVER, APART = Name("/MidadOver"), Name("/MidadApart")
TEXT = frozenset({"Tj", "TJ", "'", '"'})
PAINT = frozenset({"f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh", "Do", "INLINE IMAGE"})
_GRAY = Space("gray", 1)
_CMYK = Space("cmyk", 4)
_DIRECT = {"g": _GRAY, "rg": Space("rgb", 3), "k": _CMYK}


class UnconvertibleError(ValueError):
    """Raised for a colour that has no ink: one inside an inline image."""


@dataclass(frozen=True)
class State:
    """What ``q`` remembers and ``Q`` brings back, as far as it matters here."""

    #: the space named by ``cs`` (False: fill) and ``CS`` (True: stroke)
    spaces: dict[bool, Space] = field(default_factory=lambda: {False: _GRAY, True: _GRAY})
    #: the inks of the fill; None for a pattern or a spot ink
    fill: Cmyk | None = BLACK
    is_over: bool = False


def add_states(resources: pikepdf.Object) -> None:
    """Add the graphics states that the rewritten operators name."""
    if "/ExtGState" not in resources:
        resources.ExtGState = Dictionary()
    resources.ExtGState[OVER] = Dictionary(Type=Name.ExtGState, OP=True, op=True, OPM=1)
    resources.ExtGState[APART] = Dictionary(Type=Name.ExtGState, OP=False, op=False, OPM=0)


class Rewriter:
    """Rewrites one stream of operators."""

    def __init__(self, resources: pikepdf.Object, inks: Inks, *, is_mask: bool) -> None:
        self.resources = resources
        self.inks = inks
        self.is_mask = is_mask
        self.state = State()
        self._kept: list[State] = []

    def rewrite(
        self, operations: Iterable[ContentStreamInstruction | ContentStreamInlineImage]
    ) -> Iterator[ContentStreamInstruction]:
        """Yield *operations* with their colours separated."""
        for operation in operations:
            name = str(operation.operator)
            operands = list(operation.operands)
            if name == "q":
                self._kept.append(self.state)
            elif name == "Q" and self._kept:
                self.state = self._kept.pop()
            if name.lower() in _DIRECT:
                yield self._colour(_DIRECT[name.lower()], operands, is_stroke=name.isupper())
            elif name in {"cs", "CS"}:
                yield from self._space(operation, is_stroke=name == "CS")
            elif name.lower() in {"sc", "scn"}:
                yield self._special(operation, operands, is_stroke=name.isupper())
            else:
                yield from self._overprint(name)
                self._refuse(operation)
                yield operation  # type: ignore[misc] # pikepdf's stubs

    def _colour(
        self, space: Space, operands: Sequence[object], *, is_stroke: bool
    ) -> ContentStreamInstruction:
        """Return the operator that sets a colour of *space* in inks, or in grey in a mask."""
        values = [float(value) for value in operands]  # type: ignore[arg-type] # pikepdf's stubs
        self.state = replace(self.state, spaces={**self.state.spaces, is_stroke: space})
        if self.is_mask:
            return _instruction([_gray(space, values)], "G" if is_stroke else "g")
        inks = self._inks(space, values)
        if not is_stroke:
            self.state = replace(self.state, fill=inks)
        return _instruction(inks, "K" if is_stroke else "k")

    def _inks(self, space: Space, values: list[float]) -> Cmyk:
        match space.kind:
            case "gray":
                return self.inks.from_gray(values[0])
            case "rgb":
                return self.inks.from_rgb(*values)
            case "lab":
                return self.inks.from_lab(*values)
        return self.inks.from_cmyk(*values)

    def _space(
        self, operation: ContentStreamInstruction | ContentStreamInlineImage, *, is_stroke: bool
    ) -> Iterator[ContentStreamInstruction]:
        """Answer ``cs``: a space of light is left out, its first colour is black."""
        space = read_space(operation.operands[0], self.resources)
        if space.kind in {"gray", "rgb", "lab", "cmyk"}:
            first = [0.0] * space.components
            if space.kind == "cmyk":
                first[3] = 1.0
            yield self._colour(space, first, is_stroke=is_stroke)
            return
        self.state = replace(self.state, spaces={**self.state.spaces, is_stroke: space})
        if not is_stroke:
            self.state = replace(self.state, fill=None)
        yield operation  # type: ignore[misc] # pikepdf's stubs

    def _special(
        self,
        operation: ContentStreamInstruction | ContentStreamInlineImage,
        operands: Sequence[object],
        *,
        is_stroke: bool,
    ) -> ContentStreamInstruction:
        """Answer ``scn``: a colour of the space that ``cs`` has named."""
        space = self.state.spaces[is_stroke]
        if space.kind in {"gray", "rgb", "lab", "cmyk"} and len(operands) == space.components:
            return self._colour(space, operands, is_stroke=is_stroke)
        return operation  # type: ignore[return-value] # pikepdf's stubs

    def _overprint(self, name: str) -> Iterator[ContentStreamInstruction]:
        """Turn overprinting on before black text, and off before anything else that paints."""
        if self.is_mask or not (name in TEXT or name in PAINT):
            return
        is_over = name in TEXT and self.state.fill == BLACK
        if is_over != self.state.is_over:
            self.state = replace(self.state, is_over=is_over)
            yield ContentStreamInstruction([OVER if is_over else APART], Operator("gs"))

    def _refuse(self, operation: ContentStreamInstruction | ContentStreamInlineImage) -> None:
        if isinstance(operation, ContentStreamInlineImage):
            header = operation.iimage.obj
            space = header.get("/ColorSpace", header.get("/CS"))
            if space is not None and read_space(space, self.resources).is_rgb:
                raise UnconvertibleError("an inline image in RGB")


def _gray(space: Space, values: list[float]) -> float:
    """Return how light a colour is in a mask."""
    match space.kind:
        case "gray":
            return values[0]
        case "rgb":
            return luma(*values)
        case "lab":
            return values[0] / 100
    return gray_of(*values)


def _instruction(values: Iterable[float], operator: str) -> ContentStreamInstruction:
    numbers = [Decimal(f"{value:.4f}").normalize() + 0 for value in values]
    return ContentStreamInstruction(numbers, Operator(operator))
