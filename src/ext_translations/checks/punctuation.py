"""Checks: quotes, brackets, emphasis and the mark that closes a message."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ext_arabic import messages
from ext_translations.checks.arabic import fold
from ext_translations.checks.markup import OBJECT
from ext_translations.checks.model import Context, Pair, Severity
from ext_translations.checks.registry import check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ext_translations.checks.markup import Markup

__ = messages.console("ext_translations")

_ARABIC_QUOTES: Final = re.compile(r'«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|"[^"]*"|‘[^‘’]{2,}’')
#: a verb of saying, or a colon, before words in quotes
_SAID: Final = re.compile(
    r"(?:(?<!\w)[وف]?(?:قال|قالت|قالوا|اضاف|اضافت|صرح|صرحت|اكد|اكدت|اعلن|اعلنت|كتب|كتبت|ذكر"
    r"|ذكرت|نقل|تابع)"
    r"[^.؟!«»“”]{0,60}(?P<colon>:)|:)\s*$"
)
_QUOTED: Final = re.compile('[«»“”„"‘]')
_SINGLE_OPEN: Final = re.compile(r"(?<![\w‘’])‘(?=\w)")


@check("quotes", Severity.WARNING, languages="en")
def quotes(pair: Pair, context: Context) -> Iterator[str]:
    """Find quotation marks that are never closed, are Arabic, or were lost or brought along.

    A name in «» may go without quotes in English, or stand in italics; what somebody said may not.

    Bad: قال «لن نتراجع» أبداً. => He said “we will never back down.
    Bad: وصف القرار بأنه متسرع. => He called the decision “hasty and wrong.”
    Good: قال «لن نتراجع» أبداً. => He said “we will not back down,” ever.
    """
    source, target = pair.source.prose, pair.target.prose
    if not _QUOTED.search(source) and not _QUOTED.search(target):
        return
    opened, closed, straight = target.count("“"), target.count("”"), _straight(target)
    if opened != closed or straight % 2:
        # a quotation may go on in the next message
        if not _open_in_source(source):
            yield __("a quotation mark is never closed, or never opened")
        return
    if "«" in target or "»" in target:
        yield __("«» are Arabic quotation marks: write “ ”")
        return
    found = list(_ARABIC_QUOTES.finditer(source))
    pairs = opened + straight // 2
    if pairs and not found and not _quoting(pair.source) and not re.search('[«»“”"﴾﴿]', source):
        yield __("the source does not quote")
    others = len(pair.target.emphasised) + len(_SINGLE_OPEN.findall(target))
    spoken = [m for m in found if _is_speech(m, source)]
    if pairs + others < len(spoken):
        yield __("words that are quoted in the source are not quoted")


def _straight(text: str) -> int:
    return len(re.findall(r'(?<!\d)"|(?<=\d)"(?=[\s.,;:)]|$)', text))


def _open_in_source(text: str) -> bool:
    return (
        text.count("«") != text.count("»")
        or text.count("“") != text.count("”")
        or bool(text.count('"') % 2)
    )


def _quoting(markup: Markup) -> bool:
    """Return whether a source sets words off otherwise."""
    return bool(markup.strong or markup.emphasised or markup.code)


def _is_speech(match: re.Match[str], source: str) -> bool:
    words = match[0].strip('«»“”"‘’ ').split()
    if len(words) >= 8:
        return True
    said = _SAID.search(fold(source[max(0, match.start() - 120) : match.start()]))
    return bool(said and said["colon"] and len(words) >= 2)


_ENUMERATION: Final = re.compile(r"(?:^|(?<=[\s;,،؛]))(?:\d{1,2}|[^\W\d_]|[ivx]{1,4})\)")


@check("brackets", Severity.WARNING)
def brackets(pair: Pair, context: Context) -> Iterator[str]:
    """Find brackets that are never closed, or never opened.

    Bad: الحشد (هيئة رسمية) اجتمع. => The PMF (an official body met.
    Good: الحشد (هيئة رسمية) اجتمع. => The PMF (an official body) met.
    """
    source, target = pair.source.prose, pair.target.prose
    for signs in ("()", "[]", "{}"):
        if not _is_balanced(target, signs) and _is_balanced(source, signs):
            yield __("a bracket is never closed, or never opened: %s") % signs


def _is_balanced(text: str, signs: str) -> bool:
    """Return whether each bracket has its fellow; that of ``1)`` needs none."""
    if text.count(signs[0]) == text.count(signs[1]):
        return True
    text = _ENUMERATION.sub("", text)
    return text.count(signs[0]) == text.count(signs[1])


@check("bracket-count", Severity.ADVICE)
def bracket_count(pair: Pair, context: Context) -> Iterator[str]:
    """Find translations with more or fewer brackets than their source.

    Commas or dashes often stand for brackets, so this is advice.

    Bad: الحشد (هيئة رسمية) اجتمع. => The PMF met.
    Good: الحشد (هيئة رسمية) اجتمع. => The PMF (an official body) met.
    """
    before, after = pair.source.prose.count("("), pair.target.prose.count("(")
    if before != after and pair.target.prose.count(")") == after:
        text = __("the source has %(before)d pairs of brackets, the translation %(after)d")
        yield text % {"before": before, "after": after}


_STAR: Final = re.compile("[*_]")


@check("emphasis", Severity.WARNING)
def emphasis(pair: Pair, context: Context) -> Iterator[str]:
    """Find bold words that were lost or brought along, and stars that are never closed.

    Italics are free: English sets the titles of books and newspapers in them, and foreign words.

    Bad: قرر **الإطار** ذلك أمس. => The Framework decided that yesterday.
    Bad: قرر **الإطار** ذلك أمس. => The **Framework decided that yesterday.
    Good: قرر **الإطار** ذلك أمس. => The *Framework* decided that yesterday.
    """
    if not _STAR.search(pair.msgid) and not _STAR.search(pair.msgstr):
        return
    source, target = pair.source, pair.target
    if target.stray_stars and not source.stray_stars:
        yield __("emphasis is never closed, or never opened")
        return
    strong, italic = len(target.strong), len(target.emphasised)
    marked = len(source.strong) + len(source.emphasised)
    quoted = max(0, _pairs(target.prose) - _pairs(source.prose))
    if strong + italic + quoted < marked:
        yield __("emphasis of the source is missing")
    elif strong > marked:
        yield __("the source does not have this emphasis")


def _pairs(text: str) -> int:
    return len(_ARABIC_QUOTES.findall(text))


#: what may follow the closing mark
_TAIL: Final = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "”’»\"')]*_"
_ABBREVIATION: Final = re.compile(
    r"\b(?:[A-Za-z]\.(?:[A-Za-z]\.)+|etc\.|al\.|Inc\.|Ltd\.|Co\.|Jr\.|Sr\.|No\.|vol\.|pp?\."
    r"|approx\.)$"
)
#: what may close a translation where the source has no stop, comma, question or exclamation mark
_CLOSINGS: Final = {
    "?": {"?"},
    "!": {"!", ".", "?"},
    ":": {":", "—", "–"},
    ";": {";", ",", ".", ""},
    ",": {",", ";", ".", ""},
    "…": {"…", ".", ""},
    ".": {".", "…"},
    "": {"", "…"},
}
_LETTER: Final = re.compile(r"\w")
_MAP: Final = {"؟": "?", "؛": ";", "،": ",", "۔": "."}


@check("closing", Severity.WARNING)
def closing(pair: Pair, context: Context) -> Iterator[str]:
    """Find translations that end in another mark than their source.

    ؟ is ?, ؛ is ; and ، is a comma. Notes, citations, quotes and brackets at the end are passed
    over, and an item of a list may end in a comma, a semicolon, a stop or nothing.

    Bad: هل ينجح الإصلاح؟ => Will reform succeed
    Bad: هل ينجح الإصلاح؟ => Reform will succeed.
    Good: قال: «لن نتراجع»؟ => Did he say, “We will not back down”?
    """
    if not _LETTER.search(pair.source.prose) or not _LETTER.search(pair.target.prose):
        return
    source, target = _last(pair.source.prose), _last(pair.target.prose)
    if target in _CLOSINGS[source] or _may_differ(pair, source, target):
        return
    if not target:
        yield __("the closing mark of the source is missing: %s") % source
    else:
        text = __("the source ends in “%(source)s”, the translation in “%(target)s”")
        yield text % {"source": source or __("no mark"), "target": target}


#: a question within a sentence
_ASKED: Final = re.compile(
    r"\w[^.؟?!]*[:،]\s*«?(?:هل|متي|كيف|لماذا|من|ما|ماذا|اين|اي|كم)(?!\w)[^.]*[؟?]"
)


def _may_differ(pair: Pair, source: str, target: str) -> bool:
    text = pair.target.prose.rstrip(_TAIL)
    # "the question is whether …"
    if source == "?" and target == "." and _ASKED.search(fold(pair.source.prose)):
        return bool(re.search(r"\b(?:whether|if|how|why|what|when|where|who|which)\b", text))
    if target == "." and _ABBREVIATION.search(text):
        return source in {"", ".", ";", ","}
    words = len(pair.source.prose.split())
    # an address ends the source
    if source == "" and target == "." and pair.source.prose.rstrip().endswith(OBJECT):
        return True
    # an item of a list, or a caption, that one language closes and the other does not
    if source == "" and target == ".":
        return words > 8
    if source == "" and target in {",", ";"}:
        return True
    if source == "." and not target:
        return words <= 3
    # "How We Got Here": a heading that asks without a question mark
    heading = re.match(r"(?:How|Why|What|Where|When|Who|Whether)\b", text)
    return source == "?" and not target and bool(heading) and _is_title(text)


def _is_title(text: str) -> bool:
    """Return whether the long words of *text* are capitalised, and it does not invert."""
    long = [word for word in re.findall(r"[A-Za-z]+", text) if len(word) > 4]
    inverted = re.match(
        r"\w+ (?:\w+ )?(?:Is|Are|Was|Were|Do|Does|Did|Will|Can|Could|Should|Would|Has|Have"
        r"|Might)\b",
        text,
    )
    return not inverted and all(word[0].isupper() for word in long)


def _last(text: str) -> str:
    """Return the mark that closes *text*, in Latin script; nothing after a word."""
    text = text.rstrip(_TAIL)
    if text.endswith(("...", "…", "..")):
        return "…"
    last = _MAP.get(text[-1:], text[-1:])
    if last == OBJECT or last not in _CLOSINGS:
        return ""
    # the marks of «؟!» are one
    return "?" if last == "!" and re.search(r"[?؟]\s*!+$", text) else last
