"""The ``gettext`` builder: what each document says, as a template for translators.

Messages are noted where translations are put in place (priority 19), before anything generated
enters the document; so nothing is written document by document, and no reference is resolved.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.gettext import MessageCatalogBuilder
from sphinx.transforms import SphinxTransform

from ext_translations import pot, settings
from ext_translations.domain import TranslationDomain
from ext_translations.extraction import heading_of, messages_of
from ext_translations.kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def on_builder_inited(app: Sphinx) -> None:
    """Extract in the extraction alone."""
    if isinstance(app.builder, TemplateBuilder):
        app.add_transform(NoteMessages)


def domain_of(env: BuildEnvironment) -> TranslationDomain:
    """Return the domain that keeps the messages."""
    domain = env.get_domain("translation")
    assert isinstance(domain, TranslationDomain)
    return domain


class NoteMessages(SphinxTransform):
    """Note the messages of a document, in its order."""

    default_priority = 19  # where `transform.Translate` looks for them

    def apply(self, **kwargs: Any) -> None:
        """Note what is human, with its kind and its heading; substitutions have their catalog."""
        elsewhere = {*settings.substitutions(self.config).values()}
        domain_of(self.env).messages[self.env.docname] = [
            pot.Entry(msgid, kind_of(node, msgid), heading_of(node), self._file(node.source))
            for node, msgid in messages_of(self.document)
            if msgid not in elsewhere
        ]

    def _file(self, source: str | None) -> str:
        """Return the file of a message below the source folder; that of its document by default."""
        path = Path((source or "").partition(":<")[0])
        if path.is_absolute() and path.is_relative_to(self.env.srcdir):
            return path.relative_to(self.env.srcdir).as_posix()
        return Path(self.env.doc2path(self.env.docname, base=False)).as_posix()


class TemplateBuilder(MessageCatalogBuilder):
    """Write one template a document, where it changed."""

    def write_documents(self, docnames: Set[str]) -> None:
        """Do nothing: everything was noted when the documents were read."""

    def finish(self) -> None:
        """Write the templates of all documents, those that changed."""
        for docname, found in sorted(domain_of(self.env).messages.items()):
            self._write(docname, found)
        self._write(settings.NAME, [*settings.entries(self.config)])

    def _write(self, name: str, found: Sequence[pot.Entry]) -> None:
        """Write one template; none where ``conf.py`` has nothing for translators."""
        path = Path(self.outdir, f"{name}.pot")
        if not found and name == settings.NAME:
            path.unlink(missing_ok=True)
            return
        folder = os.path.relpath(self.srcdir, self.outdir).replace(os.sep, "/")
        entries = (replace(one, location=f"{folder}/{one.location}") for one in found)
        write(path, pot.render(self.config.project, entries))


def write(path: Path, text: str) -> None:
    """Write a file by renaming, if its text changed."""
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(path.name + ".new")
    new.write_text(text, encoding="utf-8")
    new.replace(path)
