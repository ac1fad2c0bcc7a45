"""``midad export`` and ``midad import`` on a small publication."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from midad import durable
from midad.importing import write_all

if TYPE_CHECKING:
    from pathlib import Path

    from tests.midad.conftest import Publication

ONE = "locale/en/LC_MESSAGES/briefs/2024/one.po"
SENT = "_build/exchange/en.xlf"


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*.po")}


def edit(publication: Publication, old: str, new: str, name: str = SENT) -> None:
    path = publication.root / name
    text = path.read_text(encoding="utf-8")
    assert old in text, text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_what_comes_back_unedited_leaves_every_catalog_as_it_is(publication: Publication) -> None:
    before = snapshot(publication.root)
    result = publication.run("export")
    assert result.stdout == f"Written: {SENT} (messages: 4; translated: 4)\n"
    text = (publication.root / SENT).read_text(encoding="utf-8")
    assert re.findall('original="([^"]*)"', text) == ["briefs/2024/one.po", "index.po"]
    result = publication.run("import", SENT)
    assert result.exit_code == 0, result.output
    assert result.stdout == "Nothing new came; the catalogs are as they were.\n"
    assert snapshot(publication.root) == before


def test_edits_arrive_and_everything_else_stays(publication: Publication) -> None:
    before = snapshot(publication.root)
    publication.run("export")
    edit(publication, "Text of the brief.", "The text.")
    dry = publication.run("import", SENT, "--dry-run")
    assert dry.stdout == f"Changed: {ONE} (messages: 1; of these fuzzy: 0)\n"
    assert snapshot(publication.root) == before
    assert publication.run("import", SENT).stdout == dry.stdout
    after = snapshot(publication.root)
    path = str(publication.root / ONE)
    assert after.pop(path) == before.pop(path).replace(b"Text of the brief.", b"The text.")
    assert after == before


@pytest.mark.parametrize(
    "what",
    ["briefs/2024/one", "docs/briefs/2024/one.md", ONE],
)
def test_a_brief_goes_out_by_its_name_its_file_or_its_catalog(
    publication: Publication, what: str
) -> None:
    result = publication.run("export", what)
    assert result.stdout == "Written: _build/exchange/one.en.xlf (messages: 3; translated: 3)\n"


def test_only_what_is_unfinished_goes_out_if_so_wanted(publication: Publication) -> None:
    publication.catalog("index", {"مداد": ""})
    result = publication.run("export", "--unfinished", "-o", "out/a.xlf")
    assert result.stdout == "Written: out/a.xlf (messages: 1; translated: 0)\n"
    publication.catalog("index", {"مداد": "Midad"})
    result = publication.run("export", "--unfinished")
    assert (result.exit_code, result.stderr) == (1, "Error: There is nothing to export.\n")


def test_a_language_without_gaps_does_not_keep_the_others_from_going_out(
    publication: Publication,
) -> None:
    publication.write("locale/fr/LC_MESSAGES/index.po", 'msgid "مداد"\nmsgstr ""\n')
    result = publication.run("export", "--unfinished", "-l", "en", "-l", "fr")
    assert result.output == "Written: _build/exchange/index.fr.xlf (messages: 1; translated: 0)\n"
    assert result.exit_code == 0


def test_a_file_beside_the_folder_of_catalogs_stays_at_home(publication: Publication) -> None:
    publication.write("locale/en/notes.po", 'msgid "ثان"\nmsgstr ""\n')
    result = publication.run("export")
    assert result.output == f"Written: {SENT} (messages: 4; translated: 4)\n"


def test_a_catalog_goes_out_in_the_language_of_its_folder(publication: Publication) -> None:
    path = publication.write("locale/pt_BR/LC_MESSAGES/index.po", 'msgid "مداد"\nmsgstr ""\n')
    publication.run("export", "locale/pt_BR/LC_MESSAGES/index.po")
    sent = "_build/exchange/index.pt_BR.xlf"
    empty = '<target state="needs-translation" xml:lang="pt_BR"/>'
    edit(publication, empty, "<target>Midade</target>", sent)
    assert publication.run("import", sent).exit_code == 0
    assert path.read_text(encoding="utf-8").endswith('msgid "مداد"\nmsgstr "Midade"\n')


def test_the_memory_goes_out_as_tmx(publication: Publication) -> None:
    result = publication.run("export", "--format", "tmx")
    assert result.stdout == "Written: _build/exchange/en.tmx (messages: 4; translated: 4)\n"
    assert "<seg>Midad</seg>" in (publication.root / "_build/exchange/en.tmx").read_text("utf-8")


def test_a_catalog_from_elsewhere_goes_out_and_comes_back(publication: Publication) -> None:
    text = 'msgid ""\nmsgstr "Language: fr\\n"\n\nmsgid "ثان"\nmsgstr ""\n'
    path = publication.write("post/two.po", text)
    publication.run("export", "post/two.po")
    sent = "_build/exchange/two.fr.xlf"
    empty = '<target state="needs-translation" xml:lang="fr"/>'
    edit(publication, empty, "<target>Deux</target>", sent)
    result = publication.run("import", sent)
    assert result.exit_code == 1
    expected = f"Error: {sent}:3: there is no catalog “two.po” in “fr”; --into names one\n"
    assert result.stderr == expected
    assert publication.run("import", sent, "--into", "post/two.po").exit_code == 0
    after = text.replace('msgstr ""\n', 'msgstr "Deux"\n')
    assert path.read_text(encoding="utf-8") == after


def test_what_is_refused_is_named_by_file_and_line_and_the_rest_is_taken(
    publication: Publication,
) -> None:
    publication.catalog("index", {"مداد {cite}`a`": "Midad {cite}`a`"})
    publication.run("export")
    edit(publication, "Text of the brief.", "The text.")
    key = '<ph id="1" ctype="x-cite" equiv-text="{cite}`a`">{cite}`a`</ph></target>'
    edit(publication, f"Midad {key}", "Midad</target>")
    result = publication.run("import", SENT)
    assert result.exit_code == 1
    line = re.search(r"en\.xlf:(\d+): not imported: the translation has lost", result.stderr)
    assert line
    lines = (publication.root / SENT).read_text(encoding="utf-8").split("\n")
    assert "Midad</target>" in lines[int(line[1]) - 1]
    assert "Midad {cite}`a`" in (publication.root / "locale/en/LC_MESSAGES/index.po").read_text()
    assert "The text." in (publication.root / ONE).read_text(encoding="utf-8")


def test_two_files_for_one_catalog_are_both_taken(publication: Publication) -> None:
    for name, old, new in (
        ("a.xlf", "Text of the brief.", "The text."),
        ("b.xlf", "Title of the brief", "The title"),
    ):
        publication.run("export", "briefs/2024/one", "-o", name)
        edit(publication, old, new, name)
    assert publication.run("import", "a.xlf", "b.xlf").exit_code == 0
    text = (publication.root / ONE).read_text(encoding="utf-8")
    assert "The text." in text
    assert "The title" in text


def test_a_later_translation_is_kept_unless_it_is_to_be_overwritten(
    publication: Publication,
) -> None:
    publication.run("export")
    edit(publication, "Text of the brief.", "The text.")
    path = publication.root / ONE
    later = path.read_text(encoding="utf-8").replace("Text of the brief.", "What it says.")
    path.write_text(later, encoding="utf-8")
    result = publication.run("import", SENT)
    assert result.exit_code == 1
    assert "it is kept: What it says." in result.stderr
    assert path.read_text(encoding="utf-8") == later
    assert publication.run("import", SENT, "--overwrite").exit_code == 0
    assert "The text." in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name",
    ["../../../../secret.po", "/etc/secret.po", "briefs/2024/one.md", "briefs/none.po"],
)
def test_a_file_writes_nowhere_but_into_a_catalog_that_exists(
    publication: Publication, name: str
) -> None:
    publication.write("secret.po", 'msgid "نص الورقة."\nmsgstr ""\n')
    publication.run("export", "briefs/2024/one", "-o", "a.xlf")
    edit(publication, "briefs/2024/one.po", name, "a.xlf")
    edit(publication, "Text of the brief.", "The text.", "a.xlf")
    before = snapshot(publication.root)
    result = publication.run("import", "a.xlf")
    assert result.exit_code == 1
    assert f"there is no catalog “{name}”" in result.stderr
    assert snapshot(publication.root) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["export", "briefs/none"], "There is no catalog of “briefs/none” in “en”"),
        (["export", "none.po"], "There is no such file or folder: none.po"),
        (["export", "-l", "fr"], "There is no edition in “fr”"),
        (["import", "none.xlf"], "none.xlf:1: cannot be read"),
        (["export"], "A catalog cannot be read; nothing was changed.\n"),
    ],
)
def test_what_cannot_be_done_is_said(
    publication: Publication, arguments: list[str], message: str
) -> None:
    if arguments == ["export"]:
        publication.write(ONE, 'msgid "a"\n')
    result = publication.run(*arguments)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: {message}")


def test_nothing_is_imported_or_approved_while_an_update_runs(publication: Publication) -> None:
    publication.run("export")
    with durable.held(publication.root / "locale"):
        results = [
            publication.run(*arguments)
            for arguments in (["import", SENT], ["approve"], ["approve", "--by", "Layla", ONE])
        ]
    for result in results:
        assert result.exit_code == 1
        assert "Another update is running in locale" in result.stderr


def test_what_cannot_be_encoded_leaves_every_catalog_alone(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.po", "b.po")]
    for path in paths:
        path.write_bytes(b"old")
    with pytest.raises(UnicodeEncodeError):
        write_all({path: (b"old", text) for path, text in zip(paths, ("a", "\ud800"), strict=True)})
    assert [path.read_bytes() for path in paths] == [b"old", b"old"]


def test_the_help_speaks_arabic(publication: Publication) -> None:
    for command in ("export", "import"):
        text = publication.run(command, "--help", locale="ar_IQ.UTF-8").stdout
        assert re.search("XLIFF|أدوات", text)
        assert not re.search(r"[a-z]{3,} [a-z]{3,} [a-z]{3,}", text.split("\n", 1)[1]), text
