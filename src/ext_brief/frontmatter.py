"""Read a brief's front matter: YAML in, a `Brief` and the problems found out. Plain Python.

Every problem is reported at once, each with its line. All scalars are read as text and turned into
dates and flags by the record, so that YAML never guesses (``number: 2024/01``, ``no``).
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from pydantic import ValidationError

from ext_arabic import messages
from ext_brief.model import Brief, Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pydantic_core import ErrorDetails

__ = messages.console("ext_brief")

_BLOCK = re.compile(
    r"\A(?:\ufeff)?---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE
)
_PEOPLE = ("authors", "translators", "editors", "reviewers")

Where = tuple[str | int, ...]


@dataclass(frozen=True)
class Problem:
    """One mistake in a file of the author's."""

    #: line in the file, from 1
    line: int
    message: str


class Located:
    """A YAML text as plain data, with the line of each value."""

    def __init__(self, text: str, first_line: int = 1) -> None:
        """Read *text*, whose first line is *first_line* of its file; raise `yaml.YAMLError`."""
        self.first_line = first_line
        self.problems: list[Problem] = []
        self._lines: dict[Where, int] = {}
        root = yaml.compose(text, Loader=yaml.BaseLoader)
        self.data: Any = self._plain(root, ()) if root is not None else {}

    def line(self, path: Where) -> int:
        """Return the line of the value at *path*, or of the nearest value around it."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, self.first_line)

    def _plain(self, node: yaml.Node, path: Where) -> Any:
        self._lines.setdefault(path, node.start_mark.line + self.first_line)
        if isinstance(node, yaml.MappingNode):
            found: dict[str, Any] = {}
            for key_node, value_node in node.value:
                key, line = str(key_node.value), key_node.start_mark.line + self.first_line
                if key in found:
                    self.problems.append(Problem(line, __("%s stands twice") % key))
                self._lines[(*path, key)] = line
                found[key] = self._plain(value_node, (*path, key))
            return found
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(item, (*path, index)) for index, item in enumerate(node.value)]
        return node.value


@dataclass(frozen=True)
class FrontMatter:
    """What stands at the head of a brief's file."""

    #: the validated record; None where a problem forbids one
    brief: Brief | None
    problems: tuple[Problem, ...]
    #: the YAML as plain data, with lines
    located: Located
    #: how many lines of the file it takes, both fences included
    length: int

    @property
    def title(self) -> str:
        """Return the title, on one line, even where the record is faulty."""
        data = self.located.data
        title = data.get("title", "") if isinstance(data, dict) else ""
        return " ".join(title.split()) if isinstance(title, str) else ""


def read(text: str, people: Mapping[str, Person]) -> FrontMatter | None:
    """Read the front matter of *text*; None where it has none."""
    match = _BLOCK.match(text)
    if match is None:
        return None
    length = text[: match.end()].count("\n") + 1
    try:
        located = Located(match["yaml"], first_line=2)
    except yaml.YAMLError as error:
        return FrontMatter(None, (_yaml_problem(error, 2),), Located(""), length)
    if not isinstance(located.data, dict):
        problem = Problem(2, __("the front matter is not a list of fields"))
        return FrontMatter(None, (problem,), Located(""), length)
    problems = list(located.problems)
    data = dict(located.data)
    for role in _PEOPLE:
        if role in data:
            data[role] = _people(data[role], role, people, located, problems)
    brief = None
    try:
        brief = Brief.model_validate(data)
    except ValidationError as error:
        problems.extend(_explain(error, located))
    return FrontMatter(
        None if problems else brief, tuple(sorted(problems, key=lambda p: p.line)), located, length
    )


def read_people(path: Path) -> tuple[dict[str, Person], list[Problem]]:
    """Read ``authors.yaml``: a mapping of keys to persons."""
    try:
        located = Located(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        return {}, [_yaml_problem(error, 1)]
    except (OSError, UnicodeDecodeError) as error:
        return {}, [Problem(1, __("cannot be read: %s") % error)]
    if not isinstance(located.data, dict):
        return {}, [Problem(1, __("this file must map keys to persons"))]
    people: dict[str, Person] = {}
    problems = list(located.problems)
    for key, value in located.data.items():
        try:
            people[key] = Person.model_validate(value)
        except ValidationError as error:
            problems.extend(_explain(error, located, (key,)))
    return people, problems


def _people(
    value: Any,
    role: str,
    people: Mapping[str, Person],
    located: Located,
    problems: list[Problem],
) -> Any:
    """Put persons in the place of their keys; a person written in place is left to the record."""
    if not isinstance(value, list):
        value = [value] if value else []
    found = []
    for index, item in enumerate(value):
        if not isinstance(item, str):
            found.append(item)
        elif item in people:
            found.append(people[item])
        else:
            text = __("%(role)s: unknown person %(key)s") % {"role": role, "key": item}
            problems.append(Problem(located.line((role, index)), text + _nearest(item, people)))
            found.append(Person(name={"": item or "?"}))
    return found


def _yaml_problem(error: yaml.YAMLError, first_line: int) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line = (mark.line if mark else 0) + first_line
    return Problem(line, __("this is not YAML: %s") % (getattr(error, "problem", None) or error))


def _nearest(word: str, known: Iterable[str]) -> str:
    matches = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return __("; did you mean %s?") % matches[0] if matches else ""


def _explain(error: ValidationError, located: Located, prefix: Where = ()) -> Iterator[Problem]:
    for detail in error.errors(include_url=False):
        path: Where = (*prefix, *detail["loc"])
        field = ".".join(str(part) for part in path)
        yield Problem(located.line(path), f"{field}: {_reason(detail)}")


def _reason(detail: ErrorDetails) -> str:
    """Say in the author's words what pydantic found; its own where we have none."""
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        return __("unknown field") + _nearest(str(detail["loc"][-1]), Brief.model_fields)
    if kind == "literal_error":
        return __("%(value)s is not one of %(known)s") % {
            "value": value,
            "known": context["expected"],
        }
    reasons = {
        "missing": __("this field is missing"),
        "string_too_short": __("this field is empty"),
        "too_short": __("at least one is needed"),
        "string_type": __("a line of text is expected"),
        "tuple_type": __("a list is expected"),
        "string_pattern_mismatch": __("%s is not a DOI such as 10.1000/182") % value,
    }
    if kind.startswith("date"):
        return __("%s is not a date (year-month-day, as in 2024-01-31)") % value
    return reasons.get(kind, detail["msg"])
