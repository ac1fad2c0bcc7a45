"""A text whose last blank alone has no room is not cut after its first word."""

from __future__ import annotations

import pytest
import weasyprint
from weasyprint.text import line_break

import ext_pdf.render  # noqa: F401 - puts the mended function in place

WORDS = "one two three four five six seven"
STYLE = "@page { size: 400pt 200pt; margin: 0 } body { margin: 0; font-size: 20pt }"


def lines(width: float, body: str) -> list[str]:
    """Return the lines of *body* in a paragraph of *width*, in pixels."""
    page = f"<style>{STYLE} p {{ margin: 0; width: {width}px }}</style><p>{body}</p>"
    document = weasyprint.HTML(string=page).render()
    paragraph = next(b for b in document.pages[0]._page_box.descendants() if b.element_tag == "p")
    return [
        "".join(box.text for box in line.descendants() if hasattr(box, "text")).strip()
        for line in paragraph.children
    ]


@pytest.mark.parametrize("room", [0.5, 1, 2, 4])
def test_text_with_no_room_for_its_last_blank_stays_on_one_line(room: float) -> None:
    page = f"<style>{STYLE} span {{ white-space: nowrap }}</style><p><span>{WORDS}</span>"
    document = weasyprint.HTML(string=page).render()
    width = next(b.width for b in document.pages[0]._page_box.descendants() if hasattr(b, "text"))
    assert lines(width + room, f"{WORDS} <b>eight</b>") == [WORDS, "eight"]


def test_weasyprint_alone_keeps_one_word(monkeypatch: pytest.MonkeyPatch) -> None:
    page = f"<style>{STYLE} span {{ white-space: nowrap }}</style><p><span>{WORDS}</span>"
    document = weasyprint.HTML(string=page).render()
    width = next(b.width for b in document.pages[0]._page_box.descendants() if hasattr(b, "text"))
    monkeypatch.setattr("ext_pdf.memo._split", line_break.split_first_line)
    assert lines(width + 1, f"{WORDS} <b>eight</b>")[0] == "one"
