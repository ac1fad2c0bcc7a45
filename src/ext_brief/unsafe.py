"""What authors may not do: the directives and transforms that refuse it (see `safety`)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import unquote

from docutils import nodes
from docutils.parsers.rst import Directive
from docutils.parsers.rst.directives import unchanged
from sphinx import addnodes
from sphinx.directives.code import LiteralInclude
from sphinx.directives.other import Include
from sphinx.directives.patches import CSVTable
from sphinx.transforms import SphinxTransform

from ext_arabic import messages
from ext_brief.safety import block_of, is_inside, is_refused, scheme_of, warn, warn_of_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.util.typing import OptionSpec

__ = messages.console("ext_brief")

_COMMENTS = re.compile(r"(?:\s*<!--(?:(?!-->).)*-->)*\s*", re.DOTALL)
#: endings of the files that the publication is made from
_OURS = (".py", ".yaml", ".yml", ".po", ".csl", ".md", ".rst")
#: what MyST itself makes of a hard line break; no author can write it so
_BREAKS = {("html", "<br />\n"), ("latex", "\\\\\n")}
#: an address that Markdown-It refuses without a word, and prints as it stands
_UNREAD = re.compile(r"(?:\]\(|\]:|<)[\s<]*((?:javascript|vbscript|file|data):\S*)", re.IGNORECASE)


def _is_formula(node: nodes.Node) -> bool:
    return isinstance(node, nodes.math | nodes.math_block)


def _outside(directive: Directive, name: str) -> bool:
    """Return whether *name* is a file outside the source folder, and warn of it."""
    env = directive.state.document.settings.env
    if is_inside(Path(env.relfn2path(name)[1]), env):
        return False
    text = __("%(name)s: %(path)s is outside the source folder")
    warn("%s", text % {"name": directive.name, "path": name}, location=_place(directive))
    return True


def _place(directive: Directive) -> str:
    source, line = directive.state_machine.get_source_and_line(directive.lineno)
    return f"{source}:{line}"


class NoRaw(Directive):
    """Refuse the ``raw`` directive, before it reads a file or an address."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = dict.fromkeys(
        ("file", "url", "encoding", "class"), unchanged
    )

    def run(self) -> list[nodes.Node]:
        """Warn."""
        warn(__("raw markup is off"), location=_place(self))
        return []


class SafeInclude(Include):
    """``include`` of files in the source folder, in reStructuredText.

    MyST has an ``include`` of its own (5.2); what that reads comes by `safety.on_include_read`.
    """

    def run(self) -> Sequence[nodes.Node]:
        """Warn of a file outside, else include it."""
        return [] if _outside(self, self.arguments[0]) else super().run()


class SafeLiteralInclude(LiteralInclude):
    """``literalinclude`` of files in the source folder."""

    def run(self) -> list[nodes.Node]:
        """Warn of a file outside, else include it."""
        files = [self.arguments[0], *filter(None, [self.options.get("diff")])]
        return [] if any(_outside(self, name) for name in files) else super().run()


class SafeCSVTable(CSVTable):
    """``csv-table`` of its own text or of a file in the source folder."""

    def run(self) -> list[Any]:  # Sphinx and docutils type it differently
        """Warn of an address or of a file outside, else make the table."""
        if "url" in self.options:
            text = __("%s is not a file of the project")
            warn(text, self.options["url"], location=_place(self))
            return []
        if "file" in self.options and _outside(self, self.options["file"]):
            return []
        return list(super().run())


class NoUnsafe(SphinxTransform):
    """Take raw markup, and files from outside, out of a document."""

    default_priority = 22  # after the translations (19), before files are looked for

    def apply(self, **kwargs: Any) -> None:
        """Check raw markup, headers of the page, images and downloads."""
        for raw in [*self.document.findall(nodes.raw)]:
            text = raw.astext()
            if (raw.get("format"), text) in _BREAKS:
                continue
            if not _COMMENTS.fullmatch(text):
                warn(__("raw markup is off: %s"), text.strip(), location=block_of(raw))
            raw.parent.remove(raw)
        for meta in [*self.document.findall(nodes.meta)]:
            if "http-equiv" in meta:
                warn(__("raw markup is off: %s"), meta["http-equiv"], location=block_of(meta))
                meta.parent.remove(meta)
        for formula in [*self.document.findall(_is_formula)]:
            # Sphinx has them set by a script from another site; paper would show their source
            place = (self.env.docname, block_of(formula).line)
            warn(__("formulas cannot be set: %s"), formula.astext(), location=place)
            formula.parent.remove(formula)
        for image in [*self.document.findall(nodes.image)]:
            image["uri"] = self._readable(image["uri"])
            self._check_file(image, image["uri"])
        for download in [*self.document.findall(addnodes.download_reference)]:
            self._check_file(download, download["reftarget"])
            if download.parent is not None and download["reftarget"].lower().endswith(_OURS):
                warn(
                    __("%s is not for readers"), download["reftarget"], location=block_of(download)
                )
                download.parent.remove(download)

    def _readable(self, address: str) -> str:
        """Undo what MyST (5.2) makes of a file name in Arabic (``%D8…``): Sphinx finds no such."""
        if "%" not in address or scheme_of(address):
            return address
        exists = Path(self.env.relfn2path(address)[1]).exists()
        return address if exists else unquote(address)

    def _check_file(self, node: nodes.Element, address: str) -> None:
        if scheme_of(address) or address.startswith("//"):
            warn(__("%s is not a file of the project"), address, location=block_of(node))
        elif not is_inside(Path(self.env.relfn2path(address)[1]), self.env):
            warn(__("%s is outside the source folder"), address, location=block_of(node))
        else:
            return
        node.parent.remove(node)


class NoUnsafeLinks(SphinxTransform):
    """Take links to unexpected addresses out of a document."""

    default_priority = 845  # every reference has its address by now (ExternalTargets, 640)

    def apply(self, **kwargs: Any) -> None:
        """Check links, entries of contents, and what Markdown-It did not take for a link."""
        for link in [*self.document.findall(nodes.reference)]:
            if is_refused(link.get("refuri", "")):
                warn_of_address(link["refuri"], block_of(link))
                link.replace_self(link.children)
        for tree in self.document.findall(addnodes.toctree):
            for entry in [*tree["entries"]]:
                if "://" in entry[1] and is_refused(entry[1]):
                    warn_of_address(entry[1], block_of(tree))
                    tree["entries"].remove(entry)
        for text in self.document.findall(nodes.Text):
            if not isinstance(text.parent, nodes.literal | nodes.FixedTextElement):
                for address in _UNREAD.findall(text):
                    warn_of_address(address, block_of(text))
