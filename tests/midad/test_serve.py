"""What `midad serve` refuses, and which files it follows."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from midad.console import MidadError
from midad.project import Project
from midad.serve import is_wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.midad.conftest import Publication


def test_a_port_that_is_taken_is_refused_with_one_that_is_free(publication: Publication) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = publication.run("serve", "--port", str(port))
    assert done.exit_code == 1
    assert f"Port {port} is taken. Type: midad serve --port " in done.output


def test_an_address_that_is_not_ours_is_refused(publication: Publication) -> None:
    done = publication.run("serve", "--host", "192.0.2.1", "--port", "0")
    assert done.exit_code == 1
    assert "Cannot serve at 192.0.2.1" in done.output


def test_the_built_site_is_not_served_before_it_is_built(publication: Publication) -> None:
    done = publication.run("serve", "--built")
    assert done.exit_code == 1
    assert "make publish" in done.output


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("one.po", True), ("one.md", True), ("conf.py", True), ("locales-tr-TR.xml", True)]
    + [(name, False) for name in ("one.mo", ".one.po.swp", "one.po.new", "one.md~", "#one.md#")],
)
def test_what_programs_leave_beside_a_saved_file_builds_nothing(name: str, wanted: bool) -> None:
    from watchfiles import Change

    assert is_wanted(Change.modified, f"/docs/{name}") is wanted


@pytest.mark.parametrize("command", [["serve"], ["volume", "one"]])
def test_a_language_that_only_has_catalogs_is_taken(
    publication: Publication, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    taken: list[str] = []

    def take(project: Project, wanted: Sequence[str], among: Sequence[str]) -> list[str]:
        taken.extend(set(wanted) & set(among))
        raise MidadError("enough")

    monkeypatch.setattr(Project, "choose", take)
    publication.write("locale/fr/LC_MESSAGES/index.po", "")
    assert publication.run(*command, "-l", "fr").output == "Error: enough\n"
    assert taken == ["fr"]
