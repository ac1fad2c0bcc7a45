"""Texts of ``conf.py`` are extracted, once, and translated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ext_translations.catalog import read_catalog

if TYPE_CHECKING:
    from tests.ext_translations.conftest import Publication

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")

ONE = "briefs/2024/one"
BODY = "في {{ org }} اليوم.\n\n{{ org }}\n\n{{ size }}\n"


def test_substitutions_are_extracted_once_and_translated(publication: Publication) -> None:
    publication.project.conf(
        "myst_enable_extensions = ['substitution']",
        "myst_substitutions = {'org': 'المعهد', 'size': 12}",
    )
    publication.brief(BODY)
    publication.brief("{{ org }} هنا.\n", "two")
    publication.project.build("gettext")
    folder = publication.project.outdir
    assert [*read_catalog(folder / f"{ONE}.pot")][2:] == ["في {{ org }} اليوم.", "12"]
    [message] = read_catalog(folder / "conf.pot").values()
    assert (message.msgid, *message.extracted) == ("المعهد", "substitution {{ org }}")

    english = {"في {{ org }} اليوم.": "In {{ org }} today.", "12": "12"}
    publication.catalog(english)
    publication.catalog({"{{ org }} هنا.": "Here {{ env.app.srcdir }}."}, "two")
    publication.catalog({"المعهد": "the Institute"}, "../../conf")
    publication.project.build(
        language="en", warnings=[r"two\.po:.*brings what its source does not have: \{\{ env"]
    )
    assert publication.texts("section p")[3:] == ["In the Institute today.", "the Institute", "12"]
    # what a translation evaluates and its source does not is never run
    assert publication.texts("section p", "briefs/2024/two")[3] == "المعهد هنا."

    # a new translation is seen on every page that uses it
    publication.catalog({"المعهد": "the Board"}, "../../conf")
    publication.project.build(
        language="en", warnings=[r"two\.po:.*brings what its source does not have"]
    )
    assert publication.texts("section p")[3] == "In the Board today."


def test_value_of_a_substitution_runs_nothing_that_its_source_does_not(
    publication: Publication,
) -> None:
    publication.policy("mark")
    publication.project.conf(
        "myst_enable_extensions = ['substitution']",
        "myst_substitutions = {'org': 'المعهد', 'size': 12, 'all': 'كل {{ size }}'}",
    )
    publication.brief("{{ org }}\n\n{{ all }}\n")
    values = {"المعهد": "Here {{ 6 * 7 }}.", "كل {{ size }}": "All {{ size }}"}
    publication.catalog(values, "../../conf")
    publication.project.build(
        language="en", warnings=[r"conf\.po:\d+: .*brings what its source does not have: \{\{ 6"]
    )
    assert publication.texts("section p")[3:] == ["المعهد", "All 12"]


SITE = """
site = Site(editions=(
    Edition(language="ar", label="ع", name="مداد", publisher="المعهد", series="أوراق"),
    Edition(language="en", label="E", name="Midad", publisher="The Institute"{}),
))
"""


def test_texts_of_an_edition_are_asked_for_where_it_does_not_state_them(
    publication: Publication,
) -> None:
    publication.brief()
    publication.catalog({"متن.": "Text."})
    publication.catalog({"أوراق": "Papers", "مداد": "Ink", "المعهد": "L’Institut"}, "../../conf")

    def asked(*lines: str, **overrides: Any) -> list[str]:
        publication.policy("mark")
        publication.project.conf(*lines)
        publication.project.build("gettext", **overrides)
        path = publication.project.outdir / "conf.pot"
        return [*read_catalog(path)] if path.exists() else []

    assert asked(SITE.format("")) == ["أوراق"]
    app = publication.project.build(language="en")
    edition = app.config.site.edition("en")
    assert (edition.name, edition.series) == ("Midad", "Papers")

    # conf.py says it: nobody is asked, and its word counts
    assert asked(SITE.format(', series="Briefs"')) == []
    edition = publication.project.build(language="en").config.site.edition("en")
    assert edition.series == "Briefs"

    # of an edition that conf.py does not know, everything is asked
    assert asked(SITE.format(', series="Briefs"'), site_languages="fr") == [
        "مداد",
        "المعهد",
        "أوراق",
    ]
