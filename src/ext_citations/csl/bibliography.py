"""Options of the list (specification, "Bibliography-specific Options")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .items import Items, Mark, find, plain, span_end
from .wrap import affix

if TYPE_CHECKING:
    from .locale import Locale
    from .xml import Element


def number(text: str | None, usual: int) -> int:
    """Return the number in an attribute; *usual* where there is none."""
    return int(text) if text and text.isdecimal() else usual


class BibliographyOptions:
    """The options of ``cs:bibliography``."""

    def __init__(self, area: Element | None, locale: Locale) -> None:
        def get(name: str, usual: str = "") -> str:
            return usual if area is None else area.get(name, usual)

        self.hanging_indent = get("hanging-indent") == "true"
        self.second_field_align = get("second-field-align")
        self.line_spacing = number(get("line-spacing"), 1)
        self.entry_spacing = number(get("entry-spacing"), 1)
        substitute = None if area is None else area.get("subsequent-author-substitute")
        self.substitute = None if substitute is None else affix(substitute, locale)
        self.rule = get("subsequent-author-substitute-rule", "complete-all")


def substitute_authors(entries: list[Items], options: BibliographyOptions) -> None:
    """Replace names that the entry before has as well ("Reference Grouping")."""
    if options.substitute is None:
        return
    before: list[str] = []
    for index, items in enumerate(entries):
        span = find(items, "names")
        if span is None:
            before = []
            continue
        start, end = span
        names = _names(items, start, end)
        texts = [plain(items[first : last + 1]) for first, last in names] or [
            plain(items[start:end])
        ]
        if before:
            entries[index] = _substituted(items, span, names, texts, before, options)
        before = texts


def _names(items: Items, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    for index in range(start, end):
        item = items[index]
        if type(item) is Mark and item.kind == "name":
            spans.append((index, span_end(items, index)))
    return spans


def _substituted(
    items: Items,
    span: tuple[int, int],
    names: list[tuple[int, int]],
    texts: list[str],
    before: list[str],
    options: BibliographyOptions,
) -> Items:
    start, end = span
    put = options.substitute or []
    rule = options.rule
    if rule == "complete-all":
        if texts == before:
            return [*items[: start + 1], *put, *items[end:]]
        return items
    same = 0
    while same < min(len(texts), len(before)) and texts[same] == before[same]:
        same += 1
    if rule == "complete-each" and texts != before:
        same = 0
    elif rule == "partial-first":
        same = min(same, 1)
    if not names:
        return [*items[: start + 1], *put, *items[end:]] if same else items
    for first, last in reversed(names[:same]):
        items = [*items[: first + 1], *put, *items[last:]]
    return items
