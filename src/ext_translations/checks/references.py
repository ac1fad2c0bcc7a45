"""Checks: roles, citations, links, notes and substitutions are those of the source."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ext_arabic import messages
from ext_translations.checks.citing import keys_of
from ext_translations.checks.markup import OBJECT
from ext_translations.checks.model import Context, Pair, Severity
from ext_translations.checks.registry import check

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ext_translations.checks.markup import Markup, Role

__ = messages.console("ext_translations")

#: roles whose content is a target even if it has Arabic letters
_POINTING = frozenset({"ref", "numref", "doc", "download", "any", "eq", "keyword", "option"})
_ARABIC = re.compile("[\u0620-\u064a]")
#: a role's name without the text that belongs to it
_BROKEN = re.compile(r"\{[A-Za-z][\w:.+-]*\}|\{[A-Za-z][\w:.+-]*" + OBJECT)


def compare(source: Iterable[str], target: Iterable[str]) -> Iterator[str]:
    """Yield what the translation lost, and what it brought along."""
    before, after = Counter(source), Counter(target)
    lost, brought = ", ".join(before - after), ", ".join(after - before)
    if lost and brought:
        text = __("the source has %(source)s, the translation %(target)s")
        yield text % {"source": lost, "target": brought}
    elif lost:
        yield __("the translation has lost: %s") % lost
    elif brought:
        yield __("the translation brings what its source does not have: %s") % brought


@check("role", Severity.ERROR)
def role(pair: Pair, context: Context) -> Iterator[str]:
    """Find roles that are broken, lost, brought along, or point elsewhere.

    The name of a role and its target stay as they are; the text beside the target is translated:
    {ref}`الجدول <tbl-1>` becomes {ref}`the table <tbl-1>`. No blank comes between the braces and
    the backtick.

    Bad: انظر {ref}`tbl-1` الآن. => See {ref}`table-1` now.
    Bad: انظر {ref}`الجدول <tbl-1>`. => See {numref}`the table <tbl-1>`.
    Good: انظر {ref}`الجدول <tbl-1>`. => See {ref}`the table <tbl-1>`.
    """
    broken = Counter(_BROKEN.findall(pair.target.shape)) - Counter(
        _BROKEN.findall(pair.source.shape)
    )
    if broken:
        names = ", ".join(name.replace(OBJECT, "…") for name in broken)
        yield __("a role is broken: %s") % names
        return
    yield from compare(*_identities(pair.source, pair.target))


def _identities(source: Markup, target: Markup) -> tuple[list[str], list[str]]:
    """Return what identifies the roles of both; free text does not."""
    texts = {item.name for item in source.roles if _is_text(item)}
    return _identify(source.roles, texts), _identify(target.roles, texts)


def _identify(roles: list[Role], texts: set[str]) -> list[str]:
    return [
        f"{{{item.name}}}"
        if item.is_citation or item.name in texts
        else f"{{{item.name}}}`{item.target}`"
        for item in roles
        # citations may be merged and parted; their keys are looked at one by one
        if not item.is_citation
    ]


def _is_text(item: Role) -> bool:
    """Return whether the content of a role is for translators."""
    if item.name == "term":
        return True
    return item.name.split(":")[-1] not in _POINTING and bool(_ARABIC.search(item.target))


@check("citation", Severity.ERROR)
def citation(pair: Pair, context: Context) -> Iterator[str]:
    """Find citations that were lost, were brought along, or name another key.

    Keys are never translated. Their order and place in the sentence are free, and two citations
    may be merged into one.

    Bad: ارتفع الإنفاق {cite}`dodge2003`. => Spending rose {cite}`dodge2004`.
    Good: ارتفع {cite}`a1`{cite}`b2`. => It rose {cite}`b2,a1`.
    """
    yield from compare(_keys(pair.source), _keys(pair.target))


def _keys(markup: Markup) -> list[str]:
    return [key for item in markup.roles if item.is_citation for key in keys_of(item.content)]


@check("unknown-key", Severity.ERROR)
def unknown_key(pair: Pair, context: Context) -> Iterator[str]:
    """Find citations of a key that no references file defines.

    Keys: dodge2003
    Bad: ارتفع {cite}`dodge2033`. => It rose {cite}`dodge2033`.
    Good: ارتفع {cite}`dodge2003`. => It rose {cite}`dodge2003`.
    """
    if context.keys is None:
        return
    if unknown := [key for key in _keys(pair.target) if key not in context.keys]:
        yield __("no references file defines: %s") % ", ".join(unknown)


@check("footnote", Severity.ERROR)
def footnote(pair: Pair, context: Context) -> Iterator[str]:
    """Find footnote marks that were lost, were brought along, or name another note.

    Bad: ارتفع الإنفاق كثيراً.[^n1] => Spending rose a lot.
    Good: ارتفع الإنفاق كثيراً.[^n1] => Spending rose a lot.[^n1]
    """
    yield from compare(
        (f"[^{name}]" for name in pair.source.footnotes),
        (f"[^{name}]" for name in pair.target.footnotes),
    )


@check("substitution", Severity.ERROR)
def substitution(pair: Pair, context: Context) -> Iterator[str]:
    """Find substitutions that were lost, brought along, or are written wrongly.

    What is between the braces is a name: the value is filled in where the page is made.

    Bad: قالت {{ org }} ذلك. => The centre said so.
    Good: قالت {{ org }} ذلك. => {{ org }} said so.
    """
    yield from compare(
        (f"{{{{ {name} }}}}" for name in pair.source.substitutions),
        (f"{{{{ {name} }}}}" for name in pair.target.substitutions),
    )


@check("link", Severity.ERROR)
def link(pair: Pair, context: Context) -> Iterator[str]:
    """Find links that were lost, were brought along, or are written wrongly.

    The text in the square brackets is translated; the round brackets follow without a blank.

    Bad: انظر [التقرير](https://example.org/r). => See the report.
    Good: انظر [التقرير](https://example.org/r). => See [the report](https://example.org/r).
    """
    before, after = pair.source, pair.target
    was, now = len(before.links) + len(before.labels), len(after.links) + len(after.labels)
    if was > now:
        yield __("a link was lost, or is written wrongly")
    elif was < now:
        yield __("the translation brings a link that its source does not have")
    else:
        yield from compare(before.labels, after.labels)


@check("address", Severity.ERROR)
def address(pair: Pair, context: Context) -> Iterator[str]:
    """Find addresses that were changed, lost or brought along.

    Bad: انظر [التقرير](https://example.org/r). => See [the report](https://example.com/r).
    Good: النص في <https://example.org/r>. => The text is at <https://example.org/r>.
    """
    before, after = pair.source, pair.target
    if any(map(is_unsafe, after.links)):  # the check `script` says so
        return
    if len(before.links) != len(after.links):  # the check `link` says so
        yield from compare(before.addresses, after.addresses)
    else:
        yield from compare([*before.links, *before.addresses], [*after.links, *after.addresses])


@check("image", Severity.ERROR)
def image(pair: Pair, context: Context) -> Iterator[str]:
    """Find images in the text that were changed, lost or brought along.

    Bad: ![خريطة](map.png) المناطق => ![Map](plan.png) The regions
    Good: ![خريطة](map.png) المناطق => ![Map](map.png) The regions
    """
    yield from compare(pair.source.images, pair.target.images)


_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
_SAFE = frozenset({"http", "https", "mailto", "tel"})


def is_unsafe(target: str) -> bool:
    """Return whether an address has a scheme that no brief may have."""
    found = _SCHEME.match(target)
    return found is not None and found[1].lower() not in _SAFE


_ACTIVE = re.compile(
    r"<\s*/?\s*(?:script|iframe|object|embed|style|link|meta|form|svg|base)\b"
    r"|<[^<>]*\son[a-z]+\s*=|<[!?](?!--)|\{(?:raw|eval-rst|include|literalinclude)\}",
    re.IGNORECASE,
)


@check("script", Severity.ERROR)
def script(pair: Pair, context: Context) -> Iterator[str]:
    """Find what could run in a reader's browser, and schemes of addresses that are not allowed.

    Addresses begin with http, https, mailto or tel, or name a file of the project.

    Bad: انظر [التقرير](https://example.org/r). => See [the report](javascript:alert).
    Good: انظر [التقرير](https://example.org/r). => See [the report](https://example.org/r).
    """
    found = [part.strip() for part in _ACTIVE.findall(pair.msgstr) if part not in pair.msgid]
    source, target = pair.source, pair.target
    known = {*source.links, *source.addresses, *source.images}
    for name in (*target.links, *target.addresses, *target.images):
        if is_unsafe(name) and name not in known:
            found.append(name)
    if found:
        yield __("this is not allowed in a translation: %s") % ", ".join(found)


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
    else:
        yield from compare(_signs(before.code), _signs(after.code))


def _signs(code: list[str]) -> list[str]:
    """Return code as it has to stay; Arabic in it may be translated."""
    return [f"`{text}`" for text in code if not _ARABIC.search(text)]


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
