"""Edit single messages of a catalog; what is not edited stays as it is, byte for byte."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ext_translations.po import make_entry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ext_translations.po import Entry, PoFile


@dataclass(frozen=True)
class Edit:
    """What becomes of one message."""

    msgstr: str
    is_fuzzy: bool = False
    #: the message that a fuzzy translation was made for, where it is another
    previous: str = ""
    #: translators' comments that are added
    comments: tuple[str, ...] = ()


def id_of(entry: Entry) -> str:
    """Return a name that stays while the message does, whatever stands around it."""
    key = "\4".join(part for part in entry.key if part is not None)
    return "m" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def notes_of(entry: Entry, mark: str) -> list[str]:
    """Return the comments of one kind without their marks; empty ones are left out."""
    return [text for line in entry.comments(mark) if (text := line[len(mark) :].strip())]


def edited(catalog: PoFile, edits: Mapping[str, Edit]) -> str:
    """Return the text of *catalog* with *edits*, by the names of its messages."""
    entries = [
        _edited(entry, edits[id_of(entry)], catalog.ending)
        if entry.msgid and not entry.obsolete and id_of(entry) in edits
        else entry
        for entry in catalog.entries
    ]
    return replace(catalog, entries=entries).text


def _edited(entry: Entry, edit: Edit, ending: str) -> Entry:
    comments = entry.comments("#", "#.", "#:") + [f"# {note}" for note in edit.comments]
    flags = [flag for flag in entry.flags if flag != "fuzzy"]
    if edit.is_fuzzy:
        flags.insert(0, "fuzzy")
    if flags:
        comments.append(f"#, {', '.join(flags)}")
    values = entry.values | {"msgstr[0]" if entry.is_plural else "msgstr": edit.msgstr}
    previous = (edit.previous or entry.previous) if edit.is_fuzzy else None
    return make_entry(values, comments, previous, ending=ending)
