"""LaTeX in a field to Unicode and CSL's rich text, for the BibTeX reader.

The reader walks a field once with a stack of its own, so that no depth of braces and no length can
stop it. Names of symbols that are not in the small table here come from ``pylatexenc``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from .variables import words

if TYPE_CHECKING:
    from collections.abc import Callable

#: what CSL-JSON calls small capitals
SMALL_CAPS = '<span style="font-variant:small-caps;">'
NO_CASE = '<span class="nocase">'
NO_DECOR = '<span class="nodecor">'

#: control characters, and those that turn the direction of what follows the field
_UNWANTED = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_BLANKS = re.compile(r"[ \t\n\r\f\v]+")
_SPECIAL = re.compile(r"[\\{}$~`]|--|''")
_TOKEN = re.compile(
    r"(?P<text>[^\\{}$^_~\-`']+)|\\(?P<word>[A-Za-z]+)\*?[ \t\n]*|\\(?P<sign>.)|(?P<brace>[{}])"
    r"|(?P<math>\$+)|(?P<script>[\^_])|(?P<ligature>~|---?|``?|'')|(?P<other>.)",
    re.DOTALL,
)
_LIGATURES = {"~": "\u00a0", "--": "–", "---": "—", "``": "“", "''": "”", "`": "‘"}
_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "H": "\u030b",
    "r": "\u030a", "v": "\u030c", "u": "\u0306", "c": "\u0327", "k": "\u0328", "d": "\u0323",
    "b": "\u0331", "t": "\u0361", "G": "\u030f", "=": "\u0304", ".": "\u0307",
}  # fmt: skip
_SYMBOLS = {
    "i": "ı", "j": "ȷ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ss": "ß", "ae": "æ", "AE": "Æ",
    "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ",
    "dj": "đ", "DJ": "Đ", "P": "¶", "S": "§", "copyright": "©", "pounds": "£", "euro": "€",
    "texteuro": "€", "TeX": "TeX", "LaTeX": "LaTeX", "BibTeX": "BibTeX", "par": " ", "newline": " ",
    "dots": "…", "ldots": "…", "textellipsis": "…", "textendash": "–", "textemdash": "—",
    "textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\", "textunderscore": "_",
    "textasciigrave": "`", "textquotesingle": "'", "textbraceleft": "{", "textbraceright": "}",
    "textdollar": "$", "textpercent": "%", "textless": "<", "textgreater": ">", "textbar": "|",
    "textquotedblleft": "“", "textquotedblright": "”", "textquoteleft": "‘", "textquoteright": "’",
    "guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«", "guillemetright": "»",
    "flqq": "«", "frqq": "»", "textdegree": "°", "slash": "/", "colon": ":", "bibrangedash": "–",
    "hyphen": "-", "mkbibdatelong": "", "addspace": " ", "space": " ",
}  # fmt: skip
_SIGNS = {" ": " ", "\n": " ", "\t": " ", "\\": " ", "-": "", "/": "", ",": "\u202f", ";": " ",
          ":": " ", "!": "", "@": "", "(": "", ")": "", "[": "", "]": ""}  # fmt: skip


def _pair(opening: str, closing: str) -> Callable[[str], str]:
    return lambda text: f"{opening}{text}{closing}" if text else ""


def _plain(text: str) -> str:
    return text


def _nothing(_: str) -> str:
    return ""


_ITALIC, _BOLD = _pair("<i>", "</i>"), _pair("<b>", "</b>")
_CAPS = _pair(SMALL_CAPS, "</span>")
_SUP, _SUB = _pair("<sup>", "</sup>"), _pair("<sub>", "</sub>")
_QUOTED = _pair("“", "”")
#: commands, and what is made of each of their arguments
_COMMANDS: dict[str, tuple[Callable[[str], str], ...]] = {
    **dict.fromkeys(("emph", "textit", "textsl", "mkbibemph", "mkbibitalic", "mathit"), (_ITALIC,)),
    **dict.fromkeys(("textbf", "mkbibbold", "mathbf"), (_BOLD,)),
    "textsc": (_CAPS,),
    **dict.fromkeys(("textsuperscript", "mkbibsuperscript"), (_SUP,)),
    **dict.fromkeys(("textsubscript", "mkbibsubscript"), (_SUB,)),
    **dict.fromkeys(("enquote", "mkbibquote"), (_QUOTED,)),
    "mkbibparens": (_pair("(", ")"),),
    "mkbibbrackets": (_pair("[", "]"),),
    "textnormal": (_pair(NO_DECOR, "</span>"),),
    **dict.fromkeys(("noopsort", "SortNoop", "vphantom", "phantom", "label"), (_nothing,)),
    **dict.fromkeys(("href", "foreignlanguage", "textcolor"), (_nothing, _plain)),
    **dict.fromkeys(
        words(
            "url text textrm textsf texttt textup textmd textarabic textlatin textenglish textzh"
            " arab LR RL lr rl mbox hbox ensuremath nolinkurl path mathrm mathsf operatorname"
            " uppercase"
        ),
        (_plain,),
    ),
}
#: commands that hold to the end of their group
_DECLARATIONS = {"em": _ITALIC, "it": _ITALIC, "itshape": _ITALIC, "sl": _ITALIC, "bf": _BOLD,
                 "bfseries": _BOLD, "sc": _CAPS, "scshape": _CAPS}  # fmt: skip
#: groups inside each other past this number keep their text, and lose their form
_DEEPEST = 40


def clean(text: str) -> str:
    """Return *text* without characters that no page may hold."""
    return _UNWANTED.sub("", text)


def collapse(text: str) -> str:
    """Return *text* with single blanks, and none at its ends; no-break spaces stay."""
    return _BLANKS.sub(" ", text).strip(" ")


@lru_cache(maxsize=16384)  # the same text goes into each format
def tidy(text: str) -> str:
    """Return *text* clean and collapsed."""
    return collapse(clean(text))


def decode(text: str, *, title: bool = False) -> str:
    """Return a field's *text* in CSL's rich text; in a *title*, braces keep letters as they are."""
    text = clean(text)
    return collapse(_Reader(title=title).read(text) if _SPECIAL.search(text) else text)


class _Group:
    """An open group: its text so far, and what becomes of that."""

    __slots__ = ("form", "is_declared", "is_fresh", "is_guarded", "pieces", "waiting")

    def __init__(
        self, form: Callable[[str], str] = _plain, *, is_declared: bool = False, guard: bool = False
    ) -> None:
        self.form = form
        #: whether it was opened by a declaration: it ends with the group around it
        self.is_declared = is_declared
        #: whether its letters keep their case
        self.is_guarded = guard
        #: whether nothing was read yet
        self.is_fresh = True
        self.pieces: list[str] = []
        #: what becomes of the next arguments, the last one first
        self.waiting: list[Callable[[str], str]] = []


class _Reader:
    """One pass over one field."""

    def __init__(self, *, title: bool) -> None:
        self.title = title
        self.stack = [_Group()]
        self.is_math = False

    def read(self, text: str) -> str:
        for match in _TOKEN.finditer(text):
            kind, value = str(match.lastgroup), match[str(match.lastgroup)]
            if kind == "brace":
                self._open() if value == "{" else self._close()
                continue
            group = self.stack[-1]
            if group.is_fresh:
                group.is_fresh = False
                if kind in {"word", "sign"}:
                    group.is_guarded = False  # what BibTeX calls a special character: {\"o}
            if kind == "word":
                self._command(value)
            elif kind == "sign":
                self._sign(value)
            elif kind == "math":
                self.is_math = not self.is_math
            elif kind == "script" and self.is_math:
                group.waiting.append(_SUP if value == "^" else _SUB)
            else:
                self._emit(_LIGATURES.get(value, value) if kind == "ligature" else value)
        while len(self.stack) > 1:
            self._close()
        return "".join(self.stack[0].pieces)

    def _emit(self, text: str) -> None:
        """Add *text*; its first letter is the argument that a command waits for."""
        group = self.stack[-1]
        while group.waiting and (text := text.lstrip(" \t\n")):
            group.pieces.append(group.waiting.pop()(text[0]))
            text = text[1:]
        group.pieces.append(text)

    def _open(self) -> None:
        group = self.stack[-1]
        group.is_fresh = False
        deep = len(self.stack) > _DEEPEST
        if group.waiting:
            form = group.waiting.pop()
            self.stack.append(_Group(_plain if deep else form))
        else:
            guard = self.title and not deep and not any(each.is_guarded for each in self.stack)
            self.stack.append(_Group(guard=guard))

    def _close(self) -> None:
        while len(self.stack) > 1:
            group = self.stack.pop()
            text = group.form("".join(group.pieces))
            if group.is_guarded and text.lower() != text.upper():
                text = f"{NO_CASE}{text}</span>"
            self.stack[-1].pieces.append(text)
            if not group.is_declared:
                return

    def _command(self, name: str) -> None:
        group = self.stack[-1]
        if name in _COMMANDS:
            group.waiting = [*reversed(_COMMANDS[name])]
        elif name in _DECLARATIONS:
            if len(self.stack) <= _DEEPEST:
                self.stack.append(_Group(_DECLARATIONS[name], is_declared=True))
        elif name in _ACCENTS and name not in _SYMBOLS:
            group.waiting.append(_accent(_ACCENTS[name]))
        elif symbol := _SYMBOLS.get(name) or _other_symbols().get(name):
            self._emit(symbol)
        else:
            group.waiting.append(_plain)  # an unknown command: its argument is kept

    def _sign(self, sign: str) -> None:
        if sign in _ACCENTS and not (self.is_math and sign in "=."):
            self.stack[-1].waiting.append(_accent(_ACCENTS[sign]))
        elif sign in "()[]":
            self.is_math = sign in "(["
        else:
            self._emit(_SIGNS.get(sign, sign))


@cache
def _accent(mark: str) -> Callable[[str], str]:
    def put(text: str) -> str:
        base = {"ı": "i", "ȷ": "j"}.get(text[:1], text[:1])
        return unicodedata.normalize("NFC", base + mark) + text[1:] if base.strip() else text

    return put


@cache
def _other_symbols() -> dict[str, str]:
    """Return the symbols that pylatexenc knows by name."""
    from pylatexenc.latex2text import (  # type: ignore[import-untyped]
        get_default_latex_context_db,
    )

    database = get_default_latex_context_db()
    symbols: dict[str, str] = {}
    for category in database.category_list:
        for name, command in database.d[category]["macros"].items():
            if isinstance(command.simplify_repl, str) and "%" not in command.simplify_repl:
                symbols.setdefault(name, command.simplify_repl)
    return symbols
