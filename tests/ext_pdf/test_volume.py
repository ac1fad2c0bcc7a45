"""Several briefs in one PDF: one book, and every brief in it is still itself."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest

from ext_pdf.preflight.run import examine

if TYPE_CHECKING:
    from tests.conftest import Project

EXTENSIONS = ("ext_arabic", "ext_brief", "ext_citations", "ext_pdf", "brief_theme")
BRIEF = """---
title: {title}
number: "{number}"
date: 2024-0{number}-10
authors: [{{name: {{ar: سعاد باسل, en: Suad Basil}}}}]
abstract: ملخص الورقة.
---

## قسم واحد

{text} وفيه استشهاد {{cite}}`a` وحاشية.[^n]

[^n]: حاشية الورقة {number}.

## المصادر

```{{bibliography}}
```
"""
REFERENCES = """
- id: a
  type: article-newspaper
  container-title: الجريدة
  issued: {date-parts: [[2024, 1, 25]]}
"""


@pytest.fixture
def volume(project: Project) -> Project:
    project.extensions(*EXTENSIONS)
    project.write("index.md", "# الأوراق\n\n```{toctree}\n:glob:\n\nbriefs/*/*\n```\n")
    project.write("references.yaml", REFERENCES)
    project.write("briefs/2024/water.md", BRIEF.format(
        title="الماء", number="1", text="انظر [ورقة الكهرباء](power.md)"))  # fmt: skip
    project.write("briefs/2024/power.md", BRIEF.format(
        title="الكهرباء", number="2", text="نص عن [السكن](housing.md)"))  # fmt: skip
    project.write("briefs/2024/housing.md", BRIEF.format(title="السكن", number="3", text="نص"))
    project.conf(
        "html_theme = 'midad'\n"
        "pdf_volume_documents = ['briefs/2024/power', 'briefs/2024/water']\n"
        "pdf_volume_title = 'أوراق 2024'"
    )
    return project


def test_briefs_are_bound_in_the_order_asked_for(volume: Project) -> None:
    app = volume.build("volume")
    page = (app.outdir / "volume.html").read_text(encoding="utf-8")
    ids = Counter(re.findall(r'\bid="([^"]*)"', page))
    assert {name for name, count in ids.items() if count > 1} == set()
    # every link inside leads somewhere; one to a brief outside leads to the site
    inside = {link[1:] for link in re.findall(r'href="(#[^"]*)"', page)}
    assert inside <= ids.keys()
    assert 'href="#b1"' in page
    assert re.search(r'href="https?://[^"]*/briefs/2024/housing.html"', page)

    path = app.outdir / "volume.pdf"
    document = pypdfium2.PdfDocument(path)
    try:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    assert "أوراق 2024" in texts[0]
    assert "الكهرباء" in texts[1]
    for text in texts[1:]:  # the notes of every brief begin at 1
        assert "1. حاشية الورقة" in text or ".1 حاشية الورقة" in text
    assert not any(answer.faults for answer in examine(path))
    with pikepdf.open(path) as pdf:
        assert str(pdf.docinfo.Title) == "أوراق 2024"
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["أوراق 2024", "الكهرباء", "الماء"]


def test_figures_and_sections_keep_their_numbers(volume: Project) -> None:
    volume.conf("numfig = True")
    volume.write("index.md", "# الأوراق\n\n```{toctree}\n:numbered:\n:glob:\n\nbriefs/*/*\n```\n")
    volume.write(
        "briefs/2024/x.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    )
    for number, name in enumerate(("water", "power"), 1):
        figure = f"```{{figure}} x.svg\n:name: f{number}\nشكل\n```\n\nانظر {{numref}}`f1`."
        volume.write(f"briefs/2024/{name}.md", BRIEF.format(
            title="عنوان", number=str(number), text=f"نص\n\n{figure}\n\n"))  # fmt: skip
    alone = volume.build("html", language="ar").outdir
    app = volume.build("volume")
    bound = (app.outdir / "volume.html").read_text(encoding="utf-8")
    found = r'<span class="(?:caption|section)-number">([^<]*)</span>'
    for name in ("water", "power"):
        single = (alone / f"briefs/2024/{name}.html").read_text(encoding="utf-8")
        numbers = re.findall(found, single)
        assert len(numbers) >= 3, single
        assert re.search(".*".join(map(re.escape, numbers)), bound, re.DOTALL)
