"""Checks: numbers, percentages and currencies are those of the source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ext_arabic import messages
from ext_translations.checks.arabic import fold
from ext_translations.checks.model import Context, Pair, Severity
from ext_translations.checks.numbers.arabic import read_arabic
from ext_translations.checks.numbers.english import read_english
from ext_translations.checks.numbers.model import Number, differences
from ext_translations.checks.numbers.quick import have_same_figures
from ext_translations.checks.registry import check

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__ = messages.console("ext_translations")


@check("numbers", Severity.WARNING, languages="en")
def numbers(pair: Pair, context: Context) -> Iterator[str]:
    """Find numbers that were changed, lost or brought along.

    Numbers are compared by their value, in digits or words: ٢٫٥ مليار is 2,500 million, ثلثان is
    two-thirds, الثمانينيات is the 1980s, a year and a half is eighteen months.

    Bad: بلغت النسبة ١٢٫٥٪. => The rate reached 15.2%.
    Bad: خلال ثلاث سنوات => Over four years
    Good: بلغت مليارين ونصف المليار دولار. => It came to $2,500 million.
    """
    source, target = pair.source.prose, pair.target.prose
    if have_same_figures(fold(source), target):
        return
    lost, brought = differences(read_arabic(source), read_english(target))
    if lost and brought:
        text = __("the source has %(source)s, the translation %(target)s")
        yield text % {"source": _shown(lost), "target": _shown(brought)}
    elif lost:
        yield __("a number of the source is missing: %s") % _shown(lost)
    elif brought:
        yield __("the source does not have this number: %s") % _shown(brought)


def _shown(found: Iterable[Number]) -> str:
    # private characters stand for months
    texts = (re.sub("[\ue000-\ue0ff]", "…", number.text) for number in found)
    return ", ".join(dict.fromkeys(texts))


_SOURCE_PERCENT: Final = re.compile(
    r"\d\s*%|%\s*\d|(?<!\w)(?:في |ب)ال(?:مئه|مائه|مايه|ميه)(?!\w)|(?<!درجه )(?<!درجات )مئوي"
)
#: without one of these a text speaks of no percentage
_PERCENT_NEEDLES: Final = ("%", "المئه", "الماي", "المائه", "الميه", "مئوي")
_PERCENT: Final = re.compile(
    r"%|\bper ?cent|\bpct\b|\bpercentage|\bpercentile|\bpoints?\b|\bhal(?:f|ves|ved)\b"
    r"|\bquarter|\bthirds?\b"
    r"|\b(?:fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?\b|\b(?:one|two|three|four|nine)"
    r" (?:in|out of)\b"
    r"|\bdouble|\bdoubling|\bfull|\bentire|\bunanim",
    re.IGNORECASE,
)


@check("percent", Severity.WARNING, languages="en")
def percent(pair: Pair, context: Context) -> Iterator[str]:
    """Find percentages that have become plain numbers.

    Bad: ارتفع السعر بنسبة ٢٠٪. => The price rose by 20.
    Good: ارتفع السعر بنسبة ٢٠٪. => The price rose by 20 percent.
    """
    source = fold(pair.source.prose)
    if not any(needle in source for needle in _PERCENT_NEEDLES):
        return
    if _SOURCE_PERCENT.search(source) and not _PERCENT.search(pair.target.prose):
        yield __("the source speaks of percent")


#: currencies by their ISO code or a common word: Arabic stems (folded), English
_CURRENCIES: Final = {
    "dollar": (r"دولار|\$", r"dollars?|\$|USD"),
    "euro": (r"يورو|€", r"euros?|€|EUR"),
    "pound": (r"جنيه|ليره|£|₺", r"pounds?|£|GBP|lir[ae]s?|EGP|₺|LBP|TRY"),
    "dinar": (r"دينار|دنانير", r"dinars?|IQD|KWD|JOD|BHD|TND|DZD|LYD"),
    "rial": (r"ريال|﷼", r"rials?|riyals?|SAR|QAR|OMR|YER|IRR|﷼"),
    "dirham": (r"درهم|دراهم", r"dirhams?|AED|MAD"),
    "ruble": (r"روبل", r"r(?:o)?ubles?|RUB"),
    "yuan": (r"يوان", r"yuan|renminbi|RMB|CNY"),
    "yen": (r"(?<!\w)ين(?!\w)|¥", r"yen|¥|JPY"),
    "toman": (r"تومان", r"tom[ae]ns?"),
    "shekel": (r"شيكل|شيقل|شواكل|₪", r"shekels?|₪|ILS|NIS"),
}
#: without one of these a text names no currency
_NEEDLES: Final = (
    "دولار", "$", "يورو", "€", "جنيه", "ليره", "£", "₺", "دينار", "دنانير", "ريال", "﷼", "درهم",
    "دراهم",
    "روبل", "يوان", " ين", "¥", "تومان", "شيكل", "شيقل", "شواكل", "₪",
)  # fmt: skip
_ARABIC_CURRENCY: Final = re.compile(
    "|".join(f"(?P<{name}>{arabic})" for name, (arabic, _) in _CURRENCIES.items())
)
_ENGLISH_CURRENCY: Final = re.compile(
    "|".join(
        rf"(?P<{name}>(?<![A-Za-z])(?:{english})(?![a-z]))"
        for name, (_, english) in _CURRENCIES.items()
    ),
    re.IGNORECASE,
)
_ENGLISH_CODE: Final = re.compile(r"^(?:try|mad)$")


@check("currency", Severity.WARNING, languages="en")
def currency(pair: Pair, context: Context) -> Iterator[str]:
    """Find amounts whose currency was changed.

    Bad: بلغ القرض ٥ ملايين يورو. => The loan came to $5 million.
    Good: بلغ القرض ٥ ملايين يورو. => The loan came to €5 million.
    """
    text = fold(pair.source.prose)
    if not any(needle in text for needle in _NEEDLES):
        return
    source = {str(m.lastgroup) for m in _ARABIC_CURRENCY.finditer(text)}
    target = {
        str(m.lastgroup)
        for m in _ENGLISH_CURRENCY.finditer(pair.target.prose)
        if not _ENGLISH_CODE.match(m[0]) and m[0] not in {"Try", "Mad"}
    }
    if not source:
        return
    if brought := sorted(target - source):
        yield __("the source has another currency: %s") % ", ".join(brought)
