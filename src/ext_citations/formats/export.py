"""References in the formats that readers take away: BibTeX, RIS, CSL-JSON, COinS.

Called for the downloads beside a brief's page. The same items give the same bytes.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .coins import to_coins
from .latex import clean
from .ris import to_ris
from .variables import NAMES
from .write_bibtex import entry, to_bibtex, with_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["Exporter", "to_bibtex", "to_coins", "to_csl_json", "to_ris"]


class Exporter:
    """Writes references for readers; what stands in many files is made once."""

    def __init__(self, items: Mapping[str, Mapping[str, Any]]) -> None:
        """Take the references by key."""
        self._items = items
        self._made: dict[tuple[str, str], Any] = {}

    def file(self, keys: Iterable[str], ending: str) -> str:
        """Return the references of *keys* as a ``bib``, ``ris`` or ``json`` file."""
        if ending == "bib":
            return with_keys((key, *self._part("bib", entry, key)) for key in keys)
        if ending == "ris":
            return "".join(self._part("ris", lambda item: to_ris([item]), key) for key in keys)
        return _json(self._part("json", _json_item, key) for key in keys)

    def coins(self, key: str) -> str:
        """Return one reference as COinS."""
        return str(self._part("coins", to_coins, key))

    def _part(self, name: str, make: Callable[[Mapping[str, Any]], Any], key: str) -> Any:
        found = self._made.get((name, key))
        if found is None:
            item = _with_names(self._items[key])
            found = self._made[name, key] = make({**item, "id": key})
        return found


def _with_names(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return *item*, names that are written out in it as CSL has them: ``author: سعاد نور``."""
    changed = {}
    for variable in NAMES & item.keys():
        names = item[variable] if isinstance(item[variable], list) else [item[variable]]
        if names is not item[variable] or any(isinstance(name, str) for name in names):
            changed[variable] = [
                {"literal": name} if isinstance(name, str) else name for name in names if name
            ]
    return {**item, **changed} if changed else item


def to_csl_json(items: Iterable[Mapping[str, Any]]) -> str:
    """Return *items* as CSL-JSON, in their order, with their forms in other scripts (``multi``)."""
    return _json(_json_item(item) for item in items)


def _json_item(item: Mapping[str, Any]) -> str:
    return json.dumps(_ordered(item), ensure_ascii=False, indent=2)


def _json(items: Iterable[str]) -> str:
    lines = ",\n".join(items).replace("\n", "\n  ")
    return f"[\n  {lines}\n]\n" if lines else "[]\n"


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
