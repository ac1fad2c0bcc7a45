"""Shortcuts through WeasyPrint lead to the same styles and the same flow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import weasyprint
from weasyprint import css
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.formatting_structure.boxes import Box

import ext_pdf.render  # noqa: F401 - puts the methods in place
from ext_pdf import shortcuts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

STYLE = """
@page { size: 300pt 200pt; margin: 20pt; @top-center { content: element(head) } }
:root { --gap: 3pt; font-size: 11pt; color: navy }
.head { position: running(head) }
.a { margin-inline-start: 7pt; padding-inline: 2pt 4pt; border-inline-end: 1pt solid; width: 50% }
.b { margin: 1pt 2pt 3pt 4pt; margin-inline: var(--gap); inline-size: 80pt; min-block-size: 4pt }
.c { float: inline-end; position: relative; text-decoration: underline; font: bold 9pt serif }
.d { position: absolute; inset-inline-start: 5pt; top: calc(2pt + 1pt) }
.e { display: inline-block; column-count: 2; direction: ltr }
.note { float: footnote; page: other }
.f { color: inherit; border-start-start-radius: 3pt; text-align: inherit }
p::before { content: "•"; margin-inline-end: var(--gap); float: left }
td { padding: inherit; border: 1pt solid currentColor }
"""
BODY = (
    "<div class=head>رأس</div>"
    + "".join(f"<div class={name}><p>نص <b class={name}>متن</b></div>" for name in "abcdef")
    + "<p>نص<span class=note>حاشية</span><table class=b><tr><td>1<td class=a>2</table>"
    + "<p dir=ltr class=a lang=en>Left <i class=f>to</i> right"
)


def boxes(direction: str) -> Iterator[Any]:
    source = f"<html lang=ar dir={direction}><style>{STYLE}</style><body>{BODY}"
    for page in weasyprint.HTML(string=source).render().pages:
        yield from page._page_box.descendants()


def told(style: Any, name: str) -> str:
    try:
        return repr(style[name])
    except KeyError:  # a logical property is never asked for
        return ""


def styles(
    compute: Callable[..., Any], direction: str, monkeypatch: pytest.MonkeyPatch
) -> list[tuple[str, dict[str, str]]]:
    """Return every property of every box, worked out by *compute*."""
    with monkeypatch.context() as patch:
        patch.setattr(css.ComputedStyle, "__missing__", compute)
        return [
            (box.element_tag, {name: told(box.style, name) for name in INITIAL_VALUES})
            for box in boxes(direction)
        ]


def test_weasyprint_takes_the_shortcuts() -> None:
    assert css.ComputedStyle.__missing__ is shortcuts.compute
    assert Box.is_in_normal_flow is shortcuts.is_in_normal_flow


@pytest.mark.parametrize("direction", ["rtl", "ltr"])
def test_every_property_of_every_box_is_the_same(
    direction: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = styles(shortcuts._compute, direction, monkeypatch)
    short = styles(shortcuts.compute, direction, monkeypatch)
    assert len(plain) > 80
    for was, now in zip(plain, short, strict=True):
        assert was == now


def test_the_same_boxes_are_in_the_flow() -> None:
    asked = {True: 0, False: 0}
    for box in boxes("rtl"):
        positioned = box.is_absolutely_positioned() or box.is_running() or box.is_note()
        is_in = not (box.is_floated() or box.is_footnote() or positioned)
        assert Box.is_in_normal_flow(box) is is_in
        asked[is_in] += 1
    assert min(asked.values()) > 2
