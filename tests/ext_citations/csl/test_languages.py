"""Two scripts: which language an item is set in, and its forms in that language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ext_citations.csl import Citation, Cite, Options, Processor, Run, Style, plain_text
from ext_citations.csl.languages import record, setting_of
from ext_citations.csl.output import build

if TYPE_CHECKING:
    from .conftest import Engine

ROMANISED = {"multi": {"_keys": {"title": {"ar-Latn": "Kitab", "en": "A Book"}}}, "title": "كتاب"}


@pytest.mark.parametrize(
    ("item", "page", "language"),
    [
        ({}, "ar", "ar"),
        ({"language": "en"}, "ar", "en"),
        ({"language": "en-GB"}, "ar", "en-GB"),
        ({"language": "fa"}, "ar", "ar"),
        ({"language": "fr"}, "en", "en"),
        ({"language": "ar"}, "en", "ar"),
        ({"language": "ar", **ROMANISED}, "en", "en"),
        ({"language": "ar", **ROMANISED}, "ar", "ar"),
        ({"language": "Arabic, English"}, "en", "en"),
        ({"title": "Iraq"}, "ar", "en"),
        ({"title": "Iraq", "multi": {"_keys": {"title": {"ar": "العراق"}}}}, "ar", "ar"),
        ({"title": "2003"}, "ar", "ar"),
        ({"title": "Iraq"}, "en", "en"),
        ({"title": "العراق"}, "en", "ar"),
        ({"title": "العراق"}, "ar", "ar"),
        ({"title": "ישראל"}, "en", "he"),
        ({"container-title": "CNN"}, "ar", "ar"),
        (ROMANISED, "en", "en"),
        ({"title": "<i>فتوح</i> البلدان"}, "ar", "ar"),
        ({"title": "<i>فتوح البلدان</i>: دراسة"}, "en", "ar"),
        ({"title": '<span class="nocase">فتوح</span> البلدان'}, "ar", "ar"),
        ({"title": "<i>Iraq</i>"}, "ar", "en"),
        ({"title": "COVID-19 في العراق"}, "ar", "ar"),
        ({"title": "COVID-19 في العراق"}, "en", "ar"),
        ({"title": "دراسة عن COVID-19"}, "en", "ar"),
        ({"title": "The Meaning of “جهاد” in Baghdad"}, "en", "en"),
        ({"title": "كتاب عن كلمة שלום"}, "en", "ar"),
        ({"title": "שלום: كلمة"}, "en", "he"),
    ],
)
def test_the_language_an_item_is_set_in(item: dict[str, Any], page: str, language: str) -> None:
    assert setting_of(item, page) == language


def test_romanised_names_are_enough_for_a_citation() -> None:
    name = {"family": "نور", "multi": {"_key": {"ar-Latn": {"family": "Nur"}}}}
    item = {"language": "ar", "title": "كتاب", "author": [name]}
    assert setting_of(item, "en", cited=True) == "en"
    assert setting_of(item, "en") == "ar"
    assert setting_of({**item, "author": [name, {"family": "زيد"}]}, "en", cited=True) == "ar"
    assert setting_of({**item, "author": []}, "en", cited=True) == "ar"


def test_forms_of_a_field_in_the_wanted_language() -> None:
    multi = {"_keys": {"container-title": {"ar": "رويترز"}, "title": {"ar": "عنوان"}}}
    item = {"container-title": "Reuters", "title": "Title", "multi": multi}
    assert record("k", item, "ar").texts == {"container-title": "رويترز", "title": "عنوان"}
    assert record("k", item, "en").texts["container-title"] == "Reuters"


def test_a_translation_never_takes_the_place_of_a_title() -> None:
    found = record("k", {"language": "ar", **ROMANISED}, "en").texts
    assert found["title"] == "Kitab"
    assert found["title-translation"] == "A Book"
    assert found["language-name"] == "Arabic"
    only = {"language": "ar", "title": "كتاب", "multi": {"_keys": {"title": {"en": "A Book"}}}}
    assert record("k", only, "en").texts["title"] == "كتاب"
    strange = {"language": "q", **ROMANISED}
    assert "language-name" not in record("k", strange, "ar").texts


def test_a_translation_does_not_take_the_place_of_a_title_of_no_stated_language() -> None:
    found = record("k", ROMANISED, "en").texts
    assert (found["title"], found["title-translation"]) == ("Kitab", "A Book")


def test_a_title_in_the_script_of_the_page_takes_no_other_form() -> None:
    multi = {"_keys": {"title": {"en": "Water Policy"}, "title-short": {"en": "Water"}}}
    item = {"title": "Politique de l’eau", "title-short": "L’eau", "multi": multi}
    for language in ("fr", ""):
        found = record("k", {**item, "language": language}, "en").texts
        assert (found["title"], found["title-short"]) == ("Politique de l’eau", "L’eau")
    persian = {"title": "آب و سیاست", "multi": {"_keys": {"title": {"ar": "الماء والسياسة"}}}}
    assert record("k", persian, "ar").texts["title"] == "آب و سیاست"
    assert record("k", {**persian, "language": "fa"}, "ar").texts["title"] == "آب و سیاست"


def test_a_title_takes_the_form_in_its_own_language() -> None:
    item = {"language": "ar", "title": "Kitab", "multi": {"_keys": {"title": {"ar": "كتاب"}}}}
    assert record("k", item, "ar").texts["title"] == "كتاب"


def test_a_translation_never_takes_the_place_of_the_title_of_a_journal_or_series() -> None:
    forms = {"title": {"ar-Latn": "al-Māʾ"}, "container-title": {"en": "Journal of Water"},
             "collection-title": {"en": "World of Knowledge"}}  # fmt: skip
    item = {"type": "article-journal", "language": "ar", "title": "الماء",
            "container-title": "مجلة المياه", "collection-title": "عالم المعرفة",
            "multi": {"_keys": forms}}  # fmt: skip
    found = record("k", item, "en").texts
    assert found["container-title"] == "مجلة المياه"
    assert found["collection-title"] == "عالم المعرفة"
    forms["container-title"]["ar-Latn"] = "Majallat al-miyāh"
    assert record("k", item, "en").texts["container-title"] == "Majallat al-miyāh"
    french = {"type": "chapter", "language": "fr", "title": "L’eau", "container-title": "Le Monde",
              "multi": {"_keys": {"container-title": {"en": "The World"}}}}  # fmt: skip
    assert record("k", french, "en").texts["container-title"] == "Le Monde"


def test_a_site_without_a_title_is_romanised() -> None:
    forms = {"container-title": {"ar-Latn": "Bawwābat al-ʿIrāq", "en": "Iraq Gate"}}
    item = {"type": "webpage", "language": "ar", "container-title": "بوابة العراق",
            "multi": {"_keys": forms}}  # fmt: skip
    assert setting_of(item, "en") == "en"
    assert record("k", item, "en").texts["container-title"] == "Bawwābat al-ʿIrāq"


@pytest.mark.parametrize("kind", ["article-newspaper", "article-magazine", "broadcast"])
def test_the_outlet_of_the_press_is_given_in_the_language_of_the_edition(kind: str) -> None:
    outlet = {"ar-Latn": "al-Jazīra", "en": "Al Jazeera"}
    forms = {"title": {"ar-Latn": "al-Māʾ"}, "container-title": outlet}
    item = {"type": kind, "language": "ar", "title": "الماء", "container-title": "الجزيرة"}
    assert record("k", {**item, "multi": {"_keys": forms}}, "en").texts["container-title"] == (
        "Al Jazeera"
    )
    forms = {"title": {"ar": "أصوات"}, "container-title": {"ar": "سي إن إن"}}
    english = {"type": kind, "language": "en", "title": "Votes", "container-title": "CNN",
               "multi": {"_keys": forms}}  # fmt: skip
    found = record("k", english, "ar").texts
    assert (found["title"], found["container-title"]) == ("Votes", "سي إن إن")
    station = {"type": kind, "title": "الماء", "publisher": "الجزيرة"}
    told = {"title": {"ar-Latn": "al-Māʾ"}, "publisher": outlet}
    assert record("k", {**station, "multi": {"_keys": told}}, "en").texts["publisher"] == (
        "Al Jazeera"
    )


def test_what_is_not_romanised_takes_its_form_in_the_language_of_the_page() -> None:
    name = {"family": "نور", "multi": {"_key": {"en": {"family": "Nour"}}}}
    forms = {"title": {"ar-Latn": "Kitab"}, "publisher": {"en": "University of Baghdad"},
             "publisher-place": {"en": "Baghdad", "ar-Latn": "Baghdād"}}  # fmt: skip
    multi = {"_keys": forms}
    item = {"language": "ar", "title": "كتاب", "author": [name], "multi": multi,
            "publisher": "جامعة بغداد", "publisher-place": "بغداد"}  # fmt: skip
    found = record("k", item, "en")
    assert found.texts["publisher"] == "University of Baghdad"
    assert found.texts["publisher-place"] == "Baghdād"
    assert [each.family for each in found.names("author")] == ["Nour"]
    assert found.texts["title"] == "Kitab"
    assert setting_of({**item, "multi": {}}, "en", cited=True) == "en"
    assert record("k", item, "ar").texts["publisher"] == "جامعة بغداد"


def test_names_have_forms_too() -> None:
    name = {"family": "Smith", "multi": {"_key": {"ar": {"family": "سميث", "given": "آنا"}}}}
    found = record("k", {"author": [name, "x", {"family": "Doe"}]}, "ar").names("author")
    assert [each.family or each.literal for each in found] == ["سميث", "x", "Doe"]


def test_a_style_of_others_gets_arabic_punctuation(engine: Engine) -> None:
    engine.language = "ar"
    engine.layout = 'prefix="(" suffix=")" delimiter="; "'
    title = '<text variable="title" quotes="true"/>'
    layout = f'<group delimiter=", "><names variable="author"/>{title}</group>'
    author = [{"family": "نور", "given": "سعاد"}]
    shown = engine.cite(layout, {"title": "أ", "author": author}, {"title": "ب, ج"})
    assert shown == "(سعاد نور، «أ»؛ «ب, ج»)"


def test_quotes_inside_quotes_are_those_of_the_locale(engine: Engine) -> None:
    engine.language = "ar"
    assert engine.cite('<text variable="title" quotes="true"/>', {"title": "قال «نعم» هنا"}) == (
        "«قال “نعم” هنا»"
    )


def test_each_cite_is_set_in_its_own_language(engine: Engine) -> None:
    engine.language = "ar"
    engine.layout = 'delimiter="; "'
    layout = '<text variable="title" quotes="true" suffix=", x"/>'
    shown = engine.cite(layout, {"title": "أ"}, {"title": "B", "language": "en"})
    assert shown == "«أ»، x؛ “B,” x"


def test_runs_know_their_language_and_direction(engine: Engine) -> None:
    engine.language = "ar"
    processor = engine.processor('<text variable="title"/><text value=" (1)"/>', {
        "a": {"title": "عنوان"}, "b": {"title": "Title", "language": "ar"},
        "c": {"title": "Title", "language": "fr"},
    })  # fmt: skip
    citation = Citation((Cite("a"), Cite("b"), Cite("c")))
    cites = processor.process([citation]).citations[0]
    assert [[(run.language, run.direction) for run in cite.children] for cite in cites] == [
        [("ar", "rtl")], [("en", "ltr"), ("ar", "rtl")], [("fr", "ltr")],
    ]  # fmt: skip
    engine.language = "en"
    english = engine.processor('<text variable="title"/>', {"a": {"title": "عنوان"}})
    (cite,) = english.process([Citation((Cite("a"),))]).citations[0]
    assert cite.children[0].direction == "rtl"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_hebrew_runs_from_right_to_left(engine: Engine, language: str) -> None:
    engine.language = language
    processor = engine.processor('<text variable="title"/>', {"a": {"title": "מדינת"}})
    ((cite,),) = processor.process([Citation((Cite("a"),))]).citations
    assert [(run.language, run.direction) for run in cite.children] == [("he", "rtl")]


def test_digits_follow_the_edition_but_not_in_addresses(engine: Engine) -> None:
    engine.language, engine.options = "ar", Options(digits="arab")
    layout = '<text variable="volume"/><text value=" "/><text variable="DOI"/>'
    assert engine.cite(layout, {"volume": "12", "DOI": "10.1/2"}) == "١٢ 10.1/2"
    assert engine.cite(layout, {"volume": "12", "language": "en"}) == "12 "


@pytest.mark.parametrize(
    ("language", "pages", "printed"),
    [
        ("ar", "4-6, 9", "4–6، 9"),
        ("ar", "4,9", "4، 9"),
        ("ar", "1,250", "1,250"),
        ("en", "4-6، 9", "4–6, 9"),
        ("en", "4,9", "4,9"),
    ],
)
def test_the_comma_between_pages_is_that_of_the_source(
    engine: Engine, language: str, pages: str, printed: str
) -> None:
    engine.language = "ar"
    item = {"title": "أ", "language": language, "page": pages}
    assert engine.cite('<text variable="page"/>', item) == printed
    assert engine.cite('<text variable="locator"/>', item, locator=pages) == printed


def test_the_comma_between_numbers_is_arabic_in_an_arabic_source(engine: Engine) -> None:
    engine.language = "ar"
    for layout in ('<text variable="issue"/>', '<number variable="issue"/>'):
        assert engine.cite(layout, {"title": "أ", "issue": "3, 4"}) == "3، 4"


def test_layouts_can_be_for_languages() -> None:
    style = Style.parse(
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><citation>'
        '<layout locale="ar fa-IR"><text value="A"/></layout>'
        '<layout><text value="other"/></layout></citation></style>'
    )
    items = {"ar": {}, "fr": {"language": "fr"}, "en": {"language": "en"}}
    result = Processor(style, items, language="ar").process([Citation((Cite(k),)) for k in items])
    assert [plain_text(runs) for runs in result.citations] == ["A", "other", "other"]
    persian = Processor(style, {"a": {}}, language="fa").process([Citation((Cite("a"),))])
    assert plain_text(persian.citations[0]) == "A"


def test_a_style_without_a_locale_is_american_english(engine: Engine) -> None:
    date = '<date variable="issued" form="text"/>'
    item = {"issued": {"date-parts": [[2024, 1, 25]]}}
    assert engine.cite(date, item) == "January 25, 2024"
    engine.style += ' default-locale="ar"'
    assert engine.cite(date, item) == "25 January 2024"


def test_equal_runs_melt_together(engine: Engine) -> None:
    processor = engine.processor('<text value="x"/>', {})
    locale = processor.locale("en")
    runs = build(["a", " b", "ب"], locale, "en", processor.locale)
    assert runs == (Run("text", "a b", language="en"), Run("text", "ب", language="ar"))
    assert plain_text(runs) == "a bب"
