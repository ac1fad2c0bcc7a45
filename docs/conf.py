"""The publication: its editions, its extensions and its rules. Sphinx reads this file."""

from ext_brief.model import Edition, Site

site = Site(
    base_url="https://midad.example.org",
    source_language="ar",
    license="CC BY 4.0",
    license_url="https://creativecommons.org/licenses/by/4.0/",
    editions=(
        Edition(
            language="ar",
            label="العربية",
            name="مداد",
            publisher="مداد",
            series="أوراق سياسات",
            tagline="أوراق سياسات بالعربية والإنجليزية",
            digits="latn",
            months="ar",
        ),
        Edition(
            language="en",
            label="English",
            name="Midad",
            publisher="Midad",
            series="Policy Briefs",
            tagline="Policy briefs in Arabic and English",
        ),
    ),
)

project = "Midad"
author = "Midad"
copyright = "Midad"
language = site.source_language  # `midad build` builds every edition in turn

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
html_show_sphinx = False
html_use_index = False  # a brief has no index of terms
html_title = "Midad"
pdf_theme = "midad-print"

gettext_compact = False  # one catalog a page
translations_dir = "../locale"
citations_style = "midad-press"
citations_references = ["references.yaml"]

# raw addresses, quotes and dashes are printed as the author wrote them
smartquotes = False
myst_enable_extensions = ["attrs_block", "colon_fence", "deflist", "fieldlist"]
nitpicky = True
