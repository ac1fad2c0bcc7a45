"""How a brief reaches paper: the ``pdf`` builder, and what web pages say of their PDFs.

In the order of the flow: `contents` and `footnotes` make a resolved document fit for paper,
`builder` writes it as a job (`jobs`), `pool` hands the jobs that are out of date to worker
processes, `render` makes the PDF there (`files` and `fonts` say what it may read), and `log` puts
WeasyPrint's log lines in the author's words. `press` makes the same for a print shop, `preflight`
examines what goes there. `shown` tells the ``html`` builder about the result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder, its settings and its transforms."""
    # imported here: a worker process imports this package for `render` and has no use for Sphinx
    from ext_pdf.builder import PdfBuilder
    from ext_pdf.contents import HeadingAnchors, PrintContents, TableLines
    from ext_pdf.footnotes import (
        PrintFootnotes,
        depart_print_footnote,
        outline_label,
        print_footnote,
        visit_outline_label,
        visit_print_footnote,
    )
    from ext_pdf.press.builder import PressBuilder
    from ext_pdf.press.settings import DEFAULTS
    from ext_pdf.shown import ShownPdfs
    from ext_pdf.volume import VolumeBuilder

    app.setup_extension("ext_brief")  # registers `site`
    app.add_config_value("pdf_documents", ["briefs/*/*"], "html", types=frozenset({list, tuple}))
    app.add_config_value("pdf_theme", "midad-print", "html", types=frozenset({str}))
    app.add_config_value("pdf_theme_options", {}, "html", types=frozenset({dict}))
    app.add_config_value("pdf_outdir", "", "html", types=frozenset({str}))
    # what a brief was made of travels inside its PDF: source, catalog, references
    app.add_config_value("pdf_attachments", default=True, rebuild="html", types=frozenset({bool}))
    app.add_config_value("pdf_timeout", 300, "", types=frozenset({int, float}))
    app.add_config_value("pdf_workers", 0, "", types=frozenset({int}))
    app.add_config_value("pdf_press_theme", "midad-press", "html", types=frozenset({str}))
    # the briefs of a volume, in their order, and its title
    app.add_config_value("pdf_volume_documents", [], "", types=frozenset({list, tuple}))
    app.add_config_value("pdf_volume_title", "", "", types=frozenset({str}))
    app.add_config_value("pdf_volume_theme", "midad-volume", "", types=frozenset({str}))
    for name, value in DEFAULTS.items():  # their types are checked with their values
        app.add_config_value(f"pdf_press_{name}", value, "html", types=Any)

    app.add_post_transform(PrintContents)
    app.add_post_transform(HeadingAnchors)
    app.add_post_transform(TableLines)
    app.add_node(print_footnote, html=(visit_print_footnote, depart_print_footnote))
    app.add_node(outline_label, html=(visit_outline_label, None))
    app.add_post_transform(PrintFootnotes)
    app.add_builder(PdfBuilder)
    app.add_builder(PressBuilder)
    app.add_builder(VolumeBuilder)

    shown = ShownPdfs()
    app.connect("builder-inited", shown.on_builder_inited)
    app.connect("env-updated", shown.on_env_updated)
    app.connect("doctree-resolved", shown.on_doctree_resolved)
    app.connect("html-page-context", shown.on_html_page_context)
    return {"version": "0.1.0", "parallel_read_safe": True, "parallel_write_safe": True}
