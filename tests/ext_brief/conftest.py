"""A publication of small briefs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.html import HtmlElement
    from tests.conftest import Project

SITE = """
from ext_brief.model import Edition, Site
site = Site(base_url="https://example.org", license="CC BY 4.0", editions=(
    Edition(language="ar", label="العربية", name="مداد", publisher="مداد"),
    Edition(language="en", label="English", name="Midad", publisher="Midad", digits="latn"),
))
nitpicky = True
"""
AUTHORS = """
layla:
  name: {ar: ليلى, en: Layla}
ahmad:
  name: {ar: أحمد, en: Ahmad}
board:
  name: {ar: هيئة تحرير مداد, en: Midad Editorial Board}
  corporate: true
"""
FIELDS = {
    "title": "عنوان",
    "number": "2024/01",
    "date": "2024-01-31",
    "authors": "[layla]",
    "abstract": "ملخص.",
}


class Briefs:
    """Briefs of a project, written with the fields that a test names."""

    def __init__(self, project: Project) -> None:
        self.project = project

    def text(self, body: str = "متن.\n", **fields: str | None) -> str:
        """Return a brief; a field of None is left out."""
        given = {**FIELDS, **fields}
        head = [f"{name}: {value}" for name, value in given.items() if value is not None]
        return "\n".join(["---", *head, "---", "", body])

    def write(self, slug: str = "one", body: str = "متن.\n", **fields: str | None) -> Path:
        """Write one brief below ``briefs/2024``."""
        return self.project.write(f"briefs/2024/{slug}.md", self.text(body, **fields))

    def find(self, css: str, docname: str = "briefs/2024/one") -> list[HtmlElement]:
        """Return the elements of a page: tags and classes, each below the one before."""
        steps = []
        for step in css.split():
            tag, *classes = step.split(".")
            tests = "".join(
                f"[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"
                for name in classes
            )
            steps.append(f"//{tag or '*'}{tests}")
        return list(self.project.soup(docname).xpath("".join(steps)))

    def texts(self, css: str, docname: str = "briefs/2024/one") -> list[str]:
        """Return the texts of these elements, without permalinks."""
        found = (element.text_content() for element in self.find(css, docname))
        return [re.sub(r"\s+", " ", text).strip(" ¶") for text in found]


@pytest.fixture
def briefs(project: Project) -> Briefs:
    """Return an empty publication with a landing page and three authors."""
    project.extensions("ext_brief").conf(SITE)
    project.write("authors.yaml", AUTHORS)
    project.write("index.md", "# الأوراق\n\n```{brief-list}\n```\n")
    return Briefs(project)
