"""What a page paints, and in which inks, with all the streams that it calls. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import hypot
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Stream

from ext_arabic import messages
from ext_pdf.preflight.facts import Facts, State, matrix_of, product
from ext_pdf.preflight.operators import Scanner
from ext_pdf.walk import Content, inherited

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf

    from ext_pdf.preflight.facts import Matrix

__ = messages.console("ext_pdf")

#: a stream, whose resources it takes, whether it is a mask's, and what it begins with
_Key = tuple[tuple[int, int], bytes, bool, State]
Cache = dict[_Key, Facts]

#: pictures and forms on a page, counted with each use of a form; more is an attack
MOST = 100_000
#: a picture of so few pixels is a colour, not a picture
_TINY = 2
#: forms in forms; deeper ones are an attack, or call themselves
_DEPTH = 100


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
    #: the pictures themselves, each once, by their place in the file
    images: dict[tuple[int, int], Stream] = field(default_factory=dict)


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
    """Return what *page* paints; *cache* keeps what streams of other pages have told.

    Resources that no operator names are not looked at: pages often share one list of them.

    Raises:
        TooMuchError: there is more of it than *budget* allows.

    """
    found = inherited(page, "/Resources")
    resources = found if isinstance(found, Dictionary) else Dictionary()
    reader = _Reader(cache, budget)
    begin = Content(page, resources)
    reader.read(begin, State())
    for note in _appearances(page):
        reader.read(Content(note, note.get("/Resources", resources)), State())
    unit = float(page.get("/UserUnit", 1))
    matrix = (unit, 0.0, 0.0, unit, 0.0, 0.0)
    reader.whole.placed = list(_placed(cache[_key(begin, State())], matrix, cache, [0]))
    return reader.whole


def _appearances(page: pikepdf.Object) -> Iterator[Stream]:
    """Yield what is drawn of the annotations of a page, in each of their states."""
    for note in page.get("/Annots") or ():
        drawn = note.get("/AP") if isinstance(note, Dictionary) else None
        for _, one in drawn.items() if isinstance(drawn, Dictionary) else ():
            if isinstance(one, Stream):
                yield one
            elif isinstance(one, Dictionary):
                yield from (each for _, each in one.items() if isinstance(each, Stream))


def _key(content: Content, state: State) -> _Key:
    """Return what a stream is known by: one without resources of its own takes its caller's."""
    owner = content.owner
    is_own = not isinstance(owner, Stream) or "/Resources" in owner
    return owner.objgen, b"" if is_own else content.resources.unparse(), content.is_mask, state


class _Reader:
    """Reads a page and all that it calls, each stream once for what it begins with."""

    def __init__(self, cache: Cache, budget: Budget) -> None:
        self.cache = cache
        self.budget = budget
        self.whole = Painted()
        self._seen: set[_Key] = set()

    def read(self, content: Content, state: State, depth: int = 0) -> None:
        """Take note of what a stream does, and what it calls."""
        key = _key(content, state)
        if key in self._seen or depth > _DEPTH:
            return
        self._seen.add(key)
        if key not in self.cache:
            self.budget.take(content.owner)
            self.cache[key] = Scanner(content, state).scan()
        facts = self.cache[key]
        self._add(facts, is_mask=content.is_mask)
        for below, _, begin in facts.forms:
            self.read(below, begin, depth + 1)
        for below, begin in facts.others:
            self.read(below, begin, depth + 1)

    def _add(self, facts: Facts, *, is_mask: bool) -> None:
        whole = self.whole
        whole.light |= facts.light
        whole.spots |= facts.spots
        whole.fonts |= facts.fonts
        whole.black += facts.black
        whole.rich += facts.rich
        whole.knocked_out += facts.knocked_out
        whole.lost += facts.lost
        whole.ink = max(whole.ink, facts.ink)
        whole.is_transparent |= facts.is_transparent
        for _, picture, _ in facts.pictures:
            if isinstance(picture, Stream) and not is_mask:
                whole.images[picture.objgen] = picture


def _placed(facts: Facts, outer: Matrix, cache: Cache, count: list[int]) -> Iterator[Placed]:
    """Yield the pictures of a stream and of the forms and tiles in it."""
    for name, picture, matrix in facts.pictures:
        _count(count)
        a, b, c, d, _, _ = product(matrix, outer)
        width, height = int(picture.get("/Width", 0)), int(picture.get("/Height", 0))
        wide, high = hypot(a, b) / 72, hypot(c, d) / 72
        if min(width, height) > _TINY and wide > 0 and high > 0:
            yield Placed(name, width, height, min(width / wide, height / high))
    tiles = [
        (content, matrix_of(content.owner), state)
        for content, state in facts.others
        if "/PatternType" in content.owner
    ]
    for content, matrix, state in [*facts.forms, *tiles]:
        _count(count)
        if below := cache.get(_key(content, state)):
            yield from _placed(below, product(matrix, outer), cache, count)


def _count(count: list[int]) -> None:
    """Count one more picture or form.

    Raises:
        TooMuchError: there are too many.

    """
    count[0] += 1
    if count[0] > MOST:
        raise TooMuchError
