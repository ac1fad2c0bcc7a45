"""`midad parallel`, on the publication's own brief: the page, in a browser too, and the PDF."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import lxml.html
import pypdfium2
import pytest
from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from pathlib import Path

    from babel.messages.catalog import Message
    from lxml.html import HtmlElement
    from playwright.sync_api import Browser
    from tests.site.conftest import Unfinished

pytestmark = pytest.mark.xdist_group("site")

ARABIC = re.compile(r"[ء-ي]")
#: messages with these are not printed as they stand
MARKUP = re.compile(r"[`*\[\]{}_<>]")


@dataclass(frozen=True)
class Parallel:
    """The page of one brief, and its PDF."""

    page: Path
    pdf: Path
    rows: list[list[HtmlElement]]

    def row_of(self, line: int) -> list[HtmlElement]:
        """Return the cells of the row that names *line* of the catalog."""
        [found] = [row for row in self.rows if str(line) in row[1].text_content().split()]
        return found


def messages(unfinished: Unfinished) -> list[Message]:
    """Return the messages of the catalog that the brief has, without bare citations."""
    with unfinished.catalog.open("rb") as file:
        found = [message for message in read_po(file) if message.id]
    return [m for m in found if not re.fullmatch(r"\{cite\}`[^`]*`", str(m.id))]


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture(scope="module")
def parallel(unfinished: Unfinished) -> Parallel:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "midad", "parallel", "iraq-us-dialogue"],
        cwd=unfinished.root,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    paths = [line.removeprefix("Look here: ") for line in done.stdout.splitlines()]
    page, pdf = (unfinished.root / path for path in paths)
    rows = lxml.html.parse(page).getroot().xpath("//table[@class='parallel']/tbody/tr")
    return Parallel(page, pdf, [row.xpath("./td") for row in rows])


def test_each_message_of_the_catalog_stands_in_one_row_in_its_order(
    parallel: Parallel, unfinished: Unfinished
) -> None:
    wanted = [message.lineno for message in messages(unfinished)]
    found = [int(line) for row in parallel.rows for line in row[1].text_content().split()]
    assert sorted(found) == wanted
    # a note stands where the brief has its notes, at the end
    notes = [row for row in parallel.rows if "footnote" in row[0].getparent().get("class", "")]
    assert len(notes) == 1
    assert [line for line in found if line != found[-1]] == sorted(found[:-1])


def test_each_block_stands_beside_its_translation(
    parallel: Parallel, unfinished: Unfinished
) -> None:
    compared = 0
    for message in messages(unfinished):
        source, lines, target = parallel.row_of(message.lineno or 0)
        whole = len(lines.text_content().split()) == 1
        if MARKUP.search(f"{message.id}{message.string}") or not whole:
            continue
        # a note begins with its number
        assert words(source).removeprefix("[1] ") == message.id
        assert words(target).removeprefix("[1] ").startswith(str(message.string))
        compared += 1
    assert compared > 40


def test_the_languages_have_their_directions_and_their_citations(parallel: Parallel) -> None:
    for source, _, target in parallel.rows:
        assert (source.get("lang"), source.get("dir")) == ("ar", "rtl")
        assert (target.get("lang"), target.get("dir")) == ("en", "ltr")
    [cited] = [row for row in parallel.rows if row[2].xpath(".//*[@id='en-cite-1']")]
    assert "(سي إن إن – 25 يناير 2024)" in words(cited[0])
    assert "(CNN, 25 January 2024)" in words(cited[2])


def test_rows_of_a_table_notes_and_references_stand_side_by_side(parallel: Parallel) -> None:
    tables = [row for row in parallel.rows if row[0].xpath(".//table//td")]
    assert len(tables) == 4
    for source, _, target in tables:
        cells = [[words(cell) for cell in side.xpath(".//td")] for side in (source, target)]
        assert [len(side) for side in cells] == [3, 3]
        assert cells[0][1] == cells[1][1].replace(",", "")
    entries = [row for row in parallel.rows if row[0].xpath(".//*[@id='ar-ref-cnn-2024']")]
    assert len(entries) == 1
    assert entries[0][2].xpath(".//*[@id='en-ref-cnn-2024']")


def test_what_wants_work_is_named_with_its_line(parallel: Parallel, unfinished: Unfinished) -> None:
    shown = {"missing": "", "fuzzy": "Possible Scenarios", "failing": unfinished.failing}
    for state, text in shown.items():
        line = unfinished.line_of(getattr(unfinished, state))
        row = parallel.row_of(line)
        assert state in row[0].getparent().get("class", "").split()
        [label] = row[2].xpath("./p[@class='state']")
        assert f"iraq-us-dialogue.po:{line}" in words(label)
        assert words(row[2]).removesuffix(words(label)).strip() == text
    states = [row[0].getparent().get("class", "").split()[1:] for row in parallel.rows]
    assert sum(map(len, states)) == 3


def test_no_name_stands_twice_and_every_link_leads_somewhere(parallel: Parallel) -> None:
    page = lxml.html.parse(parallel.page).getroot()
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids)) > 20
    links = [str(address) for address in page.xpath("//a/@href")]
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    for file in page.xpath("//link/@href"):
        assert (parallel.page.parent / file.partition("?")[0]).is_file()


@pytest.mark.parametrize("width", [390, 1440])
def test_the_languages_stand_side_by_side_or_below_each_other(
    parallel: Parallel, browser: Browser, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(parallel.page.as_uri())
    row = page.locator("table.parallel > tbody > tr").nth(4)
    arabic, english = (row.locator("> td").nth(n).bounding_box() for n in (0, 2))
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert arabic is not None
    assert english is not None
    assert wide <= width
    if width == 390:
        assert arabic["y"] + arabic["height"] <= english["y"]
    else:
        assert english["x"] + english["width"] <= arabic["x"]
        assert arabic["y"] == english["y"]


def test_on_paper_each_language_has_its_column_under_its_name(parallel: Parallel) -> None:
    document = pypdfium2.PdfDocument(parallel.pdf)
    assert 5 <= len(document) <= 20
    for page in document:
        width, height = page.get_size()
        assert width > height
        text = page.get_textpage()
        left = text.get_text_bounded(right=width * 0.45)
        right = text.get_text_bounded(left=width * 0.55)
        assert "English" in left
        assert "العربية" in right
        assert not re.search(r"[a-z]{4}", right)
        # a translation that was copied from its source is shown as it is
        assert len(ARABIC.findall(left)) <= len("الخلاصة")
        text.close()
        page.close()
    document.close()
