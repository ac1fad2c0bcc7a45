"""One brief with everything that a right-to-left line is apt to print wrongly."""

from ext_brief.model import Edition, Site

site = Site(
    base_url="https://briefs.example.org",
    source_language="ar",
    editions=(Edition(language="ar", label="العربية", name="دار المثال", publisher="دار المثال"),),
)

project = "Example House"
language = site.source_language
extensions = ["myst_parser", "ext_arabic", "ext_brief", "ext_citations", "ext_pdf", "brief_theme"]
html_theme = "midad"
html_copy_source = False
html_use_index = False
pdf_theme = "midad-print"
brief_documents = ["briefs/*"]
pdf_documents = ["briefs/*"]
citations_references = []
smartquotes = False
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence"]
nitpicky = True
