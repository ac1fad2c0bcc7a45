"""Which brief `midad parallel` means, and what it leaves where it fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from midad.desk import Builder

if TYPE_CHECKING:
    from tests.midad.conftest import Publication


@pytest.mark.parametrize("name", ["oen", "briefs/2024/tow"])
def test_an_unknown_brief_is_refused_with_those_like_it(
    publication: Publication, name: str
) -> None:
    publication.write("docs/briefs/2024/two.md", "")
    done = publication.run("parallel", name)
    assert done.exit_code == 1
    assert f"There is no brief “{name}”; did you mean " in done.output
    assert "briefs/2024/" in done.output


def test_a_name_that_two_briefs_have_is_refused_with_both(publication: Publication) -> None:
    publication.write("docs/briefs/2023/one.md", "")
    done = publication.run("parallel", "one", locale="ar_IQ.UTF-8")
    assert done.exit_code == 1
    assert "briefs/2023/one" in done.output
    assert "briefs/2024/one" in done.output


def test_a_build_that_fails_leaves_no_older_page_in_its_place(
    publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Builder, "build", lambda _: ["it crashed"])
    monkeypatch.setattr(Builder, "prepare", lambda _: None)
    older = publication.write("_build/parallel/en/briefs/2024/one.html", "older")
    done = publication.run("parallel", "one")
    assert done.exit_code == 1
    assert "it crashed" in done.output
    assert "The page could not be written" in done.output
    assert not older.exists()


def test_a_language_that_only_has_catalogs_is_set_beside_the_source(
    publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []

    def build(builder: Builder) -> list[str]:
        told.append(builder.job.settings)
        return []

    monkeypatch.setattr(Builder, "build", build)
    monkeypatch.setattr(Builder, "prepare", lambda _: None)
    publication.write("locale/fr/LC_MESSAGES/index.po", "")
    assert "The page could not be written" in publication.run("parallel", "one", "-l", "fr").output
    settings = {"site_languages": "fr", "translations_parallel": "briefs/2024/one"}
    assert told == [settings, settings]
