"""The dots of a leader are one text, and stand where WeasyPrint alone puts them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
import weasyprint
from weasyprint.layout import inline

import ext_pdf.render  # noqa: F401 - puts the function in place
from ext_pdf import leaders

if TYPE_CHECKING:
    from collections.abc import Callable

STYLE = """
@page { size: 300pt 150pt; margin: 20pt }
a::after { content: leader(" . ") " " target-counter(attr(href url), page) }
.short a::after { content: leader("·") "1" }
.right { float: inline-start; width: 80pt; height: 30pt }
"""
ENTRIES = "".join(f"<div><a href=#p>القسم {'الطويل ' * n}{n}</a></div>" for n in range(4))
BODY = (
    f"<div class=right></div>{ENTRIES}<div class=short>{ENTRIES}</div>"
    "<div><a href=#p>عنوان لا يترك لنقاطه مكاناً في سطره الأخير مهما طال به المقام</a></div>"
    "<p id=p>نص"
)


def printed(
    function: Callable[..., Any], direction: str, monkeypatch: pytest.MonkeyPatch
) -> tuple[list[tuple[float, float]], int]:
    """Return where dots are printed with *function* in place, and how many texts there are."""
    with monkeypatch.context() as patch:
        patch.setattr(inline, "handle_leader", function)
        page = f"<html lang=ar dir={direction}><style>{STYLE}</style><body>{BODY}"
        pdf = pypdfium2.PdfDocument(weasyprint.HTML(string=page).write_pdf())
    texts = pdf[0].get_textpage()
    places = [
        texts.get_charbox(place)[:2]
        for place, letter in enumerate(texts.get_text_range())
        if letter in ".·"
    ]
    by_line = sorted(places, key=lambda place: (round(place[1]), place[0]))
    return by_line, len([*pdf[0].get_objects(filter=(1,))])


def test_weasyprint_fills_lines_with_joined_dots() -> None:
    assert inline.handle_leader is leaders.handle_leader


@pytest.mark.parametrize("direction", ["rtl", "ltr"])
def test_dots_are_one_text_and_stand_where_they_stood(
    direction: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, many = printed(leaders._fill, direction, monkeypatch)
    joined, few = printed(leaders.handle_leader, direction, monkeypatch)
    assert few < many / 4
    assert len(plain) > 100
    assert len(joined) == len(plain)
    # a PDF writes the width of a letter in thousandths of its size
    for was, now in zip(plain, joined, strict=True):
        assert now == pytest.approx(was, abs=0.4), "points"
