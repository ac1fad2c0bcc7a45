"""Edit single messages of a catalog; what is not edited stays as it is, byte for byte."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ext_translations.merge import OF_TRANSLATION, QUESTION
from ext_translations.po import make_entry, mark_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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


def translators_notes(entry: Entry) -> list[str]:
    """Return what translators noted, their questions to the author among it."""
    lines = [*entry.comments("#"), *filter(QUESTION.match, entry.comments("#."))]
    return _texts(filter(is_note, lines))


def is_note(line: str) -> bool:
    """Return whether a comment is no record of where a translation is from, or who approved it.

    Such records are made here, and never taken from a file that comes from outside.
    """
    return not OF_TRANSLATION.match(line)


def extracted_notes(entry: Entry) -> list[str]:
    """Return what the extraction says of a message."""
    return _texts(line for line in entry.comments("#.") if not QUESTION.match(line))


def places_of(entry: Entry) -> list[str]:
    """Return the files that a message stands in."""
    return [place for text in _texts(entry.comments("#:")) for place in text.split()]


def _texts(lines: Iterable[str]) -> list[str]:
    """Return comments without their marks; empty ones are left out."""
    return [text for line in lines if (text := line[len(mark_of(line)) :].strip())]


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
    comments = entry.comments("#", "#.", "#:")
    if edit.msgstr != entry.msgstr:
        comments = [line for line in comments if is_note(line)]
    comments += [line for note in edit.comments if is_note(line := f"# {note}")]
    flags = [flag for flag in entry.flags if flag != "fuzzy"]
    if edit.is_fuzzy:
        flags.insert(0, "fuzzy")
    if flags:
        comments.append(f"#, {', '.join(flags)}")
    values = entry.values | {"msgstr[0]" if entry.is_plural else "msgstr": edit.msgstr}
    previous = (edit.previous or entry.previous) if edit.is_fuzzy else None
    return make_entry(values, comments, previous, ending=ending)
