"""Translators' catalogs as files: are they whole, and how they are brought up to date."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ext_translations.catalog import CatalogError, read_catalog

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: header fields that name people, or change when nothing else does
_PRIVATE_FIELD = re.compile(
    r'^"(?:POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Report-Msgid-Bugs-To'
    r"|Generated-By|X-Generator|X-Poedit-[\w-]+): "
    r'(?:[^\n]*(?<!\\n)"\n)*[^\n]*\\n"\n',  # a long field goes on in the next string
    re.MULTILINE,
)
_FIRST_ENTRY = re.compile(r'\A((?:#[^\n]*\n|\s*\n)*)(msgid ""\nmsgstr ""\n(?:"[^\n]*"\n)+)')
_PLACEHOLDER = re.compile(
    r"^#.*(?:FIRST AUTHOR|DESCRIPTIVE TITLE|ORGANIZATION|, fuzzy).*\n", re.MULTILINE
)


def catalogs_below(locale: Path, languages: Sequence[str]) -> Iterator[Path]:
    """Yield every catalog of *languages*."""
    for language in languages:
        yield from sorted((locale / language).rglob("*.po"))


def broken(locale: Path, languages: Sequence[str]) -> list[CatalogError]:
    """Return what is wrong with the catalogs, one error a file."""
    errors = []
    for path in catalogs_below(locale, languages):
        try:
            read_catalog(path)
        except CatalogError as error:
            errors.append(error)
    return errors


def tidy(text: str) -> str:
    """Return a catalog's *text* without personal data and without dates in its header."""
    found = _FIRST_ENTRY.match(text)
    if not found:
        return text
    comment = _PLACEHOLDER.sub("", found[1])
    header = _PRIVATE_FIELD.sub("", found[2])
    return comment + header + text[found.end() :]


@dataclass
class Update:
    """What an update came to: paths below the folder of catalogs."""

    created: list[Path] = field(default_factory=list)
    changed: list[Path] = field(default_factory=list)
    same: list[Path] = field(default_factory=list)


def update(locale: Path, templates: Path, languages: Sequence[str]) -> Update:
    """Bring the catalogs of *languages* up to date with *templates* (``.pot`` files).

    The work is done on a copy; a catalog is replaced by renaming, and only if its text changed.
    The caller has made sure that every catalog can be read: sphinx-intl 2.4 passes over one that
    is broken as "Not Changed" (sphinx-doc/sphinx-intl#119).
    """
    from sphinx_intl import basic

    result = Update()
    locale.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=locale.parent, prefix=".locale-") as name:
        copy = Path(name)
        for path in catalogs_below(locale, languages):
            (copy / path.relative_to(locale)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, copy / path.relative_to(locale))
        with contextlib.redirect_stdout(io.StringIO()):
            # no wrapping: with it, one changed word would change every line after it
            basic.update(str(copy), str(templates), tuple(languages), line_width=0, jobs=1)
        for path in sorted(copy.rglob("*.po")):
            target = locale / path.relative_to(copy)
            text = tidy(path.read_text(encoding="utf-8"))
            before = target.read_text(encoding="utf-8") if target.exists() else None
            if text == before:
                result.same.append(target)
                continue
            (result.created if before is None else result.changed).append(target)
            path.write_text(text, encoding="utf-8")
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
    return result
