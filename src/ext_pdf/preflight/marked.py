"""What the content of a page says about itself: what is tagged, and which letters are shown.

Plain Python. `document` reads every page once; `access` and `letters` ask.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from ext_pdf.preflight.scan import MOST, TooMuchError
from ext_pdf.preflight.tree import WHOLE_PAGE
from ext_pdf.walk import inherited

if TYPE_CHECKING:
    from ext_pdf.preflight.scan import Budget

#: operators that paint, and those that change what they paint with
_PAINT = "f F f* B B* b b* S s sh BI ID EI"
_TEXT = ("Tj", "TJ", "'", '"')
_OPERATORS = f"BMC BDC EMC q Q Tf Do {' '.join(_TEXT)} {_PAINT}"
#: forms inside forms; deeper ones are an attack
_DEPTH = 50

_Key = tuple[int, int]
#: a form or picture, whose names it uses, and what is marked around it (artifact, tagged)
_Use = tuple[_Key, _Key, frozenset[str]]


@dataclass
class Shown:
    """A font, and what is shown in it."""

    font: pikepdf.Object
    #: the strings, as they stand in the content
    strings: set[bytes] = field(default_factory=set)


@dataclass
class Marked:
    """What a page says about its content."""

    #: numbers of tagged content, with the form that it stands in, or `WHOLE_PAGE`
    numbers: set[tuple[_Key, int]] = field(default_factory=set)
    #: languages that content says of itself, by the same numbers
    languages: dict[tuple[_Key, int], str] = field(default_factory=dict)
    #: painted, and neither tagged nor an artifact
    unmarked: int = 0
    #: artifacts in tagged content, and the other way round
    mixed: int = 0
    #: fonts, by their objects
    shown: dict[_Key, Shown] = field(default_factory=dict)
    #: how often each form with tagged content of its own is painted
    forms: Counter[_Key] = field(default_factory=Counter)
    #: how many forms and pictures are painted, with those in them
    uses: int = 0


#: what forms and pictures hold
Cache = dict[_Use, Marked]


def read_marked(page: pikepdf.Object, budget: Budget, cache: Cache | None = None) -> Marked:
    """Return what the operators of *page* mark, with those of the forms that it paints.

    *cache* keeps what forms hold, for other pages.

    Raises:
        TooMuchError: there is more of it than *budget* allows.

    """
    if not isinstance(page, Stream) and "/Contents" not in page:
        return Marked()
    reader = _Reader(budget, {} if cache is None else cache)
    return reader.read(page, WHOLE_PAGE, _Names(page.objgen, inherited(page, "/Resources")))


@dataclass(frozen=True)
class _Names:
    """What the names in a stream mean."""

    #: the page or form whose they are
    owner: _Key
    found: pikepdf.Object | None

    def part(self, kind: str) -> pikepdf.Object:
        """Return the names of one kind."""
        part = self.found.get(kind) if isinstance(self.found, Dictionary) else None
        return part if isinstance(part, Dictionary) else Dictionary()


class _Reader:
    """Reads a page and the forms on it."""

    def __init__(self, budget: Budget, cache: Cache) -> None:
        self.budget = budget
        self.cache = cache

    def read(
        self,
        owner: pikepdf.Object,
        key: _Key,
        names: _Names,
        outer: frozenset[str] = frozenset(),
        depth: int = 0,
    ) -> Marked:
        """Read a stream, and each form in it once."""
        if depth > _DEPTH:
            raise TooMuchError
        found = Marked()
        self.budget.take(owner)
        stack, font = list(outer), None
        uses: Counter[_Use] = Counter()
        kept: list[pikepdf.Object | None] = []
        for each in pikepdf.parse_content_stream(owner, _OPERATORS):
            operator, operands = str(each.operator), list(each.operands)
            if operator in ("BMC", "BDC"):
                stack.append(_mark(found, key, operands, names, stack))
            elif operator == "EMC":
                if len(stack) > len(outer):
                    stack.pop()
            elif operator == "q":
                kept.append(font)
            elif operator == "Q":
                font = kept.pop() if kept else font
            elif operator == "Tf":
                font = names.part("/Font").get(str(operands[0]))
            elif operator == "Do":
                use = self._use(str(operands[0]), names, frozenset(stack) - {""}, depth)
                uses[use] += 1
            else:
                found.unmarked += not any(stack)
                if operator in _TEXT and isinstance(font, Dictionary):
                    _show(found, font, operands)
        for use, times in uses.items():
            _add(found, use[0], self.cache[use], times)
        return found

    def _use(self, name: str, names: _Names, outer: frozenset[str], depth: int) -> _Use:
        """Take note of what is painted: a picture, or a form, which the tree names by itself."""
        form = names.part("/XObject").get(name)
        if not isinstance(form, Stream) or form.get("/Subtype") != "/Form":
            picture = (WHOLE_PAGE, WHOLE_PAGE, outer)
            self.cache[picture] = Marked(unmarked=int(not outer))
            return picture
        if "/Resources" in form:
            names = _Names(form.objgen, form.Resources)
        use = (form.objgen, names.owner, outer)
        if use not in self.cache:
            self.cache[use] = self.read(form, form.objgen, names, outer, depth + 1)
        return use


def _add(found: Marked, form: _Key, held: Marked, times: int) -> None:
    """Add what a form holds to what it stands in."""
    found.uses += times * (1 + held.uses)
    if found.uses > MOST:
        raise TooMuchError
    found.unmarked += times * held.unmarked
    found.mixed += times * held.mixed
    found.forms[form] += times * bool(held.numbers)
    for key, count in held.forms.items():
        found.forms[key] += times * count
    found.numbers |= held.numbers
    found.languages |= held.languages
    for font, shown in held.shown.items():
        found.shown.setdefault(font, Shown(shown.font)).strings.update(shown.strings)


def _mark(found: Marked, key: _Key, operands: list[Any], names: _Names, stack: list[str]) -> str:
    """Take note of the beginning of marked content, and say of which kind it is."""
    values = operands[1] if len(operands) > 1 else Dictionary()
    if isinstance(values, Name):
        values = names.part("/Properties").get(str(values))
    values = values if isinstance(values, Dictionary) else Dictionary()
    number = values.get("/MCID")
    kind = "artifact" if str(operands[0]) == "/Artifact" else ""
    kind = kind or ("tagged" if number is not None else "")
    if number is not None and kind == "tagged":
        found.numbers.add((key, int(number)))
        if "/Lang" in values:
            found.languages[key, int(number)] = str(values["/Lang"])
    found.mixed += bool(kind and {*stack} & ({"artifact", "tagged"} - {kind}))
    return kind


def _show(found: Marked, font: pikepdf.Object, operands: list[Any]) -> None:
    last = operands[-1]
    strings = last if isinstance(last, Array) else [last]
    shown = found.shown.setdefault(font.objgen, Shown(font))
    shown.strings.update(bytes(each) for each in strings if isinstance(each, String))
