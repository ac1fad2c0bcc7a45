"""``cs:sort`` (specification, "Sorting")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ext_arabic.collation import sort_key

from . import xml
from .choose import value_of
from .data import DATE_VARIABLES, NAME_VARIABLES, NUMBER_VARIABLES
from .dates import sort_key as date_key
from .items import plain
from .scope import Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ext_arabic.collation import Filing

    from .context import Context
    from .locale import Locale
    from .style import Style
    from .xml import Element

    Key = Callable[[Context], Any]

_NAMES = {"names-min": "et-al-min", "names-use-first": "et-al-use-first"}


class Sorter:
    """The sort keys of one area of a style."""

    def __init__(
        self, style: Style, locale: Locale, area: Element, filing: Filing = "drop-al"
    ) -> None:
        self.filing = filing
        self.keys: list[tuple[Key, bool]] = []
        for name, sort in xml.children(area):
            if name != "sort":
                continue
            for kind, key in xml.children(sort):
                if kind == "key":
                    render = self._compile(style, locale, area, key)
                    self.keys.append((render, key.get("sort") == "descending"))

    def __bool__(self) -> bool:
        return bool(self.keys)

    def _compile(self, style: Style, locale: Locale, area: Element, key: Element) -> Key:
        overrides = {own: key.get(name) for name, own in _NAMES.items() if key.get(name)}
        if "et-al-min" in overrides:
            overrides["et-al-subsequent-min"] = overrides["et-al-min"]
        if "et-al-use-first" in overrides:
            overrides["et-al-subsequent-use-first"] = overrides["et-al-use-first"]
        if key.get("names-use-last"):
            overrides["et-al-use-last"] = key.get("names-use-last")
        scope = Scope(style, locale, area, sorting=True, overrides=overrides)
        macro, variable = key.get("macro"), key.get("variable")
        if macro is not None:
            render = scope.macro(macro, key)
            return lambda ctx: self._text_key(plain(render(ctx)), locale.language)
        if not variable:
            raise scope.error(key, "needs one of the attributes macro, variable")
        return self._variable(scope, variable)

    def _variable(self, scope: Scope, name: str) -> Key:
        language = scope.locale.language
        if name in NAME_VARIABLES:
            element = xml.parse(
                f'<names xmlns="{xml.CSL[1:-1]}" variable="{name}">'
                '<name form="long" name-as-sort-order="all"/></names>'.encode(),
                "sort",
            )
            render = scope.compile(element)
            return lambda ctx: self._text_key(plain(render(ctx)), language)
        if name in DATE_VARIABLES:

            def date(ctx: Context) -> Any:
                found = ctx.record.date(name)
                return None if found is None else self._text_key(date_key(found), language)

            return date
        if name in NUMBER_VARIABLES:

            def number(ctx: Context) -> Any:
                text = value_of(ctx, name)
                if not text:
                    return None
                digits = text.strip()
                return self._text_key(digits.zfill(12) if digits.isdigit() else text, language)

            return number

        def text(ctx: Context) -> Any:
            from .markup import parse

            return self._text_key(plain(parse(value_of(ctx, name))), language)

        return text

    @staticmethod
    def _value(key: Key, ctx: Context) -> Any:
        ctx.suppressed.clear()  # what one key substituted is there again for the next
        return key(ctx)

    def row(self, ctx: Context) -> list[Any]:
        """Return the values that *ctx* is sorted by."""
        return [self._value(key, ctx) for key, _ in self.keys]

    def sort(self, rows: Sequence[Sequence[Any]]) -> list[int]:
        """Return the places of *rows* in the sorted order; equal ones keep theirs."""
        order = list(range(len(rows)))
        for column in range(len(self.keys) - 1, -1, -1):
            descending = self.keys[column][1]
            filled = [index for index in order if rows[index][column] is not None]
            empty = [index for index in order if rows[index][column] is None]
            filled.sort(key=lambda index: rows[index][column], reverse=descending)
            order = filled + empty  # an empty key comes last, whatever the direction
        return order

    def _text_key(self, text: str, language: str) -> Any:
        return sort_key(text, language, self.filing) if text.strip() else None
