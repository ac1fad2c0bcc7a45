"""Put the translations of a document in place of its messages.

In Sphinx's own transform (``sphinx.transforms.i18n.Locale``, 9.0) a translation that begins like a list,
a heading or a quote is dropped without a word, a second paragraph is cut off, ``[text][ref]`` is
printed as it stands, every message is parsed twice, and each parse leaves a document behind in the
doctree. It stands aside here: ``locale_dirs`` names no catalog of the briefs.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.domains.std import make_glossary_term
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.nodes import LITERAL_TYPE_NODES, extract_messages

from ext_arabic import messages
from ext_brief.inline import InlineParser
from ext_translations.catalog import Catalog, CatalogError, Message, read_catalog
from ext_translations.gate import catalog_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)
__ = messages.console("ext_translations")


def path_of(app: Sphinx, docname: str) -> Path:
    """Return the catalog of a document in the language being built."""
    locale = Path(app.srcdir, app.config.translations_dir)
    return catalog_path(locale, app.config.language, docname)


def on_env_get_outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> Iterable[str]:
    """Read again what has a catalog now and had none when it was read."""
    if app.config.language == app.config.site.source_language:
        return []
    return [
        docname
        for docname in env.found_docs
        if (path := path_of(app, docname)).exists()
        and str(path) not in env.dependencies.get(docname, ())
    ]


class Translate(SphinxTransform):
    """Replace each message by its translation."""

    default_priority = 19  # before Sphinx's Locale (20), after the title block (5)

    def apply(self, **kwargs: Any) -> None:
        """Translate the document, and mark what stays in the source language."""
        self.source_language: str = self.config.site.source_language
        if self.config.language == self.source_language or self.env._builder_cls.name == "gettext":
            return
        self.path = path_of(self.env._app, self.env.docname)
        catalog = self._catalog()
        source = Path(self.env.doc2path(self.env.docname)).read_text(encoding="utf-8-sig")
        self.parser = InlineParser(self.document, self.env, source)
        for node, msgid in [*extract_messages(self.document)]:
            message = catalog.get(msgid)
            if message is None or not message.is_translated:
                self._keep(node)
            else:
                node["translated"] = self._translate(node, message)
        self._settle_footnotes()

    def _catalog(self) -> Catalog:
        if not self.path.exists():
            return {}
        self.env.note_dependency(str(self.path))
        try:
            return read_catalog(self.path)
        except CatalogError as error:
            self._warn(error.message, error.line, "catalog")
            return {}

    def _warn(self, message: str, line: int, subtype: str) -> None:
        logger.warning(
            "%s", message, location=f"{self.path}:{line}", type="translation", subtype=subtype
        )

    def _keep(self, node: nodes.Element) -> None:
        """Leave a message in the source language, and say so to browsers and screen readers."""
        node["translated"] = False
        mark = f"language-{self.source_language}"
        if isinstance(node, nodes.TextElement) and mark not in node["classes"]:
            node["classes"].append(mark)

    def _translate(self, node: nodes.Element, message: Message) -> bool:
        """Put one translation in place; return whether that was possible."""
        if isinstance(node, addnodes.translatable):
            node.apply_translated_message(message.msgid, message.msgstr)
        elif isinstance(node, nodes.meta):
            node["content"] = message.msgstr
        elif isinstance(node, nodes.image):
            node["alt"] = message.msgstr
        elif isinstance(node, LITERAL_TYPE_NODES):
            node.rawsource = message.msgstr
            node.children = []
            node += nodes.Text(message.msgstr)
        else:
            return self._translate_text(node, message)
        return True

    def _translate_text(self, node: nodes.Element, message: Message) -> bool:
        line = node.line or 1
        found = self.parser.parse(message.msgstr, line)
        if not self._is_consistent(node.children, found, message):
            self._keep(node)
            self._forget(found)
            return False
        self._forget(node.children)
        if isinstance(node, nodes.term) and node["ids"]:
            term = make_glossary_term(
                self.env, found, "", self.document["source"], line, node["ids"][0], self.document
            )
            found = list(term.children)
        node.children = []
        node.extend(found)
        return True

    def _is_consistent(
        self, old: Sequence[nodes.Node], new: Sequence[nodes.Node], message: Message
    ) -> bool:
        """Warn of references that the translation lost; refuse those that it brings along."""
        before, after = Counter(_targets(old)), Counter(_targets(new))
        lost, brought = before - after, after - before
        if lost:
            names = ", ".join(sorted(lost))
            self._warn(__("the translation has lost: %s") % names, message.line, "inconsistent")
        if brought:
            names = ", ".join(sorted(brought))
            text = __("the translation brings what its source does not have: %s")
            self._warn(text % names, message.line, "inconsistent")
        return not brought

    def _forget(self, dropped: Sequence[nodes.Node]) -> None:
        """Strike the footnote marks of text that is not used from the document's lists."""
        gone = {
            id(ref)
            for node in dropped
            if isinstance(node, nodes.Element)
            for ref in node.findall(nodes.footnote_reference)
        }
        if not gone:
            return
        document = self.document
        for refs in (document.autofootnote_refs, *document.footnote_refs.values()):
            refs[:] = [ref for ref in refs if id(ref) not in gone]

    def _settle_footnotes(self) -> None:
        """Number notes in the order in which this language mentions them."""
        order = {
            id(ref): i for i, ref in enumerate(self.document.findall(nodes.footnote_reference))
        }
        for refs in (self.document.autofootnote_refs, *self.document.footnote_refs.values()):
            refs.sort(key=lambda ref: order.get(id(ref), len(order)))


def _targets(children: Sequence[nodes.Node]) -> Iterable[str]:
    """Yield what a message refers to, as its author wrote it."""
    for child in children:
        if not isinstance(child, nodes.Element):
            continue
        for node in child.findall():
            if isinstance(node, addnodes.pending_xref):
                # the text of a term is translated, and its target with it
                if (node.get("refdomain"), node.get("reftype")) != ("std", "term"):
                    target = node.get("reftarget", "")
                    keys = target.split(",") if node.get("refdomain") == "cite" else [target]
                    yield from keys
            elif isinstance(node, nodes.reference) and node.get("refuri"):
                yield str(node["refuri"])
            elif isinstance(node, nodes.footnote_reference):
                yield f"[^{node.get('refname', '')}]"
            elif isinstance(node, nodes.raw | nodes.image):
                yield node.rawsource or node.astext() or str(node.get("uri", ""))
