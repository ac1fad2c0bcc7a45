"""The list of checks, and what their docstrings say.

A docstring explains the check to a translator and ends in examples, which the tests run::

    Bad: ٢٠٢٤ => 2023
    Good: ٢٠٢٤ => 2024

`⏎` stands for a line break and `<U+200F>` for that character; `(fuzzy)` before a translation marks
it so. `Terms:`, `Keys:` and `Elsewhere:` give the examples a term base, keys and another catalog.
"""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ext_arabic import messages
from ext_translations.checks.model import Context, Pair, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__ = messages.console("ext_translations")
_EXAMPLE = re.compile(r"(Bad|Good|Terms|Keys|Elsewhere): (.*)")
_CHARACTER = re.compile(r"<U\+([0-9A-F]{4})>")


class CheckFunction(Protocol):
    """A check: yields one message for each thing it finds."""

    __doc__: str | None

    def __call__(self, pair: Pair, context: Context, /) -> Iterator[str]:
        """Examine one pair."""


@dataclass(frozen=True)
class Check:
    """A check as it is registered."""

    name: str
    severity: Severity
    function: CheckFunction
    #: what was found leaves nothing for later checks to examine
    final: bool = False
    #: languages whose words the check knows; empty: it looks at signs only
    languages: frozenset[str] = frozenset()

    @property
    def explanation(self) -> str:
        """The docstring without its examples, one line a paragraph, in English."""
        text = inspect.cleandoc(self.function.__doc__ or "")
        paragraphs = [p for p in text.split("\n\n") if not _EXAMPLE.match(p)]
        return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)

    @property
    def examples(self) -> list[tuple[str, str]]:
        """The examples: their kind and their text."""
        text = inspect.cleandoc(self.function.__doc__ or "")
        lines = (_EXAMPLE.fullmatch(line.strip()) for line in text.splitlines())
        return [(found[1], found[2]) for found in lines if found]


#: every check by its name, in the order in which they run
CHECKS: dict[str, Check] = {}


def check(
    name: str, severity: Severity, *, final: bool = False, languages: str = ""
) -> Callable[[CheckFunction], CheckFunction]:
    """Register a function as the check *name*; *languages* are parted by blanks."""

    def register(function: CheckFunction) -> CheckFunction:
        assert name not in CHECKS, name
        CHECKS[name] = Check(name, severity, function, final, frozenset(languages.split()))
        return function

    return register


def example(text: str) -> Pair:
    """Return the pair that an example of a docstring shows."""
    text = _CHARACTER.sub(lambda found: chr(int(found[1], 16)), text.replace("⏎", "\n"))
    source, _, translation = text.partition(" =>")
    translation = translation.removeprefix(" ")
    fuzzy = translation.startswith("(fuzzy) ")
    return Pair(source, translation.removeprefix("(fuzzy) "), fuzzy=fuzzy)


def said(severity: Severity) -> str:
    """Return a severity in the user's language."""
    return __(severity.value)


def explain(name: str) -> str:
    """Return what the check *name* is about, in the user's language, with its examples."""
    chosen = CHECKS[name]
    lines = [f"{name} ({said(chosen.severity)})", "", __(chosen.explanation), ""]
    labels = {"Bad": __("Bad"), "Good": __("Good")}
    for kind, text in chosen.examples:
        if kind in labels:
            source, _, translation = text.partition(" =>")
            lines += [f"{labels[kind]}:", f"    {source}", f"    {translation.strip()}"]
    return "\n".join(lines).rstrip() + "\n"
