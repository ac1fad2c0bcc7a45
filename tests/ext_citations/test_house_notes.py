"""The house style of notes, as an editor would read it in both editions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ext_brief.model import Edition
from ext_citations.csl import plain_text
from ext_citations.formatting import STYLES, Formatter
from ext_citations.library import Library, Reference
from ext_citations.practice import Practice
from ext_citations.records import CitationRecord
from ext_citations.syntax import parse

ITEMS: dict[str, dict[str, Any]] = {
    "nour": {
        "type": "book",
        "language": "ar",
        "title": "الماء والسياسة في المشرق",
        "title-short": "الماء والسياسة",
        "author": [{"family": "نور", "given": "سعاد"}],
        "translator": [{"family": "زيد", "given": "علي"}],
        "edition": "2",
        "publisher": "دار س",
        "publisher-place": "القاهرة",
        "issued": "2019",
    },
    "article": {
        "type": "article-journal",
        "language": "ar",
        "title": "حدود الماء",
        "container-title": "مجلة كذا",
        "volume": "7",
        "issue": "2",
        "author": [{"family": "الحسن", "given": "نور"}, {"family": "زيد", "given": "ليلى"}],
        "issued": "2020",
    },
    "smith": {
        "type": "book",
        "language": "en",
        "title": "Water Policy in the Levant",
        "title-short": "Water Policy",
        "author": [{"family": "Smith", "given": "Anna"}, {"family": "Jones", "given": "Tom"}],
        "publisher": "Press House",
        "publisher-place": "Oxford",
        "issued": "2020",
    },
    "undated": {
        "type": "book",
        "language": "ar",
        "title": "كتاب",
        "author": [{"family": name, "given": "س"} for name in ("أحمد", "بدر", "تيم", "ثائر")],
        "publisher": "الدار",
    },
    "edited": {
        "type": "book",
        "language": "ar",
        "title": "دراسات في الماء",
        "editor": [{"family": "الحسن", "given": "علي"}],
        "publisher": "الدار",
        "publisher-place": "بيروت",
        "issued": "2011",
    },
    "collected": {
        "type": "book",
        "language": "en",
        "title": "Essays on Water",
        "editor": [{"family": "Baram", "given": "Ann"}],
        "publisher": "Press House",
        "publisher-place": "Oxford",
        "issued": "2010",
    },
    "anonymous": {"type": "book", "language": "ar", "title": "كتاب الماء", "issued": "2011"},
    "talk": {
        "type": "interview",
        "language": "ar",
        "author": [{"family": "علي", "given": "حسن"}],
        "issued": "2023-04-05",
    },
    "verdict": {
        "type": "legal_case",
        "language": "ar",
        "title": "قضية الماء",
        "authority": "المحكمة الاتحادية",
        "number": "17",
        "issued": "2023-04-05",
    },
    "roughly": {
        "type": "book",
        "language": "ar",
        "title": "كتاب الأنهار",
        "issued": {"date-parts": [[1940]], "circa": True},
    },
    "cnn": {
        "type": "article-newspaper",
        "container-title": "CNN",
        "issued": "2024-01-25",
        "multi": {"_keys": {"container-title": {"ar": "سي إن إن"}}},
    },
}


def notes(language: str, *texts: str, **switches: Any) -> list[str]:
    edition = Edition(language=language, label=language, name="م", publisher="م")
    practice = replace(Practice.of(language), **switches)
    formatter = Formatter(STYLES, [], "midad-notes", edition, practice)
    references = {key: Reference({**item, "id": key}, STYLES, 1) for key, item in ITEMS.items()}
    formatter.library = Library(references)
    records = [CitationRecord("p", parse(text), 1, number) for number, text in enumerate(texts, 1)]
    printed = formatter.format(records).citations
    return ["".join(run.plain() for run in runs).replace("\u00a0", " ") for runs in printed]


def test_a_note_gives_the_whole_source_first_and_its_short_form_later() -> None:
    assert notes("ar", "nour، ص 4", "cnn", "nour، ص 12") == [
        "سعاد نور، الماء والسياسة في المشرق، ترجمة علي زيد، ط 2 (القاهرة: دار س، 2019)، ص 4.",
        "سي إن إن، 25 يناير 2024.",
        "نور، الماء والسياسة، ص 12.",
    ]


@pytest.mark.parametrize("place", ["ج 2، ص 45", "مج 2، ص 45–47", "الفقرة 3"])
def test_a_place_is_printed_by_the_name_that_its_author_gave_it(place: str) -> None:
    assert notes("ar", f"nour، {place}")[0].endswith(f"2019)، {place}.")


def test_an_edited_book_is_cited_again_with_its_title() -> None:
    texts = ("edited، ص 4", "collected, p. 4", "cnn", "edited، ص 7", "collected, p. 7")
    assert notes("ar", *texts)[3:] == [
        "الحسن، دراسات في الماء، ص 7.",
        "Baram, Essays on Water, p. 7.",
    ]


def test_a_title_in_the_authors_place_stands_once() -> None:
    assert notes("ar", "anonymous، ص 4", "cnn", "anonymous، ص 7")[2] == "كتاب الماء، ص 7."


def test_a_note_says_that_it_cites_an_interview() -> None:
    assert notes("ar", "talk") == ["حسن علي، مقابلة، 5 أبريل 2023."]


def test_a_note_numbers_the_case_that_it_cites() -> None:
    assert notes("ar", "verdict") == ["المحكمة الاتحادية، «قضية الماء»، رقم 17، 5 أبريل 2023."]


@pytest.mark.parametrize("style", ["midad-notes", "midad-press"])
@pytest.mark.parametrize(
    ("language", "title", "number", "text"),
    [
        ("ar", "قضية الماء", "رقم 17 لسنة 2011", "قضية الماء. رقم 17 لسنة 2011، 2012."),
        ("ar", "قضية الماء", "17", "قضية الماء. رقم 17، 2012."),
        ("en", "Water v. River", "No. 17", "Water v. River. No. 17, 2012."),
        ("en", "Water v. River", "17", "Water v. River. No. 17, 2012."),
    ],
)
def test_a_case_that_brings_the_word_of_its_number_has_no_other(
    style: str, language: str, title: str, number: str, text: str
) -> None:
    item = {"type": "legal_case", "language": language, "title": title, "number": number}
    edition = Edition(language="ar", label="ar", name="م", publisher="م")
    formatter = Formatter(STYLES, [], style, edition)
    formatter.library = Library(
        {"case": Reference({**item, "id": "case", "issued": 2012}, STYLES, 1)}
    )
    entry = formatter.format([CitationRecord("p", parse("case"), 1, 1)]).entries["case"]
    assert plain_text(entry.runs).replace("\u00a0", " ") == text


def test_a_date_that_is_not_sure_says_so() -> None:
    assert notes("ar", "roughly") == ["كتاب الأنهار (نحو 1940)."]


def test_the_source_just_cited_is_repeated_by_a_word_in_its_own_language() -> None:
    assert notes("ar", "nour، ص 4", "nour، ص 7", "smith، ص 3", "smith، ص 9", "cnn", "cnn")[
        1::2
    ] == [
        "المرجع نفسه، ص 7.",
        "Ibid., p. 9.",
        "المرجع نفسه.",
    ]


def test_english_notes_repeat_by_short_forms_unless_the_project_settles_it() -> None:
    texts = ("smith, p. 3", "smith, p. 9")
    assert notes("en", *texts)[1] == "Smith and Jones, Water Policy, p. 9."
    assert notes("en", *texts, ibid="Ibid.")[1] == "Ibid., p. 9."


def test_naming_the_author_in_the_sentence_uses_no_citation_up() -> None:
    edition = Edition(language="ar", label="ar", name="م", publisher="م")
    formatter = Formatter(STYLES, [], "midad-notes", edition)
    formatter.library = Library({"nour": Reference({**ITEMS["nour"], "id": "nour"}, STYLES, 1)})
    named = CitationRecord("author", parse("nour"), 1)
    noted = CitationRecord("p", parse("nour، ص 4"), 1, note=1)
    printed = formatter.format([named, noted]).citations
    assert ["".join(run.plain() for run in runs) for runs in printed][1].startswith("سعاد نور، ")


def test_who_translated_a_source_without_an_author_is_not_named_in_the_sentence() -> None:
    people = [{"family": "زيد", "given": "علي"}]
    item = {
        "type": "book",
        "language": "ar",
        "title": "حكايات",
        "id": "tales",
        "translator": people,
    }
    edition = Edition(language="ar", label="ar", name="م", publisher="م")
    formatter = Formatter(STYLES, [], "midad-notes", edition)
    formatter.library = Library({"tales": Reference(item, STYLES, 1)})
    (runs,) = formatter.format([CitationRecord("author", parse("tales"), 1)]).citations
    assert "".join(run.plain() for run in runs) == "«حكايات»"


def test_an_article_and_its_authors_are_set_in_arabic_throughout() -> None:
    (note,) = notes("ar", "article، ص 15")
    assert note == "نور الحسن وليلى زيد، «حدود الماء»، مجلة كذا، مج 7، ع 2 (2020)، ص 15."


def test_four_authors_are_shortened_and_missing_parts_said() -> None:
    assert notes("ar", "undated") == ["س أحمد وآخرون، كتاب (د.م.: الدار، د.ت.)."]


def test_several_sources_of_a_note_are_parted_by_an_arabic_semicolon() -> None:
    (note,) = notes("ar", "انظر @nour، ص 4؛ @cnn")
    assert note.startswith("انظر سعاد نور، ")
    assert note.endswith("، ص 4؛ سي إن إن، 25 يناير 2024.")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_foreign_source_keeps_its_own_commas(language: str) -> None:
    (note,) = notes(language, "smith, p. 3")
    assert note == (
        "Anna Smith and Tom Jones, Water Policy in the Levant (Oxford: Press House, 2020), p. 3."
    )
