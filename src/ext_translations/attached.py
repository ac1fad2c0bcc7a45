"""Hand a translated brief's catalog to whoever archives the brief."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from ext_arabic import messages
from ext_brief.model import Attachment
from ext_translations.transform import path_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def on_brief_attachments(app: Sphinx, docname: str) -> list[Attachment]:
    """Return the catalog of a translated document."""
    path = path_of(app.env, docname)
    if app.config.language == app.config.site.source_language or not path.is_file():
        return []
    description = messages.page("ext_translations", app.config.language)("Its translation")
    name = f"{posixpath.basename(docname)}.po"
    return [Attachment(name, path.read_bytes(), "text/x-gettext-translation", description)]
