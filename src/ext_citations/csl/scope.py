"""Compiles a style's elements to closures, for one area (citation, bibliography) in one locale.

The locale, the inherited name options and the punctuation are settled when an element is compiled;
a closure looks at the item and nothing else. Macros are compiled when they are first called for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import xml
from .errors import CslError
from .wrap import affix

if TYPE_CHECKING:
    from collections.abc import Callable

    from .context import Context
    from .items import Items
    from .locale import Locale
    from .style import Style
    from .xml import Element

    Render = Callable[[Context], Items]
    Parts = Callable[[Context], list[Items]]
    Compile = Callable[["Scope", Element], Render]

#: attributes of ``cs:name`` and ``cs:names`` that are inherited ("Inheritable Name Options"), with
#: their names there
_INHERITED = {
    name: name
    for name in (
        "and", "delimiter-precedes-et-al", "delimiter-precedes-last", "et-al-min",
        "et-al-use-first", "et-al-use-last", "et-al-subsequent-min", "et-al-subsequent-use-first",
        "initialize", "initialize-with", "name-as-sort-order", "names-delimiter", "sort-separator",
    )
} | {"name-form": "form", "name-delimiter": "delimiter"}  # fmt: skip


class Scope:
    """Where elements are compiled: a style, an area of it, a locale."""

    def __init__(
        self,
        style: Style,
        locale: Locale,
        area: Element | None,
        *,
        sorting: bool = False,
        overrides: dict[str, str] | None = None,
    ) -> None:
        self.style = style
        self.locale = locale
        #: the name of the area: "citation", "bibliography"
        self.area = xml.tag(area) if area is not None else "bibliography"
        self.sorting = sorting
        self.names = self._inherited(area)
        #: ``names-min`` and the like on a sort key win over everything
        self.overrides = overrides or {}
        self._macros: dict[str, Render] = {}
        #: the ``cs:names`` whose children a shorthand in ``cs:substitute`` takes over
        self.substituting: Element | None = None

    def _inherited(self, area: Element | None) -> dict[str, str]:
        own = {
            name.removeprefix(xml.OWN): value
            for name, value in self.locale.options.items()
            if name.startswith(xml.OWN)
        }
        options: dict[str, str] = {}
        for attributes in (own, self.style.root.attrib, {} if area is None else area.attrib):
            for name, inside in _INHERITED.items():
                if name in attributes:
                    options[inside] = str(attributes[name])
        return options

    def error(self, element: Element, message: str) -> CslError:
        """Return the error to raise for *element*."""
        return CslError(self.style.file, element.sourceline or 0, xml.tag(element), message)

    def compile(self, element: Element) -> Render:
        """Return the closure that renders *element* (not ``cs:choose``: see `parts`)."""
        from .elements import COMPILERS

        compiler = COMPILERS.get(xml.tag(element))
        if compiler is None:
            raise self.error(element, "not a rendering element")
        return compiler(self, element)

    def macro(self, name: str, element: Element) -> Render:
        """Return the closure of the macro *name*, called for by *element*."""
        render = self._macros.get(name)
        if render is None:
            macro = self.style.macros.get(name)
            if macro is None:
                raise self.error(element, f"unknown macro “{name}”")
            outer, self.substituting = self.substituting, None
            render = self._macros[name] = self.sequence(macro)
            self.substituting = outer
        return render

    def parts(self, element: Element) -> Parts:
        """Return the closure that renders the children of *element*, each to a piece of its own.

        The pieces of ``cs:choose`` are pieces of the element around it: its delimiter applies.
        """
        from .choose import compile_choose

        steps: list[tuple[Render | None, Parts | None]] = []
        for name, child in self._in_order(xml.children(element)):
            if name.startswith("{"):
                continue  # another namespace
            if name == "choose":
                steps.append((None, compile_choose(self, child)))
            else:
                steps.append((self.compile(child), None))
        if len(steps) == 1:
            return self._single(*steps[0])
        renders = tuple(steps)

        def render(ctx: Context) -> list[Items]:
            pieces: list[Items] = []
            for one, several in renders:
                if one is not None:
                    items = one(ctx)
                    if items:
                        pieces.append(items)
                elif several is not None:
                    pieces.extend(several(ctx))
            return pieces

        return render

    def _in_order(self, children: list[tuple[str, Element]]) -> list[tuple[str, Element]]:
        """Return *children*; in Arabic the word for an edition goes before its number: «ط 2»."""
        if self.locale.is_arabic:
            for at, (kind, number) in enumerate(children[:-1]):
                word = children[at + 1][1]
                is_word = "edition" in {word.get("variable"), word.get("term")}
                if kind == "number" and number.get("variable") == "edition" and is_word:
                    children[at : at + 2] = children[at + 1], children[at]
        return children

    @staticmethod
    def _single(one: Render | None, several: Parts | None) -> Parts:
        if several is not None:
            return several
        assert one is not None  # a step is one or the other

        def render(ctx: Context) -> list[Items]:
            items = one(ctx)
            return [items] if items else []

        return render

    def sequence(self, element: Element, delimiter: str = "") -> Render:
        """Return the closure that renders the children of *element*, joined by *delimiter*."""
        parts = self.parts(element)
        between = affix(delimiter, self.locale)

        def render(ctx: Context) -> Items:
            pieces = parts(ctx)
            if len(pieces) == 1:
                return pieces[0]
            return join(pieces, between)

        return render


def join(pieces: list[Items], between: Items) -> Items:
    """Return *pieces* as one list, with *between* between them."""
    out: Items = []
    for index, piece in enumerate(pieces):
        if index:
            out += between
        out += piece
    return out
