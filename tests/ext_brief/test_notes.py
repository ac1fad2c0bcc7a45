"""Footnotes are numbered in the order in which the text mentions them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import Project
    from tests.ext_brief.conftest import Briefs

BODY = """\
أول[^7] وثان[^x] وثالث[^3] وأول مرة أخرى[^7].

[^3]: ثالثة
[^x]: ثانية
[^7]: سابعة
"""


def test_digits_of_the_author_are_names_not_numbers(project: Project, briefs: Briefs) -> None:
    briefs.write(body=BODY)
    project.build()
    assert briefs.texts("a.footnote-reference") == ["[1]", "[2]", "[3]", "[1]"]
    assert briefs.texts("aside.footnote") == ["[1] (1,2) سابعة", "[2] ثانية", "[3] ثالثة"]
    for mark in briefs.find("a.footnote-reference"):
        assert mark.get("href", "")[1:] in {
            note.get("id") for note in briefs.find("aside.footnote")
        }


def test_note_of_the_abstract_comes_first(project: Project, briefs: Briefs) -> None:
    briefs.write(abstract="ملخص[^9].", body=BODY + "[^9]: من الملخص\n")
    project.build()
    assert briefs.texts("aside.footnote")[0] == "[1] من الملخص"


def test_note_that_nobody_mentions_is_a_mistake(project: Project, briefs: Briefs) -> None:
    briefs.write(body="متن[^1].\n\n[^1]: أ\n[^2]: ب\n")
    project.build(warnings=[r"one\.md:12: WARNING: Footnote \[.*\] is not referenced"])
