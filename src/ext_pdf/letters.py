"""Give every letter of a PDF a text, where WeasyPrint 70 gives some of them none.

WeasyPrint asks of each glyph for which letters it stood when it was first drawn. Where a vowel and
a ligature came of the same letters, one has them all, and the other nothing: its letters are lost
to whoever copies, searches or listens, and the file is wrong (Matterhorn 10-001). A vowel that has
them all says its neighbours' letters with its own wherever it stands. Amiri draws a lam before a
kaf with a stroke after it, and the stroke would say a second lam: «اللكبرى». The font knows better.
Works on pydyf's objects, before they are written; `render` calls it.
"""

from __future__ import annotations

import json
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import combining, normalize

import fontTools
from weasyprint.text.fonts import get_hb_object_data

from ext_pdf.cache import kept
from ext_pdf.structure import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pydyf
    from fontTools.ttLib import TTFont

TATWEEL = "\N{ARABIC TATWEEL}"
#: for a part of what another glyph stands for: it joins its neighbours, and is nothing itself
NOTHING = "\u200d"
#: substitutions of substitutions
_DEPTH = 8
_SINGLE, _LIGATURE, _EXTENSION = 1, 4, 7


def name_letters(document: Any, pdf: pydyf.PDF) -> None:
    """Complete the tables of letters (``ToUnicode``) of all fonts."""
    for font in document.fonts.values():
        if not any(map(_is_doubtful, font.to_unicode.values())):
            continue
        known = read_letters(get_hb_object_data(font.hb_face), font.index)
        texts = {}
        for glyph, text in font.to_unicode.items():
            found = known.get(glyph, NOTHING)
            is_stroke = found == TATWEEL != text
            if is_stroke:
                found = NOTHING
            if not text or is_stroke or (found != text and all(map(combining, found))):
                texts[_line(glyph, text)] = _line(glyph, found)
        for table in _tables(pdf, font.name.decode()):
            _complete(table, texts)


def _is_doubtful(text: str) -> bool:
    """Return whether a glyph has lost its text, or may say that of its neighbours."""
    return text in ("", "ل") or (len(text) > 1 and any(map(combining, text)))


def _line(glyph: int, text: str) -> bytes:
    """Return a line of a table, as WeasyPrint writes it."""
    return f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>".encode()


def _tables(pdf: pydyf.PDF, name: str) -> Iterator[list[Any]]:
    for each in pdf.objects:
        if isinstance(each, dict) and "ToUnicode" in each and _name(each["BaseFont"]) == name:
            yield pdf.objects[number(each["ToUnicode"])].stream


def _name(value: object) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)


def _complete(table: list[Any], texts: Mapping[bytes, bytes]) -> None:
    for index, line in enumerate(table):
        text = line if isinstance(line, bytes) else str(line).encode()
        table[index] = texts.get(text, line)


@lru_cache(maxsize=16)  # a worker prints many briefs in the same few faces
def read_letters(data: bytes, index: int = 0) -> dict[int, str]:
    """Return the letters that each glyph of a font stands for; they are read once a user."""
    # of this file, too: what another version of it has read is not taken for its own
    maker = Path(__file__).read_bytes() + fontTools.version.encode()
    name = f"letters/{sha256(maker + data).hexdigest()[:32]}-{index}.json"
    return kept(name, lambda: _written(_read(data, index)), _known)


def _written(letters: Mapping[int, str]) -> bytes:
    """Return what is kept of *letters*."""
    values = {"glyphs": [*letters], "texts": [*letters.values()]}
    return json.dumps(values, ensure_ascii=False).encode()


def _known(content: bytes) -> dict[int, str]:
    """Return the letters that are kept; TypeError or ValueError where they are damaged."""
    values: Any = json.loads(content)
    if not isinstance(values, dict) or values.keys() != {"glyphs", "texts"}:
        raise TypeError
    glyphs, texts = values["glyphs"], values["texts"]
    if {*map(type, glyphs)} != {int} or {*map(type, texts)} != {str}:
        raise TypeError
    return dict(zip(glyphs, texts, strict=True))


def _read(data: bytes, index: int = 0) -> dict[int, str]:
    """Read the letters of each glyph off a font's own substitutions."""
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(data), fontNumber=index, lazy=True)
    codes = sorted(font.getBestCmap().items(), reverse=True)  # the lowest one is kept
    letters = {name: _plain(chr(code)) for code, name in codes}
    made_of: dict[str, list[str]] = {}
    for name, parts in _substitutions(font):
        made_of.setdefault(name, parts)

    def text(name: str, depth: int = 0) -> str:
        if name in letters or depth > _DEPTH:
            return letters.get(name, "")
        found = [text(part, depth + 1) for part in made_of.get(name, ())]
        return "".join(found) if all(found) else ""

    order = enumerate(font.getGlyphOrder())
    return {glyph: found for glyph, name in order if (found := text(name))}


def _plain(letter: str) -> str:
    """Return the letters that a presentation form of Arabic stands for."""
    return normalize("NFKC", letter) if "\ufb50" <= letter < "\uff00" else letter


def _substitutions(font: TTFont) -> Iterator[tuple[str, list[str]]]:
    """Yield a glyph, and what it is put in the place of (OpenType, GSUB)."""
    table = font["GSUB"].table if "GSUB" in font else None
    lookups = table.LookupList.Lookup if table is not None and table.LookupList else ()
    for subtable in (each for lookup in lookups for each in lookup.SubTable):
        own = subtable.ExtSubTable if subtable.LookupType == _EXTENSION else subtable
        if own.LookupType == _SINGLE:
            for source, target in own.mapping.items():
                yield target, [source]
        elif own.LookupType == _LIGATURE:
            for first, ligatures in own.ligatures.items():
                for each in ligatures:
                    yield each.LigGlyph, [first, *each.Component]
