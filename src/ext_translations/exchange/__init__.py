"""Translations to and from other translators' tools: XLIFF and TMX. Plain Python.

A catalog becomes units (`units`), whose text is parted into words and codes (`codes`); `xliff` and
`tmx` write them, `reading` reads XLIFF back, `arrivals` holds what came against the catalog,
and `edits` puts it there.
"""
