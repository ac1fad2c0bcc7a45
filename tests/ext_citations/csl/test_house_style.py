"""What the house style prints, in both editions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import ext_citations
from ext_citations.csl import Citation, Cite, Entry, Options, Processor, Style, plain_text

STYLE = Style.read(Path(ext_citations.__file__).parent / "styles" / "midad-press.csl")


def date(*parts: int) -> dict[str, Any]:
    return {"date-parts": [list(parts)]}


CNN = {
    "type": "article-newspaper",
    "container-title": "CNN",
    "issued": date(2024, 1, 25),
    "multi": {"_keys": {"container-title": {"ar": "سي إن إن"}}},
}
REUTERS = {
    "type": "article-newspaper",
    "language": "en",
    "container-title": "Reuters",
    "issued": date(2024, 1, 26),
    "multi": {"_keys": {"container-title": {"ar": "رويترز"}}},
}
ITEMS: dict[str, dict[str, Any]] = {
    "cnn": CNN,
    "reuters": REUTERS,
    "book": {
        "type": "book",
        "title": "الدولة والمجتمع",
        "author": [
            {"family": "العلي", "given": "محمد"},
            {"family": "الحسن", "given": "نور"},
            {"literal": "ليلى زيد"},
        ],
        "translator": [{"family": "نور", "given": "سعاد"}],
        "edition": "2",
        "publisher": "دار الفكر",
        "publisher-place": "بيروت",
        "issued": date(2019),
    },
    "undated": {
        "type": "book",
        "title": "كتاب",
        "author": [{"family": "باسل", "given": "عمر"}],
        "publisher": "دار النشر",
    },
    "classic": {
        "type": "classic",
        "title": "كتاب قديم",
        "author": [{"literal": "ابن خلدون"}],
        "editor": [{"family": "شداد", "given": "علي"}],
        "publisher-place": "تونس",
        "issued": date(2006),
    },
    "chapter": {
        "type": "chapter",
        "title": "فصل في الأمن",
        "container-title": "كتاب الأمن",
        "author": [{"family": "خالد", "given": "علي"}],
        "editor": [{"family": "المالكي", "given": "زيد"}],
        "publisher": "المركز",
        "publisher-place": "الدوحة",
        "issued": date(2020),
        "page": "10-29",
    },
    "article": {
        "type": "article-journal",
        "title": "عن الحوار",
        "container-title": "سياسات",
        "author": [{"family": "السوداني", "given": "محمد شياع"}],
        "volume": "7",
        "issue": "2",
        "page": "29-35",
        "issued": date(2020),
    },
    "english": {
        "type": "book",
        "language": "en",
        "title": "Water Policy",
        "author": [{"family": "Smith", "given": "Anna"}, {"family": "Jones", "given": "Tom"}],
        "publisher": "Press House",
        "publisher-place": "London",
        "edition": "2",
        "issued": date(2020),
    },
    "web": {
        "type": "webpage",
        "title": "بيان",
        "container-title": "وزارة الخارجية",
        "URL": "https://example.iq/a",
        "accessed": date(2024, 3, 3),
        "issued": date(2024, 2, 1),
    },
    "report": {
        "type": "report",
        "title": "تقرير الحالة",
        "publisher": "الأمم المتحدة",
        "publisher-place": "نيويورك",
        "issued": date(2023),
    },
    "thesis": {
        "type": "thesis",
        "title": "أطروحة",
        "genre": "رسالة ماجستير",
        "author": [{"family": "زيد", "given": "أمل"}],
        "publisher": "جامعة بغداد",
        "publisher-place": "بغداد",
        "issued": date(2011),
    },
    "law": {
        "type": "legislation",
        "title": "قانون رقم 9 لسنة 2001",
        "jurisdiction": "العراق",
        "authority": "مجلس النواب",
        "container-title": "الوقائع العراقية",
        "issue": "4040",
        "issued": date(2001, 5, 1),
    },
    "interview": {
        "type": "interview",
        "author": [{"family": "سعيد", "given": "هدى"}],
        "interviewer": [{"family": "منير", "given": "نادر"}],
        "publisher-place": "بغداد",
        "issued": date(2024, 1, 1),
    },
    "speech": {
        "type": "speech",
        "title": "عن المستقبل",
        "author": [{"family": "سعيد", "given": "هدى"}],
        "event-title": "منتدى بغداد",
        "issued": date(2024, 1, 1),
    },
    "romanised": {
        "type": "book",
        "language": "ar",
        "title": "الحشد",
        "author": [
            {
                "family": "الهاشمي",
                "given": "هشام",
                "multi": {"_key": {"ar-Latn": {"family": "al-Hashimi", "given": "Hisham"}}},
            }
        ],
        "publisher-place": "بغداد",
        "publisher": "الدار",
        "issued": date(2018),
        "multi": {
            "_keys": {
                "title": {"ar-Latn": "al-Hashd", "en": "The Mobilization"},
                "publisher": {"ar-Latn": "al-Dar"},
                "publisher-place": {"ar-Latn": "Baghdad"},
            }
        },
    },
}


def processor(language: str, **options: Any) -> Processor:
    return Processor(STYLE, ITEMS, language=language, options=Options(**options))


def cited(language: str, *cites: Cite, **options: Any) -> str:
    result = processor(language, **options).process([Citation(cites)])
    return plain_text(result.citations[0])


def entry(language: str, key: str, **options: Any) -> Entry:
    return processor(language, **options).process([], uncited=[key]).entries[0]


@pytest.mark.parametrize(
    ("language", "text"),
    [("ar", "(سي إن إن – 25 يناير 2024)"), ("en", "(CNN, 25 January 2024)")],
)
def test_one_press_record_prints_in_the_language_of_the_page(language: str, text: str) -> None:
    assert cited(language, Cite("cnn")) == text


def test_a_press_source_is_cited_in_the_language_of_the_page_even_when_it_has_its_own() -> None:
    assert cited("ar", Cite("reuters")) == "(رويترز – 26 يناير 2024)"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "(سي إن إن – 25 يناير 2024؛ رويترز – 26 يناير 2024)"),
        ("en", "(CNN, 25 January 2024; Reuters, 26 January 2024)"),
    ],
)
def test_two_sources_are_parted_by_the_semicolon_of_the_page(language: str, text: str) -> None:
    assert cited(language, Cite("cnn"), Cite("reuters")) == text


def test_prefix_and_locator_stand_in_their_places() -> None:
    arabic = cited("ar", Cite("cnn", prefix="انظر", locator="4"))
    english = cited("en", Cite("cnn", prefix="see", locator="4"))
    assert arabic == "(انظر سي إن إن – 25 يناير 2024، ص 4)"
    assert english == "(see CNN, 25 January 2024, p. 4)"


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("cnn", "سي إن إن، 25 يناير 2024."),
        ("reuters", "Reuters, 26 January 2024."),
        ("book", ("العلي، محمد ونور الحسن وليلى زيد. الدولة والمجتمع. ترجمة سعاد نور. ط 2."
                 " بيروت: دار الفكر، 2019.")),
        ("undated", "باسل، عمر. كتاب. د.م.: دار النشر، د.ت."),
        ("classic", "ابن خلدون. كتاب قديم. تحقيق علي شداد. تونس: د.ن.، 2006."),
        ("chapter", ("خالد، علي. «فصل في الأمن». في: كتاب الأمن، تحرير زيد المالكي."
                    " الدوحة: المركز، 2020، ص 10–29.")),
        ("article", "السوداني، محمد شياع. «عن الحوار». سياسات، مج 7، ع 2 (2020)، ص 29–35."),
        ("english", ("Smith, Anna, and Tom Jones. Water Policy. 2nd ed."
                    " London: Press House, 2020.")),
        ("web", ("«بيان». وزارة الخارجية، 1 فبراير 2024."
                " https://example.iq/a (شوهد في 3 مارس 2024).")),
        ("report", "الأمم المتحدة. تقرير الحالة. نيويورك، 2023."),
        ("thesis", "زيد، أمل. «أطروحة». رسالة ماجستير. بغداد: جامعة بغداد، 2011."),
        ("law", ("العراق. مجلس النواب. قانون رقم 9 لسنة 2001."
                 " الوقائع العراقية، ع 4040، 1 مايو 2001.")),
        ("speech", "سعيد، هدى. «عن المستقبل». كلمة، منتدى بغداد، 1 يناير 2024."),
        ("interview", "سعيد، هدى. أجرى المقابلة نادر منير، بغداد، 1 يناير 2024."),
    ],
)  # fmt: skip
def test_entries_of_the_arabic_list(key: str, text: str) -> None:
    assert entry("ar", key).text == text


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("cnn", "CNN, 25 January 2024."),
        ("english", ("Smith, Anna, and Tom Jones. Water Policy. 2nd ed."
                    " London: Press House, 2020.")),
        ("romanised", ("al-Hashimi, Hisham. al-Hashd [The Mobilization] (in Arabic)."
                      " Baghdad: al-Dar, 2018.")),
    ],
)  # fmt: skip
def test_entries_of_the_english_list(key: str, text: str) -> None:
    assert entry("en", key).text == text


@pytest.mark.parametrize(
    ("language", "key", "text"),
    [
        ("ar", "book", "(العلي والحسن وليلى زيد، 2019)"),
        ("ar", "undated", "(باسل، د.ت.)"),
        ("ar", "english", "(Smith and Jones, 2020)"),
        ("ar", "report", "(الأمم المتحدة، 2023)"),
        ("ar", "web", "(«بيان»، 2024)"),
        ("en", "romanised", "(al-Hashimi, 2018)"),
    ],
)
def test_other_sources_are_cited_by_author_or_title_and_year(
    language: str, key: str, text: str
) -> None:
    assert cited(language, Cite(key)) == text


def test_a_foreign_entry_in_an_arabic_list_keeps_language_and_direction() -> None:
    english = entry("ar", "english")
    assert (english.language, english.direction) == ("en", "ltr")
    arabic = entry("ar", "book")
    assert (arabic.language, arabic.direction) == ("ar", "rtl")


def test_titles_are_bold_in_arabic_and_italic_in_latin() -> None:
    assert [run.kind for run in entry("ar", "book").runs] == ["text", "strong", "text"]
    assert [run.kind for run in entry("ar", "english").runs] == ["text", "emphasis", "text"]


def test_no_latin_comma_stands_in_an_arabic_entry() -> None:
    for key in ITEMS:
        each = entry("ar", key)
        if each.language == "ar":
            assert not set(each.text) & set(",;?"), key
            assert " و " not in each.text, key
        else:
            assert not set(each.text) & set("،؛؟«»"), key


def test_digits_and_months_are_those_of_the_edition() -> None:
    options = {"digits": "arab", "months": "ar_IQ/ar"}
    assert cited("ar", Cite("cnn"), **options) == "(سي إن إن – ٢٥ كانون الثاني/يناير ٢٠٢٤)"
    assert entry("ar", "english", **options).text.endswith("2020.")
    assert "https://example.iq/a" in entry("ar", "web", **options).text


def test_each_cite_tells_its_key_and_an_unknown_one_is_seen() -> None:
    runs = processor("ar").process([Citation((Cite("cnn"), Cite("nobody")))]).citations[0]
    assert [run.key for run in runs if run.kind == "cite"] == ["cnn", "nobody"]
    assert plain_text(runs).endswith("؛ nobody?)")


def test_arabic_sources_come_first_on_an_arabic_page_and_latin_ones_on_an_english_page() -> None:
    arabic = [each.key for each in processor("ar").process([], uncited=ITEMS).entries]
    assert arabic[-2:] == ["reuters", "english"]
    assert arabic.index("undated") < arabic.index("article") < arabic.index("book")
    english = [each.key for each in processor("en").process([], uncited=ITEMS).entries]
    assert english[:4] == ["cnn", "romanised", "reuters", "english"]


def test_author_can_be_left_out_or_stand_alone() -> None:
    assert cited("ar", Cite("article", suppress_author=True, locator="30")) == "(2020، ص 30)"
    assert cited("ar", Cite("article", author_only=True)) == "السوداني"


def test_equal_authors_and_years_get_letters_of_the_script() -> None:
    items = {
        "a": ITEMS["article"],
        "b": ITEMS["article"] | {"title": "عنوان آخر", "language": "ar"},
        "c": ITEMS["english"],
        "d": ITEMS["english"] | {"title": "Zoning"},
    }
    result = Processor(STYLE, items, language="ar").process(
        [Citation((Cite(key),)) for key in items]
    )
    assert [plain_text(runs) for runs in result.citations] == [
        "(السوداني، 2020أ)", "(السوداني، 2020ب)",
        "(Smith and Jones, 2020a)", "(Smith and Jones, 2020b)",
    ]  # fmt: skip
    assert "(2020أ)" in result.entries[0].text
