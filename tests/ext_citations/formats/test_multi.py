"""Forms in other scripts, as Zotero's add-on and Juris-M keep them, in the engine's shape."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ext_citations.formats.bibtex import read_bibtex
from ext_citations.formats.multi import with_forms

DATA = Path(__file__).parent / "data"

NOTE = """OCLC: 123
cne-original-language: ar-SA
cne-title-original: تاريخ المدينة
cne-title-romanized: Tārīkh al-madīna
cne-title-romanized-short: Tārīkh
cne-title-english: History of the City
cne-publisher-original: دار المثال
cne-journal-romanized: Majallat al-mithāl
cne-series-original: سلسلة
cne-nothing-original: x
cne-creator-0-last-original: العلي
cne-creator-0-first-original: محمد
cne-creator-1-last-romanized: Ḥasan
cne-creator-0-options-force-comma: true
cne-creator-9-last-original: غائب
cne-title-english:
tex.ids: old
A note that stays: here"""


def test_lines_of_the_add_on_become_forms() -> None:
    item = with_forms(
        {
            "id": "k",
            "type": "book",
            "language": "en",
            "title": "Tarikh al-madina",
            "publisher": "Dar al-mithal",
            "author": [{"family": "al-Ali", "given": "Muhammad"}],
            "editor": [{"family": "Hasan", "given": "Nur"}],
            "note": NOTE,
        }
    )
    assert item["note"] == "OCLC: 123\nA note that stays: here"
    assert item["language"] == "ar-SA"
    assert (item["title"], item["publisher"]) == ("تاريخ المدينة", "دار المثال")
    assert item["collection-title"] == "سلسلة"
    assert item["multi"]["_keys"] == {
        "title": {"ar-Latn": "Tārīkh al-madīna", "en": "History of the City"},
        "title-short": {"ar-Latn": "Tārīkh"},
        "publisher": {"ar-Latn": "Dar al-mithal"},
        "container-title": {"ar-Latn": "Majallat al-mithāl"},
        "collection-title": {},
    }
    assert item["multi"]["main"]["title"] == "ar"
    assert item["author"] == [
        {
            "family": "العلي",
            "given": "محمد",
            "multi": {"_key": {"ar-Latn": {"family": "al-Ali", "given": "Muhammad"}}, "main": "ar"},
        }
    ]
    assert item["editor"][0]["multi"]["_key"]["ar-Latn"] == {"family": "Ḥasan", "given": "Nur"}


def test_arabic_main_values_stay_where_they_are() -> None:
    item = with_forms(
        {
            "title": "كتاب",
            "author": [{"family": "العلي", "given": "محمد"}, "محمد"],
            "note": "cne-title-romanized: Kitāb\ncne-title-original: كتاب\n"
            "cne-creator-0-last-romanized: al-ʿAlī\ncne-author-0-first-romanized: Muḥammad\n"
            "cne-creator-1-literal-english: Mohammed",
        }
    )
    assert (item["title"], item["language"]) == ("كتاب", "ar")
    assert item["multi"]["_keys"] == {"title": {"ar-Latn": "Kitāb"}}
    forms = [name["multi"]["_key"] for name in item["author"]]
    assert forms == [
        {"ar-Latn": {"family": "al-ʿAlī", "given": "Muḥammad"}},
        {"en": {"literal": "Mohammed"}},
    ]
    assert "note" not in item


def test_a_creator_is_found_by_name_before_its_number() -> None:
    item = with_forms(
        {
            "language": "ar",
            "editor": [{"family": "Hasan", "given": "N"}],
            "author": [{"family": "Ali", "given": "M"}],
            "note": "cne-creator-0-last-romanized: Ali\ncne-creator-0-last-original: علي",
        }
    )
    assert item["author"][0]["family"] == "علي"
    assert "multi" not in item["editor"][0]


def test_persian_and_unknown_languages_are_not_taken_for_arabic() -> None:
    note = "cne-title-original: آب\ncne-title-romanized: Āb"
    assert with_forms({"language": "fa", "note": note})["multi"]["_keys"]["title"] == {
        "fa-Latn": "Āb"
    }
    item = with_forms({"title": "Shui", "note": "cne-title-original: 水"})
    assert (item["title"], item["multi"]["_keys"]["title"]) == ("水", {"und-Latn": "Shui"})
    assert "language" not in item


def test_notes_of_better_bibtex_become_forms_too() -> None:
    items = [item for item, _ in read_bibtex((DATA / "better-bibtex.bib").read_text("utf-8"))]
    assert isinstance(items[0], dict)
    item = with_forms(items[0])
    assert item["language"] == "ar-LB"
    assert item["title"] == "لماذا اجتمعت أوبك"
    # the title was the English one: it is no romanised form
    assert item["multi"]["_keys"]["title"] == {"en": "Why OPEC Met Again"}
    assert "note" not in item


@pytest.mark.parametrize(
    ("note", "variable", "value", "rest"),
    [
        ("original-date: 1999", "original-date", {"raw": "1999"}, None),
        ("Original Date: 1999", "original-date", {"raw": "1999"}, None),
        ("{:original-date: 1999} kept", "original-date", {"raw": "1999"}, "kept"),
        ("kept\nDOI: 10.1/x", "DOI", "10.1/x", "kept"),
        ("archive_location: Box 4", "archive_location", "Box 4", None),
        ("type: article-newspaper", "type", "article-newspaper", None),
        ("type: unheard-of", "type", "book", "type: unheard-of"),
        ("director: Nur || Sara", "director", [{"family": "Nur", "given": "Sara"}], None),
        ("director: Agency", "director", [{"literal": "Agency"}], None),
        ("publisher: Other", "publisher", "House", "publisher: Other"),
        ("note: this stays", "title", "T", "note: this stays"),
        ("Abstract: this stays", "title", "T", "Abstract: this stays"),
        ("In his words: never", "title", "T", "In his words: never"),
        ("genre:", "title", "T", "genre:"),
        ("{:unheard-of: 1}", "title", "T", "{:unheard-of: 1}"),
        ("Citation Key: nur2020", "id", "nur2020", None),
        ("plain", "title", "T", "plain"),
    ],
)
def test_variables_are_taken_out_of_notes(
    note: str, variable: str, value: object, rest: str | None
) -> None:
    item = with_forms(
        {
            "id": "http://zotero.org/users/1/items/ABCD1234",
            "type": "book",
            "title": "T",
            "publisher": "House",
            "note": note,
        }
    )
    assert item[variable] == value
    assert item.get("note") == rest


def test_more_names_of_one_role_are_added() -> None:
    note = "editor: Nur || Sara\neditor: Said || Omar"
    item = with_forms({"editor": [{"literal": "A"}], "note": note})
    assert [name.get("family") for name in item["editor"]] == [None, "Nur", "Said"]


def test_own_keys_are_kept() -> None:
    item = with_forms({"id": "nur", "note": "Citation Key: nur2020"})
    assert (item["id"], item["citation-key"]) == ("nur", "nur2020")


def test_juris_m_export_is_put_in_order() -> None:
    (raw,) = json.loads((DATA / "jurism.json").read_text(encoding="utf-8"))
    item = with_forms(raw)
    assert item["title"] == "تاريخ الماء"
    assert item["multi"]["main"] == {"title": "ar"}
    forms = item["multi"]["_keys"]["title"]
    assert forms["ar-Latn"] == forms["ar-alalc97"] == "Tārīkh al-māʾ"
    assert forms["en"] == forms["en-US"] == "A History of Water"
    author = item["author"][0]
    assert (author["family"], author["given"]) == ("العلي", "محمد")
    assert author["multi"]["_key"]["ar-Latn"]["family"] == "al-ʿAlī"
    assert item["author"][1]["family"] == "Hasan"


@pytest.mark.parametrize(
    ("language", "own"), [("en<ar", "en"), ("ar>en", "en"), ("ar", "ar"), ("", "")]
)
def test_a_translation_is_in_the_language_it_is_in(language: str, own: str) -> None:
    assert with_forms({"language": language})["language"] == own


def test_what_is_in_order_or_malformed_stays() -> None:
    items: list[dict[str, Any]] = [
        {"language": "en", "title": "CNN", "multi": {"_keys": {"title": {"ar": "سي إن إن"}}}},
        {"title": "T", "multi": {"_keys": {"title": "no forms"}, "main": "ar"}},
        {"title": "T", "multi": "x", "author": ["A", {"family": "B", "multi": 3}], "editor": "C"},
        {"title": "T", "note": 4},
    ]
    for item in items:
        before = json.loads(json.dumps(item))
        after = with_forms(item)
        assert item == before  # nothing is changed in place
        after.get("multi", {}).pop("main", None) if isinstance(after.get("multi"), dict) else None
        before.get("multi", {}).pop("main", None) if isinstance(before.get("multi"), dict) else None
        assert after == before
