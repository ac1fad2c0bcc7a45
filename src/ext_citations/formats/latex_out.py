"""CSL's rich text as LaTeX. Called by the BibTeX writer; `latex` reads the same back."""

from __future__ import annotations

import re

from .latex import NO_CASE, NO_DECOR, SMALL_CAPS, clean, collapse, tidy

_TAGS = {
    "<i>": r"\emph{",
    "<b>": r"\textbf{",
    "<sup>": r"\textsuperscript{",
    "<sub>": r"\textsubscript{",
    "<sc>": r"\textsc{",
    SMALL_CAPS: r"\textsc{",
    SMALL_CAPS.replace(":", ": "): r"\textsc{",
    NO_CASE: "{",
    NO_DECOR: r"\textnormal{",
}
_TAG = re.compile("|".join([*map(re.escape, _TAGS), r"</(?:i|b|sup|sub|sc|span)>"]))
#: braces are written by name: BibTeX counts those that are escaped, too
_ESCAPES = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "`": r"\textasciigrave{}", "\u00a0": "~",
    "--": "-{}-", "''": "'{}'",
}  # fmt: skip
_ESCAPE = re.compile(r"[\\{}$&%#_~^`\u00a0]|-(?=-)|'(?=')")
#: a word with a capital after its first letter: OPEC, iPhone
_CAPITALS = re.compile(r"(?<![\w'’-])[^\W\d_]+[A-ZÀ-ÖØ-Þ]\w*")


def escape(text: str) -> str:
    """Return plain *text* with LaTeX's own characters escaped."""
    return _ESCAPE.sub(lambda match: _ESCAPES.get(match[0], match[0] + "{}"), text)


def encode(text: str, *, protect: bool = False) -> str:
    """Return CSL's rich *text* in LaTeX; *protect* words that BibTeX would write small."""
    pieces: list[str] = []
    open_tags: list[tuple[str, int]] = []
    tokens = _tokens(tidy(text))
    for token, is_tag in tokens:
        if not is_tag:
            is_guarded = any(name == NO_CASE for name, _ in open_tags)
            pieces.append(_protected(token) if protect and not is_guarded else escape(token))
        elif token[1] != "/":
            open_tags.append((token, len(pieces)))
            pieces.append(_TAGS[token])
        else:
            name, at = open_tags.pop()
            if name == NO_CASE and "".join(pieces[at + 1 :])[:1] == "\\":
                pieces[at] = "{{}"  # a group that begins with a command keeps no case
            pieces.append("}")
    return "".join(pieces)


def _protected(text: str) -> str:
    out, at = "", 0
    for match in _CAPITALS.finditer(text):
        out += f"{escape(text[at : match.start()])}{{{escape(match[0])}}}"
        at = match.end()
    return out + escape(text[at:])


def _tokens(text: str) -> list[tuple[str, bool]]:
    """Return the pieces of *text*, and which are tags: those that pair, properly nested."""
    if "<" not in text:
        return [(text, False)] if text else []
    pieces: list[tuple[str, bool]] = []
    at = 0
    for match in _TAG.finditer(text):
        pieces += [(text[at : match.start()], False), (match[0], True)]
        at = match.end()
    pieces.append((text[at:], False))
    paired: set[int] = set()
    stack: list[int] = []
    for index, (token, is_tag) in enumerate(pieces):
        if is_tag and token[1] != "/":
            stack.append(index)
        elif is_tag and stack and _name(pieces[stack[-1]][0]) == token[2:-1]:
            paired |= {index, stack.pop()}
    return [(token, index in paired) for index, (token, _) in enumerate(pieces) if token]


def _name(tag: str) -> str:
    return tag[1:-1].partition(" ")[0]


def plain(text: str) -> str:
    """Return CSL's rich *text* without its tags, on one line."""
    if "<" not in text:
        return tidy(text)
    return collapse("".join(token for token, is_tag in _tokens(clean(text)) if not is_tag))
