"""How a brief becomes English, and whether that is done.

Messages are found (`extraction`, `kinds`, `tables`) and written as templates (`templates`, `pot`);
catalogs are held against the format (`catalog`), counted (`status`), and put in place (`transform`,
`references`); the gate (`gate`) decides which brief is part of which edition, and pages learn where
each stands in the others (`editions`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the parts in the order in which a brief passes through them."""
    # imported here: the plain modules are for programs, too, that have no use for Sphinx
    from ext_translations import (
        attached,
        editions,
        marks,
        preview,
        settings,
        strict,
        templates,
        transform,
    )
    from ext_translations.domain import TranslationDomain
    from ext_translations.parallel import ParallelBuilder
    from ext_translations.tables import LocateTableCells

    app.setup_extension("ext_brief")  # the site's editions
    app.add_config_value("translations_dir", "../locale", "env", types=frozenset({str}))
    # where `gettext` wrote its templates; without them the gate trusts the catalogs
    app.add_config_value("translations_templates", "", "", types=frozenset({str}))
    # whether the gate is asked; the extraction need not count what is translated
    app.add_config_value("translations_gate", default=True, rebuild="", types=frozenset({bool}))
    # filled by the gate: the briefs left out, by language
    app.add_config_value("translations_withheld", {}, "", types=frozenset({dict}))
    # likewise: those that are published although they are not whole
    app.add_config_value("translations_unfinished", {}, "", types=frozenset({dict}))
    # filled by `settings`: the texts of an edition that translators are asked for
    app.add_config_value("translations_asked", [], "", types=frozenset({list}))
    # a preview: every page is shown, and what wants work is marked
    app.add_config_value("translations_preview", default=False, rebuild="", types=frozenset({bool}))
    # a function from a catalog's path to the `Context` of its checks
    app.add_config_value("translations_context", None, "")
    # the document that the parallel edition is made of
    app.add_config_value("translations_parallel", "", "", types=frozenset({str}))
    app.add_config_value("translations_parallel_theme", "midad-parallel", "")

    app.connect("config-inited", settings.on_config_inited, priority=50)  # before `ext_brief` (100)
    app.connect("config-inited", marks.on_config_inited)
    app.connect("config-inited", editions.on_config_inited)
    app.connect("builder-inited", templates.on_builder_inited)  # adds NoteMessages (19)
    app.connect("builder-inited", marks.on_builder_inited)  # adds MarkMessages (18)
    app.connect("builder-inited", strict.on_builder_inited)  # adds ExamineTranslations (18)
    app.connect("builder-inited", transform.on_builder_inited)  # adds Translate (19)
    app.connect("builder-inited", preview.on_builder_inited)  # adds ShowMarks (800)
    app.connect("env-get-outdated", transform.on_env_get_outdated)
    app.add_transform(LocateTableCells)  # 6
    app.add_domain(TranslationDomain)
    app.add_builder(templates.TemplateBuilder, override=True)
    app.connect("brief-attachments", attached.on_brief_attachments)
    app.connect("env-updated", editions.on_env_updated)
    app.connect("html-page-context", editions.on_html_page_context)
    app.add_node(preview.catalog_mark, html=(preview.visit_catalog_mark, None))
    app.connect("html-page-context", preview.on_html_page_context)
    app.add_builder(ParallelBuilder)
    return {
        "version": "0.1",
        "env_version": 3,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
