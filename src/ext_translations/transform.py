"""Put the translations of a document in place of its messages.

In Sphinx's own transform (``sphinx.transforms.i18n.Locale``, 9.0) a translation that begins like a
list, a heading or a quote is dropped without a word, a second paragraph is cut off, ``[text][ref]``
is printed as it stands, every message is parsed twice, and each parse leaves a document behind in
the doctree. It stands aside here: ``locale_dirs`` names no catalog of the briefs.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.domains.std import make_glossary_term
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.nodes import LITERAL_TYPE_NODES, traverse_parent

from ext_arabic import messages
from ext_brief.inline import parser_of
from ext_translations import settings
from ext_translations.catalog import Catalog, CatalogError, Message, read_catalog
from ext_translations.checks.markup import TOKEN
from ext_translations.extraction import messages_of
from ext_translations.gate import catalog_path
from ext_translations.references import carried

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_SUBSTITUTION = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
#: what Jinja might run in the value of a substitution, closed or not
_EXPRESSION = re.compile(r"\{\{.*?(?:\}\}|\Z)|\{%.*?(?:%\}|\Z)", re.DOTALL)
logger = logging.getLogger(__name__)
__ = messages.console("ext_translations")


def path_of(env: BuildEnvironment, docname: str) -> Path:
    """Return the catalog of a document in the language being built."""
    locale = Path(env.srcdir, env.config.translations_dir).resolve()
    return catalog_path(locale, env.config.language, docname)


def on_builder_inited(app: Sphinx) -> None:
    """Translate in every edition but the one that briefs are written in."""
    is_source = app.config.language == app.config.site.source_language
    if not is_source and app.builder.name != "gettext":
        app.add_transform(Translate)


def on_env_get_outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> Iterable[str]:
    """Read again what has a catalog now and had none when it was read."""
    if app.config.language == app.config.site.source_language:
        return []
    return [
        docname
        for docname in env.found_docs
        if (path := path_of(env, docname)).exists()
        and path not in env.dependencies.get(docname, ())
    ]


class Translate(SphinxTransform):
    """Replace each message by its translation."""

    default_priority = 19  # before Sphinx's Locale (20), after the title block (5)

    def apply(self, **kwargs: Any) -> None:
        """Translate the document, and mark what stays in the source language."""
        docname = self.env.docname
        self.source_language: str = self.config.site.source_language
        self.path = path_of(self.env, docname)
        catalog = self._catalog()
        # the gate lets no such brief pass; this is for a build that was given no templates
        policy = self.config.site.edition(self.config.language).untranslated
        is_gated = any(fnmatchcase(docname, name) for name in self.config.brief_documents)
        self.must_be_whole = is_gated and policy != "mark" and catalog is not None
        self.parser = parser_of(self.document, self.env)
        own = self._substitutions()
        for node, msgid in [*messages_of(self.document)]:
            message = own.get(msgid) or (catalog or {}).get(msgid)
            if message is not None and message.is_translated:
                self._translate(node, message)
            else:
                self._keep(node)
                self._miss(node, msgid)

    def _substitutions(self) -> Catalog:
        """Let translations use the translated values of substitutions; return their messages."""
        values = settings.substitutions(self.config)
        if not values:
            return {}
        source = Path(self.env.srcdir)
        path = settings.path_of(source, self.config)
        self.env.note_dependency(str(path))
        found = settings.translations(source, self.config)
        found = {
            text: found[text]
            for text in values.values()
            if text in found and not _runs(found[text], path)
        }
        self.parser.substitute(
            {name: found[text].msgstr for name, text in values.items() if text in found}
        )
        return found

    def _catalog(self) -> Catalog | None:
        """Return the catalog, an empty one where there is none, None where it is broken."""
        if not self.path.exists():
            return {}
        self.env.note_dependency(str(self.path))
        try:
            return read_catalog(self.path)
        except CatalogError as error:
            self._warn(error.message, error.line, "catalog")
            return None

    def _warn(self, message: str, line: int, subtype: str) -> None:
        logger.warning(
            "%s", message, location=f"{self.path}:{line}", type="translation", subtype=subtype
        )

    def _miss(self, node: nodes.Element, msgid: str) -> None:
        """Warn of a message without a translation, where a reader must not meet one."""
        if self.must_be_whole:
            place = f"{self.document['source']}:{_line(node)}"
            text = __("this message is not translated: %s") % msgid
            logger.warning("%s", text, location=place, type="translation", subtype="missing")

    def _keep(self, node: nodes.Element) -> None:
        """Leave a message in the source language, and say so to browsers and screen readers."""
        node["translated"] = False
        mark = f"language-{self.source_language}"
        if isinstance(node, nodes.TextElement) and mark not in node["classes"]:
            node["classes"].append(mark)

    def _translate(self, node: nodes.Element, message: Message) -> None:
        """Put one translation in place."""
        node["translated"] = True
        if isinstance(node, addnodes.translatable):
            node.apply_translated_message(message.msgid, message.msgstr)
        elif isinstance(node, nodes.meta):
            node["content"] = message.msgstr
        elif isinstance(node, nodes.image):
            if node.get("alt") == message.msgid:
                node["alt"] = message.msgstr
        elif isinstance(node, LITERAL_TYPE_NODES):
            end = node.astext()[len(node.astext().rstrip("\n")) :]
            # to be coloured, a block has to read as its source does
            node.rawsource = message.msgstr.rstrip("\n") + end
            node[:] = [nodes.Text(node.rawsource)]
        else:
            self._translate_text(node, message)

    def _translate_text(self, node: nodes.Element, message: Message) -> None:
        if self._evaluates(message):
            self._keep(node)
            return
        line, counter = _line(node), self.document.id_counter.copy()
        formulas = "$" not in message.msgstr or any(node.findall(nodes.math))
        parts = [
            self.parser.parse(part, line, formulas=formulas)
            for part in _paragraphs(_with_label(message))
        ]
        old = [child for child in node.children if not isinstance(child, addnodes.index)]
        if not self._is_consistent(old, [n for part in parts for n in part], message):
            self._keep(node)
            return
        self._keep_ids(node, parts)
        self.document.id_counter = counter
        first, *others = parts
        if isinstance(node, nodes.paragraph):
            self._add_paragraphs(node, others)
        else:
            first += [n for part in others for n in (nodes.Text(" "), *part)]
        if isinstance(node, nodes.term) and node["ids"]:
            first = self._term(node, old, first)
        node[:] = first

    def _evaluates(self, message: Message) -> bool:
        """Refuse what MyST would evaluate and its source does not have: it runs as a program."""
        if "substitution" not in self.config.myst_enable_extensions:
            return False
        brought = {*_SUBSTITUTION.findall(message.msgstr)} - {*_SUBSTITUTION.findall(message.msgid)}
        if brought:
            text = __("the translation brings what its source does not have: %s")
            names = ", ".join(f"{{{{{name}}}}}" for name in sorted(brought))
            self._warn(text % names, message.line, "inconsistent")
        return bool(brought)

    def _keep_ids(self, node: nodes.Element, parts: Sequence[Sequence[nodes.Node]]) -> None:
        """Give the marks of notes the ids of the source: both editions have the same addresses."""
        old: dict[str, list[list[str]]] = {}
        for mark in node.findall(nodes.footnote_reference):
            old.setdefault(mark.get("refname", ""), []).append(mark["ids"])
        for part in parts:
            for mark in (m for n in part for m in n.findall(nodes.footnote_reference)):
                if known := old.get(mark.get("refname", "")):
                    for name in mark["ids"]:
                        self.document.ids.pop(name, None)
                    mark["ids"] = known.pop(0)
                    self.document.ids.update(dict.fromkeys(mark["ids"], mark))

    def _term(
        self, node: nodes.term, old: Sequence[nodes.Node], new: list[nodes.Node]
    ) -> list[nodes.Node]:
        """Make a term known by its translation too, with an entry in the index."""
        if [n.astext() for n in old] == [n.astext() for n in new]:
            return node.children  # it is known already
        place = (self.document["source"], _line(node), node["ids"][0], self.document)
        return list(make_glossary_term(self.env, new, None, *place).children)

    def _add_paragraphs(self, node: nodes.paragraph, others: list[list[nodes.Node]]) -> None:
        """Add the further paragraphs of a translation after its first."""
        after = node.parent.index(node) + 1
        for offset, part in enumerate(others):
            more = nodes.paragraph("", "", *part, classes=[*node["classes"]], translatable=False)
            more.source, more.line = node.source, node.line
            node.parent.insert(after + offset, more)

    def _is_consistent(
        self, old: Sequence[nodes.Node], new: Sequence[nodes.Node], message: Message
    ) -> bool:
        """Warn of references that the translation lost; refuse those that it brings along."""
        before, after = carried(old), carried(new)
        lost, brought = before - after, after - before
        if lost:
            names = ", ".join(sorted(lost))
            self._warn(__("the translation has lost: %s") % names, message.line, "inconsistent")
        if brought:
            names = ", ".join(sorted(brought))
            text = __("the translation brings what its source does not have: %s")
            self._warn(text % names, message.line, "inconsistent")
        return not brought


def _runs(message: Message, path: Path) -> bool:
    """Refuse a value with a program that its source does not have: MyST would run it."""
    brought = {*_EXPRESSION.findall(message.msgstr)} - {*_EXPRESSION.findall(message.msgid)}
    if brought:
        text = __("the translation brings what its source does not have: %s")
        text %= ", ".join(sorted(brought))
        place = f"{path}:{message.line}"
        # once: every document that is read asks for the values
        logger.warning(
            "%s", text, location=place, type="translation", subtype="inconsistent", once=True
        )
    return bool(brought)


def _with_label(message: Message) -> str:
    """Return a translation; a link ``[text][]`` in it gets the label that its source has.

    There the text is the label, and a translated text is none. Several such links are left alone,
    since they may stand in another order.
    """
    links, translated = ([*_links_by_text(text)] for text in (message.msgid, message.msgstr))
    if len(links) != 1 or len(translated) != 1:
        return message.msgstr
    end = translated[0].end() - 1
    return f"{message.msgstr[:end]}{links[0]['text']}{message.msgstr[end:]}"


def _links_by_text(text: str) -> Iterator[re.Match[str]]:
    """Yield the links ``[text][]`` of a message; in code there are none."""
    if "][]" in text:
        yield from (token for token in TOKEN.finditer(text) if token["label"] == "")


def _paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a translation; never none."""
    return [part for part in re.split(r"\n[ \t]*\n", text) if part.strip()] or [text]


def _line(node: nodes.Element) -> int:
    """Return the line of a message: its own, or that of the block around it."""
    return next((parent.line for parent in traverse_parent(node) if parent.line), 1)
