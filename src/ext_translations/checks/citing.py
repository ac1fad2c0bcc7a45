"""What a citation holds: the keys, which stay, and the words around them, which are translated.

The full grammar is `ext_citations.syntax`; packages do not import each other, and here only keys
and words are told apart.
"""

from __future__ import annotations

import re

_PARTS = re.compile(r"\s*[,،;؛]\s*(?![^{]*\})")
_KEY = re.compile(r"@([^\s,،;؛{}@`]+)")
_BRACES = re.compile(r"\{[^{}]*\}")
#: words before a locator that are set in the language of the edition wherever they stand
_LABELS = re.compile(r"^(?:ص ص|ص|صفحة|الصفحة|الصفحات|الفصل|فصل|ف|ج|مج|ع|المادة|مادة)\.?\s*(?=\d|$)")


def keys_of(content: str) -> list[str]:
    """Return the keys that a citation names."""
    keys: list[str] = []
    for part in filter(None, _PARTS.split(_BRACES.sub("", content).strip())):
        if marked := _KEY.findall(part):
            keys += marked
        elif not keys or not re.search(r"\s|^\d", part):
            keys.append(part.split()[-1])
    return keys


def words_of(content: str) -> str:
    """Return the words of a citation that are printed and are not keys or locators' labels."""
    keys = set(keys_of(content))
    braced = " ".join(found[1:-1] for found in _BRACES.findall(content))
    text = _KEY.sub(" ", _BRACES.sub(" ", content))
    parts = [_LABELS.sub("", part) for part in _PARTS.split(f"{text}, {braced}")]
    return " ".join(word for part in parts for word in part.split() if word not in keys)
