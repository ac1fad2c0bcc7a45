"""A whole manuscript, as an author would hand it in, goes through strictly to both outputs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2

if TYPE_CHECKING:
    from tests.conftest import Project

ROOT = Path(__file__).parents[2]

HEADINGS = (
    "دواعي هذا الحوار",
    "سيناريوهات متوقعة",
    "تأثيرات إنهاء مهمة التحالف الدولي في العراق",
    "الخلاصة",
)

FRONT_MATTER = """\
---
title: "مخطوط"
number: "2024/99"
date: 2024-01-31
authors: [{name: {ar: "كاتب"}}]
abstract: "ملخص."
---

"""


def test_every_word_of_a_manuscript_is_on_the_page_in_order(project: Project, shared: Path) -> None:
    manuscript = (shared / "manuscripts/iraq-us-dialogue.txt").read_text(encoding="utf-8")
    lines = [line.strip() for line in manuscript.splitlines() if line.strip()]
    assert [line for line in lines if line in HEADINGS] == list(HEADINGS)
    body = "\n\n".join(f"## {line}" if line in HEADINGS else line for line in lines)
    project.write("index.md", "# م\n\n```{brief-list}\n```\n")
    project.write("references.yaml", "[]\n")
    project.write("briefs/2024/manuscript.md", FRONT_MATTER + body + "\n")
    conf = (ROOT / "docs/conf.py").read_text(encoding="utf-8")
    project.conf(conf)

    project.build("pdf")
    document = pypdfium2.PdfDocument(project.outdir / "briefs/2024/manuscript.pdf")
    assert len(document) >= 4
    document.close()

    project.build("html")
    soup = project.soup("briefs/2024/manuscript")
    for link in soup.xpath("//a[contains(@class, 'headerlink')]"):
        link.drop_tree()
    # `in` an iterator reads on from where the last word was found: order counts
    printed = iter(soup.xpath("//section")[0].text_content().split())
    missing = [word for word in manuscript.split() if word not in printed]
    assert missing == []
