"""Read what an author writes between the backticks of a citation. Plain Python.

Sources are parted by a comma or semicolon of either script. A source is its key; words before
``@key`` are its prefix, and what follows a key and holds a blank or begins with a digit is its
locator, and so is a label with its number (``ص12``, ``p.12``):

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
    "ص": "page", "ص ص": "page", "صص": "page", "صفحة": "page", "صفحات": "page", "الصفحة": "page",
    "الصفحات": "page", "الصفحتان": "page", "الصفحتين": "page",
    "p": "page", "pp": "page", "page": "page", "pages": "page",
    "الفصل": "chapter", "فصل": "chapter", "الفصول": "chapter", "ف": "chapter", "chap": "chapter",
    "chaps": "chapter", "ch": "chapter", "chs": "chapter", "chapter": "chapter",
    "chapters": "chapter",
    "مج": "volume", "المجلد": "volume", "المجلدات": "volume", "vol": "volume", "vols": "volume",
    "volume": "volume", "volumes": "volume",
    "ج": "part", "الجزء": "part", "جزء": "part", "الأجزاء": "part", "part": "part",
    "parts": "part", "pt": "part", "pts": "part",
    "ع": "issue", "العدد": "issue", "الأعداد": "issue", "no": "issue", "nos": "issue",
    "issue": "issue", "issues": "issue",
    "القسم": "section", "الأقسام": "section", "sec": "section", "secs": "section",
    "section": "section", "sections": "section", "§": "section", "§§": "section",
    "الفقرة": "paragraph", "فقرة": "paragraph", "الفقرات": "paragraph", "para": "paragraph",
    "paras": "paragraph", "paragraph": "paragraph", "paragraphs": "paragraph",
    "المادة": "article-locator", "مادة": "article-locator", "المواد": "article-locator",
    "art": "article-locator", "arts": "article-locator", "article": "article-locator",
    "articles": "article-locator",
    "الشكل": "figure", "شكل": "figure", "الأشكال": "figure", "fig": "figure", "figs": "figure",
    "figure": "figure", "figures": "figure",
    "الجدول": "table", "جدول": "table", "الجداول": "table", "table": "table", "tables": "table",
    "الهامش": "note", "هامش": "note", "الهوامش": "note", "note": "note", "notes": "note",
    "n": "note", "nn": "note",
    "السطر": "line", "الأسطر": "line", "line": "line", "lines": "line", "l": "line", "ll": "line",
}  # fmt: skip
_DIGIT = r"[\d٠-٩۰-۹]"
#: a number in Roman letters, but not the ``l.`` of ``l. 5``
_ROMAN = (
    r"(?i:(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})(?<=[ivxlc]))\b(?!['’.]\w|\.\s*\d)"
)
_LOCATOR = re.compile(
    rf"(?P<label>[^\d٠-٩۰-۹]*?)\.?\s*(?P<number>(?:{_DIGIT}|(?<![^\W\d_]){_ROMAN}).*)", re.DOTALL
)
#: what is a number without a label: Roman letters may begin a name, «I think», «L. Smith»
_UNLABELLED = re.compile(rf"{_DIGIT}.*|{_ROMAN}(?:\s*[-‐‑–—−]\s*{_ROMAN})?", re.DOTALL)
#: a label and its number without a blank, «ص12ب»; Latin letters and digits alone may be a key
_CLOSE = re.compile(
    r"(?P<label>[^\W\d_]+|§+)(?P<stop>\.?)"
    rf"(?={_DIGIT})(?=(?:{_DIGIT}(?:[^\W\d_](?!\w))?|[^\s\w])+$)"
)
_RANGE = re.compile(rf"(?<=\w)\s*[-‐‑–—−]\s*(?={_DIGIT})")
#: signs of direction and width, which nobody sees: Word puts them beside Latin words
_UNSEEN = re.compile("[\u200b\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")


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
    pieces = _SEPARATOR.split(seen(text).strip())
    for sign, part in zip(["", *pieces[1::2]], pieces[::2], strict=True):
        if not part:
            continue
        # what comes after a key and is no key itself belongs to it: «ص 4»
        if sources and not re.search("[@{]", part) and _is_place(part):
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


def seen(text: str) -> str:
    """Return *text* without the signs in it that nobody sees; no key has any."""
    return _UNSEEN.sub("", text)


def _is_place(part: str) -> bool:
    """Return whether *part* is a place in a source, or words, and not a key."""
    if re.search(r"\s", part) or part[0].isdigit():
        return True
    match = _CLOSE.match(part)
    return (
        match is not None
        and _label(match["label"]) is not None
        and (bool(match["stop"]) or not match["label"].isascii())
    )


def _label(words: str) -> str | None:
    """Return CSL's name of what *words* count: a page where there are none."""
    return LABELS.get(re.sub(r"[.\s]+", " ", words).strip().lower() or "p")


def _with_locator(source: Source, words: str, comma: str = ",") -> Source:
    """Return *source* with a locator or a suffix added; *comma* is the author's."""
    words = words.strip()
    match = _LOCATOR.fullmatch(words)
    label = _label(match["label"]) if match else None
    if match and not match["label"].strip() and not _UNLABELLED.fullmatch(match["number"].strip()):
        label = None
    if match is None or label is None:
        suffix = f"{source.suffix}{comma} {words}" if source.suffix else words
        return replace(source, suffix=suffix)
    # an en dash between numbers: a hyphen shows differently in a sentence and in a table cell
    number = _RANGE.sub("–", match["number"].strip())
    if not source.locator:
        return replace(source, locator=number, label=label)
    if not match["label"].strip() or label == source.label:  # «ص 4، 6»
        return replace(source, locator=f"{source.locator}{comma} {number}")
    # «ج 2، ص 45»: CSL counts one thing; what comes after it stays as the author wrote it
    return replace(source, locator=f"{source.locator}{comma} {_RANGE.sub('–', words)}")
