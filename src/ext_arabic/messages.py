"""Program messages and page text in the reader's language. Plain Python, for every package.

A message is English in the code; its translation stands in the package's own
``locale/<language>/LC_MESSAGES/<package>.po``, which Babel reads when the first message is asked
for. Nothing is compiled, so nothing compiled can be stale. A message without a translation (or a
package without a catalog) stays English: a missing catalog never breaks a build.
"""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

#: a locale that asks for the untranslated message
_PLAIN = frozenset({"", "c", "posix", "en"})


def console(package: str) -> Callable[[str], str]:
    """Return the translator of *package*'s program messages, for the user's locale.

    The locale is looked up at each message, so one translator can be made at import.
    """

    def translate(message: str) -> str:
        return _translate(package, console_languages(), message)

    return translate


def page(package: str, language: str) -> Callable[[str], str]:
    """Return the translator of *package*'s text on pages in *language* (``ar``, ``ar-IQ``)."""

    def translate(message: str) -> str:
        return _translate(package, (language,), message)

    return translate


def borrowed(package: str, language: str, message: str) -> bool:
    """Return whether `page` has *message* in English although the page is in another language."""
    names = [name.lower() for name in _names(language)]
    return _PLAIN.isdisjoint(names) and not any(
        message in read_catalog(package, name) for name in _names(language)
    )


def language_classes(package: str, language: str, message: str) -> list[str]:
    """Return the class that tells a browser that *message* is in English, where it is borrowed."""
    return ["language-en"] if borrowed(package, language, message) else []


def console_languages() -> tuple[str, ...]:
    """Return the languages that the user's environment asks for, best first.

    As gettext does: ``LC_ALL``, ``LC_MESSAGES`` and ``LANG`` name the locale, the first that is
    set wins; the list in ``LANGUAGE`` is better still, unless the locale is plain C.
    """
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, names), "")
    if locale in {"C", "POSIX"}:
        return ()
    return (*filter(None, os.environ.get("LANGUAGE", "").split(":")), locale)


def console_language() -> str:
    """Return the code of the language that program messages are wanted in: ``ar``, ``en``."""
    first = next(iter(console_languages()), "")
    name = first.partition(".")[0].partition("_")[0].lower()
    return "en" if name in _PLAIN else name


def _translate(package: str, languages: Iterable[str], message: str) -> str:
    """Return *message* in the first of *languages* that has it; English has every message."""
    for language in languages:
        for name in _names(language):
            if name.lower() in _PLAIN:
                return message
            if translation := read_catalog(package, name).get(message):
                return translation
    return message


def _names(locale: str) -> Iterator[str]:
    """Yield the folder names for *locale*: ``ar_IQ.UTF-8`` gives ``ar_IQ``, then ``ar``."""
    name = locale.partition(".")[0].partition("@")[0].replace("-", "_")
    yield name
    if "_" in name:
        yield name.partition("_")[0]


@cache
def read_catalog(package: str, language: str) -> dict[str, str]:
    """Return the finished messages of *package*'s catalog; an empty record where there is none."""
    path = catalog_path(package, language)
    if path is None or not path.is_file():
        return {}
    from babel.messages.pofile import PoFileError, read_po

    try:
        with path.open("rb") as file:
            catalog = read_po(file, abort_invalid=True)
    except (OSError, ValueError, PoFileError):  # a broken catalog is found by the tests
        return {}
    return {
        message.id: message.string
        for message in catalog
        if isinstance(message.id, str)
        and isinstance(message.string, str)
        and message.id
        and message.string
        and not message.fuzzy
    }


def catalog_path(package: str, language: str) -> Path | None:
    """Return where the catalog of *package* in *language* stands, if there is such a package."""
    try:
        spec = find_spec(package)
    except (ImportError, ValueError):
        return None
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(next(iter(spec.submodule_search_locations)))
    return folder / "locale" / language / "LC_MESSAGES" / f"{package}.po"
