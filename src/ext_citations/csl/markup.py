"""Rich text inside fields: tags, quotation marks and apostrophes.

CSL-JSON allows ``<i>``, ``<b>``, ``<sup>``, ``<sub>``, ``<sc>`` and three kinds of ``<span>`` in a
field. Quotation marks are read as pairs, so that they alternate with those a style sets
(specification, "Quotes"); what pairs with nothing stays as it was written.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .items import CLOSE, Item, Items, Mark

_TAGS: dict[str, Mark] = {
    "<i>": Mark("font-style", "italic", flips=True),
    "<b>": Mark("font-weight", "bold", flips=True),
    "<sup>": Mark("vertical-align", "sup", flips=True),
    "<sub>": Mark("vertical-align", "sub", flips=True),
    "<sc>": Mark("font-variant", "small-caps", flips=True),
    '<span style="font-variant:small-caps;">': Mark("font-variant", "small-caps", flips=True),
    '<span style="font-variant: small-caps;">': Mark("font-variant", "small-caps", flips=True),
    '<span class="nocase">': Mark("nocase"),
    '<span class="nodecor">': Mark("nodecor"),
}
_CLOSES = {"</i>": "i", "</b>": "b", "</sup>": "sup", "</sub>": "sub", "</sc>": "sc"}
_SPECIAL = re.compile(
    r"</?(?:i|b|sc|sup|sub)>"
    r"|<span (?:style=\"font-variant: ?small-caps;\"|class=\"no(?:case|decor)\")>"
    r"|</span>|[\"'“”‘’«»]"
)
_QUICK = re.compile("[<\"'“”‘’«»]")
_PAIRS = {"“": "”", "«": "»", "‘": "’"}
QUOTE = Mark("quote", flips=True)
#: stretches nested deeper than this are no writing
_DEEPEST = 12
_BARRIER = (Mark("barrier"), CLOSE)


def parse(text: str) -> Items:
    """Return the items of a field's *text*."""
    if not _QUICK.search(text):
        return [text]
    return list(_parse(text))


@lru_cache(maxsize=20_000)
def _parse(text: str) -> tuple[Item, ...]:
    tokens = _tokens(text)
    _pair_tags(tokens)
    _pair_quotes(tokens)
    out: list[Item] = []
    for index, token in enumerate(tokens):
        if token.item == "":
            continue
        out.append(token.item)
        after = tokens[index + 1].text[:1] if index + 1 < len(tokens) else ""
        if token.item is CLOSE and after in {".", ","}:
            out += _BARRIER  # what an author wrote behind a quotation mark stays there
    return tuple(out)


class _Token:
    """A piece of the field: a text, a tag or a quotation mark, and what it turned out to be."""

    __slots__ = ("after", "before", "item", "text")

    def __init__(self, text: str, before: str, after: str) -> None:
        self.text = text
        #: the characters before and after it
        self.before = before
        self.after = after
        self.item: Item = text


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    for match in _SPECIAL.finditer(text):
        if match.start() > at:
            tokens.append(_Token(text[at : match.start()], "", ""))
        at = match.end()
        tokens.append(_Token(match[0], text[match.start() - 1 : match.start()], text[at : at + 1]))
    if at < len(text):
        tokens.append(_Token(text[at:], "", ""))
    return tokens


def _pair_tags(tokens: list[_Token]) -> None:
    """Turn tags that have a partner into marks; the others stay text."""
    stack: list[tuple[str, _Token]] = []
    for token in tokens:
        text = token.text
        if text[0] != "<" or len(text) < 3:
            continue
        if text in _TAGS:
            if len(stack) < _DEEPEST:
                stack.append((text[1:-1].split(" ")[0], token))
        elif text == "</span>" or text in _CLOSES:
            name = text[2:-1]
            for depth in range(len(stack) - 1, -1, -1):
                if stack[depth][0] == name:
                    opener = stack[depth][1]
                    opener.item = _TAGS[opener.text]
                    token.item = CLOSE
                    del stack[depth:]
                    break


def _pair_quotes(tokens: list[_Token]) -> None:
    """Turn quotation marks that have a partner into marks, and the other single ones into ’."""
    stack: list[tuple[str, _Token, int]] = []
    depth = 0
    for index, token in enumerate(tokens):
        char = token.text
        if isinstance(token.item, Mark):
            depth += -1 if token.item is CLOSE else 1
            while stack and stack[-1][2] > depth:
                stack.pop()
            continue
        if len(char) != 1 or char not in "\"'“”‘’«»":
            continue
        before, after = _neighbour(tokens, index, -1), _neighbour(tokens, index, 1)
        closer = _closes(char, before, after, stack, depth)
        if closer is not None and stack[closer][1] is not tokens[index - 1]:
            opener = stack[closer][1]
            opener.item = QUOTE
            token.item = CLOSE
            del stack[closer:]
        elif _opens(char, before, after) and (char != "‘" or stack):
            stack.append((char, token, depth))
    for token in tokens:
        if token.text == "'" and token.item == "'":
            token.item = "’"


def _neighbour(tokens: list[_Token], index: int, step: int) -> str:
    """Return the nearest character beyond tags, or an empty string."""
    token = tokens[index]
    near = token.before if step < 0 else token.after
    while near and near in "<>":
        index += step
        if not 0 <= index < len(tokens):
            return ""
        text = tokens[index].text
        if text[0] == "<" and len(text) > 2:
            near = tokens[index].before if step < 0 else tokens[index].after
        else:
            return text[-1] if step < 0 else text[0]
    return near


def _opens(char: str, before: str, after: str) -> bool:
    if char in _PAIRS:
        return True
    if char in "\"'":
        if char == "'" and after.isdigit():
            return False  # '80s
        return (not before or not before.isalnum()) and bool(after) and not after.isspace()
    return False


def _closes(
    char: str, before: str, after: str, stack: list[tuple[str, _Token, int]], depth: int
) -> int | None:
    """Return which open mark *char* closes."""
    if not before or before.isspace():
        return None
    if char in "'’" and after.isalnum():
        return None  # an apostrophe inside a word
    for index in range(len(stack) - 1, max(len(stack) - _DEEPEST, 0) - 1, -1):
        opener, _, level = stack[index]
        if level == depth and (opener == char if char in "\"'" else _PAIRS.get(opener) == char):
            return index
    return None
