"""Write XLIFF 1.2, the format that every translator's tool reads.

Codes carry their text (``bpt``, ``ept``, ``ph``), so that a file means the same without the catalog
it came from; a character that XML cannot hold becomes ``x``.
Source: XLIFF Version 1.2, OASIS Standard, 1 February 2008.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree

from ext_translations.exchange.codes import UNFIT, part, part_translation
from ext_translations.exchange.edits import extracted_notes, id_of, places_of, translators_notes
from ext_translations.exchange.units import digest, is_done, source_of, state_of, target_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ext_translations.exchange.codes import Code, Piece
    from ext_translations.exchange.units import Document
    from ext_translations.po import Entry

Element = Any  # the stubs of lxml do not export it under a public name
NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
XML = "{http://www.w3.org/XML/1998/namespace}"
#: marks the fingerprint of the translation that was sent out
SENT = "midad:"
#: elements whose text counts, blanks and all
_MIXED = frozenset({"source", "target", "note", "count", "context"})
_ELEMENTS = {"whole": "ph", "open": "bpt", "close": "ept"}


def write_xliff(documents: Iterable[Document]) -> bytes:
    """Return catalogs as one XLIFF document; the same catalogs always make the same bytes."""
    spaces: Any = {None: NAMESPACE}
    root = etree.Element(_name("xliff"), {"version": "1.2"}, spaces)
    for document in documents:
        _add_file(root, document)
    _lay_out(root)
    text: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return text + b"\n"


def _name(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _add(parent: Element, tag: str, text: str | None = None, **attributes: str) -> Element:
    named = {key.replace("_", "-"): value for key, value in attributes.items()}
    element = etree.SubElement(parent, _name(tag), named)
    element.text = text
    return element


def _add_file(root: Element, document: Document) -> None:
    file = _add(
        root,
        "file",
        original=document.name,
        source_language=document.source_language,
        target_language=document.language,
        datatype="plaintext",
        tool_id="midad",
    )
    header = _add(file, "header")
    size = _add(header, "count-group", name="size")
    _add(size, "count", str(len(document.entries)), count_type="total", unit="trans-unit")
    _add(size, "count", str(document.words), count_type="total", unit="word")
    _add(header, "tool", tool_id="midad", tool_name="Midad")
    body = _add(file, "body")
    for entry in document.entries:
        _add_unit(body, entry, document)


def _add_unit(body: Element, entry: Entry, document: Document) -> None:
    state = state_of(entry)
    unit = _add(body, "trans-unit", id=id_of(entry))
    unit.set("approved", "yes" if is_done(entry) else "no")
    unit.set(XML + "space", "preserve")
    unit.set("extradata", SENT + digest(entry.msgstr, is_fuzzy=entry.fuzzy))
    source = _add(unit, "source")
    source.set(XML + "lang", document.source_language)
    fill(source, source_of(entry))
    target = _add(unit, "target", state=state)
    target.set(XML + "lang", document.language)
    fill(target, target_of(entry))
    if places := places_of(entry):
        group = _add(unit, "context-group", name="location", purpose="location")
        for place in places:
            _add(group, "context", _fit(place), context_type="sourcefile")
    if context := entry.key[0]:
        group = _add(unit, "context-group", name="po-entry", purpose="information")
        _add(group, "context", _fit(context), context_type="x-po-msgctxt")
    for text in extracted_notes(entry):
        _add(unit, "note", _fit(text), **{"from": "developer", "annotates": "source"})
    for text in translators_notes(entry):
        _add(unit, "note", _fit(text), **{"from": "translator"})
    if entry.previous and entry.msgstr.strip():
        old = _add(unit, "alt-trans", alttranstype="previous-version")
        old.set(XML + "space", "preserve")
        before = part(entry.previous)
        fill(_add(old, "source"), before)
        fill(_add(old, "target"), part_translation(entry.msgstr, before))


def fill(element: Element, pieces: Iterable[Piece]) -> None:
    """Write a parted text into *element*."""
    last: Element | None = None
    for piece in pieces:
        if not isinstance(piece, str):
            last = _add_code(element, piece, len(element))
        elif last is None:
            element.text = (element.text or "") + piece
        else:
            last.tail = (last.tail or "") + piece


def _add_code(element: Element, code: Code, place: int) -> Element:
    if not code.number:  # the character is in the name of its kind; numbers are for this text only
        return _add(element, "x", id=f"u{place}", ctype=code.kind, equiv_text=code.label)
    name, number = _ELEMENTS[code.side], str(code.number)
    if code.side == "whole":
        return _add(element, name, code.text, id=number, ctype=code.kind, equiv_text=code.label)
    made = _add(element, name, code.text, id=number, rid=number)
    if code.side == "open":
        made.set("ctype", code.kind)
    return made


def _fit(text: str) -> str:
    """Return a comment without what XML cannot hold."""
    return UNFIT.sub(lambda found: f"U+{ord(found[0]):04X}", text)


def _lay_out(element: Element, depth: int = 0) -> None:
    """Give each element a line, but leave texts as they are."""
    if etree.QName(element).localname in _MIXED or not len(element):
        return
    element.text = "\n" + "  " * (depth + 1)
    for child in element:
        _lay_out(child, depth + 1)
        child.tail = "\n" + "  " * (depth + 1)
    element[-1].tail = "\n" + "  " * depth
