"""Write the templates of catalogs, ``.pot`` files. Plain Python.

No line numbers and no date that changes: a template changes where its messages do, and nowhere
else. Source: GNU gettext manual, "The Format of PO Files".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

HEAD = """\
# Messages of {project}.
msgid ""
msgstr ""
"Project-Id-Version: {project}\\n"
"POT-Creation-Date: 2024-01-01 00:00+0000\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


@dataclass(frozen=True)
class Entry:
    """One message for translators."""

    msgid: str
    #: what it is: ``paragraph``, ``table cell``
    kind: str
    #: the heading that it stands under
    heading: str = ""
    #: the file that it stands in, as it is to be written
    location: str = ""


def render(project: str, entries: Iterable[Entry]) -> str:
    """Return the text of a template; a message that stands in several places is written once."""
    first: dict[str, Entry] = {}
    for entry in entries:
        first.setdefault(entry.msgid, entry)
    return HEAD.format(project=_escape(project)) + "".join(map(_lines, first.values()))


def _lines(entry: Entry) -> str:
    rows = ["", f"#. {entry.kind}"]
    if entry.heading:
        rows.append(f"#. under: {entry.heading}")
    if entry.location:
        rows.append(f"#: {entry.location}")
    return "\n".join([*rows, f"msgid {quote(entry.msgid)}", 'msgstr ""', ""])


def quote(text: str) -> str:
    """Return *text* as a string of a catalog, a line each."""
    pieces = [f'"{_escape(line)}"' for line in text.splitlines(keepends=True)]
    return "\n".join(['""', *pieces]) if len(pieces) > 1 else "".join(pieces) or '""'


def _escape(text: str) -> str:
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return text.replace("\t", "\\t").replace("\r", "\\r").replace("\n", "\\n")
