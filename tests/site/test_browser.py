"""A reader opens the site: both directions, the language switch, a citation and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Request, Response

pytestmark = pytest.mark.xdist_group("site")

BRIEF = "briefs/2024/iraq-us-dialogue.html"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Open a page; a request that leaves the site or fails and a script error fail the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    faults: list[str] = []

    def on_request(request: Request) -> None:
        if not request.url.startswith((address, "data:")):
            faults.append(request.url)

    def on_response(response: Response) -> None:
        if response.status >= 400:
            faults.append(f"{response.status} {response.url}")

    page.on("request", on_request)
    page.on("response", on_response)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []


def test_each_edition_has_its_language_and_direction(page: Page, address: str) -> None:
    for language, direction in (("ar", "rtl"), ("en", "ltr")):
        page.goto(f"{address}/{language}/{BRIEF}")
        assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [
            language,
            direction,
        ]
        assert page.locator("h1").count() == 1


def test_the_root_leads_to_both_editions(page: Page, address: str) -> None:
    for name, language in (("العربية", "ar"), ("English", "en")):
        page.goto(f"{address}/")
        page.get_by_role("link", name=name).first.click()
        page.wait_for_url(f"**/{language}/**")


def test_the_switch_leads_to_the_same_page_in_the_other_language(page: Page, address: str) -> None:
    page.goto(f"{address}/ar/{BRIEF}")
    page.get_by_role("link", name="English").first.click()
    page.wait_for_url(f"**/en/{BRIEF}")
    page.get_by_role("link", name="العربية").first.click()
    page.wait_for_url(f"**/ar/{BRIEF}")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_citation_leads_to_its_entry_and_back(page: Page, address: str, language: str) -> None:
    page.goto(f"{address}/{language}/{BRIEF}")
    page.locator("#cite-1 a").first.click()
    page.wait_for_url("**#ref-*")
    entry = page.locator(":target")
    assert entry.is_visible()
    entry.locator("a.backlink").first.click()
    page.wait_for_url("**#cite-1")


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("width", [390, 1440])
def test_no_page_is_wider_than_the_screen(
    page: Page, address: str, language: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for name in ("index.html", BRIEF):
        page.goto(f"{address}/{language}/{name}")
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(overflow) <= 0, name


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_landing_page_leads_to_the_brief_and_its_pdf(
    page: Page, address: str, language: str
) -> None:
    page.goto(f"{address}/{language}/index.html")
    assert page.request.get(page.locator(".brief-links a").first.evaluate("a => a.href")).ok
    page.locator(".brief-title a").first.click()
    page.wait_for_url(f"**/{language}/briefs/**")
    pdf = page.locator("a[href$='.pdf']").first.evaluate("a => a.href")
    answer = page.request.get(pdf)
    assert answer.ok
    assert answer.body().startswith(b"%PDF-")


@pytest.mark.parametrize(("language", "word"), [("ar", "التحالف"), ("en", "coalition")])
def test_a_search_finds_the_brief(page: Page, address: str, language: str, word: str) -> None:
    page.goto(f"{address}/{language}/search.html?q={word}")
    page.locator("#search-results li a").first.wait_for()
    assert "iraq-us-dialogue" in page.locator("#search-results li a").first.evaluate("a => a.href")


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    ("way", "width"), [("hover", 1440), ("focus", 1440), ("focus", 390), ("tap", 390)]
)
def test_a_reference_is_previewed_where_it_is_cited(
    browser: Browser, address: str, language: str, way: str, width: int
) -> None:
    context = browser.new_context(has_touch=way == "tap", viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{address}/{language}/{BRIEF}")
    link = page.locator("#cite-1 a").first
    preview = page.locator("#citation-preview")
    assert not preview.is_visible()
    if way == "hover":
        link.hover()
    elif way == "focus":
        link.evaluate("a => a.focus({focusVisible: true})")
    else:
        link.tap()
    preview.wait_for(state="visible")
    entry = page.locator(f"[id='{link.evaluate('a => decodeURIComponent(a.hash.slice(1))')}'] p")
    assert preview.inner_text().strip() in entry.inner_text()
    assert link.get_attribute("aria-describedby") == preview.get_attribute("id")
    box = preview.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert page.url.endswith(BRIEF)
    page.emulate_media(media="print")
    assert not preview.is_visible()
    page.emulate_media(media="screen")
    assert preview.is_visible()
    page.keyboard.press("Escape")
    assert not preview.is_visible()
    if way == "tap":  # the first tap shows, the second follows
        link.tap()
        assert page.url.endswith(BRIEF)
        link.tap()
        page.wait_for_url("**#ref-*")
    context.close()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_references_of_a_brief_can_be_taken_along(
    page: Page, address: str, language: str
) -> None:
    page.goto(f"{address}/{language}/{BRIEF}")
    count = page.locator(".bibliography .entry").count()
    marks = {"BibTeX": "@article{", "RIS": "TY  - NEWS", "CSL-JSON": '"id":'}
    for name, mark in marks.items():
        link = page.locator(".citation-exports a", has_text=name)
        answer = page.request.get(link.evaluate("a => a.href"))
        assert answer.ok
        assert answer.text().count(mark) == count
    coins = page.locator(".bibliography .Z3988")
    assert coins.count() == count
    assert "rft_val_fmt=info%3Aofi" in (coins.first.get_attribute("title") or "")
    page.emulate_media(media="print")
    assert not page.locator(".citation-exports").is_visible()


def test_without_scripts_a_citation_is_a_plain_link(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/ar/{BRIEF}")
    page.locator("#cite-1 a").first.click()
    page.wait_for_url("**#ref-*")
    assert page.locator("#citation-preview").count() == 0
    context.close()
