"""Keep authors' and translators' files from reaching outside the publication.

They are trusted with words, not with the machine or the reader: no raw markup, no file from outside
the source folder, no address but those that a reader expects, and nothing is fetched while building.
Each attempt is a warning with file and line, and what it asked for is left out.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from docutils import nodes
from sphinx import addnodes
from sphinx.directives.code import LiteralInclude
from sphinx.directives.patches import CSVTable
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ext_arabic import messages

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)
__ = messages.console("ext_brief")

#: schemes of the addresses that a brief may link to
SCHEMES = ("http", "https", "mailto", "tel")
_COMMENT = re.compile(r"\s*<!--.*?-->\s*", re.DOTALL)


def _warn(message: str, *args: object, location: Any) -> None:
    logger.warning(message, *args, location=location, type="brief", subtype="unsafe")


def is_inside(path: Path, env: BuildEnvironment) -> bool:
    """Return whether *path*, its links followed, lies in the source folder."""
    return path.resolve().is_relative_to(Path(env.srcdir).resolve())


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Tell MyST which addresses are addresses; it takes any other for a cross-reference."""
    if "myst_url_schemes" in config:
        config.myst_url_schemes = dict.fromkeys(SCHEMES)


def on_include_read(app: Sphinx, relative_path: Path, parent: str, content: list[str]) -> None:
    """Empty what ``include`` brings from outside the source folder."""
    if not is_inside(Path(app.srcdir, relative_path), app.env):
        location = app.env.doc2path(app.env.docname)
        _warn(__("include: %s is outside the source folder"), relative_path, location=location)
        content[0] = ""


class NoRaw(SphinxDirective):
    """Refuse the ``raw`` directive, before it reads a file or an address."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = {"file": str, "url": str, "encoding": str, "class": str}  # noqa: RUF012 - docutils' own form

    def run(self) -> list[nodes.Node]:
        """Warn."""
        _warn(__("raw markup is off"), location=self.get_location())
        return []


class SafeLiteralInclude(LiteralInclude):
    """``literalinclude`` of files in the source folder."""

    def run(self) -> list[nodes.Node]:
        """Warn of a file outside, else include it."""
        _, path = self.env.relfn2path(self.arguments[0])
        if is_inside(Path(path), self.env):
            return super().run()
        text = __("literalinclude: %s is outside the source folder")
        _warn(text, self.arguments[0], location=self.get_location())
        return []


class SafeCSVTable(CSVTable):
    """``csv-table`` of its own text or of a file in the source folder."""

    def run(self) -> list[nodes.Node]:
        """Warn of an address or of a file outside, else make the table."""
        env = self.state.document.settings.env
        wanted = self.options.get("url") or self.options.get("file", "")
        inside = "url" not in self.options and is_inside(Path(env.relfn2path(wanted)[1]), env)
        if not wanted or inside:
            return list(super().run())
        text = __("csv-table: %s is outside the source folder")
        _warn(text, wanted, location=(env.docname, self.lineno))
        return []


class Safety(SphinxTransform):
    """Take out of a document what may not be there."""

    default_priority = 22  # after the translations (20), which obey the same rules

    def apply(self, **kwargs: Any) -> None:
        """Check raw markup, images, downloads and addresses."""
        for raw in [*self.document.findall(nodes.raw)]:
            if not _COMMENT.fullmatch(raw.astext()):
                _warn(__("raw markup is off: %s"), raw.astext().strip(), location=_block(raw))
            raw.parent.remove(raw)
        for image in [*self.document.findall(nodes.image)]:
            self._check_file(image, image["uri"])
        for download in [*self.document.findall(addnodes.download_reference)]:
            self._check_file(download, download["reftarget"])
        for link in [*self.document.findall(nodes.reference)]:
            scheme = urlsplit(_plain(link.get("refuri", ""))).scheme.lower()
            if scheme and scheme not in SCHEMES:
                text = __("an address may begin with %(known)s, not with %(scheme)s:")
                _warn(text % {"known": ", ".join(SCHEMES), "scheme": scheme}, location=_block(link))
                link.replace_self(link.children)

    def _check_file(self, node: nodes.Element, address: str) -> None:
        if urlsplit(_plain(address)).scheme or address.startswith("//"):
            _warn(__("%s is not a file of the project"), address, location=_block(node))
        elif not is_inside(Path(self.env.relfn2path(address)[1]), self.env):
            _warn(__("%s is outside the source folder"), address, location=_block(node))
        else:
            return
        node.parent.remove(node)


def _plain(address: str) -> str:
    """Drop what browsers drop from an address before they read its scheme."""
    return re.sub(r"[\x00-\x20]", "", address)


def _block(node: nodes.Node) -> nodes.Node:
    """Return the nearest node that knows its line."""
    while node.line is None and node.parent is not None:
        node = node.parent
    return node
