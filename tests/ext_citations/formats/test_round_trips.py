"""An item comes back from BibTeX and CSL-JSON as it went in."""

from __future__ import annotations

import json
import re
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ext_citations.formats.bibtex import Fault, read_bibtex
from ext_citations.formats.export import to_bibtex, to_csl_json
from ext_citations.formats.latex import decode
from ext_citations.formats.latex_out import encode
from ext_citations.formats.variables import TYPES

WORDS = st.sampled_from(
    [
        *("Water", "and", "policy", "of", "it's", "Œuvre", "سياسة", "المياه", "بغداد،", "می‌روم"),
        *(
            "100%",
            "A&B",
            "x_y",
            "$5",
            "#1",
            "~",
            "^",
            "{",
            "}",
            "\\",
            "a--b",
            "''q''",
            "`",
            "<",
            ">",
        ),
        *("(x)", "[y]", "=", ";", "a-b", "–", "…", "“q”", "«ق»", "№", "no\u00a0break", "@book{x,"),
    ]
)
PLAIN = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
MARKS = [("<i>", "</i>"), ("<b>", "</b>"), ("<sup>", "</sup>"), ("<sub>", "</sub>"),
         ('<span style="font-variant:small-caps;">', "</span>"),
         ('<span class="nodecor">', "</span>")]  # fmt: skip
RICH = st.recursive(
    PLAIN,
    lambda inner: st.tuples(st.sampled_from(MARKS), inner, PLAIN).map(
        lambda t: f"{t[0][0]}{t[1]}{t[0][1]} {t[2]}"
    ),
    max_leaves=3,
)
GUARDED = st.tuples(RICH, RICH).map(lambda t: f'<span class="nocase">Oman {t[0]}</span> {t[1]}')
TITLE = st.one_of(RICH, GUARDED)
LATIN = st.sampled_from(
    [
        *("Anna", "Jean-Paul", "O'Brien", "Ōe", "García Márquez", "J. R.", "van Gogh", "al-Ali"),
        *("Smith and Sons", "Le, Petit"),
    ]
)
ARABIC = st.sampled_from(["محمد", "بن سلمان", "عبد الله", "آل ثاني", "السوداني", "أبو مهدي"])
SPLIT = st.one_of(
    st.fixed_dictionaries(
        {"family": LATIN, "given": LATIN.filter(lambda x: x[0].isupper())},
        optional={
            "non-dropping-particle": st.sampled_from(["van der", "de", "bin"]),
            "dropping-particle": st.sampled_from(["von", "de la"]),
            "suffix": st.sampled_from(["Jr.", "III"]),
        },
    ),
    st.fixed_dictionaries({"family": ARABIC, "given": ARABIC}),
)
NAMES = st.lists(
    st.one_of(SPLIT, st.fixed_dictionaries({"literal": st.one_of(LATIN, ARABIC, PLAIN)})),
    min_size=1,
    max_size=4,
)
DAY = st.one_of(
    st.tuples(st.integers(1000, 2100)),
    st.tuples(st.integers(-500, 99999), st.integers(1, 12)),
    st.tuples(st.integers(1, 2100), st.integers(1, 12), st.integers(1, 28)),
).map(list)
DATE = st.one_of(
    st.fixed_dictionaries(
        {"date-parts": st.tuples(DAY).map(list)}, optional={"circa": st.just(value=True)}
    ),
    st.tuples(DAY, DAY)
    .filter(lambda d: d[0] != d[1])
    .map(lambda d: {"date-parts": [list(d[0]), list(d[1])]}),
    st.builds(
        lambda y, s: {"date-parts": [[y]], "season": s}, st.integers(1900, 2100), st.integers(1, 4)
    ),
    st.just({"date-parts": [[2024, 1], [0]]}),
    st.just({"literal": "1445هـ"}),
    st.just({"literal": "in press"}),
)
SIMPLE = [
    *("volume", "edition", "publisher", "publisher-place", "event-title", "event-place"),
    *("genre", "status", "version", "note", "abstract", "annote", "keyword", "archive"),
    *("authority", "section", "medium", "dimensions", "collection-title", "issue"),
    *("number", "collection-number", "chapter-number", "part-number", "number-of-volumes"),
    *("number-of-pages", "ISBN", "ISSN", "original-title", "original-publisher"),
    *("original-publisher-place", "citation-label", "source", "volume-title"),
    *("container-title", "container-title-short", "title-short", "reviewed-title", "scale"),
]
ADDRESS = st.sampled_from(["https://example.org/a_b?c=1&d=%20#e~f", "https://example.org/سياسة"])
OPTIONAL: dict[str, st.SearchStrategy[Any]] = {
    "title": TITLE,
    "author": NAMES,
    "editor": NAMES,
    "translator": NAMES,
    "container-author": NAMES,
    "interviewer": NAMES,
    "collection-editor": NAMES,
    "issued": DATE,
    "accessed": DATE,
    "original-date": DATE,
    "event-date": DATE,
    "submitted": DATE,
    "language": st.sampled_from(["ar", "en", "en-US", "ar-SA", "fa", "fr", "ku", "sr-Latn", "xx"]),
    "page": st.sampled_from(["4", "4-6", "iv-x", "4-6, 9", "A-12"]),
    "DOI": st.just("10.1000/a_b(c)"),
    "URL": ADDRESS,
    "PMID": st.just("123"),
}
OPTIONAL.update((name, PLAIN) for name in SIMPLE)
REQUIRED = {
    "id": st.from_regex(r"[a-z\u0627-\u063a]{1,8}[-:.]?\d{0,4}", fullmatch=True),
    "type": st.sampled_from(sorted(TYPES)),
}
ITEM = st.fixed_dictionaries(REQUIRED, optional=OPTIONAL)


@settings(deadline=None)
@given(TITLE)
def test_rich_text_comes_back_from_latex(text: str) -> None:
    assert decode(encode(text), title=True) == text


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(ITEM, min_size=1, max_size=3, unique_by=lambda item: item["id"]))
def test_items_come_back_from_bibtex(items: list[dict[str, Any]]) -> None:
    text = to_bibtex(items)
    found = [item for item, _ in read_bibtex(text)]
    assert not [each for each in found if isinstance(each, Fault)]
    assert found == items
    assert text == to_bibtex(items)


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(ITEM, max_size=3))
def test_items_come_back_from_csl_json(items: list[dict[str, Any]]) -> None:
    assert json.loads(to_csl_json(items)) == items


@settings(deadline=None)
@given(st.text())
def test_any_text_comes_back_from_latex_without_control_characters(text: str) -> None:
    kept = re.sub(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]", "", text)
    kept = re.sub(r"[ \t\n\r\f\v]+", " ", kept).strip(" ")
    assert decode(encode(text)) == kept
