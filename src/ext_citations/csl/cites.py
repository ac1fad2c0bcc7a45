"""Cites become a citation: affixes, delimiters, grouping, collapsing.

Specification, "Cite Grouping" and "Cite Collapsing".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .items import CLOSE, Items, Mark, find, plain
from .markup import parse
from .textcase import capitalize_first
from .wrap import affix

if TYPE_CHECKING:
    from .context import Context
    from .locale import Locale
    from .model import Cite
    from .xml import Element


class CiteOptions:
    """The citation-specific options of a style."""

    def __init__(self, area: Element, locale: Locale) -> None:
        self.collapse = area.get("collapse", "")
        group = area.get("cite-group-delimiter")
        self.groups = bool(self.collapse and self.collapse != "citation-number") or (
            group is not None
        )
        self.group_delimiter = affix(", " if group is None else group, locale)
        suffix = area.get("year-suffix-delimiter")
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
    #: whether it lost something to the cite before it
    collapsed: bool = False

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
    if not text.strip():
        return []
    if not text[-1].isspace() and (text[-1].isalnum() or text[-1] in ".,:;،؛:)"):
        text += " "
    return parse(text)


def _suffix(text: str) -> Items:
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
    if prefix.strip() and not prefix.rstrip().endswith((".", "!", "?", "؟")):
        return items
    for index, item in enumerate(items):
        if type(item) is str:
            return items
        if isinstance(item, Mark) and item.kind == "term":
            return items[:index] + capitalize_first(items[index:])
    return items


def join_cites(cites: list[Rendered], delimiter: Items, options: CiteOptions, page: str) -> Items:
    """Return the cites of one citation, with what goes between them."""
    shown = [each for each in cites if each.items]
    for index, each in enumerate(shown):
        each.before = delimiter if index else []
        if index and each.cite.prefix[:1] in {",", ".", ";", ":", "،", "؛"}:
            each.before = []
    out: Items = []
    for each in shown:
        out += each.before
        out += each.final(page)
    return out
