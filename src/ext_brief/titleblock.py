"""Put the human text of the front matter under the title, as ordinary translatable nodes.

So it is extracted, translated, searched and may cite like any other text of the brief.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from babel.lists import format_list
from docutils import nodes
from sphinx.transforms import SphinxTransform

from ext_arabic import messages
from ext_brief.inline import parser_of
from ext_brief.source import FRONT_MATTER, warn
from ext_brief.statements import notices, statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ext_brief.frontmatter import FrontMatter
    from ext_brief.model import Brief, Person

__ = messages.console("ext_brief")


def names_line(people: Sequence[Person], language: str) -> str:
    """Join the names of *people* as the language does (`أحمد وليلى`, `Ahmad and Layla`)."""
    names = [person.name_in(language) for person in people]
    return str(format_list(names, locale=language.replace("-", "_")))


class TitleBlock(SphinxTransform):
    """Add the title block to a brief."""

    default_priority = 5  # before PreserveTranslatableMessages (10) and the translations (20)

    def apply(self, **kwargs: Any) -> None:
        """Insert the block after the title."""
        found: FrontMatter | None = self.env.temp_data.get(FRONT_MATTER)
        title = self.document.next_node(nodes.title)
        if found is None or found.brief is None or title is None:
            return
        self._check_headings()
        # for the domain to find; a record only
        self.document["brief"] = found.brief
        if style := found.brief.citation_style:
            # for whoever formats citations, with the line to name where there is no such style
            self.document["citation_style"] = style, found.located.line(("citation_style",))
        section = title.parent
        section.insert(section.index(title) + 1, self._block(found.brief, found))
        section.extend(self._statements(found.brief))

    def _block(self, brief: Brief, found: FrontMatter) -> nodes.container:
        self.parser = parser_of(self.document, self.env)
        self.found = found
        block = nodes.container(classes=["title-block"])
        place = self.document["source"], self._line("superseded_by")
        block += [*notices(brief, self.config.language, self.env.docname, place)]
        if brief.subtitle:
            block += self._text(brief.subtitle, self._line("subtitle"), "subtitle")
        byline = names_line(brief.authors, self.config.language)
        block += nodes.paragraph("", byline, classes=["byline"], translatable=False)
        abstract = self._box("abstract", "Abstract")
        for line, text in found.located.paragraphs(("abstract",)):
            abstract += self._text(text, line)
        block += abstract
        for name, heading, items in (
            ("key_points", "Key points", brief.key_points),
            ("recommendations", "Recommendations", brief.recommendations),
        ):
            if items:
                box = self._box(name.replace("_", "-"), heading)
                box += self._list(items, name)
                block += box
        if brief.topics:
            topics = self._list(brief.topics, "topics")
            topics["classes"].append("topics")
            block += topics
        return block

    def _statements(self, brief: Brief) -> list[statement]:
        """Make the texts of the colophon; they end the document, as they end the page."""
        paths: list[tuple[tuple[str | int, ...], str]] = [(("funding",), ""), (("disclaimer",), "")]
        for index, correction in enumerate(brief.corrections):
            paths.append((("corrections", index, "text"), correction.date.isoformat()))
        made = []
        for path, date in paths:
            texts = self.found.located.paragraphs(path)
            if texts:
                name = str(path[0])
                made.append(statement(name=name, date=date, classes=["statement", name]))
                made[-1] += [self._text(text, line) for line, text in texts]
        return made

    def _check_headings(self) -> None:
        """Warn of a title in the body: the title stands in the front matter alone."""
        sections = [part for part in self.document.children if isinstance(part, nodes.section)]
        for section in sections[1:]:
            text = __("the title stands in the front matter; begin this heading with ##")
            warn(text, f"{self.document['source']}:{section.line}", "heading")

    def _line(self, *path: str | int) -> int:
        return self.found.located.line(path)

    def _box(self, name: str, heading: str) -> nodes.container:
        language = self.config.language
        text = messages.page("ext_brief", language)(heading)
        classes = ["block-title", *messages.language_classes("ext_brief", language, heading)]
        title = nodes.paragraph("", text, classes=classes, translatable=False)
        return nodes.container("", title, classes=[name])

    def _list(self, items: Sequence[str], field: str) -> nodes.bullet_list:
        rows = nodes.bullet_list(bullet="-")
        for index, item in enumerate(items):
            rows += nodes.list_item("", self._text(item, self._line(field, index)))
        return rows

    def _text(self, text: str, line: int, *classes: str) -> nodes.paragraph:
        """Make a paragraph that the extraction finds, with its line in the file."""
        text = " ".join(text.split())
        paragraph = nodes.paragraph(text, "", *self.parser.parse(text, line), classes=list(classes))
        paragraph.source, paragraph.line = self.document["source"], line
        return paragraph
