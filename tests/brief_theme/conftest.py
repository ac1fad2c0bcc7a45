"""A publication of two editions and one brief, as the other extensions tell the themes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Project

#: `conf.py` says what ext_brief, ext_translations and ext_pdf say in the real publication
CONF = """
from ext_brief.model import Edition, Site

site_of_test = Site(
    base_url="https://midad.example.org",
    license="CC BY 4.0",
    license_url="https://creativecommons.org/licenses/by/4.0/",
    editions=(
        Edition(language="ar", label="العربية", name="مداد", publisher="دار مداد",
                series="أوراق سياسات", digits="arab", issn="1234-5678"),
        Edition(language="en", label="English", name="Midad", publisher="Midad House",
                series="Policy Briefs", tagline="Briefs in two languages"),
    ),
)
html_theme = "midad"
html_use_index = False
untranslated = []

def tell(app, pagename, templatename, context, doctree):
    site = site_of_test
    edition = site.edition(app.config.language)
    context.update(site=site, edition=edition, direction=edition.direction)
    context["editions"] = [
        {
            "language": other.language,
            "label": other.label,
            "direction": other.direction,
            "current": other is edition,
            "url": None if pagename in untranslated else f"../{other.language}/{pagename}.html",
            "absolute_url": site.page_url(other.language, pagename),
        }
        for other in site.editions
    ]
    is_arabic = edition.language == "ar"
    context["brief"] = None if pagename in {"index", "search"} else {
        "number": "2024/01",
        "date": "٣١ يناير ٢٠٢٤" if is_arabic else "31 January 2024",
        "date_iso": "2024-01-31",
        "title": "حوار بغداد" if is_arabic else "A Dialogue in Baghdad",
        "authors": ["ليلى حداد", "عمر نور"] if is_arabic else ["Layla Haddad", "Omar Nour"],
        "topics": ["العراق"] if is_arabic else ["Iraq", "Security"],
        "abstract": "خلاصة الورقة." if is_arabic else "What the brief says.",
        "updated": "", "updated_iso": "", "doi": "10.1234/midad.1", "isbn": "",
        "translators": ["ليلى حداد"] if is_arabic else ["Layla Haddad"],
        "editors": ["عمر نور", "ليلى"] if is_arabic else ["Omar Nour", "Layla"], "reviewers": [],
        "is_source": is_arabic,
        "statements": [
            {"name": "funding", "date": "", "date_iso": "", "html": "<p>صندوق.</p>"},
            {"name": "corrections", "date": "١ مارس ٢٠٢٤", "date_iso": "2024-03-01",
             "html": "<p>أ</p>"},
            {"name": "corrections", "date": "٢ مارس ٢٠٢٤", "date_iso": "2024-03-02",
             "html": "<p>ب</p>"},
        ],
        "license": "CC BY 4.0", "url": site.page_url(edition.language, pagename),
    }
    context["pdf"] = {"url": "brief.pdf", "pages": 6, "size": 1260000}

def setup(app):
    app.connect("html-page-context", tell)
"""


#: each edition is built once
_EDITIONS: dict[str, Project] = {}


@pytest.fixture
def publication(project: Project) -> Project:
    """Return a project with a landing page and one short brief."""
    project.extensions("brief_theme").conf(*CONF.splitlines())
    project.write("index.md", "# مداد\n\nأهلاً.\n\n```{toctree}\n:hidden:\nbrief\n```\n")
    project.write("brief.md", "# حوار بغداد\n\n## الدواعي\n\nنص [^a].\n\n[^a]: حاشية.\n")
    return project


@pytest.fixture
def arabic(publication: Project) -> Project:
    """Return the Arabic edition, built."""
    return _edition(publication, "ar")


@pytest.fixture
def english(publication: Project) -> Project:
    """Return the English edition, built."""
    return _edition(publication, "en")


def _edition(publication: Project, language: str) -> Project:
    if language not in _EDITIONS:
        publication.build(language=language)
        _EDITIONS[language] = replace(publication)  # as it stands after this build
    return _EDITIONS[language]
