"""Whether a PDF can be printed: each condition of a print shop, one by one. Plain Python.

`document` opens a file, of whatever origin; `scan` reads what is painted on its pages; a condition
is a small generator (`registry.condition`) in `pages`, `standard` or `painted`. `run.examine` asks
them all; ``midad preflight`` prints the answers, and the ``press`` builder asks of its own files.
"""
