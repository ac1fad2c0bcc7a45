"""Lines are measured once, and nothing is printed otherwise for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import weasyprint
from weasyprint.layout import inline, preferred
from weasyprint.text import line_break

import ext_pdf.render  # noqa: F401 - puts the memory in place
from ext_pdf import memo

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

STYLE = """
@page { size: 300pt 200pt; margin: 20pt; @top-center { content: "رأس الصفحة" } }
p { text-align: justify }
p::first-line { font-weight: bold; letter-spacing: 2pt }
p::first-letter { font-size: 30pt }
.columns { columns: 2 }
.columns a::after { content: leader(".") target-counter(attr(href url), page) }
.en { hyphens: auto }
.note { float: footnote }
"""
SENTENCE = "جلس الطرفان إلى <b>أولى</b> جولات الحوار في Nature <i>Climate</i> Change ثم افترقا. "
BODY = (
    "<div class=columns>"
    + "".join(f"<div><a href=#p{n}>القسم {n}</a></div>" for n in range(6))
    + "</div>"
    + "".join(f"<p id=p{n}>{SENTENCE * 5}<span class=note>حاشية.</span>" for n in range(6))
    + f"<table><tr><td>{SENTENCE}<td>1<tr><td>نعم<td>{SENTENCE}</table>"
    + "<p lang=en dir=ltr class=en>Internationalization of responsibilities and of tab\tulations"
)
PAGE = f"<html lang=ar dir=rtl><style>{STYLE}</style><body>{BODY}"


def printed(function: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> tuple[bytes, int]:
    """Return what is printed with *function* in place, and how often Pango was asked."""
    asked = 0
    get = line_break.Layout.get_first_line

    def counted(layout: Any) -> Any:
        nonlocal asked
        asked += 1
        return get(layout)

    with monkeypatch.context() as patch:
        patch.setattr(line_break.Layout, "get_first_line", counted)
        for module in (inline, preferred):
            patch.setattr(module, "split_first_line", function)
        pdf: bytes = weasyprint.HTML(string=PAGE).write_pdf(pdf_identifier=b"x")
    return pdf, asked


def test_remembered_lines_print_the_same_bytes_and_ask_less(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plain, often = printed(line_break.split_first_line, monkeypatch)
    remembered, seldom = printed(memo.split_first_line, monkeypatch)
    assert plain == remembered
    assert seldom < 0.6 * often


def test_weasyprint_splits_lines_where_they_are_remembered() -> None:
    assert inline.split_first_line is preferred.split_first_line is memo.split_first_line
