"""What each brief cites, and how that prints: the only place that writes citation state.

A role runs once for the source text and again for every translation, so roles write nothing.
When a document has been read and translated, `CitationDomain.process_doc` collects what it cites.
Numbers, repeats and year suffixes belong to one brief: nothing here crosses documents.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple, dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.domains import Domain
from sphinx.util import logging

from ext_arabic import messages
from ext_citations import syntax
from ext_citations.csl import Citation, Cite, CslError, Options, Processor, Style
from ext_citations.library import Library, read_library
from ext_citations.rendering import citation_id, citation_node
from ext_citations.roles import CiteRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from ext_citations.csl import Result

logger = logging.getLogger(__name__)
__ = messages.console("ext_citations")

STYLES = Path(__file__).parent / "styles"


@dataclass(frozen=True)
class CitationRecord:
    """One citation in the text of a document."""

    sources: tuple[syntax.Source, ...]
    #: line of the paragraph around it, from 1
    line: int


class CitationDomain(Domain):
    """Collect citations by document, and format them with the style and the references."""

    name = "cite"
    label = "Citations"
    data_version = 1
    roles = {"p": CiteRole()}  # noqa: RUF012 - Sphinx's own form
    initial_data: ClassVar[dict[str, Any]] = {"citations": {}, "lists": set(), "digests": {}}

    def __init__(self, env: BuildEnvironment) -> None:
        """Begin with nothing formatted."""
        super().__init__(env)
        self._formatted: dict[str, Result] = {}

    @property
    def citations(self) -> dict[str, tuple[CitationRecord, ...]]:
        """Return the citations of each document, in their order."""
        found: dict[str, tuple[CitationRecord, ...]] = self.data.setdefault("citations", {})
        return found

    @property
    def lists(self) -> set[str]:
        """Return the documents that print a list of references."""
        found: set[str] = self.data.setdefault("lists", set())
        return found

    @cached_property
    def library(self) -> Library:
        """Return the references, read once a build; they are never pickled."""
        config = self.env.config
        return read_library([Path(self.env.srcdir, name) for name in config.citations_references])

    @cached_property
    def style_path(self) -> Path:
        """Return the file of the style: one of ours by name, or the project's own."""
        name = self.env.config.citations_style
        own = Path(self.env.srcdir, name)
        return own if own.suffix == ".csl" and own.exists() else STYLES / f"{name}.csl"

    @cached_property
    def style(self) -> Style:
        """Return the style; raise `CslError`."""
        return Style.read(self.style_path)

    def clear_doc(self, docname: str) -> None:
        """Forget a document."""
        self.citations.pop(docname, None)
        self.lists.discard(docname)
        self._formatted.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take what a parallel reader collected."""
        for docname in docnames:
            if docname in otherdata["citations"]:
                self.citations[docname] = otherdata["citations"][docname]
            if docname in otherdata["lists"]:
                self.lists.add(docname)

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Record the citations of a document, once its translation stands in place."""
        records = []
        for number, node in enumerate(_pending(document)):
            node["citation"] = number
            records.append(CitationRecord(syntax.parse(node.astext()), _line(node)))
        if records:
            self.citations[docname] = tuple(records)
        if any(node.tagname == "bibliography" for node in document.findall(nodes.Element)):
            self.lists.add(docname)

    def formatted(self, docname: str) -> Result:
        """Return the citations and the list of a document as they print."""
        if docname not in self._formatted:
            edition = self.env.config.site.edition(self.env.config.language)
            processor = Processor(
                self.style,
                self.library.items,
                language=edition.language,
                options=Options(digits=edition.digits, months=edition.months),
            )
            records = self.citations.get(docname, ())
            self._formatted[docname] = processor.process(
                [Citation(tuple(_cite(s) for s in record.sources)) for record in records]
            )
        return self._formatted[docname]

    def cited(self, docname: str) -> dict[str, list[int]]:
        """Return the keys that a document cites, each with the numbers of its citations."""
        found: dict[str, list[int]] = {}
        for number, record in enumerate(self.citations.get(docname, ())):
            for source in record.sources:
                found.setdefault(source.key, []).append(number)
        return found

    def digest(self, docname: str) -> str:
        """Return a digest of all that a document's citations are made from."""
        config = self.env.config
        references = self.library.references
        items = {
            key: references[key].item if key in references else None for key in self.cited(docname)
        }
        edition = config.site.edition(config.language)
        return _digest(items, edition.digits, edition.months, self.style_digest)

    @cached_property
    def style_digest(self) -> str:
        """Return a digest of the style's text."""
        return hashlib.sha256(self.style_path.read_bytes()).hexdigest()

    def changed(self) -> list[str]:
        """Return the documents whose references changed since they were last asked for."""
        before: dict[str, str] = self.data.setdefault("digests", {})
        now = {docname: self.digest(docname) for docname in self.citations}
        self.data["digests"] = now
        return [name for name, digest in now.items() if before.get(name, digest) != digest]

    def report(self) -> None:
        """Warn of keys that no reference has, with the nearest one that is known."""
        for docname, records in self.citations.items():
            for record in records:
                for source in record.sources:
                    if source.key not in self.library.references:
                        self._warn_unknown(docname, record, source.key)
                if not record.sources:
                    text = __("this citation names no source")
                    logger.warning(
                        text, location=(docname, record.line), type="cite", subtype="syntax"
                    )

    def _warn_unknown(self, docname: str, record: CitationRecord, key: str) -> None:
        text = __("unknown reference %s") % key
        if nearest := self.library.nearest(key):
            text += __("; did you mean %s?") % nearest
        logger.warning(
            "%s", text, location=(docname, record.line), type="cite", subtype="unknown_key"
        )

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: addnodes.pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Return the printed citation, each source of it a link to its entry."""
        number = node.get("citation")
        if number is None:  # a node that was made after process_doc
            return None
        runs = self.formatted(fromdocname).citations[number]
        return citation_node(  # type: ignore[return-value] # several links in one element
            runs,
            citation_id(number),
            linked=fromdocname in self.lists,
            language=env.config.language,
        )


def on_builder_inited(app: Sphinx) -> None:
    """Report what is wrong with the references and the style; a broken style ends the build."""
    domain = app.env.get_domain("cite")
    assert isinstance(domain, CitationDomain)
    for problem in domain.library.problems:
        logger.warning(
            "%s", problem.message, location=problem.location, type="cite", subtype="references"
        )
    try:
        domain.style  # noqa: B018 - read it now, so that a fault shows before anything else
    except (CslError, OSError) as error:
        logger.error("%s", error, type="cite", subtype="style")  # noqa: TRY400 - its place says it all
        raise


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Write again the documents whose references changed, and report unknown keys."""
    domain = env.get_domain("cite")
    assert isinstance(domain, CitationDomain)
    domain.report()
    return domain.changed()


def _pending(document: nodes.document) -> list[addnodes.pending_xref]:
    return [
        node for node in document.findall(addnodes.pending_xref) if node.get("refdomain") == "cite"
    ]


def _line(node: nodes.Node) -> int:
    """Return the line of the block around *node*; a node in a translation carries line 1."""
    while node.parent is not None and not isinstance(node, nodes.Body | nodes.Titular | nodes.Part):
        node = node.parent
    return node.line or 1


def _cite(source: syntax.Source) -> Cite:
    return Cite(
        key=source.key,
        prefix=source.prefix,
        suffix=source.suffix,
        locator=source.locator,
        label=source.label,
        suppress_author=source.suppress_author,
    )


def _digest(*parts: Any) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=astuple).encode()).hexdigest()
