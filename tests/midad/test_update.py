"""What `midad update` works on, and what it says of it; the templates are there already."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.midad.conftest import ENGLISH

from midad import durable, update

if TYPE_CHECKING:
    from pathlib import Path

    from tests.midad.conftest import Publication

CATALOGS = "locale/en/LC_MESSAGES"
TEMPLATE = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'


def template(*messages: str) -> str:
    """Return a template with *messages*."""
    return TEMPLATE + "".join(f'\nmsgid "{text}"\nmsgstr ""\n' for text in messages)


@pytest.fixture
def extracted(publication: Publication, monkeypatch: pytest.MonkeyPatch) -> Publication:
    """Return a publication whose briefs have a new message each, and are extracted."""
    monkeypatch.setattr(update, "write_templates", lambda _: None)
    publication.write("docs/briefs/2025/v1.2.md", "x")
    publication.catalog("briefs/2025/v1.2", {"نص": "Text"})
    publication.write("_build/gettext/index.pot", template("مداد", "جديد"))
    publication.write("_build/gettext/briefs/2024/one.pot", template(*ENGLISH, "جديد"))
    publication.write("_build/gettext/briefs/2025/v1.2.pot", template("نص", "جديد"))
    return publication


def changed(publication: Publication, *arguments: str) -> list[str]:
    """Return the names of the catalogs that the command changes."""
    before = {path: path.read_bytes() for path in publication.root.rglob("*.po")}
    result = publication.run("update", *arguments)
    assert result.exit_code == 0, result.output
    return sorted(path.stem for path, data in before.items() if path.read_bytes() != data)


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        ([], ["index", "one", "v1.2"]),
        (["docs/briefs/2024/one.md"], ["one"]),
        ([f"{CATALOGS}/briefs/2025/v1.2.po"], ["v1.2"]),
        (["docs/briefs/2025/v1.2.md", "docs/index.md"], ["index", "v1.2"]),
        (["docs/briefs"], ["one", "v1.2"]),
        ([f"{CATALOGS}/briefs/2024", "docs/briefs/2024"], ["one"]),
        (["docs"], ["index", "one", "v1.2"]),
    ],
)
def test_a_path_names_a_brief_a_catalog_or_all_below_a_folder(
    extracted: Publication, paths: list[str], names: list[str]
) -> None:
    assert changed(extracted, *paths) == names


@pytest.mark.parametrize("path", ["docs/briefs/2024/on.md", "docs/conf.py", "elsewhere/one.md"])
def test_a_path_that_names_nothing_is_refused(extracted: Publication, path: str) -> None:
    result = extracted.run("update", "docs/index.md", path)
    assert result.exit_code == 1
    assert result.output == f"Error: No brief and no catalog: {path}\n"


def test_a_dry_run_says_what_would_change_and_writes_nothing(extracted: Publication) -> None:
    assert changed(extracted, "--dry-run") == []
    lines = extracted.run("update", "--dry-run").output.splitlines()
    assert [line.split()[:2] for line in lines[1:4]] == [
        [f"{CATALOGS}/{name}.po", "1"] for name in ("briefs/2024/one", "briefs/2025/v1.2", "index")
    ]
    assert lines[4].split()[:2] == ["all", "3"]
    # no catalog is as it was, and none is spoken of
    assert lines[5:] == ["Nothing was written (--dry-run)."]


def test_what_became_of_a_renamed_and_of_a_deleted_brief_is_said(extracted: Publication) -> None:
    root = extracted.root
    (root / "docs/briefs/2024/one.md").rename(root / "docs/briefs/2024/two.md")
    (root / "_build/gettext/briefs/2024/one.pot").rename(
        root / "_build/gettext/briefs/2024/two.pot"
    )
    (root / "docs/briefs/2025/v1.2.md").unlink()
    (root / "_build/gettext/briefs/2025/v1.2.pot").unlink()
    output = extracted.run("update").output
    old, new = (f"{CATALOGS}/briefs/2024/{name}.po" for name in ("one", "two"))
    assert f"Renamed: {old} is now {new}\n" in output
    gone = f"{CATALOGS}/briefs/2025/v1.2.po"
    assert f"Gone: briefs/2025/v1.2; its translations stay in {gone}, as obsolete\n" in output
    assert '#~ msgstr "Text"' in (root / gone).read_text(encoding="utf-8")


def test_a_catalog_that_is_saved_meanwhile_is_left_to_who_saves_it(
    extracted: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = extracted.root / CATALOGS / "index.po"
    write = durable.write

    def saved_by_another(file: Path, data: bytes, before: bytes | None) -> None:
        if file == path:
            path.write_bytes(path.read_bytes() + b"\n# mine\n")
        write(file, data, before)

    monkeypatch.setattr(durable, "write", saved_by_another)
    result = extracted.run("update")
    assert result.exit_code == 1
    assert f"Somebody has just changed {CATALOGS}/index.po. Nothing is lost" in result.output
    assert path.read_bytes().endswith(b"\n# mine\n")


def test_a_disk_that_is_full_is_said_with_what_is_done(
    extracted: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = durable.write

    def full(file: Path, data: bytes, before: bytes | None) -> None:
        if file.name == "index.po":
            raise OSError(28, "No space left on device")
        write(file, data, before)

    monkeypatch.setattr(durable, "write", full)
    result = extracted.run("update")
    assert result.exit_code == 1
    assert "No space left on device" in result.output
    assert "Catalogs brought up to date: 2 of 3." in result.output
