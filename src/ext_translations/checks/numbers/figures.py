"""Numbers in digits, as both languages write them (after `arabic.fold`)."""

from __future__ import annotations

import re
from typing import Final

from ext_translations.checks.numbers.model import Value, of

FIGURE: Final = re.compile(
    r"""
      \d{1,3}(?:[,٬'’ ]\d{3})+(?!\d)(?:\.\d+)?    # thousands: 1,234.5
    | \d{1,3}(?:\.\d{3}){2,}(?!\d)                # 1.234.567
    | \d+[,،]\d{1,2}(?![\d,])                     # a decimal comma: 12,5
    | \d+(?:\.\d+)?
    """,
    re.VERBOSE,
)
_THIRDS: Final = {33.0: 1 / 3, 33.3: 1 / 3, 33.33: 1 / 3, 66.0: 2 / 3, 67.0: 2 / 3, 66.7: 2 / 3}


def values(text: str) -> frozenset[Value]:
    """Return what a figure may stand for: ``12.500`` is 12.5, or 12,500."""
    if re.fullmatch(r"\d+[,،]\d{1,2}", text):
        return of(float(text.replace(",", ".").replace("،", ".")))
    found: list[Value] = []
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", text) and not text.startswith("0"):
        found.append(float(text.replace(".", "")))
        if text.count(".") == 1:
            found.append(float(text))
    else:
        found.append(float(re.sub(r"[,٬'’ ]", "", text)))
    return of(*found)


def as_share(found: frozenset[Value]) -> frozenset[Value]:
    """Return what a percentage is as a fraction: 25 % is a quarter."""
    plain = [v for v in found if not isinstance(v, tuple)]
    return of(*(v / 100 for v in plain), *(_THIRDS[v] for v in plain if v in _THIRDS))


def short_year(full: str, short: str) -> Value | None:
    """Return the year that ends in *short* and follows *full*: 1990–95."""
    if len(full) != 4 or not full.isdigit() or len(short) != 2:  # 12.5–95
        return None
    return float(full[:2] + short) if int(short) > int(full[2:]) else None
