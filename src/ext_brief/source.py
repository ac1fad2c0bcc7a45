"""Take the front matter out of a brief before MyST sees it.

MyST would turn nested values into escaped JSON and print the abstract a second time. Its lines are
left blank, so that every line of the body keeps its number; the title alone stays, as the heading
that it is, on its own line.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from ext_arabic import messages
from ext_brief import frontmatter

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

    from ext_brief.model import Person

logger = logging.getLogger(__name__)
__ = messages.console("ext_brief")

#: where the front matter of the document being read is kept until its transform runs
FRONT_MATTER = "brief_front_matter"


def is_brief(docname: str, config: Config) -> bool:
    """Return whether *docname* is a brief, by the patterns of ``brief_documents``."""
    return any(fnmatchcase(docname, pattern) for pattern in config.brief_documents)


def on_source_read(app: Sphinx, docname: str, content: list[str]) -> None:
    """Read the front matter of a brief, warn of every problem, and leave its lines blank."""
    if not is_brief(docname, app.config):
        return
    path = app.env.doc2path(docname)
    found = frontmatter.read(content[0], _people(app))
    if found is None:
        logger.warning(
            __("a brief begins with its front matter (--- title: … ---)"),
            location=f"{path}:1",
            type="brief",
            subtype="front_matter",
        )
        return
    for problem in found.problems:
        logger.warning(
            "%s",
            problem.message,
            location=f"{path}:{problem.line}",
            type="brief",
            subtype="front_matter",
        )
    app.env.temp_data[FRONT_MATTER] = found
    content[0] = _without(content[0], found)


def _without(text: str, found: frontmatter.FrontMatter) -> str:
    head = [""] * found.length
    if found.title:
        # a hash at the end of the line would close the heading
        title = found.title.replace("\\", "\\\\")
        head[found.located.line(("title",)) - 1] = (
            "# " + title.rstrip("#") + "\\#" * (len(title) - len(title.rstrip("#")))
        )
    return "\n".join([*head, *text.split("\n")[found.length :]])


def _people(app: Sphinx) -> dict[str, Person]:
    """Return the persons of ``authors.yaml``, and note it as an input of this document."""
    path = Path(app.srcdir, app.config.brief_authors)
    if not path.exists():
        return {}
    app.env.note_dependency(str(path))
    return frontmatter.read_people(path)[0]


def on_builder_inited(app: Sphinx) -> None:
    """Warn of the mistakes in ``authors.yaml``, once a build."""
    path = Path(app.srcdir, app.config.brief_authors)
    if path.exists():
        for problem in frontmatter.read_people(path)[1]:
            logger.warning(
                "%s",
                problem.message,
                location=f"{path}:{problem.line}",
                type="brief",
                subtype="authors",
            )
