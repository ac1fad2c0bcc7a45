"""The ground floor: what Sphinx lacks for Arabic script.

Text that runs against its page gets an explicit direction, and words that markup cuts in two keep
their joined letters. The plain modules (`messages`, `dates`, `digits`, `direction`, `joining`,
`collation`) are for every package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension."""
    # imported here: the plain modules are for programs, too, that have no use for Sphinx
    from ext_arabic.isolation import IsolateRuns
    from ext_arabic.paper import JoinWords, MarkSigns, SetBlanksApart
    from ext_arabic.search import SearchArabic
    from ext_arabic.translator import DirectionTranslator

    app.add_post_transform(IsolateRuns)
    app.add_post_transform(JoinWords)
    app.add_post_transform(SetBlanksApart)
    app.add_post_transform(MarkSigns)
    for builder in ("html", "dirhtml", "singlehtml", "pdf", "press", "volume"):
        app.set_translator(builder, DirectionTranslator)
    app.add_search_language(SearchArabic)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
