"""``midad preflight``: a table or JSON, and an exit status that a script can ask for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.ext_pdf.preflight.conftest import sound

from midad.preflight import runs

if TYPE_CHECKING:
    from pathlib import Path

    from tests.midad.conftest import Publication


@pytest.fixture
def good(publication: Publication) -> Path:
    path = publication.root / "good.pdf"
    with sound() as pdf:
        pdf.save(path, force_version="1.6")
    return path


@pytest.fixture
def bad(publication: Publication) -> Path:
    path = publication.root / "bad.pdf"
    with sound() as pdf:
        for number in (0, 1, 3):
            pdf.pages[number].obj.Contents = pdf.make_stream(b"1 0 0 rg 0 0 9 9 re f")
        pdf.save(path, force_version="1.6")
    return path


def test_good_file_passes_with_a_table_of_what_it_is(publication: Publication, good: Path) -> None:
    result = publication.run("preflight", "good.pdf")
    assert result.exit_code == 0, result.output
    lines = [line.split() for line in result.output.splitlines()]
    assert ["PDF/X", "good", "PDF/X-4", "(PDF", "1.6)"] in lines
    assert ["good.pdf:", "faults:", "0"] in lines


def test_faulty_file_fails_and_its_pages_are_named(publication: Publication, bad: Path) -> None:
    result = publication.run("preflight", "bad.pdf")
    assert result.exit_code == 1
    assert "RGB or Lab: rg (pages: 1–2, 4)" in result.output
    assert "bad.pdf: faults: 3" in result.output


def test_what_the_print_shop_asks_can_be_said(publication: Publication, good: Path) -> None:
    assert publication.run("preflight", "good.pdf", "--bleed", "5").exit_code == 1
    assert publication.run("preflight", "good.pdf", "--multiple", "8").exit_code == 1
    assert publication.run("preflight", "good.pdf", "--ink", "100").exit_code == 1
    assert publication.run("preflight", "good.pdf", "--bleed", "x").exit_code == 2
    assert publication.run("preflight").exit_code == 2


def test_json_says_the_same_for_programs(publication: Publication, good: Path, bad: Path) -> None:
    result = publication.run("preflight", "good.pdf", "bad.pdf", "--format", "json")
    assert result.exit_code == 1
    first, second = json.loads(result.stdout)
    assert (first["file"], first["faults"], second["faults"]) == ("good.pdf", 0, 3)
    rgb = next(c for c in second["conditions"] if c["condition"] == "rgb")
    assert not rgb["good"]
    assert [fault["page"] for fault in rgb["faults"]] == [1, 2, 4]


def test_file_that_cannot_be_examined_has_a_status_of_its_own(
    publication: Publication, good: Path
) -> None:
    publication.write("text.pdf", "plain text")
    for form in ("text", "json"):
        result = publication.run("preflight", "text.pdf", "good.pdf", "none.pdf", "--format", form)
        assert result.exit_code == 2
        assert "text.pdf: it is not a PDF" in result.stderr
        assert "none.pdf: there is no such file" in result.stderr
        assert "good.pdf" in result.stdout


def test_answers_are_arabic_where_the_locale_is(publication: Publication, bad: Path) -> None:
    output = publication.run("preflight", "bad.pdf", locale="ar_IQ.UTF-8").output
    assert "ألوان الضوء" in output
    assert "عيب" in output
    assert "العيوب: 3" in output


@pytest.mark.parametrize("name", ["[/v].pdf", "[draft] a.pdf"])
def test_brackets_in_a_name_are_no_markup(publication: Publication, good: Path, name: str) -> None:
    (publication.root / name).parent.mkdir(exist_ok=True)
    good.rename(publication.root / name)
    result = publication.run("preflight", name)
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[0].strip() == name


def test_pages_are_written_as_runs() -> None:
    assert runs([1]) == "1"
    assert runs([1, 2, 3, 7, 9, 10]) == "1–3, 7, 9–10"
