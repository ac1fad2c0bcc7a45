"""Read what an author writes between the backticks of a citation. Plain Python.

Sources are parted by a comma or semicolon of either script. A source is its key; words before
``@key`` are its prefix, and what follows a key and holds a blank or a digit sign is its locator:

    cnn-2024
    cnn-2024, al-monitor-2024
    انظر @cnn-2024، ص 4؛ @al-monitor-2024

The braces of sphinxcontrib-bibtex and mystmd are understood too: ``{انظر}cnn-2024{ص 4}``. A minus
sign before ``@`` leaves the author out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

_SEPARATOR = re.compile(r"\s*([,،;؛])\s*(?![^{]*\})")
_KEY = r"[^\s,،;؛{}@`]+"
_CITE = re.compile(
    rf"(?:(?P<words>.*?)\s*(?P<minus>-)?@|\{{(?P<prefix>[^}}]*)\}}\s*)?(?P<key>{_KEY})"
    rf"(?:\{{(?P<suffix>[^}}]*)\}})?",
    re.DOTALL,
)

#: the key of a source whose author stopped after the sign: «انظر @»; no reference can have it
KEYLESS = "@"
#: CSL's locator labels by the words that authors write, in either language, final stop dropped
LABELS = {
    "ص": "page", "ص ص": "page", "صفحة": "page", "الصفحة": "page", "الصفحات": "page",
    "p": "page", "pp": "page", "page": "page", "pages": "page",
    "الفصل": "chapter", "فصل": "chapter", "ف": "chapter", "chap": "chapter", "ch": "chapter",
    "chapter": "chapter",
    "ج": "volume", "مج": "volume", "المجلد": "volume", "الجزء": "volume", "جزء": "volume",
    "vol": "volume", "volume": "volume",
    "part": "part", "pt": "part",
    "ع": "issue", "العدد": "issue", "no": "issue", "issue": "issue",
    "القسم": "section", "sec": "section", "section": "section", "§": "section",
    "الفقرة": "paragraph", "فقرة": "paragraph", "para": "paragraph", "paragraph": "paragraph",
    "المادة": "article-locator", "مادة": "article-locator", "art": "article-locator",
    "article": "article-locator",
    "الشكل": "figure", "شكل": "figure", "fig": "figure", "figure": "figure",
    "الجدول": "table", "جدول": "table", "table": "table",
    "الهامش": "note", "هامش": "note", "note": "note", "n": "note",
    "السطر": "line", "line": "line",
}  # fmt: skip
_LOCATOR = re.compile(
    r"(?P<label>[^\d٠-٩۰-۹]*?)\.?\s*(?P<number>(?:[\d٠-٩۰-۹]|(?<![^\W\d_])[IVXLCivxlc]+\b).*)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Source:
    """One source of a citation, as its author wrote it."""

    key: str
    prefix: str = ""
    #: what the label counts: ``4``, ``4–6``
    locator: str = ""
    #: CSL's name of what the locator counts
    label: str = "page"
    #: words after the source that are no locator
    suffix: str = ""
    suppress_author: bool = False


@lru_cache(maxsize=4096)  # a text is read by its role and again when it is collected
def parse(text: str) -> tuple[Source, ...]:
    """Return the sources that *text* names, in their order; none where it names none."""
    sources: list[Source] = []
    pieces = _SEPARATOR.split(text.strip())
    for sign, part in zip(["", *pieces[1::2]], pieces[::2], strict=True):
        if not part:
            continue
        # what comes after a key and is no key itself belongs to it: «ص 4»
        if sources and "@" not in part and (re.search(r"\s", part) or part[0].isdigit()):
            sources[-1] = _with_locator(sources[-1], part, sign)
            continue
        match = _CITE.fullmatch(part)
        if match is None:
            # blanks without an @: the last word is the key, as in «انظر cnn-2024»
            words, _, key = part.rpartition(" ")
            sources.append(Source(key=key, prefix=words))
            continue
        source = Source(
            key=match["key"],
            prefix=(match["words"] or match["prefix"] or "").strip(),
            suppress_author=bool(match["minus"]),
        )
        sources.append(_with_locator(source, match["suffix"]) if match["suffix"] else source)
    return tuple(sources)


def _with_locator(source: Source, words: str, comma: str = ",") -> Source:
    """Return *source* with a locator or a suffix added; *comma* is the author's."""
    words = words.strip()
    match = _LOCATOR.fullmatch(words)
    label = LABELS.get(match["label"].strip().rstrip(".").lower() or "p") if match else None
    if match is None or label is None:
        suffix = f"{source.suffix}{comma} {words}" if source.suffix else words
        return replace(source, suffix=suffix)
    # an en dash between numbers: a hyphen shows differently in a sentence and in a table cell
    number = re.sub(r"(?<=\w)\s*-\s*(?=[\d٠-٩۰-۹])", "–", match["number"].strip())
    if not source.locator:
        return replace(source, locator=number, label=label)
    if not match["label"].strip() or label == source.label:  # «ص 4، 6»
        return replace(source, locator=f"{source.locator}{comma} {number}")
    # «ج 2، ص 45»: CSL counts one thing; what comes after it stays as the author wrote it
    return replace(source, locator=f"{source.locator}{comma} {words}")
