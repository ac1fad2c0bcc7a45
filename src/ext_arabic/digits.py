"""Numbers in the digits of an edition. Plain Python.

Babel writes Latin digits even for locales whose default is Arabic-Indic (2.18), so dates, notes,
lists and folios are converted after they are formatted.
"""

from __future__ import annotations

from typing import Final, Literal

System = Literal["latn", "arab", "arabext"]

#: numbering system (CLDR's names) to its digits, zero first
SYSTEMS: Final[dict[str, str]] = {
    "latn": "0123456789",
    "arab": "٠١٢٣٤٥٦٧٨٩",
    "arabext": "۰۱۲۳۴۵۶۷۸۹",
}

_ALL: Final = "".join(SYSTEMS.values())
_TABLES: Final = {
    system: str.maketrans(_ALL, digits * len(SYSTEMS)) for system, digits in SYSTEMS.items()
}


def of_country(locale: str) -> System:
    """Return the digits that CLDR has for *locale*: ``ar_IQ`` the Arabic ones, ``ar_MA`` ours."""
    from babel import Locale  # here: whoever only converts digits does without

    found = Locale.parse(locale.replace("-", "_")).default_numbering_system
    return "arab" if found == "arab" else "latn"


def convert(text: str, system: System) -> str:
    """Return *text* with every digit, of whichever system, in *system*."""
    return text.translate(_TABLES[system])
