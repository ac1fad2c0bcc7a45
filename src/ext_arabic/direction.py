"""Which way a language and a text run. Plain Python."""

from __future__ import annotations

from typing import Literal

Direction = Literal["rtl", "ltr"]

_RTL_LANGUAGES = frozenset({"ar", "fa", "ur", "he", "ps", "ckb", "sd", "ug", "yi", "dv", "syr"})


def direction_of(language: str) -> Direction:
    """Return the direction of *language*'s usual script (BCP 47 tag; a script subtag wins)."""
    parts = language.replace("_", "-").lower().split("-")
    if "latn" in parts[1:]:
        return "ltr"
    return "rtl" if parts[0] in _RTL_LANGUAGES or "arab" in parts[1:] else "ltr"
