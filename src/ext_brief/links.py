"""Links to briefs that this edition leaves out: they print as plain text.

A brief that is not published (``publication``) or not translated yet is excluded before anything is
read. To MyST and to Sphinx a link to it is then a mistake; here it is known for what it is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.directives.other import TocTree
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import docname_join
from sphinx.util.nodes import explicit_title_re

from ext_brief import frontmatter
from ext_brief.publication import brief_files, read_text
from ext_brief.source import is_brief

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

#: what a label is written as: ``(label)=``, ``:name: label``, ``{#label}``
_LABEL = re.compile(r"^\((.+)\)=\s*$|^\s*:name:\s*(\S+)\s*$|\{[^}\n]*#([^\s}]+)", re.MULTILINE)


def hidden_brief(docname: str, env: BuildEnvironment) -> Path | None:
    """Return the file of a brief that there is, but not in this edition."""
    if docname in env.found_docs or not is_brief(docname, env.config):
        return None
    path = Path(env.srcdir, f"{docname}.md")
    return path if path.is_file() else None


def targets(node: addnodes.pending_xref, env: BuildEnvironment) -> tuple[str, str]:
    """Return the document and the label that a cross-reference may mean."""
    target, refdoc = str(node.get("reftarget", "")), str(node.get("refdoc", env.docname))
    if node.get("refdomain") == "doc":  # MyST's link to a file
        return target, ""
    kind = node.get("reftype")
    is_document = kind in ("doc", "any", "myst")
    docname = target.partition("#")[0].removesuffix(".md") if is_document else ""
    label = target.lower() if kind in ("any", "myst", "ref", "numref") else ""
    return docname and docname_join(refdoc, docname), label


class HiddenLinks(SphinxPostTransform):
    """Print links to briefs that this edition leaves out as plain text."""

    default_priority = 8  # before MyST (9) and Sphinx (10) resolve links, and warn

    def run(self, **kwargs: Any) -> None:
        """Replace each such link by its text, or by the title of the brief."""
        for node in [*self.document.findall(addnodes.pending_xref)]:
            if node.get("refdomain") == "cite":  # a source is no document
                continue
            path = self._hidden(node)
            if path is not None:
                node.replace_self(self._text(node, path))

    def _hidden(self, node: addnodes.pending_xref) -> Path | None:
        docname, label = targets(node, self.env)
        path = hidden_brief(docname, self.env) if docname else None
        if path or not label or label in self.env.domaindata["std"]["anonlabels"]:
            return path
        return next(self._files_with(label), None)

    def _files_with(self, label: str) -> Iterator[Path]:
        for name, path in brief_files(Path(self.env.srcdir), self.config.brief_documents):
            if name not in self.env.found_docs and label in _labels(path, path.stat().st_mtime_ns):
                yield path

    def _text(self, node: addnodes.pending_xref, path: Path) -> nodes.inline:
        if node.get("refexplicit"):
            inner = node.children[0]
            children = inner.children if isinstance(inner, nodes.Element) else [inner]
            return nodes.inline("", "", *children)
        front = frontmatter.read(read_text(path), {})
        source = self.config.site.source_language
        foreign = [f"language-{source}"] if source != self.config.language else []
        return nodes.inline("", front.title if front else path.stem, classes=foreign)


@lru_cache(maxsize=512)
def _labels(path: Path, _mtime: int) -> frozenset[str]:
    found = _LABEL.findall(read_text(path))
    return frozenset(next(filter(None, groups)).lower() for groups in found)


class BriefTocTree(TocTree):
    """``toctree`` that passes over the briefs which this edition leaves out."""

    def parse_content(self, toctree: addnodes.toctree) -> None:
        """Drop their entries; the document is read again when one of them appears."""
        kept = [entry for entry in self.content if not self._is_hidden(entry)]
        if len(kept) < len(self.content):
            self.env.note_reread()
        self.content = StringList(kept, source=self.env.docname)
        super().parse_content(toctree)

    def _is_hidden(self, entry: str) -> bool:
        explicit = explicit_title_re.match(entry)
        name = (explicit.group(2) if explicit else entry).removesuffix(".md")
        return hidden_brief(docname_join(self.env.docname, name), self.env) is not None
