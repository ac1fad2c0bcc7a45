"""Checks: what stock tools would take for a block, a second paragraph or a formula.

Sphinx's own transform (9.0) parses a translation as a document and keeps its first paragraph:
where that is a list or a quote, the whole translation is dropped without a word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ext_arabic import messages
from ext_translations.checks.model import Context, Pair, Severity
from ext_translations.checks.registry import check

if TYPE_CHECKING:
    from collections.abc import Iterator

__ = messages.console("ext_translations")

_START = re.compile(
    r"""
    \ {0,3} (?:
      \d{1,9}[.)](?=\s|$)              # 1.  2024.
    | [-*+](?=\s|$)                    # -  *  +
    | \#{1,6}(?=\s|$)                  # heading
    | >                                # quote
    | `{3,} | ~{3,} | :{3,}            # fence
    | \([^()\s]+\)=                    # target
    | %                                # comment
    | \|(?=.*\|)                       # table
    | \[\^?[^\]]+\]:(?=\s)             # definition of a link or a footnote
    | (?:\*\s*){3,}$ | (?:-\s*){3,}$ | (?:_\s*){3,}$   # rule
    | <(?:!--|/?(?:div|p|table|section|details|ul|ol|pre|h[1-6])\b)
    )
    """,
    re.VERBOSE,
)
_INDENTED = re.compile(r"(?: {4}|\t)\S")
#: on a later line, what ends a paragraph
_INTERRUPTS = re.compile(r" {0,3}(?:1[.)]\s|[-*+]\s|#{1,6}\s|>|`{3}|~{3}|:{3}|\([^()\s]+\)=|% )")


@check("block", Severity.ERROR)
def block(pair: Pair, context: Context) -> Iterator[str]:
    r"""Find translations that begin like a list, a heading, a quote, a table or a comment.

    Stock tools drop such a translation and print the Arabic source in its place. Put a backslash
    before the sign, or other words: `1\. Introduction`, `\% of GDP`.

    Bad: ١. المقدمة => 1. Introduction
    Bad: ٪ من الناتج => % of GDP
    Good: ١. المقدمة => 1\. Introduction
    """
    first, *rest = pair.msgstr.split("\n")
    found = _START.match(first) or _INDENTED.match(first)
    if not found:
        before = pair.msgid.split("\n")
        if not any(map(_INTERRUPTS.match, before[1:])):
            found = next(filter(None, map(_INTERRUPTS.match, rest)), None)
    if found:
        sign = found[0].strip() or __("four blanks")
        yield __("stock tools would take this for a block: %s") % sign


@check("paragraph", Severity.ERROR)
def paragraph(pair: Pair, context: Context) -> Iterator[str]:
    """Find translations of one paragraph that have two.

    Stock tools cut the second one off. Join them by a blank.

    Bad: تراجعت الصادرات. => Exports fell.⏎⏎They did.
    Good: تراجعت الصادرات. => Exports fell.
    """
    if _parts(pair.msgstr) > _parts(pair.msgid):
        yield __("the translation has a second paragraph")


def _parts(text: str) -> int:
    return len(re.split(r"\n[ \t]*\n", text.strip())) if "\n" in text else 1


@check("math", Severity.WARNING)
def math(pair: Pair, context: Context) -> Iterator[str]:
    r"""Find two amounts in dollars that would be set as a formula.

    With MyST's setting `dollarmath`, what stands between two dollar signs is a formula. Write
    `\$5 billion`, or `5 billion dollars`. Nothing is said where `conf.py` does not set it.

    Bad: بين ٥ مليارات دولار و٦ مليارات دولار. => Between $5 billion and $6 billion.
    Good: بين ٥ مليارات دولار و٦ مليارات دولار. => Between $5 billion and \$6 billion.
    """
    text = pair.msgstr
    if (
        context.dollarmath
        and text.count("$") > 1
        and len(re.findall(r"(?<![\\$])\$(?=\d)", text)) > 1
    ):
        yield __("two dollar signs enclose a formula: write \\$ before the amounts")
