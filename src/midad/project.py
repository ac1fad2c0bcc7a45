"""Where a publication's files are, and which editions it has; every command makes one."""

from __future__ import annotations

import fcntl
import os
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ext_brief.model import Edition, Site, name_of
from midad.console import MidadError, __

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True)
class Project:
    """A publication: its sources, its catalogs, and where it is built."""

    #: the folder of ``conf.py``
    source: Path
    #: the folder of the translators' catalogs, ``<language>/LC_MESSAGES`` below it
    locale: Path
    #: where everything is built (``_build``)
    out: Path
    site: Site
    #: patterns of the documents that are briefs
    briefs: tuple[str, ...]
    #: whether drafts are shown, too
    drafts: bool = False
    #: the files of references, by their names in the source folder
    references: tuple[str, ...] = ("references.yaml",)
    #: the style of citations: one of ours by name, or a file
    style: str = "midad-press"
    #: what departs from the house's practice of citing
    practice: Mapping[str, Any] = field(default_factory=dict)
    #: languages with catalogs that ``conf.py`` describes no edition of
    added: tuple[str, ...] = ()

    @property
    def templates(self) -> Path:
        """Where the extraction writes its ``.pot`` files."""
        return self.out / "gettext"

    @property
    def published(self) -> Path:
        """The finished site."""
        return self.out / "site"

    @property
    def languages(self) -> list[str]:
        """The languages of all editions, the source language first."""
        found = [edition.language for edition in self.site.editions]
        return sorted(found, key=lambda name: name != self.site.source_language)

    @property
    def translations(self) -> list[str]:
        """The languages that the briefs are translated into."""
        return [name for name in self.languages if name != self.site.source_language]

    def with_languages(self, wanted: Sequence[str], *, begin: bool = False) -> Project:
        """Return the project with a plain edition in each language *wanted* that has catalogs.

        With *begin*, a language needs no catalogs yet.
        """
        added = [
            name
            for name in wanted
            if name not in self.languages
            and name_of(name)
            and (begin or (self.locale / name).is_dir())
        ]
        return replace(self, site=self.site.with_languages(added), added=(*self.added, *added))

    def choose(self, wanted: Sequence[str], among: Sequence[str]) -> list[str]:
        """Return the languages *wanted*, all of *among* by default.

        The source language may be among those wanted (``LANGUAGES="ar en fr"``) of translations.
        """
        for name in wanted:
            if name not in (*among, self.site.source_language):
                known = __(", ").join(among)
                text = __("There is no edition in “%(name)s”; there is: %(known)s")
                text %= {"name": name, "known": known}
                if name_of(name):
                    text += __(". This begins one: midad update --language %s") % name
                raise MidadError(text)
        return [name for name in among if not wanted or name in wanted]

    @contextmanager
    def building(self) -> Iterator[None]:
        """Hold the build folder: it must be writable, and one build may use it at a time."""
        try:
            self.out.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self.out):
                pass
            lock = os.open(self.out / ".lock", os.O_CREAT | os.O_RDWR, 0o644)
        except OSError as error:
            text = __("Cannot write in %(folder)s: %(reason)s")
            reason = error.strerror or str(error)
            raise MidadError(text % {"folder": self.out, "reason": reason}) from error
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(lock)
            raise MidadError(__("Another build is running in %s") % self.out) from None
        try:
            yield
        finally:
            os.close(lock)


def open_project(source: Path, out: Path) -> Project:
    """Read ``conf.py`` and return the project; a `MidadError` says what is wrong with it."""
    from sphinx.config import Config
    from sphinx.errors import ConfigError
    from sphinx.util.tags import Tags

    source = source.resolve()
    if not (source / "conf.py").is_file():
        raise MidadError(__("There is no conf.py in %s: it is not a publication") % source)
    try:
        config = Config.read(source, overrides={}, tags=Tags())
    except ConfigError as error:
        text = __("%(file)s cannot be read: %(reason)s")
        raise MidadError(text % {"file": source / "conf.py", "reason": error}) from error
    for name, default in (
        ("site", Site()),
        ("translations_dir", "../locale"),
        ("brief_documents", ["briefs/*/*"]),
        ("brief_drafts", False),
        ("citations_references", ["references.yaml"]),
        ("citations_style", "midad-press"),
        ("citations_practice", {}),
    ):
        config.add(name, default, "", frozenset())
    site: Site = config.site
    if not site.editions:
        language = config.language or site.source_language
        site = site.model_copy(
            update={
                "source_language": language,
                "editions": (
                    Edition(language=language, label=language, name="Midad", publisher="Midad"),
                ),
            }
        )
    return Project(
        source=source,
        locale=(source / config.translations_dir).resolve(),
        out=out.resolve(),
        site=site,
        briefs=tuple(config.brief_documents),
        drafts=bool(config.brief_drafts),
        references=tuple(config.citations_references),
        style=config.citations_style,
        practice=config.citations_practice,
    )
