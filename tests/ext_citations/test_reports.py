"""What authors are told about their citations and references."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ext_arabic.messages import read_catalog
from ext_citations.library import read_library
from ext_citations.mistakes import CiteWarning
from ext_citations.soundness import is_web_address, missing, missing_forms, twins

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Project

BOOK = {"type": "book", "title": "الماء", "author": [{"family": "نور"}], "issued": "2019"}


@pytest.mark.parametrize(
    ("item", "lacks"),
    [
        ({"type": "article-newspaper", "container-title": "CNN", "issued": "2024"}, []),
        ({"type": "article-newspaper", "title": "T"}, ["container-title/publisher", "issued"]),
        ({"type": "book", "title": "T"}, []),
        ({"type": "book"}, ["title"]),
        ({"type": "thesis", "title": "T"}, ["author", "publisher"]),
        ({"type": "webpage", "title": "T"}, ["URL/DOI"]),
        ({"type": "chapter", "title": "T"}, ["container-title"]),
        ({"title": "T"}, ["type"]),
    ],
)
def test_an_entry_lacks_what_its_type_needs(item: dict[str, Any], lacks: list[str]) -> None:
    assert ["/".join(names) for names in missing(item)] == lacks


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("https://example.org/a?b=1", True),
        ("http://example.org", True),
        ("", True),
        ("www.example.org", False),
        ("ftp://example.org/x", False),
        ("javascript:alert(1)", False),
        ("https://exa mple.org", False),
        ("https://", False),
        ("https://[::1", False),
    ],
)
def test_an_address_is_one_that_a_reader_can_follow(address: str, *, good: bool) -> None:
    assert is_web_address({"URL": address}) is good


@pytest.mark.parametrize(
    ("second", "same"),
    [
        ({**BOOK, "title": "الـماءُ"}, True),
        ({**BOOK, "issued": {"date-parts": [[2019]]}}, True),
        ({**BOOK, "issued": "2020"}, False),
        ({**BOOK, "title": "الهواء"}, False),
        ({**BOOK, "author": [{"family": "زيد"}]}, False),
        ({**BOOK, "type": "review"}, False),
        ({**BOOK, "container-title": "مجموعة"}, False),
    ],
)
def test_two_entries_look_like_one_source(second: dict[str, Any], *, same: bool) -> None:
    assert [*twins({"a": BOOK, "b": second})] == ([("b", "a")] if same else [])


def test_press_sources_of_one_day_are_no_twins() -> None:
    press = {"type": "article-newspaper", "container-title": "CNN", "issued": "2024-01-25"}
    assert [*twins({"a": press, "b": dict(press)})] == []


def test_one_doi_is_one_source_in_whatever_form() -> None:
    first = {"title": "T", "DOI": "10.1000/X"}
    second = {"title": "T", "issued": "2020", "DOI": "https://doi.org/10.1000/x"}
    assert [*twins({"a": first, "b": second})] == [("b", "a")]


def test_the_explanation_of_twins_names_all_that_is_compared() -> None:
    text = CiteWarning.TWINS.text
    first = {"title": "T", "DOI": "10.1000/x"}
    assert [*twins({"a": first, "b": {**first, "title": "U"}})] == []
    assert "the same DOI and title" in text
    assert "type, title, date and first author (or editor), in the same journal, book" in text


def test_faulty_entries_are_named_at_their_line_where_they_are_cited(project: Project) -> None:
    project.extensions("ext_citations")
    project.write(
        "references.yaml",
        "- id: bare\n  type: thesis\n  title: T\n"
        "- id: ftp\n  type: book\n  title: B\n  URL: ftp://example.org\n"
        "- id: twin\n  type: book\n  title: B\n"
        "- id: unused\n  type: thesis\n",
    )
    project.write("index.md", "# ع\n\nقيل {cite}`bare, ftp, twin`.\n")
    project.build(
        "html",
        warnings=[
            r"references\.yaml:1: WARNING: bare lacks author \[cite\.incomplete\]",
            r"references\.yaml:1: WARNING: bare lacks publisher",
            r"references\.yaml:4: WARNING: ftp: ftp://example\.org is no web address",
            r"references\.yaml:8: WARNING: twin looks like ftp, references\.yaml:4 \[cite\.twins\]",
        ],
    )


def test_uncited_entries_are_named_where_the_setting_is_on(project: Project) -> None:
    project.extensions("ext_citations").conf("citations_report_uncited = True")
    project.write("references.yaml", "- id: a\n  type: book\n  title: T\n- id: b\n  title: U\n")
    project.write("index.md", "# ع\n\nقيل {cite}`a`.\n")
    project.build(
        "html", warnings=[r"references\.yaml:4: WARNING: no document cites b \[cite\.unc"]
    )


@pytest.mark.parametrize(
    ("text", "late"),
    [
        ("قيل. {cite}`a`", True),
        ("قيل؟ {cite}`a`", True),
        ("قال د. {cite}`a` ذلك.", False),
        ("He said U.S. {cite}`a` says.", False),
        ("Said. {cite}`a` Then that.", True),
        ("قيل {cite}`a`.", False),
        ("قيل… {cite}`a`.", False),
        ("قيل، {cite}`a`.", False),
        ("{cite}`a`", False),
        ("قيل. {cite:t}`a` يرى.", False),
    ],
)
def test_a_citation_after_its_sentence_is_named(project: Project, text: str, *, late: bool) -> None:
    project.extensions("ext_citations")
    project.write("references.yaml", "- id: a\n  type: book\n  title: T\n")
    project.write("index.md", f"# ع\n\n{text}\n")
    warning = r"index\.md:3: WARNING: this citation stands after the full stop of its sentence"
    project.build("html", warnings=[warning] if late else [])


def test_every_warning_is_explained_in_both_languages() -> None:
    for warning in CiteWarning:
        assert read_catalog("ext_citations", "ar").get(warning.text), warning
        assert warning.wrong != warning.right


def test_an_entry_is_held_against_those_that_nobody_cites_too(project: Project) -> None:
    project.extensions("ext_citations").write(
        "references.yaml",
        "- {id: old, type: book, title: B}\n- {id: new, type: book, title: B}\n"
        "- {id: c, type: book, title: C}\n- {id: d, type: book, title: C}\n",
    )
    project.write("index.md", "# ع\n\nقيل {cite}`new`.\n")
    warning = r"references\.yaml:2: WARNING: new looks like old, references\.yaml:1 \[cite\.twins"
    project.build("html", warnings=[warning])


FORMS = """\
- id: cnn
  type: article-newspaper
  container-title: CNN
- id: paper
  type: article-newspaper
  language: ar
  container-title: الصباح
- id: nour
  type: book
  language: ar
  title: الماء
  publisher: دار الورق
  author:
    - {family: نور, multi: {_key: {ar-Latn: {family: Nour}}}}
    - {literal: مركز المياه}
  multi: {_keys: {title: {ar-Latn: al-Māʾ}}}
- id: smith
  type: book
  title: Water
  author: [{family: Smith}]
- id: loose
  type: book
  title: كتاب بلا لغة
  author: [{family: Smith}]
"""


@pytest.mark.parametrize(
    ("language", "lacking"),
    [
        ("ar", ["cnn container-title ar outlet 1"]),
        (
            "en",
            [
                "paper container-title en outlet 4",
                "nour title en translated 8",
                "nour publisher ar-Latn romanised 8",
                "nour author 2 ar-Latn romanised 8",
                "loose title ar-Latn romanised 21",
                "loose title en translated 21",
            ],
        ),
    ],
)
def test_forms_that_an_edition_lacks_are_named(
    tmp_path: Path, language: str, lacking: list[str]
) -> None:
    path = tmp_path / "references.yaml"
    path.write_text(FORMS, encoding="utf-8")
    library = read_library([path])
    found = missing_forms(library, [*library.references, "unknown", "nour"], language)
    assert [f"{m.key} {m.field} {m.language} {m.kind} {m.line}" for m in found] == lacking
    assert [*missing_forms(library, ["smith"], language)] == []


def test_a_form_in_the_language_of_the_page_is_missed_by_nobody(tmp_path: Path) -> None:
    path = tmp_path / "references.yaml"
    path.write_text(
        "- id: nour\n  type: book\n  title: الماء\n  publisher: دار الورق\n"
        "  author: [{family: نور, multi: {_key: {en: {family: Nour}}}}]\n"
        "  multi: {_keys: {title: {ar-Latn: al-Māʾ, en: Water}, publisher: {en: Paper House}}}\n",
        encoding="utf-8",
    )
    assert [*missing_forms(read_library([path]), ["nour"], "en")] == []


def test_the_title_of_a_journal_is_romanised_though_it_is_translated(tmp_path: Path) -> None:
    path = tmp_path / "references.yaml"
    path.write_text(
        "- id: nour\n  type: article-journal\n  title: الماء\n  container-title: مجلة المياه\n"
        "  multi:\n    _keys:\n      title: {ar-Latn: al-Māʾ, en: Water}\n"
        "      container-title: {en: Journal of Water}\n",
        encoding="utf-8",
    )
    found = missing_forms(read_library([path]), ["nour"], "en")
    assert [(m.field, m.language, m.kind) for m in found] == [
        ("container-title", "ar-Latn", "romanised")
    ]


def test_an_outlet_in_italics_or_led_by_a_latin_word_is_arabic(tmp_path: Path) -> None:
    path = tmp_path / "references.yaml"
    path.write_text(
        "- {id: sabah, type: article-newspaper, container-title: <i>الصباح</i>}\n"
        "- {id: cnn, type: broadcast, container-title: CNN بالعربية}\n",
        encoding="utf-8",
    )
    library = read_library([path])
    assert [*missing_forms(library, library.references, "ar")] == []
    assert [m.key for m in missing_forms(library, library.references, "en")] == ["sabah", "cnn"]


def test_the_outlet_of_a_romanised_article_is_missed_in_the_language_of_the_edition(
    tmp_path: Path,
) -> None:
    path = tmp_path / "references.yaml"
    path.write_text(
        "- id: sabah\n  type: article-newspaper\n  title: الماء\n  container-title: الصباح\n"
        "  multi: {_keys: {title: {ar-Latn: al-Māʾ, en: Water}}}\n",
        encoding="utf-8",
    )
    found = missing_forms(read_library([path]), ["sabah"], "en")
    assert [(m.field, m.language, m.kind) for m in found] == [("container-title", "en", "outlet")]
