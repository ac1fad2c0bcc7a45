"""The words on pages: the themes' own, then Sphinx's, and what Sphinx's catalogs leave out."""

from __future__ import annotations

from gettext import NullTranslations
from typing import TYPE_CHECKING
from weakref import WeakSet

from sphinx import locale

from ext_arabic import messages

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx


class MissingWords(NullTranslations):
    """Answer where Sphinx's catalog has nothing: in Arabic, 765 of 869 messages (9.0)."""

    #: the language of the build
    language = "en"

    def gettext(self, message: str) -> str:
        """Return our translation of *message*."""
        return messages.page("brief_theme", self.language)(message)


#: one for the process, as Sphinx's translators are; and those that know it
_missing = MissingWords()
_filled: WeakSet[NullTranslations] = WeakSet()


def on_builder_inited(app: Sphinx) -> None:
    """Let Sphinx's page words fall back on ours."""
    _missing.language = app.config.language
    translator = locale.get_translator()
    if translator not in _filled:
        translator.add_fallback(_missing)
        _filled.add(translator)


def words(language: str) -> Callable[[str], str]:
    """Return the translator of the templates' words: ours first, then Sphinx's.

    Sphinx's stands behind because templates of `basic` (the general index) may be used too.
    """
    own = messages.page("brief_theme", language)
    if language.partition("-")[0] == "en":
        return own

    def translate(message: str) -> str:
        translated = own(message)
        return translated if translated != message else locale.get_translation("sphinx")(message)

    return translate
