"""Checks: links, addresses and images are those of the source, and none is dangerous."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ext_arabic import messages
from ext_translations.checks.model import Context, Pair, Severity
from ext_translations.checks.references import compare
from ext_translations.checks.registry import check

if TYPE_CHECKING:
    from collections.abc import Iterator

__ = messages.console("ext_translations")


@check("link", Severity.ERROR)
def link(pair: Pair, context: Context) -> Iterator[str]:
    """Find links that were lost, were brought along, or are written wrongly.

    The text in the square brackets is translated; the round brackets follow without a blank. Where
    the text alone leads to a definition, `[التقرير]`, it stays behind the translated text.

    Bad: انظر [التقرير](https://example.org/r). => See the report.
    Good: انظر [التقرير]. => See [the report][التقرير].
    Good: انظر [التقرير](https://example.org/r). => See [the report](https://example.org/r).
    """
    before, after = pair.source, pair.target
    alone = [name for name in after.labels if f"[{name}]" in before.shape]
    labels = [*before.labels, *alone]
    was, now = len(before.links) + len(labels), len(after.links) + len(after.labels)
    if was > now:
        yield __("a link was lost, or is written wrongly")
    elif was < now:
        yield __("the translation brings a link that its source does not have")
    elif not (len(labels) == 1 and "][]" in pair.msgid and "][]" in pair.msgstr):
        yield from compare(labels, after.labels)


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
    named = (*target.links, *target.addresses, *target.images)
    found += [name for name in named if is_unsafe(name) and name not in known]
    if found:
        yield __("this is not allowed in a translation: %s") % ", ".join(found)
