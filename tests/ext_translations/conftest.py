"""A small publication in two languages, and its catalogs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from ext_translations.catalog import read_catalog

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.html import HtmlElement
    from tests.conftest import Project

ONE = "briefs/2024/one"
SITE = """
from ext_brief.model import Edition, Site
site = Site(base_url="https://example.org", editions=(
    Edition(language="ar", label="العربية", name="مداد", publisher="مداد"),
    Edition(language="en", label="English", name="Midad", publisher="Midad", untranslated={!r}),
))
gettext_compact = False
nitpicky = True
html_copy_source = False
myst_enable_extensions = ["attrs_block", "colon_fence", "deflist", "fieldlist"]
"""
HEAD = """\
---
title: {title}
number: "2024/01"
date: {date}
authors: [{{name: {{ar: ليلى, en: Layla}}}}]
abstract: ملخص.
{more}---

"""
PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
#: the messages of every brief
COMMON = {"ملخص.": "An abstract."}


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


class Publication:
    """Briefs in Arabic and their English catalogs."""

    def __init__(self, project: Project) -> None:
        self.project = project

    def policy(self, untranslated: str) -> None:
        """Set what happens to a brief that is not fully translated."""
        self.project.lines.clear()
        self.project.conf(SITE.format(untranslated))

    def brief(
        self,
        body: str = "متن.\n",
        slug: str = "one",
        *,
        title: str = "عنوان",
        date: str = "2024-01-31",
        more: str = "",
    ) -> Path:
        """Write one brief."""
        head = HEAD.format(title=title, date=date, more=more)
        return self.project.write(f"briefs/2024/{slug}.md", head + body)

    def po(self, slug: str, text: str) -> Path:
        """Write the English catalog of a brief as it stands."""
        path = self.project.root / f"locale/en/LC_MESSAGES/briefs/2024/{slug}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def catalog(
        self, translations: dict[str, str], slug: str = "one", title: str = "عنوان"
    ) -> Path:
        """Write the English catalog of a brief; title and abstract are translated too."""
        rows = [PO]
        for msgid, msgstr in {title: "A title", **COMMON, **translations}.items():
            rows.append(f"msgid {quoted(msgid)}\nmsgstr {quoted(msgstr)}\n")
        return self.po(slug, "\n".join(rows))

    def find(self, css: str, docname: str = ONE) -> list[HtmlElement]:
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

    def texts(self, css: str, docname: str = ONE) -> list[str]:
        """Return the texts of these elements, without permalinks."""
        found = (element.text_content() for element in self.find(css, docname))
        return [re.sub(r"\s+", " ", text).strip(" ¶") for text in found]

    def messages(self, docname: str = ONE) -> list[str]:
        """Extract, and return the messages of a document."""
        self.project.build("gettext")
        return [*read_catalog(self.project.outdir / f"{docname}.pot")]


@pytest.fixture
def publication(project: Project, monkeypatch: pytest.MonkeyPatch) -> Publication:
    """Return a publication without briefs; its console speaks English."""
    monkeypatch.setenv("LC_ALL", "C")
    project.extensions("ext_arabic", "ext_translations")
    project.write("index.md", "# Briefs\n\n```{brief-list}\n```\n")
    made = Publication(project)
    made.policy("hide")
    return made
