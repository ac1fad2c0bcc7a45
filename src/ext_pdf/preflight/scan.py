"""What a page paints, and in which inks, with all the streams that it calls. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import hypot
from typing import TYPE_CHECKING

from pikepdf import Array, Stream

from ext_arabic import messages
from ext_pdf.preflight.operators import Facts, Scanner, product
from ext_pdf.walk import contents

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf

    from ext_pdf.preflight.operators import Matrix

__ = messages.console("ext_pdf")

Cache = dict[tuple[int, int], Facts]

#: pictures and forms on a page, counted with each use of a form; more is an attack
MOST = 100_000
#: a picture of so few pixels is a colour, not a picture
_TINY = 2


class TooMuchError(OverflowError):
    """Raised where a file says more than is ever read."""

    def __init__(self) -> None:
        super().__init__(__("it is too big inside to be examined"))


@dataclass(frozen=True)
class Placed:
    """A picture where it stands on a page."""

    name: str
    width: int
    height: int
    #: pixels an inch, where they are fewest
    resolution: float


@dataclass
class Painted(Facts):
    """What a page paints with all that it calls."""

    placed: list[Placed] = field(default_factory=list)


class Budget:
    """How much of a file is read before it is taken for an attack."""

    def __init__(self, stream: int = 16_000_000, total: int = 256_000_000) -> None:
        self.stream = stream
        self.total = total

    def take(self, owner: pikepdf.Object) -> None:
        """Take note of what the operators of a page or stream unpack to, in bytes.

        Raises:
            TooMuchError: it is more than one stream, or all together, may hold.

        """
        found = owner if isinstance(owner, Stream) else owner.get("/Contents")
        left = min(self.stream, self.total)
        for part in list(found) if isinstance(found, Array) else [found]:
            if isinstance(part, Stream):
                size = len(part.read_bytes())
                left -= size
                self.total -= size
            if left < 0:
                raise TooMuchError


def scan_page(page: pikepdf.Object, cache: Cache, budget: Budget) -> Painted:
    """Return what *page* paints; *cache* keeps what forms of other pages have told.

    Raises:
        TooMuchError: there is more of it than *budget* allows.

    """
    whole = Painted()
    for content in contents(page):
        key = content.owner.objgen
        is_shared = key != (0, 0) and isinstance(content.owner, Stream)
        if not (is_shared and key in cache):
            budget.take(content.owner)
            facts = Scanner(content).scan()
            cache[key if is_shared else (-1, len(cache))] = facts
        else:
            facts = cache[key]
        whole.light |= facts.light
        whole.spots |= facts.spots
        whole.black += facts.black
        whole.rich += facts.rich
        whole.knocked_out += facts.knocked_out
        whole.lost += facts.lost
        whole.ink = max(whole.ink, facts.ink)
        whole.is_transparent |= facts.is_transparent
        if content.owner is page:
            own = facts
    unit = float(page.get("/UserUnit", 1))
    whole.placed = list(_placed(own, (unit, 0, 0, unit, 0, 0), cache, [0]))
    return whole


def _placed(facts: Facts, outer: Matrix, cache: Cache, count: list[int]) -> Iterator[Placed]:
    """Yield the pictures of a stream and of the forms in it."""
    for name, picture, matrix in facts.pictures:
        count[0] += 1
        if count[0] > MOST:
            raise TooMuchError
        a, b, c, d, _, _ = product(matrix, outer)
        width, height = int(picture.get("/Width", 0)), int(picture.get("/Height", 0))
        wide, high = hypot(a, b) / 72, hypot(c, d) / 72
        if min(width, height) > _TINY and wide > 0 and high > 0:
            yield Placed(name, width, height, min(width / wide, height / high))
    for form, matrix in facts.forms:
        count[0] += 1
        if count[0] > MOST:
            raise TooMuchError
        if below := cache.get(form.objgen):
            yield from _placed(below, product(matrix, outer), cache, count)
