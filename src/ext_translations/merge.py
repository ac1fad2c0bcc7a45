"""Bring one catalog up to date with the messages that its document has now. Plain Python.

GNU ``msgmerge`` is the model, with three differences: a message whose translation was taken over
stays as obsolete, too, so that a change that is taken back costs nothing; the memory is that of all
catalogs; and an entry that does not change keeps its bytes.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from babel.core import UnknownLocaleError
from babel.messages.plurals import get_plural

from ext_translations.memory import Memory, Unit, adapted
from ext_translations.po import Entry, PoFile, make_entry
from ext_translations.status import count_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set

#: what the extraction says of a message: taken from the template each time
_EXTRACTED = ("#.", "#:")
#: a translator's question to the author, which stays
QUESTION = re.compile(r"#\.\s*[?؟]")
#: the mark of a filled message, and what is said of the translation and not of the message
_FROM_MEMORY = "# from memory: "
OF_TRANSLATION = re.compile(r"#\s*(?:from memory|reviewed-by)\b", re.IGNORECASE)
#: flags of Babel and xgettext, which take a role for a placeholder; the template knows better
_FORMAT = re.compile(r"(?!no-)[\w-]+-format")
#: places and translations of a message that are named in a comment
_NAMED = 5


@dataclass(frozen=True)
class Change:
    """What an update does to a catalog, in messages."""

    #: messages that the catalog did not have in use
    new: int = 0
    #: of all messages, those that were filled, word for word
    filled: int = 0
    #: those that got a doubtful translation
    fuzzy: int = 0
    #: those that are no longer in use
    obsolete: int = 0
    #: messages and words that wait for a translator
    left: int = 0
    left_words: int = 0

    def __add__(self, other: Change) -> Change:
        return Change(
            self.new + other.new,
            self.filled + other.filled,
            self.fuzzy + other.fuzzy,
            self.obsolete + other.obsolete,
            self.left + other.left,
            self.left_words + other.left_words,
        )


def units_of(file: PoFile, place: str) -> Iterator[Unit]:
    """Yield what a catalog gives to the memory."""
    for entry in file.entries:
        if not entry.msgid or entry.is_plural or not entry.is_translated:
            continue
        context, fuzzy = entry.values.get("msgctxt"), entry.fuzzy
        msgid = entry.previous if fuzzy else entry.msgid
        if msgid:
            yield Unit(msgid, context, entry.msgstr, place, entry.obsolete, fuzzy)


def merge(
    old: PoFile | None, template: PoFile, memory: Memory, place: str, language: str
) -> tuple[PoFile, Change]:
    """Return the catalog of the document *place* for its *template*, and what changed.

    Without entries in *template*, everything becomes obsolete.
    """
    if old is None or not old.entries:
        old = PoFile([new_header(template, language)])
    wanted = list(template.live)
    merging = _Merging(old, {entry.key for entry in wanted}, memory, place)
    entries = [merging.entry_for(entry) for entry in wanted]
    heads = (entry for entry in old.entries if entry.key == (None, "") and not entry.obsolete)
    header = next(heads, None) or new_header(template, language, old.ending)
    file = merging.assembled(header, entries)
    left = [entry for entry in entries if entry.fuzzy or not entry.is_translated]
    return file, Change(
        new=sum(entry.key not in merging.live for entry in wanted),
        filled=merging.filled,
        fuzzy=merging.fuzzy,
        obsolete=len(merging.vanished),
        left=len(left),
        left_words=sum(count_words(entry.msgid) for entry in left),
    )


def new_header(template: PoFile, language: str, ending: str = "") -> Entry:
    """Return the header of a new catalog: no names, and no dates that change without need."""
    given = template.header.msgstr.splitlines() if template.header else []
    project = next((line for line in given if line.startswith("Project-Id-Version:")), "")
    try:
        plural = str(get_plural(language.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        plural = ""
    fields = [
        project,
        f"Language: {language.replace('-', '_')}",
        f"Plural-Forms: {plural}" if plural else "",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
    ]
    text = "".join(f"{line}\n" for line in fields if line)
    header = make_entry({"msgid": "", "msgstr": text}, ending=ending)
    header.head.clear()
    return header


class _Merging:
    """The work on one catalog."""

    def __init__(
        self, old: PoFile, wanted: Set[tuple[str | None, str]], memory: Memory, place: str
    ) -> None:
        self.old, self.memory, self.place = old, memory, place
        self.live = {entry.key: entry for entry in old.live}
        self.vanished = [entry for entry in old.live if entry.key not in wanted]
        #: obsolete entries by key, the one to take back first
        self.gone: dict[tuple[str | None, str], Entry] = {}
        for entry in old.entries:
            known = self.gone.get(entry.key)
            if entry.obsolete and entry.is_translated and (known is None or known.fuzzy):
                self.gone[entry.key] = entry
        self.back: list[Entry] = []
        self.filled = self.fuzzy = 0

    def entry_for(self, wanted: Entry) -> Entry:
        """Return the entry of a message: the old one, one from the memory, or an empty one."""
        own = self.live.get(wanted.key)
        if own and own.is_translated:
            return self._refreshed(own, wanted)
        comments = _own_comments(own) if own else []
        if back := self.gone.get(wanted.key):
            self.back.append(back)
            self.filled += not back.fuzzy
            self.fuzzy += back.fuzzy
            comments += [*back.comments("#"), *_questions(back)]
            return self._made(wanted, back.values, comments, back.flags, back.previous)
        if units := self.memory.exact(wanted.msgid, wanted.key[0]):
            return self._filled(wanted, units, comments)
        if match := self.memory.nearest(wanted.msgid, self.place):
            return self._doubtful(wanted, match.unit, comments)
        return self._refreshed(own, wanted) if own else self._made(wanted, wanted.values)

    def _filled(self, wanted: Entry, units: Sequence[Unit], comments: list[str]) -> Entry:
        """Return an entry with the translation of *units*, or a doubtful one if they differ."""
        votes = Counter(unit.msgstr for unit in units)
        best = max(votes, key=lambda text: votes[text])
        values = {**wanted.values, "msgstr": best}
        if len(votes) == 1:
            self.filled += 1
            places = list(dict.fromkeys(unit.place for unit in units))
            line = _FROM_MEMORY + ", ".join(places[:_NAMED])
            return self._made(wanted, values, [*comments, line])
        self.fuzzy += 1
        for text, _ in votes.most_common(_NAMED):
            place = next(unit.place for unit in units if unit.msgstr == text)
            comments.append(f"{_FROM_MEMORY}{place}: {' '.join(text.split())}")
        return self._made(wanted, values, comments, ("fuzzy",))

    def _doubtful(self, wanted: Entry, unit: Unit, comments: list[str]) -> Entry:
        """Return a fuzzy entry with the translation of a message that is like it."""
        self.fuzzy += 1
        if unit.place != self.place:
            comments.append(_FROM_MEMORY + unit.place)
        for entry in self.vanished:
            if unit.place == self.place and unit.msgid in (entry.msgid, entry.previous):
                comments += [line for line in _own_comments(entry) if line not in comments]
        values = {**wanted.values, "msgstr": adapted(unit, wanted.msgid)}
        previous = unit.msgid if unit.msgid != wanted.msgid else None
        return self._made(wanted, values, comments, ("fuzzy",), previous)

    def _made(
        self,
        wanted: Entry,
        values: Mapping[str, str],
        comments: Sequence[str] = (),
        flags: Sequence[str] = (),
        previous: str | None = None,
    ) -> Entry:
        """Return a new entry for *wanted*."""
        lines = [*comments, *wanted.comments(*_EXTRACTED), *_flag_line(flags, wanted)]
        return make_entry(values, lines, previous, ending=self.old.ending)

    def _refreshed(self, own: Entry, wanted: Entry) -> Entry:
        """Return *own* with what the extraction says now; *own* itself if that is the same."""
        said = [line for line in own.comments(*_EXTRACTED) if not QUESTION.match(line)]
        flags = _flag_line(own.flags, wanted)
        is_same = sorted(said) == sorted(wanted.comments(*_EXTRACTED))
        if is_same and flags == _flag_line(own.flags):
            return own
        lines = [*own.comments("#"), *_questions(own), *wanted.comments(*_EXTRACTED), *flags]
        lines += own.comments("#|")
        head = [*_blank(own), *(line + self.old.ending for line in lines)]
        return Entry(head, own.body, own.values, own.line)

    def assembled(self, header: Entry, entries: list[Entry]) -> PoFile:
        """Return the catalog: *header*, *entries*, and below them what is obsolete."""
        old = self.old
        gone = [entry for entry in old.entries if entry.obsolete and entry not in self.back]
        known = {(entry.key, entry.msgstr) for entry in gone}
        for entry in self.vanished:
            # a fuzzy translation also stands under the message that it was made for
            borrowed = ((entry.key[0], entry.previous), entry.msgstr) if entry.fuzzy else None
            is_known = (entry.key, entry.msgstr) in known or borrowed in known
            is_lost = not is_known and (entry.is_translated or _own_comments(entry))
            if is_lost or _unsaid(entry, [*entries, *gone]):
                gone.append(self._retired(entry))
        file = self._apart([header, *entries, *gone])
        tail = old.tail
        if not tail and file and file[-1] is not old.entries[-1]:
            tail = [""]  # the last line had no end
        return PoFile(file, tail, old.ending, old.mark)

    def _retired(self, entry: Entry) -> Entry:
        """Return *entry* as obsolete."""
        lines = [*entry.comments("#"), *_questions(entry)]
        lines += _flag_line([flag for flag in entry.flags if not _FORMAT.fullmatch(flag)])
        previous = entry.previous if entry.fuzzy else None
        return make_entry(entry.values, lines, previous, obsolete=True, ending=self.old.ending)

    def _apart(self, entries: list[Entry]) -> list[Entry]:
        """Return *entries* with a blank line before each that does not follow its old neighbour."""
        before = {_name(entry): _name(last) for last, entry in _with_last(self.old.entries)}
        done: list[Entry] = []
        for last, entry in _with_last(entries):
            if before.get(_name(entry), ()) == _name(last):
                done.append(entry)
                continue
            lead = [self.old.ending] if last else []
            head = [*lead, *entry.head[len(_blank(entry)) :]]
            done.append(Entry(head, entry.body, entry.values, entry.line, entry.obsolete))
        return done


def _with_last(entries: Sequence[Entry]) -> Iterator[tuple[Entry | None, Entry]]:
    return zip([None, *entries], entries, strict=False)


def _name(entry: Entry | None) -> tuple[object, ...]:
    return (entry.obsolete, entry.key) if entry else (None,)


def _blank(entry: Entry) -> list[str]:
    """Return the blank lines that an entry begins with."""
    return list(takewhile(lambda line: not line.strip(), entry.head))


def _questions(entry: Entry) -> list[str]:
    return [line for line in entry.comments("#.") if QUESTION.match(line)]


def _own_comments(entry: Entry) -> list[str]:
    """Return what translators say of the message, whatever its translation is."""
    lines = [line for line in entry.comments("#") if not OF_TRANSLATION.match(line)]
    return [*lines, *_questions(entry)]


def _unsaid(entry: Entry, others: Sequence[Entry]) -> set[str]:
    """Return what translators say of the message, and not of those that it was or became."""
    names = {entry.msgid, entry.previous or entry.msgid}
    heirs = [other for other in others if names & {other.msgid, other.previous}]
    said = {line for heir in heirs for line in _own_comments(heir)}
    return {*_own_comments(entry)} - said


def _flag_line(flags: Sequence[str], wanted: Entry | None = None) -> list[str]:
    """Return the line of an entry's flags, if it has any; *wanted* says which formats it is in."""
    if wanted:
        flags = [flag for flag in flags if flag in wanted.flags or not _FORMAT.fullmatch(flag)]
        flags = list(dict.fromkeys([*flags, *wanted.flags]))
    return [f"#, {', '.join(flags)}"] if flags else []
