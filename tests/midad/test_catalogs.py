from __future__ import annotations

from typing import TYPE_CHECKING

from midad import catalogs

if TYPE_CHECKING:
    from pathlib import Path

    from tests.midad.conftest import Publication

SOILED = """# SOME DESCRIPTIVE TITLE.
# FIRST AUTHOR <EMAIL@ADDRESS>, 2026.
# Reviewed in May.
#, fuzzy
msgid ""
msgstr ""
"Project-Id-Version: Midad\\n"
"POT-Creation-Date: 2026-11-23 21:00+0000\\n"
"PO-Revision-Date: 2026-11-23 21:00+0000\\n"
"Last-Translator: Somebody <somebody@example.org>\\n"
"Language: en\\n"
"Language-Team: en <LL@li.org>\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Generated-By: Babel 2.18.0\\n"

# FIRST AUTHOR is quoted here
#, fuzzy
msgid "a"
msgstr "b"
"""


def test_header_keeps_no_person_and_no_date() -> None:
    assert catalogs.tidy(SOILED) == (
        '# Reviewed in May.\nmsgid ""\nmsgstr ""\n"Project-Id-Version: Midad\\n"\n'
        '"Language: en\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
        '# FIRST AUTHOR is quoted here\n#, fuzzy\nmsgid "a"\nmsgstr "b"\n'
    )
    assert catalogs.tidy(catalogs.tidy(SOILED)) == catalogs.tidy(SOILED)
    assert catalogs.tidy('msgid "a"\nmsgstr "b"\n') == 'msgid "a"\nmsgstr "b"\n'


def test_a_header_field_of_two_lines_goes_whole() -> None:
    team = '"Language-Team: Long "\n"<team@example.org>\\n"\n'
    text = f'"Language: en\\n"\n{team}"MIME-Version: 1.0\\n"\n'
    head = 'msgid ""\nmsgstr ""\n'
    assert catalogs.tidy(head + text) == head + '"Language: en\\n"\n"MIME-Version: 1.0\\n"\n'


def test_update_adds_keeps_and_marks(publication: Publication) -> None:
    path = publication.root / "locale/en/LC_MESSAGES/briefs/2024/one.po"
    brief = publication.root / "docs/briefs/2024/one.md"
    brief.write_text(
        brief.read_text(encoding="utf-8").replace(
            "نص الورقة.", "نص الورقة!\n\nفقرة جديدة تمامًا هنا."
        ),
        encoding="utf-8",
    )
    result = publication.run("update")
    assert result.exit_code == 0, result.output
    assert "Changed: locale/en/LC_MESSAGES/briefs/2024/one.po" in result.output
    assert "1 catalogs are as they were" in result.output
    text = path.read_text(encoding="utf-8")
    assert '#, fuzzy\nmsgid "نص الورقة!"\nmsgstr "Text of the brief."' in text
    assert 'msgid "فقرة جديدة تمامًا هنا."\nmsgstr ""' in text
    assert "Date" not in text
    assert "Translator" not in text
    # the second time there is nothing to do
    again = publication.run("update")
    assert "2 catalogs are as they were" in again.output
    assert path.read_text(encoding="utf-8") == text

    status = publication.run("status")
    assert status.exit_code == 0
    line = next(line for line in status.output.splitlines() if line.startswith("briefs"))
    assert line.split() == ["briefs/2024/one", "en", "4", "2", "1", "1", "4/10", "40"]


def test_new_brief_gets_a_catalog(publication: Publication) -> None:
    (publication.root / "locale/en/LC_MESSAGES/briefs/2024/one.po").unlink()
    result = publication.run("update", locale="ar_EG.UTF-8")
    assert result.exit_code == 0, result.output
    assert "جديد: locale/en/LC_MESSAGES/briefs/2024/one.po" in result.output


def test_update_with_a_broken_catalog_touches_nothing(publication: Publication) -> None:
    (publication.root / "locale/en/LC_MESSAGES/briefs/2024/one.po").unlink()
    path = publication.root / "locale/en/LC_MESSAGES/index.po"
    path.write_text(path.read_text(encoding="utf-8") + "<<<<<<< HEAD\n", encoding="utf-8")
    before = {p: p.read_bytes() for p in (publication.root / "locale").rglob("*.po")}
    result = publication.run("update")
    assert result.exit_code == 1
    assert "locale/en/LC_MESSAGES/index.po:6: " in result.output
    assert {p: p.read_bytes() for p in (publication.root / "locale").rglob("*.po")} == before
    status = publication.run("status")
    assert status.exit_code == 1
    assert "locale/en/LC_MESSAGES/index.po:6: " in status.output
    assert "briefs/2024/one" in status.output


def test_nothing_is_updated_where_extraction_fails(publication: Publication) -> None:
    brief = publication.root / "docs/briefs/2024/one.md"
    text = brief.read_text(encoding="utf-8").replace("date: 2024-01-31", "date: yesterday")
    brief.write_text(text, encoding="utf-8")
    result = publication.run("update")
    assert result.exit_code == 1
    assert "docs/briefs/2024/one.md:" in result.output
    assert "could not be extracted" in result.output


def test_extract_says_where_the_templates_are(publication: Publication) -> None:
    result = publication.run("extract")
    assert result.exit_code == 0, result.output
    assert "Look here: _build/gettext" in result.output
    assert (publication.root / "_build/gettext/briefs/2024/one.pot").exists()


def test_publication_in_one_language_has_nothing_to_update(publication: Publication) -> None:
    publication.write(
        "docs/conf.py", "extensions = ['myst_parser', 'ext_brief']\nlanguage = 'ar'\n"
    )
    result = publication.run("update")
    assert result.exit_code == 1
    assert "no edition to translate into" in result.output


def test_folder_of_catalogs_that_cannot_be_written_is_named(publication: Publication) -> None:
    import shutil

    shutil.rmtree(publication.root / "locale")
    publication.write("locale", "a file")
    result = publication.run("update")
    assert result.exit_code == 1
    assert "Cannot write in" in result.output


def test_no_temporary_folder_is_left(publication: Publication, tmp_path: Path) -> None:
    templates = tmp_path / "pot"
    templates.mkdir()
    done = catalogs.update(tmp_path / "new-locale", templates, ["en"])
    assert (done.created, done.changed, done.same) == ([], [], [])
    assert not list(tmp_path.glob(".locale-*"))
