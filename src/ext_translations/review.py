"""Who has approved a translation, and what its translator asks the author. Plain Python.

A second person approves a message by a comment: ``# reviewed-by: Layla Hasan [3f9a2c1b]``. What is
in brackets is a digest of the message and its translation, so an edit of either voids the approval
without anybody having to think of it. In Poedit only the name is typed; `midad approve` adds the
digest, and until then the name waits.

A question to the author is a comment that begins with a question mark.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ext_translations.catalog import Message
    from ext_translations.po import Entry, PoFile

_MARK = re.compile(
    r"\s*reviewed-by\s*:\s*(?P<name>.*?)\s*(?:\[(?P<digest>[0-9a-f]{8})\])?\s*", re.IGNORECASE
)
_QUESTION = re.compile(r"\s*[?؟]\s*(?P<text>.*?)\s*")


@dataclass(frozen=True)
class Review:
    """One approval, as it is written."""

    name: str
    #: of the words that were approved; empty where only a name was typed
    digest: str = ""


def digest_of(context: str, msgid: str, msgstr: str) -> str:
    """Return what changes with a message or its translation: eight hexadecimal digits."""
    text = f"{context}\0{msgid}\0{msgstr}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def reviews_in(comments: Iterable[str]) -> list[Review]:
    """Return the approvals among a translator's comments (without their ``#``)."""
    found = (_MARK.fullmatch(line) for line in comments)
    return [Review(mark["name"], mark["digest"] or "") for mark in found if mark and mark["name"]]


def approvers(message: Message) -> list[str]:
    """Return who has approved the translation as it stands; nobody if it is fuzzy or empty."""
    if not message.is_translated:
        return []
    reviews = reviews_in(message.comments)
    if not reviews:
        return []
    own = digest_of(message.context, message.msgid, message.msgstr)
    return [review.name for review in reviews if review.digest == own]


def questions_in(message: Message) -> list[str]:
    """Return what the translator asks the author."""
    found = (_QUESTION.fullmatch(line) for line in (*message.comments, *message.extracted))
    return [question["text"] for question in found if question and question["text"]]


def approve(file: PoFile, name: str = "") -> tuple[str, int]:
    """Approve every translation as *name*, if there is one, and pin the names that were typed.

    Return the text of the catalog, and how many messages were approved.
    """
    entries, count = [], 0
    for entry in file.entries:
        made = entry if entry.obsolete else _approved(entry, name, file.ending)
        count += made is not entry
        entries.append(made)
    return replace(file, entries=entries).text, count


def _approved(entry: Entry, name: str, ending: str) -> Entry:
    if not entry.msgid or not entry.is_translated or entry.fuzzy:
        return entry
    context, msgid = entry.key
    own = digest_of(context or "", msgid, entry.msgstr)
    before = reviews_in(line[1:] for line in entry.comments("#"))
    kept = [review for review in before if review.digest == own]
    typed = dict.fromkeys(review.name for review in before if not review.digest)
    if name:
        typed[name] = None  # beside those who wait, not instead of them
    added = [Review(one, own) for one in typed if one not in {review.name for review in kept}]
    if not added:
        return entry
    marks = [f"# reviewed-by: {review.name} [{review.digest}]{ending}" for review in kept + added]
    lines = [line for line in entry.head if not _is_mark(line)]
    blank = next((i for i, line in enumerate(lines) if line.strip()), len(lines))
    return replace(entry, head=[*lines[:blank], *marks, *lines[blank:]])


def _is_mark(line: str) -> bool:
    return line.startswith("#") and bool(_MARK.fullmatch(line[1:].rstrip("\r")))
