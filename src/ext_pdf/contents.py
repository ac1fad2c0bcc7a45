"""The list of contents on the first page of a PDF, and the places that it leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.addnodes import compact_paragraph
from sphinx.transforms.post_transforms import SphinxPostTransform

from ext_arabic import messages

if TYPE_CHECKING:
    from collections.abc import Iterable

#: levels listed below the title: h2 and h3
DEPTH = 2


class PrintContents(SphinxPostTransform):
    """Put ``div.contents`` after the title block; CSS adds the page numbers."""

    # after ext_arabic (700), so that headings are copied with their runs isolated, and before
    # PrintFootnotes (900), so that the marks in them are still marks, which are left out here
    default_priority = 890
    builders = ("pdf", "press", "volume")

    def run(self, **kwargs: Any) -> None:
        """Add the list, if there is anything to list."""
        section = self.document.next_node(nodes.section)
        entries = section and _entries(section, DEPTH)
        if not section or not entries:
            return
        language = self.config.language
        heading = messages.page("ext_pdf", language)("Contents")
        classes = ["block-title", *messages.language_classes("ext_pdf", language, "Contents")]
        title = nodes.paragraph("", heading, classes=classes)
        section.insert(_place(section), nodes.container("", title, entries, classes=["contents"]))


class HeadingAnchors(SphinxPostTransform):
    """Let links lead to a heading rather than to the section that it opens.

    When a heading goes to the next page, WeasyPrint 70 leaves the empty beginning of its section,
    with the section's id, on the page before: links and page numbers would be one page off.
    """

    default_priority = 895  # after PrintContents (890), which asks sections for their ids
    builders = ("pdf", "press", "volume")

    def run(self, **kwargs: Any) -> None:
        """Move the ids."""
        numbers = self.env.toc_secnumbers.get(self.env.current_document.docname, {})
        for section in list(self.document.findall(nodes.section)):
            title = section.next_node(nodes.title)
            if title is None or title.parent is not section or not section["ids"]:
                continue
            first = section["ids"][0]
            title["ids"] = [*section["ids"], *title["ids"]]
            section["ids"] = [f"section-{first}"]
            if number := numbers.get(f"#{first}"):  # Sphinx would look for it under the id
                title["secnumber"] = number


class TableLines(SphinxPostTransform):
    """Leave the line of each table in the page, for the warning of one that is too wide."""

    default_priority = 896
    builders = ("pdf", "press", "volume")

    def run(self, **kwargs: Any) -> None:
        """Add a class of that line."""
        for table in self.document.findall(nodes.table):
            if line := table.line:
                table["classes"].append(f"line-{line}")


def _place(section: nodes.section) -> int:
    """Return the index after the title block; after the title where there is none."""
    for index, child in enumerate(section.children):
        if isinstance(child, nodes.Element) and "title-block" in child["classes"]:
            return index + 1
    return section.first_child_matching_class(nodes.title, 0, len(section)) + 1  # type: ignore[operator]


def _entries(section: nodes.section, depth: int) -> nodes.bullet_list | None:
    """Return the sections in *section* as a list of links, *depth* levels deep."""
    items = []
    for child in section.children:
        if not isinstance(child, nodes.section) or not child["ids"]:
            continue
        title = child.next_node(nodes.title)
        if title is None:
            continue
        link = nodes.reference(
            "", "", *_plain(title.children), internal=True, refid=child["ids"][0]
        )
        item = nodes.list_item("", compact_paragraph("", "", link))
        if depth > 1 and (below := _entries(child, depth - 1)):
            item += below
        items.append(item)
    return nodes.bullet_list("", *items) if items else None


def _plain(children: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Copy a heading's text: no marks of notes, no links, no second use of an id."""
    copies: list[nodes.Node] = []
    for child in children:
        if isinstance(child, nodes.Text):
            copies.append(child.copy())
        elif isinstance(child, nodes.reference):
            copies += _plain(child.children)
        elif isinstance(child, nodes.Element) and not isinstance(
            child, (nodes.footnote_reference, nodes.target, nodes.Invisible)
        ):
            copy = child.copy()
            copy["ids"], copy["names"] = [], []
            copy += _plain(child.children)
            copies.append(copy)
    return copies
