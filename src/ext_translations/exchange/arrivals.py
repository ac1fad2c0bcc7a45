"""Hold what came back against the catalog as it is now, and decide what becomes of it.

A translation is taken if nobody touched the catalog's since it was sent out. If somebody did, the
catalog's stays, and the other is reported, unless the caller wants it otherwise.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from ext_arabic import messages
from ext_translations.exchange.codes import Code, manner_of, part
from ext_translations.exchange.edits import Edit, id_of, translators_notes
from ext_translations.exchange.reading import Sign
from ext_translations.exchange.units import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ext_translations.exchange.codes import Piece, Side
    from ext_translations.exchange.reading import Arrival, Token
    from ext_translations.po import Entry

__ = messages.console("ext_translations")

#: how like a message must be to one that is gone, to take its translation as a doubtful one
_LIKE = 75
_CHARACTER = re.compile(r"x-char-([0-9a-f]{4,6})")


@dataclass
class Plan:
    """What an import does to one catalog."""

    #: by the names of the messages
    edits: dict[str, Edit] = field(default_factory=dict)
    #: what could not be taken, with the line of the XLIFF file
    refused: list[tuple[int, str]] = field(default_factory=list)
    #: what was taken, and needs a look
    remarks: list[tuple[int, str]] = field(default_factory=list)

    @property
    def doubtful(self) -> int:
        """Return how many messages become fuzzy."""
        return sum(edit.is_fuzzy for edit in self.edits.values())


def plan(arrivals: Iterable[Arrival], entries: Sequence[Entry], *, overwrite: bool = False) -> Plan:
    """Decide on each message of *arrivals*; *entries* are those of the catalog."""
    made = Plan()
    by_id = {id_of(entry): entry for entry in entries}
    by_text = {entry.msgid: entry for entry in entries}
    waiting = []
    for arrival in arrivals:
        entry = by_id.get(arrival.id) or by_text.get(_joined(arrival.source))
        if entry is None:
            waiting.append(arrival)
        else:
            _consider(made, arrival, entry, overwrite=overwrite)
    for arrival in waiting:
        _adopt(made, arrival, entries)
    return made


def _consider(made: Plan, arrival: Arrival, entry: Entry, *, overwrite: bool) -> None:
    """Decide on a message that the catalog has."""
    pieces = part(entry.msgid)
    if _joined(arrival.source) != entry.msgid and _words(arrival.source) != _words(pieces):
        text = __("the source was changed in this file; its translation is not imported")
        made.refused.append((arrival.line, text))
        return
    known = {"", *(" ".join(note.split()) for note in translators_notes(entry))}
    notes = tuple(note for note in dict.fromkeys(arrival.notes) if note not in known)
    # a character that XML cannot hold may stand in the translation alone
    own = [piece for piece in part(entry.msgstr) if isinstance(piece, Code) and not piece.number]
    try:
        msgstr = resolved(arrival.target, [*pieces, *own])
    except CodeError as error:
        made.refused.append((arrival.line, str(error)))
        return
    new = Edit(msgstr, _is_fuzzy(msgstr, arrival), comments=notes)
    is_new = _is_new(new, arrival, entry)
    if is_new and (problem := _lost(msgstr, entry, pieces)):
        made.refused.append((arrival.line, problem))
    elif is_new and not overwrite and not _may_replace(arrival, entry):
        text = __("the catalog has another translation since (line %(line)d); it is kept: %(text)s")
        made.refused.append((arrival.line, text % {"line": entry.line, "text": entry.msgstr}))
    elif is_new:
        made.edits[id_of(entry)] = new
    elif notes:
        made.edits[id_of(entry)] = Edit(entry.msgstr, entry.fuzzy, comments=notes)


def _is_fuzzy(msgstr: str, arrival: Arrival) -> bool:
    """Return whether a translation is doubtful; that a tool keeps no states makes none good."""
    if arrival.is_doubtful is None:
        return arrival.sent == digest(msgstr, is_fuzzy=True)
    return arrival.is_doubtful


def _is_new(edit: Edit, arrival: Arrival, entry: Entry) -> bool:
    """Return whether a translation came that the catalog does not have.

    One that came back as it was sent is none, if the catalog has any; an empty one is none.
    """
    if not edit.msgstr.strip():
        return False
    if not entry.msgstr.strip():
        return True
    if arrival.sent == digest(edit.msgstr, is_fuzzy=edit.is_fuzzy):
        return False
    if edit.msgstr == entry.msgstr and arrival.is_doubtful is None:
        return False
    return (edit.msgstr, edit.is_fuzzy) != (entry.msgstr, entry.fuzzy)


def _may_replace(arrival: Arrival, entry: Entry) -> bool:
    """Return whether nothing is lost if *arrival* takes the place of what the catalog has."""
    if arrival.sent:
        was = digest(entry.msgstr, is_fuzzy=entry.fuzzy)
        return was == arrival.sent or not entry.msgstr.strip()
    return not entry.msgstr.strip() or (entry.fuzzy and not arrival.is_doubtful)


def _lost(msgstr: str, entry: Entry, pieces: Sequence[Piece]) -> str:
    """Say which codes a translation has lost, or has twice, that the catalog's has right."""
    manner = manner_of(pieces)
    wanted = _codes(pieces)
    found, had = _codes(part(msgstr, manner)), _codes(part(entry.msgstr, manner))
    if missing := wanted - found - ((wanted - had) if entry.msgstr.strip() else Counter()):
        return __("the translation has lost: %s") % ", ".join(missing)
    if repeated := [text for text in found - (wanted | had) if text in wanted]:
        text = __("this stands in the translation more often than in its source: %s")
        return text % ", ".join(repeated)
    return ""


def _codes(pieces: Iterable[Piece]) -> Counter[str]:
    """Count codes by how they are written."""
    return Counter(piece.text for piece in pieces if isinstance(piece, Code) and piece.number)


def _adopt(made: Plan, arrival: Arrival, entries: Sequence[Entry]) -> None:
    """Offer the translation of a message that is gone to one like it, as a doubtful one."""
    old = _joined(arrival.source)
    free = {
        id_of(entry): entry.msgid
        for entry in entries
        if not entry.msgstr.strip() and id_of(entry) not in made.edits
    }
    try:
        msgstr = resolved(arrival.target, part(old))
    except CodeError:
        msgstr = ""
    found = process.extractOne(old, free, scorer=fuzz.ratio, score_cutoff=_LIKE)
    if not msgstr.strip() or found is None:
        text = __("the catalog has no such message (any more): %s") % old
        made.refused.append((arrival.line, text))
        return
    made.edits[found[2]] = Edit(msgstr, is_fuzzy=True, previous=old)
    text = __("the source has changed since; its translation is imported as fuzzy: %s") % found[0]
    made.remarks.append((arrival.line, text))


class CodeError(Exception):
    """Raised when a translation's codes are not those of its source."""


def resolved(tokens: Iterable[Token], pieces: Iterable[Piece]) -> str:
    """Return the text of a translation, each sign replaced by the code of the source that it names.

    *pieces* are those of the source. Raise `CodeError` for a sign that the source does not have,
    that stands twice or alone, or whose text was changed.
    """
    found = [piece for piece in pieces if isinstance(piece, Code)]
    codes = {(code.side, str(code.number)): code.text for code in found if code.number}
    unfit = {code.kind: code.text for code in found if not code.number}
    seen: list[tuple[Side, str]] = []
    text = ""
    for token in tokens:
        if isinstance(token, str):
            text += token
            continue
        if token.kind in unfit:
            text += unfit[token.kind]
            continue
        key = (token.side, token.number)
        shown = token.text or token.number
        if key not in codes or _CHARACTER.fullmatch(token.kind):
            raise CodeError(__("the source has no such code: %s") % shown)
        if key in seen:
            raise CodeError(__("a code stands twice: %s") % codes[key])
        if token.text and token.text != codes[key]:
            problem = __("a code was changed: %(old)s became %(new)s")
            raise CodeError(problem % {"old": codes[key], "new": token.text})
        seen.append(key)
        text += codes[key]
    for side, number in seen:
        if side != "whole" and not _is_paired(number, seen):
            raise CodeError(__("a code is opened and not closed: %s") % codes[side, number])
    return text


def _is_paired(number: str, seen: Sequence[tuple[Side, str]]) -> bool:
    """Return whether both sides of a pair are there, in their order."""
    return [side for side, other in seen if other == number and side != "whole"] == [
        "open",
        "close",
    ]


def _joined(tokens: Iterable[Token]) -> str:
    """Return a text as its own codes have it."""
    return "".join(_texts(tokens))


def _texts(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if isinstance(token, Sign):
            character = _CHARACTER.fullmatch(token.kind)
            yield _character(int(character[1], 16)) if character else token.text
        else:
            yield token


def _character(code: int) -> str:
    """Return a character, or the sign for none: then no catalog has that text."""
    is_one = code <= sys.maxunicode and not 0xD800 <= code <= 0xDFFF
    return chr(code) if is_one else "\ufffd"


def _words(tokens: Iterable[Token | Code]) -> str:
    """Return a text without its codes."""
    return "".join(token for token in tokens if isinstance(token, str))
