"""Which briefs a volume holds, and what is said when there are none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from midad.project import open_project
from midad.volume import select

if TYPE_CHECKING:
    from tests.midad.conftest import Publication

BRIEF = """---
title: {name}
number: "1"
date: {date}
authors: [{{name: {{ar: سعاد باسل, en: Suad Basil}}}}]
topics: [{topics}]
abstract: ملخص.
status: {status}
---

نص.
"""


@pytest.fixture
def briefs(publication: Publication) -> Publication:
    for name, date, topics, status in (
        ("water", "2024-05-01", "المياه, العراق", "published"),
        ("power", "2023-02-01", "الكهرباء", "published"),
        ("land", "2024-01-05", "العراق", "draft"),
        ("rail", "2024-03-01", "العراق", "withdrawn"),
        ("ports", "2024-04-01", "العراق", "published"),
    ):
        text = BRIEF.format(name=name, date=date, topics=topics, status=status)
        publication.write(f"docs/briefs/2024/{name}.md", text)
    (publication.root / "docs/briefs/2024/one.md").unlink()
    return publication


@pytest.mark.parametrize(
    ("topics", "years", "found"),
    [
        (set(), set(), ["power", "ports", "water"]),
        ({"العراق"}, set(), ["ports", "water"]),
        ({"المياه", "الكهرباء"}, set(), ["power", "water"]),
        ({"العراق"}, {2023}, []),
        (set(), {2023}, ["power"]),
    ],
)
def test_published_briefs_are_chosen_by_topic_and_year_the_oldest_first(
    briefs: Publication, topics: set[str], years: set[int], found: list[str]
) -> None:
    project = open_project(Path("docs"), Path("_build"))
    assert list(select(project, topics, years)) == [f"briefs/2024/{name}" for name in found]


def test_a_volume_of_nothing_is_refused(briefs: Publication) -> None:
    result = briefs.run("volume", "--year", "1999")
    assert result.exit_code == 1
    assert "No published brief has this topic and year." in result.output
    unknown = briefs.run("volume", "watr")
    assert "did you mean" in unknown.output
    assert "briefs/2024/water" in unknown.output


def test_page_that_is_no_brief_is_not_bound(briefs: Publication) -> None:
    result = briefs.run("volume", "index")
    assert result.exit_code == 1
    assert "“index” is a page, and not a brief." in result.output


def test_names_and_topics_are_not_mixed(briefs: Publication) -> None:
    for choice in (("--topic", "العراق"), ("--year", "2024")):
        result = briefs.run("volume", "water", *choice)
        assert result.exit_code == 1
        assert "by topic and year; not both" in result.output


def test_volume_of_which_nothing_is_translated_is_refused(briefs: Publication) -> None:
    result = briefs.run("volume", "water", "-l", "en")
    assert "Left out of the volume in “en”: briefs/2024/water" in result.output
    assert result.exit_code == 1
    assert "There is no volume: nothing of it is published." in result.output
