"""Contents show the pages of their targets, and cost their own page one more layout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import weasyprint
from weasyprint.layout import page as pages

import ext_pdf.render  # noqa: F401 - puts the function in place
from ext_pdf import page_numbers

if TYPE_CHECKING:
    from collections.abc import Callable

STYLE = """
@page { size: 300pt 200pt; margin: 20pt }
@page { @bottom-center { content: counter(page) "/" counter(pages) } }
a::after { content: leader(".") target-counter(attr(href url), page) }
h2 { break-before: page }
.first { counter-reset: page 6 }
"""
#: contents before, among and behind what they name, on one page and on several
ENTRIES = "".join(f"<div><a href=#p{n}>القسم {n}</a></div>" for n in range(12))
TEXTS = [f"<h2 id=p{n}>القسم {n}</h2><p>" + "جلس الطرفان إلى الحوار. " * 60 for n in range(12)]
BODIES = {
    "before": ENTRIES + "".join(TEXTS),
    "among": "".join(TEXTS[:6]) + ENTRIES + "".join(TEXTS[6:]),
    "behind": "".join(TEXTS) + ENTRIES,
    "twice": ENTRIES + "".join(TEXTS) + ENTRIES,
    "long": ENTRIES * 5 + "".join(TEXTS),
    "counted anew": ENTRIES + TEXTS[0] + "<div class=first></div>" + "".join(TEXTS[1:]),
}


def printed(
    body: str, function: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> tuple[bytes, int]:
    """Return what is printed with *function* in place, and how many pages were laid out."""
    made = 0
    make = pages.make_page

    def counted(*arguments: Any) -> Any:
        nonlocal made
        made += 1
        return make(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(pages, "make_page", counted)
        patch.setattr(pages, "remake_page", function)
        page = f"<html lang=ar dir=rtl><style>{STYLE}</style><body>{body}"
        pdf: bytes = weasyprint.HTML(string=page).write_pdf(pdf_identifier=b"x")
    return pdf, made


def test_weasyprint_fills_in_numbers_before_a_page_is_made_again() -> None:
    assert pages.remake_page is page_numbers.remake_page


@pytest.mark.parametrize("place", BODIES)
def test_page_with_numbers_is_laid_out_less_and_prints_the_same(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, often = printed(BODIES[place], page_numbers._make, monkeypatch)
    known, seldom = printed(BODIES[place], page_numbers.remake_page, monkeypatch)
    assert plain == known
    assert seldom < often
