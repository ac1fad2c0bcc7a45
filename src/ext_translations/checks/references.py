"""Checks: roles, citations, notes and substitutions are those of the source."""

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
    here, there = list(source), list(target)
    if here == there:
        return
    before, after = Counter(here), Counter(there)
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
    before, after = pair.source, pair.target
    broken = "{" in after.shape and (
        Counter(_BROKEN.findall(after.shape)) - Counter(_BROKEN.findall(before.shape))
    )
    if broken:
        names = ", ".join(name.replace(OBJECT, "…") for name in broken)
        yield __("a role is broken: %s") % names
        return
    if before.roles or after.roles:
        yield from compare(*_identities(before, after))


def _identities(source: Markup, target: Markup) -> tuple[list[str], list[str]]:
    """Return what identifies the roles of both; free text does not."""
    texts = {item.name for item in source.roles if is_text(item)}
    return _identify(source.roles, texts), _identify(target.roles, texts)


def _identify(roles: list[Role], texts: set[str]) -> list[str]:
    # citations may be merged and parted; their keys are looked at one by one
    return [
        f"{{{item.name}}}" if item.name in texts else f"{{{item.name}}}`{item.target}`"
        for item in roles
        if not item.is_citation
    ]


def is_text(item: Role) -> bool:
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
