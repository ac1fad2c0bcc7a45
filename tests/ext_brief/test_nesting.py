"""What Markdown-It drops in silence is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Project


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("> " * 300 + "نص", 5),
        ("\n".join("  " * depth + "- نص" for depth in range(15)), 14),
        ("- " + "> " * 30 + "نص", 5),
        ("> " * 18 + "أ\n" + "> " * 18 + ": نص", 6),
        ("> " * 19 + "أ\n" + "> " * 19 + ": نص", 6),
        ("> " * 16 + "أ\n" + "> " * 16 + ": ب\n" + "> " * 16 + "  : نص", 7),
        ("م[^1]\n\n[^1]: " + "> " * 19 + "نص", 7),
    ],
)
def test_text_that_stands_too_deep_is_a_warning(project: Project, text: str, line: int) -> None:
    project.extensions("ext_brief").conf("myst_enable_extensions = ['deflist']")
    project.write("index.md", f"# عنوان\n\nنص\n\n{text}\n")
    project.build(warnings=[rf"index\.md:{line}: WARNING: .*\[brief\.nesting\]"])


def test_deep_text_and_empty_blocks_are_no_warning(project: Project) -> None:
    deep = "> " * 18 + "نص"
    items = "\n".join("  " * depth + "- نص" for depth in range(8))
    project.extensions("ext_brief").write("index.md", f"# عنوان\n\n{deep}\n\n{items}\n\n>\n\n-\n")
    project.build()
    assert project.html().count("نص") == 9
