"""Write a string of a catalog as GNU ``msgcat`` does, so that no tool wraps it anew. Plain Python.

Poedit, Weblate and msgcat all break strings before column 80 where the Unicode line breaking
algorithm allows it. babel and polib break at blanks only, and count otherwise: a catalog that goes
through them and back shows changes in half of its lines.
Sources: UAX #14 in the edition that gettext uses (pair table, Unicode 9);
gettext, ``write-po.c``, function ``wrap``. Compared with msgcat in the tests.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: what ``msgcat --width`` is by default; no line is longer
WIDTH = 79

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_ESCAPES |= {"\a": "\\a", "\b": "\\b", "\v": "\\v", "\f": "\\f"}

_CLASSES = {
    "OP": "([{¡¿‚„〈《「『【",
    "CL": "}、。〉》」』】，",
    "CP": ")]",
    "QU": "\"'«»‘’‛“”‟‹›",
    "GL": "\u00a0\u202f\u2007\u2011\u034f",
    "NS": "‼‽々",
    "EX": "!?؛؞؟۔",
    "SY": "/",
    "IS": ",.:;،؍\u037e",
    "PR": "$+\\£¤¥±№€\u2212",
    "PO": "%¢°٪‰′″؋؉؊",
    "NU": "٫٬",
    "IN": "…․‥",
    "HY": "-",
    "BA": "|\t\u00ad‐‒\u2013‧\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u3000",
    "BB": "´",
    "B2": "—",
    "ZW": "\u200b",
    "WJ": "\u2060\ufeff",
}
_CLASS = {sign: name for name, signs in _CLASSES.items() for sign in signs}
_WIDE = ((0x2E80, 0x9FFF), (0xAC00, 0xD7AF), (0xF900, 0xFAFF), (0xFF00, 0xFF60), (0x1F300, 0x1FAFF))
#: may a line end between a class (the row) and the next (the column)? ``_`` yes; ``%`` only where
#: blanks stand between them; ``^`` never
_PAIRS = """
       OP CL CP QU GL NS EX SY IS PR PO NU AL ID IN HY BA BB B2 ZW WJ
    OP ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^
    CL _  ^  ^  %  %  ^  ^  ^  ^  %  %  _  _  _  _  %  %  _  _  ^  ^
    CP _  ^  ^  %  %  ^  ^  ^  ^  %  %  %  %  _  _  %  %  _  _  ^  ^
    QU ^  ^  ^  %  %  %  ^  ^  ^  %  %  %  %  %  %  %  %  %  %  ^  ^
    GL %  ^  ^  %  %  %  ^  ^  ^  %  %  %  %  %  %  %  %  %  %  ^  ^
    NS _  ^  ^  %  %  %  ^  ^  ^  _  _  _  _  _  _  %  %  _  _  ^  ^
    EX _  ^  ^  %  %  %  ^  ^  ^  _  _  _  _  _  _  %  %  _  _  ^  ^
    SY _  ^  ^  %  %  %  ^  ^  ^  _  _  %  _  _  _  %  %  _  _  ^  ^
    IS _  ^  ^  %  %  %  ^  ^  ^  _  _  %  _  _  _  %  %  _  _  ^  ^
    PR %  ^  ^  %  %  %  ^  ^  ^  _  _  %  %  %  _  %  %  _  _  ^  ^
    PO %  ^  ^  %  %  %  ^  ^  ^  _  _  %  %  _  _  %  %  _  _  ^  ^
    NU %  ^  ^  %  %  %  ^  ^  ^  %  %  %  %  _  %  %  %  _  _  ^  ^
    AL %  ^  ^  %  %  %  ^  ^  ^  %  %  %  %  _  %  %  %  _  _  ^  ^
    ID _  ^  ^  %  %  %  ^  ^  ^  _  %  _  _  _  %  %  %  _  _  ^  ^
    IN _  ^  ^  %  %  %  ^  ^  ^  _  _  _  _  _  _  %  %  _  _  ^  ^
    HY _  ^  ^  %  _  %  ^  ^  ^  _  _  %  _  _  _  %  %  _  _  ^  ^
    BA _  ^  ^  %  _  %  ^  ^  ^  _  _  _  _  _  _  %  %  _  _  ^  ^
    BB %  ^  ^  %  %  %  ^  ^  ^  %  %  %  %  %  %  %  %  %  %  ^  ^
    B2 _  ^  ^  %  %  %  ^  ^  ^  _  _  _  _  _  _  %  %  _  ^  ^  ^
    ZW _  _  _  _  _  _  _  _  _  _  _  _  _  _  _  _  _  _  _  ^  _
    WJ %  ^  ^  %  %  %  ^  ^  ^  %  %  %  %  %  %  %  %  %  %  ^  ^
"""
_COLUMNS, *_ROWS = (row.split() for row in _PAIRS.strip().splitlines())
_PAIR = {
    (row[0], column): sign for row in _ROWS for column, sign in zip(_COLUMNS, row[1:], strict=True)
}


@lru_cache(maxsize=4096)
def _class(sign: str) -> str:
    """Return the line breaking class of a character; ``CM`` is what joins the one before it."""
    if sign in _CLASS:
        return _CLASS[sign]
    category = unicodedata.category(sign)
    if category in ("Mn", "Me", "Mc", "Cf"):
        return "CM"
    if category == "Nd":
        return "NU"
    return "ID" if any(low <= ord(sign) <= high for low, high in _WIDE) else "AL"


@lru_cache(maxsize=4096)
def _width(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _breaks(text: str) -> list[int]:
    """Return the places before which a line may end."""
    found = []
    before, blanks = "", False
    for place, sign in enumerate(text):
        if sign == " ":
            blanks = True
            continue
        here = _class(sign)
        if here == "CM":
            if before and not blanks:
                continue
            here = "AL"
        if before:
            rule = _PAIR[before, here]
            if rule == "_" or (rule == "%" and blanks):
                found.append(place)
        elif blanks:
            found.append(place)
        before, blanks = here, False
    return found


def _escaped(text: str) -> tuple[str, list[int]]:
    """Return *text* as it is written, and the places before which its line may end."""
    parts = [_ESCAPES.get(sign, sign) for sign in text]
    written = "".join(parts)
    places = _breaks(written)
    if "\\" not in written:
        return written, places
    inside, column = set(), 0
    for sign, part in zip(text, parts, strict=True):
        if len(part) == 2:  # a backslash and its letter
            inside.add(column + 1)
            if sign == "\n":
                inside.add(column)
        column += len(part)
    return written, [place for place in places if place not in inside]


def _cuts(text: str, places: Sequence[int], column: int, limit: int) -> list[int]:
    """Choose among *places* where lines end; the first begins at *column*."""
    if column + len(text) <= limit and text.isascii():
        return []
    cuts = []
    bounds = [0, *places, len(text)]
    widths = [sum(map(_width, text[start:end])) for start, end in pairwise(bounds)]
    column += widths[0]
    for place, width in zip(places, widths[1:], strict=True):
        if column + width > limit:
            cuts.append(place)
            column = 0
        column += width
    return cuts


def quoted(keyword: str, text: str, prefix: str = "") -> list[str]:
    """Return the lines of a catalog that give *keyword* (``msgid``) the value *text*.

    *prefix* is what each line begins with: ``#~`` and a blank in an obsolete message.
    """
    limit = WIDTH - len(prefix) - 2
    portions = [_escaped(line) for line in re.findall(r"[^\n]*\n|[^\n]+", text)]
    if not portions:
        return [f'{prefix}{keyword} ""']
    if len(portions) == 1:
        written, places = portions[0]
        start = len(keyword) + 1
        if start <= limit and not _cuts(written, places, start, limit):
            return [f'{prefix}{keyword} "{written}"']
    lines = [f'{prefix}{keyword} ""']
    for written, places in portions:
        cuts = _cuts(written, places, 0, limit)
        ends = zip([0, *cuts], [*cuts, len(written)], strict=True)
        lines += [f'{prefix}"{written[start:end]}"' for start, end in ends]
    return lines
