"""Cites become a citation: affixes, delimiters, grouping, collapsing.

Specification, "Cite Grouping" and "Cite Collapsing".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from .clean import clean
from .items import CLOSE, Items, Mark, find, plain
from .markup import parse
from .textcase import capitalize_first
from .wrap import affix

if TYPE_CHECKING:
    from collections.abc import Callable

    from .context import Context
    from .locale import Locale
    from .model import Cite
    from .xml import Element


class CiteOptions:
    """The citation-specific options of a style."""

    def __init__(self, area: Element, locale: Locale, *, in_text: bool) -> None:
        self.collapse = area.get("collapse", "")
        group = area.get("cite-group-delimiter")
        self.groups = bool(self.collapse and self.collapse != "citation-number") or (
            group is not None
        )
        if group is None and in_text:
            group = ", "
        #: None in notes, which the specification says nothing of: the delimiter of the layout
        self.group_delimiter = None if group is None else affix(group, locale)
        suffix = area.get("year-suffix-delimiter", area.get("cite-group-delimiter"))
        self.suffix_delimiter = None if suffix is None else affix(suffix, locale)
        after = area.get("after-collapse-delimiter")
        self.after_collapse = None if after is None else affix(after, locale)
        self.has_suffixes = area.get("disambiguate-add-year-suffix") == "true"


@dataclass
class Rendered:
    """One cite, rendered."""

    cite: Cite
    items: Items
    #: the language that it is set in
    language: str
    #: None for a key that is not in the items
    ctx: Context | None
    #: what goes before it
    before: Items = field(default_factory=list)
    #: renders it once more without its first names; None for what cannot be collapsed
    again: Callable[[], Items] | None = None
    #: whether it stands in a group behind a cite with the same names
    grouped: bool = False
    #: whether it lost its names to the cite before it
    collapsed: bool = False
    #: whether nothing is left of it but the year suffix
    suffix_only: bool = False
    #: whether a dash joins it to the cite before it
    dash: bool = False
    #: the place of its year suffix in the alphabet
    number: int = -1

    @property
    def names(self) -> str:
        """The text of the first names, by which cites are grouped."""
        span = find(self.items, "names")
        return plain(self.items[span[0] : span[1]]) if span else ""

    def final(self, page: str) -> Items:
        """Return the cite with its affixes, in marks that tell its key and language."""
        items = self.items
        if self.language != page:
            items = [Mark("locale", self.language), *items, CLOSE]
        before, after = _prefix(self.cite.prefix), _suffix(self.cite.suffix)
        if not items:
            return []
        return [Mark("cite", self.cite.key), *before, *items, *after, CLOSE]


def _prefix(text: str) -> Items:
    text = clean(text)
    if not text.strip():
        return []
    if not text[-1].isspace() and (text[-1].isalnum() or text[-1] in ".,:;،؛:)"):
        text += " "
    return parse(text)


def _suffix(text: str) -> Items:
    text = clean(text)
    if not text.strip():
        return []
    if text[0].isalnum() or text[0] in "([":
        text = " " + text
    return parse(text)


def capitalize_start(items: Items, prefix: str) -> Items:
    """Return a cite that begins with a term with its first letter in upper case.

    A citation in a note is a sentence of its own (specification, note at "Citation"), unless text
    that is no sentence goes before it.
    """
    words = prefix.split()
    if words and (len(words) < 2 or not words[-1].endswith((".", "!", "?", "؟"))):
        return items
    for index, item in enumerate(items):
        if type(item) is str:
            return items
        if isinstance(item, Mark) and item.kind == "term":
            return items[:index] + capitalize_first(items[index:])
    return items


def name_once(cites: list[Rendered], locales: Callable[[str], Locale]) -> None:
    """Put the term ``same-author``, where there is one, for authors that the cite before has."""
    for before, each in pairwise(cites):
        term = locales(each.language).term("same-author")
        if not term or before.ctx is None or each.ctx is None:
            continue
        authors = each.ctx.record.names("author")
        span = find(each.items, "names")
        if authors and span and authors == before.ctx.record.names("author"):
            each.items = [*each.items[: span[0] + 1], term, *each.items[span[1] :]]


def join_cites(cites: list[Rendered], delimiter: Items, options: CiteOptions, page: str) -> Items:
    """Return the cites of one citation, with what goes between them."""
    if options.groups and len(cites) > 1:
        cites = _grouped(cites)
        _collapse(cites, options)
    shown = [each for each in cites if each.items]
    for index, each in enumerate(shown):
        each.before = _between(shown[index - 1], each, delimiter, options) if index else []
    if options.collapse == "citation-number":
        shown = _number_ranges(shown)
    out: Items = []
    for each in shown:
        out += each.before
        out += each.final(page)
    return out


def _between(before: Rendered, each: Rendered, delimiter: Items, options: CiteOptions) -> Items:
    """Return what goes between two cites."""
    if each.cite.prefix.lstrip()[:1] in {",", ".", ";", ":", "،", "؛"} and each.cite.prefix:
        return []
    if each.dash:
        return ["–"]
    if each.suffix_only:
        return delimiter if options.suffix_delimiter is None else options.suffix_delimiter
    if each.grouped:
        return delimiter if options.group_delimiter is None else options.group_delimiter
    if before.grouped and before.collapsed and options.after_collapse is not None:
        return options.after_collapse
    return delimiter


def _grouped(cites: list[Rendered]) -> list[Rendered]:
    """Bring cites with the same names together, where the first of them stands."""
    groups: dict[str, list[Rendered]] = {}
    for place, each in enumerate(cites):
        names = each.names
        groups.setdefault(names or f"\0{place}", []).append(each)
    out: list[Rendered] = []
    for group in groups.values():
        for later in group[1:]:
            later.grouped = True
        out += group
    return out


def _collapse(cites: list[Rendered], options: CiteOptions) -> None:
    """Drop names, and years, that the cite before has as well."""
    if not options.collapse.startswith("year"):
        return
    full = [each.items for each in cites]
    for index, each in enumerate(cites):
        if not each.grouped or each.again is None or each.cite.prefix:
            continue
        each.collapsed = True
        each.items = each.again()
        if options.collapse != "year" and options.has_suffixes:
            _drop_year(cites[index - 1], each, full[index - 1], full[index])
    if options.collapse == "year-suffix-ranged":
        _suffix_ranges(cites)


def _drop_year(before: Rendered, each: Rendered, old: Items, new: Items) -> None:
    """Leave only the year suffix of *each* where the rest repeats the cite before."""
    if each.cite.locator or before.cite.locator or before.cite.suffix:
        return
    last, this = find(old, "year-suffix"), find(new, "year-suffix")
    if last is None or this is None:
        return
    if plain(old[: last[0]]) != plain(new[: this[0]]):
        return
    if plain(old[last[1] :]) != plain(new[this[1] :]):
        return
    each.items = new[this[0] : this[1] + 1]
    each.suffix_only = True


def _suffix_ranges(cites: list[Rendered]) -> None:
    """Turn runs of three year suffixes or more into ranges."""
    place = 0
    while place < len(cites):
        end = place
        while (
            end + 1 < len(cites)
            and cites[end + 1].suffix_only
            and cites[end + 1].number == cites[end].number + 1
        ):
            end += 1
        if end - place >= 2:
            for middle in cites[place + 1 : end]:
                middle.items = []
            cites[end].dash = True
        place = end + 1


def _number_ranges(cites: list[Rendered]) -> list[Rendered]:
    """Turn runs of three citation numbers or more into ranges."""
    out: list[Rendered] = []
    place = 0
    while place < len(cites):
        end = place
        while end + 1 < len(cites) and _follows(cites[end], cites[end + 1]):
            end += 1
        if end - place >= 2:
            cites[end].before = ["–"]
            out += [cites[place], cites[end]]
        else:
            out += cites[place : end + 1]
        place = end + 1
    return out


def _follows(before: Rendered, each: Rendered) -> bool:
    if before.ctx is None or each.ctx is None:
        return False
    plain_cites = not any(
        cite.locator or cite.prefix or cite.suffix for cite in (before.cite, each.cite)
    )
    return plain_cites and each.ctx.number == before.ctx.number + 1
