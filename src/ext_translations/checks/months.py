"""The names of months and weekdays in both languages, as patterns in the order of the calendar.

The Arabic ones are folded (`arabic.fold`). Sources: CLDR's month names for ar, ar-IQ (also LB, SY,
JO, PS), ar-DZ (also TN), ar-MA and ar-MR.
"""

from __future__ import annotations

from typing import Final

GREGORIAN: Final = (
    "يناير|كانون (?:ال)?ثاني|كانون ثان|جانفي",
    "فبراير|شباط|فيفري",
    "مارس|اذار",
    "ابريل|نيسان|افريل",
    "مايو|ايار|ماي",
    "يونيو|يونيه|حزيران|جوان",
    "يوليوز|يوليو|يوليه|تموز|جويليه",
    "اغسطس|اب|غشت|اوت|اغشت",
    "سبتمبر|ايلول|شتنبر|شتمبر",
    "اكتوبر|تشرين (?:ال)?اول",
    "نوفمبر|تشرين (?:ال)?ثاني|تشرين ثان|نونبر",
    "ديسمبر|كانون (?:ال)?اول|دجنبر|دجمبر",
)
HIJRI_MONTHS: Final = (
    "محرم", "صفر", "ربيع (?:ال)?اول", "ربيع (?:ال)?(?:ثاني|اخر)", "جمادي (?:ال)?اول[يه]?",
    "جمادي (?:ال)?(?:اخر[هي]|ثانيه?)", "رجب", "شعبان", "رمضان", "شوال", "ذ[ويا] القعده",
    "ذ[ويا] الحجه",
)  # fmt: skip
ENGLISH: Final = (
    "January|Jan", "February|Feb", "March|Mar", "April|Apr", "May", "June|Jun", "July|Jul",
    "August|Aug", "September|Sept|Sep", "October|Oct", "November|Nov", "December|Dec",
)  # fmt: skip
_SIGN = "[‘’'ʿʾʻ`]?"
ENGLISH_HIJRI: Final = (
    "Muharram", "Safar", f"Rab[iī]{_SIGN} (?:al-)?(?:[AaEe]wwal|I\\b)",
    f"Rab[iī]{_SIGN} (?:al-|ath-)?(?:[TtÂ]h[aā]n[iī]|[AĀa]khir|II\\b)",
    "Jumad[aā](?: al-)? ?(?:[UūuŪ]la|[AaŪ]wwal|I\\b)",
    "Jumad[aā](?: al-| ath-)? ?(?:[AĀa]khir[ah]*|[Tt]haniy?a|II\\b)",
    "Rajab", f"Sha{_SIGN}b[aā]n", "Rama[dḍ][aā]n", "Shaww[aā]l",
    f"(?:Dh|Z)[uū]{_SIGN}l?[- ]*(?:al-)?Q[ai]{_SIGN}d[ae]h?",
    f"(?:Dh|Z)[uū]{_SIGN}l?[- ]*(?:al-)?[HḤ]ijj[ae]h?",
)  # fmt: skip
DAYS: Final = ("الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "السبت", "الاحد")
ENGLISH_DAYS: Final = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
)  # fmt: skip
