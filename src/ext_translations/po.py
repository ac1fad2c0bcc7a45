"""Read a catalog so that it can be written back byte for byte. Plain Python.

babel and polib keep the values of an entry, not its text: what goes through them comes out wrapped
and ordered anew. Here every entry keeps its lines, and only an entry that changes is written anew.
The format is held to strictly, obsolete entries included, since whatever a reader passes over is a
translation lost.
Source: GNU gettext manual, "The Format of PO Files".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ext_arabic import messages
from ext_translations.posyntax import PoError, check_charset, split
from ext_translations.wrapping import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__ = messages.console("ext_translations")

#: what stands before the lines of an obsolete entry, and before those of a previous msgid
_OBSOLETE, _PREVIOUS = "#~", ("#|", "#~|")
#: the order of comments by their marks, and of keywords
_ORDER = ("#", "#.", "#:", "#,", *_PREVIOUS)
_KEYWORDS = ("msgctxt", "msgid", "msgid_plural", "msgstr")


@dataclass(eq=False)
class Entry:
    """One entry: its lines as they stand in the file, and what they say."""

    #: the lines before the first keyword: blank ones and comments
    head: list[str]
    #: the lines from the first keyword to the end of the translation
    body: list[str]
    #: keyword to value: ``msgid``, ``msgstr`` or ``msgstr[0]`` …; no ``msgctxt`` if it has none
    values: dict[str, str]
    #: line of the msgid, from 1
    line: int = 0
    obsolete: bool = False

    @property
    def key(self) -> tuple[str | None, str]:
        """What makes the entry unlike others: its context and its msgid."""
        return self.values.get("msgctxt"), self.values["msgid"]

    @property
    def msgid(self) -> str:
        """The message."""
        return self.values["msgid"]

    @property
    def msgstr(self) -> str:
        """The translation; the first form where there are several."""
        return self.values.get("msgstr", self.values.get("msgstr[0]", ""))

    @property
    def is_plural(self) -> bool:
        """Return whether the entry has several forms."""
        return "msgid_plural" in self.values

    @property
    def is_translated(self) -> bool:
        """Return whether anything stands in the translation, be it fuzzy."""
        return any(text.strip() for name, text in self.values.items() if name.startswith("msgstr"))

    @cached_property
    def flags(self) -> tuple[str, ...]:
        """The flags (``#, fuzzy``)."""
        found = [flag for line in self.comments("#,") for flag in line[2:].split(",")]
        return tuple(flag.strip() for flag in found if flag.strip())

    @property
    def fuzzy(self) -> bool:
        """Return whether a change of the source has made the translation doubtful."""
        return "fuzzy" in self.flags

    @cached_property
    def previous(self) -> str | None:
        """The msgid that a fuzzy translation was made for (``#| msgid``), if it is noted."""
        values: dict[str, str] = {}
        keyword = ""
        for line in self.comments(*_PREVIOUS):
            try:
                found, string = split(line.partition("|")[2], 0, 0)
            except PoError:  # it is a comment: it may say anything
                return None
            keyword = found or keyword
            values[keyword] = values.get(keyword, "") + string
        return values.get("msgid")

    def comments(self, *marks: str) -> list[str]:
        """Return the comment lines that begin with one of *marks*, without line ends."""
        lines = (line.rstrip("\r") for line in self.head)
        return [line for line in lines if mark_of(line) in marks]


def mark_of(line: str) -> str:
    """Return the mark of a comment line: ``#``, ``#.``, ``#:``, ``#,``, ``#|``, ``#~|``."""
    line = line.lstrip()
    if line.startswith("#~|"):
        return "#~|"
    return line[:2] if line[1:2] in (".", ":", ",", "|", "~") else line[:1]


@dataclass
class PoFile:
    """A catalog: its entries in their order, and how its text is put together."""

    entries: list[Entry] = field(default_factory=list)
    #: the lines after the last entry; one empty string is the last line's end
    tail: list[str] = field(default_factory=lambda: [""])
    #: what a line ends with beside the newline: a carriage return, or nothing
    ending: str = ""
    #: the byte order mark that some editors write, or nothing
    mark: str = ""

    @property
    def header(self) -> Entry | None:
        """The entry of the empty msgid, which stands first."""
        first = self.entries[0] if self.entries else None
        return first if first and first.key == (None, "") and not first.obsolete else None

    @property
    def live(self) -> Iterator[Entry]:
        """The entries that are in use."""
        return (entry for entry in self.entries if entry.msgid and not entry.obsolete)

    @property
    def text(self) -> str:
        """The whole text."""
        lines = [line for entry in self.entries for line in (*entry.head, *entry.body)]
        return self.mark + "\n".join([*lines, *self.tail])


def parse(text: str) -> PoFile:
    """Read a catalog; raise `PoError` at the first thing that is wrong."""
    reader = _Reader()
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    lines = text[len(mark) :].split("\n")
    for number, line in enumerate(lines, start=1):
        reader.read(line, number)
    reader.end()
    ending = "\r" if lines[0].endswith("\r") else ""
    file = PoFile(reader.entries, reader.head, ending, mark)
    if file.header and not text.isascii():
        check_charset(file.header.body, len(file.header.head) + 1)
    return file


class _Reader:
    """Read the lines of a catalog, one after the other."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        #: line of each entry in use
        self.seen: dict[tuple[str | None, str], int] = {}
        #: what was read of an entry, and the blank lines and comments after that
        self.head: list[str] = []
        self.body: list[str] = []
        self.after: list[str] = []
        self.values: dict[str, str] = {}
        self.keyword = ""
        self.line, self.obsolete = 0, False

    def read(self, raw: str, number: int) -> None:
        """Take one line."""
        line = raw.strip(" \t\r")
        obsolete = line.startswith(_OBSOLETE) and not line.startswith("#~|")
        if not line or (line[0] == "#" and not obsolete):
            (self.after if self.values else self.head).append(raw)
            return
        start = raw.index(_OBSOLETE) + len(_OBSOLETE) if obsolete else 0
        keyword, string = split(raw, number, start)
        is_next = keyword in ("msgctxt", "msgid") and "msgid" in self.values
        if is_next or (self.values and obsolete != self.obsolete):
            self.end()
        self._order(keyword, number, len(raw) - len(raw.lstrip()) + 1)
        if not self.values:
            self.obsolete = obsolete
        if keyword == "msgid" or not self.line:
            self.line = number
        self.keyword = keyword or self.keyword
        self.values[self.keyword] = self.values.get(self.keyword, "") + string
        self.body += [*self.after, raw]
        self.after = []

    def _order(self, keyword: str, number: int, column: int) -> None:
        """Raise `PoError` for a keyword out of its place."""
        if not keyword:
            if not self.keyword:
                raise PoError(number, column, __("a string continues nothing here"))
        elif keyword in self.values:
            raise PoError(number, column, __("%s stands twice in this message") % keyword)
        elif keyword not in ("msgctxt", "msgid") and "msgid" not in self.values:
            raise PoError(number, column, __("this translation has no message (msgid)"))

    def end(self) -> None:
        """Take what was read as an entry."""
        if not self.values:
            return
        if not any(name.startswith("msgstr") for name in self.values):
            raise PoError(self.line, 1, __("this message has no translation (msgstr)"))
        entry = Entry(self.head, self.body, self.values, self.line, self.obsolete)
        if not entry.obsolete:
            if entry.key in self.seen:
                text = __("this message stands twice; it stood on line %d already")
                raise PoError(self.line, 1, text % self.seen[entry.key])
            self.seen[entry.key] = self.line
        self.entries.append(entry)
        self.head, self.body, self.after = self.after, [], []
        self.values, self.keyword, self.line = {}, "", 0


def make_entry(
    values: Mapping[str, str],
    comments: Iterable[str] = (),
    previous: str | None = None,
    *,
    obsolete: bool = False,
    ending: str = "",
) -> Entry:
    """Return a new entry, written as msgcat writes it, under a blank line.

    *comments* are its comment lines, sorted here; *previous* is the msgid that a fuzzy translation
    was made for.
    """
    prefix = "#~ " if obsolete else ""
    head = ["", *sorted(comments, key=lambda line: _ORDER.index(mark_of(line)))]
    if previous is not None:
        head += quoted("msgid", previous, "#~| " if obsolete else "#| ")
    order = sorted(values, key=lambda name: _KEYWORDS.index(name.partition("[")[0]))
    body = [line for name in order for line in quoted(name, values[name], prefix)]
    head, body = ([line + ending for line in lines] for lines in (head, body))
    return Entry(head, body, dict(values), obsolete=obsolete)
