"""References in the formats of other programs: read, and written for readers. Plain Python.

`bibtex` reads BibTeX and BibLaTeX, `multi` the forms in other scripts that Zotero and Juris-M keep,
`export` writes BibTeX, RIS, CSL-JSON and COinS.
"""
