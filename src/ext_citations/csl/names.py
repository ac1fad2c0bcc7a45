"""``cs:names``: lists of names, et-al, labels, substitution (specification, "Names")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from . import xml
from .items import CLOSE, Items, Mark
from .name_parts import NameFormat
from .scope import join
from .wrap import affix, wrapper

if TYPE_CHECKING:
    from collections.abc import Callable

    from .context import Context
    from .data import Name
    from .scope import Render, Scope
    from .wrap import Wrap
    from .xml import Element

    Shown = Callable[[Context, tuple[Name, ...]], Items]

_CJK = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af]")
_NAME = Mark("name")
_NAMES = Mark("names")


def _int(value: str | None) -> int:
    return int(value) if value and value.isdecimal() else 0


class _NameList:
    """Renders one list of names (specification, "Name")."""

    def __init__(self, scope: Scope, options: dict[str, str], parts: _Parts) -> None:
        self.locale = scope.locale
        self.format = NameFormat(scope, options, parts.name)
        self.wrap = None if parts.name is None else wrapper(parts.name, scope.locale)
        self.delimiter = affix(options.get("delimiter", ", "), scope.locale)
        self.precedes_last = options.get("delimiter-precedes-last", "contextual")
        self.precedes_et_al = options.get("delimiter-precedes-et-al", "contextual")
        self.order = options.get("name-as-sort-order", "")
        self.first = _int(options.get("et-al-min")), _int(options.get("et-al-use-first"))
        self.later = (
            _int(options.get("et-al-subsequent-min")) or self.first[0],
            _int(options.get("et-al-subsequent-use-first")) or self.first[1],
        )
        self.use_last = options.get("et-al-use-last") == "true"
        self.sorting = scope.sorting
        self.conjunction = _conjunction(scope, options.get("and", ""))
        self.et_al = self._et_al(scope, parts.et_al)
        self.marked = not scope.sorting
        if scope.sorting:
            self.order = "all"

    def _et_al(self, scope: Scope, element: Element | None) -> Wrap | None:
        term = "et-al" if element is None else element.get("term", "et-al")
        text = scope.locale.term(term)
        text = text if text.strip() else ""
        wrap = None if element is None else wrapper(element, scope.locale)
        self.et_al_text = text
        if not text or scope.sorting:
            return None

        def render(ctx: Context, _items: Items) -> Items:
            return wrap(ctx, [text]) if wrap else [text]

        return render

    def count(self, ctx: Context, names: tuple[Name, ...]) -> int:
        """Return how many of *names* are shown."""
        least, use = self.later if "subsequent" in ctx.position else self.first
        if not least or not use or len(names) < least:
            return len(names)
        extra = ctx.expansion.extra if ctx.expansion else 0
        return min(len(names), use + extra)

    def render(self, ctx: Context, names: tuple[Name, ...]) -> Items:
        """Return the list, shortened where the style says so."""
        count = self.count(ctx, names)
        ctx.shown.append((self.format, names, count))
        shown = [self._one(ctx, name, index) for index, name in enumerate(names[:count])]
        cut = count < len(names)
        items = self._cut(ctx, names, shown) if cut else self._joined(names, shown)
        return self.wrap(ctx, items) if self.wrap else items

    def _one(self, ctx: Context, name: Name, index: int) -> Items:
        inverted = self.order == "all" or (self.order == "first" and not index)
        level = ctx.expansion.levels.get(name, 0) if ctx.expansion else 0
        items = self.format.render(ctx, name, inverted=inverted, level=level)
        return [_NAME, *items, CLOSE] if self.marked else items

    def _joined(self, names: tuple[Name, ...], shown: list[Items]) -> Items:
        if len(shown) < 2 or not self.conjunction:
            return shown[0] if len(shown) == 1 else join(shown, self.delimiter)
        head = join(shown[:-1], self.delimiter)
        inverted = self._is_inverted(names[len(shown) - 2], len(shown) - 2)
        if self._with_delimiter(self.precedes_last, inverted=inverted, enough=len(shown) > 2):
            between = [*self.delimiter, self.conjunction.removeprefix(" ")]
            if self.delimiter and not str(self.delimiter[-1]).endswith(" "):
                between = [*self.delimiter, self.conjunction]
        else:
            between = [self.conjunction]
        return head + between + shown[-1]

    def _is_inverted(self, name: Name, index: int) -> bool:
        if name.literal or not name.family or not name.given:
            return False
        return self.order == "all" or (self.order == "first" and not index)

    @staticmethod
    def _with_delimiter(rule: str, *, inverted: bool, enough: bool) -> bool:
        if rule == "contextual":
            return enough
        return rule == "always" or (rule == "after-inverted-name" and inverted)

    def _cut(self, ctx: Context, names: tuple[Name, ...], shown: list[Items]) -> Items:
        head = join(shown, self.delimiter)
        if self.use_last and len(names) >= len(shown) + 2:
            last = self._one(ctx, names[-1], len(names) - 1)
            return [*head, *self.delimiter, "… ", *last]
        if self.et_al is None:
            return head
        inverted = self._is_inverted(names[len(shown) - 1], len(shown) - 1)
        if self._with_delimiter(self.precedes_et_al, inverted=inverted, enough=len(shown) > 1):
            between = self.delimiter
        elif _CJK.match(self.et_al_text):
            between = []
        else:
            between = [] if self.et_al_text[:1].isspace() else [" "]
        return [*head, *between, *self.et_al(ctx, [])]


def _conjunction(scope: Scope, value: str) -> str:
    """Return what stands before the last name, with its blanks; و is part of the next word."""
    if scope.sorting or not value:
        return ""
    text = scope.locale.term("and")
    if value == "symbol":
        symbol = scope.locale.term("and", "symbol") or "&"
        if symbol != "&" or text.strip() != "و":  # no & among Arabic letters
            text = symbol
    if not text:
        return ""
    if text[0].isspace() or text[-1].isspace():
        return text  # a term with blanks of its own says all of it
    return f" {text}" if text in {"و", "ו"} else f" {text} "


class _Parts:
    """The children of a ``cs:names``."""

    def __init__(self, element: Element) -> None:
        self.name: Element | None = None
        self.et_al: Element | None = None
        self.label: Element | None = None
        self.substitute: Element | None = None
        self.label_first = False
        for kind, child in xml.children(element):
            if kind == "name":
                self.name = child
            elif kind == "et-al":
                self.et_al = child
            elif kind == "label":
                self.label = child
                self.label_first = self.name is None and _has_name_after(child)
            elif kind == "substitute":
                self.substitute = child

    @property
    def empty(self) -> bool:
        """Whether there are none."""
        return self.name is self.et_al is self.label is self.substitute is None


def _has_name_after(label: Element) -> bool:
    return any(xml.tag(each) == "name" for each in label.itersiblings())


def compile_names(scope: Scope, element: Element) -> Render:
    """Return the closure of a ``cs:names``."""
    parts = _Parts(element)
    if parts.empty and scope.substituting is not None:
        inherited = _Parts(scope.substituting)
        parts.name, parts.et_al = inherited.name, inherited.et_al
        parts.label, parts.label_first = inherited.label, inherited.label_first
        outer_delimiter = scope.substituting.get("delimiter")
    else:
        outer_delimiter = None
    options = dict(scope.names)
    if parts.name is not None:
        options |= dict(parts.name.attrib)
    options |= scope.overrides
    return _Names(scope, element, parts, options, outer_delimiter).render


class _Names:
    """A compiled ``cs:names``."""

    def __init__(
        self,
        scope: Scope,
        element: Element,
        parts: _Parts,
        options: dict[str, str],
        outer_delimiter: str | None,
    ) -> None:
        self.variables = tuple(element.get("variable").split())
        self.counting = options.get("form") == "count"
        self.list = _NameList(scope, options, parts)
        self.wrap = wrapper(element, scope.locale)
        delimiter = element.get("delimiter", outer_delimiter)
        if delimiter is None:
            delimiter = options.get("names-delimiter", "")
        self.delimiter = affix(delimiter, scope.locale)
        self.label = None
        if parts.label is not None and not scope.sorting:
            self.label = _Label(scope, parts.label)
        self.label_first = parts.label_first
        self.locale = scope.locale
        self.area = scope.area
        self.substitutes = self._substitutes(scope, element, parts)

    @staticmethod
    def _substitutes(scope: Scope, element: Element, parts: _Parts) -> list[Render]:
        if parts.substitute is None:
            return []
        outer, scope.substituting = scope.substituting, element
        renders: list[Render] = []
        for kind, child in xml.children(parts.substitute):
            if kind == "choose":
                from .choose import compile_choose

                several = compile_choose(scope, child)
                renders.append(lambda ctx, several=several: join(several(ctx), []))  # type: ignore[misc]
            else:
                renders.append(scope.compile(child))
        scope.substituting = outer
        return renders

    def render(self, ctx: Context) -> Items:
        """Return the names, or what stands in for them."""
        ctx.called += 1
        first, ctx.names_done = not ctx.names_done, True
        if first and ctx.quiet_names:
            return []
        lists = self._lists(ctx)
        if self.counting:
            return self._count(ctx, lists)
        if lists:
            ctx.filled += 1
            if ctx.tracked is not None:
                ctx.tracked.update(self.variables)
            pieces = [self._with_label(ctx, name, names) for name, names in lists]
            items = join(pieces, self.delimiter)
        else:
            items = self._substituted(ctx)
            if not items:
                ctx.names_done = not first
                return []
        if first:
            items = [_NAMES, *items, CLOSE]
        return self.wrap(ctx, items) if self.wrap else items

    def _lists(self, ctx: Context) -> list[tuple[str, tuple[Name, ...]]]:
        """Return the variables that hold names; identical editors and translators once."""
        record = ctx.record
        lists = [
            (name, record.names(name)) for name in self.variables if name not in ctx.suppressed
        ]
        lists = [(name, names) for name, names in lists if names]
        pair = {name for name, _ in lists} == {"editor", "translator"}
        if pair and lists[0][1] == lists[1][1] and self._combined_term():
            return [("editortranslator", lists[0][1])]
        return lists

    def _combined_term(self) -> bool:
        """Whether there is a term for editor and translator in one, or none is printed."""
        return self.label is None or bool(self.locale.term("editortranslator", self.label.form))

    def _count(self, ctx: Context, lists: list[tuple[str, tuple[Name, ...]]]) -> Items:
        total = sum(self.list.count(ctx, names) for _, names in lists)
        if not total:
            return self._substituted(ctx)
        ctx.filled += 1
        return [str(total)]

    def _with_label(self, ctx: Context, variable: str, names: tuple[Name, ...]) -> Items:
        items = self.list.render(ctx, names)
        if self.label is None:
            return items
        label = self.label.render(ctx, variable, many=len(names) > 1)
        return [*label, *items] if self.label_first else [*items, *label]

    def _substituted(self, ctx: Context) -> Items:
        """Return the first substitute that is not empty, and suppress it later on."""
        if not self.substitutes:
            return []
        outer, tracked = ctx.tracked, set[str]()
        ctx.tracked = tracked
        items: Items = []
        for render in self.substitutes:
            tracked.clear()
            names_done, ctx.names_done = ctx.names_done, True
            items = render(ctx)
            ctx.names_done = names_done
            if items:
                ctx.suppressed |= tracked
                break
        ctx.tracked = outer
        if outer is not None:
            outer |= tracked
        return items


class _Label:
    """A ``cs:label`` in names (specification, "Label in cs:names")."""

    def __init__(self, scope: Scope, element: Element) -> None:
        self.locale = scope.locale
        self.form = element.get("form", "long")
        self.plural = element.get("plural", "contextual")
        self.wrap = wrapper(element, scope.locale, is_term=True)

    def render(self, ctx: Context, variable: str, *, many: bool) -> Items:
        """Return the label for the names in *variable*."""
        if self.plural != "contextual":
            many = self.plural == "always"
        text = self.locale.term(variable, self.form, plural=many)
        if not text:
            return []
        items: Items = [text]
        return self.wrap(ctx, items) if self.wrap else items
