"""Front matter is read as text, validated, and each mistake is reported with its line."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from ext_brief import frontmatter
from ext_brief.located import Located, NotYamlError
from ext_brief.model import Edition, Person, Site

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = {
    "layla": Person(name={"ar": "ليلى", "en": "Layla"}),
    "ahmad": Person(name={"ar": "أحمد"}),
}
GOOD = """\
---
title: "بغداد: الحوار"
subtitle: فرعي
number: 2024/01
date: 2024-01-31
updated: 2024-02-01
authors: [layla]
translators: [ahmad]
editors:
  - name: {ar: نور, en: Nour}
    orcid: 0000-0001
    affiliation: {ar: جامعة}
reviewers: ahmad
topics: [العراق, no]
abstract: >-
  فقرة
  أولى.

  فقرة ثانية.
key_points:
  - نقطة
recommendations: [توصية]
doi: 10.1000/182
isbn: 978-9
license: CC BY 4.0
funding: ممول
disclaimer: إخلاء
status: published
embargo: 2024-01-01
corrections:
  - {date: 2024-03-01, text: تصويب}
superseded_by: briefs/2025/other
aliases: [/old]
---
متن
"""


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


def mistakes(text: str) -> list[tuple[int, str]]:
    found = frontmatter.read(text, PEOPLE)
    assert found is not None
    assert found.brief is None
    return [(problem.line, problem.message) for problem in found.problems]


def brief(**fields: str | None) -> str:
    given = {
        "title": "ع",
        "number": "1",
        "date": "2024-01-31",
        "authors": "[layla]",
        "abstract": "م",
        **fields,
    }
    rows = [f"{name}: {value}" for name, value in given.items() if value is not None]
    return "\n".join(["---", *rows, "---", ""])


def test_every_field_is_read() -> None:
    found = frontmatter.read(GOOD, PEOPLE)
    assert found is not None
    assert found.problems == ()
    assert found.length == GOOD.count("\n") - 1
    one = found.brief
    assert one is not None
    assert one.title == found.title == "بغداد: الحوار"
    assert (one.subtitle, one.number, one.doi, one.isbn) == (
        "فرعي",
        "2024/01",
        "10.1000/182",
        "978-9",
    )
    assert (one.date, one.updated) == (dt.date(2024, 1, 31), dt.date(2024, 2, 1))
    assert one.authors == (PEOPLE["layla"],)
    assert one.translators == one.reviewers == (PEOPLE["ahmad"],)
    assert one.editors[0].name_in("en") == "Nour"
    assert one.editors[0].affiliation == {"ar": "جامعة"}
    assert one.topics == ("العراق", "no")
    assert one.key_points == ("نقطة",)
    assert one.recommendations == ("توصية",)
    assert (one.license, one.funding, one.disclaimer) == ("CC BY 4.0", "ممول", "إخلاء")
    assert (one.status, one.embargo) == ("published", dt.date(2024, 1, 1))
    assert one.corrections[0].text == "تصويب"
    assert (one.superseded_by, one.aliases) == ("briefs/2025/other", ("/old",))


def test_what_yaml_takes_for_numbers_and_flags_stays_text() -> None:
    found = frontmatter.read(brief(number="2024/01", title="no", topics="[no, 1.0, null]"), PEOPLE)
    assert found is not None
    assert found.brief is not None
    assert found.brief.title == "no"
    assert found.brief.number == "2024/01"
    assert found.brief.topics == ("no", "1.0", "null")


def test_status_is_published_unless_said_otherwise() -> None:
    found = frontmatter.read(brief(), PEOPLE)
    assert found is not None
    assert found.brief is not None
    assert found.brief.status == "published"


@pytest.mark.parametrize("text", ["", "# عنوان\n", "\n---\ntitle: x\n---\n", "---\ntitle: x\n"])
def test_text_without_front_matter_has_none(text: str) -> None:
    assert frontmatter.read(text, PEOPLE) is None


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_byte_order_mark_and_windows_lines_change_nothing(ending: str, mark: str) -> None:
    found = frontmatter.read(mark + brief(date="x").replace("\n", ending), PEOPLE)
    assert found is not None
    assert [problem.line for problem in found.problems] == [4]
    assert found.length == 7


@pytest.mark.parametrize(
    ("fields", "line", "message"),
    [
        ({"title": None}, 2, "title: this field is missing"),
        ({"title": ""}, 2, "title: this field is empty"),
        ({"abstract": '"  "'}, 6, "abstract: this field is empty"),
        ({"date": ""}, 4, "date: this field is empty"),
        ({"subtitle": "[a]"}, 7, "subtitle: a line of text is expected"),
        ({"topics": "العراق"}, 7, "topics: a list is expected"),
        ({"topics": ""}, 7, "topics: a list is expected"),
        ({"topics": '["a", ""]'}, 7, "topics.1: this field is empty"),
        ({"authors": ""}, 5, "authors: at least one is needed"),
        ({"authors": "[layal]"}, 5, "authors: unknown person layal; did you mean layla?"),
        ({"authors": "[zzz]"}, 5, "authors: unknown person zzz"),
        ({"authors": "[{name: نور}]"}, 5, "authors.0.name: a name in each language is expected"),
        ({"authors": "[{name: {}}]"}, 5, "authors.0.name: at least one is needed"),
        ({"authors": "[[layla]]"}, 5, "authors.0: named fields are expected here"),
        ({"authors": "[{nam: x, name: {ar: x}}]"}, 5, "nam: unknown field; did you mean name?"),
        (
            {"authors": "[{name: {ar: x}, corporate: perhaps}]"},
            5,
            "authors.0.corporate: true or false is expected",
        ),
        ({"titel": "x"}, 7, "titel: unknown field; did you mean title?"),
        ({"zzz": "x"}, 7, "zzz: unknown field"),
        ({"date": "31.1.2024"}, 4, "date: 31.1.2024 is not a date"),
        ({"date": "2024-02-30"}, 4, "date: 2024-02-30 is not a date"),
        ({"date": "86400"}, 4, "date: 86400 is not a date"),
        ({"date": "2024-01-31T00:00:00"}, 4, "is not a date"),
        ({"date": "[2024]"}, 4, "is not a date"),
        ({"embargo": "غداً"}, 7, "embargo: غداً is not a date"),
        (
            {"status": "Published"},
            7,
            "status: Published is not one of: draft, review, approved, published, withdrawn",
        ),
        ({"doi": "182"}, 7, "doi: 182 is not a DOI"),
        ({"corrections": "[{date: 2024-03-01}]"}, 7, "corrections.0.text: this field is missing"),
    ],
)
def test_mistake_is_reported_with_its_line(
    fields: dict[str, str | None], line: int, message: str
) -> None:
    [(found, text)] = mistakes(brief(**fields))
    assert (found, message in text) == (line, True), text


def test_mistakes_are_reported_all_at_once_in_order() -> None:
    text = brief(title=None, date="x", authors="\n  - nobody\n  - layal", extra="y", status="z")
    assert [line for line, _ in mistakes(text)] == [2, 3, 5, 6, 8, 9]


def test_field_that_stands_twice_is_reported_where_it_stands_again() -> None:
    text = brief().replace("abstract", "title: again\nabstract")
    assert mistakes(text) == [(6, "title stands twice")]


@pytest.mark.parametrize(
    ("rows", "line", "message"),
    [
        ("title: بغداد: الحوار", 3, "a text with a colon needs quotes around it"),
        ("authors:\n\t- layla", 4, "indent with blanks, not with a tab"),
        ('title: "بغداد\nnumber: 1', 3, "a quote was opened and not closed"),
        ("title\nnumber: 1", 3, "a colon after the field's name is missing"),
        ("title: [a\nnumber: 1", 4, "this is not YAML: "),
        ("title: a\x00b", 3, "a character that cannot be printed stands here"),
        ("title: " + "[" * 5000, 2, "this is not YAML: …"),
    ],
)
def test_what_is_not_yaml_is_explained_on_its_line(rows: str, line: int, message: str) -> None:
    [(found, text)] = mistakes(f"---\nsubtitle: x\n{rows}\n---\n")
    assert (found, text[: len(message)]) == (line, message)


@pytest.mark.parametrize("rows", ["- title\n- number", "عنوان"])
def test_list_in_the_place_of_fields_is_refused(rows: str) -> None:
    [(line, text)] = mistakes(f"---\n{rows}\n---\n")
    assert line == 2
    assert text.startswith("the front matter must be fields")


def test_empty_front_matter_lacks_every_field() -> None:
    found = mistakes("---\n---\n")
    assert [text.partition(":")[0] for _, text in found] == [
        "title",
        "number",
        "date",
        "authors",
        "abstract",
    ]


@pytest.mark.parametrize(
    "rows", ["title: &a [*a]", "topics: &a [x]\nkey_points: *a", "x: &a {b: *a}"]
)
def test_alias_is_refused_and_never_followed(rows: str) -> None:
    texts = [text for _, text in mistakes(f"---\n{rows}\n---\n")]
    assert "a value is repeated by an alias (*) here; write it out" in texts


def test_yaml_tag_makes_no_object(tmp_path: Path) -> None:
    made = tmp_path / "made"
    tag = f'!!python/object/apply:os.system ["touch {made}"]'
    assert mistakes(brief(title=tag)) == [(2, "title: a line of text is expected")]
    path = tmp_path / "authors.yaml"
    path.write_text(f"layla: {tag}\n")
    assert frontmatter.read_people(path)[1]
    assert not made.exists()


def test_mistakes_speak_the_language_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "ar_IQ.UTF-8")
    for _, text in mistakes(brief(title=None, date="x", authors="[layal]", titel="y", status="z")):
        assert "هذا الحقل" in text or "ليس" in text or "هل تقصد" in text, text
    [(_, text)] = mistakes("---\ntitle: بغداد: الحوار\n---\n")
    assert "علامتي" in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: >-\n  one\n  two\n\n  three\nb: c", [(2, "one two"), (5, "three")]),
        ("a: |\n  one\n  two\n\n  three\n\nb: c", [(2, "one two"), (5, "three")]),
        ("a: one\n  two\n\n  three\nb: c", [(1, "one two"), (4, "three")]),
        ('a: "one\n\n  two"', [(1, "one"), (3, "two")]),
        ("a: |\n\n\n  one", [(4, "one")]),
        ("a: >\n  one\n   * two\n  three", [(1, "one"), (1, "* two"), (1, "three")]),
        ("a: [b]", []),
        ("b: c", []),
    ],
)
def test_paragraphs_of_a_field_have_their_lines(text: str, expected: list[tuple[int, str]]) -> None:
    assert Located(text).paragraphs(("a",)) == expected


def test_line_of_an_unknown_value_is_that_of_what_is_around_it() -> None:
    located = Located("a:\n  - b\n  - c\n", first_line=10)
    assert located.line(("a", 1)) == 12
    assert located.line(("a", 7, "x")) == 10
    with pytest.raises(NotYamlError, match="not closed"):
        Located('a: "b')


def test_persons_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "authors.yaml"
    path.write_text("layla:\n  name: {ar: ليلى}\n  corporate: true\nahmad: {}\n", encoding="utf-8")
    people, problems = frontmatter.read_people(path)
    assert people["layla"].corporate
    assert people["layla"].name_in("en") == "ليلى"
    assert [(p.line, p.message) for p in problems] == [(4, "ahmad.name: this field is missing")]


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (b"- layla\n", 1, "this file must map keys to persons"),
        (b"\n\nlayla: name: x\n", 3, "a text with a colon needs quotes around it"),
        (b"layla:\n  name: \xe1\xd1\n", 1, "cannot be read: "),
    ],
)
def test_broken_persons_file_is_explained(
    data: bytes, line: int, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "authors.yaml"
    path.write_bytes(data)
    people, [problem] = frontmatter.read_people(path)
    assert people == {}
    assert (problem.line, problem.message[: len(message)]) == (line, message)


def test_site_knows_its_editions_and_addresses() -> None:
    arabic = Edition(language="ar", label="العربية", name="مداد", publisher="مداد")
    site = Site(base_url="https://example.org/", editions=(arabic,))
    assert site.edition("ar") is arabic
    assert arabic.direction == "rtl"
    assert site.edition("fr").direction == "ltr"
    assert site.page_url("ar", "briefs/2024/one") == "https://example.org/ar/briefs/2024/one.html"
