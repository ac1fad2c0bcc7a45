"""``cs:date`` and ``cs:date-part``.

Specification, "Date", "Date-part", "Date Ranges", "Seasons", "AD and BC".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ext_arabic.dates import SIGNS, to_hijri

from . import xml
from .dates_in import Day
from .items import CLOSE, Items, Mark
from .markup import parse
from .numbers import ordinal
from .scope import join
from .wrap import FORMATTING, Attributes, affix, wrapper

if TYPE_CHECKING:
    from .context import Context
    from .dates_in import Date
    from .locale import Locale
    from .scope import Render, Scope
    from .wrap import Wrap
    from .xml import Element

_SHOWN = {"year": ("year",), "year-month": ("year", "month")}


@dataclass
class _Part:
    """A ``cs:date-part``, compiled."""

    name: str
    form: str
    #: formatting, text case, strip-periods; affixes apart, for ranges
    wrap: Wrap | None
    prefix: Items
    suffix: Items
    range_delimiter: str


def compile_date(scope: Scope, element: Element) -> Render:
    """Return the closure of a ``cs:date``."""
    variable = element.get("variable")
    parts, delimiter = _parts(scope, element)
    wrap = wrapper(element, scope.locale)
    formatter = _Formatter(scope, parts, affix(delimiter, scope.locale))
    # a year suffix tells works apart, not visits to a page
    formatter.suffixes &= variable != "accessed"
    if scope.sorting:
        return _sorted(variable, [part.name for part in parts])

    def render(ctx: Context) -> Items:
        ctx.called += 1
        if variable in ctx.suppressed:
            return []
        date = ctx.record.date(variable)
        if date is None:
            return []
        items = parse(date.literal) if date.literal else formatter.render(ctx, date)
        if not items:
            return []
        ctx.filled += 1
        if ctx.tracked is not None:
            ctx.tracked.add(variable)
        return wrap(ctx, items) if wrap else items

    return render


def _sorted(variable: str, shown: list[str]) -> Render:
    def render(ctx: Context) -> Items:
        ctx.called += 1
        date = ctx.record.date(variable)
        if date is None:
            return []
        ctx.filled += 1
        return [sort_key(date, shown)]

    return render


def sort_key(date: Date, shown: list[str] | None = None) -> str:
    """Return the date in a form that sorts ("Sorting Variables"); *shown* limits the parts."""
    if date.literal:
        return date.literal

    def one(day: Day) -> str:
        month = day.month if shown is None or "month" in shown else 0
        number = day.day if shown is None or "day" in shown else 0
        # negative years come first, in their own order
        return f"{day.year + 1_000_000:07d}{month:02d}{number:02d}"

    return one(date.start) + ("-" + one(date.end) if date.end else "")


def _parts(scope: Scope, element: Element) -> tuple[list[_Part], str]:
    """Return the compiled parts, and what goes between them."""
    form = element.get("form")
    locale = scope.locale
    own = {el.get("name"): el for name, el in xml.children(element) if name == "date-part"}
    if form is None:
        parts = [_part(el, None, locale) for name, el in xml.children(element)]
        return parts, element.get("delimiter", "")
    base = locale.dates.get(form)
    if base is None:
        return [], ""
    shown = _SHOWN.get(element.get("date-parts", ""), ("year", "month", "day"))
    parts = []
    for _, el in xml.children(base):
        if el.get("name") in shown:
            parts.append(_part(el, own.get(el.get("name")), locale))
    return parts, base.get("delimiter", "")


def _part(element: Element, override: Element | None, locale: Locale) -> _Part:
    merged = dict(element.attrib)
    if override is not None:
        wanted = {*FORMATTING, "form", "text-case", "strip-periods", "range-delimiter"}
        merged |= {key: value for key, value in override.attrib.items() if key in wanted}
    name = merged.get("name", "year")
    form = merged.get("form", "numeric" if name == "day" else "long")
    return _Part(
        name,
        form,
        wrapper(Attributes(merged), locale, affixes=False),
        affix(merged.get("prefix", ""), locale),
        affix(merged.get("suffix", ""), locale),
        locale.punctuate(merged.get("range-delimiter", "–")),
    )


class _Formatter:
    """Renders dates in one format."""

    def __init__(self, scope: Scope, parts: list[_Part], delimiter: Items) -> None:
        self.parts = parts
        self.delimiter = delimiter
        self.locale = scope.locale
        #: a style that prints the variable year-suffix itself does not get it with the year
        self.suffixes = not scope.style.places_year_suffix
        self.limit = scope.locale.options.get("limit-day-ordinals-to-day-1") == "true"

    def render(self, ctx: Context, date: Date) -> Items:
        if date.end is not None:
            return self._range(ctx, date.start, date.end)
        if not self.locale.calendars:
            return self._pieces(ctx, date.start, self.parts)
        return self._calendars(ctx, date.start)

    def _calendars(self, ctx: Context, day: Day) -> Items:
        """Return a day in each calendar, its year signed; what is no whole day stays Gregorian."""
        whole = day.year > 0 and day.month and day.day
        hijri = to_hijri(day.year, day.month, day.day) if whole else None
        days = {"gregorian": replace(day, calendar="gregorian")}
        if hijri:
            days["hijri"] = Day(*hijri, calendar="hijri")
        shown = [days[name] for name in self.locale.calendars if name in days] or [*days.values()]
        if ctx.year_suffix:  # a letter that tells works of a year apart stands at the number itself
            shown[-1] = replace(shown[-1], calendar="")
        between = " / " if len(self.parts) > 1 else "/"
        return join([self._pieces(ctx, each, self.parts) for each in shown], [between])

    def _pieces(
        self, ctx: Context, day: Day, parts: list[_Part], *, head: bool = True, tail: bool = True
    ) -> Items:
        """Return the parts of one day; *head* and *tail* say whether the outer affixes show."""
        shown = [(part, items) for part in parts if (items := self._one(ctx, part, day))]
        out: Items = []
        for index, (part, items) in enumerate(shown):
            if index:
                out += self.delimiter
            if index or head:
                out += part.prefix
            out += items
            if index < len(shown) - 1 or tail:
                out += part.suffix
        return out

    def _one(self, ctx: Context, part: _Part, day: Day) -> Items:
        if part.name == "year":
            items = self._year(ctx, part, day)
        elif part.name == "month":
            text = self._month(part, day)
            items = [text] if text else []
        else:
            text = self._day(part, day)
            items = [text] if text else []
        return part.wrap(ctx, items) if part.wrap and items else items

    def _year(self, ctx: Context, part: _Part, day: Day) -> Items:
        year = day.year
        if not year:
            return []
        text = str(abs(year))
        if part.form == "short" and len(text) > 2:
            text = text[-2:]
        elif year < 0:
            text += self.locale.term("bc")
        elif year < 1000:
            text += self.locale.term("ad")
        else:
            text += SIGNS.get(day.calendar, "")
        items: Items = [text]
        if self.suffixes and ctx.year_suffix and not ctx.date_suffix_done:
            ctx.date_suffix_done = True
            items = [Mark("year"), text, CLOSE, Mark("year-suffix"), ctx.year_suffix, CLOSE]
        return items

    def _month(self, part: _Part, day: Day) -> str:
        if day.season:
            return self.locale.term(f"season-{day.season:02d}")
        if not day.month:
            return ""
        if part.form == "numeric":
            return str(day.month)
        if part.form == "numeric-leading-zeros":
            return f"{day.month:02d}"
        if day.calendar == "hijri":
            return self.locale.hijri_months[day.month]
        return self.locale.term(f"month-{day.month:02d}", part.form)

    def _day(self, part: _Part, day: Day) -> str:
        if not day.day:
            return ""
        if part.form == "numeric-leading-zeros":
            return f"{day.day:02d}"
        if part.form == "ordinal" and (day.day == 1 or not self.limit):
            gender = self.locale.gender(f"month-{day.month:02d}")
            return ordinal(day.day, gender, self.locale)
        return str(day.day)

    def _range(self, ctx: Context, start: Day, end: Day) -> Items:
        """Render a range: what both days share is printed once."""
        level = _difference(start, end, {part.name for part in self.parts})
        if not level:
            return self._pieces(ctx, start, self.parts)
        inside = {"year": {"year", "month", "day"}, "month": {"month", "day"}, "day": {"day"}}[
            level
        ]
        delimiter = next(part.range_delimiter for part in self.parts if part.name == level)
        if not end.year:
            delimiter = delimiter or "–"
        names = [part.name for part in self.parts]
        places = [index for index, name in enumerate(names) if name in inside]
        first, last = places[0], places[-1] + 1
        head, span, tail = self.parts[:first], self.parts[first:last], self.parts[last:]
        varied = [part for part in span if part.name in inside]
        out = self._pieces(ctx, start, head)
        begin = self._pieces(ctx, start, varied, tail=False)
        finish = self._pieces(ctx, end, varied, head=False)
        if out and begin:
            out += self.delimiter
        out += begin
        out += [delimiter]
        out += finish if end.year else []
        rest = self._pieces(ctx, start, tail)
        if rest:
            out += self.delimiter
        return out + rest


def _difference(start: Day, end: Day, shown: set[str]) -> str:
    """Return the largest part that is shown and differs."""
    if "year" in shown and start.year != end.year:
        return "year"
    if "month" in shown and (start.month, start.season) != (end.month, end.season):
        return "month"
    return "day" if "day" in shown and start.day != end.day else ""
