"""The sizes of a page on paper: one option for both print themes, mirrored margins in each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
import pytest
import tinycss2  # type: ignore[import-untyped]
import weasyprint
from sphinx.errors import ConfigError

from brief_theme.options import TRIMS

if TYPE_CHECKING:
    from tests.conftest import Project

STATIC = Path(__file__).parents[2] / "src" / "brief_theme" / "print" / "static"
MM = 96 / 25.4
SIZES = {"a4": (210, 297), "a5": (148, 210), "b5": (176, 250), "17x24": (170, 240)}


def sheet(trim: str) -> str:
    """Return the style sheet of a size, as Sphinx writes it."""
    template = (STATIC / "trim.css.jinja").read_text(encoding="utf-8")
    return str(jinja2.Template(template).render(theme_trim=trim))


@pytest.mark.parametrize("trim", TRIMS)
def test_page_is_of_the_size_and_wider_on_the_side_of_the_binding(trim: str) -> None:
    for node in tinycss2.parse_stylesheet(sheet(trim)):
        assert node.type != "error"
    paper = "@page { size: A4; margin: 26mm 28mm 30mm } @page :left { margin-right: 32mm }"
    paper += "@page :right { margin-left: 32mm } body { font: 4mm/1 serif; margin: 0 }"
    html = weasyprint.HTML(string="<html dir='rtl'><p>x<p style='break-before: page'>y")
    styles = [weasyprint.CSS(string=text) for text in (paper, sheet(trim))]
    first, second = html.render(stylesheets=styles).pages
    assert (first.width / MM, first.height / MM) == pytest.approx(SIZES[trim])
    left, right = (page._page_box for page in (first, second))
    assert left.margin_right == right.margin_left > left.margin_left == right.margin_right
    assert left.margin_bottom > left.margin_top
    measure = left.width / MM
    assert 105 <= measure <= 155, "as many words as a line of its size bears"


def test_option_reaches_the_style_sheet_of_both_themes(publication: Project) -> None:
    for theme in ("midad-print", "midad-press"):
        publication.conf(f"html_theme = {theme!r}", "html_theme_options = {'trim': 'b5'}")
        publication.build(force=True)
        static = publication.outdir / "_static"
        assert "size: 176mm 250mm" in (static / "trim.css").read_text(encoding="utf-8")
        assert "trim.css" in publication.html("brief")


def test_unknown_size_is_refused_by_name(publication: Project) -> None:
    publication.conf("html_theme = 'midad-print'", "html_theme_options = {'trim': 'a3'}")
    with pytest.raises(ConfigError, match=r"size “a3” is not one of a4, a5, b5, 17x24"):
        publication.build()
