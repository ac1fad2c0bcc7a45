"""CSL-JSON items as RIS, which reference managers of every kind read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from .dates import first_day
from .latex_out import plain
from .write_bibtex import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_TYPES = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "broadcast": "VIDEO",
    "chapter": "CHAP",
    "dataset": "DATA",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "figure": "FIGURE",
    "graphic": "ART",
    "hearing": "HEAR",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "UNPB",
    "map": "MAP",
    "motion_picture": "MPCT",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "performance": "GEN",
    "periodical": "JFULL",
    "personal_communication": "PCOMM",
    "post": "BLOG",
    "post-weblog": "BLOG",
    "regulation": "LEGAL",
    "report": "RPRT",
    "software": "COMP",
    "song": "SOUND",
    "speech": "SLIDE",
    "standard": "STAND",
    "thesis": "THES",
    "treaty": "LEGAL",
    "webpage": "ELEC",
}
_NAMES = {
    "author": "AU",
    "editor": "A2",
    "collection-editor": "A3",
    "translator": "A4",
    "container-author": "A2",
}
_TEXTS = {
    "title": "TI",
    "title-short": "ST",
    "container-title": "T2",
    "container-title-short": "J2",
    "collection-title": "T3",
    "volume": "VL",
    "issue": "IS",
    "number": "M1",
    "genre": "M3",
    "edition": "ET",
    "number-of-volumes": "NV",
    "publisher": "PB",
    "publisher-place": "CY",
    "ISBN": "SN",
    "ISSN": "SN",
    "DOI": "DO",
    "URL": "UR",
    "call-number": "CN",
    "archive": "DP",
    "language": "LA",
    "abstract": "AB",
    "note": "N1",
}


def to_ris(items: Iterable[Mapping[str, Any]]) -> str:
    """Return *items* as an RIS file, in their order, with the line ends that the format wants."""
    lines = (line for item in items for line in _lines(item))
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines)


def _lines(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "TY", _TYPES.get(text_of(item, "type"), "GEN")
    yield "ID", text_of(item, "id")
    for variable, tag in _NAMES.items():
        if variable in item:
            for name in names_of(item, variable):
                yield tag, name
    for variable, tag in _TEXTS.items():
        if variable in item and (value := plain(text_of(item, variable))):
            yield tag, value
    yield from _dates(item)
    for tag, page in zip(("SP", "EP"), page_range(text_of(item, "page")), strict=True):
        if page:
            yield tag, page
    for word in re.split("[,;،؛]", text_of(item, "keyword")):
        if word.strip():
            yield "KW", plain(word)
    yield "ER", ""


def _dates(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    issued = first_day(item.get("issued"))
    if issued:
        yield "PY", f"{issued[0]:04d}"
        yield "DA", _slashed(issued)
    accessed = first_day(item.get("accessed"))
    if accessed:
        yield "Y2", _slashed(accessed)


def _slashed(day: list[int]) -> str:
    """Return ``2024/01/25/``: the format keeps the place of what is not known."""
    return "/".join([f"{day[0]:04d}", *(f"{n:02d}" for n in day[1:]), *[""] * (4 - len(day))])


def page_range(text: str) -> tuple[str, str]:
    """Return the first and the last page; “A-12” is one page, and so is what is no single range."""
    match = re.fullmatch(r"([^\s,–-]*\d)\s*(?:-+|–)\s*([^\s,–-]*\d[^\s,–-]*)", text)
    return (match[1], match[2]) if match else (plain(text), "")


def names_of(item: Mapping[str, Any], variable: str) -> list[str]:
    """Return the names in *variable*: ``Family, Given, Suffix``, or as they are printed."""
    names: list[str] = []
    value = item.get(variable)
    for name in value if isinstance(value, list) else []:
        if not isinstance(name, dict):
            continue
        family = f"{text_of(name, 'non-dropping-particle')} {text_of(name, 'family')}".strip()
        given = f"{text_of(name, 'given')} {text_of(name, 'dropping-particle')}".strip()
        suffix = text_of(name, "suffix")
        parts = [family, given, suffix] if family and given else [family or given]
        text = plain(", ".join(filter(None, parts)) or text_of(name, "literal"))
        if text:
            names.append(text)
    return names
