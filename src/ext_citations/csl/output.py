"""The result: a tree of `Run`, made from a finished list of items.

Nested emphasis alternates (flip-flop), quotation marks alternate between the locale's outer and
inner pair, and every run knows its language and direction.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ext_arabic.digits import convert
from ext_arabic.direction import direction_of

from .items import CLOSE, Items, Mark
from .punctuation import join

if TYPE_CHECKING:
    from collections.abc import Callable

    from ext_arabic.digits import System
    from ext_arabic.direction import Direction

    from .locale import Locale

_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
#: letters and digits that are raised by themselves; terms use them ("Terms")
_RAISED = re.compile(
    "("
    + "|".join(
        chr(code)
        for code in (
            *range(0xAA, 0xBB),
            *range(0x2B0, 0x2E5),
            *range(0x1D2C, 0x1DC0),
            *range(0x2070, 0x2080),
        )
        if unicodedata.decomposition(chr(code)).startswith("<super>")
    )
    + ")"
)
_STRONG = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of output: a text, or a kind with children."""

    #: "text", "emphasis", "strong", "small-caps", "superscript", "subscript", "underline",
    #: "oblique", "light", "quote", "link", "cite", "block", "left-margin", "right-inline",
    #: "indent"; and "normal-style", "normal-weight", "normal-variant", "normal-decoration",
    #: "normal-align" for what stands out by not being so
    kind: str
    #: the text of a run of kind "text"
    text: str = ""
    children: tuple[Run, ...] = ()
    #: BCP 47 tag
    language: str = ""
    #: address of a link
    url: str = ""
    #: key of the source, on runs of kind "cite"
    key: str = ""

    @property
    def direction(self) -> Direction:
        """The direction of the run's language."""
        return direction_of(self.language)

    def plain(self) -> str:
        """Return the text without any form."""
        return self.text + "".join(child.plain() for child in self.children)


def plain_text(runs: tuple[Run, ...]) -> str:
    """Return the text of *runs* without any form."""
    return "".join(run.plain() for run in runs)


_KINDS = {
    ("font-style", "italic"): "emphasis",
    ("font-style", "oblique"): "oblique",
    ("font-style", "normal"): "normal-style",
    ("font-weight", "bold"): "strong",
    ("font-weight", "light"): "light",
    ("font-weight", "normal"): "normal-weight",
    ("font-variant", "small-caps"): "small-caps",
    ("font-variant", "normal"): "normal-variant",
    ("text-decoration", "underline"): "underline",
    ("text-decoration", "none"): "normal-decoration",
    ("vertical-align", "sup"): "superscript",
    ("vertical-align", "sub"): "subscript",
    ("vertical-align", "baseline"): "normal-align",
}
_NORMAL = {
    "font-style": "normal",
    "font-weight": "normal",
    "font-variant": "normal",
    "text-decoration": "none",
    "vertical-align": "baseline",
}


class _Builder:
    """Turns one list of items into runs."""

    def __init__(
        self,
        items: Items,
        locale: Locale,
        language: str,
        locales: Callable[[str], Locale],
    ) -> None:
        self.items = items
        self.at = 0
        self.locales = locales
        self.state = dict(_NORMAL)
        self.quotes = 0
        #: open links: an address keeps its digits
        self.links = 0
        self._settle(locale, language)

    def _settle(self, locale: Locale, language: str) -> None:
        """Set the language that texts are in from here on."""
        self.locale = locale
        self.language = language
        self.rtl = direction_of(language) == "rtl"
        self.digits: System = locale.digits if self.rtl else "latn"

    def runs(self) -> tuple[Run, ...]:
        """Read up to the `CLOSE` of the current stretch."""
        runs: list[Run] = []
        self._read(runs)
        return _melted(runs)

    def _read(self, runs: list[Run]) -> None:
        """Read up to the `CLOSE` of the current stretch, to the end of *runs*."""
        while self.at < len(self.items):
            item = self.items[self.at]
            self.at += 1
            if item is CLOSE:
                break
            if isinstance(item, Mark):
                self._stretch(runs, item)
            else:
                self._text(runs, item)

    def _text(self, runs: list[Run], text: str) -> None:
        if not text.isascii() and _RAISED.search(text):
            for index, piece in enumerate(_RAISED.split(text)):
                if index % 2:
                    inner = Run("text", unicodedata.normalize("NFKC", piece), (), self.language)
                    runs.append(Run("superscript", "", (inner,), self.language))
                elif piece:
                    self._text(runs, piece)
            return
        language = self._language_of(text)
        if language == self.language and not self.links:
            text = convert(text, self.digits)
        runs.append(Run("text", text, (), language))

    def _language_of(self, text: str) -> str:
        base = self.language
        strong = _STRONG.search(text)
        if strong is None:
            return base
        if "\u0590" <= strong[0] <= "\u05ff":
            return base if base.startswith("he") else "he"
        arabic = _ARABIC.match(strong[0]) is not None
        if arabic == self.rtl:
            return base
        return "ar" if arabic else "en"

    def _stretch(self, runs: list[Run], mark: Mark) -> None:
        kind = mark.kind
        if kind in _NORMAL:
            self._formatted(runs, mark)
        elif kind == "quote":
            self._quoted(runs)
        elif kind == "nodecor":
            self._undecorated(runs)
        elif kind in {"display", "link", "cite"}:
            name = mark.value if kind == "display" else kind
            self.links += kind == "link"
            children = self.runs()
            self.links -= kind == "link"
            url = mark.value if kind == "link" else ""
            key = mark.value if kind == "cite" else ""
            if children:
                runs.append(Run(name, "", children, self.language, url, key))
        elif kind == "locale":
            locale, language = self.locale, self.language
            self._settle(self.locales(mark.value), mark.value)
            self._read(runs)
            self._settle(locale, language)
        else:
            self._read(runs)

    def _formatted(self, runs: list[Run], mark: Mark) -> None:
        before = self.state[mark.kind]
        value = mark.value
        if mark.flips and before == value:
            value = _NORMAL[mark.kind]
        if before == value or (mark.kind, value) not in _KINDS:
            self._read(runs)
            return
        self.state[mark.kind] = value
        children = self.runs()
        self.state[mark.kind] = before
        if children:
            runs.append(Run(_KINDS[mark.kind, value], "", children, self.language))

    def _undecorated(self, runs: list[Run]) -> None:
        outer = self.state
        self.state = dict(_NORMAL)
        children = self.runs()
        for kind, value in outer.items():
            if value != _NORMAL[kind] and children:
                children = (Run(_KINDS[kind, _NORMAL[kind]], "", children, self.language),)
        self.state = outer
        runs.extend(children)

    def _quoted(self, runs: list[Run]) -> None:
        inner = self.quotes % 2 == 1
        terms = self.locale
        opening = terms.term("open-inner-quote" if inner else "open-quote")
        closing = terms.term("close-inner-quote" if inner else "close-quote")
        self.quotes += 1
        children: list[Run] = []
        self._text(children, opening)
        self._read(children)
        self.quotes -= 1
        self._text(children, closing)
        runs.append(Run("quote", "", _melted(children), self.language))


def _melted(runs: list[Run]) -> tuple[Run, ...]:
    """Return *runs* with neighbouring texts of one language in one."""
    out: list[Run] = []
    texts: list[str] = []
    for index, run in enumerate(runs):
        if run.kind != "text":
            out.append(run)
            continue
        texts.append(run.text)
        after = runs[index + 1] if index + 1 < len(runs) else None
        if after is None or after.kind != "text" or after.language != run.language:
            out.append(run if len(texts) == 1 else Run("text", "".join(texts), (), run.language))
            texts.clear()
    return tuple(out)


def build(
    items: Items,
    locale: Locale,
    language: str,
    locales: Callable[[str], Locale],
    *,
    ties: bool = False,
) -> tuple[Run, ...]:
    """Return the runs of a finished list of *items*, set in *locale*, in *language*.

    *locales* gives the locale of a stretch that is set in another language; *ties*: whether labels
    and their numbers stay on one line.
    """
    mended = join(items, locale, locales, ties=ties)
    return _Builder(mended, locale, language, locales).runs()
