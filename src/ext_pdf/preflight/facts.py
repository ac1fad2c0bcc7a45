"""What one stream of operators does, and what it begins with. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pikepdf import Array

from ext_pdf.spaces import Space

if TYPE_CHECKING:
    import pikepdf

    from ext_pdf.preflight.lettering import Font
    from ext_pdf.walk import Content

Matrix = tuple[float, float, float, float, float, float]

GRAY = Space("gray", 1)


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
    #: fonts that text is shown in
    fonts: set[Font] = field(default_factory=set)
    #: pictures with the matrix that they are painted by; forms also with what they begin with
    pictures: list[tuple[str, pikepdf.Object, Matrix]] = field(default_factory=list)
    forms: list[tuple[Content, Matrix, State]] = field(default_factory=list)
    #: tiles of patterns, glyphs, the groups of soft masks, and what they begin with
    others: list[tuple[Content, State]] = field(default_factory=list)


@dataclass(frozen=True)
class State:
    """What a stream begins with, and ``Q`` brings back."""

    matrix: Matrix = (1, 0, 0, 1, 0, 0)
    spaces: tuple[Space, Space] = (GRAY, GRAY)
    fill: tuple[float, ...] = (0.0,)
    is_over: bool = False
    mode: int = 0
    is_shown: int = 0
    font: Font | None = None


def product(one: Matrix, other: Matrix) -> Matrix:
    """Return the matrix that does *one*, then *other*."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        *(a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j),
        *(e * g + f * i + k, e * h + f * j + m),
    )


def matrix_of(stream: pikepdf.Object) -> Matrix:
    """Return the matrix of a form or pattern."""
    own = stream.get("/Matrix")
    if not isinstance(own, Array) or len(own) != 6:
        return State.matrix
    return tuple(map(float, own))  # type: ignore[return-value] # six of them
