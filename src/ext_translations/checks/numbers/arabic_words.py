"""Arabic number words, folded (`arabic.fold`), in all their cases."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from ext_translations.checks.arabic import stems


class Word(NamedTuple):
    """What a word says."""

    #: the name of the table below that it stands in
    kind: str
    value: float
    conj: bool = False
    article: bool = False


def _all(kind: str, **forms: str) -> dict[str, tuple[str, float]]:
    return {
        form: (kind, float(name.lstrip("_").replace("_", ".")))
        for name, text in forms.items()
        for form in text.split()
    }


UNITS: Final = _all(
    "unit",
    _1="واحد واحده واحدا احد احدي",
    _2="اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي ثنتان ثنتين",
    _3="ثلاث ثلاثه ثلاثا",
    _4="اربع اربعه اربعا",
    _5="خمس خمسه خمسا",
    _6="ست سته ستا",
    _7="سبع سبعه سبعا",
    _8="ثمان ثماني ثمانيه ثمانيا",
    _9="تسع تسعه تسعا",
)
_TENS: Final = _all(
    "tens",
    _20="عشرون عشرين", _30="ثلاثون ثلاثين", _40="اربعون اربعين", _50="خمسون خمسين",
    _60="ستون ستين", _70="سبعون سبعين", _80="ثمانون ثمانين", _90="تسعون تسعين",
)  # fmt: skip
_HUNDREDS: Final = {
    "مئه": ("hundred", 100.0), "مائه": ("hundred", 100.0), "مايه": ("hundred", 100.0),
    **{f"{m}{end}": ("hundreds", 200.0) for m in ("مئ", "مائ") for end in ("تان", "تين", "تا",
    "تي")},
    **{
        f"{unit}{m}ه": ("hundreds", value * 100)
        for unit, value in {
            "ثلاث": 3.0, "اربع": 4.0, "خمس": 5.0, "ست": 6.0, "سبع": 7.0, "ثمان": 8.0, "ثماني": 8.0,
            "تسع": 9.0,
        }.items()
        for m in ("مئ", "مائ")
    },
}  # fmt: skip
_SCALES: Final = {
    **_all("scale", _1000="الف الفا", _1000000="مليون مليونا ميليون ميليونا",
    _1000000000="مليار مليارا ميليارد ميليار بليون بليونا",
           _1000000000000="تريليون تريليونا ترليون ترليونا"),
    # without a number before them: "thousands"
    **_all("scales", _1000="الاف الوف", _1000000="ملايين", _1000000000="مليارات بلايين بليونات",
           _1000000000000="تريليونات ترليونات"),
    **_all("two-scale", _1000="الفان الفين الفي", _1000000="مليونان مليونين مليوني",
           _1000000000="ملياران مليارين ملياري بليونان بليونين",
           _1000000000000="تريليونان تريليونين تريليوني ترليونان ترليونين"),
}  # fmt: skip
_VAGUE: Final = _all("vague", _10="عشرات", _100="مئات مائات")
_ORDINALS: Final = _all(
    "ordinal",
    _1="اول اولي اولا حادي حاديه", _2="ثاني ثانيه ثانيا ثان", _3="ثالث ثالثه", _4="رابع رابعه",
    _5="خامس خامسه", _6="سادس سادسه", _7="سابع سابعه", _8="ثامن ثامنه", _9="تاسع تاسعه",
    _10="عاشر عاشره",
)  # fmt: skip
#: in a list (ثالثاً); "finally" and the like may stand for them
_ADVERBS: Final = _all(
    "adverb", _3="ثالثا", _4="رابعا", _5="خامسا", _6="سادسا", _7="سابعا", _8="ثامنا", _9="تاسعا",
    _10="عاشرا",
)  # fmt: skip
_FRACTIONS: Final = {
    **_all("fraction", _0_5="نصف نصفا نصفي", _0_25="ربع ربعا"),
    "ثلث": ("fraction", 1 / 3),
    **dict.fromkeys(("ثلثا", "ثلثي", "ثلثين", "ثلثان"), ("fraction", 2 / 3)),
    "سدس": ("fraction", 1 / 6), "خمسي": ("fraction", 2 / 5), "ربعي": ("fraction", 0.5),
}  # fmt: skip
_PARTS: Final = _all(
    "parts", _2="انصاف", _3="اثلاث", _4="ارباع", _5="اخماس", _6="اسداس", _7="اسباع", _8="اثمان",
    _9="اتساع", _10="اعشار",
)  # fmt: skip
_DECADES: Final = {
    f"{stem}ين{end}": ("decade", value)
    for stem, value in {
        "عشر": 20.0, "ثلاث": 30.0, "اربع": 40.0, "خمس": 50.0, "ست": 60.0, "سبع": 70.0,
        "ثمان": 80.0, "تسع": 90.0,
    }.items()
    for end in ("ات", "يات")
}  # fmt: skip
#: somebody of that age: a man in his fifties
_AGES: Final = {
    f"{stem}يني{end}": ("age", value)
    for stem, value in {
        "عشر": 20.0, "ثلاث": 30.0, "اربع": 40.0, "خمس": 50.0, "ست": 60.0, "سبع": 70.0,
        "ثمان": 80.0, "تسع": 90.0,
    }.items()
    for end in ("", "ه", "ا")
}  # fmt: skip
#: times and the like in the dual
_TWO: Final = {
    form: ("two", factor)
    for forms, factor in (
        ("سنتان سنتين عامان عامين", 12), ("شهران شهرين", 1), ("اسبوعان اسبوعين", 7),
        ("يومان يومين", 24),
        ("ساعتان ساعتين", 60), ("دقيقتان دقيقتين مرتان مرتين", 1), ("عقدان عقدين", 10),
        ("قرنان قرنين", 100),
    )
    for form in forms.split()
}  # fmt: skip
#: words with a number in them that no translation has to repeat
_HINTS: Final = {
    **_all(
        "hint", _0="صفر", _1="وحيد وحيده اوحد احادي احاديه مره منفرد منفرده",
        _2="كلا كلتا كلاهما كلتاهما كلي كليهما كلتيهما زوج زوجي ثنائي ثنائيه مزدوج مزدوجه مثني"
        " ثانويه ثانوي"
           " مضاعف مضاعفه ضعف ضعفا ضعفي ضعفين اضعاف عامي شهري يومي سنتي توام نصفين اخر اخري"
           " تاليه تالي",
        _3="ثلاثي ثلاثيه مثلث ثالوث", _4="رباعي رباعيه", _5="خماسي خماسيه خمسيه", _6="سداسي سداسيه",
        _7="سباعي سباعيه", _8="ثماني ثمانيه", _9="تساعي تساعيه", _10="عشاري عقد عشريه عقدا",
        _12="دزينه", _100="قرن قرنا مئويه", _1000="الفيه", _1000000="مليونيه",
        _0_25="فصلي فصليه ارباع",
        _0_5="منتصف شطر شطري مناصفه انتصاف انصاف",
    ),
}  # fmt: skip
#: units of time, for `model.in_units`
TIMES: Final = {
    form: unit
    for unit, forms in {
        "century": "قرن قرون قرنا", "decade": "عقد عقود عقدا",
        "year": "سنه سنوات سنين عام اعوام عاما",
        "month": "شهر اشهر شهور شهرا", "week": "اسبوع اسابيع اسبوعا", "day": "يوم ايام يوما",
        "hour": "ساعه ساعات",
    }.items()
    for form in forms.split()
}  # fmt: skip

_WORDS: Final[dict[str, tuple[str, float]]] = {
    **_HINTS, **_AGES, **_VAGUE, **_SCALES, **_FRACTIONS, **_PARTS, **_DECADES, **_TWO, **_ORDINALS,
    **_ADVERBS,
    **UNITS, **_TENS, **_HUNDREDS, "عشر": ("ten", 10.0), "عشره": ("ten", 10.0), "عشرا": ("ten",
    10.0),
}  # fmt: skip
#: look like a number with something attached, and are other words
_OTHER: Final = frozenset(["لست", "بست", "كست", "فست", "لتسع", "والف", "فالف"])

_OWNED: Final = re.compile(
    r"(?P<conj>[وف]?)[بكل]?(?P<share>نصف|ربع|ثلث|ثلثا|ثلثي|سدس)(?:ه|ها|هم|هن|هما|نا|كم)"
)


@lru_cache(maxsize=65536)
def look_up(word: str) -> Word | None:
    """Return what a folded *word* says, whatever is attached to it; None for other words."""
    if word in _OTHER:
        return Word("hint", _WORDS[word[1:]][1], conj=True) if word[1:] in _WORDS else None
    for stem, conj, article in stems(word):
        if found := _WORDS.get(stem):
            return Word(found[0], found[1], conj, article)
    # half of them: نصفهم
    owned = _OWNED.fullmatch(word)
    if owned is not None:
        return Word("fraction", _FRACTIONS[owned["share"]][1], bool(owned["conj"]))
    return None


@lru_cache(maxsize=4096)
def unit_of(word: str) -> str | None:
    """Return the unit of time that a folded *word* names."""
    return next((TIMES[stem] for stem, _, _ in stems(word) if stem in TIMES), None)
