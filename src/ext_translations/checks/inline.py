"""Checks: HTML, code and the rest of the markup are those of the source."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ext_arabic import messages
from ext_translations.checks.foreign import LETTERS
from ext_translations.checks.model import Context, Pair, Severity
from ext_translations.checks.references import compare
from ext_translations.checks.registry import check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ext_translations.checks.markup import Markup

__ = messages.console("ext_translations")

#: elements of HTML that stand in running text
_ELEMENTS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "br",
        "cite",
        "code",
        "del",
        "dfn",
        "div",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "mark",
        "p",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "table",
        "td",
        "th",
        "tr",
        "tt",
        "u",
        "ul",
        "ol",
        "li",
        "var",
        "wbr",
    ]
)


@check("html", Severity.ERROR)
def html(pair: Pair, context: Context) -> Iterator[str]:
    """Find HTML tags that were lost, were brought along, or are never closed.

    Bad: نص <sup>أ</sup> هنا. => Text <sup>a here.
    Good: نص <sup>أ</sup> هنا. => Text <sup>a</sup> here.
    """
    if pair.source.tags or pair.target.tags:
        yield from compare(_tags(pair.source, pair.source), _tags(pair.target, pair.source))


def _tags(markup: Markup, source: Markup) -> list[str]:
    known = _ELEMENTS | {name.lstrip("/") for name, _ in source.tags}
    marked = re.compile(r"\blang=[\"']?ar\b")
    skipped: list[str] = []
    found = []
    for name, rest in markup.tags:
        # a span may be brought along to mark a word as Arabic
        if markup is not source and marked.search(rest):
            skipped.append(name)
        elif name.startswith("/") and name[1:] in skipped:
            skipped.remove(name[1:])
        elif name.lstrip("/") in known:
            found.append(f"<{name}>")
    return found


@check("code", Severity.ERROR)
def code(pair: Pair, context: Context) -> Iterator[str]:
    """Find code that was changed, lost or brought along, and backticks that are never closed.

    Bad: شغّل `midad build` أولاً. => Run `midad publish` first.
    Good: شغّل `midad build` أولاً. => Run `midad build` first.
    """
    before, after = pair.source, pair.target
    if "`" in after.shape and "`" not in before.shape and not re.search(r"\}\s*`", after.shape):
        yield __("a backtick is never closed")
    elif before.code or after.code:
        # Arabic in code may be translated: one piece stands for one
        fixed = Counter(f"`{text}`" for text in before.code if not LETTERS.search(text))
        found = Counter(f"`{text}`" for text in after.code)
        if (found - fixed).total() <= len(before.code) - fixed.total():
            found &= fixed
        yield from compare(fixed.elements(), found.elements())


@check("markup", Severity.ERROR)
def markup(pair: Pair, context: Context) -> Iterator[str]:
    """Find attributes, comments and formulas that the source does not have.

    Bad: قرر المجلس ذلك. => [The council]{.big} decided so.
    Good: قرر المجلس ذلك. => The council decided so.
    """
    allowed = re.compile(r"\{[^{}]*(?:\blang=[\"']?ar\b|\.language-ar\b)[^{}]*\}")
    yield from compare(
        pair.source.extras, (text for text in pair.target.extras if not allowed.fullmatch(text))
    )
