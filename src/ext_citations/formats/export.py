"""References in the formats that readers take away: BibTeX, RIS, CSL-JSON, COinS.

Called for the downloads beside a brief's page. The same items give the same bytes.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .coins import to_coins
from .latex import clean
from .ris import to_ris
from .write_bibtex import to_bibtex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["to_bibtex", "to_coins", "to_csl_json", "to_ris"]


def to_csl_json(items: Iterable[Mapping[str, Any]]) -> str:
    """Return *items* as CSL-JSON, in their order, with their forms in other scripts (``multi``)."""
    data = [_ordered(item) for item in items]
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _ordered(item: Mapping[str, Any]) -> dict[str, Any]:
    names = [name for name in ("id", "type") if name in item]
    return {name: _plain(item[name], name) for name in [*names, *sorted(item.keys() - {*names})]}


def _plain(value: Any, name: str) -> Any:
    """Return *value* as JSON holds it: numbers in dates, which YAML gives as texts, as numbers."""
    if isinstance(value, dict):
        return {str(key): _plain(value[key], str(key)) for key in sorted(value, key=str)}
    if isinstance(value, (list, tuple)):
        return [_plain(each, name) for each in value]
    if isinstance(value, str):
        is_number = name == "date-parts" and value.removeprefix("-").isdecimal() and len(value) < 10
        return int(value) if is_number else clean(value)
    return value if value is None or isinstance(value, (int, float)) else str(value)
