"""``cs:text``, ``cs:number``, ``cs:label`` and ``cs:group``.

Specification, "Rendering Elements" and Appendix VI (links).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .choose import value_of
from .data import NUMBER_VARIABLES, label_of
from .dates import compile_date
from .items import CLOSE, Items, Mark
from .markup import parse
from .names import compile_names
from .numbers import format_number, is_plural, page_ranges, set_commas
from .scope import join
from .wrap import Attributes, affix, wrapper

if TYPE_CHECKING:
    from .context import Context
    from .scope import Compile, Render, Scope
    from .wrap import Wrap
    from .xml import Element

#: specification, Appendix VI
_LINKS = {
    "URL": "",
    "DOI": "https://doi.org/",
    "PMID": "https://www.ncbi.nlm.nih.gov/pubmed/",
    "PMCID": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
}

_LABEL = Mark("label")
_UPRIGHT = Mark("font-style", "normal")


def compile_text(scope: Scope, element: Element) -> Render:
    """Return the closure of a ``cs:text``."""
    for kind, compiler in _TEXTS.items():
        value = element.get(kind)
        if value is not None:
            return compiler(scope, element, value)
    raise scope.error(element, "needs one of the attributes variable, macro, term, value")


def _macro(scope: Scope, element: Element, name: str) -> Render:
    body = scope.macro(name, element)
    wrap = wrapper(element, scope.locale)

    def render(ctx: Context) -> Items:
        called, filled = ctx.called, ctx.filled
        items = body(ctx)
        if not items:
            return items
        if ctx.called > called and ctx.filled == filled:
            return []  # terms alone, as in a group
        # a macro that prints something counts as a variable that is not empty ("Group")
        ctx.called += 1
        ctx.filled += 1
        return wrap(ctx, items) if wrap else items

    return render


def _term(scope: Scope, element: Element, name: str) -> Render:
    plural = element.get("plural") == "true"
    text = scope.locale.term(name, element.get("form", "long"), plural=plural)
    wrap = wrapper(element, scope.locale, is_term=True)
    if not text:
        return lambda _ctx: []
    items: Items = [Mark("term"), text, CLOSE] if scope.area == "citation" else [text]
    return (lambda ctx: wrap(ctx, items)) if wrap else (lambda _ctx: items)


def _value(scope: Scope, element: Element, value: str) -> Render:
    wrap = wrapper(element, scope.locale)
    items = parse(scope.locale.punctuate(value)) if value else []
    if not items:
        return lambda _ctx: []
    return (lambda ctx: wrap(ctx, items)) if wrap else (lambda _ctx: items)


def _variable(scope: Scope, element: Element, name: str) -> Render:
    around = dict(element.attrib)
    if _makes_address(element) and not scope.sorting:
        del around["prefix"]
    wrap = wrapper(Attributes(around), scope.locale)
    if name == "title" and element.get("form") != "short" and not scope.sorting:
        wrap = _with_translation(scope, Attributes(around), wrap)
    fetch = _fetcher(scope, element, name)

    # a suffix that is not needed is not a variable that is missing
    counts = name != "year-suffix"

    def render(ctx: Context) -> Items:
        ctx.called += counts
        if name in ctx.suppressed:
            return []
        items = fetch(ctx)
        if not items:
            return []
        ctx.called += not counts
        ctx.filled += 1
        if ctx.tracked is not None:
            ctx.tracked.add(name)
        return wrap(ctx, items) if wrap else items

    return render


def _with_translation(scope: Scope, element: Attributes, wrap: Wrap | None) -> Wrap | None:
    """Return *wrap*, or what puts the translation of a romanised title behind it.

    In brackets, neither quoted nor slanted, as APA and Chicago want it; a style that says itself
    where a translation goes is left alone.
    """
    if scope.style.places_translations:
        return wrap
    inner = wrapper(element, scope.locale, affixes=False)
    before = affix(element.get("prefix", ""), scope.locale)
    after = affix(element.get("suffix", ""), scope.locale)

    def translated(ctx: Context, items: Items) -> Items:
        text = ctx.record.texts.get("title-translation")
        if not text:
            return wrap(ctx, items) if wrap else items
        title = inner(ctx, items) if inner else items
        return [*before, *title, " ", _UPRIGHT, "[", *parse(text), "]", CLOSE, *after]

    return translated


def _fetcher(scope: Scope, element: Element, name: str) -> Render:
    """Return the closure that gets the value of the variable *name*."""
    short = f"{name}-short" if element.get("form") == "short" else ""
    if name in {"page", "locator"}:
        return _pages(scope, name)
    if name in _LINKS and not scope.sorting:
        return _link(name, element)
    if name in _GENERATED:
        return _GENERATED[name]
    if name in NUMBER_VARIABLES:
        comma = scope.locale.punctuate(",")

        def number(ctx: Context) -> Items:
            value = value_of(ctx, name)
            return parse(page_ranges(set_commas(value, comma), "", "–")) if value else []

        return number

    def text(ctx: Context) -> Items:
        texts = ctx.record.texts
        value = (short and texts.get(short)) or texts.get(name)
        return parse(value) if value else []

    return text


def _link(name: str, element: Element) -> Render:
    """Return the closure of an identifier; what makes an address of it belongs to the link."""
    start = _LINKS[name]
    shown = element.get("prefix", "") if _makes_address(element) else ""

    def link(ctx: Context) -> Items:
        text = ctx.record.texts.get(name, "")
        if not text:
            return []
        url = text if text.startswith(("http://", "https://")) else start + text
        return [Mark("link", url), shown + text, CLOSE]

    return link


def _makes_address(element: Element) -> bool:
    return element.get("variable") in _LINKS and element.get("prefix", "").startswith("http")


def _label(ctx: Context) -> Items:
    """Return the label of the item, which takes the year suffix."""
    ctx.date_suffix_done = True
    label = label_of(ctx.record)
    return [label + ctx.year_suffix] if label else []


def _suffix(ctx: Context) -> Items:
    if not ctx.year_suffix:
        return []
    ctx.date_suffix_done = True
    return [Mark("year-suffix"), ctx.year_suffix, CLOSE]


def _number(ctx: Context) -> Items:
    return [Mark("citation-number"), str(ctx.number), CLOSE] if ctx.number else []


def _first_note(ctx: Context) -> Items:
    return [str(ctx.first_note)] if ctx.first_note else []


#: variables that the processor makes
_GENERATED: dict[str, Render] = {
    "year-suffix": _suffix,
    "citation-number": _number,
    "first-reference-note-number": _first_note,
    "citation-label": _label,
}


def _pages(scope: Scope, name: str) -> Render:
    form = scope.style.root.get("page-range-format", "")
    delimiter = scope.locale.term("page-range-delimiter") or "–"
    comma = scope.locale.punctuate(",")

    def pages(ctx: Context) -> Items:
        text = set_commas(value_of(ctx, name), comma)
        if not text:
            return []
        if name == "locator" and ctx.label != "page":
            return parse(page_ranges(text, "", delimiter))
        return parse(page_ranges(text, form, delimiter))

    return pages


def compile_number(scope: Scope, element: Element) -> Render:
    """Return the closure of a ``cs:number``."""
    name = element.get("variable")
    form = element.get("form", "numeric")
    locale = scope.locale
    gender = locale.gender(name)
    wrap = wrapper(element, locale)
    sorting = scope.sorting

    def render(ctx: Context) -> Items:
        ctx.called += 1
        text = "" if name in ctx.suppressed else value_of(ctx, name)
        if not text:
            return []
        ctx.filled += 1
        if ctx.tracked is not None:
            ctx.tracked.add(name)
        if sorting:
            return [text.zfill(8) if text.isdigit() else text]
        items = parse(format_number(text, form, gender, locale))
        if name == "citation-number":
            items = [Mark("citation-number"), *items, CLOSE]
        return wrap(ctx, items) if wrap else items

    return render


def compile_label(scope: Scope, element: Element) -> Render:
    """Return the closure of a ``cs:label`` outside of names."""
    name = element.get("variable", "")
    form = element.get("form", "long")
    plural = element.get("plural", "contextual")
    wrap = wrapper(element, scope.locale, is_term=True)
    locale = scope.locale
    counts = name in {"number-of-pages", "number-of-volumes"}

    def render(ctx: Context) -> Items:
        text = value_of(ctx, name)
        if not text or name in ctx.suppressed:
            return []
        if plural == "contextual":
            many = is_plural(text) or (counts and text.isdecimal() and int(text[:9]) > 1)
        else:
            many = plural == "always"
        term = locale.term(ctx.label if name == "locator" else name, form, plural=many)
        if not term:
            return []
        items: Items = [_LABEL, term, CLOSE]
        return wrap(ctx, items) if wrap else items

    return render


def compile_group(scope: Scope, element: Element) -> Render:
    """Return the closure of a ``cs:group``, left out when all the variables it calls are empty."""
    parts = scope.parts(element)
    between = affix(element.get("delimiter", ""), scope.locale)
    wrap = wrapper(element, scope.locale)

    def render(ctx: Context) -> Items:
        called, filled = ctx.called, ctx.filled
        pieces = parts(ctx)
        if not pieces or (ctx.called > called and ctx.filled == filled):
            return []
        # a nested group that is not empty counts as a variable that is not empty
        ctx.called += 1
        ctx.filled += 1
        items = pieces[0] if len(pieces) == 1 else join(pieces, between)
        return wrap(ctx, items) if wrap else items

    return render


_TEXTS = {"variable": _variable, "macro": _macro, "term": _term, "value": _value}
COMPILERS: dict[str, Compile] = {
    "text": compile_text,
    "number": compile_number,
    "label": compile_label,
    "group": compile_group,
    "date": compile_date,
    "names": compile_names,
}
