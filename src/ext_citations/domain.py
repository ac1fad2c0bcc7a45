"""What each brief cites: the only place that writes citation state.

A role runs once for the source text and again for every translation, so roles write nothing.
When a document has been read and translated, `CitationDomain.process_doc` collects what it cites.
Numbers, repeats and year suffixes belong to one brief: nothing here crosses documents, but for
lists that ask for the references of all.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.domains import Domain
from sphinx.util import logging

from ext_arabic import messages
from ext_citations.collecting import is_in_contents, note_of, record_of, record_of_mark
from ext_citations.csl import CslError
from ext_citations.formatting import Formatter, Printed
from ext_citations.places import bibliography, citation_notes, cited
from ext_citations.records import EVERY, CitationRecord, ListRecord
from ext_citations.roles import ROLES
from ext_citations.style_files import StyleNotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)
__ = messages.console("ext_citations")


class CitationDomain(Domain):
    """Collect citations and lists by document, and print them."""

    name = "cite"
    label = "Citations"
    data_version = 6
    roles = ROLES
    initial_data: ClassVar[dict[str, Any]] = {
        "citations": {},
        "lists": {},
        "styles": {},
        "digests": {},
    }

    def __init__(self, env: BuildEnvironment) -> None:
        """Begin with nothing printed."""
        super().__init__(env)
        self._printed: dict[str, Printed] = {}
        self._anchors: dict[str, set[str]] = {}
        #: whether a document was read or went away in this build
        self._is_touched = False

    @property
    def citations(self) -> dict[str, tuple[CitationRecord, ...]]:
        """Return the citations of each document, in their order."""
        found: dict[str, tuple[CitationRecord, ...]] = self.data.setdefault("citations", {})
        return found

    @property
    def lists(self) -> dict[str, tuple[ListRecord, ...]]:
        """Return the lists of references that each document prints."""
        found: dict[str, tuple[ListRecord, ...]] = self.data.setdefault("lists", {})
        return found

    @property
    def styles(self) -> dict[str, str]:
        """Return the names of the styles that documents ask for, where not the publication's."""
        found: dict[str, str] = self.data.setdefault("styles", {})
        return found

    @cached_property
    def formatter(self) -> Formatter:
        """Return what formats; it lives for one build and is never pickled."""
        return Formatter.of(Path(self.env.srcdir), self.env.config)

    def formatter_of(self, docname: str) -> Formatter:
        """Return what formats a document, in its own style or the publication's."""
        return self.formatter.in_style(self.styles.get(docname, ""))

    def _touch(self) -> None:
        """Note that a document was read or went away: every builder has to compare again.

        The one that reads is not the only one that writes; another may find the environment as
        this one left it, in a process of its own.
        """
        self._is_touched = True
        self.data["inputs"] = {}
        # a list of all may have changed with any document
        self._printed.clear()
        self._anchors.clear()

    def clear_doc(self, docname: str) -> None:
        """Forget a document."""
        self._touch()
        self.citations.pop(docname, None)
        self.lists.pop(docname, None)
        self.styles.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take what a parallel reader collected."""
        self._touch()
        for name in ("citations", "lists", "styles"):
            found = otherdata[name]
            self.data[name].update({d: found[d] for d in docnames if d in found})

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Record the citations of a document, once its translation stands in place."""
        self._touch()
        records: list[CitationRecord] = []
        lists: list[ListRecord] = []
        for node in [*document.findall(nodes.Element)]:  # once: a document has many nodes
            if isinstance(node, bibliography):
                lists.append(node["record"])
                node["docname"] = docname
            elif isinstance(node, addnodes.pending_xref) and node.get("refdomain") == "cite":
                if is_in_contents(node):
                    node.parent.remove(node)
                    continue
                records.append(record_of(node))
                if node["reftype"] == "nocite":
                    node.parent.remove(node)
                else:
                    node.parent.replace(node, cited(number=len(records) - 1, docname=docname))
            elif isinstance(node, citation_notes):
                first = len(records)
                records.extend(map(record_of_mark, node["notes"]))
                node["notes"] = [note_of(m, n) for n, m in enumerate(node["notes"], first)]
        if records:
            self.citations[docname] = tuple(records)
        if lists:
            self.lists[docname] = tuple(lists)
        style, _ = document.attributes.pop("citation_style", ("", 0))
        if style and (records or lists):
            self.styles[docname] = style

    def printed(self, docname: str) -> Printed:
        """Return the citations and entries of a document as they print."""
        if docname not in self._printed:
            records = self.citations.get(docname, ())
            formatter = self.formatter_of(docname)
            self._printed[docname] = formatter.format(
                records, self._uncited(docname), has_list=docname in self.lists
            )
        return self._printed[docname]

    def _uncited(self, docname: str) -> Iterable[str]:
        """Return what a document lists although it does not cite it."""
        scopes = {record.scope for record in self.lists.get(docname, ())}
        if "all" in scopes:
            return [EVERY]
        if "everywhere" in scopes:
            return dict.fromkeys(key for name in self.citations for key in self.cited(name))
        return []

    def cited(self, docname: str) -> dict[str, list[int]]:
        """Return the keys that a document cites, each with the numbers of its citations."""
        found: dict[str, list[int]] = {}
        for number, record in enumerate(self.citations.get(docname, ())):
            for source in record.sources:
                places = found.setdefault(source.key, [])
                if record.mode != "nocite" and number not in places:
                    places.append(number)
        if EVERY in found:
            del found[EVERY]
            for key in self.formatter.library.references:
                found.setdefault(key, [])
        return found

    def listed(self, docname: str, record: ListRecord) -> list[str]:
        """Return the keys of one list, in the order of the style."""
        items = self.formatter.library.items
        language = self.env.config.language
        own = self.cited(docname) if record.scope == "here" else None
        return [
            key
            for key in self.printed(docname).entries
            if (own is None or key in own) and record.takes(items[key], language)
        ]

    def anchors(self, docname: str) -> set[str]:
        """Return the keys that have an entry to link to in a document."""
        if docname not in self._anchors:
            lists = self.lists.get(docname, ())
            self._anchors[docname] = {k for each in lists for k in self.listed(docname, each)}
        return self._anchors[docname]

    def changed(self) -> list[str]:
        """Return the documents whose references changed since this builder wrote them.

        Builders share an environment (paper and web of one language), and each writes for itself.
        """
        digests: dict[str, dict[str, str]] = self.data.setdefault("digests", {})
        inputs: dict[str, str] = self.data.setdefault("inputs", {})
        builder = self.env._builder_cls.name
        settled = (
            self.formatter_of(name).settings_digest for name in (*self.citations, *self.lists)
        )
        everything = " ".join([self.formatter.files_digest, *dict.fromkeys(settled)])
        if not self._is_touched and inputs.get(builder) == everything:
            return []
        inputs[builder] = everything
        before = digests.get(builder, {})
        now = {
            name: self.formatter_of(name).digest([*self.cited(name), *self._uncited(name)])
            for name in {*self.citations, *self.lists}
        }
        digests[builder] = now
        return [name for name, digest in now.items() if before.get(name, digest) != digest]

    def resolve_any_xref(self, *args: Any, **kwargs: Any) -> list[tuple[str, nodes.reference]]:
        """Return nothing: a source is no target of links. MyST asks every domain."""
        return []


def citation_domain(env: BuildEnvironment) -> CitationDomain:
    """Return the domain of *env*, with its type."""
    domain = env.get_domain("cite")
    assert isinstance(domain, CitationDomain)
    return domain


def on_builder_inited(app: Sphinx) -> None:
    """Report what is wrong with the references and the style; a broken style ends the build."""
    domain = citation_domain(app.env)
    formatter = domain.formatter
    if domain.data.get("sound") != formatter.files_digest:  # else they were read without a fault
        problems = formatter.library.problems
        domain.data["sound"] = "" if problems else formatter.files_digest
        for problem in problems:
            logger.warning(
                "%s", problem.message, location=problem.location, type="cite", subtype=problem.name
            )
    for text in formatter.problems:
        place = f"{Path(app.confdir, 'conf.py')}:{_line_of_setting(app)}"
        logger.warning(
            "citations_practice: %s", text, location=place, type="cite", subtype="practice"
        )
    try:
        formatter.style  # noqa: B018 - read it now, so that a fault shows before anything else
    except (CslError, OSError, StyleNotFoundError) as error:
        logger.error("%s", error, type="cite", subtype="style")  # noqa: TRY400 - its place says it all
        raise


def _line_of_setting(app: Sphinx) -> int:
    """Return the line of ``conf.py`` that sets ``citations_practice``; 1 where none does."""
    path = Path(app.confdir, "conf.py")
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    found = (n for n, line in enumerate(lines, 1) if line.startswith("citations_practice"))
    return next(found, 1)


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Write again the documents whose references changed."""
    return citation_domain(env).changed()
