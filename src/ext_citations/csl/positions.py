"""Where a cite stands among those before it (specification, "Choose", ``position``)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .model import Citation, Cite

#: how a source that was cited before prints: by a word where it was the last one, in short form,
#: or in full
Repeats = Literal["ibid", "short", "full"]

_FIRST = frozenset({"first"})
_SUBSEQUENT = frozenset({"subsequent"})
_IBID = frozenset({"subsequent", "ibid"})
_IBID_LOCATOR = frozenset({"subsequent", "ibid", "ibid-with-locator"})
_GIVEN = {
    "first": _FIRST,
    "subsequent": _SUBSEQUENT,
    "ibid": _IBID,
    "ibid-with-locator": _IBID_LOCATOR,
}


@dataclass(frozen=True, slots=True)
class Position:
    """The position of one cite."""

    #: the values of ``position`` that test true
    tests: frozenset[str]
    #: the note of the first cite of the same item; 0 where there is none
    first_note: int


_AT_FIRST = Position(_FIRST, 0)


def positions(
    citations: Sequence[Citation], near: int, *, repeats: Repeats = "ibid"
) -> list[list[Position]]:
    """Return the position of every cite of every citation, in order.

    *repeats*: with "short" a repeat is never more than a subsequent one; with "full" it is as the
    first one.
    """
    first_notes: dict[str, int] = {}
    last_notes: dict[str, int] = {}
    seen: set[str] = set()
    out: list[list[Position]] = []
    #: what the citation before consists of; citations in the text and in notes go apart
    before: dict[bool, Citation] = {}
    for citation in citations:
        if citation.cites and all(cite.author_only for cite in citation.cites):
            # the sentence names an author; the source itself is yet to be cited
            out.append([_AT_FIRST] * len(citation.cites))
            continue
        previous = before.get(bool(citation.note))
        row: list[Position] = []
        for index, cite in enumerate(citation.cites):
            if cite.position:
                row.append(Position(_GIVEN.get(cite.position, _SUBSEQUENT), citation.note))
            elif cite.key not in seen or repeats == "full":
                seen.add(cite.key)
                first_notes[cite.key] = citation.note
                row.append(_AT_FIRST)
            else:
                tests = _SUBSEQUENT
                if repeats == "ibid":
                    tests = _repeated(cite, index, citation, previous)
                last = last_notes.get(cite.key, 0)
                if citation.note and last and citation.note - last <= near:
                    tests |= {"near-note"}
                row.append(Position(tests, first_notes[cite.key]))
            last_notes[cite.key] = citation.note
        out.append(row)
        if citation.cites:
            latest = citation
            if previous is not None and citation.note and previous.note == citation.note:
                # another one in the same note
                latest = replace(citation, cites=previous.cites + citation.cites)
            before[bool(citation.note)] = latest
    return out


def _repeated(
    cite: Cite, index: int, citation: Citation, previous: Citation | None
) -> frozenset[str]:
    """Return the position of a cite of an item that was cited before."""
    if index:
        before = citation.cites[index - 1]
    elif previous is None:
        return _SUBSEQUENT
    elif previous.note == citation.note != 0 or len({each.key for each in previous.cites}) == 1:
        before = previous.cites[-1]
    else:
        return _SUBSEQUENT
    if before.key != cite.key:
        return _SUBSEQUENT
    if not before.locator:
        return _IBID_LOCATOR if cite.locator else _IBID
    if not cite.locator:
        return _SUBSEQUENT
    same = (before.locator, before.label) == (cite.locator, cite.label)
    return _IBID if same else _IBID_LOCATOR
