"""What kind of source an entry is: its CSL type, which more than the entry's type may settle."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from . import fields as tables
from .latex import tidy
from .variables import TYPES, words

if TYPE_CHECKING:
    from collections.abc import Mapping

_URL = re.compile(r"\\(?:url|path|nolinkurl)\s*\{(.*)\}\s*$", re.DOTALL)
_ADDRESS = re.compile(r"https?://\S+")
_ESCAPED = re.compile(r"\\([_%&#~$^{}])(?:\{\})?|\{|\}|\\text(underscore|asciitilde)\s*")
#: types whose institution has authority, and publishes nothing
LEGAL = words("legal_case legislation bill hearing regulation patent treaty")
IN_SERIES = words("book chapter paper-conference thesis entry-encyclopedia")


def csl_type(kind: str, fields: Mapping[str, str]) -> str:
    """Return the CSL type of an entry of the type *kind*, which *fields* may settle."""
    subtype = fields.get("entrysubtype", "").strip().lower()
    if subtype in TYPES or subtype in tables.SUBTYPES:
        return tables.SUBTYPES.get(subtype, subtype)
    found = tables.TYPES.get(kind, "document") or kind
    has_journal = "journal" in fields or "journaltitle" in fields
    archive = fields.get("eprinttype", fields.get("archiveprefix", "")).lower()
    if kind == "article":
        for word in re.split(r"\s*[,;،؛]\s*", fields.get("keywords", "").lower()):
            if word.strip() in tables.SUBTYPES:
                return tables.SUBTYPES[word.strip()]
        return "article" if "eprint" in fields and not has_journal else found
    if kind == "misc" and "eprint" in fields and archive == "arxiv":
        return "article"
    if kind == "misc" and (has_journal or "urldate" in fields or address_of(fields)):
        return "webpage"
    if kind == "online" and fields.get("pubstate", "").lower() == "prepublished":
        return "article"
    if kind == "unpublished" and fields.keys() & {"eventtitle", "eventdate", "venue"}:
        return "speech"
    if kind == "inbook" and not fields.keys() & {"booktitle", "maintitle"}:
        return "book"  # in BibTeX its title is the book's
    return found


def address_of(fields: Mapping[str, str]) -> str:
    """Return the address in ``howpublished``; an empty string where there is none."""
    match = _ADDRESS.search(verbatim(fields.get("howpublished", "")))
    return match[0] if match else ""


def verbatim(text: str) -> str:
    """Return a field that holds an address or a number, without the LaTeX that many put there."""
    text = tidy(text)
    match = _URL.match(text)
    text = match[1] if match else text
    words = {"underscore": "_", "asciitilde": "~"}
    return _ESCAPED.sub(lambda m: m[1] or words.get(m[2], ""), text).strip()
