"""The status says how far translations are; approvals are written by a command."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from lxml import html

from ext_brief.model import Edition, Site
from ext_translations.status import Count
from midad.console import say
from midad.status import show
from midad.status_page import page

if TYPE_CHECKING:
    from pathlib import Path

    from tests.midad.conftest import Publication

ONE = "locale/en/LC_MESSAGES/briefs/2024/one.po"


@pytest.fixture
def asked(publication: Publication) -> Path:
    """Return a catalog with an error, an approval and a question."""
    path = publication.root / ONE
    text = path.read_text(encoding="utf-8").replace("Text of", "Text، of")
    path.write_text(text, encoding="utf-8")
    assert publication.run("approve", "--by", "Layla [x]", ONE).output == f"{ONE}: 3 approved\n"
    text = path.read_text(encoding="utf-8").replace("Title of", "The title of")
    path.write_text(text.replace('\nmsgid "ملخص', '\n# ? Which <year>?\nmsgid "ملخص'), "utf-8")
    return path


def test_status_has_errors_approvals_and_questions(
    asked: Path, publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = publication.run("status")
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    row = next(line for line in lines if line.startswith("briefs"))
    assert row.split() == [
        "briefs/2024/one", "en", "3", "3", "0", "0", "1", "2", "6/6", "100",
    ]  # fmt: skip
    line = asked.read_text(encoding="utf-8").split("\n").index('msgid "ملخص الورقة."') + 1
    assert lines[-2:] == ["Questions to the authors:", f"{ONE}:{line}: Which <year>?"]

    # the templates are written; that takes seconds, and is the same each time
    monkeypatch.setattr("midad.status.write_templates", lambda project: None)
    found = json.loads(publication.run("status", "--format", "json").stdout)
    one = next(record for record in found["documents"] if record["document"] != "index")
    assert (one["errors"], one["approved"], one["missing"], one["percent"]) == (1, 2, 0, 100)
    assert found["all"][0]["messages"] == sum(r["messages"] for r in found["documents"])
    assert found["questions"][0]["file"] == ONE
    assert found["questions"][0]["question"] == "Which <year>?"

    arabic = publication.run("status", "--format", "html", "-o", "x/s.html", locale="ar_IQ.UTF-8")
    assert arabic.exit_code == 0, arabic.output
    text = (publication.root / "x/s.html").read_text(encoding="utf-8")
    tree: html.HtmlElement = html.document_fromstring(text)
    assert (tree.get("lang"), tree.get("dir")) == ("ar", "rtl")
    assert tree.findtext(".//h1") == "حال الترجمات"
    assert "Which <year>?" in tree.text_content()
    assert not [*tree.iter("script", "link", "img")]
    assert "http" not in text

    publication.write("y", "")
    refused = publication.run("status", "-o", "y/s.txt")
    assert refused.exit_code == 1
    assert "Cannot write in y" in refused.output
    assert publication.run("status", "-o", "s.txt").output == "Look here: s.txt\n"
    monkeypatch.setattr("midad.status.show_lacking", lambda *_: say("what is lacking"))
    screen = publication.run("status").output
    assert screen.endswith("Which <year>?\nwhat is lacking\n")
    publication.run("status", "-o", "s.txt")
    assert (publication.root / "s.txt").read_text(encoding="utf-8") == screen


@pytest.mark.parametrize(
    ("locale", "language"), [("ar_IQ.UTF-8", "ar"), ("arn_CL.UTF-8", "en"), ("C.UTF-8", "en")]
)
def test_page_is_in_arabic_for_an_arabic_console_only(
    monkeypatch: pytest.MonkeyPatch, locale: str, language: str
) -> None:
    for name in ("LANGUAGE", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", locale)
    site = Site(editions=(Edition(language="ar", label="العربية", name="M", publisher="M"),))
    assert html.document_fromstring(page(site, [], [], {})).get("lang") == language


def test_bars_add_up_to_the_words() -> None:
    site = Site(editions=(Edition(language="en", label="English", name="M", publisher="M"),))
    rows = [
        ("a", "en", Count(4, 100, 2, 50, 1, 1, 20)),
        ("b", "en", Count(1, 10, 1, 10, 0, 1, 10)),
        ("c", "en", Count()),
    ]
    tree: html.HtmlElement = html.fromstring(page(site, rows, [], {"a": "<ا>"}))
    bars = [
        [(part.get("class"), part.get("style")) for part in bar]
        for bar in tree.find_class("bar")[1:]
    ]
    assert bars == [
        [
            ("approved", "inline-size: 20.00%"),
            ("translated", "inline-size: 30.00%"),
            ("fuzzy", "inline-size: 25.00%"),
        ],
        [("approved", "inline-size: 100.00%")],
        [],
    ]
    assert [e.findtext("bdi") for e in tree.find_class("name")] == ["<ا>", "b", "c"]
    assert tree.find_class("all")[0].findtext("strong") == "54%"


def test_names_typed_by_hand_are_taken_down(publication: Publication) -> None:
    path = publication.root / ONE
    text = path.read_text(encoding="utf-8")
    assert publication.run("approve").output == "There was nothing new to approve.\n"
    assert path.read_text(encoding="utf-8") == text
    path.write_text(text.replace('\nmsgid "ملخص', '\n# reviewed-by: عمر\nmsgid "ملخص'), "utf-8")
    assert publication.run("approve").output == f"{ONE}: 1 approved\n"


@pytest.mark.parametrize(
    ("arguments", "status"),
    [(["--by", "Layla"], 2), (["--by", "[]", ONE], 2), (["no-such.po"], 1), (["broken.po"], 1)],
)
def test_what_cannot_be_approved_is_left(
    publication: Publication, arguments: list[str], status: int
) -> None:
    publication.write("broken.po", 'msgid "a"\n<<<<<<< ours\n')
    before = (publication.root / ONE).read_bytes()
    result = publication.run("approve", *arguments, ONE) if status == 1 else None
    result = result or publication.run("approve", *arguments)
    assert result.exit_code == status
    assert (publication.root / ONE).read_bytes() == before


def test_brackets_in_the_name_of_a_document_are_no_markup(
    capsys: pytest.CaptureFixture[str],
) -> None:
    show([("briefs/[draft]/x", "en", Count())], [])
    assert "briefs/[draft]/x " in capsys.readouterr().out
