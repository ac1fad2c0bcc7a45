"""Languages as BibTeX, babel and polyglossia name them, and their BCP 47 tags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .fields import ARABIC_LOCALES, LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*$")
#: the name that a tag has in a ``.bib`` file; of several, the first
_NAMES = {tag: name for name, tag in reversed(LANGUAGES.items()) if name.isascii()}
_NAMES.update({"de": "german", "fr": "french", "fa": "persian", "pt": "portuguese", "nb": "norsk",
               "sl": "slovene", "en-US": "american", "en-GB": "british"})  # fmt: skip


def base(language: str) -> str:
    """Return the primary subtag of *language*."""
    return re.split("[-_<>]", language, maxsplit=1)[0].lower()


def read_language(fields: Mapping[str, str]) -> str:
    """Return the BCP 47 tag of an entry; an empty string where none is known."""
    tags = [_tag(fields.get(name, "")) for name in ("langid", "hyphenation", "language")]
    known = [tag for tag in tags if tag]
    if not known:
        return ""
    options = fields.get("langidopts", "")
    variant = re.search(r"(?:variant|locale)\s*=\s*(\w+)", options)
    if variant:
        name = variant[1].lower()
        known[0] = ARABIC_LOCALES.get(name, "ar") if known[0] == "ar" else _tag(name) or known[0]
    # the longest of those that agree: langid = {arabic}, language = {ar-SA}
    return max((tag for tag in known if base(tag) == base(known[0])), key=len)


def _tag(name: str) -> str:
    name = re.split(r"\s+and\s+|[,;،]", re.sub(r"[{}]", "", name), maxsplit=1)[0].strip()
    name = name.removeprefix("lang")  # BibLaTeX's key: langenglish
    if name.lower() in LANGUAGES:
        return LANGUAGES[name.lower()]
    if not _TAG.match(name):
        return ""
    parts = name.replace("_", "-").split("-")
    return "-".join([parts[0].lower(), *map(_subtag, parts[1:])])


def _subtag(part: str) -> str:
    """Return a subtag as it is usually written: ``Latn``, ``SA``, ``alalc97``."""
    if len(part) == 4 and part.isalpha():
        return part.title()
    return part.upper() if len(part) == 2 else part.lower()


def write_language(tag: str) -> dict[str, str]:
    """Return the fields that say *tag*."""
    if not _TAG.match(tag):
        return {}
    if tag in _NAMES:
        return {"langid": _NAMES[tag]}
    name = _NAMES.get(base(tag))
    return {"langid": name, "language": tag} if name else {"language": tag}
