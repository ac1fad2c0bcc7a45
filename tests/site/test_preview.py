"""`midad serve`: a translator saves, and the page that is open in a real browser follows."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page
    from tests.site.conftest import Unfinished

pytestmark = pytest.mark.xdist_group("site")

PO = "locale/en/LC_MESSAGES/briefs/2024/iraq-us-dialogue.po"
MD = "docs/briefs/2024/iraq-us-dialogue.md"
BRIEF = "en/briefs/2024/iraq-us-dialogue.html"
SAVED = "ماذا بعد انتهاء المهمة؟"


@dataclass
class Desk:
    """A copy of the publication, and the program that serves it."""

    publication: Unfinished
    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)
    address: str = ""

    def listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))

    def wait_for(self, text: str, since: int = 0) -> str:
        """Return the first line of the terminal with *text* in it."""
        for _ in range(600):
            if found := [line for line in self.lines[since:] if text in line]:
                return found[0]
            assert self.process.poll() is None, self.lines
            time.sleep(0.1)
        pytest.fail(f"no {text!r} in {self.lines}")

    def status(self, path: str, host: str = "") -> int:
        request = Request(f"{self.address}{path}", headers={"Host": host} if host else {})
        try:
            with urlopen(request, timeout=10) as answer:
                return int(answer.status)
        except HTTPError as error:
            error.close()
            return error.code


@pytest.fixture(scope="module")
def desk(unfinished: Unfinished) -> Iterator[Desk]:
    root = unfinished.root
    text = (root / MD).read_text(encoding="utf-8")
    draft = text.replace("status: published", "status: draft").replace("2024/01", "2024/02")
    (root / "docs/briefs/2024/next.md").write_text(draft, encoding="utf-8")
    command = [sys.executable, "-P", "-m", "midad", "serve", "--port", "0"]
    process = subprocess.Popen(
        command,
        cwd=root,
        env={**os.environ, "LC_ALL": "C.UTF-8", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    made = Desk(unfinished, process)
    reader = threading.Thread(target=made.listen)
    reader.start()
    made.address = made.wait_for("Preview: ").split()[1]
    made.wait_for("en · web pages: done")
    made.wait_for("ar · web pages: done")
    yield made
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    pids = children.read_text().split() if children.exists() else []
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) == 0
    reader.join()
    assert process.stdout is not None
    process.stdout.close()
    assert "Traceback" not in "\n".join(made.lines)
    assert [pid for pid in pids if Path("/proc", pid).exists()] == []


@pytest.fixture(scope="module")
def page(browser: Browser, desk: Desk) -> Iterator[Page]:
    """Keep one page open, as a translator does."""
    page = browser.new_page()
    page.goto(desk.address + BRIEF)
    yield page
    page.close()


@pytest.mark.parametrize("state", ["missing", "fuzzy", "failing"])
def test_what_wants_work_is_marked_with_catalog_and_message(
    desk: Desk, page: Page, state: str
) -> None:
    mark = page.locator(f"h2.message-{state} .catalog-mark")
    msgid = getattr(desk.publication, state)
    assert mark.count() == 1
    assert f"{PO}:{desk.publication.line_of(msgid)}" in mark.inner_text()
    assert msgid in mark.inner_text()
    title = mark.locator(".state").get_attribute("title")
    assert title is not None
    assert msgid in title


def test_a_mark_says_what_the_check_found_and_leads_to_the_next(page: Page) -> None:
    assert "[copied]" in page.locator(".message-failing .catalog-mark").inner_text()
    page.locator(".preview-strip a").click()
    assert page.locator(".catalog-mark:target").count() == 1
    page.locator(".catalog-mark:target .state").click()
    assert page.url.endswith("#mark-2")


def test_nothing_is_marked_that_is_translated_or_in_the_source_language(
    browser: Browser, desk: Desk, page: Page
) -> None:
    expect(page.locator(".catalog-mark")).to_have_count(3)
    arabic = browser.new_page()
    arabic.goto(desk.address + BRIEF.replace("en/", "ar/"))
    assert arabic.locator(".preview-strip").count() == 1
    assert arabic.locator(".catalog-mark").count() == 0
    arabic.close()


def test_a_draft_is_shown_with_a_label(browser: Browser, desk: Desk) -> None:
    page = browser.new_page()
    page.goto(desk.address + "ar/briefs/2024/next.html")
    assert "draft" in page.locator(".preview-strip").inner_text()
    page.close()


def test_a_saved_catalog_appears_on_the_open_page(desk: Desk, page: Page) -> None:
    desk.publication.translate(SAVED, "What Comes After the Mission?")
    page.get_by_role("heading", name="What Comes After the Mission?").wait_for()


def test_a_saved_brief_appears_on_the_open_page(desk: Desk, page: Page) -> None:
    path = desk.publication.root / MD
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f"## {SAVED}", "## عنوان جديد"), encoding="utf-8")
    mark = page.locator("h2.message-missing", has_text="عنوان جديد")
    mark.wait_for()
    assert mark.locator("code").inner_text() == PO  # it stands in no line yet
    path.write_text(text, encoding="utf-8")
    mark.wait_for(state="detached")


def test_a_broken_catalog_is_named_in_both_places_and_heals(desk: Desk, page: Page) -> None:
    path = desk.publication.root / PO
    text = path.read_text(encoding="utf-8")
    msgid = desk.publication.missing
    number = desk.publication.line_of(msgid)
    rows = text.split("\n")
    rows[number - 1] = f"msgid {msgid}"
    path.write_text("\n".join(rows), encoding="utf-8")
    box = page.locator(".preview-problems:visible")
    box.get_by_text(f"{PO}:{number}").wait_for()
    desk.wait_for(f"{PO}:{number}")
    path.write_text(text, encoding="utf-8")
    box.wait_for(state="detached")
    # the box is gone with the old page; the new one may still be on its way
    expect(page.locator(".catalog-mark")).to_have_count(3)


def test_a_wrong_brief_is_named_until_it_is_mended_whatever_else_is_saved(
    desk: Desk, page: Page
) -> None:
    path = desk.publication.root / MD
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("date: 2024-01-31", "date: soon"), encoding="utf-8")
    box = page.locator(".preview-problems:visible")
    box.get_by_text(f"{MD}:5").wait_for()
    since = len(desk.lines)
    desk.publication.translate(SAVED, "After the Mission")
    page.get_by_role("heading", name="After the Mission").wait_for()
    desk.wait_for("built in", since)
    box.get_by_text(f"{MD}:5").wait_for()
    path.write_text(text, encoding="utf-8")
    box.wait_for(state="detached")
    desk.wait_for("All is well again.")


def test_a_wrong_conf_is_named_and_the_settings_count_once_it_is_mended(
    desk: Desk, page: Page
) -> None:
    path = desk.publication.root / "docs/conf.py"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\nsite = (\n", encoding="utf-8")
    page.locator(".preview-problems:visible", has_text="conf.py").wait_for()
    path.write_text(text.replace('name="Midad"', 'name="Midad Press"'), encoding="utf-8")
    page.locator(".bar .name", has_text="Midad Press").wait_for(timeout=60_000)
    expect(page.locator(".preview-problems:visible")).to_have_count(0)


def test_only_pages_are_served_and_only_to_this_machine(desk: Desk) -> None:
    assert desk.status("") == 200
    assert desk.status("en/") == 200
    assert desk.status("en/", host="localhost") == 200
    assert desk.status("en/", host="elsewhere.example") == 403
    for path in ("none.html", ".lock", "en/.buildinfo", "en/_static/", "en/../../docs/conf.py"):
        assert desk.status(path) == 404, path


def test_the_published_site_is_left_alone(desk: Desk) -> None:
    built = {path.name for path in (desk.publication.root / "_build").iterdir()}
    assert built <= {"preview", "parallel"}
