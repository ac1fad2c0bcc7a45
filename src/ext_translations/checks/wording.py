"""Checks: doubled words and blanks, length, and one source translated in two ways."""

from __future__ import annotations

import re
from operator import eq
from typing import TYPE_CHECKING, Final

from ext_arabic import messages
from ext_translations.checks.arabic import fold, words
from ext_translations.checks.model import Context, Pair, Severity
from ext_translations.checks.registry import check

if TYPE_CHECKING:
    from collections.abc import Iterator

__ = messages.console("ext_translations")

_DOUBLED: Final = re.compile(r"(?<![\w’'-])([^\W\d_]+)\s+\1(?![\w’'-])", re.IGNORECASE)
_REPEATED: Final = re.compile(r"(?<!\w)(\w+(?: \w+)?) \1(?!\w)")
#: doubled by the rules of English, and of French
_ALLOWED: Final = frozenset({"had", "that", "very", "bye", "so", "nous", "vous"})


@check("doubled-words", Severity.WARNING)
def doubled_words(pair: Pair, context: Context) -> Iterator[str]:
    """Find a word that was typed twice.

    Bad: اجتمع المجلس أمس. => The the council met yesterday.
    Good: قبل أن يغادر، كان قد وقّع. => Before he left, he had had it signed.
    """
    said = words(pair.target.prose.lower())
    if not any(map(eq, said, said[1:])):
        return
    for found in _DOUBLED.finditer(pair.target.prose):
        if found[1].lower() in _ALLOWED or _REPEATED.search(fold(pair.source.prose)):
            continue
        yield __("a word is doubled: %s") % found[0]


_TWO_BLANKS: Final = re.compile(r"[ \u00a0]{2}(?<=\S[ \u00a0]{2})[ \u00a0]*\S")
_BLANK_AND_MARK: Final = re.compile(" [,;:?!.]")


@check("blanks", Severity.WARNING)
def blanks(pair: Pair, context: Context) -> Iterator[str]:
    """Find doubled blanks, and blanks before a comma or a stop.

    Bad: اجتمع المجلس أمس. => The council  met yesterday.
    Bad: اجتمع المجلس، ثم صوّت. => The council met , then voted.
    Good: اجتمع المجلس أمس. => The council met yesterday.
    """
    text = pair.target.shape
    if _TWO_BLANKS.search(text) and not _TWO_BLANKS.search(pair.source.shape):
        yield __("a blank is doubled")
    if pair.msgstr != pair.msgstr.strip() and pair.msgid == pair.msgid.strip():
        yield __("there is a blank at the beginning or the end")
    # French has a blank before all but these
    marks = ",;:?!" if context.language == "en" else ","
    if _BLANK_AND_MARK.search(text) and re.search(
        rf"\w [{marks}](?=\s|$)|\w \.(?=\s[A-Z]|$)", text
    ):
        yield __("there is a blank before a punctuation mark")


@check("length", Severity.WARNING, languages="en")
def length(pair: Pair, context: Context) -> Iterator[str]:
    """Find translations that are far too short or too long.

    English takes a quarter more letters than Arabic. Half as many, or twice, means that something
    was left out or put in.

    Bad: اجتمع الإطار التنسيقي أمس وناقش الموازنة العامة والأوضاع الأمنية في المحافظات. => It met.
    Good: اجتمع المجلس أمس في بغداد وناقش الموازنة. => The council debated the budget.
    """
    before = len(fold(pair.source.prose).strip())
    after = len(pair.target.prose.strip())
    if before < 30 or not after:
        return
    lowest, highest = (0.72, 2.3) if before >= 80 else (0.55, 2.9) if before >= 45 else (0.33, 4.0)
    if after < lowest * before:
        yield __("the translation is very short: has something been left out?")
    elif after > highest * before:
        yield __("the translation is very long: has something been put in?")


def _same(text: str) -> str:
    """Return *text* without what may differ from one place to another."""
    text = re.sub(r"\b(?:the|an?)\b", " ", text.lower())
    return " ".join(re.sub(r"[^\w\s]", " ", text.replace("’s", "").replace("'s", "")).split())


@check("two-ways", Severity.WARNING)
def two_ways(pair: Pair, context: Context) -> Iterator[str]:
    """Find a source that is translated in another way elsewhere.

    Capitals, articles and punctuation may differ. Sources of one or two words are left to the
    check `two-ways-short`.

    Elsewhere: أوراق السياسات المنشورة => Published policy briefs
    Bad: أوراق السياسات المنشورة => Policy papers in print
    Good: أوراق السياسات المنشورة => Published Policy Briefs
    """
    if len(pair.msgid.split()) > 2:
        yield from _other_ways(pair, context)


@check("two-ways-short", Severity.ADVICE)
def two_ways_short(pair: Pair, context: Context) -> Iterator[str]:
    """Find a source of one or two words that is translated in another way elsewhere.

    Such a source may mean different things in different places, so this is advice.

    Elsewhere: المصدر => Source
    Bad: المصدر => Origin
    Good: المصدر => Source
    """
    if len(pair.msgid.split()) <= 2:
        yield from _other_ways(pair, context)


def _other_ways(pair: Pair, context: Context) -> Iterator[str]:
    known = context.memory.get((pair.msgctxt, pair.msgid))
    if not known or (len(known) == 1 and pair.msgstr in known):
        return
    # the way that is most frequent, or was first, is right
    best, _ = known.most_common(1)[0]
    if _same(best) != _same(pair.msgstr):
        yield __("elsewhere this is translated: %s") % best
