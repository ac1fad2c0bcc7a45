"""The briefs of the publication: what each says about itself, in the edition being built."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.domains import Domain

from ext_brief.links import targets
from ext_brief.model import Brief  # noqa: TC001 - pickled with the record

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from sphinx.environment import BuildEnvironment


@dataclass(frozen=True)
class BriefRecord:
    """A brief as one edition shows it: its front matter, and its text after translation."""

    docname: str
    brief: Brief
    #: text of the title block in the edition's language, without markup
    title: str
    subtitle: str
    abstract: str
    key_points: tuple[str, ...]
    topics: tuple[str, ...]


def natural(number: str) -> list[int]:
    """Return the figures of a series number, for sorting: 2024/9 comes before 2024/10."""
    return [int(figures) for figures in re.findall(r"\d+", number)]


class BriefDomain(Domain):
    """Keep a record of every brief that was read."""

    name = "brief"
    label = "Policy briefs"
    data_version = 1
    initial_data: ClassVar[dict[str, Any]] = {"records": {}, "links": {}}

    @property
    def records(self) -> dict[str, BriefRecord]:
        """Return the records by document name."""
        found: dict[str, BriefRecord] = self.data.setdefault("records", {})
        return found

    @property
    def links(self) -> dict[str, set[tuple[str, str]]]:
        """Return the documents and labels that each document links to."""
        found: dict[str, set[tuple[str, str]]] = self.data.setdefault("links", {})
        return found

    def newest_first(self) -> list[BriefRecord]:
        """Return the records as the landing page lists them."""
        return sorted(
            self.records.values(),
            key=lambda r: (r.brief.date, natural(r.brief.number), r.docname),
            reverse=True,
        )

    def clear_doc(self, docname: str) -> None:
        """Forget a document."""
        self.records.pop(docname, None)
        self.links.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take what a parallel reader recorded."""
        for own, others in ((self.records, "records"), (self.links, "links")):
            own.update({name: item for name, item in otherdata[others].items() if name in docnames})

    def resolve_any_xref(self, *args: Any, **kwargs: Any) -> list[tuple[str, nodes.reference]]:
        """Return nothing: briefs are linked to as documents. MyST asks every domain."""
        return []

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Record the links and the brief, once the translation stands in place."""
        self.links[docname] = {*_links(document, env)}
        brief = document.attributes.pop("brief", None)
        if brief is None:
            return
        title = document.next_node(nodes.title)
        block = {
            name: [*_texts(document, name)]
            for name in ("subtitle", "abstract", "key-points", "topics")
        }
        self.records[docname] = BriefRecord(
            docname=docname,
            brief=brief,
            title=_plain(title) if title is not None else brief.title,
            subtitle=" ".join(block["subtitle"]),
            abstract=" ".join(block["abstract"]),
            key_points=tuple(block["key-points"]),
            topics=tuple(block["topics"]),
        )


def _links(document: nodes.document, env: BuildEnvironment) -> Iterable[tuple[str, str]]:
    """Yield the documents and labels that *document* links to."""
    for node in document.findall(nodes.Element):
        if isinstance(node, addnodes.pending_xref):
            if node.get("refdomain") != "cite":  # a source is no document
                yield targets(node, env)
        # MyST's ``#label``, which it makes a cross-reference later (879)
        elif isinstance(node, nodes.reference) and node.get("id_link"):
            yield "", node["refuri"].removeprefix("#").lower()


def _plain(node: nodes.Element) -> str:
    """Return the words of *node* alone: no keys of sources, no marks of notes."""
    copy = node.deepcopy()
    for part in [*copy.findall(lambda n: isinstance(n, nodes.footnote_reference | nodes.raw))]:
        part.parent.remove(part)
    for xref in [*copy.findall(addnodes.pending_xref)]:
        if xref.get("refdomain") == "cite":
            xref.parent.remove(xref)
    # the blank before what was taken out
    return re.sub(r"\s+(?=[.,;:!?،؛؟…]|$)", "", " ".join(copy.astext().split()))


def _texts(document: nodes.document, name: str) -> Iterable[str]:
    """Yield the paragraphs of the title block's part *name*, its heading left out."""
    for block in document.findall(nodes.container):
        if "title-block" not in block["classes"]:
            continue
        for part in block.children:
            if isinstance(part, nodes.Element) and name in part["classes"]:
                for text in part.findall(nodes.paragraph):
                    if "block-title" not in text["classes"]:
                        yield _plain(text)
        return
