"""What a brief cites, set right in each language.

The role emits a node (`roles`); the domain collects what a document cites (`domain`, `collecting`)
and leaves a place (`places`); the style engine formats it (`csl`, `formatting`); and it is printed
there when everything is known (`printing`, `rendering`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the parts in the order in which a citation passes through them."""
    # imported here: the plain modules are for programs, too, that have no use for Sphinx
    from ext_citations import assets, collector, downloads
    from ext_citations.bibliography import Bibliography
    from ext_citations.domain import CitationDomain, on_builder_inited, on_env_updated
    from ext_citations.guide import WarningList
    from ext_citations.note_numbers import NoteNumbers
    from ext_citations.notes import CitationNotes, NoteCount
    from ext_citations.places import bibliography, citation_notes, cited, warning_list
    from ext_citations.printing import PrintReferences, skip, visit_in_contents
    from ext_citations.reports import on_env_check_consistency
    from ext_citations.roles import ROLES

    app.setup_extension("ext_brief.notes")  # its notes and the author's have one count
    app.add_config_value(
        "citations_references", ["references.yaml"], "env", types=frozenset({list, tuple})
    )
    app.add_config_value("citations_style", "midad-press", "env", types=frozenset({str}))
    # what departs from the house's practice, for every edition or by language (see `practice`)
    app.add_config_value("citations_practice", {}, "env", types=frozenset({dict}))
    app.add_config_value(
        "citations_report_uncited", default=False, rebuild="", types=frozenset({bool})
    )

    app.add_role("cite", ROLES["p"])
    app.add_role("nocite", ROLES["nocite"])
    app.add_directive("bibliography", Bibliography)
    app.add_node(bibliography)
    # a heading's comes into tables of contents, too
    words, nothing = (visit_in_contents, None), (skip, None)
    app.add_node(cited, html=words, latex=nothing, text=nothing, man=nothing, texinfo=nothing)
    app.add_directive("cite-warnings", WarningList)
    app.add_node(citation_notes)
    app.add_node(warning_list)
    app.add_transform(CitationNotes)  # 30
    app.add_transform(NoteCount)  # 624
    app.add_domain(CitationDomain)  # its process_doc collects, at 850
    app.add_transform(NoteNumbers)  # 860
    app.connect("config-inited", downloads.on_config_inited)
    app.connect("builder-inited", on_builder_inited)
    app.connect("builder-inited", assets.on_builder_inited)
    app.connect("builder-inited", collector.on_builder_inited, priority=900)  # all is loaded
    app.connect("env-updated", on_env_updated)
    app.connect("env-updated", collector.on_env_updated, priority=900)
    app.connect("env-check-consistency", on_env_check_consistency)
    app.add_post_transform(PrintReferences)  # 590
    app.connect("doctree-resolved", downloads.on_doctree_resolved)
    app.connect("html-page-context", downloads.on_html_page_context)
    return {
        "version": "0.1",
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
