"""Part a message into words for the translator and codes that stay as they are.

Joined again, the pieces are the message, character for character, whatever it holds: that does
not depend on whether its markup was understood rightly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from ext_translations.checks.citing import keys_of
from ext_translations.checks.foreign import LETTERS
from ext_translations.checks.markup import EMPHASIS, OBJECT, STRONG, TOKEN, TRAILING, Role
from ext_translations.checks.references import is_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Side = Literal["whole", "open", "close"]

#: what an XML document cannot hold, and a carriage return, which XML readers take for a line break
UNFIT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_HARD_BREAK = re.compile(r"\\\n")
_ATTRIBUTES = re.compile(r"\{[^{}`]*\}")


@dataclass(frozen=True)
class Code:
    """A piece of markup, which a translator moves and does not change."""

    #: as it stands in the message
    text: str
    #: as XLIFF's ``ctype`` names it: ``bold``, ``link``, ``x-cite``
    kind: str
    side: Side = "whole"
    #: from 1; the two sides of a pair share one; 0 for a character that XML cannot hold
    number: int = 0

    @property
    def label(self) -> str:
        """What a translator may be shown in its place."""
        if not self.number:
            return f"U+{ord(self.text):04X}"
        return " ".join(self.text.split())[:60]


Piece = str | Code


def join(pieces: Iterable[Piece]) -> str:
    """Return the message that was parted."""
    return "".join(piece if isinstance(piece, str) else piece.text for piece in pieces)


@dataclass(frozen=True)
class Manner:
    """How a source writes what a translation may write otherwise."""

    #: kinds of codes whose words are translated
    texts: frozenset[str] = frozenset()
    #: codes that stay as they are
    fixed: frozenset[str] = frozenset()


@lru_cache(maxsize=1024)
def part(text: str, manner: Manner | None = None) -> tuple[Piece, ...]:
    """Part a message, or a translation in the *manner* of its source; codes count from 1."""
    return tuple(_pieces(text, _Reader(text, manner or Manner()).spans))


def manner_of(source: Iterable[Piece]) -> Manner:
    """Return how a parted message writes its codes."""
    codes = [piece for piece in source if isinstance(piece, Code)]
    return Manner(
        frozenset(code.kind for code in codes if code.side == "open"),
        frozenset(code.text for code in codes if code.side == "whole"),
    )


def part_translation(text: str, source: Sequence[Piece]) -> tuple[Piece, ...]:
    """Part a translation; its codes take the numbers of the source's, other markup is words."""
    free: dict[tuple[str, ...], list[int]] = {}
    for number, key in _keys(source).items():
        free.setdefault(key, []).append(number)
    pieces = part(text, manner_of(source))
    numbers = {number: free[key].pop(0) for number, key in _keys(pieces).items() if free.get(key)}
    found: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) or piece.number not in {0, *numbers}:
            found.append(piece if isinstance(piece, str) else piece.text)
        else:
            found.append(replace(piece, number=numbers.get(piece.number, 0)))
    return tuple(_merged(found))


def _keys(pieces: Iterable[Piece]) -> dict[int, tuple[str, ...]]:
    """Return what codes are, by their numbers: their kind, and the text of both sides."""
    found: dict[int, tuple[str, ...]] = {}
    for code in pieces:
        if isinstance(code, Code) and code.number:
            found[code.number] = (*found.get(code.number, (code.kind,)), code.text)
    return found


def _merged(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Join words that follow each other."""
    words = ""
    for piece in pieces:
        if isinstance(piece, str):
            words += piece
            continue
        if words:
            yield words
        words = ""
        yield piece
    if words:
        yield words


@dataclass(frozen=True)
class _Span:
    """Where a code stands, before it is numbered."""

    start: int
    end: int
    kind: str
    side: Side
    pair: int


def _pieces(text: str, spans: Iterable[_Span]) -> Iterator[Piece]:
    end, numbers = 0, dict[int, int]()
    for span in sorted(spans, key=lambda span: span.start):
        yield from _words(text[end : span.start])
        number = numbers.setdefault(span.pair, len(numbers) + 1)
        yield Code(text[span.start : span.end], span.kind, span.side, number)
        end = span.end
    yield from _words(text[end:])


def _words(text: str) -> Iterator[Piece]:
    """Yield words, and each character that XML cannot hold."""
    end = 0
    for found in UNFIT.finditer(text):
        if found.start() > end:
            yield text[end : found.start()]
        yield Code(found[0], f"x-char-{ord(found[0]):04x}")
        end = found.end()
    if text[end:]:
        yield text[end:]


class _Reader:
    """Find the codes of a message."""

    def __init__(self, text: str, manner: Manner) -> None:
        self.text, self.manner, self.spans = text, manner, list[_Span]()
        self._taken = bytearray(len(text))
        self._open_tags: list[tuple[str, int, int]] = []
        self._scan(0, len(text))
        for name, start, end in self._open_tags:
            self._whole(start, end, _tag_kind(name))
        for found in _HARD_BREAK.finditer(text):
            self._whole(*found.span(), "lb")
        self._emphasis()

    def _add(self, *spans: tuple[int, int], kind: str) -> bool:
        """Take one span, or the two sides of a pair, unless something stands there already."""
        if any(start >= end or any(self._taken[start:end]) for start, end in spans):
            return False
        # a code is written into an attribute and an element: it has to be fit for both
        if any(UNFIT.search(self.text, start, end) for start, end in spans):
            return False
        pair = len(self.spans)
        sides: tuple[Side, ...] = ("whole",) if len(spans) == 1 else ("open", "close")
        for (start, end), side in zip(spans, sides, strict=True):
            self._taken[start:end] = b"\1" * (end - start)
            self.spans.append(_Span(start, end, kind, side, pair))
        return True

    def _whole(self, start: int, end: int, kind: str) -> None:
        self._add((start, end), kind=kind)

    def _around(self, start: int, inner: tuple[int, int], end: int, kind: str) -> None:
        """Take what stands before and after a text that is translated."""
        self._add((start, inner[0]), (inner[1], end), kind=kind)

    def _scan(self, start: int, end: int) -> None:
        for token in TOKEN.finditer(self.text, start, end):
            group = token.lastgroup or ""
            if token["role"]:
                self._role(token)
            elif token["code"] is not None:
                self._code(token)
            elif token["text"] is not None:
                self._link(token, end)
            elif token["tag"]:
                self._tag(token)
            elif token["bare"]:
                address = token["bare"].rstrip(TRAILING)
                self._whole(token.start(), token.start() + len(address), "x-address")
            elif token["attributes"]:
                self._attributes(*token.span())
            elif group in _WHOLE:
                self._whole(*token.span(), _WHOLE[group])

    def _role(self, token: re.Match[str]) -> None:
        role, inner = Role(token["role"], token["content"]), token.span("content")
        kind = f"x-{role.name.replace(':', '-')}"
        if token[0] in self.manner.fixed:
            self._whole(*token.span(), kind)
        elif role.is_citation:
            self._citation(token, inner, kind)
        elif role.text != role.content:
            start = inner[0] + role.content.index(role.text)
            self._around(token.start(), (start, start + len(role.text)), token.end(), kind)
        elif is_text(role) or kind in self.manner.texts:
            self._around(token.start(), inner, token.end(), kind)
        else:
            self._whole(*token.span(), kind)

    def _citation(self, token: re.Match[str], inner: tuple[int, int], kind: str) -> None:
        """Take the keys; the words and pages beside them are translated."""
        content, spans, end = token["content"], list[tuple[int, int]](), 0
        for key in keys_of(content):
            found = re.compile(rf"-?@?{re.escape(key)}(?![^\s,،;؛{{}}@`])").search(content, end)
            if found is None:
                return self._whole(*token.span(), kind)
            spans.append(found.span())
            end = found.end()
        rest = "".join(
            content[b:c]
            for (_, b), (c, _) in zip([(0, 0), *spans], [*spans, (len(content), 0)], strict=True)
        )
        if not re.search(r"\w", rest) and kind not in self.manner.texts:
            return self._whole(*token.span(), kind)
        self._around(token.start(), inner, token.end(), kind)
        for start, stop in spans:
            self._whole(inner[0] + start, inner[0] + stop, f"{kind}-key")
        return None

    def _code(self, token: re.Match[str]) -> None:
        """Take code; Arabic in it is translated."""
        is_text = LETTERS.search(token["code"]) or "x-code" in self.manner.texts
        if is_text and token[0] not in self.manner.fixed:
            self._around(token.start(), token.span("code"), token.end(), "x-code")
        else:
            self._whole(*token.span(), "x-code")

    def _link(self, token: re.Match[str], limit: int) -> None:
        """Take the address; the text is translated, and the title."""
        kind = "image" if token["bang"] else "link"
        inner, end = token.span("text"), token.end()
        if found := _ATTRIBUTES.match(self.text, end, limit):
            end = found.end()
        if inner[0] == inner[1]:
            self._whole(token.start(), end, kind)
        elif token["title"]:
            start, stop = token.span("title")
            self._around(token.start(), inner, start + 1, kind)
            self._whole(stop - 1, end, f"x-{kind}-title")
        else:
            self._around(token.start(), inner, end, kind)
        self._scan(*inner)

    def _attributes(self, start: int, end: int) -> None:
        """Take ``{…}`` behind something, with the brackets of ``[text]{…}``."""
        if self.spans and self.spans[-1].end == start and not any(self._taken[start:end]):
            self.spans[-1] = replace(self.spans[-1], end=end)
            self._taken[start:end] = b"\1" * (end - start)
            return
        opening = self.text.rfind("[", 0, start)
        if (
            self.text[start - 1] == "]"
            and 0 <= opening < start - 2
            and self._add((opening, opening + 1), (start - 1, end), kind="x-span")
        ):
            return
        self._whole(start, end, "x-attributes")

    def _tag(self, token: re.Match[str]) -> None:
        name = re.split(r"[\s/>]", token["tag"].strip("</"), maxsplit=1)[0].lower()
        if name == "br" or token["tag"].endswith("/>"):
            self._whole(*token.span(), _tag_kind(name))
        elif not token["tag"].startswith("</"):
            self._open_tags.append((name, *token.span()))
        else:
            for index in range(len(self._open_tags) - 1, -1, -1):
                if self._open_tags[index][0] == name:
                    _, start, end = self._open_tags.pop(index)
                    self._add((start, end), token.span(), kind=_tag_kind(name))
                    return
            self._whole(*token.span(), _tag_kind(name))

    def _emphasis(self) -> None:
        """Take the signs of bold and italic text; what is a code already hides its own."""
        for pattern, size, kind in ((STRONG, 2, "bold"), (EMPHASIS, 1, "italic")):
            shape = "".join(
                OBJECT if taken else char
                for char, taken in zip(_without_escapes(self.text), self._taken, strict=True)
            )
            for found in pattern.finditer(shape):
                start, end = found.span()
                self._add((start, start + size), (end - size, end), kind=kind)


_WHOLE = {
    "substitution": "x-substitution",
    "footnote": "x-footnote",
    "auto": "x-address",
    "comment": "x-comment",
}


def _tag_kind(name: str) -> str:
    return {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "br": "lb"}.get(
        name, f"x-html-{name}"
    )


def _without_escapes(text: str) -> str:
    return re.sub(r"\\[!-/:-@\[-`{-~]", OBJECT * 2, text)
