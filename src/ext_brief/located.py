"""Read YAML as plain data that remembers its lines. Plain Python.

Nothing is guessed (every scalar stays text), no tag makes an object, and what could grow without
bound is refused: a value that repeats another one by an alias.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from ext_arabic import messages

__ = messages.console("ext_brief")

#: the way from the root to a value: keys of mappings, numbers of items
Where = tuple[str | int, ...]


@dataclass(frozen=True)
class Problem:
    """One mistake in a file of the author's."""

    #: line in the file, from 1
    line: int
    message: str


class NotYamlError(Exception):
    """Raised when a text cannot be read as YAML at all."""

    def __init__(self, problem: Problem) -> None:
        """Keep what is wrong, and where."""
        super().__init__(problem.message)
        self.problem = problem


class Located:
    """A YAML text as plain data, with the line of each value."""

    def __init__(self, text: str, first_line: int = 1) -> None:
        """Read *text*, whose first line is *first_line* of its file; raise `NotYamlError`."""
        self.first_line = first_line
        self.problems: list[Problem] = []
        self._rows = text.split("\n")
        self._nodes: dict[Where, yaml.Node] = {}
        self._lines: dict[Where, int] = {}
        self._seen: set[int] = set()
        try:
            root = yaml.compose(text, Loader=yaml.BaseLoader)
        except yaml.YAMLError as error:
            raise NotYamlError(_explain(error, text, first_line)) from None
        except RecursionError:
            text = __("this is not YAML: %s") % "…"
            raise NotYamlError(Problem(first_line, text)) from None
        self.data: Any = self._plain(root, ()) if root is not None else {}

    def line(self, path: Where) -> int:
        """Return the line of the value at *path*, or of the nearest value around it."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, self.first_line)

    def paragraphs(self, path: Where) -> list[tuple[int, str]]:
        """Return the paragraphs of the text at *path*, each on one line, with its line.

        In a folded or a quoted text YAML has made one line of each paragraph already; in a
        literal one (``|``) an empty line parts them.
        """
        node = self._nodes.get(path)
        if not isinstance(node, yaml.ScalarNode):
            return []
        parts = re.split(r"\n\s*\n" if node.style == "|" else r"\n", node.value.strip())
        texts = [" ".join(part.split()) for part in parts if part.strip()]
        start, end = node.start_mark.line, node.end_mark.line
        if node.style in ("|", ">"):
            start += 1  # its mark stands on the line before
            end -= node.end_mark.column == 0  # and it ends where the next field begins
        rows = range(start, min(end + 1, len(self._rows)))
        heads = [n for n in rows if self._rows[n].strip() and (n == start or self._is_blank(n - 1))]
        lines = [n + self.first_line for n in heads]
        fallback = self.line(path)
        return [
            (lines[number] if len(lines) == len(texts) else fallback, text)
            for number, text in enumerate(texts)
        ]

    def _is_blank(self, row: int) -> bool:
        return not self._rows[row].strip()

    def _plain(self, node: yaml.Node, path: Where) -> Any:
        line = node.start_mark.line + self.first_line
        self._lines.setdefault(path, line)
        self._nodes[path] = node
        if isinstance(node, yaml.ScalarNode):
            return node.value
        if id(node) in self._seen:
            text = __("a value is repeated by an alias (*) here; write it out")
            self.problems.append(Problem(self.line(path[:-1]) if path else line, text))
            return ""
        self._seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(item, (*path, index)) for index, item in enumerate(node.value)]
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key, line = str(key_node.value), key_node.start_mark.line + self.first_line
            if key in found:
                self.problems.append(Problem(line, __("%s stands twice") % key))
            self._lines[(*path, key)] = line
            found[key] = self._plain(value_node, (*path, key))
        return found


def _explain(error: yaml.YAMLError, text: str, first_line: int) -> Problem:
    """Say in an author's words what PyYAML found; its own words where we have none."""
    if isinstance(error, yaml.reader.ReaderError):
        row = text.count("\n", 0, error.position)
        return Problem(row + first_line, __("a character that cannot be printed stands here"))
    mark = getattr(error, "problem_mark", None)
    row = mark.line if mark else 0
    found = str(getattr(error, "problem", None) or error)
    reasons = {
        "mapping values are not allowed": __("a text with a colon needs quotes around it"),
        "found character '\\t'": __("indent with blanks, not with a tab"),
        "found unexpected end of stream": __("a quote was opened and not closed"),
        "could not find expected ':'": __("a colon after the field's name is missing"),
    }
    for beginning, reason in reasons.items():
        if found.startswith(beginning):
            # a quote or a field is missing where it began, not where the search for its end did
            began = getattr(error, "context_mark", None)
            return Problem((began.line if began else row) + first_line, reason)
    return Problem(row + first_line, __("this is not YAML: %s") % found)
