"""Lines are measured once, and nothing is printed otherwise for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import weasyprint
from weasyprint.css import computed_values, units
from weasyprint.layout import inline, preferred
from weasyprint.text import line_break

import ext_pdf.render  # noqa: F401 - puts the memory in place
from ext_pdf import lines, memo

if TYPE_CHECKING:
    from collections.abc import Callable

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


#: short texts with a last blank, which has room in some lines and not in others
NAMES = ("سعاد نور", "أحمد علي", "ليلى حسن", "منى", "زيد عمر", "Anna Smith", "هدى", "باسم رضا")


@pytest.mark.parametrize("width", range(120, 300, 12))
def test_a_blank_that_had_no_room_once_is_there_in_another_line(
    width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists = ("، ".join(f"<em>{n}</em>" for n in NAMES[i:] + NAMES) for i in range(4))
    page = (
        f"<html lang=ar dir=rtl><style>@page {{ size: {width}pt 600pt; margin: 10pt }}"
        "body { font-size: 11pt; text-align: justify }</style>"
        + "".join(f"<p>{each}، وغيرهم." for each in lists)
    )

    def made(function: Callable[..., Any]) -> bytes:
        with monkeypatch.context() as patch:
            for module in (inline, preferred):
                patch.setattr(module, "split_first_line", function)
            pdf: bytes = weasyprint.HTML(string=page).write_pdf(pdf_identifier=b"x")
        return pdf

    assert made(memo.split_first_line) == made(lines.split_first_line)


#: what margins, sizes and empty lines depend on
LENGTHS = {
    "flex": "<div style='display: flex'><p style='flex: 1; padding: 3px'>أ ب</p>"
    "<p style='width: 40px; min-width: 10px'>ج د هـ</p></div>",
    "grid": "<div style='display: grid; grid-template-columns: 1fr 2fr'><p>أ</p>"
    "<p style='height: 50%'>ب</p><p style='max-height: 10px'>ج</p></div>",
    "collapsed": "<table style='border-collapse: collapse'><tr><td style='border: 4px solid'>أ"
    "<td style='border: 1px solid'>ب<tr><td colspan=2 style='border: 2px solid'>ج</table>",
    "percentages": "<div style='padding: 5%; width: 50%'><p style='margin: 10%'>أ</p></div>" * 9,
    "boxes": "<div style='box-sizing: border-box; border: 3px solid; width: 80px'>أ</div>" * 9,
    "columns": "<div style='columns: 2'>" + "<p style='min-height: 1em'>نص</p>" * 40 + "</div>",
    "first lines": "<style>p::first-line { line-height: 3; font-size: 20px }"
    "p::first-letter { font-size: 30px; margin: 2px }</style>" + "<p>نص طويل بعض الطول</p>" * 9,
    "heights": "<style>p { line-height: 1.5; margin: 1lh 0 } b { line-height: normal }"
    "i { font-size: 8px; line-height: calc(1em + 3px) }</style>" + "<p>أ <b>ب</b> <i>ج</i></p>" * 9,
    "page": "<style>@page { margin: 10%; @top-center { content: 'x'; width: 50% } }</style>"
    + "<p>نص</p>" * 60,
}


@pytest.mark.parametrize("name", LENGTHS)
def test_remembered_lengths_print_the_same_bytes(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = f"<html lang=ar dir=rtl><style>@page {{ size: 200pt }}</style><body>{LENGTHS[name]}"

    def made() -> bytes:
        pdf: bytes = weasyprint.HTML(string=page).write_pdf(pdf_identifier=b"x")
        return pdf

    remembered = made()
    for module in memo.resolvers():
        monkeypatch.setattr(module, "resolve_percentages", memo._resolve)
    for module in (inline, units, computed_values):
        monkeypatch.setattr(module, "strut", line_break.strut)
    assert made() == remembered


def test_weasyprint_remembers() -> None:
    assert inline.split_first_line is preferred.split_first_line is memo.split_first_line
    assert inline.strut is units.strut is computed_values.strut is memo.strut
    assert len(memo.resolvers()) > 8
    assert {module.resolve_percentages for module in memo.resolvers()} == {memo.resolve_percentages}
