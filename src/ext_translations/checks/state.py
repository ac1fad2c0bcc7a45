"""Checks: there is a translation."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ext_arabic import messages
from ext_translations.checks.foreign import LETTERS, foreign_text
from ext_translations.checks.model import Context, Pair, Severity
from ext_translations.checks.registry import check

if TYPE_CHECKING:
    from collections.abc import Iterator

__ = messages.console("ext_translations")


@check("empty", Severity.ERROR, final=True)
def empty(pair: Pair, context: Context) -> Iterator[str]:
    """Find messages that have no translation.

    A brief is published when each of its messages is translated.

    Bad: المقدمة =>
    Good: المقدمة => Introduction
    """
    if not pair.msgstr.strip():
        yield __("there is no translation")


@check("fuzzy", Severity.ERROR, final=True)
def fuzzy(pair: Pair, context: Context) -> Iterator[str]:
    """Find translations that are marked as doubtful.

    The source has changed since it was translated, or the translation was taken over from a
    similar message. Compare the two, mend the translation and take the mark "fuzzy" away.

    Bad: المقدمة => (fuzzy) Foreword
    Good: المقدمة => Introduction
    """
    if pair.fuzzy:
        yield __("the translation is marked fuzzy: compare it with its source")


@check("copied", Severity.ERROR, final=True)
def copied(pair: Pair, context: Context) -> Iterator[str]:
    """Find sources that were copied in place of a translation.

    What has no Arabic words may stay as it is: a number, a name in Latin letters, a citation.

    Bad: بغداد => بغداد
    Good: CNN => CNN
    """
    if pair.msgstr.isascii() or not LETTERS.search(pair.msgstr):
        return
    if _bare(pair.msgid) == _bare(pair.msgstr) and LETTERS.search(foreign_text(pair.target)):
        yield __("the source was copied, not translated")


def _bare(text: str) -> str:
    """Return *text* without vowel marks and differences of blanks."""
    letters = (char for char in text if not unicodedata.combining(char) and char != "ـ")
    return re.sub(r"\s+", " ", "".join(letters)).strip(" .")
