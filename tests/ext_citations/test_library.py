"""References files: what is read, and what is said of a faulty one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ext_citations.library import read_library

if TYPE_CHECKING:
    from pathlib import Path


def read(
    tmp_path: Path, text: str, name: str = "references.yaml"
) -> tuple[dict[str, object], list[str]]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    library = read_library([path])
    return dict(library.items), [f"{p.path.name}:{p.line}: {p.message}" for p in library.problems]


def test_items_are_read_from_a_list_and_from_references(tmp_path: Path) -> None:
    item = "- id: cnn\n  issued: 2024-01-25\n  volume: 007\n  language: no\n  circa: true\n"
    expected = {
        "cnn": {
            "id": "cnn",
            "issued": "2024-01-25",
            "volume": "007",
            "language": "no",
            "circa": True,
        }
    }
    assert read(tmp_path, item) == (expected, [])
    nested = "references:\n" + "".join(f"  {line}\n" for line in item.splitlines())
    assert read(tmp_path, nested) == (expected, [])


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("Arabic", "ar"),
        ("العربية", "ar"),
        ("ara", "ar"),
        ("en_US", "en-US"),
        ("Persian", "fa"),
        ("ar-Latn", "ar-Latn"),
        ("Elvish of the woods", "Elvish of the woods"),
    ],
)
def test_a_language_is_read_by_its_name(tmp_path: Path, written: str, tag: str) -> None:
    items, problems = read(tmp_path, f"- id: a\n  language: {written}\n")
    assert items == {"a": {"id": "a", "language": tag}}
    assert problems == []


def test_csl_json_is_read_with_the_lines_of_its_items(tmp_path: Path) -> None:
    text = '[\n {"id": "a", "title": "T"},\n {"id": "a"}\n]'
    items, problems = read(tmp_path, text, "references.json")
    assert items == {"a": {"id": "a", "title": "T"}}
    assert problems == ["references.json:3: the key a stands twice; first in references.json:2"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- id: a\n- id: b\n- id: a\n", "3: the key a stands twice; first in references.yaml:1"),
        ("- title: x\n", "1: this reference has no id"),
        ("- id: a\n- just words\n", "2: a reference is a list of fields"),
        ("- id: a\n  title: 'open\n", "3: not YAML: found unexpected end of stream"),
        ("- id: a\n\t- b\n", "2: not YAML: "),
        ("just words\n", "1: a reference is a list of fields"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, text: str, problem: str) -> None:
    found = read(tmp_path, text)[1]
    assert len(found) == 1
    assert found[0].startswith(f"references.yaml:{problem}")


def test_faulty_json_is_named_with_its_line(tmp_path: Path) -> None:
    assert read(tmp_path, '[\n{"id": }\n]', "a.json") == (
        {},
        ["a.json:2: not JSON: Expecting value"],
    )


def test_a_file_that_is_not_there_or_not_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes("- id: é".encode("latin-1"))
    library = read_library([tmp_path / "none.yaml", tmp_path / "latin.yaml"])
    assert [p.location for p in library.problems] == [
        f"{tmp_path}/none.yaml:1",
        f"{tmp_path}/latin.yaml:1",
    ]


def test_an_empty_file_has_no_references(tmp_path: Path) -> None:
    assert read(tmp_path, "# nothing yet\n") == ({}, [])


def test_one_broken_file_does_not_hide_the_others(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text("- id: a\n", encoding="utf-8")
    bad.write_text("- [\n", encoding="utf-8")
    library = read_library([bad, good])
    assert list(library.items) == ["a"]
    assert len(library.problems) == 1


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("a.json", "5", "1: a reference is a list of fields"),
        ("a.json", '{"references": 3}', "1: a reference is a list of fields"),
        ("a.yaml", "- &x [*x]\n", "1: not YAML: references cannot use aliases (*)"),
        ("a.yaml", "[" * 3000 + "]" * 3000, "1: the lists in this file nest too deep"),
        ("a.json", "[" * 30000 + "]" * 30000, "1: the lists in this file nest too deep"),
    ],
)
def test_a_hostile_file_is_a_problem_and_no_crash(
    tmp_path: Path, name: str, text: str, problem: str
) -> None:
    assert read(tmp_path, text, name) == ({}, [f"{name}:{problem}"])


def test_an_asterisk_in_a_text_is_no_alias(tmp_path: Path) -> None:
    assert read(tmp_path, "- id: a\n  title: A * B\n")[1] == []


def test_yaml_tags_run_nothing(tmp_path: Path) -> None:
    text = "- id: a\n  title: !!python/object/apply:os.system ['touch made']\n"
    items, _ = read(tmp_path, text)
    assert items == {"a": {"id": "a", "title": ["touch made"]}}
    assert not (tmp_path / "made").exists()


def test_a_field_that_stands_twice_is_a_problem_and_the_first_one_counts(tmp_path: Path) -> None:
    text = "- id: a\n  title: A\n  type: book\n  title: B\n- id: b\n  title: C\n"
    items, problems = read(tmp_path, text)
    assert items["a"] == {"id": "a", "title": "A", "type": "book"}
    assert problems == ["references.yaml:4: a: the field title stands twice; the first one counts"]


def test_an_entry_without_a_key_is_named_by_a_question_mark(tmp_path: Path) -> None:
    _, problems = read(tmp_path, "- title: الماء\n  type: book\n  title: النهر\n")
    assert problems == [
        "references.yaml:3: ?: the field title stands twice; the first one counts",
        "references.yaml:1: this reference has no id",
    ]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("\n  - {year: 2019, month: 4, day: 3}", {"date-parts": [["2019", "4", "3"]]}),
        ("\n  - year: 2019\n  - year: 2021", {"date-parts": [["2019"], ["2021"]]}),
        ("[{year: 2019, season: 2}]", {"date-parts": [["2019"]], "season": "2"}),
        ("{year: 2019, circa: true}", {"date-parts": [["2019"]], "circa": True}),
        ("[]", []),
    ],
)
def test_dates_are_read_as_pandoc_and_better_bibtex_write_them(
    tmp_path: Path, text: str, date: object
) -> None:
    items, problems = read(tmp_path, f"- id: a\n  issued: {text}\n")
    assert (items["a"], problems) == ({"id": "a", "issued": date}, [])


def test_the_key_of_zotero_stands_beside_its_own_number(tmp_path: Path) -> None:
    uri = "http://zotero.org/users/1/items/ABCDEFGH"
    text = f'[{{"id": "{uri}", "citation-key": "nour2019"}}, {{"id": "b", "citation-key": "c"}}]'
    items, _ = read(tmp_path, text, "zotero.json")
    assert [*items] == ["nour2019", "b"]


def test_the_nearest_key_is_suggested(tmp_path: Path) -> None:
    path = tmp_path / "references.yaml"
    path.write_text("- id: cnn-2024\n- id: post-2024\n", encoding="utf-8")
    library = read_library([path])
    assert library.suggestions("cnn-2042") == "; did you mean cnn-2024?"
    assert library.suggestions("entirely-other") == ""


def test_signs_that_nobody_sees_are_no_part_of_a_key(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text("- id: cnn-2024\u200f\n  title: أ\n", encoding="utf-8")
    assert [*read_library([path]).references] == ["cnn-2024"]
