"""Read XLIFF 1.2 as it comes back from a translator, whatever tool it went through.

The file comes from outside: no entities, no document type, nothing fetched. A file that is wrong
as a whole raises `ExchangeError`; single messages are looked at by `arrivals`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import etree

from ext_arabic import messages
from ext_translations.exchange.xliff import NAMESPACE, SENT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ext_translations.exchange.codes import Side

Element = Any  # the stubs of lxml do not export it under a public name

__ = messages.console("ext_translations")

#: states that leave a translation doubtful ("state", XLIFF 1.2)
_DOUBTFUL = re.compile(r"new|needs-.*")
_SIDES: dict[str, Side] = {
    "bpt": "open",
    "bx": "open",
    "ept": "close",
    "ex": "close",
    "ph": "whole",
    "x": "whole",
    "it": "whole",
}


class ExchangeError(Exception):
    """Raised when a file cannot be imported at all."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        """Say in which file, on which line (from 1), and what."""
        super().__init__(f"{path}:{line}: {message}")
        self.path, self.line, self.message = path, line, message


@dataclass(frozen=True)
class Sign:
    """A code as it came back."""

    side: Side
    #: what it is called in its message
    number: str
    #: what it holds; empty where the tool keeps codes without their text
    text: str = ""
    kind: str = ""


Token = str | Sign


@dataclass(frozen=True)
class Arrival:
    """One message as it came back."""

    id: str
    #: line of the translation in the file, from 1
    line: int
    source: tuple[Token, ...]
    target: tuple[Token, ...]
    #: whether the file says that it is not done; None where it says nothing
    is_doubtful: bool | None = None
    #: fingerprint of the translation that was sent out; empty where the tool dropped it
    sent: str = ""
    #: what translators noted
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Received:
    """One catalog as it came back."""

    #: as it was called when it went out
    name: str
    language: str
    line: int
    arrivals: tuple[Arrival, ...]


def read_xliff(path: Path) -> list[Received]:
    """Return what an XLIFF file brings; raise `ExchangeError`."""
    try:
        root = etree.fromstring(path.read_bytes(), _parser())
    except OSError as error:
        raise ExchangeError(path, 1, __("cannot be read: %s") % error.strerror) from None
    except etree.XMLSyntaxError as error:
        reason = (error.msg or "").partition(", line ")[0]
        text = __("this is not well-formed XML: %s") % reason
        raise ExchangeError(path, error.lineno or 1, text) from None
    info: Any = root.getroottree().docinfo
    if info.doctype:
        raise ExchangeError(path, 1, __("a document type is not allowed here"))
    if root.tag != f"{{{NAMESPACE}}}xliff":
        text = __("this is not XLIFF 1.2 but: %s") % root.tag
        raise ExchangeError(path, _line(root), text)
    return [_read_file(file, path) for file in root.iter(f"{{{NAMESPACE}}}file")]


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )


def _line(element: Element) -> int:
    return element.sourceline or 1


def _read_file(file: Element, path: Path) -> Received:
    for name in ("original", "target-language"):
        if not file.get(name):
            raise ExchangeError(path, _line(file), __("<file> has no “%s”") % name)
    seen: dict[str, int] = {}
    arrivals = []
    for unit in file.iter(f"{{{NAMESPACE}}}trans-unit"):
        name, line = unit.get("id", ""), _line(unit)
        if name in seen:
            text = __("the message “%(id)s” stands twice; it stood on line %(line)d already")
            raise ExchangeError(path, line, text % {"id": name, "line": seen[name]})
        seen[name] = line
        if unit.get("translate") != "no":
            arrivals.append(_read_unit(unit, name))
    original, language = file.get("original", ""), file.get("target-language", "")
    return Received(original, language, _line(file), tuple(arrivals))


def _read_unit(unit: Element, name: str) -> Arrival:
    source, target = (unit.find(f"{{{NAMESPACE}}}{name}") for name in ("source", "target"))
    state = target.get("state", "") if target is not None else ""
    sent = unit.get("extradata", "")
    return Arrival(
        id=name,
        line=_line(target if target is not None else unit),
        source=tuple(_tokens(source)) if source is not None else (),
        target=tuple(_tokens(target)) if target is not None else (),
        is_doubtful=_is_doubtful(state, unit.get("approved", "")),
        sent=sent.removeprefix(SENT) if sent.startswith(SENT) else "",
        notes=tuple(_notes(unit)),
    )


def _is_doubtful(state: str, approved: str) -> bool | None:
    if approved == "yes" or state in {"translated", "signed-off", "final"}:
        return False
    return True if _DOUBTFUL.fullmatch(state) else None


def _notes(unit: Element) -> Iterator[str]:
    """Yield what a translator noted, without line breaks: one would end a comment."""
    for note in unit.findall(f"{{{NAMESPACE}}}note"):
        if note.get("from") != "developer":
            yield " ".join("".join(note.itertext()).split())


def _tokens(element: Element) -> Iterator[Token]:
    """Yield the words and codes of a text; what tools put around words (``mrk``) is passed over."""
    yield element.text or ""
    for child in element:
        name = etree.QName(child).localname
        number = child.get("rid") or child.get("id", "")
        if name in _SIDES:
            text = "".join(child.itertext())
            yield Sign(_SIDES[name], number, text, child.get("ctype", ""))
        elif name == "g":
            yield Sign("open", number)
            yield from _tokens(child)
            yield Sign("close", number)
        else:
            yield from _tokens(child)
        yield child.tail or ""
