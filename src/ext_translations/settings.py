"""The texts in ``conf.py``: they have a catalog of their own, ``conf.po``.

Substitutions (``myst_substitutions``) are translated wherever a translation uses them. What an
edition of the site does not say of itself (the series, the line under the name; everything, where
``conf.py`` does not describe the edition) is taken from the catalog, too. Where ``conf.py`` says
it, nobody is asked.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ext_translations.catalog import Catalog, CatalogError, read_catalog
from ext_translations.gate import catalog_path
from ext_translations.pot import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config

#: the name of the catalog
NAME = "conf"
#: texts of an edition, and what they are
_FIELDS = {
    "name": "name of the site",
    "publisher": "name of the publisher",
    "series": "name of the series",
    "tagline": "line under the name of the site",
}


def path_of(source: Path, config: Config) -> Path:
    """Return the catalog in the language being built."""
    return catalog_path(Path(source, config.translations_dir).resolve(), config.language, NAME)


def translations(source: Path, config: Config) -> Catalog:
    """Return the finished messages of the catalog; none in the source language."""
    path = path_of(source, config)
    if config.language == config.site.source_language or not path.exists():
        return {}
    try:
        catalog = read_catalog(path)
    except CatalogError:  # the command that reads all catalogs has named it
        return {}
    return {msgid: message for msgid, message in catalog.items() if message.is_translated}


def substitutions(config: Config) -> dict[str, str]:
    """Return the substitutions that are text, by name."""
    if "substitution" not in config.myst_enable_extensions:
        return {}
    return {
        name: text.strip()
        for name, text in config.myst_substitutions.items()
        if isinstance(text, str) and any(sign.isalpha() for sign in text)
    }


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Complete the edition being built, and remember what translators are to be asked."""
    stated = {edition.language for edition in config.site.editions}
    site = config.site.with_languages(config.site_languages.split())
    wanted = [
        field
        for field in _FIELDS
        if any(
            edition.language not in stated or not getattr(edition, field)
            for edition in site.editions
            if edition.language != site.source_language
        )
    ]
    config.translations_asked = wanted
    found = translations(Path(app.srcdir), config)
    source, edition = site.edition(site.source_language), site.edition(config.language)
    changes = {
        field: found[text].msgstr
        for field in wanted
        if (text := getattr(source, field)) in found
        and (edition.language not in stated or not getattr(edition, field))
    }
    if changes:
        new = edition.model_copy(update=changes)
        editions = tuple(new if one is edition else one for one in site.editions)
        site = site.model_copy(update={"editions": editions})
    config.site = site


def entries(config: Config) -> Iterator[Entry]:
    """Yield what translators are asked: the site's texts, then the substitutions."""
    source = config.site.edition(config.site.source_language)
    for field in config.translations_asked:
        if text := getattr(source, field):
            yield Entry(text, _FIELDS[field], location="conf.py")
    for name, text in substitutions(config).items():
        yield Entry(text, f"substitution {{{{ {name} }}}}", location="conf.py")
