"""Which Arabic letters join their neighbours. Plain Python.

WeasyPrint shapes each inline box alone, so a word that markup cuts in two loses its joined forms;
`ext_arabic.paper` asks here where a joiner has to mend that.
"""

from __future__ import annotations

import unicodedata
from typing import Final

TATWEEL: Final = "\N{ARABIC TATWEEL}"
JOINER: Final = "\N{ZERO WIDTH JOINER}"

# Letters of Pashto and Kurdish that have no presentation forms of their own.
_MORE_DUAL: Final = "ځڅښګڼێڵݐݓ"
_MORE_RIGHT: Final = "ډړږڕ"


def _forms() -> dict[str, set[str]]:
    """Return each letter's contextual forms, as Unicode's presentation forms decompose."""
    forms: dict[str, set[str]] = {}
    for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00)):
        form, *letters = unicodedata.decomposition(chr(code)).split() or ("", "")
        if len(letters) == 1:
            forms.setdefault(chr(int(letters[0] or "0", 16)), set()).add(form)
    return forms


_FORMS: Final = _forms()

#: letters that join on both sides
DUAL: Final = frozenset(_MORE_DUAL).union(c for c, forms in _FORMS.items() if "<initial>" in forms)
#: letters that join only the letter before them: alef, dal, reh, waw …
RIGHT: Final = frozenset(_MORE_RIGHT).union(
    c for c, forms in _FORMS.items() if "<final>" in forms and c not in DUAL
)
_FORWARD: Final = DUAL | {TATWEEL, JOINER}
_BACKWARD: Final = DUAL | RIGHT | {TATWEEL, JOINER}


def joins(before: str, after: str) -> bool:
    """Return whether the last letter of *before* joins the first of *after*.

    Vowel signs and other marks are looked through; tatweel and the zero width joiner join;
    everything else (a blank, a Latin letter, the zero width non-joiner) does not.
    """
    last = next((c for c in reversed(before) if not is_mark(c)), "")
    first = next((c for c in after if not is_mark(c)), "")
    return last in _FORWARD and first in _BACKWARD


def is_mark(char: str) -> bool:
    """Return whether *char* is a sign on a letter (a vowel, shadda, dagger alef …)."""
    return unicodedata.category(char) in {"Mn", "Me"}
