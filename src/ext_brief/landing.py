"""The ``brief-list`` directive: the briefs of the edition, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from ext_arabic.dates import format_date
from ext_brief.page import records
from ext_brief.source import is_brief

if TYPE_CHECKING:
    from ext_brief.domain import BriefRecord


class brief_list(nodes.General, nodes.Element):  # noqa: N801 - docutils names its nodes so
    """The place of the list, until every brief has been read."""


class BriefList(SphinxDirective):
    """List every published brief of the edition, newest first."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        """Leave a place for the list, and make the briefs part of the contents."""
        env = self.env
        found = sorted(
            (name for name in env.found_docs if is_brief(name, self.config)), reverse=True
        )
        tree = addnodes.toctree(
            parent=env.docname,
            entries=[(None, name) for name in found],
            includefiles=found,
            maxdepth=-1,
            caption=None,
            glob=True,
            hidden=True,
            includehidden=False,
            numbered=0,
            titlesonly=True,
        )
        tree["rawentries"] = []
        # read again when a brief is added or taken away, as a toctree with :glob: is
        env.glob_toctrees.add(env.docname)
        wrapper = nodes.compound("", tree, classes=["toctree-wrapper"])
        return [wrapper, brief_list()]


class FillBriefList(SphinxPostTransform):
    """Put the cards in the place of the list."""

    default_priority = 400  # no reference in them is left to resolve

    def run(self, **kwargs: Any) -> None:
        """Replace each place by its cards."""
        for place in [*self.document.findall(brief_list)]:
            cards = [self._card(record) for record in records(self.env).newest_first()]
            place.replace_self(nodes.container("", *cards, classes=["brief-list"]))

    def _card(self, record: BriefRecord) -> nodes.container:
        edition = self.config.site.edition(self.config.language)
        date = format_date(
            record.brief.date, edition.language, months=edition.months, digits=edition.digits
        )
        address = self.env._app.builder.get_relative_uri(self.env.docname, record.docname)
        meta = nodes.paragraph("", "", classes=["brief-meta"])
        meta += nodes.inline("", record.brief.number, classes=["number"])
        meta += nodes.Text(" ")
        meta += nodes.inline("", date, classes=["date"])
        link = nodes.reference("", record.title, internal=True, refuri=address)
        card = nodes.container("", meta, classes=["brief-card"], docname=record.docname)
        card += nodes.paragraph("", "", link, classes=["brief-title"])
        for name, text in (("subtitle", record.subtitle), ("abstract", record.abstract)):
            if text:
                card += nodes.paragraph("", text, classes=[f"brief-{name}"])
        if record.topics:
            topics = (nodes.list_item("", nodes.paragraph("", topic)) for topic in record.topics)
            card += nodes.bullet_list("", *topics, classes=["topics"])
        return card
