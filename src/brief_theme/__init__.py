"""How a brief looks: the themes ``midad`` (screen), ``midad-print`` (paper) and ``midad-press``.

Both stand on ``midad-shared``: one set of tokens, faces and text styles, with logical sides only,
so that one style sheet serves both directions. `page` gives the templates their numbers, `words`
their words, `typesetting` the style sheets their classes.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from brief_theme.options import check_options
from brief_theme.page import on_html_page_context
from brief_theme.typesetting import LongBlocks, NumberColumns, RangeCells, ShortOpenings
from brief_theme.words import on_builder_inited, on_config_inited

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the themes, then what their templates ask for."""
    here = Path(__file__).parent
    app.add_html_theme("midad-shared", str(here / "shared"))
    app.add_html_theme("midad", str(here / "screen"))
    app.add_html_theme("midad-print", str(here / "print"))
    app.add_html_theme("midad-parallel", str(here / "parallel"))
    app.add_html_theme("midad-press", str(here / "press"))
    app.add_html_theme("midad-volume", str(here / "volume"))
    app.add_post_transform(ShortOpenings)
    app.add_post_transform(LongBlocks)
    app.add_post_transform(RangeCells)
    app.add_post_transform(NumberColumns)
    app.connect("config-inited", on_config_inited)  # before Sphinx's own, at 800
    app.connect("builder-inited", on_builder_inited)
    app.connect("builder-inited", check_options)
    # after ext_brief, ext_translations and ext_pdf, which use the default of 500
    app.connect("html-page-context", on_html_page_context, priority=600)
    return {"version": "0.1", "parallel_read_safe": True, "parallel_write_safe": True}
