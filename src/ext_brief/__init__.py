"""What a brief says about itself, and the pages made from that.

The front matter is read and validated before MyST sees it (`source`), its human text becomes
translatable nodes (`titleblock`, `statements`), a domain keeps a record of each brief (`domain`),
and the landing page (`landing`) and the templates (`page`) read the records. What is not published
today is left out (`publication`), and links to it print as text (`links`). `safety` and `unsafe`
keep authors' files from reaching outside the publication.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Complete the site with the editions that the build was asked for."""
    config.site = config.site.with_languages(config.site_languages.split())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the parts in the order in which a brief passes through them."""
    # imported here: the plain modules are for programs, too, that have no use for Sphinx
    from ext_brief import page, safety, source, unsafe
    from ext_brief.domain import BriefDomain
    from ext_brief.landing import BriefList, FillBriefList, brief_list
    from ext_brief.links import BriefTocTree, HiddenLinks
    from ext_brief.model import Site
    from ext_brief.nesting import LostBlocks
    from ext_brief.statements import depart_statement, statement, visit_statement
    from ext_brief.titleblock import TitleBlock

    app.setup_extension("myst_parser")
    app.setup_extension("ext_brief.notes")
    app.add_config_value("site", Site(), "env", types=frozenset({Site}))
    # languages that have an edition although `site` describes none, parted by blanks
    app.add_config_value("site_languages", "", "env", types=frozenset({str}))
    app.add_config_value("brief_documents", ["briefs/*/*"], "env", types=frozenset({list, tuple}))
    app.add_config_value("brief_authors", "authors.yaml", "env", types=frozenset({str}))
    # show what is held back too (drafts, embargoes): for a preview
    app.add_config_value("brief_drafts", default=False, rebuild="", types=frozenset({bool}))

    # a document's name in, `Attachment`s out: what a PDF of the document carries inside
    app.add_event("brief-attachments")
    app.connect("brief-attachments", source.on_brief_attachments)
    app.connect("config-inited", on_config_inited, priority=100)  # others read the site
    app.connect("config-inited", safety.on_config_inited)
    app.connect("builder-inited", source.on_builder_inited)
    app.connect("env-get-outdated", page.on_env_get_outdated)
    app.connect("source-read", source.on_source_read)
    app.connect("source-read", safety.on_source_read)
    app.connect("include-read", safety.on_include_read)
    app.add_directive("raw", unsafe.NoRaw, override=True)
    app.add_directive("include", unsafe.SafeInclude, override=True)
    app.add_directive("literalinclude", unsafe.SafeLiteralInclude, override=True)
    app.add_directive("csv-table", unsafe.SafeCSVTable, override=True)
    app.add_directive("toctree", BriefTocTree, override=True)
    app.add_directive("brief-list", BriefList)
    app.add_node(brief_list)
    app.add_node(statement, html=(visit_statement, depart_statement))
    app.add_transform(TitleBlock)  # 5
    app.add_transform(unsafe.NoUnsafe)  # 22
    app.add_transform(LostBlocks)  # 23
    app.add_transform(unsafe.NoUnsafeLinks)  # 845
    app.add_domain(BriefDomain)  # its process_doc runs at 850
    app.connect("env-updated", page.on_env_updated)
    app.add_post_transform(HiddenLinks)  # 8
    app.add_post_transform(FillBriefList)  # 400
    app.connect("html-page-context", page.on_html_page_context)
    return {
        "version": "0.1",
        "env_version": 2,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
