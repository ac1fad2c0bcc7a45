"""The sizes that a page on paper may have: the option ``trim`` of both print themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.errors import ConfigError

from ext_arabic import messages

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__ = messages.console("brief_theme")

#: ``trim.css.jinja`` gives the sizes of all but the first, which ``paper.css`` is made for
TRIMS = ("a4", "a5", "b5", "17x24")


def check_trim(app: Sphinx) -> None:
    """Refuse a size that the theme does not know."""
    options = getattr(app.builder, "theme_options", {})
    trim = options.get("trim", TRIMS[0])
    if trim not in TRIMS:
        text = __("pdf_theme_options: the size “%(trim)s” is not one of %(known)s")
        raise ConfigError(text % {"trim": trim, "known": ", ".join(TRIMS)})
