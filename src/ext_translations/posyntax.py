"""The lines of a catalog: how they are encoded, and what one of them says. Plain Python.

Source: GNU gettext manual, "The Format of PO Files".
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from ext_arabic import messages

if TYPE_CHECKING:
    from collections.abc import Sequence

__ = messages.console("ext_translations")

_MERGE_MARK = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)")
_KEYWORD = re.compile(r"[ \t]*(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)?[ \t]*")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
#: a line with nothing wrong and nothing escaped, which most are
_PLAIN = re.compile(rf'{_KEYWORD.pattern}"([^"\\]*)"[ \t\r]*')
#: numbers of bytes, all that follow each other, since only together are they a text; or one sign
_ESCAPE = re.compile(r"((?:\\(?:[0-7]{1,3}|x[0-9A-Fa-f]+))+)|\\(.)")
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "v": "\v", "f": "\f"}
_LETTERS |= {'"': '"', "\\": "\\"}
_CHARSET = re.compile(r"charset=([\w.:-]+)")


class PoError(ValueError):
    """Raised where a catalog breaks the format."""

    def __init__(self, line: int, column: int, message: str) -> None:
        """Say on which line and column (from 1), and what."""
        super().__init__(f"{line}:{column}: {message}")
        self.line, self.column, self.message = line, column, message


def _unescaped(string: str, number: int, start: int) -> str:
    """Return what a string stands for; raise `PoError` with the column, from *start* on."""

    def sign(escape: re.Match[str]) -> str:
        try:
            if escape[2]:
                return _LETTERS[escape[2]]
            codes = escape[1].split("\\")[1:]
            return bytes(
                int(code[1:], 16) if code[0] == "x" else int(code, 8) for code in codes
            ).decode()
        except (KeyError, ValueError):
            column = start + escape.start() + 2
            raise PoError(number, column, __("this is no escape: %s") % escape[0]) from None

    return _ESCAPE.sub(sign, string)


def decode(data: bytes) -> str:
    """Return the text of a catalog; raise `PoError` unless it is UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        start = data.rfind(b"\n", 0, error.start) + 1
        column = len(data[start : error.start].decode("utf-8", "replace")) + 1
        line = data.count(b"\n", 0, error.start) + 1
        raise PoError(line, column, __("this is not UTF-8")) from None


def check_charset(lines: Sequence[str], first: int) -> None:
    """Raise `PoError` if a header says another encoding; its lines begin at line *first*.

    Other tools would read the file in that encoding, and write it back as nonsense.
    """
    for number, line in enumerate(lines, start=first):
        charset = _CHARSET.search(line)
        if charset is None or charset[1] == "CHARSET":
            continue
        try:
            name = codecs.lookup(charset[1]).name
        except LookupError:
            name = charset[1]
        if name not in ("utf-8", "ascii"):
            text = __("the head says %s, but the file is in UTF-8") % charset[1]
            raise PoError(number, charset.start(1) + 1, text)


def split(raw: str, number: int, start: int) -> tuple[str, str]:
    """Return the keyword and the value of a line; raise `PoError` with the column."""
    if plain := _PLAIN.fullmatch(raw, start):
        return plain[1] or "", plain[2]
    if _MERGE_MARK.match(raw):
        raise PoError(number, 1, __("a merge mark was left here"))
    match = _KEYWORD.match(raw, start)
    assert match is not None
    keyword, place = match[1] or "", match.end()
    if raw[place : place + 1] != '"':
        text = __("this is not a line of a catalog: %s") % raw.strip()
        if keyword:
            text = __("“%s” must be followed by a text in quotation marks") % keyword
        raise PoError(number, place + 1, text)
    string = _STRING.match(raw, place)
    if string is None:
        raise PoError(number, place + 1, __("this quotation mark is never closed"))
    rest = raw[string.end() :]
    if rest.strip():
        column = string.end() + len(rest) - len(rest.lstrip()) + 1
        text = __('nothing may follow the text; a quotation mark inside it is written \\"')
        raise PoError(number, column, text)
    text = string[1]
    if "\\" in text:
        text = _unescaped(text, number, place)
    return keyword, text
