"""A justified line is laid out when it is drawn, and drawn as before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import weasyprint
from tests.ext_pdf.test_memo import PAGE
from weasyprint.layout import inline
from weasyprint.text import line_break

import ext_pdf.render  # noqa: F401 - puts the function in place
from ext_pdf import justify

if TYPE_CHECKING:
    from collections.abc import Callable


def printed(
    page: str, function: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> tuple[bytes, int]:
    """Return what is printed with *function* in place, and how many layouts Pango made."""
    made = 0
    setup = line_break.Layout.setup

    def counted(layout: Any, style: Any) -> None:
        nonlocal made
        made += 1
        setup(layout, style)

    with monkeypatch.context() as patch:
        patch.setattr(line_break.Layout, "setup", counted)
        patch.setattr(inline, "create_layout", function)
        pdf: bytes = weasyprint.HTML(string=page).write_pdf(pdf_identifier=b"x")
    return pdf, made


@pytest.mark.parametrize("style", ["", "p { word-spacing: 3pt; letter-spacing: 1pt }"])
def test_lines_laid_out_once_print_the_same_bytes(
    monkeypatch: pytest.MonkeyPatch, style: str
) -> None:
    page = PAGE.replace("</style>", f"{style} b {{ text-decoration: underline }}</style>")
    assert len(page) > len(PAGE)
    plain, twice = printed(page, line_break.create_layout, monkeypatch)
    ours, once = printed(page, justify.create_layout, monkeypatch)
    assert plain == ours
    assert once < twice


def test_weasyprint_spreads_lines_by_the_function_that_is_replaced() -> None:
    assert inline.create_layout is justify.create_layout
    assert justify._create is line_break.create_layout
