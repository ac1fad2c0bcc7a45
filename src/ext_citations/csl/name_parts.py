"""One name: order of its parts, particles, initials, scripts.

Specification, "Name-part Order", "Name-part Formatting", "Name Particles", "Hyphenation of
Initialized Names". Arabic names are never turned into initials.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from . import xml
from .context import Context
from .data import Name, Record
from .items import Items, plain
from .markup import parse
from .wrap import affix, wrapper

if TYPE_CHECKING:
    from .scope import Scope
    from .wrap import Wrap
    from .xml import Element

#: a tag, with the blanks and hyphens behind it, and the text up to the next tag
_TAG = re.compile(r"((?:<[^>]*>)+[\s-]*|^)([^<]*)")
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_CJK = re.compile(r"[\u2e80-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
#: for reading names outside of a cite
_NO_CONTEXT = Context(Record("", {}))


class NameFormat:
    """How single names are set, from the attributes and parts of one ``cs:name``."""

    def __init__(self, scope: Scope, options: dict[str, str], element: Element | None) -> None:
        self.form = options.get("form", "long")
        self.initialize = options.get("initialize", "true") == "true"
        self.initialize_with = options.get("initialize-with")
        self.hyphen = scope.style.root.get("initialize-with-hyphen", "true") == "true"
        self.separator = affix(options.get("sort-separator", ", "), scope.locale)
        self.demote = scope.style.root.get("demote-non-dropping-particle", "display-and-sort")
        self.sorting = scope.sorting
        self.wraps: dict[str, Wrap | None] = {"family": None, "given": None}
        self.prefix: dict[str, Items] = {"family": [], "given": []}
        self.suffix: dict[str, Items] = {"family": [], "given": []}
        for kind, part in [] if element is None else xml.children(element):
            name = part.get("name")
            if kind == "name-part" and name in self.wraps:
                self.wraps[name] = wrapper(part, scope.locale, affixes=False)
                self.prefix[name] = affix(part.get("prefix", ""), scope.locale)
                self.suffix[name] = affix(part.get("suffix", ""), scope.locale)
        self._cache: dict[tuple[Name, bool, int], Items] = {}

    def render(self, ctx: Context, name: Name, *, inverted: bool, level: int = 0) -> Items:
        """Return *name*; *level* says how far disambiguation spells it out."""
        key = (name, inverted, level)
        items = self._cache.get(key)
        if items is None:
            items = self._cache[key] = self._render(ctx, name, inverted=inverted, level=level)
        return items

    @property
    def has_initials(self) -> bool:
        """Whether names can be shown with initials."""
        return self.initialize_with is not None and self.initialize

    def read(self, name: Name, level: int) -> str:
        """Return the text of *name* spelled out to *level*."""
        return plain(self.render(_NO_CONTEXT, name, inverted=False, level=level))

    def _render(self, ctx: Context, name: Name, *, inverted: bool, level: int) -> Items:
        if name.literal:
            text = name.literal
            if self.sorting:
                text = re.sub(r"^(?:the|an|a)\s+", "", text, flags=re.IGNORECASE)
            return self._part(ctx, "family", text)
        if not name.family:
            return self._part(ctx, "given", name.given)
        if name.static or _CJK.search(name.family + name.given):
            return self._static(ctx, name, level)
        if self.form == "short" and not level:
            return self._part(ctx, "family", glue(name.non_dropping, name.family))
        given = self._given(name, level)
        return self._inverted(ctx, name, given) if inverted else self._straight(ctx, name, given)

    def _given(self, name: Name, level: int) -> str:
        """Return the given name, in initials where the style and the name's script want them."""
        given = name.given
        if self.initialize_with is None or _ARABIC.search(given):
            return given
        if self.initialize and level < 2:
            if "<" in given:
                return _TAG.sub(
                    lambda m: (
                        m[1]
                        + (
                            initials(m[2], self.initialize_with or "", hyphen=self.hyphen)
                            if m[2]
                            else ""
                        )
                    ),
                    given,
                )
            return initials(given, self.initialize_with, hyphen=self.hyphen)
        if level >= 2 and self.initialize:
            return given
        return spaced_initials(given, self.initialize_with)

    def _static(self, ctx: Context, name: Name, level: int) -> Items:
        """Family name first, as names in Asian scripts are, and those marked so."""
        if self.form == "short" and not level:
            return self._part(ctx, "family", name.family)
        between = "" if _CJK.search(name.family + name.given) else " "
        family = self._part(ctx, "family", glue(name.non_dropping, name.family))
        given = self._part(ctx, "given", name.given)
        return [*family, *([between] if between and given else []), *given]

    def _part(self, ctx: Context, kind: str, text: str) -> Items:
        if not text:
            return []
        items = parse(text)
        wrap = self.wraps[kind]
        items = wrap(ctx, items) if wrap else items
        return [*self.prefix[kind], *items, *self.suffix[kind]]

    def _glued(self, ctx: Context, kind: str, first: str, second: str) -> Items:
        """Return two parts that are formatted alike, each by itself."""
        wrap = self.wraps[kind]
        out: Items = []
        for part in (first, second):
            if part:
                if out and str(first)[-1] not in "-’'":
                    out.append(" ")
                items = parse(part)
                out += wrap(ctx, items) if wrap else items
        return out

    def _straight(self, ctx: Context, name: Name, given: str) -> Items:
        """Given name, particles, family name, suffix."""
        family = self._glued(ctx, "family", name.non_dropping, name.family)
        if name.suffix:
            family = [*family, ", " if name.comma_suffix else " ", name.suffix]
        family = [*self.prefix["family"], *family, *self.suffix["family"]]
        first = self._glued(ctx, "given", given, name.dropping)
        if not first:
            return family
        first = [*self.prefix["given"], *first, *self.suffix["given"]]
        tight = name.dropping[-1:] in {"’", "'", "-"} if name.dropping else False
        tight = tight or (bool(self.suffix["given"]) and str(first[-1])[-1:].isspace())
        return [*first, *([] if tight else [" "]), *family]

    def _inverted(self, ctx: Context, name: Name, given: str) -> Items:
        """Family name, given name, suffix; the particles as the style has them."""
        demoted = self.demote == "display-and-sort" or (self.sorting and self.demote != "never")
        family = name.family if demoted else glue(name.non_dropping, name.family)
        items = self._part(ctx, "family", family)
        after = glue(given, name.dropping)
        if demoted:
            after = glue(after, name.non_dropping)
        if after:
            items = [*items, *self.separator, *self._part(ctx, "given", after)]
        if name.suffix:
            items = [*items, *self.separator, name.suffix]
        return items


def glue(first: str, second: str) -> str:
    """Return two parts of a name with a blank between them where one belongs."""
    if not first or not second:
        return first or second
    return first + second if first[-1] in "-’'" else f"{first} {second}"


_TOKENS = re.compile(r"[^\s.]+\.?|\.")


@lru_cache(maxsize=10_000)
def initials(given: str, ending: str, *, hyphen: bool) -> str:
    """Return *given* in initials, each followed by *ending*.

    An abbreviation in the name (“Ph.”) stays whole, a word in small letters (“de”) as it is.
    """
    out = ""
    for piece in _TOKENS.findall(given):
        word = piece.rstrip(".")
        if not word:
            continue
        if piece.endswith("."):
            out += "-".join(word.split("-")) + ending
            continue
        if word[0].islower():
            out = f"{out.rstrip()} {word} "
            continue
        out += _initial(word, ending, hyphen=hyphen)
    return out.strip()


def _initial(word: str, ending: str, *, hyphen: bool) -> str:
    digraph = re.match(r"([^\W\d_])([^\W\d_]+?)(?=[^\W\d_]*[a-z])", word)
    if digraph and word[:2].isupper() and not word.isupper():
        # two capitals before small letters are one initial: TSerendorj, Ts.
        return word[0] + word[1].lower() + ending
    parts = [part for part in re.split(r"[-‐–]", word) if part and not part[0].islower()]
    if not hyphen:
        return "".join(part[0].upper() + ending for part in parts)
    bare = ending.rstrip()
    return "-".join(part[0].upper() + bare for part in parts) + ending[len(bare) :]


@lru_cache(maxsize=10_000)
def spaced_initials(given: str, ending: str) -> str:
    """Return *given* in full, with *ending* after the initials that it has."""
    out = ""
    for word in given.split():
        if "." in word:
            for piece in _TOKENS.findall(word):
                if piece != ".":
                    out += piece.rstrip(".") + ending
        elif len(word) == 1 and word.isupper():
            out += word + ending
        else:
            out = f"{out.rstrip()} {word} " if out else f"{word} "
    return out.strip()
