"""Each edition has what is ready in it, and leads to the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from tests.conftest import Project
    from tests.ext_translations.conftest import Publication

# MyST-Parser 5.2 still asks transforms for their app
pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")

ONE = "briefs/2024/one"


def editions(project: Project, language: str, **overrides: Any) -> dict[str, list[Any]]:
    """Build without force, and return the language switch of every page written."""
    found: dict[str, list[Any]] = {}

    def note(app: Sphinx, page: str, template: str, context: dict[str, Any], tree: object) -> None:
        found[page] = context["editions"]

    app = project.app(language=language, **overrides)
    app.connect("html-page-context", note, priority=900)
    app.build()
    assert project.warnings.getvalue() == ""
    return found


def test_brief_that_is_not_whole_is_no_part_of_the_edition(publication: Publication) -> None:
    publication.brief("كلمة.\n", "one", title="كامل")
    publication.catalog({"كلمة.": "Word."}, "one", title="كامل")
    publication.brief("ناقصة.\n", "two", title="ناقص")
    publication.catalog({"ناقصة.": ""}, "two", title="ناقص")
    publication.brief("بلا كتالوج.\n", "three", title="بلا")
    project = publication.project
    project.build(language="en")
    assert publication.texts(".brief-title", "index") == ["A title"]
    assert [path.stem for path in project.outdir.glob("briefs/2024/*.html")] == ["one"]
    index = (project.outdir / "searchindex.js").read_text(encoding="utf-8")
    assert "briefs/2024/two" not in index
    assert "three" not in project.html()
    project.build(language="ar")
    assert {*publication.texts(".brief-title", "index")} == {"ناقص", "كامل", "بلا"}


def test_edition_may_be_empty(publication: Publication) -> None:
    publication.brief()
    publication.brief("س.\n", "wei[r]d")
    publication.project.build(language="en")
    assert publication.texts(".brief-list", "index") == [""]


@pytest.mark.parametrize("state", ["fuzzy", "missing"])
def test_reader_never_meets_a_message_that_is_not_translated(
    publication: Publication, state: str
) -> None:
    publication.brief("قديمة.\n\nجديدة.\n")
    path = publication.catalog({"قديمة.": "Old."})
    if state == "fuzzy":
        text = path.read_text(encoding="utf-8")
        publication.po("one", text + '\n#, fuzzy\nmsgid "جديدة."\nmsgstr "Old guess."\n')
    project = publication.project
    project.build("gettext")
    project.build(language="en", translations_templates=str(project.outdir))
    assert not (project.outdir / f"{ONE}.html").exists()


def test_build_without_templates_still_finds_what_is_missing(publication: Publication) -> None:
    publication.brief("قديمة.\n\nجديدة.\n")
    publication.catalog({"قديمة.": "Old."})
    publication.project.build(
        language="en",
        warnings=[
            r"one\.md:11: WARNING: this message is not translated: جديدة\. \[translation\.missing\]"
        ],
    )


def test_strict_edition_publishes_and_warns(publication: Publication) -> None:
    publication.policy("strict")
    publication.brief("متن.\n")
    publication.project.build(
        language="en",
        warnings=[rf"one\.md:{n}: WARNING: this message is not translated" for n in (2, 6, 9)],
    )


def test_marked_edition_says_which_text_is_in_which_language(publication: Publication) -> None:
    publication.policy("mark")
    publication.brief("## قسم\n\nمترجمة.\n\nباقية.\n\n- بند\n")
    publication.catalog({"مترجمة.": "Translated."})
    publication.project.build(language="en")
    marks = {
        e.text_content().strip("¶"): (e.get("lang"), e.get("dir"))
        for name in ("h2", "p")
        for e in publication.find(f"section {name}")
    }
    assert marks["قسم"] == marks["باقية."] == marks["بند"] == ("ar", "rtl")
    assert marks["Translated."] == (None, None)


def test_strict_edition_fails_on_an_error_and_is_clean_without(publication: Publication) -> None:
    publication.policy("strict")
    publication.brief("كلمة [هنا](https://example.org/a).\n")
    link = "كلمة [هنا](https://example.org/a)."
    publication.catalog({link: "A word [here](https://example.org/b)."})
    project = publication.project
    place = r"one\.po:10: WARNING: "
    project.build(
        language="en",
        warnings=[
            place + r".*\[address\] \[translation\.error\]",
            place + r".*\[translation\.inconsistent\]",
            place + r".*\[translation\.inconsistent\]",
        ],
    )
    publication.catalog({link: "A word [here](https://example.org/a)."})
    project.build(language="en")
    # what the brief no longer says is not examined, nor is a draft
    publication.catalog({link: "A word [here](https://example.org/a).", "قديم": "Old قديم"})
    publication.brief("مسودة.\n", "two", more="status: draft\n")
    project.build(language="en")
    assert not (project.outdir / "briefs/2024/two.html").exists()


def test_marked_edition_says_so_on_unfinished_pages(publication: Publication) -> None:
    publication.policy("mark")
    publication.brief()
    publication.catalog({"متن.": "Text."})
    publication.brief("باقية.\n", "two")
    publication.catalog({"باقية.": ""}, "two")
    publication.brief("بلا كتالوج.\n", "three")
    publication.brief("مسودة.\n", "four", more="status: draft\n")
    project = publication.project
    contexts: dict[str, bool] = {}

    def note(app: Sphinx, page: str, template: str, context: dict[str, Any], tree: object) -> None:
        contexts[page] = context["unfinished"]

    app = project.app(language="en")
    app.connect("html-page-context", note, priority=900)
    app.build()
    assert {page: state for page, state in contexts.items() if page.startswith("briefs")} == {
        ONE: False,
        "briefs/2024/two": True,
        "briefs/2024/three": True,
    }
    assert not contexts["index"]
    # the Arabic page learns when the English one becomes whole
    assert editions(project, "ar")["briefs/2024/two"][1]["unfinished"]
    publication.catalog({"باقية.": "The rest."}, "two")
    assert not editions(project, "ar")["briefs/2024/two"][1]["unfinished"]


@pytest.mark.parametrize("policy", ["hide", "mark"])
def test_broken_catalog_is_a_warning_and_hides_the_brief(
    publication: Publication, policy: str
) -> None:
    publication.policy(policy)
    publication.brief()
    publication.po("one", 'msgid "متن."\nmsgstr "Text.\n')
    publication.project.build(
        language="en",
        warnings=[r"/en/LC_MESSAGES/briefs/2024/one\.po:2: WARNING: this quotation mark"],
    )
    assert not (publication.project.outdir / f"{ONE}.html").exists()
    publication.project.build(language="ar")


def test_link_to_a_hidden_brief_prints_as_text(publication: Publication) -> None:
    text = "[ملف](../2024/two.md) {doc}`وثيقة <two>` {ref}`وسم <lab>`"
    english = "[file](../2024/two.md) {doc}`document <two>` {ref}`label <lab>`"
    publication.brief(f"{text}\n")
    publication.catalog({text: english})
    publication.brief("(lab)=\n## قسم\n", "two")
    publication.project.build(language="en")
    assert publication.texts("section p")[3] == "file document label"
    assert not publication.find("section p a")
    publication.catalog({"قسم": "Part"}, "two")
    publication.project.build(language="en")
    assert len(publication.find("section p a")) == 3


def test_switch_leads_to_the_same_page(publication: Publication) -> None:
    publication.brief()
    publication.catalog({"متن.": "Text."})
    publication.brief("س.\n", "two")
    project = publication.project
    arabic = editions(project, "ar")
    assert arabic[ONE] == [
        {
            "language": "ar",
            "label": "العربية",
            "direction": "rtl",
            "url": "#",
            "absolute_url": f"https://example.org/ar/{ONE}.html",
            "current": True,
            "unfinished": False,
            "source": True,
        },
        {
            "language": "en",
            "label": "English",
            "direction": "ltr",
            "url": f"../../../en/{ONE}.html",
            "absolute_url": f"https://example.org/en/{ONE}.html",
            "current": False,
            "unfinished": False,
            "source": False,
        },
    ]
    assert [edition["url"] for edition in arabic["briefs/2024/two"]] == ["#", None]
    assert [edition["url"] for edition in arabic["index"]] == ["#", "../en/index.html"]
    assert [edition["url"] for edition in arabic["search"]] == ["#", "../en/search.html"]
    english = editions(project, "en")
    assert [edition["url"] for edition in english[ONE]] == [f"../../../ar/{ONE}.html", "#"]


def test_page_made_by_one_edition_alone_leads_nowhere(publication: Publication) -> None:
    publication.project.conf("html_additional_pages = {'special': 'page.html'}")
    found = editions(publication.project, "ar")
    assert [edition["url"] for edition in found["special"]] == ["#", None]


def test_arabic_page_is_written_again_when_the_english_one_appears(
    publication: Publication,
) -> None:
    publication.brief()
    publication.brief("س.\n", "two")
    project = publication.project
    assert editions(project, "ar")[ONE][1]["url"] is None
    # another builder of the same language looks in between
    for builder in ("html", "dirhtml"):
        project.build(builder)
    assert ONE not in editions(project, "ar")
    path = publication.catalog({"متن.": "Text."})
    project.build("dirhtml")
    again = editions(project, "ar")
    assert again[ONE][1]["url"] == f"../../../en/{ONE}.html"
    assert "briefs/2024/two" not in again
    path.unlink()
    assert editions(project, "ar")[ONE][1]["url"] is None


def test_templates_have_neither_line_numbers_nor_dates(publication: Publication) -> None:
    publication.brief()
    publication.project.build("gettext")
    text = (publication.project.outdir / f"{ONE}.pot").read_text(encoding="utf-8")
    assert "#: ../../../docs/briefs/2024/one.md\n" in text
    assert text.count("2024-01-01") == 1
    publication.brief("\n\nمتن.\n")
    publication.project.build("gettext")
    again = (publication.project.outdir / f"{ONE}.pot").read_text(encoding="utf-8")
    assert again == text
