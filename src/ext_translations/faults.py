"""The errors of a catalog that a brief is published with. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ext_translations.checks.model import Severity
from ext_translations.checks.run import check_pair, read_pairs

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path

    from ext_translations.checks.model import Context


@dataclass(frozen=True)
class Fault:
    """An error that a check found."""

    #: line of the msgid in the catalog, from 1
    line: int
    msgid: str
    message: str


def faults_in(path: Path, wanted: Container[str] | None, context: Context) -> list[Fault]:
    """Return the errors in translations of a catalog; raise `CatalogError`.

    What is empty or fuzzy is no translation, and what is not *wanted* (None: all is) is no longer
    part of the brief.
    """
    return [
        Fault(pair.line, pair.msgid, f"{message} [{check.name}]")
        for pair in read_pairs(path)
        if pair.msgstr.strip() and not pair.fuzzy and (wanted is None or pair.msgid in wanted)
        for check, message in check_pair(pair, context)
        if check.severity is Severity.ERROR
    ]
