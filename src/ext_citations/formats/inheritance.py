"""What an entry takes over from others: ``crossref`` and ``xdata``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ext_arabic import messages

from .fields import OWN_FIELDS, inherited_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .bibtex import Entry

__ = messages.console("ext_citations")

#: BibTeX itself goes one level up, BibLaTeX two
_HIGHEST = 10
_DATES = frozenset(["date", "year", "month", "day"])
_TWO_AUTHORS = frozenset(["inbook", "bookinbook", "suppbook"])


def inherit(entry: Entry, entries: Mapping[str, Entry]) -> Iterator[str]:
    """Add to *entry* what it takes over; yield what is wrong with that."""
    yield from _add_xdata(entry, entries)
    chain = [entry]
    while parent_key := chain[-1].fields.get("crossref", "").strip():
        parent = entries.get(parent_key)
        if parent is None:
            if len(chain) == 1:
                yield _missing(entry, parent_key)
            break
        if parent in chain or len(chain) > _HIGHEST:
            values = {"key": entry.key, "parent": chain[-1].key}
            yield __("%(key)s: refers to itself by way of %(parent)s") % values
            break
        chain.append(parent)
    inherited: dict[str, str] = dict(chain[-1].fields)
    for parent, child in zip(chain[:0:-1], chain[-2::-1], strict=True):
        inherited = {**_handed_down(parent, inherited, child), **child.fields}
    entry.fields = inherited


def _handed_down(parent: Entry, fields: Mapping[str, str], child: Entry) -> dict[str, str]:
    """Return the *fields* of *parent* under the names that they have in *child*."""
    names = inherited_names(parent.kind, child.kind)
    is_dated = bool(_DATES & child.fields.keys())
    result: dict[str, str] = {}
    for name, value in fields.items():
        if name in OWN_FIELDS or (is_dated and name in _DATES):
            continue
        if name == "author" and names and "booktitle" in names.values():
            if child.kind not in _TWO_AUTHORS:
                continue
            result["bookauthor"] = value
        if name in names:
            if names[name] not in fields:
                result[names[name]] = value
        else:
            result[name] = value
    return result


def _add_xdata(entry: Entry, entries: Mapping[str, Entry]) -> Iterator[str]:
    waiting = [entry.fields.get("xdata", "")]
    seen = {entry.key}
    while waiting:
        for key in map(str.strip, waiting.pop().split(",")):
            if not key or key in seen:
                continue
            seen.add(key)
            holder = entries.get(key)
            if holder is None:
                yield _missing(entry, key)
                continue
            for name, value in holder.fields.items():
                if name == "xdata":
                    waiting.append(value)
                else:
                    entry.fields.setdefault(name, value)


def _missing(entry: Entry, key: str) -> str:
    values = {"key": entry.key, "parent": key[:60]}
    return __("%(key)s: the entry %(parent)s that it refers to is not in this file") % values
