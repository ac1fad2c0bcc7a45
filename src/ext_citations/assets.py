"""Bring the preview's script and style to web pages, and to no other output."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

STATIC = Path(__file__).parent / "static"


def is_web(app: Sphinx) -> bool:
    """Return whether the builder makes pages for a browser (paper is HTML on its way too)."""
    return app.builder.name in ("html", "dirhtml")


def on_builder_inited(app: Sphinx) -> None:
    """Add both files to every page of a web edition."""
    if is_web(app):
        app.config.html_static_path.append(str(STATIC))
        app.add_css_file("citations.css")
        app.add_js_file("citations.js", loading_method="defer")
