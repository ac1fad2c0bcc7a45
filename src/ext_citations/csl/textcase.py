"""Text case: specification, "Text-case", "Title Case Conversion", "Sentence Case Conversion".

Works on items, so that ``<span class="nocase">`` and, for title and sentence case, small capitals
and raised text keep their case.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from .items import CLOSE, Items, Mark

if TYPE_CHECKING:
    from collections.abc import Callable

#: words that title case leaves small inside a title (CSL schema, stop-words)
STOP_WORDS = frozenset(
    {
        "a", "an", "and", "or", "nor", "the", "so", "yet", "across", "afore", "after",
        "against", "along", "alongside", "amid", "amidst", "among", "amongst", "anenst",
        "apropos", "apud", "around", "as", "aside", "astride", "at", "athwart", "atop",
        "barring", "before", "behind", "below", "beneath", "beside", "besides", "between",
        "beyond", "but", "by", "ca", "circa", "d", "de", "despite", "down", "during",
        "except", "for", "forenenst", "from", "given", "in", "inside", "into", "lest", "like",
        "modulo", "near", "next", "notwithstanding", "of", "off", "on", "onto", "out", "over",
        "per", "plus", "pro", "qua", "sans", "since", "than", "through", "throughout", "thru",
        "thruout", "till", "to", "toward", "towards", "under", "underneath", "until", "unto",
        "up", "upon", "van", "versus", "via", "vis-à-vis", "von", "vs", "with", "within",
        "without", "v.", "vs.", "d’", "about",
    }
)  # fmt: skip
#: stop words of two words
STOP_PAIRS = frozenset(
    {
        ("according", "to"), ("ahead", "of"), ("apart", "from"), ("as", "regards"), ("back",
        "to"), ("because", "of"), ("close", "to"), ("due", "to"), ("far", "from"), ("instead",
        "of"), ("outside", "of"), ("prior", "to"), ("pursuant", "to"), ("rather", "than"),
        ("regardless", "of"), ("such", "as"), ("that", "of"), ("where", "as"),
    }
)  # fmt: skip
_WORD = re.compile(r"[^\s\-–—/]+")
#: letters that stand alone for something: they keep their case
_LONE = frozenset("αβγδεζηθικλμνξοπρστυφχψω")
_TURKIC = ("tr", "az")


def _texts(items: Items, change: Callable[[str], str], *, skip: frozenset[str]) -> Items:
    """Return *items* with every text changed that does not stand in a stretch of *skip*."""
    out: Items = []
    depth = 0
    for item in items:
        if type(item) is str:
            out.append(change(item) if not depth else item)
            continue
        if depth:
            depth += -1 if item is CLOSE else 1
        elif isinstance(item, Mark) and item.kind in skip:
            depth = 1
        out.append(item)
    return out


_NOCASE = frozenset({"nocase", "nodecor"})
_NO_TITLE = frozenset({"nocase", "nodecor", "font-variant", "vertical-align"})


def upper(items: Items, language: str) -> Items:
    """Return *items* in upper case."""
    if language[:2] in _TURKIC:
        return _texts(items, lambda text: text.replace("i", "İ").upper(), skip=_NOCASE)
    return _texts(items, str.upper, skip=_NOCASE)


def lower(items: Items, language: str) -> Items:
    """Return *items* in lower case."""
    if language[:2] in _TURKIC:
        return _texts(
            items, lambda text: text.replace("I", "ı").replace("İ", "i").lower(), skip=_NOCASE
        )
    return _texts(items, str.lower, skip=_NOCASE)


def capitalize_first(items: Items, _language: str = "") -> Items:
    """Return *items* with the first letter of the first word in upper case."""
    out = list(items)
    protected = 0
    for index, item in enumerate(out):
        if type(item) is not str:
            if protected:
                protected += -1 if item is CLOSE else 1
            elif isinstance(item, Mark) and item.kind in _NOCASE:
                protected = 1
            continue
        match = re.search(r"\w\S*", item)
        if match is not None:
            if not protected and match[0].islower():
                at = match.start()
                out[index] = item[:at] + item[at].upper() + item[at + 1 :]
            return out
    return out


def capitalize_all(items: Items, _language: str = "") -> Items:
    """Return *items* with the first letter of every lower-case word in upper case."""

    def change(text: str) -> str:
        return re.sub(
            r"[^\s]+", lambda m: m[0][0].upper() + m[0][1:] if m[0].islower() else m[0], text
        )

    return _texts(items, change, skip=_NOCASE)


def sentence(items: Items, _language: str = "") -> Items:
    """Return *items* in sentence case."""
    text = "".join(item for item in items if type(item) is str)
    if text.isupper():
        items = _texts(items, str.lower, skip=_NO_TITLE)
    else:
        # "Text-case" says less than is done everywhere: capitalised words are lowered
        items = _texts(
            items,
            lambda t: re.sub(r"[^\W\d_]+", lambda m: m[0].lower() if m[0].istitle() else m[0], t),
            skip=_NO_TITLE,
        )
    return capitalize_first(items)


def title(items: Items, _language: str = "") -> Items:
    """Return *items* in (English) title case.

    Words in capitals stay so even where all of them are. The specification ("Title Case
    Conversion") lowers those; we do not: NATO is no shout.
    """
    if len(items) == 1 and type(items[0]) is str:
        return [_title_words(items[0])]
    return _spread(items, _title_words("".join([each for each in items if type(each) is str])))


@lru_cache(maxsize=10_000)
def _title_words(whole_text: str) -> str:
    words = list(_WORD.finditer(whole_text))
    out: list[str] = []
    at = 0
    for index, match in enumerate(words):
        out.append(whole_text[at : match.start()])
        at = match.end()
        first = index == 0 or bool(
            re.search(r"[:?!.]\W*$", whole_text[: match.start()].rstrip()[-3:])
        )
        last = index == len(words) - 1
        # "pro" in pro-environmental is no preposition, "of" in out-of-fashion is
        cut = at < len(whole_text) and whole_text[at] in "-–—"
        after = words[index + 1][0].lower() if index + 1 < len(words) else ""
        paired = (match[0].lower(), after) in STOP_PAIRS
        joined = bool(index) and whole_text[match.start() - 1] in "-–—"
        word = _title_word(match[0], first=first, last=last, whole=joined or not cut, paired=paired)
        out.append(word)
    out.append(whole_text[at:])
    return "".join(out)


def _title_word(word: str, *, first: bool, last: bool, whole: bool, paired: bool) -> str:
    bare = word.strip("“”‘’\"'.,:;!?()[]")
    low = bare.lower()
    if not whole and bare in _LONE:
        return word
    if (low in STOP_WORDS or paired) and not first and not last and whole:
        return word.lower() if bare.islower() or bare.istitle() else word
    if not bare.islower():
        return word
    match = re.search(r"\w", word)
    if match is None or (not word[match.start()].isascii() and not word[match.start()].isalpha()):
        return word
    at = match.start()
    return word[:at] + word[at].upper() + word[at + 1 :]


def _spread(items: Items, changed: str) -> Items:
    """Put the characters of *changed* back where the texts of *items* stood."""
    out: Items = []
    at = 0
    depth = 0
    for item in items:
        if type(item) is str:
            piece = changed[at : at + len(item)]
            out.append(item if depth else piece)
            at += len(item)
            continue
        if depth:
            depth += -1 if item is CLOSE else 1
        elif isinstance(item, Mark) and item.kind in _NO_TITLE:
            depth = 1
        out.append(item)
    return out


CASES: dict[str, Callable[[Items, str], Items]] = {
    "lowercase": lower,
    "uppercase": upper,
    "capitalize-first": capitalize_first,
    "capitalize-all": capitalize_all,
    "sentence": sentence,
    "title": title,
}
