"""Every switch of an edition's practice, by what it prints in both house styles."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from ext_brief.model import Edition
from ext_citations.csl import Run, plain_text
from ext_citations.formatting import STYLES, Formatter, Printed
from ext_citations.library import Library, Reference
from ext_citations.lists import parts
from ext_citations.practice import Practice, read_practice
from ext_citations.records import CitationRecord
from ext_citations.syntax import parse


def person(family: str, given: str, latin: str = "") -> dict[str, Any]:
    """Return a name, romanised where *latin* gives “Family, Given”."""
    name: dict[str, Any] = {"family": family, "given": given}
    if latin:
        last, _, first = latin.partition(", ")
        name["multi"] = {"_key": {"ar-Latn": {"family": last, "given": first}}}
    return name


ITEMS: dict[str, dict[str, Any]] = {
    "nour": {
        "type": "book",
        "language": "ar",
        "title": "مكتبة الحي: تاريخ قصير",
        "title-short": "مكتبة الحي",
        "author": [person("نور", "سعاد", "Nour, Suad")],
        "publisher": "دار الورق",
        "publisher-place": "القاهرة",
        "issued": "2019",
        "keyword": "primary",
        "multi": {
            "_keys": {
                "title": {
                    "ar-Latn": "Maktabat al-hayy: tarikh qasir",
                    "en": "The Neighbourhood Library: A Short History",
                },
                "title-short": {"ar-Latn": "Maktabat al-hayy", "en": "The Neighbourhood Library"},
                "publisher": {"ar-Latn": "Dar al-Waraq"},
                "publisher-place": {"ar-Latn": "Cairo"},
            }
        },
    },
    "nour-2": {
        "type": "article-journal",
        "language": "ar",
        "title": "بيوت القراءة",
        "author": [person("نور", "سعاد", "Nour, Suad")],
        "container-title": "مجلة الكتاب",
        "volume": "7",
        "issue": "2",
        "page": "29-35",
        "issued": "2021",
    },
    "two": {
        "type": "book",
        "language": "ar",
        "title": "أطلس",
        "author": [person("العلي", "محمد"), person("الحسن", "وليد")],
        "publisher": "الدار",
        "publisher-place": "بيروت",
        "issued": "2018",
    },
    "three": {
        "type": "thesis",
        "language": "ar",
        "title": "دليل",
        "author": [person("ابن زيد", "علي"), person("باسل", "عمر"), person("كمال", "هدى")],
        "publisher": "جامعة المثال",
        "publisher-place": "تونس",
        "issued": "2017",
    },
    "zayd": {
        "type": "thesis",
        "language": "ar",
        "title": "الإعارة في الأرياف",
        "author": [person("زيد", "أمل", "Zayd, Amal")],
        "genre": "MA thesis",
        "issued": "2017",
        "multi": {"_keys": {"title": {"en": "Lending in the Countryside"}}},
    },
    "basil": {
        "type": "book",
        "language": "ar",
        "title": "رفوف",
        "author": [person("باسل", "عمر")],
        "publisher": "الدار",
        "publisher-place": "تونس",
        "issued": "2016",
    },
    "smith": {
        "type": "book",
        "language": "en",
        "title": "Shelves",
        "author": [
            {"family": "Smith", "given": "Anna"},
            {"family": "Jones", "given": "Tom"},
        ],
        "publisher": "Press",
        "publisher-place": "Oxford",
        "issued": "2020",
    },
    "cnn": {
        "type": "article-newspaper",
        "container-title": "CNN",
        "issued": "2024-01-25",
        "multi": {"_keys": {"container-title": {"ar": "سي إن إن"}}},
    },
}


def printed(
    style: str, language: str, *texts: str, edition: dict[str, str] | None = None, **switches: Any
) -> Printed:
    """Return the citations *texts*, each a note, and their entries."""
    fields_ = {"language": language, "label": language, "name": "م", "publisher": "م"}
    practice = replace(Practice.of(language), **switches)
    known = Edition.model_validate(fields_ | (edition or {}))
    formatter = Formatter(STYLES, [], style, known, practice)
    references = {key: Reference({**item, "id": key}, STYLES, 1) for key, item in ITEMS.items()}
    formatter.library = Library(references)
    records = [CitationRecord("p", parse(text), 1, number) for number, text in enumerate(texts, 1)]
    return formatter.format(records)


def text_of(runs: tuple[Run, ...]) -> str:
    return plain_text(runs).replace("\u00a0", " ")


def notes(language: str, *texts: str, **switches: Any) -> list[str]:
    return [
        text_of(runs) for runs in printed("midad-notes", language, *texts, **switches).citations
    ]


def press(language: str, *texts: str, **switches: Any) -> list[str]:
    return [
        text_of(runs) for runs in printed("midad-press", language, *texts, **switches).citations
    ]


def entries(language: str, *keys: str, **switches: Any) -> list[str]:
    found = printed("midad-press", language, *keys, **switches).entries
    return [text_of(entry.runs) for entry in found.values()]


@pytest.mark.parametrize(
    ("value", "one", "several"),
    [
        ("ص", "ص 4", "ص 4–6"),
        ("ص ص", "ص 4", "ص ص 4–6"),
        ("none", "4", "4–6"),
    ],
)
def test_page_label(value: str, one: str, several: str) -> None:
    assert press("ar", "nour، ص 4", page_label=value) == [f"(نور، 2019، {one})"]
    assert notes("ar", "nour، ص 4-6", page_label=value)[0].endswith(f"2019)، {several}.")
    (entry,) = entries("ar", "nour-2", page_label=value)
    assert entry.endswith(f"(2021)، {several.replace('4–6', '29–35')}.")
    # the label of a chapter stays, and so does a foreign source's
    assert press("ar", "nour، الفصل 4", page_label=value) == ["(نور، 2019، الفصل 4)"]
    assert press("ar", "smith, p. 4", page_label=value) == ["(Smith and Jones, 2020, p. 4)"]
    assert press("en", "nour, p. 4", page_label=value) == ["(Nour, 2019, p. 4)"]


@pytest.mark.parametrize(
    ("value", "note", "entry"),
    [
        ("و", "علي ابن زيد وعمر باسل وهدى كمال، ", "ابن زيد، علي وعمر باسل وهدى كمال. "),
        ("، و", "علي ابن زيد، وعمر باسل، وهدى كمال، ", "ابن زيد، علي، وعمر باسل، وهدى كمال. "),
        ("–", "علي ابن زيد – عمر باسل – هدى كمال، ", "ابن زيد، علي – عمر باسل – هدى كمال. "),
    ],
)
def test_joiner(value: str, note: str, entry: str) -> None:
    assert notes("ar", "three", joiner=value)[0].startswith(note)
    assert entries("ar", "three", joiner=value)[0].startswith(entry)
    between = {"و": " و", "، و": "، و", "–": " – "}[value]
    assert press("ar", "two", joiner=value) == [f"(العلي{between}الحسن، 2018)"]
    assert entries("ar", "smith", joiner=value)[0].startswith("Smith, Anna, and Tom Jones. ")
    assert press("en", "smith", joiner=value) == ["(Smith and Jones, 2020)"]


@pytest.mark.parametrize(
    ("switches", "note", "entry"),
    [
        ({}, "علي ابن زيد وعمر باسل وهدى كمال، ", "ابن زيد، علي وعمر باسل وهدى كمال. "),
        ({"shorten_notes": 3}, "علي ابن زيد وآخرون، ", "ابن زيد، علي وعمر باسل وهدى كمال. "),
        (
            {"shorten_notes": 3, "shorten_list": 3},
            "علي ابن زيد وآخرون، ",
            "ابن زيد، علي وآخرون. ",
        ),
        ({"shorten_notes": 0}, "علي ابن زيد وعمر", "ابن زيد، علي وعمر"),
    ],
)
def test_shorten(switches: dict[str, int], note: str, entry: str) -> None:
    assert notes("ar", "three", **switches)[0].startswith(note)
    assert entries("ar", "three", **switches)[0].startswith(entry)


def test_shorten_in_english_too() -> None:
    assert press("en", "smith", shorten_notes=2) == ["(Smith et al., 2020)"]
    assert notes("ar", "smith", shorten_notes=2)[0].startswith("Anna Smith et al., ")
    assert entries("en", "smith", shorten_list=2)[0].startswith("Smith, Anna, et al. ")


@pytest.mark.parametrize(
    ("value", "arabic", "english"),
    [
        ("first", "العلي، محمد ووليد الحسن. ", "Smith, Anna, and Tom Jones. "),
        ("all", "العلي، محمد والحسن، وليد. ", "Smith, Anna, and Jones, Tom. "),
        ("none", "محمد العلي ووليد الحسن. ", "Anna Smith, and Tom Jones. "),
    ],
)
def test_invert(value: str, arabic: str, english: str) -> None:
    for language in ("ar", "en"):
        assert entries(language, "two", invert=value)[0].startswith(arabic)
        assert entries(language, "smith", invert=value)[0].startswith(english)


@pytest.mark.parametrize(
    ("value", "arabic", "foreign"),
    [
        ("المرجع نفسه", "المرجع نفسه، ص 7.", "Ibid., p. 9."),
        ("المصدر نفسه", "المصدر نفسه، ص 7.", "Ibid., p. 9."),
        ("المرجع السابق", "المرجع السابق، ص 7.", "Ibid., p. 9."),
        ("Ibid.", "المرجع نفسه، ص 7.", "Ibid., p. 9."),
        ("short", "نور، مكتبة الحي، ص 7.", "Smith and Jones, Shelves, p. 9."),
        (
            "full",
            "سعاد نور، مكتبة الحي: تاريخ قصير (القاهرة: دار الورق، 2019)، ص 7.",
            "Anna Smith and Tom Jones, Shelves (Oxford: Press, 2020), p. 9.",
        ),
    ],
)
def test_ibid(value: str, arabic: str, foreign: str) -> None:
    texts = ("nour، ص 4", "nour، ص 7", "smith, p. 3", "smith, p. 9")
    assert notes("ar", *texts, ibid=value)[1::2] == [arabic, foreign]
    assert notes("en", *texts[2:], ibid=value)[1] == foreign


def test_ibid_is_a_short_form_in_english_unless_the_edition_settles_it() -> None:
    assert notes("en", "smith, p. 3", "smith, p. 9")[1] == "Smith and Jones, Shelves, p. 9."


def test_same_author() -> None:
    text = "nour، ص 4؛ @nour-2، ص 30؛ @smith"
    first = "سعاد نور، مكتبة الحي: تاريخ قصير (القاهرة: دار الورق، 2019)، ص 4؛ "
    (off,) = notes("ar", text)
    (on,) = notes("ar", text, same_author="المؤلف نفسه")
    assert off.startswith(first + "سعاد نور، «بيوت القراءة»، ")
    assert on.startswith(first + "المؤلف نفسه، «بيوت القراءة»، ")
    assert "Anna Smith and Tom Jones" in on
    # in another note, and in the text, she is named
    assert notes("ar", "nour", "nour-2", same_author="المؤلف نفسه")[1].startswith("سعاد نور، ")
    assert press("ar", text, same_author="المؤلف نفسه") == press("ar", text)


@pytest.mark.parametrize(
    ("value", "kind"),
    [("bold", "strong"), ("italic", "emphasis"), ("underline", "underline"), ("none", "")],
)
def test_title_mark(value: str, kind: str) -> None:
    def kinds(runs: tuple[Run, ...]) -> dict[str, str]:
        found: dict[str, str] = {}
        for run in runs:
            found |= kinds(run.children)
            if run.kind not in {"text", "cite"}:
                found[run.kind] = plain_text((run,))
        return found

    marked = {kind: "مكتبة الحي: تاريخ قصير"} if kind else {}
    found = printed("midad-notes", "ar", "nour", "smith", title_mark=value)
    assert kinds(found.citations[0]) == marked
    assert kinds(found.entries["nour"].runs) == marked
    assert kinds(found.citations[1]) == {"emphasis": "Shelves"}
    journal = printed("midad-press", "ar", "nour-2", title_mark=value).entries["nour-2"].runs
    assert kinds(journal).get(kind) == ("مجلة الكتاب" if kind else None)


@pytest.mark.parametrize(
    ("value", "title"),
    [("«»", "«بيوت القراءة»"), ("“”", "“بيوت القراءة”"), ('""', '"بيوت القراءة"')],
)
def test_quotes(value: str, title: str) -> None:
    assert f"سعاد نور، {title}، مجلة" in notes("ar", "nour-2", quotes=value)[0]
    assert f"نور، سعاد. {title}. مجلة" in entries("ar", "nour-2", quotes=value)[0]


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("drop-al", ["ابن زيد", "باسل", "العلي"]),
        ("keep-al", ["ابن زيد", "العلي", "باسل"]),
        ("drop-ibn", ["باسل", "ابن زيد", "العلي"]),
    ],
)
def test_sort(value: str, names: list[str]) -> None:
    listed = entries("ar", "two", "three", "basil", sort=value)
    assert [entry.partition("،")[0] for entry in listed] == names


@pytest.mark.parametrize(
    ("value", "title", "later"),
    [
        (
            "brackets",
            (
                "Maktabat al-hayy: tarikh qasir [The Neighbourhood Library: A Short History] "
                "(in Arabic)"
            ),
            "Maktabat al-hayy",
        ),
        (
            "parentheses",
            "Maktabat al-hayy: tarikh qasir (The Neighbourhood Library: A Short History)",
            "Maktabat al-hayy",
        ),
        (
            "translation",
            "The Neighbourhood Library: A Short History (Arabic)",
            "The Neighbourhood Library",
        ),
    ],
)
def test_english_titles(value: str, title: str, later: str) -> None:
    assert notes("en", "nour, p. 4", "nour, p. 7", english_titles=value) == [
        f"Suad Nour, {title} (Cairo: Dar al-Waraq, 2019), p. 4.",
        f"Nour, {later}, p. 7.",
    ]
    assert entries("en", "nour", english_titles=value) == [
        f"Nour, Suad. {title}. Cairo: Dar al-Waraq, 2019."
    ]
    assert "مكتبة الحي: تاريخ قصير" in notes("ar", "nour", english_titles=value)[0]


def test_a_translation_alone_needs_no_romanised_title() -> None:
    assert entries("en", "zayd")[0].startswith("زيد، أمل. «الإعارة في الأرياف». ")
    assert entries("en", "zayd", english_titles="translation") == [
        "Zayd, Amal. “Lending in the Countryside” (Arabic). MA thesis, 2017."
    ]


@pytest.mark.parametrize(
    ("edition", "text"),
    [
        ({}, "(سي إن إن – 25 يناير 2024، ص 4)"),
        ({"digits": "arab"}, "(سي إن إن – ٢٥ يناير ٢٠٢٤، ص ٤)"),
        ({"months": "ar_IQ"}, "(سي إن إن – 25 كانون الثاني 2024، ص 4)"),
        ({"months": "ar_IQ", "digits": "country"}, "(سي إن إن – ٢٥ كانون الثاني ٢٠٢٤، ص ٤)"),
        ({"months": "hijri"}, "(سي إن إن – 13 رجب 1445هـ، ص 4)"),
        ({"months": "hijri/ar"}, "(سي إن إن – 13 رجب 1445هـ / 25 يناير 2024م، ص 4)"),
    ],
)
def test_digits_and_months(edition: dict[str, str], text: str) -> None:
    assert press("ar", "cnn، ص 4", edition=edition) == [text]
    assert press("en", "cnn, p. 4", edition=edition) == ["(CNN, 25 January 2024, p. 4)"]


def test_digits_are_converted_both_ways() -> None:
    assert press("ar", "nour، ص ٤-٦") == ["(نور، 2019، ص 4–6)"]
    assert press("en", "nour, p. ٤") == ["(Nour, 2019, p. 4)"]


@pytest.mark.parametrize(
    ("split", "arabic", "english"),
    [
        (
            "none",
            [("", "nour two three nour-2 smith cnn")],
            [("", "nour two three nour-2 smith cnn")],
        ),
        (
            "script",
            [("المراجع العربية", "nour two three nour-2 cnn"), ("المراجع الأجنبية", "smith")],
            [("Other references", "smith cnn"), ("Arabic references", "nour two three nour-2")],
        ),
        (
            "kind",
            [
                ("الكتب", "nour two"),
                ("الرسائل الجامعية", "three"),
                ("المقالات العلمية", "nour-2"),
                ("الصحافة", "cnn"),
                ("المراجع الأجنبية", "smith"),
            ],
            [
                ("Books", "smith"),
                ("The press", "cnn"),
                ("Arabic references", "nour two three nour-2"),
            ],
        ),
        (
            "primary",
            [("المصادر الأولية", "nour"), ("المراجع الثانوية", "two three nour-2 smith cnn")],
            [("Primary sources", "nour"), ("Secondary sources", "two three nour-2 smith cnn")],
        ),
    ],
)
def test_list_split(split: Any, arabic: list[Any], english: list[Any]) -> None:
    keys = ["nour", "two", "three", "nour-2", "smith", "cnn"]
    for language, expected in (("ar", arabic), ("en", english)):
        found = parts(keys, ITEMS, split, language)
        assert [(heading, " ".join(part)) for heading, part in found] == expected


def test_a_list_of_one_part_has_no_heading_and_persian_is_foreign() -> None:
    assert parts(["nour", "two"], ITEMS, "script", "ar") == [("", ["nour", "two"])]
    items = {"mehr": {"language": "fa"}, "nour": ITEMS["nour"]}
    found = parts(["mehr", "nour"], items, "script", "ar")
    assert found == [("المراجع العربية", ["nour"]), ("المراجع الأجنبية", ["mehr"])]
    assert parts([], ITEMS, "script", "ar") == []


def test_a_label_and_its_number_stay_on_one_line() -> None:
    (note,) = printed("midad-notes", "ar", "nour، ص 4").citations
    assert "ص\u00a04" in plain_text(note)


def test_every_value_of_every_switch_is_known_to_the_styles() -> None:
    # the notes borrow from the press: both files are read
    for field in fields(Practice):
        kind = get_type_hints(Practice)[field.name]
        for value in get_args(kind) or (0, 3):
            assert printed("midad-notes", "ar", "nour", **{field.name: value}).citations


@pytest.mark.parametrize(
    ("setting", "problem"),
    [
        ({"ibd": "short"}, "there is no switch “ibd”; .*sort.*; did you mean ibid"),
        ({"ibid": "Ibidem"}, "ibid cannot be “Ibidem”; it is one of: المرجع نفسه, المصدر نفسه"),
        ({"shorten_notes": "3"}, "shorten_notes cannot be “3”; it is one of: a number from 0 on"),
        ({"shorten_list": -1}, "shorten_list cannot be “-1”"),
        ({"shorten_list": True}, "shorten_list cannot be “True”"),
        ({"joiner": ["و"]}, "joiner cannot be"),
        ({"arr": {"ibid": "full"}}, "there is no edition in “arr”; there is: ar, en"),
        ({"ar": {"sort": "al"}}, "sort cannot be “al”; it is one of: drop-al, keep-al, drop-ibn"),
    ],
)
def test_a_bad_setting_is_explained_and_falls_back(setting: dict[str, Any], problem: str) -> None:
    practice, problems = read_practice(setting, "ar", ["ar", "en"])
    assert practice == Practice()
    assert len(problems) == 1
    assert re.match(problem, problems[0])


def test_a_setting_holds_for_every_edition_or_for_one() -> None:
    setting = {"title_mark": "none", "en": {"ibid": "Ibid.", "title_mark": "bold"}}
    arabic, english = (read_practice(setting, each, ["ar", "en"])[0] for each in ("ar", "en"))
    assert arabic == Practice(title_mark="none")
    assert english == replace(Practice.of("en"), ibid="Ibid.", title_mark="bold")
    # a page that is built without editions passes over what is another language's
    assert read_practice({"en": {"ibid": "full"}}, "ar") == (Practice(), [])


def test_the_readme_names_every_switch_and_every_value() -> None:
    text = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| (`.*?) \|", text, re.MULTILINE))
    for field in fields(Practice):
        kind = get_type_hints(Practice)[field.name]
        expected = [*get_args(kind)] if get_args(kind) else [str(field.default)]
        assert re.findall("`([^`]*)`", rows[field.name])[: len(expected)] == expected
