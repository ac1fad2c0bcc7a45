"""What a brief says about itself, and the pages made from that.

The front matter is read and validated before MyST sees it (`source`), its human text becomes
translatable nodes (`titleblock`), a domain keeps a record of each brief (`domain`), and the landing
page (`landing`) and the templates (`page`) read the records. `safety` keeps authors' files from
reaching outside the publication.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ext_brief.domain import BriefDomain
from ext_brief.landing import BriefList, FillBriefList, brief_list
from ext_brief.model import Site
from ext_brief.page import on_html_page_context
from ext_brief.safety import (
    NoRaw,
    SafeCSVTable,
    SafeLiteralInclude,
    Safety,
    on_config_inited,
    on_include_read,
)
from ext_brief.source import on_builder_inited, on_source_read
from ext_brief.titleblock import TitleBlock

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the parts in the order in which a brief passes through them."""
    app.add_config_value("site", Site(), "env", types=frozenset({Site}))
    app.add_config_value("brief_documents", ["briefs/*/*"], "env", types=frozenset({list, tuple}))
    app.add_config_value("brief_authors", "authors.yaml", "env", types=frozenset({str}))

    app.connect("config-inited", on_config_inited)
    app.connect("builder-inited", on_builder_inited)
    app.connect("source-read", on_source_read)
    app.connect("include-read", on_include_read)
    app.add_directive("raw", NoRaw, override=True)
    app.add_directive("csv-table", SafeCSVTable, override=True)
    app.add_directive("literalinclude", SafeLiteralInclude, override=True)
    app.add_directive("brief-list", BriefList)
    app.add_node(brief_list)
    app.add_transform(TitleBlock)
    app.add_transform(Safety)
    app.add_domain(BriefDomain)  # its process_doc runs at 850
    app.add_post_transform(FillBriefList)
    app.connect("html-page-context", on_html_page_context)
    return {
        "version": "0.1",
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
