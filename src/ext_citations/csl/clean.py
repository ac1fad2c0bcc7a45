"""Keeps out of a page what no field of a reference may bring there."""

from __future__ import annotations

import re

#: what no field may bring to a page: control characters, halves of characters, and the marks that
#: turn the direction of all that follows (the harmless ones, and the joiners, stay)
_UNWANTED = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def clean(text: str) -> str:
    """Return *text* without characters that no field may bring to a page."""
    return text if text.isascii() and text.isprintable() else _UNWANTED.sub("", text)
