"""The landing page and the templates show what each brief says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ext_brief.domain import natural

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from tests.conftest import Project
    from tests.ext_brief.conftest import Briefs

# MyST-Parser 5.2 still asks transforms for their app
pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")

ONE = "briefs/2024/one"


def titles(briefs: Briefs) -> list[str]:
    return briefs.texts(".brief-title", "index")


def contexts(project: Project, language: str = "ar", **overrides: Any) -> dict[str, dict[str, Any]]:
    """Build, and return the context of every page."""
    found: dict[str, dict[str, Any]] = {}

    def note(app: Sphinx, page: str, template: str, context: dict[str, Any], tree: object) -> None:
        found[page] = dict(context)

    app = project.app(language=language, **overrides)
    app.connect("html-page-context", note, priority=900)
    app.build(force_all=True)
    return found


def test_newest_brief_comes_first(project: Project, briefs: Briefs) -> None:
    briefs.write("one", title="قديم", date="2023-12-31", number="2023/20")
    briefs.write("two", title="تاسع", date="2024-02-01", number="2024/9")
    briefs.write("three", title="عاشر", date="2024-02-01", number="2024/10")
    project.build()
    assert titles(briefs) == ["عاشر", "تاسع", "قديم"]
    assert natural("2024/9") < natural("2024/10")


@pytest.mark.parametrize(("language", "date"), [("ar", "31 يناير 2024"), ("en", "31 January 2024")])
def test_card_says_what_the_brief_is(
    project: Project, briefs: Briefs, language: str, date: str
) -> None:
    briefs.write(subtitle="فرعي", topics="[العراق, إيران]", abstract="ملخص **مشدد**.")
    app = project.build(language=language)
    [card] = briefs.find("div.brief-list div.brief-card", "index")
    assert briefs.texts(".brief-meta .number", "index") == ["2024/01"]
    assert briefs.texts(".brief-meta .date", "index") == [date]
    assert titles(briefs) == ["عنوان"]
    assert briefs.find(".brief-title a", "index")[0].get("href") == f"{ONE}.html"
    assert briefs.texts(".brief-subtitle", "index") == ["فرعي"]
    assert briefs.texts(".brief-abstract", "index") == ["ملخص مشدد."]
    assert briefs.texts("ul.topics li p", "index") == ["العراق", "إيران"]
    assert "docname" not in card.attrib
    assert [*app.env.toctree_includes["index"]] == [ONE]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_landing_page_follows_the_briefs(project: Project, briefs: Briefs, language: str) -> None:
    briefs.write(title="أول")
    project.build(language=language)
    briefs.write(title="أول معدّل")
    project.build(language=language)
    assert titles(briefs) == ["أول معدّل"]
    path = briefs.write("two", title="ثان", date="2024-05-01")
    project.build(language=language)
    assert titles(briefs) == ["ثان", "أول معدّل"]
    path.unlink()
    project.build(language=language)
    assert titles(briefs) == ["أول معدّل"]


def test_page_read_for_one_builder_is_written_by_the_next(project: Project, briefs: Briefs) -> None:
    briefs.write()
    project.build("html")
    project.build("dirhtml")
    project.write("authors.yaml", "layla:\n  name: {ar: ليلى الجديدة}\n")
    project.build("dirhtml")
    project.build("html")
    assert briefs.texts(".byline") == ["ليلى الجديدة"]
    stamp = (project.outdir / f"{ONE}.html").stat().st_mtime_ns
    project.build("html")
    assert (project.outdir / f"{ONE}.html").stat().st_mtime_ns == stamp


@pytest.mark.parametrize("parallel", [1, 2])
def test_parallel_readers_find_the_same_briefs(
    project: Project, briefs: Briefs, parallel: int
) -> None:
    for number in range(7):
        body = f"[رابط](p{number + 1}.md)\n" if number < 6 else ""
        briefs.write(
            f"p{number}", title=f"عنوان {number}", date=f"2024-01-0{number + 1}", body=body
        )
    app = project.build(parallel=parallel)
    assert titles(briefs) == [f"عنوان {number}" for number in range(6, -1, -1)]
    domain: Any = app.env.get_domain("brief")
    assert domain.links["briefs/2024/p0"] == {("briefs/2024/p1", "")}


def test_templates_know_the_site_and_the_brief(project: Project, briefs: Briefs) -> None:
    briefs.write(
        subtitle="فرعي *مائل*",
        authors="[layla, ahmad]",
        translators="[ahmad]",
        updated="2024-02-01",
        key_points="[نقطة]",
        doi="10.1000/182",
    )
    found = contexts(project, "en")
    page = found[ONE]
    assert (page["direction"], page["edition"].name) == ("ltr", "Midad")
    brief = page["brief"]
    assert (brief["title"], brief["subtitle"]) == ("عنوان", "فرعي مائل")
    assert (brief["date"], brief["date_iso"]) == ("31 January 2024", "2024-01-31")
    assert (brief["updated"], brief["updated_iso"]) == ("1 February 2024", "2024-02-01")
    assert (brief["authors"], brief["translators"]) == (["Layla", "Ahmad"], ["Ahmad"])
    assert (brief["key_points"], brief["abstract"]) == (("نقطة",), "ملخص.")
    assert (brief["license"], brief["doi"]) == ("CC BY 4.0", "10.1000/182")
    assert brief["url"] == "https://example.org/en/briefs/2024/one.html"
    assert found["index"]["brief"] is None
    assert found["index"]["site"].base_url == "https://example.org"
    assert contexts(project, "ar")["index"]["direction"] == "rtl"


def test_brief_may_have_its_own_licence_and_no_update(project: Project, briefs: Briefs) -> None:
    briefs.write(license="CC0")
    brief = contexts(project)[ONE]["brief"]
    assert (brief["license"], brief["updated"], brief["updated_iso"]) == ("CC0", "", "")


def test_cards_carry_words_only_no_keys_and_no_marks_of_notes(project: Project) -> None:
    project.extensions("ext_brief", "ext_citations").write(
        "index.md", "# م\n\n```{brief-list}\n```\n"
    )
    project.write("references.yaml", "- id: nour\n  type: book\n  title: كتاب\n")
    project.write(
        "briefs/2024/a.md",
        "---\ntitle: ورقة\nnumber: '1'\ndate: 2024-01-01\nauthors: [{name: {ar: كاتب}}]\n"
        "abstract: خلاصة {cite}`nour`، وبقيتها[^n].\n---\n\nنص.\n\n[^n]: حاشية.\n",
    )
    project.build("html")
    (abstract,) = project.soup().xpath("//p[@class='brief-abstract']/text()")
    assert abstract == "خلاصة، وبقيتها."
