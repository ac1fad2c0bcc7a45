"""Formatting, affixes, quotes, strip-periods, text-case, display: what any element may carry.

Specification, sections "Formatting", "Affixes", "Display", "Quotes", "Strip-periods", "Text-case".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .items import CLOSE, Items, Mark
from .markup import parse
from .textcase import CASES

if TYPE_CHECKING:
    from collections.abc import Callable

    from .context import Context
    from .locale import Locale
    from .xml import Element

    Wrap = Callable[[Context, Items], Items]

_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
FORMATTING = ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align")
_QUOTED = Mark("quote")


def affix(text: str, locale: Locale) -> Items:
    """Return an affix or a delimiter of a style, set in the locale's punctuation."""
    if not text:
        return []
    text = locale.punctuate(text)
    if "<" in text:
        return parse(text)
    # an apostrophe inside a word; a quotation mark that a style sets itself stays
    return [_APOSTROPHE.sub("’", text)]


def formatting(element: Element | Attributes) -> list[Mark]:
    """Return the marks of the formatting attributes of *element*."""
    return [Mark(name, value) for name in FORMATTING if (value := element.get(name))]


class Attributes:
    """Looks to `wrapper` like an element with these attributes."""

    def __init__(self, attributes: dict[str, str]) -> None:
        self.get = attributes.get


def wrapper(
    element: Element | Attributes, locale: Locale, *, affixes: bool = True, is_term: bool = False
) -> Wrap | None:
    """Compile what *element* puts around its content; None where that is nothing.

    *is_term*: the content is the locale's, not the item's.

    From the inside out: strip-periods, text-case, quotes, formatting, affixes, display.
    """
    strip = element.get("strip-periods") == "true"
    case = CASES.get(element.get("text-case", ""))
    is_title = element.get("text-case") == "title"
    is_english_term = is_term and locale.language.startswith("en")
    quoted = element.get("quotes") == "true"
    marks: Items = list(formatting(element))
    display = element.get("display")
    before = affix(element.get("prefix", ""), locale) if affixes else []
    after = affix(element.get("suffix", ""), locale) if affixes else []
    head: Items = [*before, *marks]
    if display:
        head.insert(0, Mark("display", display))
    if quoted:
        head.append(_QUOTED)
    tail: Items = [CLOSE] * (len(marks) + quoted) + after + ([CLOSE] if display else [])
    if not (strip or case or head or tail):
        return None
    if not (strip or case):
        return lambda _ctx, items: [*head, *items, *tail]

    def wrap(ctx: Context, items: Items) -> Items:
        if strip:
            items = [each.replace(".", "") if type(each) is str else each for each in items]
        if case and (ctx.record.is_english or is_english_term or not is_title):
            items = case(items, ctx.record.language)
        return [*head, *items, *tail]

    return wrap
