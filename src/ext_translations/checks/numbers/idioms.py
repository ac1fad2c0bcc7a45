"""Numbers that no translation has to repeat: in idioms, and where a list says them anyway."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from ext_translations.checks.numbers.model import Kind, Number

#: in folded Arabic
_IDIOM: Final = re.compile(
    r"لا (?:يختلف|يتفق) (?:\w+ )?(?:\w+ )?اثنان|لا ثال?ثه? ل\w+|لا ثان[يه]* ل\w+|ثاني اثنين"
    r"|من الالف ال[يى] الياء|واحد[اه]* تلو \w+|(?<!\w)[بل]?(?:ال)?بضعه? عشره?(?!\w)"
    r"|(?<!\w)[وبكل]?(?:ال)?(?:نصف|ربع) (?:ال)?(?:سنوي|شهري|نهائي|رسمي|دائري|مصنع|اسبوعي)\w*"
    r"|سلاح\w* ذ\w+ حدين|ضرب \w+ بحجر واحد|باي حال من الاحوال|علي حد سواء|(?<!\w)بالالوان"
    r"|الالفيه (?:الثانيه|الثالثه)"
)
#: a Hijri century, whose twin stands beside
_HIJRI_CENTURY: Final = re.compile(r"\s*(?:ال)?(?:هجري|للهجره|ه(?!\w))")
_TWIN: Final = re.compile(r"ميلادي|(?<![^\W\d])م(?!\w)")
_SENTENCE_END: Final = re.compile(r"[.؟?!](?=\s|$)")
_ITEMS: Final = re.compile(r"[،؛,;]")
_COLON: Final = re.compile(r"[^.:؟?!]{0,48}[:—–]\s")


def soften_idioms(numbers: list[Number], text: str) -> list[Number]:
    """Return *numbers* of a folded Arabic *text*; those that belong to an idiom are soft."""
    spans = [found.span() for found in _IDIOM.finditer(text)]
    made = []
    for number in numbers:
        in_idiom = any(start <= number.start and number.end <= end for start, end in spans)
        has_twin = _HIJRI_CENTURY.match(text, number.end) and _TWIN.search(text, number.end)
        made.append(replace(number, hard=False) if in_idiom or has_twin else number)
    return made


def soften_counted(numbers: list[Number], text: str) -> list[Number]:
    """Return *numbers*; one in words that counts the list after a colon is soft.

    «ثلاث جهات: الحكومة، والإقليم، والمجالس» may be "the government, the region, and councils".
    """
    if ":" not in text and "—" not in text and "–" not in text:
        return numbers
    return [replace(n, hard=False) if n.hard and _counts(n, text) else n for n in numbers]


def _counts(number: Number, text: str) -> bool:
    value = next((v for v in number.values if isinstance(v, float) and 2 < v < 8), None)
    colon = _COLON.match(text, number.end)
    if value is None or text[number.start].isdigit() or not colon:
        return False
    end = _SENTENCE_END.search(text, colon.end())
    items = len(_ITEMS.findall(text, colon.end(), end.start() if end else len(text))) + 1
    return items in {value, value - 1}


def soften_sequence(numbers: list[Number]) -> list[Number]:
    """Return *numbers*; ordinals that go on from first and second are soft."""
    ordinals = {next(iter(n.values)) for n in numbers if n.kind is Kind.ORDINAL}
    if 2.0 not in ordinals:
        return numbers
    made, expected = [], 3.0
    for number in numbers:
        if number.is_ordinal and expected in number.values:
            made.append(replace(number, hard=False))
            expected += 1
        else:
            made.append(number)
    return made
