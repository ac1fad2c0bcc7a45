"""A list of references in parts, each with its heading. Plain Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ext_arabic import messages
from ext_citations.csl.languages import base, language_of
from ext_citations.records import keywords

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ext_citations.practice import Split

#: headings by kind of source, in the order of law journals
KINDS = {
    "Books": "book classic chapter collection entry entry-dictionary entry-encyclopedia pamphlet",
    "Theses": "thesis",
    "Journal articles": "article article-journal review review-book",
    "The press": "article-newspaper article-magazine broadcast",
    "Reports and papers": "report dataset paper-conference document speech interview",
    "Court decisions": "legal_case hearing",
    "Laws": "legislation bill regulation",
    "Treaties": "treaty",
    "Web pages": "webpage post post-weblog",
    "Other sources": "",
}
#: by type of item
_KIND = {name: heading for heading, names in KINDS.items() for name in names.split()}
PRIMARY_FIRST = ("Primary sources", "Secondary sources")
#: keywords of a primary source
PRIMARY = frozenset({"primary", "primary source", "مصدر", "مصدر أولي"})


def parts(
    keys: Iterable[str], items: Mapping[str, Mapping[str, Any]], split: Split, page: str
) -> list[tuple[str, list[str]]]:
    """Return *keys* in the parts of a list on a page in the language *page*, with their headings.

    No part is empty, and a list of one part has no heading.
    """
    found: dict[str, list[str]] = {}
    for key in keys:
        found.setdefault(_heading(items[key], split, page), []).append(key)
    if len(found) < 2:
        return [("", part) for part in found.values()]
    order = [*KINDS, *_by_language(page), *PRIMARY_FIRST]
    translate = messages.page("ext_citations", page)
    return [(translate(name), found[name]) for name in order if name in found]


def language_classes(heading: str, page: str) -> list[str]:
    """Return the class that tells a browser that a *heading* is in English, if *page* is not."""
    if heading not in {*KINDS, *_by_language(page), *PRIMARY_FIRST}:
        return []  # it is translated
    return messages.language_classes("ext_citations", page, heading)


def _by_language(page: str) -> tuple[str, str]:
    """Return the headings of what is Arabic and what is not, the page's own first."""
    names = "Arabic references", "Other references"
    return names if base(page) == "ar" else names[::-1]


def _heading(item: Mapping[str, Any], split: Split, page: str) -> str:
    if split == "none":
        return ""
    if split == "primary":
        return PRIMARY_FIRST[PRIMARY.isdisjoint(keywords(item))]
    own, foreign = _by_language(page)
    is_arabic = base(language_of(item, page) or page) == "ar"
    if is_arabic != (base(page) == "ar"):
        return foreign
    return own if split == "script" else _KIND.get(str(item.get("type")), "Other sources")
