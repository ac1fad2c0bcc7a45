"""Where pieces meet: doubled punctuation, doubled blanks, punctuation in quotes.

Works on a finished list of items, since what meets may be parted by the ends of stretches
(specification, "Affixes", "Delimiter", "Quotes" and the option ``punctuation-in-quote``).
Inside one piece nothing is changed: an ellipsis in a title stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .items import CLOSE, Item, Items, Mark

if TYPE_CHECKING:
    from collections.abc import Callable

    from .locale import Locale

#: what two marks become where two pieces meet; pairs that are not named stay as they are
_MEETING = {
    "::": ":", ";:": ";", "!:": "!", "?:": "?",
    ":.": ":", "..": ".", ";.": ";", "!.": "!", "?.": "?",
    ";;": ";",
    ":!": "!", ";!": "!", "!!": "!",
    ":?": "?", ";?": "?", "??": "?",
    ",,": ",",
    "،،": "،", "؛؛": "؛", "؟؟": "؟", "؟.": "؟", "؛.": "؛", "…." : "…",
}  # fmt: skip
NO_BREAK = "\u00a0"
_MARKS = frozenset(".,:;!?،؛؟")


class _Joiner:
    """Copies items to `out`, mending what meets."""

    def __init__(self, rule: Callable[[str], bool], *, in_quote: bool, ties: bool) -> None:
        self.rule = rule
        #: whether the blank after a label is one that does not break
        self.ties = ties
        self.in_quote = in_quote
        #: the rules of the locales around, the innermost last
        self.outer: list[bool] = []
        self.out: Items = []
        #: index in `out` of the last text with something visible in it
        self.last = -1
        self.stack: list[str] = []
        #: the kinds of the stretches closed since the last text, with their place in `out`
        self.closed: list[tuple[str, int]] = []

    def mark(self, item: Mark) -> None:
        if item is CLOSE:
            kind = self.stack.pop() if self.stack else ""
            if kind == "locale":
                self.in_quote = self.outer.pop()
            self.closed.append((kind, len(self.out)))
        else:
            self.stack.append(item.kind)
            if item.kind == "locale":
                self.outer.append(self.in_quote)
                self.in_quote = self.rule(item.value)
            if item.kind == "barrier":
                self.closed.clear()
                self.last = -1
            if item.kind == "display":
                self.last = -1
        self.out.append(item)

    def text(self, text: str) -> None:
        out = self.out
        if self.last >= 0:
            before = out[self.last]
            assert type(before) is str  # an index of a text by construction
            text = self._meet(before, text)
        if not text:
            return
        self.last = len(out)
        self.closed.clear()
        out.append(text)

    def _meet(self, before: str, text: str) -> str:
        end = before[-1]
        first = text[0]
        if self.ties and first == " " and any(kind == "label" for kind, _ in self.closed):
            return NO_BREAK + text[1:]
        if first == " " and end in "  ":
            return text.lstrip(" ")
        if first not in _MARKS:
            return text
        if self.in_quote and first in ".," and self._into_quote(end, first):
            return text[1:]
        if end not in _MARKS and end != "…":
            return text
        return self._merge(before, first) + text[1:]

    def _merge(self, before: str, first: str) -> str:
        """Return what is left of *first* after the last character of *before*."""
        both = before[-1] + first
        met = _MEETING.get(both)
        if met is None:
            return first
        if met == before[-1]:
            return ""
        self.out[self.last] = before[:-1]
        return first

    def _into_quote(self, end: str, first: str) -> bool:
        """Put *first* before the innermost quotation mark that was just closed."""
        for kind, place in self.closed:
            if kind != "quote":
                continue
            met = _MEETING.get(end + first)
            if met is None:
                self.out.insert(place, first)
            self.last = place if met is None else self.last
            return True
        return False


def join(
    items: Items, locale: Locale, locales: Callable[[str], Locale], *, ties: bool = False
) -> Items:
    """Return *items*, set in *locale*, with everything mended that meets."""
    joiner = _Joiner(
        lambda language: locales(language).punctuation_in_quote,
        in_quote=locale.punctuation_in_quote,
        ties=ties,
    )
    item: Item
    for item in items:
        if type(item) is str:
            if item:
                joiner.text(item)
        else:
            joiner.mark(item)  # type: ignore[arg-type]
    return joiner.out
