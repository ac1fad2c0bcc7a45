"""Whether a PDF is fit for what it is for: each condition, one by one. Plain Python.

`document` opens a file, of whatever origin; `scan` reads what is painted on its pages, `operators`
what one stream of them does (`facts`, with `colours` and `lettering`), `tree` its structure,
`marked` what the pages say of their content, `cmap` what letters stand for. A condition is a small
generator (`registry.condition`): those of a print shop are in `pages`, `standard` and `painted`,
those of screen readers and archives in `access` (which names what is not asked), `structured`,
`language`, `links`, `letters` and `archive`. `run.examine` asks them all; ``midad preflight``
prints the answers, and the ``press`` builder asks of its own files.
"""
