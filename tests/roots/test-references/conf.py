"""One brief that cites thirty invented sources of every kind, for the house styles."""

from ext_brief.model import Edition, Site

site = Site(
    base_url="https://briefs.example.org",
    source_language="ar",
    editions=(
        Edition(language="ar", label="العربية", name="دار المثال", publisher="دار المثال"),
        Edition(language="en", label="English", name="Example House", publisher="Example House"),
    ),
)

project = "Example House"
language = site.source_language
extensions = [
    "myst_parser",
    "ext_arabic",
    "ext_brief",
    "ext_citations",
    "ext_translations",
    "ext_pdf",
    "brief_theme",
]
html_theme = "midad"
html_baseurl = site.base_url
html_copy_source = False
html_use_index = False
pdf_theme = "midad-print"
gettext_compact = False
translations_dir = "locale"
brief_documents = ["briefs/*"]
pdf_documents = ["briefs/*"]
citations_style = "midad-press"
citations_report_uncited = True
smartquotes = False
myst_enable_extensions = ["attrs_block", "colon_fence"]
nitpicky = True
