"""The options of the print themes: the size of the page, and what stands before the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.errors import ConfigError

from ext_arabic import messages

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__ = messages.console("brief_theme")

#: ``trim.css.jinja`` gives the sizes of all but the first, which ``paper.css`` is made for
TRIMS = ("a4", "a5", "b5", "17x24")
#: nothing; a cover with the colophon on its back; a half-title and the colophon after the cover
COVERS = ("none", "page", "book")


def check_options(app: Sphinx) -> None:
    """Refuse a size or a cover that the theme does not know."""
    options = getattr(app.builder, "theme_options", {})
    for option, known, text in (
        ("trim", TRIMS, __("pdf_theme_options: the size “%(value)s” is not one of %(known)s")),
        ("cover", COVERS, __("pdf_theme_options: the cover “%(value)s” is not one of %(known)s")),
    ):
        value = options.get(option, known[0])
        if value not in known:
            raise ConfigError(text % {"value": value, "known": ", ".join(known)})
