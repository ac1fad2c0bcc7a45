"""Cites that read alike are told apart (specification, "Disambiguation").

Names first, if the style wants that everywhere; then, set by set of cites that read alike: names
spelled out, names added, the ``disambiguate`` condition, and a year suffix.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import zip_longest
from typing import TYPE_CHECKING, TypeAlias

from .context import Context, Expansion
from .items import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .data import Name
    from .model import Citation
    from .name_parts import NameFormat
    from .positions import Position
    from .processor import Processor

_Snapshot: TypeAlias = dict[str, tuple[Expansion | None, frozenset[str], list[Context]]]
_FIRST = frozenset({"first"})
_SUBSEQUENT = frozenset({"subsequent"})


class Disambiguation:
    """What was decided, by item."""

    def __init__(self) -> None:
        self.expansions: dict[str, Expansion] = {}
        self.conditions: set[str] = set()
        self.suffixes: dict[str, str] = {}
        #: places of the suffixes in the alphabet
        self.ranks: dict[str, int] = {}

    def signature(self, key: str) -> tuple[object, ...]:
        """Return what was decided for *key*, to tell one decision from another."""
        expansion = self.expansions.get(key)
        spelled = (expansion.extra, *expansion.levels.items()) if expansion else ()
        return self.suffixes.get(key, ""), key in self.conditions, spelled

    def apply(self, ctx: Context) -> None:
        """Put the decisions on *ctx*."""
        key = ctx.record.key
        ctx.expansion = self.expansions.get(key)
        ctx.disambiguate = key in self.conditions
        ctx.year_suffix = self.suffixes.get(key, "")


class Ambiguities:
    """Finds cites that read alike and tells them apart."""

    def __init__(
        self,
        processor: Processor,
        keys: list[str],
        numbers: dict[str, int],
        citations: Sequence[Citation],
        rows: list[list[Position]],
    ) -> None:
        self.processor = processor
        #: in the order of the list, once they are resolved by it
        self.keys = keys
        self.numbers = numbers
        area = processor.style.citation
        self.add_names = area.get("disambiguate-add-names") == "true"
        self.add_given = area.get("disambiguate-add-givenname") == "true"
        self.add_suffix = area.get("disambiguate-add-year-suffix") == "true"
        self.rule = area.get("givenname-disambiguation-rule", "by-cite")
        self.has_condition = processor.style.has_disambiguate
        #: later cites show fewer names: they must be unlike each other as well
        self.shortens_later = area.get("et-al-subsequent-min") is not None
        self.state = Disambiguation()
        self.variants = self._variants(citations, rows)
        #: how the cite of each item reads, and what it was rendered in
        self._texts: dict[str, frozenset[str]] = {}
        self._contexts: dict[str, list[Context]] = {}

    def _variants(
        self, citations: Sequence[Citation], rows: list[list[Position]]
    ) -> dict[str, set[frozenset[str]]]:
        """Return the positions that each item is cited in; ibid is not looked at."""
        variants: dict[str, set[frozenset[str]]] = defaultdict(set)
        for citation, row in zip(citations, rows, strict=True):
            for cite, place in zip(citation.cites, row, strict=True):
                first = "first" in place.tests
                variants[cite.key].add(_FIRST if first else _SUBSEQUENT)
        if self.shortens_later:
            for key in self.keys:
                variants[key].add(_SUBSEQUENT)
        return variants

    def resolve(self, *, is_sorted: bool) -> Disambiguation:
        """Return the decisions; *is_sorted*: whether the keys are in the order of the list."""
        wanted = self.add_names or self.add_given or self.add_suffix or self.has_condition
        if not wanted or len(self.keys) < 2:
            return self.state
        for key in self.keys:
            self._render(key)
        everywhere = self.add_given and self.rule != "by-cite"
        if not everywhere and not self._ambiguous(self.keys):
            return self.state
        if not is_sorted:
            self.keys = self.processor.sorted_keys(self.keys, self.numbers)
        if everywhere:
            self._names_everywhere()
        for group in self._ambiguous(self.keys):
            self._resolve_names(group)
        if self.has_condition:
            for group in self._ambiguous(self.keys):
                self._resolve_condition(group)
        if self.add_suffix:
            self._suffixes(self._ambiguous(self.keys))
        return self.state

    # -- reading alike -----------------------------------------------------------------------

    def _render(self, key: str) -> None:
        """Render the cite of *key* in every position it has, and note how it reads."""
        contexts = []
        texts = set()
        plain_state = not any(self.state.signature(key))
        for tests in self.variants.get(key) or {_FIRST}:
            known = self.processor.plain_cites.get((key, tests)) if plain_state else None
            if known is not None:
                contexts.append(known[0])
                texts.add(known[2])
                continue
            ctx = self.processor.context(key, self.numbers, cited=True)
            ctx.position = tests
            self.state.apply(ctx)
            # cites in other positions, or set in other languages, are not taken for each other
            mark = ("1" if tests is _FIRST else "2") + self.processor.setting(key, cited=True)
            items = self.processor.render_cite(ctx)
            text = mark + plain(items)
            texts.add(text)
            contexts.append(ctx)
            if plain_state and not self.processor.style.is_numbered:
                self.processor.plain_cites[key, tests] = ctx, items, text
        self._texts[key] = frozenset(texts)
        self._contexts[key] = contexts

    def _ambiguous(self, keys: list[str]) -> list[list[str]]:
        """Return the sets of *keys* whose cites read alike, in the order of the list."""
        by_text: dict[str, list[str]] = defaultdict(list)
        for key in keys:
            for text in self._texts[key]:
                by_text[text].append(key)
        groups: dict[tuple[str, ...], list[str]] = {}
        taken: set[str] = set()
        for group in sorted(by_text.values(), key=len, reverse=True):
            left = [key for key in group if key not in taken]
            if len(left) > 1:
                groups[tuple(left)] = left
                taken.update(left)
        order = {key: place for place, key in enumerate(self.keys)}
        return sorted(groups.values(), key=lambda group: order[group[0]])

    # -- methods 1 and 2 ---------------------------------------------------------------------

    def _names_everywhere(self) -> None:
        """Tell apart all names that are shown, whether their cites read alike or not."""
        primary = self.rule.startswith("primary")
        pool: dict[str, dict[Name, NameFormat]] = defaultdict(dict)
        holders: dict[Name, set[str]] = defaultdict(set)
        for key in self.keys:
            ctx = self._contexts[key][0]
            for name_format, names, count in ctx.shown[: 1 if primary else None]:
                for name in names[: min(count, 1) if primary else count]:
                    pool[_read(name_format, name, 0)][name] = name_format
                    holders[name].add(key)
        top = 1 if self.rule.endswith("initials") else 2
        for names_alike in pool.values():
            if len(names_alike) > 1:
                for name, level in _levels(names_alike, top).items():
                    for key in holders[name]:
                        self._expansion(key).levels[name] = level
        for key in {key for keys in holders.values() for key in keys}:
            if key in self.state.expansions:
                self._render(key)

    def _expansion(self, key: str) -> Expansion:
        return self.state.expansions.setdefault(key, Expansion())

    def _resolve_names(self, group: list[str]) -> None:
        """Spell out and add names until the set of cites can be told apart no further."""
        spells = self.add_given and self.rule in {"by-cite", "all-names"}
        if not (self.add_names or spells):
            return
        start = self._snapshot(group)
        for extra in self._extras(group) if self.add_names else [0]:
            if extra:
                for key in group:
                    self._expansion(key).extra = extra
            if extra and self._parted(group):
                return
            if spells and self._spelled(group):
                return
        # nothing told them apart: names that were added on the way go again
        self._restore(start)

    def _extras(self, group: list[str]) -> list[int]:
        """Return how many names to add: up to where the lists differ, or one of them ends."""
        already = max(
            each.extra if (each := self.state.expansions.get(key)) else 0 for key in group
        )
        lists = []
        shown = 0
        for key in group:
            for _, names, count in self._contexts[key][0].shown:
                if count < len(names):
                    lists.append([self.full(name) for name in names])
                    shown = max(shown, count)
        ends = {len(names) for names in lists}
        places = {
            place + 1
            for place, column in enumerate(zip_longest(*lists))
            if place >= shown and len(set(column)) > 1
        }
        return [0, *sorted(already + end - shown for end in ends | places if end > shown)]

    def _parted(self, group: list[str]) -> bool:
        """Render *group* anew; where it falls apart, go on with what still reads alike."""
        for key in group:
            self._render(key)
        classes = self._classes(group)
        if len(classes) < 2:
            return False
        for each in classes:
            if len(each) > 1:
                self._resolve_names(each)
        return True

    def _spelled(self, group: list[str]) -> bool:
        """Spell out the first names that are those of different persons."""
        columns = zip_longest(*(self._shown(key) for key in group))
        for column in columns:
            persons = {key: name for key, name in zip(group, column, strict=True) if name}
            if len({self.full(name) for name in persons.values()}) < 2:
                continue
            for level in (1, 2):
                before = self._snapshot(group)
                for key, name in persons.items():
                    self._expansion(key).levels[name] = level
                if self._parted(group):
                    return True
                self._restore(before)
        return False

    def _snapshot(self, group: list[str]) -> _Snapshot:
        """Return the state of *group*, to go back to."""
        copies: _Snapshot = {}
        for key in group:
            old = self.state.expansions.get(key)
            new = None
            if old is not None:
                new = Expansion()
                new.extra, new.levels = old.extra, dict(old.levels)
            copies[key] = new, self._texts[key], self._contexts[key]
        return copies

    def _restore(self, snapshot: _Snapshot) -> None:
        for key, (expansion, texts, contexts) in snapshot.items():
            if expansion is None:
                self.state.expansions.pop(key, None)
            else:
                self.state.expansions[key] = expansion
            self._texts[key], self._contexts[key] = texts, contexts

    def _classes(self, group: list[str]) -> list[list[str]]:
        classes: dict[frozenset[str], list[str]] = defaultdict(list)
        for key in group:
            classes[self._texts[key]].append(key)
        return list(classes.values())

    def _shown(self, key: str) -> list[Name]:
        """Return the names that the cite of *key* shows."""
        ctx = self._contexts[key][0]
        return [name for _, names, count in ctx.shown for name in names[:count]]

    @staticmethod
    def full(name: Name) -> str:
        """Return what makes a name another than the next, however its initials are spaced."""
        parts = (name.given, name.dropping, name.non_dropping, name.family, name.literal)
        return "|".join("".join(part.split()).casefold() for part in parts)

    # -- methods 3 and 4 ---------------------------------------------------------------------

    def _resolve_condition(self, group: list[str]) -> None:
        texts = {key: self._texts[key] for key in group}
        self.state.conditions.update(group)
        for key in group:
            self._render(key)
        if len(self._classes(group)) > 1:
            return
        self.state.conditions.difference_update(group)
        self._texts.update(texts)

    def _suffixes(self, groups: list[list[str]]) -> None:
        for group in groups:
            for number, key in enumerate(group):
                language = self.processor.setting(key, cited=True)
                self.state.ranks[key] = number
                self.state.suffixes[key] = letters(
                    number, arabic=self.processor.locale(language).is_arabic
                )


def _read(name_format: NameFormat, name: Name, level: int) -> str:
    return "".join(name_format.read(name, level).split())


def _levels(names: dict[Name, NameFormat], top: int) -> dict[Name, int]:
    """Return the lowest level at which each of *names* reads like none of the others."""
    out: dict[Name, int] = {}
    for name, name_format in names.items():
        base = _read(name_format, name, 0)
        for level in range(1, top + 1):
            if level == 1 and top == 1 and not name_format.has_initials:
                continue
            text = _read(name_format, name, level)
            if text == base:
                continue
            if all(
                _read(other, each, level) != text for each, other in names.items() if each != name
            ):
                out[name] = level
                break
    return out


_ARABIC_LETTERS = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_LATIN_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def letters(number: int, *, arabic: bool) -> str:
    """Return the year suffix number *number*, counted from 0: a … z, aa …; أ، ب، ج … in Arabic."""
    alphabet = _ARABIC_LETTERS if arabic else _LATIN_LETTERS
    out = ""
    number += 1
    while number:
        number, place = divmod(number - 1, len(alphabet))
        out = alphabet[place] + out
    return out
