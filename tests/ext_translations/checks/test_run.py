from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ext_translations.catalog import CatalogError
from ext_translations.checks.model import Context, Pair, Severity
from ext_translations.checks.registry import check
from ext_translations.checks.run import check_files, check_pair, language_of, read_pairs
from ext_translations.checks.termbase import Term, TermBaseError, is_name, read_terms

if TYPE_CHECKING:
    from pathlib import Path

HEAD = 'msgid ""\nmsgstr "Language: %s\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_each_context_of_a_message_is_a_pair(tmp_path: Path) -> None:
    text = (
        HEAD % "en" + 'msgid "أ"\nmsgstr "A"\n\nmsgctxt "2"\nmsgid "أ"\nmsgstr "B"\n'
        '\n#, fuzzy\nmsgctxt "3"\nmsgid "ب"\nmsgid_plural "بب"\nmsgstr[0] "C"\nmsgstr[1] "D"\n'
    )
    pairs = read_pairs(write(tmp_path / "a.po", text))
    assert [(p.msgid, p.msgstr, p.msgctxt, p.line, p.fuzzy) for p in pairs] == [
        ("أ", "A", None, 4, False),
        ("أ", "B", "2", 8, False),
        ("ب", "C", "3", 13, True),
    ]


def test_each_form_of_a_plural_is_a_pair(tmp_path: Path) -> None:
    text = HEAD % "en" + (
        'msgid "رسالة واحدة"\nmsgid_plural "رسائل"\nmsgstr[0] "One message"\nmsgstr[1] "رسائل"\n'
    )
    path = write(tmp_path / "a.po", text)
    assert read_pairs(path) == [
        Pair("رسالة واحدة", "One message", line=4),
        Pair("رسائل", "رسائل", line=4),
    ]
    found = list(check_files({path: read_pairs(path)}, {path: Context()}))
    assert [(f.check, f.line) for f in found] == [("copied", 4)]


@pytest.mark.parametrize(
    "unit",
    ["`", "[^", '"', "<!--", "1-", "مارس ", "May ", "**a", "[a](", "{a}`", "\\", "ثلاثة: ", "1,"],
)
def test_no_sign_repeated_takes_long(unit: str) -> None:
    # where a pattern goes back over its steps, this takes minutes
    text = unit * (8000 // len(unit))
    for pair in (Pair(text, "x"), Pair("نص", f"x{text}")):
        list(check_pair(pair, Context(), advice=True))


#: what numbers, dates and markup are made of, a line what meets often
FRAGMENTS = """
القرن العشرين|قرن|القرن الماضي|التاسع عشر|الثمانينيات|ثمانينيات|في الخمسينيات|من|و|ونصف|نصف|ثلثا
ألفاً|ألفا|ألف|مليونا|مليون|المليار|مليارات|مئة|ثلاثة|عشر|وعشرون|أرباع|عامين|الساعة|الأولى|الثاني
١٢٫٥٪|٢٠٢٤|١٤٤٥هـ|٣/٤|٠/٠|١٤:٣٠|٥/٣/٢٠٢٤|٩٩/٩٩/٩٩٩٩|-٩٥|٪|(|)|،|.|:|«|»|"|آذار|١٧ رمضان|الأحد|م
the|twentieth|last century|of the|century|1980s|80s|'0s|eighties|a|half|third|and|two|million|k|bn
dozen|hundred|%|per cent|12.5|1,234|1990|–95|-|14:30|3/4|0/0|one in|0|5 March|2024-02-30|AH|9/11|II
F-16|21st|$|$5|€|(CNN|Sunday|Ramadan|`|``|{cite}`a، ص ٣`|{cite}`|{ref}`x <y>`|[a][]|[أ](b)|[|](|]
[^1]|{{ x }}|{{|<b>|</b>|<|<!-- c -->|**|*|_|\\|\\*|$x$|$$|https://e.org/?a=١|www.|#|-|1.|> |{.a}|—
""".strip().splitlines()
MIXTURES = st.sampled_from([*FRAGMENTS, "|".join(FRAGMENTS)]).flatmap(
    lambda line: st.lists(st.sampled_from([*line.split("|"), "", "\n\n"]), max_size=12)
)


@settings(max_examples=400)
@given(MIXTURES, MIXTURES, st.booleans())
def test_no_mixture_of_numbers_dates_and_markup_stops_the_checks(
    source: list[str], target: list[str], blanks: bool
) -> None:
    between = " " if blanks else ""
    context = Context(terms=(Term("ألف", "thousand", (), ("k",)),), keys=frozenset("a"))
    for one in (source, target):
        for other in (source, target):
            pair = Pair(between.join(one), between.join(other))
            list(check_pair(pair, context, advice=True))


def test_dollars_are_no_formula_where_the_project_says_so() -> None:
    pair = Pair("بين ٥ و٦ مليارات دولار", "Between $5 billion and $6 billion")
    assert [one.name for one, _ in check_pair(pair, Context())] == ["math"]
    assert list(check_pair(pair, Context(dollarmath=False))) == []


def test_forbidden_form_is_found_around_an_accepted_one() -> None:
    term = Term("قاسم سليماني", "Qassem Soleimani", ("Soleimani",), ("Qasem Soleimani",))
    context = Context(terms=(term,))
    for text, found in (("Qasem Soleimani", True), ("Soleimani", False)):
        pair = Pair("اغتيل قاسم سليماني", f"{text} was assassinated")
        assert bool(list(check_pair(pair, context))) is found


def test_catalog_without_contexts_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.po", HEAD % "en" + 'msgid "أ"\nmsgstr "A"\n')
    assert read_pairs(path) == [Pair("أ", "A", line=4)]
    with pytest.raises(CatalogError):
        read_pairs(write(tmp_path / "b.po", "nonsense\n"))


def test_language_is_that_of_the_folder_or_of_the_header(tmp_path: Path) -> None:
    assert language_of(write(tmp_path / "fr_CA/LC_MESSAGES/a.po", HEAD % "en")) == "fr"
    assert language_of(write(tmp_path / "a.po", HEAD % "fr-FR")) == "fr"
    assert language_of(write(tmp_path / "b.po", "")) == "en"


def test_checks_of_english_words_are_not_for_other_languages() -> None:
    pair = Pair("خلال ثلاث سنوات", "En trois ans")
    assert list(check_pair(pair, Context("fr"))) == []
    assert [one.name for one, _ in check_pair(pair, Context("en"))] == ["numbers"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Il a dit : « Nous ne reculerons pas » ; puis il est parti."),
        ("de", "Er sagte: „Wir geben nicht nach“, und ging."),
        ("fa", "او گفت: «عقب‌نشینی نمی‌کنیم»؛ سپس رفت."),
    ],
)
def test_typography_of_other_languages_is_their_own(language: str, text: str) -> None:
    pair = Pair("قال: «لن نتراجع»؛ ثم غادر.", text)
    assert list(check_pair(pair, Context(language))) == []


def test_what_is_not_translated_is_not_examined_further() -> None:
    found = list(check_pair(Pair("٥ (أ", "4", fuzzy=True), Context()))
    assert [one.name for one, _ in found] == ["fuzzy"]


def test_one_source_is_translated_one_way_in_all_catalogs(tmp_path: Path) -> None:
    source = "أوراق السياسات المنشورة"
    ways = {"a.po": "Policy briefs", "b.po": "Policy papers", "c.po": "The Policy Briefs."}
    catalogs = {tmp_path / name: [Pair(source, text)] for name, text in ways.items()}
    contexts = dict.fromkeys(catalogs, Context())
    found = list(check_files(catalogs, contexts))
    assert [(f.file.name, f.check, f.severity) for f in found if f.check == "two-ways"] == [
        ("b.po", "two-ways", Severity.WARNING)
    ]


def test_two_languages_do_not_have_to_agree(tmp_path: Path) -> None:
    source = "أوراق السياسات المنشورة"
    catalogs = {
        tmp_path / "en.po": [Pair(source, "Policy briefs")],
        tmp_path / "fr.po": [Pair(source, "Notes")],
    }
    contexts = dict(zip(catalogs, (Context("en"), Context("fr")), strict=True))
    assert list(check_files(catalogs, contexts)) == []


def test_a_name_is_used_for_one_check_only() -> None:
    with pytest.raises(AssertionError):
        check("empty", Severity.ERROR)(lambda pair, context: iter(()))


def test_term_base_is_read_with_its_alternatives(tmp_path: Path) -> None:
    text = "ar,en,alternatives,forbidden\nحزب,party,bloc|group,gang\n,x,,\nكتلة نيابية,bloc,,\n"
    assert read_terms(write(tmp_path / "terms.csv", text)) == (
        Term("كتلة نيابية", "bloc"),
        Term("حزب", "party", ("bloc", "group"), ("gang",)),
    )


@pytest.mark.parametrize("data", [b"a,b\n1,2\n", b"ar,en\n\xff,x\n"])
def test_broken_term_base_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "terms.csv"
    path.write_bytes(data)
    with pytest.raises(TermBaseError):
        read_terms(path)


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("قال للإطار التنسيقي", "He told the coordination framework’s leaders", False),
        ("وبالإطارِ التنسيقيّ", "With the Coordination-Framework", False),
        ("الإطار التنسيقي", "The Framework met", False),
        ("الإطار التنسيقي", "The Coordinating Framework", True),
        ("الإطار التنسيقي", "The alliance met", True),
        ("إطار تنسيقي", "a setting for coordination", False),
        ("إقليم كردستان العراق", "the Kurdistan Region of Iraq", False),
        ("إقليم كردستان العراق", "Kurdistan", True),
        ("تنظيم داعش في أزمة", "It is in crisis", True),
    ],
)
def test_terms_are_matched_through_attached_letters(source: str, target: str, found: bool) -> None:
    terms = (
        Term("إقليم كردستان العراق", "Kurdistan Region of Iraq"),
        Term("الإطار التنسيقي", "Coordination Framework", (), ("Coordinating Framework",)),
        Term("إقليم كردستان", "Kurdistan Region"),
        Term("داعش", "ISIS"),
    )
    context = Context(terms=terms)
    assert ("terms" in [c.name for c, _ in check_pair(Pair(source, target), context)]) is found


def test_names_are_told_from_vocabulary() -> None:
    assert is_name(Term("", "Coordination Framework"))
    assert is_name(Term("", "Mohammed Shia al-Sudani", ("al-Sudani",)))
    assert not is_name(Term("", "ISIS"))
    assert not is_name(Term("", "US forces"))
    assert not is_name(Term("", "ruling coalition"))
