"""Tables written with pipes reach the translator."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import Project

TABLE = "# ع\n\nفقرة.\n\n| المؤشر | العدد |\n| --- | --: |\n| جنود | 2500 |\n"


def test_cells_of_a_pipe_table_are_extracted_and_translated(project: Project) -> None:
    project.extensions("ext_translations")
    project.conf(
        "from ext_brief.model import Edition, Site",
        "site = Site(editions=tuple(Edition(language=x, label=x, name=x, publisher=x)"
        " for x in ('ar', 'en')))",
        "gettext_compact = False",
    )
    project.write("index.md", TABLE)
    project.build("gettext")
    pot = (project.outdir / "index.pot").read_text(encoding="utf-8")
    for message in ("المؤشر", "العدد", "جنود", "2500"):
        assert f'msgid "{message}"' in pot
    po = project.root / "locale/en/LC_MESSAGES/index.po"
    po.parent.mkdir(parents=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    po.write_text(head + 'msgid "جنود"\nmsgstr "Soldiers"\n', encoding="utf-8")
    project.build("html", language="en")
    assert "Soldiers" in project.html()
    assert "جنود" not in project.html()
