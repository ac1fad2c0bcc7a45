"""What the ``pdf`` builder makes of footnotes and headings, before anything is rendered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement
    from tests.conftest import Project
    from tests.ext_pdf.conftest import WriteBrief

pytestmark = pytest.mark.usefixtures("stubbed")


@pytest.fixture
def page(press: Project, write_brief: WriteBrief) -> Callable[..., HtmlElement]:
    def build(body: str, **kwargs: Any) -> HtmlElement:
        write_brief("x", body)
        press.build("pdf", **kwargs)
        return press.soup("briefs/2024/x")

    return build


def notes(page: HtmlElement) -> list[HtmlElement]:
    found: list[HtmlElement] = page.xpath("//span[@class='footnote']")
    return found


def test_note_stands_at_its_first_mark_and_its_list_is_gone(
    page: Callable[..., HtmlElement],
) -> None:
    soup = page("نص أول[^a] ثم[^b] وتكرار[^a].\n\n[^a]: حاشية **أولى**.\n[^b]: ثانية.")
    (paragraph,) = notes(soup)[0].xpath("ancestor::p")
    assert paragraph.text_content() == "نص أولحاشية أولى. ثمثانية. وتكرار١."
    assert soup.xpath("//aside | //hr") == []
    assert len(notes(soup)) == 2


def test_the_word_before_a_mark_stays_on_its_line(page: Callable[..., HtmlElement]) -> None:
    soup = page("نص أول **ثم**[^a] آخر.[^b]\n\n[^a]: حاشية.\n[^b]: ثانية.")
    (kept,) = soup.xpath("//span[@class='note-word']")
    assert kept.text == "آخر."
    assert kept[0] is notes(soup)[1]


def test_of_a_long_address_its_end_alone_stays_with_the_mark(
    page: Callable[..., HtmlElement],
) -> None:
    soup = page(f"See https://example.org/{'path/' * 20}last[^a]\n\n[^a]: Note.")
    (kept,) = soup.xpath("//span[@class='note-word']")
    assert kept.text == "last"
    soup = page(f"See https://example.org/{'path/' * 20}[^a]\n\n[^a]: Note.")
    (kept,) = soup.xpath("//span[@class='note-word']")
    assert kept.text == "path/"


def test_no_break_space_before_a_mark_stays_one(page: Callable[..., HtmlElement]) -> None:
    soup = page("نص في ص\u00a012[^a]\n\n[^a]: حاشية.")
    (kept,) = soup.xpath("//span[@class='note-word']")
    assert kept.text == "ص\u00a012"


def test_blank_before_the_word_of_a_mark_is_set_apart(page: Callable[..., HtmlElement]) -> None:
    """A line that ends there would jut out by it."""
    soup = page("نص أول آخر.[^a]\n\n[^a]: حاشية.")
    (kept,) = soup.xpath("//span[@class='note-word']")
    assert kept.getprevious().text == " "
    assert kept.getparent().text == "نص أول"


def test_repeated_mark_is_the_number_in_the_editions_digits_and_leads_to_the_note(
    page: Callable[..., HtmlElement],
) -> None:
    soup = page("أ[^a] ب[^b] ج[^b]\n\n[^a]: ١.\n[^b]: ٢.")
    (link,) = soup.xpath("//sup[@class='footnote-repeat']/a")
    assert link.text == "٢"
    assert link.get("href") == "#" + notes(soup)[1].get("id")


def test_numbers_follow_the_marks_and_not_the_order_of_the_notes(
    page: Callable[..., HtmlElement],
) -> None:
    soup = page("أ[^2] ب[^1] ج[^2]\n\n[^1]: واحد.\n[^2]: اثنان.")
    assert [note.text_content() for note in notes(soup)] == ["اثنان.", "واحد."]
    assert soup.xpath("string(//sup[@class='footnote-repeat'])") == "١"


def test_note_goes_to_its_mark_in_the_text_before_one_in_another_note(
    press: Project, page: Callable[..., HtmlElement]
) -> None:
    press.conf("myst_footnote_sort = False")
    soup = page("[^a]: أولى[^b].\n[^b]: ثانية.\n\nأ[^a] ب[^b]")
    first, second = notes(soup)
    assert first.text_content() == "أولى٢."
    assert second.text_content() == "ثانية."


def test_note_in_a_note_stands_behind_it_and_counts_after_it(
    page: Callable[..., HtmlElement],
) -> None:
    soup = page(
        "أ[^a] ب[^b] ج[^a]\n\n[^a]: خارجية[^c] ثم[^d].\n[^b]: وسطى[^a].\n[^c]: داخلية[^e].\n"
        "[^d]: أخرى.\n[^e]: أعمق."
    )
    texts = [note.text_content() for note in soup.xpath("//span[contains(@class,'footnote')]")]
    assert texts == ["خارجية٢ ثم٣.", "داخلية٤.", "أخرى.", "أعمق.", "وسطى١."]
    assert len(soup.xpath("//span[contains(@class,'inner')]")) == 3
    assert soup.xpath("//sup[@class='footnote-repeat']//text()") == ["٢", "٣", "٤", "١", "١"]


def test_blocks_of_a_note_are_spans_so_that_the_paragraph_holds_them(
    page: Callable[..., HtmlElement],
) -> None:
    soup = page(
        """نص[^a] بقية.

[^a]: أولى فيها [رابط](https://midad.example/x).

    ثانية.

    - بند

      تتمته
    - آخر

    1. معدود

    > مقتبس

    ```
    a  b
    ```
"""
    )
    (note,) = notes(soup)
    (paragraph,) = note.xpath("ancestor::p")
    assert paragraph.text_content().endswith(" بقية.")
    assert {str(element.tag) for element in note.iter()} <= {"span", "a"}
    assert note.text_content().startswith("أولى فيها رابط.")
    assert note.xpath("span[@class='note-block']/text()") == ["ثانية."]
    assert note.xpath("span[@class='note-list']/span[@class='note-item']/text()") == ["بند", "آخر"]
    assert note.xpath("string(//span[@class='note-item']/span[@class='note-block'])") == "تتمته"
    assert note.xpath("string(span[@class='note-list numbered'])") == "معدود"
    assert note.xpath("string(span[@class='note-quote'])") == "مقتبس"
    assert note.xpath("string(span[@class='note-code'])") == "a  b"


def test_code_in_a_note_runs_left_to_right(
    press: Project, page: Callable[..., HtmlElement]
) -> None:
    press.extensions("ext_arabic")
    soup = page("نص[^a]\n\n[^a]: أولى\n\n    ```\n    SELECT *;\n    ```\n")
    assert soup.xpath("string(//span[@class='note-code' and @dir='ltr'])") == "SELECT *;"


def test_table_in_a_note_is_plain_text_and_a_warning(page: Callable[..., HtmlElement]) -> None:
    soup = page(
        "نص[^a]\n\n[^a]: أولى\n\n    | أ | ب |\n    |---|---|\n    | ج | د |\n",
        warnings=[
            r"x\.md:\d+: WARNING: a note on paper holds text and lists.* table \[pdf\.footnote\]"
        ],
    )
    assert soup.xpath("//table") == []
    assert "ج" in notes(soup)[0].text_content()


def test_note_that_begins_with_a_class_keeps_it(
    press: Project, page: Callable[..., HtmlElement]
) -> None:
    press.conf("myst_enable_extensions = ['attrs_block']")
    soup = page("نص[^a]\n\n[^a]: {.language-en}\n    English\n", warnings=[])
    assert notes(soup)[0].text_content().strip().endswith("English")


def test_heading_with_a_note_is_named_without_it(page: Callable[..., HtmlElement]) -> None:
    soup = page("## قسم *مهم*[^a] هنا[^b]\n\nنص[^a]\n\n## آخر[^a]\n\n[^a]: حاشية.\n[^b]: ثانية.")
    labels = soup.xpath("//h2/span[@class='outline-label']/@data-label")
    assert labels == ["قسم مهم هنا", "آخر"]
    entries = soup.xpath("//div[contains(@class,'contents')]//a")
    assert [entry.text_content() for entry in entries] == ["قسم مهم هنا", "آخر"]


def test_contents_list_two_levels_after_the_title_block(page: Callable[..., HtmlElement]) -> None:
    soup = page(
        "## أول `كود`\n\n### فرع\n\n#### أعمق\n\nنص\n\n## ثان [رابط](https://midad.example/)\n\nنص"
    )
    (contents,) = soup.xpath("//div[contains(@class,'contents')]")
    assert "title-block" in contents.getprevious().get("class")
    assert contents.xpath("string(p[@class='block-title'])") == "المحتويات"
    assert contents.xpath("ul/li/a/@href") == ["#" + heading for heading in soup.xpath("//h2/@id")]
    assert [a.text_content() for a in contents.xpath("ul/li/ul/li/a")] == ["فرع"]
    assert contents.xpath(".//a//a") == []


def test_links_lead_to_headings_and_numbers_of_sections_stay(
    press: Project, write_brief: WriteBrief
) -> None:
    write_brief("x", "(here)=\n## قسم\n\nنص")
    press.write("index.md", "# ع\n\n```{toctree}\n:numbered:\n\nbriefs/2024/x\n```\n")
    press.build("pdf")
    (heading,) = press.soup("briefs/2024/x").xpath("//h2")
    assert heading.get("id") == "here"
    assert heading.getparent().get("id") == "section-here"
    assert heading.text_content() == "1.1. قسم"


def test_contents_are_named_in_the_language_of_the_edition(
    press: Project, write_brief: WriteBrief
) -> None:
    write_brief("x", "## One\n\ntext")
    press.build("pdf", language="en")
    assert (
        press.soup("briefs/2024/x").xpath("string(//div[contains(@class,'contents')]/p)")
        == "Contents"
    )


def test_brief_without_sections_has_no_contents(page: Callable[..., HtmlElement]) -> None:
    assert page("نص فقط").xpath("//div[contains(@class,'contents')]") == []


def test_document_without_a_title_block_has_contents_after_its_title(press: Project) -> None:
    press.conf("pdf_documents = ['index']").write("index.md", "# ع\n\n## ق\n\nنص")
    press.build("pdf")
    (contents,) = press.soup().xpath("//div[contains(@class,'contents')]")
    assert contents.getprevious().tag == "h1"


def test_document_without_sections_at_all_is_left_alone(press: Project) -> None:
    press.conf("pdf_documents = ['index']").write("index.md", "نص")
    press.build("pdf")
    assert press.soup().xpath("//div[contains(@class,'contents')]") == []


def test_web_pages_keep_their_notes_and_have_no_contents(
    press: Project, write_brief: WriteBrief
) -> None:
    write_brief("x", "## ق\n\nنص[^a]\n\n[^a]: حاشية.")
    press.build("html")
    soup = press.soup("briefs/2024/x")
    assert soup.xpath("//aside")
    assert notes(soup) == []
    assert soup.xpath("//div[contains(@class,'contents')]") == []


CHAPTERS = """\
أ[^a].

## باب

ب[^b] ج[^c] د[^b].

## آخر

هـ[^d] و[^d].

[^a]: ١.

[^b]: ٢.

[^c]: ٣.

[^d]: ٤.
"""


@pytest.mark.parametrize(
    ("numbering", "repeats"),
    [("document", ["٢", "٤"]), ("chapter", ["١", "١"]), ("page", ["", ""])],
)
def test_repeated_marks_count_as_the_notes_do(
    press: Project, page: Callable[..., HtmlElement], numbering: str, repeats: list[str]
) -> None:
    press.extensions("ext_citations").conf(
        f"citations_practice = {{'note_numbers': {numbering!r}}}", "citations_references = []"
    )
    soup = page(CHAPTERS)
    found = soup.xpath("//sup[@class='footnote-repeat']")
    assert [mark.text_content() for mark in found] == repeats
    assert len(notes(soup)) == 4
