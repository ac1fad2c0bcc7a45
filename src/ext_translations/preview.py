"""Show on the pages of a preview which messages want work, and where each stands.

A block whose message is missing, fuzzy or failing is outlined, and ends in a line that names the
catalog, the line and the message, and leads to the next one. Templates learn of all of them in
``preview``. Nothing of this is part of a published page.
"""

from __future__ import annotations

import html
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ext_arabic import messages
from ext_arabic.direction import direction_of
from ext_translations.marks import Mark, marks_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

__ = messages.console("ext_translations")
STATIC = Path(__file__).parent / "static"
#: characters of a message that are enough to find it by
BEGINNING = 60


class catalog_mark(nodes.Inline, nodes.Element):  # noqa: N801 - docutils names its nodes so
    """The line under a block that names its message; ``mark`` holds the `Mark`."""


def on_builder_inited(app: Sphinx) -> None:
    """Add the marks and their style to the web pages of a preview."""
    if app.config.translations_preview and app.builder.name == "html":
        app.config.html_static_path.append(str(STATIC))
        app.add_css_file("translations-preview.css")
        app.add_js_file("translations-preview.js", loading_method="defer")
        app.add_post_transform(ShowMarks)


class ShowMarks(SphinxPostTransform):
    """Append a `catalog_mark` to each block that wants work."""

    default_priority = 800  # the runs of the text are isolated (700); the mark is none of it

    def run(self, **kwargs: Any) -> None:
        """Mark the blocks, and chain the marks so that each leads to the next."""
        wanting = [(node, mark) for node, mark in marks_of(self.document) if wants_work(mark)]
        for place, (node, mark) in enumerate(wanting):
            node["classes"].append(f"message-{mark.state}")
            following = (place + 1) % len(wanting) + 1
            line = catalog_mark(mark=mark, ids=[f"mark-{place + 1}"], next=f"mark-{following}")
            if isinstance(node, nodes.TextElement) and not isinstance(node, nodes.FixedTextElement):
                node.append(line)
            elif is_shown(node):
                node.parent.insert(node.parent.index(node) + 1, line)


def wants_work(mark: Mark) -> bool:
    """Return whether a translator has to look at the message."""
    return mark.state in {"missing", "fuzzy", "failing"}


def state_name(mark: Mark) -> str:
    """Return how a message stands, in the user's language."""
    names = {
        "missing": __("not translated"),
        "fuzzy": __("fuzzy"),
        "failing": __("failing"),
    }
    return names.get(mark.state, "")


def beginning(text: str, most: int = BEGINNING) -> str:
    """Return the first words of a message."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def visit_catalog_mark(self: HTML5Translator, node: nodes.Element) -> None:
    """Print the line of a mark: what is wrong, and where."""
    mark: Mark = node["mark"]
    source = self.config.site.source_language
    errors = "".join(f"<span class='error'>{html.escape(text)}</span> " for text in mark.errors)
    direction = direction_of(messages.console_language())
    title = html.escape("\n".join([mark.place, *mark.errors, "", mark.msgid, "", mark.msgstr]))
    self.body.append(
        f'<span class="catalog-mark" id="{node["ids"][0]}" dir="{direction}">'
        f'<a class="state" href="#{node["next"]}" title="{title}">{state_name(mark)}</a> {errors}'
        f'<code dir="ltr">{html.escape(mark.place)}</code> '
        f'<q lang="{source}" dir="{direction_of(source)}">{html.escape(beginning(mark.msgid))}</q>'
        "</span>"
    )
    raise nodes.SkipNode


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add ``preview``: what the strip on top of a page says."""
    if not app.config.translations_preview:
        return
    marks = [mark for _, mark in marks_of(doctree)] if doctree is not None else []
    context["preview"] = {
        "label": __("Preview"),
        "unpublished": unpublished(context.get("brief") or {}),
        "counts": Counter(state_name(mark) for mark in marks if wants_work(mark)),
        "hidden": hidden(doctree) if doctree is not None else [],
        "direction": direction_of(messages.console_language()),
    }


def unpublished(brief: Mapping[str, Any]) -> str:
    """Return why a brief is not published yet, in the user's language; nothing where it is."""
    status, embargo = str(brief.get("status", "published")), str(brief.get("embargo", ""))
    if status not in {"published", "withdrawn"}:
        return __("not published: its status is “%s”") % status
    return __("under embargo until %s") % embargo if embargo else ""


def hidden(document: nodes.Element) -> list[str]:
    """Return the places of messages that want work and show in no block: a description, say."""
    return [
        f"{state_name(mark)}: {mark.place}: {beginning(mark.msgid)}"
        for node, mark in marks_of(document)
        if wants_work(mark) and not is_shown(node)
    ]


def is_shown(node: nodes.Element) -> bool:
    """Return whether a block shows a message, so that a mark can stand there."""
    return node.parent is not None and not isinstance(node, (nodes.Invisible, nodes.meta))
