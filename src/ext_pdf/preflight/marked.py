"""What the content of a page says about itself: what is tagged, and which letters are shown.

Plain Python. `document` reads every page once; `access` and `letters` ask.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from ext_pdf.preflight.scan import TooMuchError
from ext_pdf.preflight.tree import WHOLE_PAGE
from ext_pdf.walk import inherited

if TYPE_CHECKING:
    from ext_pdf.preflight.scan import Budget

#: operators that paint, and those that change what they paint with
_PAINT = "f F f* B B* b b* S s sh BI ID EI"
_TEXT = ("Tj", "TJ", "'", '"')
_OPERATORS = f"BMC BDC EMC q Q Tf Do {' '.join(_TEXT)} {_PAINT}"
#: forms inside forms, and forms painted on a page; more of them is an attack
_DEPTH, _MOST = 50, 10_000

_Key = tuple[int, int]


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
    forms: dict[_Key, int] = field(default_factory=dict)


def read_marked(page: pikepdf.Object, budget: Budget) -> Marked:
    """Return what the operators of *page* mark, with those of the forms that it paints.

    Raises:
        TooMuchError: there is more of it than *budget* allows.

    """
    found = Marked()
    resources = inherited(page, "/Resources")
    _Reader(found, budget).read(page, WHOLE_PAGE, resources, (), 0)
    return found


class _Reader:
    """Reads one page."""

    def __init__(self, found: Marked, budget: Budget) -> None:
        self.found = found
        self.budget = budget
        self._painted = 0

    def read(
        self,
        owner: pikepdf.Object,
        key: _Key,
        resources: pikepdf.Object | None,
        outer: tuple[str, ...],
        depth: int,
    ) -> None:
        """Read a stream; *outer* says what is marked around it: artifact, tagged, or neither."""
        self._painted += 1
        if depth > _DEPTH or self._painted > _MOST:
            raise TooMuchError
        if not isinstance(owner, Stream) and "/Contents" not in owner:
            return
        self.budget.take(owner)
        resources = resources if isinstance(resources, Dictionary) else Dictionary()
        properties = _part(resources, "/Properties")
        stack, font = list(outer), None
        kept: list[pikepdf.Object | None] = []
        for each in pikepdf.parse_content_stream(owner, _OPERATORS):
            operator, operands = str(each.operator), list(each.operands)
            if operator in ("BMC", "BDC"):
                stack.append(self._mark(key, operands, properties, stack))
            elif operator == "EMC":
                if len(stack) > len(outer):
                    stack.pop()
            elif operator == "q":
                kept.append(font)
            elif operator == "Q":
                font = kept.pop() if kept else font
            elif operator == "Tf":
                font = _part(resources, "/Font").get(str(operands[0]))
            elif operator == "Do":
                self._paint(str(operands[0]), resources, tuple(stack), depth)
            else:
                self.found.unmarked += not any(stack)
                if operator in _TEXT and isinstance(font, Dictionary):
                    self._show(font, operands)

    def _mark(
        self, key: _Key, operands: list[Any], properties: pikepdf.Object, stack: list[str]
    ) -> str:
        """Take note of the beginning of marked content, and say of which kind it is."""
        values = operands[1] if len(operands) > 1 else Dictionary()
        if isinstance(values, Name):
            values = properties.get(str(values))
        values = values if isinstance(values, Dictionary) else Dictionary()
        number = values.get("/MCID")
        kind = "artifact" if str(operands[0]) == "/Artifact" else ""
        kind = kind or ("tagged" if number is not None else "")
        if number is not None and kind == "tagged":
            self.found.numbers.add((key, int(number)))
            if "/Lang" in values:
                self.found.languages[key, int(number)] = str(values["/Lang"])
        self.found.mixed += bool(kind and {*stack} & ({"artifact", "tagged"} - {kind}))
        return kind

    def _paint(
        self, name: str, resources: pikepdf.Object, stack: tuple[str, ...], depth: int
    ) -> None:
        """Take note of a picture, or read a form; in the tree, a form is named by itself."""
        form = _part(resources, "/XObject").get(name)
        if not isinstance(form, Stream) or form.get("/Subtype") != "/Form":
            self.found.unmarked += not any(stack)
            return
        before = len(self.found.numbers)
        self.read(form, form.objgen, form.get("/Resources", resources), stack, depth + 1)
        if len(self.found.numbers) > before or form.objgen in self.found.forms:
            self.found.forms[form.objgen] = self.found.forms.get(form.objgen, 0) + 1

    def _show(self, font: pikepdf.Object, operands: list[Any]) -> None:
        last = operands[-1]
        strings = last if isinstance(last, Array) else [last]
        shown = self.found.shown.setdefault(font.objgen, Shown(font))
        shown.strings.update(bytes(each) for each in strings if isinstance(each, String))


def _part(resources: pikepdf.Object, kind: str) -> pikepdf.Object:
    found = resources.get(kind)
    return found if isinstance(found, Dictionary) else Dictionary()
