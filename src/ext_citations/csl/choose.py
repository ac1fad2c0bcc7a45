"""``cs:choose`` and its conditions (specification, "Choose")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import xml
from .data import DATE_VARIABLES, NAME_VARIABLES, label_of
from .numbers import is_numeric

if TYPE_CHECKING:
    from collections.abc import Callable

    from .context import Context
    from .items import Items
    from .scope import Parts, Scope
    from .xml import Element

    Test = Callable[[Context], bool]


def compile_choose(scope: Scope, element: Element) -> Parts:
    """Return the closure that renders the first branch whose conditions hold."""
    branches: list[tuple[Test | None, Parts]] = []
    for name, child in xml.children(element):
        test = None if name == "else" else _conditions(scope, child)
        branches.append((test, _later(scope, child)))
    if len(branches) == 1:
        return _single(*branches[0])
    chain = tuple(branches)

    def render(ctx: Context) -> list[Items]:
        for test, parts in chain:
            if test is None or test(ctx):
                return parts(ctx)
        return []

    return render


def _single(test: Test | None, parts: Parts) -> Parts:
    return parts if test is None else lambda ctx: parts(ctx) if test(ctx) else []


def _later(scope: Scope, element: Element) -> Parts:
    """Return a closure that compiles the branch when it is first taken.

    Large styles have branches for every type of item, and a document needs few of them.
    """
    compiled: list[Parts] = []
    substituting = scope.substituting

    def render(ctx: Context) -> list[Items]:
        if not compiled:
            outer, scope.substituting = scope.substituting, substituting
            compiled.append(scope.parts(element))
            scope.substituting = outer
        return compiled[0](ctx)

    return render


def _conditions(scope: Scope, element: Element) -> Test:
    match = element.get("match", "all")
    tests: list[Test] = []
    for name, value in element.attrib.items():
        if name == "match" or name.startswith("{"):
            continue
        maker = _MAKERS.get(name)
        if maker is None:
            raise scope.error(element, f"unknown condition “{name}”")
        values = value.split()
        if name == "type" and match != "all" and len(values) > 1:
            tests.append(_one_of(frozenset(values)))
        else:
            tests += [maker(scope, each) for each in values]
    return _matched(tests, match)


def _one_of(types: frozenset[str]) -> Test:
    return lambda ctx: ctx.record.type in types


def _matched(tests: list[Test], match: str) -> Test:
    if match not in {"any", "none"}:
        return tests[0] if len(tests) == 1 else _all(tuple(tests))
    if len(tests) == 1:
        first = tests[0]
        return first if match == "any" else lambda ctx: not first(ctx)
    chain = tuple(tests)
    hit = match == "any"

    def found(ctx: Context) -> bool:
        for test in chain:  # a loop is quicker than any() over a generator
            if test(ctx):
                return hit
        return not hit

    return found


def _all(tests: tuple[Test, ...]) -> Test:
    def every(ctx: Context) -> bool:
        for test in tests:  # noqa: SIM110  # likewise
            if not test(ctx):
                return False
        return True

    return every


def _type(_scope: Scope, value: str) -> Test:
    return lambda ctx: ctx.record.type == value


def value_of(ctx: Context, name: str) -> str:
    """Return the text of a variable, of the item or of this cite."""
    if name == "locator":
        return ctx.locator
    if name == "citation-number":
        return str(ctx.number) if ctx.number else ""
    if name == "first-reference-note-number":
        return str(ctx.first_note) if ctx.first_note else ""
    if name == "year-suffix":
        return ctx.year_suffix
    if name == "citation-label":
        return label_of(ctx.record)
    return ctx.record.texts.get(name, "")


_OF_CITE = {"locator", "citation-number", "first-reference-note-number", "year-suffix"}


def _variable(_scope: Scope, value: str) -> Test:
    if value in NAME_VARIABLES:
        return lambda ctx: value not in ctx.suppressed and bool(ctx.record.names(value))
    if value in DATE_VARIABLES:
        return lambda ctx: ctx.record.date(value) is not None
    if value in _OF_CITE:
        return lambda ctx: bool(value_of(ctx, value))
    return lambda ctx: value in ctx.record.texts


def _is_numeric(_scope: Scope, value: str) -> Test:
    return lambda ctx: is_numeric(value_of(ctx, value))


def _is_uncertain(_scope: Scope, value: str) -> Test:
    def test(ctx: Context) -> bool:
        date = ctx.record.date(value)
        return date is not None and date.circa

    return test


def _locator(_scope: Scope, value: str) -> Test:
    value = "sub verbo" if value == "sub-verbo" else value
    return lambda ctx: bool(ctx.locator) and ctx.label == value


def _position(scope: Scope, value: str) -> Test:
    if scope.area == "bibliography":
        return lambda _ctx: False
    return lambda ctx: value in ctx.position


def _disambiguate(_scope: Scope, _value: str) -> Test:
    return lambda ctx: ctx.disambiguate


_MAKERS: dict[str, Callable[[Scope, str], Test]] = {
    "type": _type,
    "variable": _variable,
    "is-numeric": _is_numeric,
    "is-uncertain-date": _is_uncertain,
    "locator": _locator,
    "position": _position,
    "disambiguate": _disambiguate,
}
