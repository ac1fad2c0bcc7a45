"""The CSL test suite's fixtures, where they are at hand, with official locales."""

from __future__ import annotations

import importlib
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SUITE = ROOT.parent / "shared" / "csl-suite"

pytest.importorskip("citeproc", reason="the official locales come with citeproc-py")


@pytest.mark.skipif(not SUITE.is_dir(), reason="the fixtures are not in ../shared/csl-suite")
def test_at_least_92_of_100_fixtures_pass_and_no_group_falls_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    csl_suite = importlib.import_module("csl_suite")
    locales = csl_suite.standard_locales()
    total: Counter[str] = Counter()
    passed: Counter[str] = Counter()
    for path in sorted(SUITE.glob("*.txt")):
        fixture = csl_suite.read(path)
        total[fixture.group] += 1
        passed[fixture.group] += csl_suite.same(fixture.result, csl_suite.ours(fixture, locales))
    sys.modules.pop("csl_suite")
    assert passed.total() >= 0.92 * total.total()
    behind = {g: passed[g] for g in total if total[g] >= 10 and passed[g] < 0.75 * total[g]}
    assert not behind
