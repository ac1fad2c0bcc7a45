"""Cites that read alike are told apart (specification, "Disambiguation").

Names first, if the style wants that everywhere; then, set by set of cites that read alike: names
spelled out, names added, the ``disambiguate`` condition, and a year suffix.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from .context import Context, Expansion
from .items import plain
from .xml import CSL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .data import Name
    from .model import Citation
    from .name_parts import NameFormat
    from .positions import Position
    from .processor import Processor
    from .xml import Element

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
        #: in the order of the list
        self.keys = keys
        self.numbers = numbers
        area = processor.style.citation
        self.add_names = area.get("disambiguate-add-names") == "true"
        self.add_given = area.get("disambiguate-add-givenname") == "true"
        self.add_suffix = area.get("disambiguate-add-year-suffix") == "true"
        self.rule = area.get("givenname-disambiguation-rule", "by-cite")
        root = processor.style.root
        self.has_condition = any(el.get("disambiguate") for el in _branches(root))
        #: later cites show fewer names: they must be unlike each other as well
        self.shortens_later = area.get("et-al-subsequent-min") is not None
        self.state = Disambiguation()
        self.variants = self._variants(citations, rows)
        self._texts: dict[str, frozenset[str]] = {}

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

    def resolve(self) -> Disambiguation:
        """Return the decisions."""
        wanted = self.add_names or self.add_given or self.add_suffix or self.has_condition
        if not wanted or len(self.keys) < 2:
            return self.state
        contexts = {key: self._render(key)[0] for key in self.keys}
        if self.add_given and self.rule != "by-cite":
            self._names_everywhere(contexts)
        for group in self._ambiguous(self.keys):
            self._resolve_names(group)
        if self.has_condition:
            for group in self._ambiguous(self.keys):
                self._resolve_condition(group)
        if self.add_suffix:
            self._suffixes(self._ambiguous(self.keys))
        return self.state

    # -- reading alike -----------------------------------------------------------------------

    def _render(self, key: str) -> list[Context]:
        """Render the cite of *key* in every position it has, and note how it reads."""
        contexts = []
        texts = set()
        for tests in self.variants.get(key) or {_FIRST}:
            ctx = self.processor.context(key, self.numbers, cited=True)
            ctx.position = tests
            self.state.apply(ctx)
            mark = "1" if tests is _FIRST else "2"
            texts.add(mark + plain(self.processor.render_cite(ctx)))
            contexts.append(ctx)
        self._texts[key] = frozenset(texts)
        return contexts

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

    def _names_everywhere(self, contexts: dict[str, Context]) -> None:
        """Tell apart all names that are shown, whether their cites read alike or not."""
        primary = self.rule.startswith("primary")
        pool: dict[str, dict[Name, NameFormat]] = defaultdict(dict)
        holders: dict[Name, set[str]] = defaultdict(set)
        for key, ctx in contexts.items():
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
        if not (self.add_names or (self.add_given and self.rule in {"by-cite", "all-names"})):
            return
        for change in self._steps(group):
            before = {key: self._copy(key) for key in group}
            texts = {key: self._texts[key] for key in group}
            if not change(group):
                continue
            for key in group:
                self._render(key)
            classes = self._classes(group)
            if len(classes) > 1:
                for each in classes:
                    if len(each) > 1:
                        self._resolve_names(each)
                return
            if getattr(change, "keeps", False):
                continue
            for key, expansion in before.items():
                self._restore(key, expansion)
                self._texts[key] = texts[key]

    def _steps(self, group: list[str]) -> Iterator[_Step]:
        most = max(self._hidden(key) for key in group) if self.add_names else 0
        already = max(
            each.extra if (each := self.state.expansions.get(key)) else 0 for key in group
        )
        spells = self.add_given and self.rule in {"by-cite", "all-names"}
        start = {key: self._copy(key) for key in group}
        texts = {key: self._texts[key] for key in group}
        for extra in range(most + 1):
            if extra:
                yield _Step(self, extra=already + extra)
            if spells:
                shown = max(len(self._shown(key)) for key in group)
                for place in range(shown):
                    for level in (1, 2):
                        yield _Step(self, place=place, level=level)
        # nothing told them apart: names that were added on the way go again
        for key, expansion in start.items():
            self._restore(key, expansion)
            self._texts[key] = texts[key]

    def _copy(self, key: str) -> Expansion | None:
        old = self.state.expansions.get(key)
        if old is None:
            return None
        new = Expansion()
        new.extra, new.levels = old.extra, dict(old.levels)
        return new

    def _restore(self, key: str, expansion: Expansion | None) -> None:
        if expansion is None:
            self.state.expansions.pop(key, None)
        else:
            self.state.expansions[key] = expansion

    def _classes(self, group: list[str]) -> list[list[str]]:
        classes: dict[frozenset[str], list[str]] = defaultdict(list)
        for key in group:
            classes[self._texts[key]].append(key)
        return list(classes.values())

    def _shown(self, key: str) -> list[Name]:
        """Return the names that the cite of *key* shows."""
        ctx = self._render(key)[0]
        return [name for _, names, count in ctx.shown for name in names[:count]]

    def _hidden(self, key: str) -> int:
        """Return how many names of *key* et-al abbreviation hides."""
        contexts = self._render(key)
        return max(
            (len(names) - count for ctx in contexts for _, names, count in ctx.shown), default=0
        )

    @staticmethod
    def full(_key: str, name: Name) -> str:
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
                    number, self.processor.locale(language).is_arabic
                )


class _Step:
    """One attempt: show more names, or spell one of them out further."""

    def __init__(self, owner: Ambiguities, *, extra: int = 0, place: int = -1, level: int = 0):
        self.owner = owner
        self.extra = extra
        self.place = place
        self.level = level

    @property
    def keeps(self) -> bool:
        """Whether the change stays although it told nothing apart: more names may."""
        return bool(self.extra)

    def __call__(self, group: list[str]) -> bool:
        """Change the expansions of *group*; say whether anything changed."""
        owner = self.owner
        if self.extra:
            for key in group:
                owner._expansion(key).extra = self.extra  # part of the same class
            return True
        names = {}
        for key in group:
            shown = owner._shown(key)
            if self.place < len(shown):
                names[key] = shown[self.place]
        if len({owner.full(key, name) for key, name in names.items()}) < 2:
            return False  # the same person everywhere
        for key, name in names.items():
            owner._expansion(key).levels[name] = self.level
        return True


def _branches(root: Element) -> Iterator[Element]:
    for name in ("if", "else-if"):
        yield from root.iter(CSL + name)


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


def letters(number: int, arabic: bool) -> str:  # noqa: FBT001
    """Return the year suffix number *number*, counted from 0: a … z, aa …; أ، ب، ج … in Arabic."""
    alphabet = _ARABIC_LETTERS if arabic else _LATIN_LETTERS
    out = ""
    number += 1
    while number:
        number, place = divmod(number - 1, len(alphabet))
        out = alphabet[place] + out
    return out
