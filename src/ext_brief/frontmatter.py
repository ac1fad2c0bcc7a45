"""Read a brief's front matter: YAML in, a `Brief` and the problems found out. Plain Python.

Every problem is reported at once, each with its line. All scalars are read as text and turned into
dates and flags by the record, so that YAML never guesses (``number: 2024/01``, ``no``).
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from ext_arabic import messages
from ext_brief.located import Located, NotYamlError, Problem, Where
from ext_brief.model import Brief, Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pydantic_core import ErrorDetails

__ = messages.console("ext_brief")

_BLOCK = re.compile(
    r"\A\ufeff?---[ \t\r]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t\r]*$", re.DOTALL | re.MULTILINE
)
_PEOPLE = ("authors", "translators", "editors", "reviewers")


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
    except NotYamlError as error:
        return FrontMatter(None, (error.problem,), Located(""), length)
    if not isinstance(located.data, dict):
        problem = Problem(2, __("the front matter must be fields, each with its name and a colon"))
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
        problems.extend(_explain(error, located, Brief))
    problems.sort(key=lambda problem: problem.line)
    return FrontMatter(None if problems else brief, tuple(problems), located, length)


def read_people(path: Path) -> tuple[dict[str, Person], list[Problem]]:
    """Read ``authors.yaml``: a mapping of keys to persons."""
    try:
        located = Located(path.read_text(encoding="utf-8-sig"))
    except NotYamlError as error:
        return {}, [error.problem]
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
            problems.extend(_explain(error, located, Person, (key,)))
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


def _nearest(word: str, known: Iterable[str]) -> str:
    matches = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return __("; did you mean %s?") % matches[0] if matches else ""


def _explain(
    error: ValidationError, located: Located, model: type[BaseModel], prefix: Where = ()
) -> Iterator[Problem]:
    details = error.errors(include_url=False)
    for detail in details:
        loc = detail["loc"]
        if detail["type"] == "too_short" and any(
            d["loc"][: len(loc)] == loc != d["loc"] for d in details
        ):
            continue  # pydantic counts faulty items as none at all
        path: Where = (*prefix, *detail["loc"])
        # fields of a record in a record are a person's or a correction's
        known = model.model_fields if len(detail["loc"]) == 1 else Person.model_fields
        field = ".".join(str(part) for part in path)
        yield Problem(located.line(path), f"{field}: {_reason(detail, known)}")


def _reason(detail: ErrorDetails, known: Iterable[str]) -> str:
    """Say in the author's words what pydantic found; its own where we have none."""
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        return __("unknown field") + _nearest(str(detail["loc"][-1]), known)
    if value == "" and not kind.startswith("tuple"):
        return __("this field is empty")
    if kind.startswith("date"):
        return __("%s is not a date (year-month-day, as in 2024-01-31)") % (value,)
    if kind == "literal_error":
        words = ", ".join(re.findall(r"'([^']*)'", context["expected"]))
        return __("%(value)s is not one of: %(known)s") % {"value": value, "known": words}
    reasons: dict[str, str] = {
        "missing": __("this field is missing"),
        "string_too_short": __("this field is empty"),
        "too_short": __("at least one is needed"),
        "string_type": __("a line of text is expected"),
        "tuple_type": __("a list is expected"),
        "dict_type": __("a name in each language is expected (ar: …, en: …)"),
        "model_type": __("named fields are expected here"),
        "bool_parsing": __("true or false is expected"),
        "string_pattern_mismatch": __("%s is not a DOI such as 10.1000/182") % (value,),
    }
    return reasons.get(kind, str(detail["msg"]))
