"""Styles of notes: one count with the author's notes, the mark on its side of the punctuation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docutils import nodes

if TYPE_CHECKING:
    from tests.conftest import Project

    from ext_citations.places import Note

REFERENCES = """\
- id: nour
  type: book
  language: ar
  title: الماء والسياسة
  author: [{family: نور, given: سعاد}]
- id: smith
  type: book
  language: en
  title: Water Policy
  author: [{family: Smith, given: Anna}]
"""

STYLE = """\
<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
  <info><title>Notes</title><id>notes</id><updated>2024-01-01T00:00:00Z</updated></info>
  <citation><layout suffix="." delimiter="; ">
    <choose>
      <if position="ibid"><text term="ibid"/></if>
      <else><text variable="title"/></else>
    </choose>
  </layout></citation>
</style>
"""


@pytest.fixture
def page(project: Project) -> Project:
    """A project with a style of notes."""
    project.extensions("ext_citations").conf("citations_style = 'notes.csl'")
    project.write("references.yaml", REFERENCES)
    project.write("notes.csl", STYLE)
    return project


def build(page: Project, text: str) -> tuple[str, list[str]]:
    page.write("index.md", f"# ع\n\n{text}\n")
    page.build("html")
    soup = page.soup()
    body = soup.xpath("//section")[0]
    notes = [
        " ".join(note.text_content().split())
        for note in soup.xpath("//aside[contains(concat(' ', @class, ' '), ' footnote ')]")
    ]
    paragraphs = [" ".join(p.text_content().split()) for p in body.xpath("./p")]
    return paragraphs[0], notes


def test_a_citation_becomes_a_note_and_its_mark_stands_after_the_stop(page: Project) -> None:
    assert build(page, "قيل هذا {cite}`nour`. ثم ذاك.") == (
        "قيل هذا.[1] ثم ذاك.",
        ["[1] الماء والسياسة."],
    )


@pytest.mark.parametrize("stop", [".", "،", "؛", "؟", "».", "!"])
def test_the_mark_passes_the_punctuation_of_either_script(page: Project, stop: str) -> None:
    assert build(page, f"قيل {{cite}}`nour`{stop}")[0] == f"قيل{stop}[1]"


@pytest.mark.parametrize("between", ["", " "])
def test_marks_in_a_row_stand_after_the_stop_together(page: Project, between: str) -> None:
    body, notes = build(page, f"قيل {{cite}}`nour`{between}{{cite}}`smith`. ثم ذاك.")
    assert body == "قيل.[1][2] ثم ذاك."
    assert notes == ["[1] الماء والسياسة.", "[2] Water Policy."]


def test_the_mark_stands_before_the_stop_where_the_edition_wants_it(page: Project) -> None:
    page.conf("citations_practice = {'ar': {'note_mark': 'before'}}")
    assert build(page, "قيل هذا {cite}`nour`.")[0] == "قيل هذا[1]."


def test_citations_and_the_authors_notes_share_one_count(page: Project) -> None:
    text = "أ[^x] ب {cite}`nour`. ج[^y].\n\n[^x]: حاشية.\n\n[^y]: أخرى {cite}`smith`."
    body, notes = build(page, text)
    assert body == "أ[1] ب.[2] ج[3]."
    assert notes == ["[1] حاشية.", "[2] الماء والسياسة.", "[3] أخرى Water Policy."]


def test_a_doctree_holds_marks_and_places_between_the_authors_notes(page: Project) -> None:
    text = "# ع\n\n{cite}`nour` [^x] {cite}`nour` {cite}`smith` [^y]\n\n[^x]: أ\n\n[^y]: ب\n"
    page.write("index.md", text)
    doctree = page.build("html").env.get_doctree("index")
    (rule,) = doctree.findall(nodes.transition)
    after = [n for n in doctree[doctree.index(rule) + 1 :] if isinstance(n, nodes.Element)]
    rows: list[list[Note]] = [each.get("notes", []) for each in after]
    assert [[label for _, label, _, _ in row] for row in rows] == [["1"], [], ["3", "4"], []]
    assert [each.astext() for each in doctree.findall(nodes.footnote_reference)] == [*"12345"]


def test_a_note_that_there_is_not_takes_no_other_along(page: Project) -> None:
    page.write("index.md", "# ع\n\nأ {cite}`nour` [^x] {cite}`smith`.\n")
    page.build("html", warnings=[r"Too many autonumbered footnote", r'Unknown target name: "x"'])
    marks = [mark.text_content() for mark in page.soup().xpath("//a[@role='doc-noteref']")]
    assert marks == ["[1]", "[2]"]


def test_an_anchor_of_the_authors_keeps_its_name(page: Project) -> None:
    body, _ = build(page, "أ {cite}`nour`.\n\n(cite-note-1)=\n## باب")
    assert body == "أ.[1]"
    assert page.soup().xpath("//p/a")[0].get("href") == "#cite-note-1-"
    assert page.soup().xpath("//aside[@id='cite-note-1-']")


def test_notes_of_restructured_text_come_after_the_authors(page: Project) -> None:
    page.write("index.md", "# ع\n\n```{toctree}\nb\n```\n")
    page.write("b.rst", "ب\n=\n\nأ :cite:`nour` [#]_ :cite:`smith`.\n\n.. [#] حاشية\n")
    page.build("html")
    notes = page.soup("b").xpath("//aside[contains(concat(' ', @class, ' '), ' footnote ')]")
    assert [" ".join(note.text_content().split()) for note in notes] == [
        "[1] حاشية",
        "[2] الماء والسياسة.",
        "[3] Water Policy.",
    ]


def test_a_repeat_is_known_across_notes(page: Project) -> None:
    _, notes = build(page, "أ {cite}`nour`. ب {cite}`nour`. ج {cite}`smith`. د {cite}`nour`.")
    assert [note[4:] for note in notes] == [
        "الماء والسياسة.",
        "المرجع نفسه.",
        "Water Policy.",
        "الماء والسياسة.",
    ]


def test_an_author_named_in_the_sentence_stays_there(page: Project) -> None:
    page.write("notes.csl", STYLE.replace('<text variable="title"/>', '<names variable="author"/>'))
    assert build(page, "ترى {cite:t}`nour` ذلك.")[0] == "ترى سعاد نور[1] ذلك."


def test_an_unknown_key_in_a_note_warns_at_its_paragraph(page: Project) -> None:
    page.write("index.md", "# ع\n\nأ.\n\nقيل {cite}`nuor`.\n")
    page.build(
        "html", warnings=[r"index\.md:5: WARNING: unknown reference nuor; did you mean nour"]
    )


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("انظر [{cite}`nour`](https://a.org).", "انظر.[1]"),
        ("انظر [نص *{cite}`nour`*](https://a.org).", "انظر نص.[1]"),
        ("انظر **{cite}`nour`** هنا.", "انظر[1] هنا."),
    ],
)
def test_markup_that_held_only_a_citation_goes_with_it(
    page: Project, text: str, printed: str
) -> None:
    assert build(page, text)[0] == printed
    markup = page.soup().xpath("//section/p//*[self::a or self::em or self::strong]")
    assert all(each.text_content() for each in markup)


def test_an_anchor_around_a_citation_stays(page: Project) -> None:
    page.conf("myst_enable_extensions = ['attrs_inline']")
    assert build(page, "انظر [{cite}`nour`]{#here} و[هنا](#here).")[0] == "انظر [1] وهنا."
    assert page.soup().xpath("//*[@id='here']")


def test_notes_made_of_citations_never_reach_the_catalogs(page: Project) -> None:
    page.write("index.md", "# ع\n\nقيل {cite}`nour`.\n")
    page.build("gettext")
    pot = next(page.outdir.glob("*.pot")).read_text(encoding="utf-8")
    assert pot.count("nour") == 1


def test_an_address_in_a_note_that_leads_to_its_entry_is_no_link_of_its_own(page: Project) -> None:
    page.write(
        "references.yaml", "- id: web\n  type: webpage\n  title: T\n  URL: https://a.org/x\n"
    )
    listing = '<bibliography><layout><text variable="URL"/></layout></bibliography></style>'
    style = STYLE.replace('variable="title"', 'variable="URL"').replace("</style>", listing)
    page.write("notes.csl", style)
    build(page, "قيل {cite}`web`.\n\n```{bibliography}\n```")
    assert page.soup().xpath("//aside//a[@href='#ref-web']")
    assert not page.soup().xpath("//aside//a[@href='https://a.org/x']")
    assert page.soup().xpath("//div[@id='ref-web']//a[@href='https://a.org/x']")


def test_words_before_a_source_begin_a_note_with_a_capital(page: Project) -> None:
    page.write("notes.csl", STYLE.replace('class="note"', 'class="note" default-locale="en"'))
    text = "A {cite}`see @smith`. B.[^x]\n\n[^x]: Said {cite}`see also @nour` there."
    _, notes = build(page, text)
    assert notes == ["[1] See Water Policy.", "[2] Said see also الماء والسياسة there."]
    assert build(page, "أ {cite}`انظر @nour`.")[1] == ["[1] انظر الماء والسياسة."]


CHAPTERS = """\
أ {cite}`nour`.[^x]

## باب

ب {cite}`smith`. ج[^y].

## آخر

د {cite}`smith`. هـ[^z].

[^x]: حاشية.

[^y]: أخرى {cite}`nour`.

[^z]: ثالثة.
"""


def test_notes_are_counted_by_chapter_and_stand_at_its_end(page: Project) -> None:
    page.conf("citations_practice = {'note_numbers': 'chapter'}")
    _, notes = build(page, CHAPTERS)
    assert notes == [
        "[1] الماء والسياسة.",
        "[2] حاشية.",
        "[1] Water Policy.",
        "[2] أخرى الماء والسياسة.",
        "[1] Water Policy.",  # no ibid: the source before it is another one
        "[2] ثالثة.",
    ]
    top = page.soup().xpath("//section[contains(@class, 'notes-by-chapter')]")[0]
    assert [part.tag for part in top.xpath("./p | ./aside | ./section")] == [
        "p",
        "aside",
        "section",
        "section",
    ]
    marks = [mark.text_content() for mark in top.xpath(".//a[@role='doc-noteref']")]
    assert marks == ["[1]", "[2]"] * 3
    assert len(top.xpath("./section/aside")) == 2


def test_notes_by_page_are_counted_through_the_document_on_the_web(page: Project) -> None:
    page.conf("citations_practice = {'note_numbers': 'page'}")
    _, notes = build(page, CHAPTERS)
    assert [note[:3] for note in notes] == [f"[{number}]" for number in range(1, 7)]
    assert page.soup().xpath("//section[contains(@class, 'notes-by-page')]")
