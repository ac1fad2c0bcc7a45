"""Take the front matter out of a brief before MyST sees it.

MyST would turn nested values into escaped JSON and print the abstract a second time. Its lines are
left blank, so that every line of the body keeps its number; the title alone stays, as the heading
that it is, on its own line.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from ext_arabic import messages
from ext_brief import frontmatter, publication
from ext_brief.model import Attachment

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


def pattern_of(docname: str) -> str:
    """Return the pattern that excludes a brief; a question mark is any character."""
    return re.sub(r"[][*?]", "?", docname) + ".md"


def warn(message: str, location: str, subtype: str = "front_matter") -> None:
    """Warn an author of a mistake."""
    logger.warning("%s", message, location=location, type="brief", subtype=subtype)


def on_builder_inited(app: Sphinx) -> None:
    """Leave out what is held back, and warn of the mistakes in ``authors.yaml``, once a build."""
    config = app.config
    # what is not published yet is translated all the same
    if app.builder.name != "gettext" and not config.brief_drafts:
        source, patterns = Path(app.srcdir), config.brief_documents
        held = publication.held_back(source, patterns, publication.today(), config.brief_authors)
        config.exclude_patterns = [*config.exclude_patterns, *map(pattern_of, held)]
    path = Path(app.srcdir, config.brief_authors)
    if path.exists():
        for problem in frontmatter.read_people(path)[1]:
            warn(problem.message, f"{path}:{problem.line}", "authors")


def on_source_read(app: Sphinx, docname: str, content: list[str]) -> None:
    """Read the front matter of a brief, warn of every problem, and leave its lines blank."""
    if not is_brief(docname, app.config):
        return
    path = app.env.doc2path(docname)
    found = frontmatter.read(content[0], _people(app))
    if found is None:
        warn(__("a brief begins with its front matter (--- title: … ---)"), f"{path}:1")
        return
    for problem in found.problems:
        warn(problem.message, f"{path}:{problem.line}")
    app.env.temp_data[FRONT_MATTER] = found
    content[0] = _without(content[0], found, docname)


def _without(text: str, found: frontmatter.FrontMatter, docname: str) -> str:
    """Return *text* with the title, as a heading, in the place of its front matter."""
    # a page without a heading would bring warnings of its own
    title = found.title or docname.rpartition("/")[2]
    # hashes at the end of a heading would close it
    heading = re.sub(r"(?<=[ \t])#+$", r"\\\g<0>", f"# {title}")
    head = [""] * found.length
    head[found.located.line(("title",)) - 1] = heading
    return "\n".join([*head, *text.split("\n")[found.length :]])


def _people(app: Sphinx) -> dict[str, Person]:
    """Return the persons of ``authors.yaml``, and note it as an input of this document."""
    path = Path(app.srcdir, app.config.brief_authors)
    if not path.exists():
        return {}
    app.env.note_dependency(str(path))
    return frontmatter.read_people(path)[0]


def on_brief_attachments(app: Sphinx, docname: str) -> list[Attachment]:
    """Return the source of a document, as its author wrote it."""
    path = Path(app.env.doc2path(docname))
    description = messages.page("ext_brief", app.config.language)("The source of this brief")
    return [Attachment(path.name, path.read_bytes(), "text/markdown", description)]
