"""The ``parallel`` builder: one brief, its source and its translation side by side, for reviewers.

It runs once in each language: in the language that briefs are written in it writes the blocks of
the brief to a file, in the other it pairs its own with them (`pairs`) and makes the page. The page
is one for the screen and for paper, in the theme that ``translations_parallel_theme`` names.
"""

from __future__ import annotations

import html
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.html import StandaloneHTMLBuilder

from ext_arabic import messages
from ext_arabic.direction import direction_of
from ext_translations.marks import Mark, marks_of
from ext_translations.pairs import Block, pair
from ext_translations.preview import state_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

__ = messages.console("ext_translations")

#: what stays together, whatever it holds
_WHOLE = (
    nodes.TextElement,
    nodes.citation,
    nodes.field,
    nodes.footnote,
    nodes.image,
    nodes.line_block,
    nodes.row,
)
_HIDDEN = (nodes.Invisible, nodes.meta, nodes.raw, nodes.system_message, addnodes.toctree)


class ParallelBuilder(StandaloneHTMLBuilder):
    """Write one brief in two languages; ``translations_parallel`` names it."""

    name = "parallel"
    copysource = False
    search = False
    add_permalinks = False
    html_scaled_image_link = False

    def init(self) -> None:
        """Set the builder up without what only a site needs."""
        super().init()
        self.use_index = False
        self.is_source = self.config.language == self.config.site.source_language

    def get_theme_config(self) -> tuple[str, dict[str, str | int | bool]]:
        """Name the theme of the parallel edition."""
        return self.config.translations_parallel_theme, {}

    def init_js_files(self) -> None:
        """Take no scripts."""
        self._js_files = []

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Take the theme's style sheets only."""
        super().prepare_writing(docnames)
        own = [sheet for sheet in self._css_files if Path(sheet.filename).name in self._sheets()]
        self._css_files[:] = self._orig_css_files = own
        self._js_files[:] = self._orig_js_files = []

    def _sheets(self) -> Sequence[str]:
        return [Path(name).name for name in self.theme.stylesheets]

    def get_outdated_docs(self) -> Iterator[str]:
        """Yield the one document, always: it is a matter of a moment."""
        yield from {self.config.translations_parallel} & self.env.found_docs

    def write_documents(self, docnames: Set[str]) -> None:
        """Write the one document."""
        super().write_documents(docnames & {self.config.translations_parallel})

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the public address of another document: the page is read away from the site."""
        return "" if from_ == to else str(self.config.site.page_url(self.config.language, to))

    def write_doc_serialized(self, docname: str, doctree: nodes.document) -> None:
        """Take note of the pictures."""
        self.imgpath = f"_images-{self.config.language}"
        self.post_process_images(doctree)

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write the blocks, or the page that has both."""
        doctree.settings = self.docsettings
        self.secnumbers = self.env.toc_secnumbers.get(docname, {})
        self.fignumbers = self.env.toc_fignumbers.get(docname, {})
        self.imgpath = "../" * docname.count("/") + "_images"
        self.current_docname = docname
        self.document = doctree
        prefix_ids(doctree, f"{self.config.language}-")
        found = list(self.blocks(doctree))
        node = self.env.longtitles.get(docname)
        title = node.astext() if node else docname
        content = {"title": title, "blocks": [asdict(block) for block in found]}
        path = Path(self.outdir, f"{docname}.{self.config.language}.json")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        if not self.is_source:
            self._write_page(docname, title, found, doctree)

    def _write_page(
        self, docname: str, title: str, blocks: list[Block], doctree: nodes.document
    ) -> None:
        site = self.config.site
        path = Path(self.outdir, f"{docname}.{site.source_language}.json")
        source = json.loads(path.read_text(encoding="utf-8"))
        rows = pair([Block(**values) for values in source["blocks"]], blocks)
        marks = [mark for _, mark in marks_of(doctree)]
        language = messages.console_language()
        context = {
            "rows": rows,
            "titles": (source["title"], title),
            "sides": (site.edition(site.source_language), site.edition(self.config.language)),
            "catalog": next((mark.file for mark in marks), ""),
            "state_names": {mark.state: state_name(mark) for mark in marks},
            "words": {
                "edition": __("Parallel edition"),
                "catalog": __("Catalog"),
                "line": __("line"),
                "messages": __("%(good)d of %(all)d messages are translated and without errors")
                % {"good": sum(m.state == "translated" for m in marks), "all": len(marks)},
            },
            "user_language": language,
            "user_direction": direction_of(language),
        }
        self.handle_page(docname, context, "parallel.html", event_arg=doctree)

    def blocks(self, doctree: nodes.document) -> Iterator[Block]:
        """Yield the blocks of a document, each by itself within what surrounds it."""
        last, count = "", 0
        seen: set[int] = set()
        for node in list(whole_blocks(doctree)):
            shown = marks_of(node)
            marks = [mark for _, mark in shown]
            if marks:
                key = last = f"message {min(mark.number for mark in marks)}"
                count = 0
            elif node.get("key"):
                key = f"entry {node['key']}"
            else:
                count += 1
                key = f"{last} {node.tagname} {count}"
            # what no reader of the edition sees (fuzzy, refused) is shown as the catalog has it
            is_kept = shown and not any(part.get("translated", True) for part, _ in shown)
            text = as_it_stands(marks) if is_kept else self._html(node, seen)
            yield Block(key, node.tagname, text, tuple(map(asdict, marks)))

    def _html(self, node: nodes.Element, seen: set[int]) -> str:
        """Return a block as HTML."""
        depth = sum(isinstance(parent, nodes.section) for parent in parents(node))
        top = surrounded(node, seen)
        translator: Any = self.create_translator(self.document, self)
        translator.section_level = depth - 1
        top.walkabout(translator)
        return "".join(translator.body)

    def copy_assets(self) -> None:
        """Copy the theme's files; downloads stand on the site."""
        self.copy_static_files()

    def finish(self) -> None:
        """Copy the pictures: there is nothing else beside the page."""
        self.copy_image_files()


def as_it_stands(marks: Sequence[Mark]) -> str:
    """Return translations as they stand in the catalog; nothing where there is none."""
    return "".join(f"<p>{html.escape(mark.msgstr)}</p>" for mark in marks if mark.msgstr)


def whole_blocks(node: nodes.Element) -> Iterator[nodes.Element]:
    """Yield what stands in one row each, in the order of the document."""
    for child in node.children:
        if not isinstance(child, nodes.Element) or isinstance(child, _HIDDEN):
            continue
        if isinstance(child, _WHOLE) or "entry" in child["classes"]:
            yield child
        else:
            yield from whole_blocks(child)


def parents(node: nodes.Element) -> Iterator[nodes.Element]:
    """Yield what *node* stands in, from the inside out, without the document."""
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.document):
        yield parent
        parent = parent.parent


def surrounded(node: nodes.Element, seen: set[int]) -> nodes.Element:
    """Return *node* within copies of what it stands in: its list, its table, its quotation.

    The copies hold nothing else. *seen* are those already shown: their anchors and the marker of a
    list item stand at their first block alone.
    """
    holder: nodes.Element = node
    for parent in list(parents(node)):
        is_heading = isinstance(node, nodes.title) and holder is node
        if isinstance(parent, nodes.section) and not is_heading:
            break
        copy = parent.copy()
        if id(parent) in seen:
            copy["ids"] = []
            if isinstance(parent, nodes.list_item):
                copy["classes"] = [*copy["classes"], "continued"]
        seen.add(id(parent))
        if isinstance(parent, nodes.enumerated_list):
            copy["start"] = parent.get("start", 1) + _place(parent, node)
        if isinstance(parent, nodes.tgroup):
            copy += [c.deepcopy() for c in parent.children if isinstance(c, nodes.colspec)]
        copy += holder
        holder = copy
    box = nodes.container(classes=["block"])
    box += holder
    return box


def _place(parent: nodes.Element, node: nodes.Element) -> int:
    """Return which child of *parent* holds *node*."""
    chain = {id(node), *(id(each) for each in parents(node))}
    return next((i for i, child in enumerate(parent.children) if id(child) in chain), 0)


def prefix_ids(document: nodes.document, prefix: str) -> None:
    """Give every anchor, and what leads there, a name of this edition: two stand on one page."""
    for node in document.findall(nodes.Element):
        for name in ("ids", "backrefs"):
            if node.get(name):
                node[name] = [prefix + each for each in node[name]]
        if node.get("refid"):
            node["refid"] = prefix + node["refid"]
        if str(node.get("refuri", "")).startswith("#"):
            node["refuri"] = f"#{prefix}{node['refuri'][1:]}"
