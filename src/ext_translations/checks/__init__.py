"""What a translation from Arabic must not lose, and must not bring. Plain Python.

A check is a small generator (`registry.check`) over one message and its translation (`model.Pair`).
`run.check_files` reads catalogs and yields findings; `midad check` prints them.
"""
