"""Write TMX 1.4, in which translators' tools keep what was translated before.

Source: TMX 1.4b Specification, OSCAR/LISA, 26 April 2005.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree

from ext_translations.exchange.codes import UNFIT
from ext_translations.exchange.units import is_done, source_of, target_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ext_translations.exchange.codes import Code, Piece
    from ext_translations.exchange.units import Document

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ELEMENTS = {"whole": "ph", "open": "bpt", "close": "ept"}


def write_tmx(documents: Sequence[Document]) -> bytes:
    """Return the finished translations of *documents*, each pair once."""
    root = etree.Element("tmx", version="1.4")
    etree.SubElement(
        root,
        "header",
        {
            "creationtool": "midad",
            "creationtoolversion": "1",
            "segtype": "block",
            "o-tmf": "po",
            "adminlang": "en",
            "srclang": documents[0].source_language if documents else "*all*",
            "datatype": "plaintext",
        },
    )
    body = etree.SubElement(root, "body")
    seen = set()
    for document in documents:
        for entry in document.entries:
            pair = (entry.msgid, entry.msgstr, document.language)
            if is_done(entry) and pair not in seen:
                seen.add(pair)
                unit = etree.SubElement(body, "tu")
                _add_variant(unit, document.source_language, source_of(entry))
                _add_variant(unit, document.language, target_of(entry))
    text: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return text.replace(b"<tu>", b"\n<tu>") + b"\n"


def _add_variant(unit: Any, language: str, pieces: Iterable[Piece]) -> None:
    segment = etree.SubElement(etree.SubElement(unit, "tuv", {_LANG: language}), "seg")
    last: Any = None
    for piece in pieces:
        if not isinstance(piece, str):
            last = _add_code(segment, piece)
        elif last is None:
            segment.text = (segment.text or "") + piece
        else:
            last.tail = (last.tail or "") + piece


def _add_code(segment: Any, code: Code) -> Any:
    made = etree.SubElement(segment, _ELEMENTS[code.side])
    made.text = UNFIT.sub("", code.text)
    if code.side != "whole":
        made.set("i", str(code.number))
    if code.side != "close":
        made.set("type", code.kind)
        if code.number:
            made.set("x", str(code.number))
    return made
