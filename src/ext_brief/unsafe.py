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
        """Check raw markup, headers of the page, formulas, images and downloads."""
        for node in [*self.document.findall(nodes.Element)]:  # once: a document has many nodes
            match node:
                case nodes.raw():
                    self._check_raw(node)
                case nodes.meta() if "http-equiv" in node:
                    self._refuse(node, __("raw markup is off: %s") % node["http-equiv"])
                case nodes.math() | nodes.math_block():
                    # Sphinx has them set by a script from another site; paper shows their source
                    text = __("formulas cannot be set: %s") % node.astext()
                    self._refuse(node, text, (self.env.docname, block_of(node).line))
                case nodes.image():
                    node["uri"] = self._readable(node["uri"])
                    self._check_file(node, node["uri"])
                case addnodes.download_reference():
                    is_ours = node["reftarget"].lower().endswith(_OURS)
                    if self._check_file(node, node["reftarget"]) and is_ours:
                        self._refuse(node, __("%s is not for readers") % node["reftarget"])

    def _refuse(self, node: nodes.Element, text: str, location: Any = None) -> None:
        warn("%s", text, location=location or block_of(node))
        node.parent.remove(node)

    def _check_raw(self, node: nodes.raw) -> None:
        text = node.astext()
        if (node.get("format"), text) in _BREAKS:
            return
        if _COMMENTS.fullmatch(text):
            node.parent.remove(node)
        else:
            self._refuse(node, __("raw markup is off: %s") % text.strip())

    def _readable(self, address: str) -> str:
        """Undo what MyST (5.2) makes of a file name in Arabic (``%D8…``): Sphinx finds no such."""
        if "%" not in address or scheme_of(address):
            return address
        exists = Path(self.env.relfn2path(address)[1]).exists()
        return address if exists else unquote(address)

    def _check_file(self, node: nodes.Element, address: str) -> bool:
        """Return whether *address* is a file of the project; else refuse the node."""
        if scheme_of(address) or address.startswith("//"):
            self._refuse(node, __("%s is not a file of the project") % address)
            return False
        if not is_inside(Path(self.env.relfn2path(address)[1]), self.env):
            self._refuse(node, __("%s is outside the source folder") % address)
            return False
        return True


class NoUnsafeLinks(SphinxTransform):
    """Take links to unexpected addresses out of a document."""

    default_priority = 845  # every reference has its address by now (ExternalTargets, 640)

    def apply(self, **kwargs: Any) -> None:
        """Check links, entries of contents, and what Markdown-It did not take for a link."""
        for node in [*self.document.findall()]:  # once: a document has many nodes
            match node:
                case nodes.Text() if ":" in node:
                    self._check_text(node)
                case nodes.reference() if is_refused(node.get("refuri", "")):
                    warn_of_address(node["refuri"], block_of(node))
                    node.replace_self(node.children)
                case addnodes.toctree():
                    for entry in [*node["entries"]]:
                        if "://" in entry[1] and is_refused(entry[1]):
                            warn_of_address(entry[1], block_of(node))
                            node["entries"].remove(entry)

    def _check_text(self, text: nodes.Text) -> None:
        if not isinstance(text.parent, nodes.literal | nodes.FixedTextElement):
            for address in _UNREAD.findall(text):
                warn_of_address(address, block_of(text))
