"""Which forms of the references the editions lack."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ext_brief.model import Edition, Site
from midad.forms import cited_keys, lacking, report_lacking, show_lacking
from midad.project import Project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def cited(tmp_path: Path) -> Project:
    """A publication whose templates cite two of three references."""
    (tmp_path / "references.yaml").write_text(
        "- {id: cnn, type: article-newspaper, container-title: CNN}\n"
        "- {id: nour, type: book, language: ar, title: الماء}\n"
        "- {id: other, type: article-newspaper, container-title: BBC}\n",
        encoding="utf-8",
    )
    text = 'msgid "قيل {cite}`انظر @cnn، ص 4` و{cite:t}`nour`."\nmsgstr ""\n'
    (tmp_path / "gettext").mkdir()
    (tmp_path / "gettext" / "index.pot").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n' + text, encoding="utf-8"
    )
    editions = tuple(
        Edition(language=name, label=name, name=name, publisher=name) for name in ("ar", "en")
    )
    return Project(tmp_path, tmp_path / "locale", tmp_path, Site(editions=editions), ())


def test_keys_are_read_from_every_role() -> None:
    text = "{cite}`a, b` {cite:p}`انظر @c، ص 4` {nocite}`*` {ref}`d` ``{cite}``"
    assert [*cited_keys([text])] == ["a", "b", "c", "*"]


def test_each_edition_lacks_forms_of_what_is_cited(
    cited: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    found = [(language, form.key, form.kind) for language, form in lacking(cited, ["ar", "en"])]
    assert found == [
        ("ar", "cnn", "outlet"),
        ("en", "nour", "romanised"),
        ("en", "nour", "translated"),
    ]
    show_lacking(cited, ["ar"])
    assert "references.yaml:1" in capsys.readouterr().out
    show_lacking(cited, [])
    assert capsys.readouterr().out == ""


def test_entries_whose_forms_an_edition_lacks_are_named_on_one_line(
    cited: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    report_lacking(cited, ["ar", "en"])
    said = capsys.readouterr().out.splitlines()
    lacks = "Forms (multi) that references lack in “{}”: {} (midad status)"
    assert said == [lacks.format("ar", "cnn"), lacks.format("en", "nour")]
    report_lacking(cited, ["ar"], most=0)
    assert capsys.readouterr().out.strip() == lacks.format("ar", "…")
    report_lacking(cited, [])
    assert capsys.readouterr().out == ""
