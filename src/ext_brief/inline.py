"""Parse a line of MyST into the nodes of a document that is already being read.

MyST parses whole documents only. The title block and the translations are single messages that
belong to the document around them: its link definitions, its footnotes, its settings. So nothing
here makes a document of its own (a throw-away document per message is what makes Sphinx's
translated doctrees grow with every file read), and a message is never taken for a block:
``1. Introduction`` stays text.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

#: the beginning of a link definition, ``[label]: address``
_DEFINITION = re.compile(r"^ {0,3}\[[^\]^][^\]]*\]:", re.MULTILINE)


#: where the parser of the document being read is kept
_PARSER = "brief_inline_parser"


class InlineParser:
    """Parse messages of one document; one Markdown parser serves them all."""

    def __init__(self, document: nodes.document, env: BuildEnvironment, source: str = "") -> None:
        """Take the link definitions of *source*, the whole text of the document, if it has any."""
        self.document = document
        config = env.myst_config  # type: ignore[attr-defined]  # MyST hangs it there
        self.markdown = create_md_parser(config, SphinxRenderer)
        self.markdown.options["document"] = document
        self.context: dict[str, Any] = {}
        if _DEFINITION.search(source):
            self.markdown.parse(source, self.context)
        renderer = self.markdown.renderer
        assert isinstance(renderer, SphinxRenderer)
        self.renderer = renderer
        # once: it makes a document that nobody uses, with settings of its own (MyST-Parser 5.2),
        # which costs five times what a message costs
        renderer.setup_render(dict(self.markdown.options), self.context)

    def substitute(self, values: dict[str, str]) -> None:
        """Let messages from now on use *values* for the substitutions of these names."""
        config = self.renderer.md_config
        self.renderer.md_config = config.copy(substitutions={**config.substitutions, **values})

    def parse(self, text: str, line: int, *, formulas: bool = True) -> list[nodes.Node]:
        """Return the nodes of *text*, a message that stands on *line* (from 1).

        Without *formulas*, the dollars of ``from $5bn to $6bn`` are text.
        """
        if not formulas:
            self.markdown.disable("math_inline", ignoreInvalid=True)
        try:
            return self._parse(text, line)
        finally:
            if not formulas:
                self.markdown.enable("math_inline", ignoreInvalid=True)

    def _parse(self, text: str, line: int) -> list[nodes.Node]:
        holder = nodes.inline()
        holder.document = self.document
        holder.source, holder.line = self.document["source"], line
        with self.renderer.current_node_context(holder):
            # lines count from 0 in Markdown-It, from 1 in docutils
            self.renderer.nested_render_text(text, max(line - 1, 0), inline=True)
        children = list(holder.children)
        for child in children:
            child.parent = None
        return children


def parser_of(document: nodes.document, env: BuildEnvironment) -> InlineParser:
    """Return the parser of the document being read; title block and translations share it."""
    kept = env.temp_data.get(_PARSER)
    if isinstance(kept, InlineParser) and kept.document is document:
        return kept
    source = Path(env.doc2path(env.docname)).read_text(encoding="utf-8-sig")
    made = env.temp_data[_PARSER] = InlineParser(document, env, source)
    return made
