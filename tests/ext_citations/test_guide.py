"""The handbook's page on citing: its list of warnings is made from the code, and is true."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from ext_arabic import messages
from ext_citations.library import read_library
from ext_citations.mistakes import CiteWarning
from ext_citations.practice import Practice, read_practice
from ext_citations.soundness import is_web_address, missing, never_cited, twins
from ext_citations.style_files import StyleNotFoundError, find_style
from ext_citations.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Project

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "handbook/citations.md"
#: what is wrong in the text of a document
IN_TEXT = (CiteWarning.UNKNOWN_KEY, CiteWarning.SYNTAX, CiteWarning.AFTER_STOP)
REFERENCES = "- id: cnn-2024\n  type: article-newspaper\n  container-title: CNN\n  issued: 2024\n"


def test_the_page_lists_every_warning_in_the_language_of_its_edition(project: Project) -> None:
    project.extensions("ext_citations").write("references.yaml", "")
    project.write("index.md", "# ع\n\n```{cite-warnings}\n```\n")
    found = {}
    for language in ("ar", "en"):
        project.build(language=language)
        page = project.soup()
        translate = messages.page("ext_citations", language)
        entries = page.xpath("//dl[contains(@class, 'warning-list')]")[0]
        assert entries.xpath("./dt/@id") == [warning.anchor for warning in CiteWarning]
        texts = entries.xpath("./dd/p[1]")
        shown = [element.text_content() for element in texts]
        assert shown == [translate(warning.text) for warning in CiteWarning]
        examples = [pre.text_content().rstrip("\n") for pre in entries.xpath(".//pre")]
        assert examples == [
            translate(text) for warning in CiteWarning for text in (warning.wrong, warning.right)
        ]
        assert len(entries.xpath(".//div[contains(@class, 'highlight')]/pre")) == len(examples)
        found[language] = entries.text_content()
    assert not any("\u0600" <= letter <= "\u06ff" for letter in found["en"])
    assert "Wrong" not in found["ar"]
    project.build("gettext")
    assert "cite.unknown" not in (project.outdir / "index.pot").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_examples_in_the_text_are_warned_of_or_not_as_the_page_says(
    project: Project, language: str
) -> None:
    translate = messages.page("ext_citations", language)
    project.extensions("ext_citations")
    project.write("references.yaml", REFERENCES)
    wrong = "\n\n".join(translate(warning.wrong) for warning in IN_TEXT)
    project.write("index.md", f"# ع\n\n{wrong}\n")
    project.build(warnings=[rf"index\.md.*\[{warning.anchor}\]" for warning in IN_TEXT])
    right = "\n\n".join(translate(warning.right) for warning in IN_TEXT)
    project.write("index.md", f"# ع\n\n{right}\n")
    project.build()


def _reading(path: Path) -> set[str]:
    return {problem.name for problem in read_library([path]).problems}


def _looking(path: Path) -> set[str]:
    items = read_library([path]).items
    found = {"incomplete"} if any([*missing(item)] for item in items.values()) else set()
    if not all(map(is_web_address, items.values())):
        found.add("address")
    if [*twins(items)]:
        found.add("twins")
    return found


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    ("warning", "look"),
    [
        (CiteWarning.REFERENCES, _reading),
        (CiteWarning.DUPLICATE_KEY, _reading),
        (CiteWarning.INCOMPLETE, _looking),
        (CiteWarning.ADDRESS, _looking),
        (CiteWarning.TWINS, _looking),
    ],
)
def test_examples_of_references_are_warned_of_or_not_as_the_page_says(
    warning: CiteWarning, look: Callable[[Path], set[str]], language: str, tmp_path: Path
) -> None:
    translate = messages.page("ext_citations", language)
    path = tmp_path / "references.yaml"
    entry = "" if warning.wrong.startswith("-") else "- id: a\n  type: book\n  title: A\n  "
    for text, expected in ((warning.wrong, {warning.value}), (warning.right, set[str]())):
        path.write_text(entry + translate(text), encoding="utf-8")
        assert look(path) == expected


def test_examples_of_settings_are_warned_of_or_not_as_the_page_says(tmp_path: Path) -> None:
    def setting(text: str) -> object:
        values: dict[str, object] = {}
        exec(text, values)  # our own example, as conf.py is run
        return values[text.partition(" ")[0]]

    wrong, right = setting(CiteWarning.PRACTICE.wrong), setting(CiteWarning.PRACTICE.right)
    assert isinstance(wrong, dict)
    assert isinstance(right, dict)
    assert read_practice(wrong, "ar")[1]
    assert not read_practice(right, "ar")[1]
    with pytest.raises(StyleNotFoundError, match="midad-press"):
        find_style(str(setting(CiteWarning.STYLE.wrong)), tmp_path)
    assert find_style(str(setting(CiteWarning.STYLE.right)), tmp_path).is_file()
    (item,) = yaml.safe_load(CiteWarning.UNCITED.wrong)
    (source,) = parse(CiteWarning.UNCITED.right.removeprefix("{nocite}").strip("`"))
    assert never_cited([item["id"]], []) == [item["id"]]
    assert never_cited([item["id"]], [source.key]) == []


def test_the_source_of_the_handbook_names_every_switch() -> None:
    source = PAGE.read_text("utf-8")
    for field in fields(Practice):
        assert f"\n`{field.name}`\n: " in source, field.name
