"""The briefs of the publication: what each says about itself, in the edition being built."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.domains import Domain

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


class BriefDomain(Domain):
    """Keep a record of every brief that was read."""

    name = "brief"
    label = "Policy briefs"
    data_version = 1
    initial_data: ClassVar[dict[str, Any]] = {"records": {}}

    @property
    def records(self) -> dict[str, BriefRecord]:
        """Return the records by document name."""
        found: dict[str, BriefRecord] = self.data.setdefault("records", {})
        return found

    def newest_first(self) -> list[BriefRecord]:
        """Return the records as the landing page lists them."""
        return sorted(
            self.records.values(), key=lambda r: (r.brief.date, r.brief.number), reverse=True
        )

    def clear_doc(self, docname: str) -> None:
        """Forget a document."""
        self.records.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take the records that a parallel reader made."""
        for docname, record in otherdata["records"].items():
            if docname in docnames:
                self.records[docname] = record

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Record a brief, once its translation stands in place."""
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
            title=title.astext() if title is not None else brief.title,
            subtitle=" ".join(block["subtitle"]),
            abstract=" ".join(block["abstract"]),
            key_points=tuple(block["key-points"]),
            topics=tuple(block["topics"]),
        )


def _texts(document: nodes.document, name: str) -> Iterable[str]:
    """Yield the paragraphs of the title block's part *name*, its heading left out."""
    for block in document.findall(nodes.container):
        if "title-block" not in block["classes"]:
            continue
        for part in block.children:
            if isinstance(part, nodes.Element) and name in part["classes"]:
                for text in part.findall(nodes.paragraph):
                    if "block-title" not in text["classes"]:
                        yield text.astext()
        return
