from __future__ import annotations

import gc
import json
from typing import TYPE_CHECKING

import pytest
from tests.conftest import forget_registrations

from midad.worker import Job, application

if TYPE_CHECKING:
    from tests.midad.conftest import Publication

WRONG = {"في عام ٢٠٢٤ تغيّر الوضع": "The situation changed in 2023", "بغداد": ""}


def test_collector_is_left_as_it_was(publication: Publication) -> None:
    assert publication.run("check").exit_code == 0
    assert gc.isenabled()
    gc.disable()
    try:
        assert publication.run("check").exit_code == 0
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_all_of_locale_is_checked_and_clean(publication: Publication) -> None:
    result = publication.run("check")
    assert result.output == "Catalogs: 2. Errors: 0, warnings: 0.\n"
    assert result.exit_code == 0


def test_findings_name_file_line_and_check(publication: Publication) -> None:
    path = publication.catalog("briefs/2024/one", WRONG)
    result = publication.run("check")
    assert result.exit_code == 1
    name = path.relative_to(publication.root)
    assert result.output.splitlines() == [
        f"{name}:4: warning: the source has 2024, the translation 2023 [numbers]",
        f"{name}:7: error: there is no translation [empty]",
        "Catalogs: 2. Errors: 1, warnings: 1.",
    ]


def test_warnings_alone_are_no_failure(publication: Publication) -> None:
    path = publication.write("any.po", 'msgid "٢٠٢٤ و٢٠٢٥"\nmsgstr "2024"\n')
    result = publication.run("check", str(path))
    assert "warnings: 1" in result.output
    assert result.exit_code == 0


def test_json_is_a_list_of_records(publication: Publication) -> None:
    publication.catalog("briefs/2024/one", WRONG)
    result = publication.run("check", "--format", "json", "locale/en/LC_MESSAGES/briefs")
    assert json.loads(result.stdout)[1] == {
        "file": "locale/en/LC_MESSAGES/briefs/2024/one.po",
        "line": 7,
        "msgid": "بغداد",
        "severity": "error",
        "check": "empty",
        "message": "there is no translation",
    }
    assert (
        json.loads(
            publication.run("check", "--format", "json", "locale/en/LC_MESSAGES/index.po").stdout
        )
        == []
    )


def test_github_is_told_in_its_own_words(publication: Publication) -> None:
    publication.write("a,b.po", 'msgid "٥٪"\nmsgstr "6%"\n')
    result = publication.run("check", "--format", "github", "a,b.po")
    assert result.output == (
        "::warning file=a%2Cb.po,line=1,title=numbers::the source has 5, the translation 6\n"
    )


def test_messages_are_in_the_language_of_the_environment(publication: Publication) -> None:
    publication.catalog("briefs/2024/one", WRONG)
    result = publication.run("check", locale="ar_IQ.UTF-8")
    assert "خطأ: لا توجد ترجمة [empty]" in result.output


def test_advice_is_shown_when_it_is_asked_for(publication: Publication) -> None:
    path = str(publication.write("a.po", 'msgid "الحشد (هيئة) اجتمع"\nmsgstr "The PMF met"\n'))
    assert "bracket-count" not in publication.run("check", path).output
    assert "advice: " in publication.run("check", "--advice", path).output


def test_term_base_and_references_of_the_project_are_found(publication: Publication) -> None:
    publication.write("docs/terms.csv", "ar,en\nالحشد,PMF\n")
    publication.write("docs/references.yaml", "references:\n  - id: a1\n")
    publication.catalog(
        "briefs/2024/one", {"الحشد": "The Crowd", "نص {cite}`a2`": "Text {cite}`a2`"}
    )
    output = publication.run("check").output
    assert "[terms]" in output
    assert "no references file defines: a2 [unknown-key]" in output


def test_keys_of_every_references_file_of_the_project_are_known(publication: Publication) -> None:
    conf = publication.root / "docs/conf.py"
    names = "extensions.append('ext_citations')\ncitations_references = ['refs.yaml', 'laws.bib']\n"
    conf.write_text(conf.read_text("utf-8") + names, "utf-8")
    publication.write("docs/refs.yaml", "references:\n  - id: a1\n")
    publication.write("docs/laws.bib", "@book{law,\n}\n")
    publication.write("docs/references.json", '[{"id": "old"}]')  # the project does not name it
    texts = {f"نص {{cite}}`{key}`": f"Text {{cite}}`{key}`" for key in ("a1", "law", "old")}
    catalog = publication.catalog("briefs/2024/one", texts)
    output = publication.run("check").output
    assert output.count("[unknown-key]") == 1
    assert "no references file defines: old [unknown-key]" in output

    # a build is told the same
    forget_registrations()
    docs, doctrees, out = (str(publication.root / name) for name in ("docs", "doctrees", "out"))
    job = Job(docs, doctrees, out, "html", "en")
    app = application(job, lambda *_: None, fresh=True)
    assert app.config.translations_context(catalog).keys == {"a1", "law"}


def test_term_base_and_references_may_be_given(publication: Publication) -> None:
    path = str(publication.write("x/a.po", 'msgid "الحشد {cite}`a2`"\nmsgstr "Crowd {cite}`a2`"\n'))
    publication.write("t.csv", "ar,en\nالحشد,PMF\n")
    publication.write("r.bib", "@book{a1,\n}\n")
    publication.write("r.json", '[{"id": "a2"}]')
    arguments = ["check", "--terms", "t.csv", "--references", "r.bib", path]
    output = publication.run(*arguments).output
    assert "[terms]" in output
    assert "[unknown-key]" in output
    assert "[unknown-key]" not in publication.run(*arguments, "--references", "r.json").output


def test_catalog_from_elsewhere_is_held_against_names_only(
    publication: Publication, tmp_path_factory: pytest.TempPathFactory
) -> None:
    publication.write(
        "docs/terms.csv", "ar,en\nالإطار التنسيقي,Coordination Framework\nالورقة,brief\n"
    )
    path = tmp_path_factory.mktemp("elsewhere") / "a.po"
    path.write_text(
        'msgid "الورقة للإطار التنسيقي"\nmsgstr "The paper for the alliance"\n', "utf-8"
    )
    output = publication.run("check", str(path)).output
    assert "“Coordination Framework”" in output
    assert "“brief”" not in output


def test_broken_catalog_is_named_by_line_and_the_others_are_checked(
    publication: Publication,
) -> None:
    publication.catalog("briefs/2024/one", WRONG)
    publication.write("locale/en/LC_MESSAGES/index.po", 'msgid "a"\n<<<<<<< ours\n')
    result = publication.run("check")
    assert result.exit_code == 2
    assert "index.po:2:1: " in result.output
    assert "[empty]" in result.output


@pytest.mark.parametrize(
    "arguments",
    [
        ["no-such.po"],
        ["--terms", "no-such.csv"],
        ["--terms", "docs/conf.py"],
        ["--references", "bad.yaml"],
        ["--format", "xml"],
        ["--explain", "nothing"],
    ],
)
def test_what_cannot_be_run_ends_in_status_two(
    publication: Publication, arguments: list[str]
) -> None:
    publication.write("bad.yaml", "references: [")
    result = publication.run("check", *arguments)
    assert result.exit_code == 2
    assert result.output


def test_folder_without_a_project_has_its_locale_checked(publication: Publication) -> None:
    (publication.root / "docs/conf.py").unlink()
    assert publication.run("check").exit_code == 0
    assert publication.run("check", "--source", "nowhere").exit_code == 0


def test_check_is_explained_in_both_languages(publication: Publication) -> None:
    english = publication.run("check", "--explain", "numbers")
    assert english.exit_code == 0
    assert english.output.startswith("numbers (warning)\n\nFind numbers that were changed")
    assert "Bad:\n    خلال ثلاث سنوات\n    Over four years\n" in english.output
    arabic = publication.run("check", "--explain", "numbers", locale="ar.UTF-8")
    assert arabic.output.startswith("numbers (تنبيه)\n\nيجد الأعداد")
