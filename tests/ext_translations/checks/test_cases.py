"""Right and wrong translations of policy briefs: no false alarm, nothing missed."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from ext_translations.checks.model import Context, Memory, Pair
from ext_translations.checks.registry import CHECKS, example
from ext_translations.checks.run import check_pair
from ext_translations.checks.termbase import Term

CASES = Path(__file__).parent / "cases"
TERMS = (
    Term(
        "المليشيات الموالية لإيران",
        "pro-Iran militias",
        ("militias loyal to Iran",),
        ("pro-Iranian",),
    ),
    Term("الإطار التنسيقي", "Coordination Framework", (), ("Coordinating Framework",)),
    Term("قاسم سليماني", "Qassem Soleimani", ("Soleimani",), ("Qasim Sulaymani",)),
    Term("فيلق القدس", "Quds Force", (), ("Jerusalem Corps",)),
)


def right() -> list[tuple[str, str]]:
    found = []
    for path in sorted(CASES.glob("right-*.txt")):
        for block in path.read_text(encoding="utf-8").rstrip("\n").split("\n\n"):
            source, target = block.split("\n")
            found.append((source, target))
    return found


def wrong() -> list[tuple[str, str, str]]:
    found = []
    for path in sorted(CASES.glob("wrong-*.txt")):
        for block in re.split(r"\n\n(?=[a-z-]+\n)", path.read_text(encoding="utf-8").rstrip("\n")):
            name, source, *target = block.split("\n")
            found.append((name, source, "".join(target).replace("⏎", "\n")))
    return found


def found_in(source: str, target: str) -> list[tuple[str, str]]:
    pair = Pair(source, target)
    return [(one.name, message) for one, message in check_pair(pair, Context(terms=TERMS))]


@pytest.mark.parametrize(("source", "target"), right())
def test_nothing_is_found_in_a_right_translation(source: str, target: str) -> None:
    assert found_in(source, target) == []


@pytest.mark.parametrize(("name", "source", "target"), wrong())
def test_wrong_translation_is_found(name: str, source: str, target: str) -> None:
    assert name in [check for check, _ in found_in(source, target)]


def test_there_are_enough_cases_of_each() -> None:
    assert len(right()) >= 540
    assert len(wrong()) >= 280
    assert {name for name, _, _ in wrong()} <= CHECKS.keys()


@pytest.mark.parametrize("name", CHECKS)
def test_examples_of_a_check_are_found_by_it_alone(name: str) -> None:
    memory: Memory = {}
    context = Context()
    kinds = set()
    for kind, text in CHECKS[name].examples:
        kinds.add(kind)
        if kind == "Terms":
            source, _, forms = text.partition(" => ")
            approved, *forbidden = forms.split("|")
            context = Context(terms=(Term(source, approved, (), tuple(forbidden)),))
        elif kind == "Keys":
            context = Context(keys=frozenset(text.split(", ")))
        elif kind == "Elsewhere":
            pair = example(text)
            memory[None, pair.msgid] = Counter({pair.msgstr: 2})
            context = Context(memory=memory)
        else:
            found = [one.name for one, _ in check_pair(example(text), context, advice=True)]
            assert found == ([name] if kind == "Bad" else []), text
    assert {"Bad", "Good"} <= kinds
    assert len(CHECKS[name].explanation) > 20


@pytest.mark.parametrize("kind", ["Bad", "Good"])
def test_every_example_is_one_pair(kind: str) -> None:
    for check in CHECKS.values():
        for found, text in check.examples:
            assert found != kind or " =>" in text
