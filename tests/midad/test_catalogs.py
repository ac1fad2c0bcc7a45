from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.midad.conftest import Publication


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
    row = next(line for line in result.output.splitlines() if "one.po" in line)
    assert row.split() == [str(path.relative_to(publication.root)), "2", "0", "1", "1", "2", "6"]
    text = path.read_text(encoding="utf-8")
    assert '#, fuzzy\n#| msgid "نص الورقة."\nmsgid "نص الورقة!"\nmsgstr "Text of' in text
    assert 'msgid "فقرة جديدة تمامًا هنا."\nmsgstr ""' in text
    assert '#~ msgid "نص الورقة."\n#~ msgstr "Text of the brief."' in text
    # the second time there is nothing to do, and nothing is written
    written = path.stat().st_mtime_ns
    again = publication.run("update")
    assert "2 catalogs are as they were" in again.output
    assert (path.read_text(encoding="utf-8"), path.stat().st_mtime_ns) == (text, written)

    status = publication.run("status")
    assert status.exit_code == 0
    line = next(line for line in status.output.splitlines() if line.startswith("briefs"))
    assert line.split() == ["briefs/2024/one", "en", "4", "2", "1", "1", "0", "0", "4/10", "40"]


def test_new_brief_gets_a_catalog(publication: Publication) -> None:
    (publication.root / "locale/en/LC_MESSAGES/briefs/2024/one.po").unlink()
    result = publication.run("update", locale="ar_EG.UTF-8")
    assert result.exit_code == 0, result.output
    assert "locale/en/LC_MESSAGES/briefs/2024/one.po (جديد)" in result.output


def test_update_with_a_broken_catalog_touches_nothing(publication: Publication) -> None:
    (publication.root / "locale/en/LC_MESSAGES/briefs/2024/one.po").unlink()
    path = publication.root / "locale/en/LC_MESSAGES/index.po"
    path.write_text(path.read_text(encoding="utf-8") + "<<<<<<< HEAD\n", encoding="utf-8")
    before = {p: p.read_bytes() for p in (publication.root / "locale").rglob("*.po")}
    result = publication.run("update")
    assert result.exit_code == 1
    assert "locale/en/LC_MESSAGES/index.po:6:1: " in result.output
    assert {p: p.read_bytes() for p in (publication.root / "locale").rglob("*.po")} == before
    status = publication.run("status")
    assert status.exit_code == 1
    assert "locale/en/LC_MESSAGES/index.po:6:1: " in status.output
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


def test_words_of_the_program_are_extracted_on_request(publication: Publication) -> None:
    from ext_translations.catalog import read_catalog

    result = publication.run("extract", "--words")
    assert "Look here: _build/words" in result.output
    found = read_catalog(publication.root / "_build/words/brief_theme.pot")
    assert found["Contents"].extracted == ("in Arabic: المحتويات",)


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
