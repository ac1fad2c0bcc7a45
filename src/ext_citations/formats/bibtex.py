"""Read BibTeX and BibLaTeX files, as Zotero, Better BibTeX and JabRef write them too.

``bibtexparser`` finds the entries; abbreviations, inheritance and the meaning of the fields are
read here. Called by the library of references.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ext_arabic import messages

from .dates import MONTHS
from .entries import EntryReader
from .fields import HELPERS
from .inheritance import inherit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibtexparser.model import Block

__ = messages.console("ext_citations")

# the parser's own log says what our problems say, without the file
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

_MONTHS = {name: name for name in MONTHS}
_MARKS = re.compile(r"(?<!\\)[{}]")
_QUOTES = re.compile(r'(?<!\\)[{}"]')
_UNREAD = re.compile(
    r"^[ \t]*@([^\s{(\"'=,@]*[^\w\s{(\"'=,@][^\s{(\"'=,@]*)[ \t]*[{(]", re.MULTILINE
)
#: an abbreviation is a name, not a book
_LONGEST = 20_000


@dataclass(frozen=True)
class Fault:
    """What is wrong with an entry; its line stands beside it."""

    message: str


@dataclass
class Entry:
    """An entry with its values put together."""

    kind: str
    key: str
    #: from 1
    line: int
    fields: dict[str, str] = field(default_factory=dict)


def read_bibtex(text: str) -> Iterator[tuple[dict[str, Any] | Fault, int]]:
    """Yield each item of *text*, or what is wrong, with its line (from 1).

    A key that stands twice is yielded twice; an entry without a key has an empty ``id``.
    """
    found = list(_read(text))
    entries: dict[str, Entry] = {}
    for each, _ in found:
        if isinstance(each, Entry):
            entries.setdefault(each.key, each)
    for each, line in found:
        if isinstance(each, Fault):
            yield each, line
            continue
        for message in inherit(each, entries):
            yield Fault(message), line
        if each.kind not in HELPERS:
            yield EntryReader(each.kind, each.key, each.fields).read(), line


def _read(text: str) -> Iterator[tuple[Entry | Fault, int]]:
    from bibtexparser.exceptions import ParserStateException
    from bibtexparser.splitter import Splitter

    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        blocks = Splitter(text).split().blocks
    except ParserStateException as error:
        yield Fault(__("not BibTeX: %s") % error.message), 1
        return
    strings = dict(_MONTHS)
    for block in blocks:
        line = (block.start_line or 0) + 1
        for each, distance in _block(block, strings):
            if isinstance(each, Entry):
                each.line = line
            yield each, line + distance


def _block(block: Block, strings: dict[str, str]) -> Iterator[tuple[Entry | Fault, int]]:
    """Yield what a block holds, with its distance from the block's first line."""
    from bibtexparser import model

    if isinstance(block, model.DuplicateBlockKeyBlock):
        assert block.ignore_error_block is not None
        block = block.ignore_error_block
    if isinstance(block, model.DuplicateFieldKeyBlock):
        entry = block.ignore_error_block
        assert isinstance(entry, model.Entry)
        for name in sorted(block.duplicate_keys):
            values = {"key": entry.key, "field": name}
            text = __("%(key)s: the field %(field)s stands twice; the first one counts")
            yield Fault(text % values), 0
        block = entry
    if isinstance(block, model.Entry):
        yield from _entry(block, strings)
    elif isinstance(block, model.String):
        value, unknown = _value(str(block.value), strings)
        yield from ((fault, 0) for fault in _unknown(block.key, unknown))
        if len(value) > _LONGEST:
            yield Fault(__("the abbreviation %s is too long") % block.key), 0
            value = ""
        strings[block.key.lower()] = value
    elif isinstance(block, model.ImplicitComment):
        for match in _UNREAD.finditer(block.comment):
            text = __("this kind of entry cannot be read: %s")
            yield Fault(text % match[1]), block.comment.count("\n", 0, match.start())
    elif isinstance(block, model.ParsingFailedBlock):
        yield Fault(_reason(block)), 0


def _entry(block: Any, strings: dict[str, str]) -> Iterator[tuple[Entry | Fault, int]]:
    entry = Entry(block.entry_type.lower(), _key(block.key), 0)
    for each in block.fields:
        value, unknown = _value(each.value, strings)
        yield from (
            (fault, each.start_line - block.start_line) for fault in _unknown(entry.key, unknown)
        )
        entry.fields.setdefault(each.key.lower(), value)
    yield entry, 0


def _key(text: str) -> str:
    return re.sub(
        r"[\x00-\x1f\x7f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]", "", text
    ).strip()


def _unknown(key: str, names: list[str]) -> Iterator[Fault]:
    for name in dict.fromkeys(names):
        if name == "=":
            yield Fault(_punctuation_lacks(key))
            continue
        text = __("%(key)s: the abbreviation %(name)s is not defined")
        yield Fault(text % {"key": key, "name": name[:60]})


def _punctuation_lacks(key: str) -> str:
    return __("%s: a comma or an equals sign is missing in this entry") % key


def _reason(block: Any) -> str:
    """Return why a block could not be read; the parser tells in English."""
    said = str(getattr(block.error, "abort_reason", block.error))
    match = re.match(r"@\w*\s*[{(]\s*([^\s,={}]{1,60})", str(block.raw))
    key = match[1] if match else "?"
    if said.startswith("Expected"):
        return _punctuation_lacks(key)
    return __("%s: this entry does not end; a brace or a quotation mark is missing") % key


def _value(text: str, strings: dict[str, str]) -> tuple[str, list[str]]:
    """Return the value of ``jan # "~5"``, and the abbreviations in it that are not known."""
    text = text.strip()
    is_one = "#" not in text and len(text) > 1 and text[0] + text[-1] in {"{}", '""'}
    if is_one and ("=" not in text or _end(text, 0) == len(text) - 1):
        return text[1:-1], []
    if text.isdecimal():
        return text, []
    pieces: list[str] = []
    unknown: list[str] = []
    at = 0
    while at < len(text):
        sign = text[at]
        if sign in "# \t\n":
            at += 1
            continue
        if sign in '{"':
            end = _end(text, at)
            pieces.append(text[at + 1 : end])
            at = end + 1
            continue
        match = re.compile(r'[^#\s{"]+').match(text, at)
        assert match is not None
        word, at = match[0], match.end()
        if "=" in word:  # title = {A} year = {2024}: the next field begins, without a comma
            return "".join(pieces), [*unknown[: -1 if word[0] == "=" else None], "="]
        if word.isdecimal():
            pieces.append(word)
        elif word.lower() in strings:
            pieces.append(strings[word.lower()])
        else:
            unknown.append(word)
    return "".join(pieces), unknown


def _end(text: str, start: int) -> int:
    """Return where the group or the quotation that begins at *start* ends."""
    is_group = text[start] == "{"
    depth = 0
    for match in (_MARKS if is_group else _QUOTES).finditer(text, start + (not is_group)):
        if match[0] == '"':
            if not depth:
                return match.start()
        else:
            depth += 1 if match[0] == "{" else -1
            if is_group and not depth:
                return match.start()
    return len(text)
