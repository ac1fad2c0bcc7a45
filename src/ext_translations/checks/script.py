"""Checks: nothing of the Arabic script is left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ext_arabic import messages
from ext_arabic.direction import direction_of
from ext_translations.checks.foreign import LETTERS, foreign_text
from ext_translations.checks.model import Context, Pair, Severity
from ext_translations.checks.registry import check

if TYPE_CHECKING:
    from collections.abc import Iterator

__ = messages.console("ext_translations")

_DIGITS = re.compile("[٠-٩۰-۹٫٬]+")
_PUNCTUATION = re.compile("[،؛؟٪٭۔]+")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_TATWEEL = re.compile("ـ")
_ARABIC_WORDS = re.compile(rf"{LETTERS.pattern}(?:\s+{LETTERS.pattern})*")


def _left(pattern: re.Pattern[str], pair: Pair, context: Context) -> list[str]:
    """Return what is left of the Arabic script; nothing where the language is written in it."""
    if pair.msgstr.isascii() or direction_of(context.language) == "rtl":
        return []
    return pattern.findall(foreign_text(pair.target))


def _shown(found: list[str]) -> str:
    return ", ".join(dict.fromkeys(found))


@check("arabic-letters", Severity.ERROR)
def arabic_letters(pair: Pair, context: Context) -> Iterator[str]:
    """Find Arabic words that were left in the translation.

    A word that has to stay in Arabic is marked: `[ولاية الفقيه]{lang=ar}`. Addresses, keys and the
    targets of roles are not looked at.

    Bad: وصل رئيس الوزراء إلى بغداد. => The رئيس الوزراء arrived in Baghdad.
    Good: وصل رئيس الوزراء إلى بغداد. => The prime minister arrived in Baghdad.
    """
    found = _left(_ARABIC_WORDS, pair, context)
    if found:
        yield __("Arabic was left: %s") % _shown(found)


@check("arabic-digits", Severity.ERROR)
def arabic_digits(pair: Pair, context: Context) -> Iterator[str]:
    """Find Arabic-Indic and Persian digits, and their decimal and thousands signs.

    Bad: صدر في عام ٢٠٢٤ => Issued in ٢٠٢٤
    Good: صدر في عام ٢٠٢٤ => Issued in 2024
    """
    found = _left(_DIGITS, pair, context)
    if found:
        yield __("Arabic digits were left: %s") % _shown(found)


@check("arabic-punctuation", Severity.ERROR)
def arabic_punctuation(pair: Pair, context: Context) -> Iterator[str]:
    """Find Arabic commas, semicolons, question marks and percent signs.

    Bad: وصل الرئيس، ثم غادر. => The president arrived، then left.
    Good: وصل الرئيس، ثم غادر. => The president arrived, then left.
    """
    found = _left(_PUNCTUATION, pair, context)
    if found:
        yield __("Arabic punctuation was left: %s") % _shown(found)


@check("tatweel", Severity.ERROR)
def tatweel(pair: Pair, context: Context) -> Iterator[str]:
    """Find the stroke that lengthens Arabic words (tatweel).

    It is easily typed by mistake, and easily overlooked between Latin letters.

    Bad: وصل الرئيس إلى بغداد. => The president arrived in Baghdadـ.
    Good: وصل الرئيس إلى بغداد. => The president arrived in Baghdad.
    """
    if _left(_TATWEEL, pair, context):
        yield __("a tatweel was left (U+0640)")


@check("bidi", Severity.ERROR)
def bidi(pair: Pair, context: Context) -> Iterator[str]:
    """Find invisible characters that turn the direction of a text.

    They come along when text is copied out of Arabic documents, and turn brackets and numbers
    of an English line round.

    Bad: وصل الرئيس إلى بغداد. => The president<U+200F> arrived in Baghdad.
    Good: وصل الرئيس إلى بغداد. => The president arrived in Baghdad.
    """
    found = _BIDI.findall(pair.msgstr) if not pair.msgstr.isascii() else []
    if found:
        names = _shown([f"U+{ord(char):04X}" for char in found])
        yield __("an invisible character turns the direction of the text: %s") % names
