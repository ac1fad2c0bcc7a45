"""The term base: the approved English of institutions, people and terms.

A CSV file, ``terms.csv``, with the columns ``ar, en, alternatives, forbidden, note``; several
alternatives are parted by ``|``.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ext_arabic import messages
from ext_translations.checks.arabic import fold
from ext_translations.checks.model import Context, Pair, Severity
from ext_translations.checks.registry import check

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__ = messages.console("ext_translations")


@dataclass(frozen=True)
class Term:
    """One line of the term base."""

    arabic: str
    approved: str
    alternatives: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What finds the term in folded text, with و ف ب ك ل attached, and the article after ل."""
        words = fold(self.arabic).split()
        first = re.escape(words[0])
        if words[0].startswith("ال"):
            bare = re.escape(words[0][2:])
            first = rf"(?:[وف]?[بك]?ال|[وف]?لل){bare}"
        else:
            first = rf"[وف]?[بكل]?{first}"
        rest = "".join(rf"\s+{re.escape(word)}" for word in words[1:])
        return re.compile(rf"(?<!\w){first}{rest}(?!\w)")

    @cached_property
    def needle(self) -> str:
        """A part of the term that is quickly looked for."""
        return fold(self.arabic).split()[-1]

    @cached_property
    def accepted(self) -> Forms:
        """What finds an accepted translation."""
        return Forms((self.approved, *self.alternatives))

    @cached_property
    def refused(self) -> Forms:
        """What finds a forbidden translation."""
        return Forms(self.forbidden)

    @cached_property
    def back_reference(self) -> re.Pattern[str] | None:
        """What finds a second mention: the Framework, for the Coordination Framework."""
        words = self.approved.split()
        if len(words) < 2 or not words[-1][0].isupper():
            return None
        return re.compile(rf"\b[Tt]he {re.escape(words[-1])}\b")


class Forms:
    """English forms of a term, found in text that `plain` made."""

    def __init__(self, forms: tuple[str, ...]) -> None:
        """Take the forms as they stand in the term base."""
        self.forms = [plain(form) for form in forms]
        self.pattern = re.compile(
            rf"(?<!\w)(?:{'|'.join(map(re.escape, self.forms))})(?:'?s|es|')?(?!\w)"
        )

    def search(self, text: str) -> re.Match[str] | None:
        """Return where one of the forms stands."""
        if not any(form in text for form in self.forms):
            return None
        return self.pattern.search(text)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where the forms stand."""
        if not any(form in text for form in self.forms):
            return []
        return [found.span() for found in self.pattern.finditer(text)]


_PLAIN = str.maketrans({"’": "'", "‘": "'", "‑": " ", "-": " ", "\u00a0": " ", "\n": " "})


def plain(text: str) -> str:
    """Return English without what does not matter: capitals, hyphens, the shape of apostrophes."""
    return text.translate(_PLAIN).lower().strip()


class TermBaseError(Exception):
    """Raised when a term base cannot be read."""


def read_terms(path: Path, language: str = "en") -> tuple[Term, ...]:
    """Return the terms of a CSV file, the longest first; raise `TermBaseError`.

    A language beside English has its approved words in a column of its own (``fr``), if anywhere.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        text = f"{path}: {error}"
        raise TermBaseError(text) from error
    if rows and not {"ar", "en"} <= rows[0].keys():
        raise TermBaseError(__("%s: a term base has the columns ar and en") % path)
    terms = []
    for row in rows:
        arabic, approved = ((row.get(name) or "").strip() for name in ("ar", language))
        if arabic and approved:
            # the other columns are about the English
            extra = (_parts(row), _parts(row, "forbidden")) if language == "en" else ()
            terms.append(Term(arabic, approved, *extra))
    return tuple(sorted(terms, key=lambda term: -len(fold(term.arabic))))


def _parts(row: dict[str, str | None], column: str = "alternatives") -> tuple[str, ...]:
    return tuple(part.strip() for part in (row.get(column) or "").split("|") if part.strip())


def is_name(term: Term) -> bool:
    """Return whether a term is a name of several words: no matter of house style."""
    words = [word for word in re.split(r"[\s-]+", term.approved) if len(word) > 3]
    forms = (term.approved, *term.alternatives)
    return (
        len(term.approved.split()) > 1
        and all(word[0].isupper() for word in words)
        and not any(form.islower() or form.startswith("US ") for form in forms)
    )


@check("terms", Severity.WARNING)
def terms(pair: Pair, context: Context) -> Iterator[str]:
    """Find words of the term base that are not translated as it says.

    The approved form and its alternatives are accepted, and after a full name its last word (the
    Framework). Vowel marks and attached letters of the Arabic do not matter.

    Terms: الإطار التنسيقي => Coordination Framework|Coordinating Framework
    Bad: اجتمع الإطار التنسيقي أمس. => The Coordinating Frame met yesterday.
    Bad: اجتمع الإطار التنسيقي أمس. => The Coordinating Framework met yesterday.
    Good: قال للإطار التنسيقي ذلك. => He told the Coordination Framework so.
    """
    if not context.terms:
        return
    source, target = fold(pair.source.prose), plain(pair.target.prose)
    # first all that is in the source, so that a short term spares what a longer one accepts
    present = []
    for term in context.terms:
        if term.needle in source and term.pattern.search(source):
            present.append(term)
            source = term.pattern.sub(" \ue100 ", source)
    accepted = [span for term in present for span in term.accepted.spans(target)]
    for term in present:
        if refused := _refused(term, target, accepted):
            text = __("the term base has “%(approved)s” for “%(arabic)s”, not “%(found)s”")
            yield text % {"approved": term.approved, "arabic": term.arabic, "found": refused}
        elif not term.accepted.search(target) and not (
            term.back_reference and term.back_reference.search(pair.target.prose)
        ):
            text = __("the term base has “%(approved)s” for “%(arabic)s”")
            yield text % {"approved": term.approved, "arabic": term.arabic}


def _refused(term: Term, target: str, accepted: list[tuple[int, int]]) -> str:
    """Return a forbidden form that is no part of an accepted one; nothing if there is none."""
    for start, end in term.refused.spans(target):
        if not any(first <= start and end <= last for first, last in accepted):
            return target[start:end]
    return ""
