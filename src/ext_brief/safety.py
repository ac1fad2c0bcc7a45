"""Keep authors' and translators' files from reaching outside the publication.

They are trusted with words, not with the machine or the reader: no raw markup, no file from outside
the source folder, no address but those that a reader expects, no setting of the parser, and nothing
is fetched while building. Each attempt is a warning with file and line, and what it asked for is
left out. The directives and transforms stand in `unsafe`; here is what they check with.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from myst_parser.config.main import TopmatterReadError, read_topmatter
from sphinx.util import logging

from ext_arabic import messages

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)
__ = messages.console("ext_brief")

#: schemes of the addresses that a brief may link to
SCHEMES = ("http", "https", "mailto", "tel")
#: fields of a page's front matter that would change MyST itself: a substitution runs Python
_SETTINGS = frozenset({"myst", "html_meta", "substitutions"})


def warn(message: str, *args: object, location: Any) -> None:
    """Warn of something that may not be."""
    logger.warning(message, *args, location=location, type="brief", subtype="unsafe")


def is_inside(path: Path, env: BuildEnvironment) -> bool:
    """Return whether *path*, its links followed, lies in the source folder."""
    return path.resolve().is_relative_to(Path(env.srcdir).resolve())


def scheme_of(address: str) -> str:
    """Return the scheme of an address as a browser reads it, in small letters; often none."""
    # browsers drop blanks and control characters before they read it
    bare = re.sub(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\ufeff]", "", address)
    found = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", bare)
    return found[1].lower() if found else ""


def is_refused(address: str) -> bool:
    """Return whether a brief may not link to *address*; say so to nobody."""
    return scheme_of(address) not in ("", *SCHEMES)


def warn_of_address(address: str, location: Any) -> None:
    """Warn of an address that a brief may not link to."""
    text = __("an address may begin with %(known)s, not with %(scheme)s:")
    known = ", ".join(SCHEMES)
    warn("%s", text % {"known": known, "scheme": scheme_of(address)}, location=location)


def block_of(node: nodes.Node) -> nodes.Node:
    """Return the nearest node that knows its line."""
    while node.line is None and node.parent is not None:
        node = node.parent
    return node


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Tell MyST which addresses are addresses; it takes any other for a cross-reference."""
    config.myst_url_schemes = dict.fromkeys(SCHEMES)


def on_source_read(app: Sphinx, docname: str, content: list[str]) -> None:
    """Refuse a page from outside the source folder, and settings of the parser in a page."""
    path = Path(app.env.doc2path(docname))
    if not is_inside(path, app.env):
        warn(__("%s is outside the source folder"), path.resolve(), location=f"{path}:1")
        content[0] = f"# {path.stem}\n"  # a page without a heading would bring more warnings
    try:
        settings = read_topmatter(content[0]) or {}
    except TopmatterReadError:  # MyST reports it, and takes no setting from it
        return
    if not _SETTINGS.isdisjoint(settings):
        names = ", ".join(sorted(_SETTINGS & settings.keys()))
        warn(__("a page may not set: %s"), names, location=f"{path}:1")
        content[0] = _without_front_matter(content[0])


def _without_front_matter(text: str) -> str:
    """Leave the lines of a front matter blank, as MyST finds its end."""
    lines = text.splitlines()
    ends = [n for n, line in enumerate(lines) if n and line.startswith(("---", "..."))]
    length = ends[0] + 1 if ends else len(lines)
    return "\n".join([*[""] * length, *lines[length:]])


def on_include_read(app: Sphinx, relative_path: Path, parent: str, content: list[str]) -> None:
    """Empty what ``include`` brings from outside the source folder."""
    if is_inside(Path(app.srcdir, relative_path), app.env):
        return
    path = Path(app.env.doc2path(app.env.docname))
    # Sphinx (9.0) tells no line: it is the first that includes a file of that name
    rows = path.read_text(encoding="utf-8-sig", errors="replace").split("\n")
    asks = (n for n, row in enumerate(rows, 1) if "include" in row and relative_path.name in row)
    location = f"{path}:{next(asks, 1)}"
    text = __("%(name)s: %(path)s is outside the source folder")
    warn("%s", text % {"name": "include", "path": relative_path.as_posix()}, location=location)
    content[0] = ""
