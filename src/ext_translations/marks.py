"""How each message of a page stands in its catalog, for those who translate and review.

In a preview (``translations_preview``) every message is numbered before the translation is put in
place, and learns its state; the web pages then show which blocks still want work, and the
parallel edition (`parallel`) puts the two languages side by side by these numbers.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from docutils import nodes
from sphinx.transforms import SphinxTransform

from ext_translations.catalog import CatalogError, read_catalog
from ext_translations.checks.model import Context, Pair, Severity
from ext_translations.checks.run import check_pair, read_pairs
from ext_translations.extraction import messages_of
from ext_translations.transform import path_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

State = Literal["translated", "missing", "fuzzy", "failing", "unreadable"]


@dataclass(frozen=True)
class Mark:
    """One message of a page, as its catalog has it."""

    #: the message's place among the messages of the document, the same in every language
    number: int
    msgid: str
    state: State = "translated"
    #: the catalog, as a person in the project's folder names it; empty in the source language
    file: str = ""
    #: line of the msgid in the catalog, from 1; 0 where the catalog does not have it
    line: int = 0
    #: the translation, as it stands in the catalog
    msgstr: str = ""
    #: what the checks found
    errors: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Return file and line, as editors and terminals know them."""
        return f"{self.file}:{self.line}" if self.line else self.file


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Let a preview show every page: the policy is ``mark`` for all editions."""
    if not config.translations_preview:
        return
    editions = [e.model_copy(update={"untranslated": "mark"}) for e in config.site.editions]
    config.site = config.site.model_copy(update={"editions": tuple(editions)})


def on_builder_inited(app: Sphinx) -> None:
    """Let a preview number the messages."""
    if app.config.translations_preview:
        app.add_transform(MarkMessages)


class MarkMessages(SphinxTransform):
    """Write a `Mark` on the node of each message."""

    default_priority = 18  # before the translations stand in their place (19)

    def apply(self, **kwargs: Any) -> None:
        """Mark the messages of the document."""
        is_source = self.config.language == self.config.site.source_language
        catalog = None if is_source else Judge(self.env, self.env.docname)
        for number, (node, msgid) in enumerate([*messages_of(self.document)]):
            mark = catalog.judge(number, msgid) if catalog else Mark(number, msgid)
            node["marks"] = [*node.get("marks", []), mark]


class Judge:
    """One catalog, and what the checks say of it."""

    def __init__(self, env: BuildEnvironment, docname: str) -> None:
        """Read the catalog of a document; one that cannot be read says nothing of its messages."""
        path = path_of(env, docname)
        self.file = os.path.relpath(path, Path(env.srcdir).parent)
        self.pairs: dict[str, Pair] | None = {}
        context_of = env.config.translations_context
        self.context = context_of(path) if context_of else Context(env.config.language)
        if not path.exists():
            return
        try:
            read_catalog(path)
            self.pairs = {pair.msgid: pair for pair in read_pairs(path)}
        except CatalogError:  # reported where the translations are put in place
            self.pairs = None

    def judge(self, number: int, msgid: str) -> Mark:
        """Return how one message stands."""
        if self.pairs is None:
            return Mark(number, msgid, "unreadable", self.file)
        pair = self.pairs.get(msgid)
        if pair is None:
            return Mark(number, msgid, "missing", self.file)
        state: State = "translated"
        errors: tuple[str, ...] = ()
        if not pair.msgstr.strip():
            state = "missing"
        elif pair.fuzzy:
            state = "fuzzy"
        elif errors := tuple(self._errors(pair)):
            state = "failing"
        return Mark(number, msgid, state, self.file, pair.line, pair.msgstr, errors)

    def _errors(self, pair: Pair) -> Iterator[str]:
        for check, message in check_pair(pair, self.context):
            if check.severity is Severity.ERROR:
                yield f"{message} [{check.name}]"


def marks_of(document: nodes.Element) -> list[tuple[nodes.Element, Mark]]:
    """Return the messages of a document with the nodes that show them."""
    found: list[tuple[nodes.Element, Mark]] = []
    for node in document.findall(nodes.Element):
        marks: list[Mark] = node.get("marks", [])
        found += [(node, mark) for mark in marks]
    return found
