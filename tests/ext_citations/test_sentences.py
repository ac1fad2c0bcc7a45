"""Citations in a sentence of the author's: the name, the rest, and the stop between them."""

from __future__ import annotations

from typing import Any

import pytest

from ext_citations.csl import Run, plain_text
from ext_citations.formatting import STYLES, Formatter, PlainEdition
from ext_citations.library import Library, Reference
from ext_citations.records import CitationRecord
from ext_citations.sentences import in_sentence, out_of_margin, without_stop
from ext_citations.syntax import parse

ITEMS: dict[str, dict[str, Any]] = {
    "page": {"type": "webpage", "URL": "https://a.org/x"},
    "cnn": {"type": "article-newspaper", "container-title": "CNN", "issued": "2024-01-25"},
    "book": {"type": "book", "language": "ar", "title": "كتاب الماء", "issued": "2011"},
    "law": {"type": "legislation", "language": "ar", "title": "قانون الماء"},
    "alpha": {"type": "book", "language": "en", "title": "Alpha"},
}


def printed(style: str, *texts: str, mode: Any = "t", language: str = "ar") -> list[str]:
    """Return how citations in a note of the author's print."""
    formatter = Formatter(STYLES, [], style, PlainEdition(language))
    references = {key: Reference({**item, "id": key}, STYLES, 1) for key, item in ITEMS.items()}
    formatter.library = Library(references)
    records = [
        CitationRecord(mode, parse(text), 1, note, in_authors_note=True)
        for note, text in enumerate(texts, 1)
    ]
    citations = formatter.format(records).citations
    return [plain_text(runs).replace("\u00a0", " ") for runs in citations]


@pytest.mark.parametrize(
    ("style", "text"),
    [("midad-press", "(د.ت.)"), ("midad-notes", "د.ت.، https://a.org/x")],
)
def test_a_source_without_a_name_begins_with_the_rest(style: str, text: str) -> None:
    assert printed(style, "page") == [text]


@pytest.mark.parametrize(
    ("language", "text"), [("ar", "CNN، 25 يناير 2024"), ("en", "CNN, 25 January 2024")]
)
def test_the_comma_after_a_name_is_that_of_the_words_after_it(language: str, text: str) -> None:
    assert printed("midad-notes", "cnn", language=language) == [text]


def test_no_comma_stands_before_a_bracket() -> None:
    assert printed("midad-notes", "book", "alpha") == ["«كتاب الماء» (2011)", "“Alpha” (n.d.)"]


def test_a_title_in_the_sentence_is_not_said_again_where_nothing_else_is_left() -> None:
    first, between, again = printed("midad-notes", "law", "cnn", "law")
    assert (first, again) == ("«قانون الماء»، د.ت.", "«قانون الماء»")
    assert printed("midad-notes", "law", "cnn", "law، ص 7")[2] == "«قانون الماء»، ص 7"
    assert between == "CNN، 25 يناير 2024"


def test_a_citation_without_its_author_prints_something_where_no_name_stands_before_it() -> None:
    assert printed("midad-notes", "law", "cnn", "-@law", mode="p")[2] == "قانون الماء"


def test_an_abbreviation_keeps_its_stop() -> None:
    assert printed("midad-notes", "alpha", "law", mode="full") == [
        "Alpha. n.d.",
        "قانون الماء. د.ت.",
    ]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("دار س.", "دار س"),
        ("https://a.org/x.y.", "https://a.org/x.y"),
        ("(n.d.", "(n.d."),
        ("نسخة 2.0.", "نسخة 2.0"),
        ("د. ت.", "د. ت"),
    ],
)
def test_only_an_abbreviation_of_several_letters_keeps_its_stop(text: str, left: str) -> None:
    assert plain_text(without_stop((Run("text", text),))) == left


def test_a_stop_alone_in_a_run_leaves_no_empty_run() -> None:
    title = Run("text", "كتاب الماء")
    stop = Run("strong", children=(Run("emphasis", children=(Run("text", "."),)),))
    assert without_stop((title, stop)) == (title,)
    assert without_stop((stop,)) == ()


@pytest.mark.parametrize("number", ["[1]", "[1] "])
def test_a_number_in_the_margin_comes_into_the_line(number: str) -> None:
    margin = Run("left-margin", children=(Run("text", number),))
    entry = (margin, Run("right-inline", children=(Run("text", "كتاب الماء."),)))
    assert plain_text(out_of_margin(entry)) == "[1] كتاب الماء."
    assert plain_text(in_sentence(entry)) == "[1] كتاب الماء"
