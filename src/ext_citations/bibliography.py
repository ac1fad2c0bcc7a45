"""The ``bibliography`` directive: a place for a list of references."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, get_args

from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from ext_arabic import messages
from ext_citations.formats.variables import TYPES
from ext_citations.places import bibliography
from ext_citations.practice import Split
from ext_citations.records import ListRecord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils import nodes

__ = messages.console("ext_citations")


def _scope(argument: str) -> str:
    return str(directives.choice(argument, ("here", "everywhere", "all")))


def _split(argument: str | None) -> str:
    return str(directives.choice(argument or "script", get_args(Split)))


def _words(argument: str) -> tuple[str, ...]:
    parts = argument.replace("،", ",").split(",")
    return tuple(word for part in parts if (word := part.strip()))


def _types(argument: str) -> tuple[str, ...]:
    types = _words(argument)
    for name in types:
        if name not in TYPES:
            near = difflib.get_close_matches(name, sorted(TYPES), n=3) or sorted(TYPES)
            message = __("no type of source is called “%(name)s”; there are: %(near)s")
            raise ValueError(message % {"name": name, "near": ", ".join(near)})
    return types


class Bibliography(SphinxDirective):
    """List references: those that this document cites, unless an option says otherwise."""

    has_content = False
    option_spec = {  # noqa: RUF012 - docutils' own form
        "cited": _scope,
        "type": _types,
        "language": _words,
        "keyword": _words,
        "split": _split,
    }

    def run(self) -> Sequence[nodes.Node]:
        """Leave a place for the list."""
        node = bibliography()
        node["record"] = ListRecord(
            scope=self.options.get("cited", "here"),
            types=self.options.get("type", ()),
            languages=self.options.get("language", ()),
            keywords=self.options.get("keyword", ()),
            split=self.options.get("split"),
        )
        self.set_source_info(node)
        return [node]
