"""Boxes and marks: where a sheet is cut, and how far the inks are from each other. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ext_pdf.press.settings import POINT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ext_pdf.press.settings import Press

#: millimetres: from the bleed to the mark, the mark, from the mark to the edge of the sheet
GAP, LENGTH, EDGE = 1.0, 5.0, 1.0
#: radius of a registration mark's circle, millimetres; width of every line, points
RADIUS, LINE = 1.4, 0.25
#: a circle as four Bézier curves
_ROUND = 0.5523


@dataclass(frozen=True)
class Box:
    """A rectangle of a page, in points."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Return how wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Return how high it is."""
        return self.top - self.bottom

    def grown(self, points: float) -> Box:
        """Return the box with *points* more on each side."""
        return Box(self.left - points, self.bottom - points, self.right + points, self.top + points)

    def numbers(self) -> list[float]:
        """Return the four numbers as a PDF has them."""
        return [round(x, 4) for x in (self.left, self.bottom, self.right, self.top)]


def sheet(trim: Box, press: Press) -> tuple[Box, Box]:
    """Return the bleed box and the media box around *trim*."""
    bleed = trim.grown(press.bleed * POINT)
    return bleed, bleed.grown((GAP + LENGTH + EDGE) * POINT) if press.marks else bleed


def draw(trim: Box, press: Press, folds: Sequence[float] = ()) -> bytes:
    """Return the operators of the marks: at the corners, in the middles, and where it is folded.

    *folds* are points from the left edge. The marks are in every ink that is printed with.
    """
    inks = "1 1 1 1" if press.colours == "cmyk" else "0 0 0 1"
    lines = [f"q {inks} K {LINE} w 0 J [] 0 d"]
    lines += _corners(trim, press)
    for fold in folds:
        lines += _pair(trim.left + fold, trim, press)
    middle = (press.bleed + GAP + LENGTH / 2) * POINT
    across, up = (trim.left + trim.right) / 2, (trim.bottom + trim.top) / 2
    if folds:  # the middle of a cover is where it is folded
        across = trim.left + trim.width / 4
    for x, y in (
        (across, trim.top + middle),
        (across, trim.bottom - middle),
        (trim.left - middle, up),
        (trim.right + middle, up),
    ):
        lines += _registration(x, y)
    return "\n".join([*lines, "Q"]).encode()


def _corners(trim: Box, press: Press) -> Iterator[str]:
    near, far = (press.bleed + GAP) * POINT, (press.bleed + GAP + LENGTH) * POINT
    for x in (trim.left, trim.right):
        yield from _pair(x, trim, press)
    for y in (trim.bottom, trim.top):
        yield _line(trim.left - near, y, trim.left - far, y)
        yield _line(trim.right + near, y, trim.right + far, y)


def _pair(x: float, trim: Box, press: Press) -> Iterator[str]:
    """Yield the mark above and the mark below the page at *x*."""
    near, far = (press.bleed + GAP) * POINT, (press.bleed + GAP + LENGTH) * POINT
    yield _line(x, trim.top + near, x, trim.top + far)
    yield _line(x, trim.bottom - near, x, trim.bottom - far)


def _registration(x: float, y: float) -> Iterator[str]:
    """Yield a circle with a cross in it."""
    r, arm = RADIUS * POINT, LENGTH / 2 * POINT
    k = r * _ROUND
    yield _line(x - arm, y, x + arm, y)
    yield _line(x, y - arm, x, y + arm)
    yield f"{x + r:.4f} {y:.4f} m"
    for dx1, dy1, dx2, dy2, dx, dy in (
        (r, k, k, r, 0, r),
        (-k, r, -r, k, -r, 0),
        (-r, -k, -k, -r, 0, -r),
        (k, -r, r, -k, r, 0),
    ):
        yield (
            f"{x + dx1:.4f} {y + dy1:.4f} {x + dx2:.4f} {y + dy2:.4f} {x + dx:.4f} {y + dy:.4f} c"
        )
    yield "S"


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f"{x1:.4f} {y1:.4f} m {x2:.4f} {y2:.4f} l S"
