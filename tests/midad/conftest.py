"""A tiny publication in a temporary folder, and the program run on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from midad import freshness
from midad.__main__ import midad

if TYPE_CHECKING:
    from pathlib import Path

CONF = """
import sys
from pathlib import Path

from ext_brief.model import Edition, Site

sys.path.insert(0, str(Path(__file__).parent))
extensions = ["myst_parser", "ext_brief", "ext_translations", "tiny_pdf"]
site = Site(
    editions=(
        Edition(language="ar", label="العربية", name="مداد", publisher="مداد"),
        Edition(language="en", label="English", name="Midad <test>", publisher="Midad"),
    ),
)
language = "ar"
gettext_compact = False
html_theme = "basic"
"""
# a builder that writes the text of each page into a file named like a PDF: these tests are about
# the order of runs and the layout of what they write
TINY_PDF = """
from pathlib import Path

from sphinx.builders.text import TextBuilder


class PdfBuilder(TextBuilder):
    name = "pdf"
    out_suffix = ".pdf"


def setup(app):
    app.add_builder(PdfBuilder)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""
INDEX = """# مداد

```{brief-list}
```
"""
BRIEF = """---
title: عنوان الورقة
number: 2024/01
date: 2024-01-31
authors:
  - name:
      ar: هيئة التحرير
      en: Editorial Board
    corporate: true
abstract: ملخص الورقة.
status: published
---

نص الورقة.
"""
ENGLISH = {
    "عنوان الورقة": "Title of the brief",
    "ملخص الورقة.": "Abstract of the brief.",
    "نص الورقة.": "Text of the brief.",
}


@dataclass
class Publication:
    """The publication's folder, and the program run in it."""

    root: Path
    monkeypatch: pytest.MonkeyPatch

    @property
    def site(self) -> Path:
        return self.root / "_build" / "site"

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def catalog(self, docname: str, messages: dict[str, str]) -> Path:
        head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
        body = "".join(f'\nmsgid "{a}"\nmsgstr "{b}"\n' for a, b in messages.items())
        return self.write(f"locale/en/LC_MESSAGES/{docname}.po", head + body)

    def run(self, *arguments: str, locale: str = "C.UTF-8") -> Result:
        for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
            self.monkeypatch.delenv(name, raising=False)
        self.monkeypatch.setenv("LANG", locale)
        return CliRunner().invoke(midad, arguments, prog_name="midad")

    def page(self, name: str) -> str:
        return (self.site / name).read_text(encoding="utf-8")


@pytest.fixture
def publication(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Publication:
    monkeypatch.chdir(tmp_path)
    # the sources of Midad count as an input; somebody may be writing them while the tests run
    monkeypatch.setattr(freshness, "PACKAGES", ())
    made = Publication(tmp_path, monkeypatch)
    made.write("docs/conf.py", CONF)
    made.write("docs/tiny_pdf.py", TINY_PDF)
    made.write("docs/index.md", INDEX)
    made.write("docs/briefs/2024/one.md", BRIEF)
    made.catalog("index", {"مداد": "Midad"})
    made.catalog("briefs/2024/one", ENGLISH)
    return made
