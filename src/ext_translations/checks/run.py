"""Run the checks over catalogs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from ext_translations.catalog import read_messages
from ext_translations.checks import (  # noqa: F401 - each module registers its checks
    addresses,
    blocks,
    dates,
    inline,
    punctuation,
    references,
    script,
    state,
    termbase,
    wording,
)
from ext_translations.checks.model import Context, Finding, Memory, Pair, Severity
from ext_translations.checks.numbers import check as _numbers  # noqa: F401 - likewise
from ext_translations.checks.registry import CHECKS, explain
from ext_translations.po import parse
from ext_translations.posyntax import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from ext_translations.checks.registry import Check
    from ext_translations.po import Entry

__all__ = [
    "CHECKS",
    "check_files",
    "check_pair",
    "explain",
    "language_of",
    "read_pairs",
    "remember",
]

_LANGUAGE = re.compile(r"^(?:msgstr )?Language: *([A-Za-z_@-]+)", re.MULTILINE)


@lru_cache(maxsize=16)
def _chosen(language: str, advice: bool) -> tuple[Check, ...]:  # noqa: FBT001 - a key of the cache
    """Return the checks as they run: first those that leave nothing to examine, then errors."""
    ranks = list(Severity)
    chosen = [
        one
        for one in CHECKS.values()
        if (advice or one.severity is not Severity.ADVICE)
        and (not one.languages or language in one.languages)
    ]
    return tuple(sorted(chosen, key=lambda one: (not one.final, ranks.index(one.severity))))


def check_pair(
    pair: Pair, context: Context, *, advice: bool = False
) -> Iterator[tuple[Check, str]]:
    """Yield what the checks find in one pair."""
    for one in _chosen(context.language, advice):
        ended = False
        for message in one.function(pair, context):
            yield one, message
            ended = one.final
        if ended:
            return


def check_files(
    catalogs: Mapping[Path, Iterable[Pair]],
    contexts: Mapping[Path, Context],
    *,
    advice: bool = False,
) -> Iterator[Finding]:
    """Yield what the checks find in *catalogs*, each in the context of its file."""
    memory = remember(catalogs, contexts)
    for path, pairs in catalogs.items():
        context = replace(contexts[path], memory=memory[contexts[path].language])
        for pair in pairs:
            for one, message in check_pair(pair, context, advice=advice):
                yield Finding(path, pair.line, pair.msgid, one.severity, one.name, message)


def remember(
    catalogs: Mapping[Path, Iterable[Pair]], contexts: Mapping[Path, Context]
) -> dict[str, Memory]:
    """Return by language how each message is translated, and how often."""
    memory: dict[str, Memory] = {}
    for path, pairs in catalogs.items():
        known = memory.setdefault(contexts[path].language, {})
        for pair in pairs:
            if pair.msgstr.strip() and not pair.fuzzy:
                known.setdefault((pair.msgctxt, pair.msgid), Counter())[pair.msgstr] += 1
    return memory


def read_pairs(path: Path) -> list[Pair]:
    """Return the messages of a catalog, each form of a plural by itself; raise `CatalogError`."""
    messages = read_messages(path)
    data = path.read_bytes()
    if b"msgid_plural" in data:
        return [pair for entry in parse(decode(data)).live for pair in _forms(entry)]
    return [Pair(m.msgid, m.msgstr, m.fuzzy, m.line, m.context or None) for m in messages]


def _forms(entry: Entry) -> Iterator[Pair]:
    """Yield the forms of an entry; the fuzzy one once."""
    yield Pair(entry.msgid, entry.msgstr, entry.fuzzy, entry.line, entry.key[0])
    if not entry.fuzzy:
        for name, text in entry.values.items():
            if name.startswith("msgstr[") and name != "msgstr[0]":
                plural = entry.values.get("msgid_plural", entry.msgid)
                yield Pair(plural, text, line=entry.line, msgctxt=entry.key[0])


@lru_cache(maxsize=512)
def language_of(path: Path) -> str:
    """Return the language of a catalog: of its folder, of its header, or English."""
    parts = path.parts
    if "LC_MESSAGES" in parts:
        return parts[parts.index("LC_MESSAGES") - 1].replace("_", "-").partition("-")[0]
    head = path.read_text(encoding="utf-8-sig", errors="replace")[:4000].replace("\\n", "\n")
    found = _LANGUAGE.search(head.replace('"', ""))
    return found[1].replace("_", "-").partition("-")[0].lower() if found else "en"
