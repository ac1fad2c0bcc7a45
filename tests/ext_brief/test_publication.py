"""What is not published today is part of no edition, and links to it print as text."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from ext_brief.publication import held_back

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Project
    from tests.ext_brief.conftest import Briefs

# MyST-Parser 5.2 still asks transforms for their app
pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")

ONE = "briefs/2024/one"
PATTERNS = ("briefs/*/*",)


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, None),
        ({"status": "published"}, None),
        ({"status": "withdrawn"}, None),
        ({"status": "draft"}, "its status is: draft"),
        ({"status": "review"}, "its status is: review"),
        ({"status": "approved"}, "its status is: approved"),
        ({"embargo": "2024-06-02"}, "it is under embargo until 2024-06-02"),
        ({"embargo": "2024-06-01"}, None),
        ({"subtitle": "a draft treaty"}, None),
        ({"status": "draft", "date": "x"}, None),
        ({"status": "draft", "authors": "[nobody]"}, None),
    ],
)
def test_brief_is_held_back_by_its_status_or_its_embargo(
    project: Project, briefs: Briefs, fields: dict[str, str], reason: str | None
) -> None:
    briefs.write(**fields)
    found = held_back(project.src, PATTERNS, dt.date(2024, 6, 1))
    assert found == ({ONE: reason} if reason else {})


def test_pages_that_are_no_briefs_or_cannot_be_read_are_not_held_back(
    project: Project, briefs: Briefs, tmp_path: Path
) -> None:
    project.write("handbook.md", briefs.text(status="draft"))
    project.write(f"{ONE}.md", "draft").write_bytes(b"draft \xff")
    project.write("briefs/2024/two.md", "# draft\n")
    assert held_back(project.src, PATTERNS, dt.date(2024, 6, 1)) == {}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_draft_is_part_of_no_edition(project: Project, briefs: Briefs, language: str) -> None:
    briefs.write("one", title="منشورة")
    briefs.write("draft [1]", title="مسودة", status="draft", body="كلمة فريدة\n")
    briefs.write("later", title="محجوبة", embargo="2999-01-01")
    project.build(language=language)
    assert briefs.texts(".brief-title", "index") == ["منشورة"]
    assert not [*project.outdir.rglob("draft*"), *project.outdir.rglob("later*")]
    assert "مسودة" not in (project.outdir / "searchindex.js").read_text(encoding="utf-8")


def test_publication_may_consist_of_drafts(project: Project, briefs: Briefs) -> None:
    briefs.write(status="draft")
    project.build()
    assert briefs.texts(".brief-title", "index") == []


def test_drafts_can_be_looked_at(project: Project, briefs: Briefs) -> None:
    briefs.write(status="draft")
    project.conf("brief_drafts = True").build()
    assert briefs.texts(".brief-title", "index") == ["عنوان"]


def test_drafts_are_translated_like_the_others(project: Project, briefs: Briefs) -> None:
    briefs.write(status="approved")
    project.conf("gettext_compact = False").build("gettext")
    assert (project.outdir / f"{ONE}.pot").exists()


def test_fault_of_a_draft_is_shown(project: Project, briefs: Briefs) -> None:
    briefs.write(status="draft", date="x")
    project.build(warnings=[r"one\.md:4: WARNING: date: "])


LINKS = """\
[**نص** الملف](../2024/hidden.md) [قسم](hidden.md#part) [بلا لاحقة](hidden)
{doc}`نص الوثيقة <hidden>` {doc}`/briefs/2024/hidden`
{ref}`نص المرجع <lab>` {ref}`lab` [وسم](#lab) [](hidden.md) {ref}`اسم <named>` [م](#attr)
"""
HIDDEN = """\
(lab)=
## قسم

```{note}
:name: named
نص
```

{#attr}
فقرة
"""


def test_link_to_a_hidden_brief_prints_as_text(project: Project, briefs: Briefs) -> None:
    project.conf("myst_enable_extensions = ['attrs_block']")
    briefs.write(body=LINKS)
    briefs.write("hidden", title="مخفية", body=HIDDEN, status="draft")
    project.build()
    [words] = [text for text in briefs.texts("section p") if "الملف" in text]
    assert words == ("نص الملف قسم بلا لاحقة نص الوثيقة مخفية نص المرجع مخفية وسم مخفية اسم م")
    assert "hidden" not in project.html(ONE)
    assert briefs.texts("section p strong") == ["نص"]
    project.build(language="en")
    foreign = [e.text_content() for e in briefs.find("span") if e.get("lang") == "ar"]
    assert foreign == ["مخفية"] * 3


def test_links_come_and_go_with_the_brief(project: Project, briefs: Briefs) -> None:
    project.conf("myst_enable_extensions = ['attrs_block']")
    briefs.write(body=LINKS)
    for status, count in (("draft", 0), ("published", 11), ("review", 0)):
        briefs.write("hidden", title="مخفية", body="(part)=\n" + HIDDEN, status=status)
        project.build()
        found = [a for a in briefs.find("section p a") if "hidden.html" in a.get("href", "")]
        assert len(found) == count, status


def test_link_to_nowhere_is_still_a_mistake(project: Project, briefs: Briefs) -> None:
    briefs.write(body="[x](nowhere.md)\n\n{ref}`nowhere` {doc}`nowhere`\n\n[y](#nowhere)\n")
    briefs.write("hidden", status="draft")
    project.build(
        warnings=[
            r"one\.md:9: WARNING: 'myst' cross-reference target not found: 'nowhere\.md'",
            r"one\.md:11: WARNING: undefined label: 'nowhere'",
            r"one\.md:11: WARNING: unknown document: 'nowhere'",
            r"one\.md:13: WARNING: 'myst' cross-reference target not found: 'nowhere'",
        ]
    )


def test_contents_pass_over_hidden_briefs(project: Project, briefs: Briefs) -> None:
    entries = "briefs/2024/one\nنص <briefs/2024/hidden.md>\nbriefs/2024/hidden"
    project.write("index.md", f"# الأوراق\n\n```{{toctree}}\n{entries}\n```\n")
    briefs.write()
    briefs.write("hidden", title="مخفية", status="draft")
    project.build()
    assert briefs.texts("section li a", "index") == ["عنوان"]
    briefs.write("hidden", title="مخفية", status="published")
    project.build(warnings=["duplicated entry found in toctree: briefs/2024/hidden"])
    assert briefs.texts("section li a", "index") == ["عنوان", "نص", "مخفية"]


def test_contents_still_warn_of_a_page_that_is_not_there(project: Project, briefs: Briefs) -> None:
    project.write("index.md", "# الأوراق\n\n```{toctree}\nbriefs/2024/nowhere\n```\n")
    briefs.write(status="draft")
    project.build(warnings=["toctree contains reference to nonexisting document"])
