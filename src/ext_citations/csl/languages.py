"""Which language an item is set in, and its forms in that language: decided here and nowhere else.

- An item whose ``language`` is written in another script than the page's is set in its own
  language; any other item is set in the page's. Where no language is stated, the script of the
  title tells (`language_of`).
- ``multi`` (Juris-M's shape: ``{"_keys": {field: {language: value}}}``, and ``multi`` inside a
  name) holds other forms of a field. An item set in the page's language takes the form in that
  language; an item set in its own keeps the main form.
- A translation never takes the place of a title (`TITLES`: of the item, or of what it stands in):
  it takes no other form than the romanised one, or that in the source's own language; but where
  no language is stated, a Latin title that has an Arabic form goes by it on an Arabic page. The
  outlet of a press source (`outlet_of`) is given in the page's language, where it has such a form.
- On a page in Latin script an item in Arabic script is romanised where its title has a
  romanised form (``ar-Latn``): the whole entry is then set in the page's language, what is no
  title and not romanised in its form in that language (a university, a kind of thesis), and the
  variables ``title-translation`` and ``language-name`` hold the title in the page's language and
  the language of the source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from babel import Locale as BabelLocale
from babel import UnknownLocaleError

from ext_arabic.dates import gregorian_months, hijri_months, read_months
from ext_arabic.direction import direction_of, first_strong

from .data import NAME_VARIABLES, Record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ext_arabic.collation import Filing

    from .locale import Locale
    from .positions import Repeats


#: names of works: no translation takes their place
TITLES = frozenset(
    {
        "title", "title-short", "container-title", "container-title-short", "collection-title",
        "collection-title-short",
    }
)  # fmt: skip
#: types whose outlet is named in the language of the page
PRESS = frozenset({"article-newspaper", "article-magazine", "broadcast"})
#: markup in a text, which is not read (see `markup`)
_TAG = re.compile(r"</?(?:i|b|sc|sup|sub|span)(?: [^<>]*)?>")


@dataclass(frozen=True, slots=True)
class Options:
    """What an edition settles, whatever the style."""

    #: digits of Arabic text
    digits: Literal["latn", "arab"] = "latn"
    #: Arabic month names and calendars (see `ext_arabic.dates.read_months`)
    months: str = "ar"
    #: whether a source cited again is printed by the style's word for that or in short form, in
    #: short form at best, or in full
    repeats: Repeats = "ibid"
    #: what counts at the head of a name, in sorting
    filing: Filing = "drop-al"
    #: whether a translated title may stand for one that is not romanised
    translated: bool = False
    #: whether the label of a page and its number stay on one line
    ties: bool = False
    #: printed for a source of which the style prints nothing; its key where this is empty
    no_form: str = ""


def base(language: str) -> str:
    """Return the primary subtag of *language*."""
    return language.replace("_", "-").split("-")[0].lower()


def outlet_of(item: Mapping[str, Any]) -> str:
    """Return the variable that names the outlet of a press source; "" for any other source."""
    if str(item.get("type")) not in PRESS:
        return ""
    return "container-title" if item.get("container-title") else "publisher"


def is_foreign(text: str, page: str) -> bool:
    """Return whether *text*, its tags aside, is written in another script than *page*'s.

    A Latin word in an Arabic title is common (``COVID-19 في العراق``), so one letter of its own
    script is enough for an Arabic page. For a page in Latin script most letters have to be of the
    other: an English title may quote an Arabic word.
    """
    is_rtl = direction_of(page) == "rtl"
    if text.isascii() and not is_rtl:  # most are
        return False
    found = [*filter(None, map(first_strong, _TAG.sub("", text)))]
    if is_rtl:
        return bool(found) and "rtl" not in found
    return found.count("rtl") > found.count("ltr")


def language_of(item: Mapping[str, Any], page: str) -> str:
    """Return the language that *item* states; else the one that its title's script tells; or "".

    Much of what reference managers export states none. A title in the script of *page* tells
    nothing; nor does a title in Latin script on a page in Arabic script, where it has a form in
    the language of the page. A title in Arabic script tells its language whatever forms it has.
    """
    stated = str(item.get("language") or "")
    title = item.get("title")
    if stated or not isinstance(title, str) or not is_foreign(title, page):
        return stated
    if direction_of(page) == "ltr":
        letters = (letter for letter in _TAG.sub("", title) if first_strong(letter) == "rtl")
        return "he" if "\u0590" <= next(letters) <= "\u05ff" else "ar"
    forms = _forms(item).get("title")
    return "" if isinstance(forms, dict) and _pick(forms, [page, base(page)]) else "en"


def setting_of(
    item: Mapping[str, Any], page: str, *, cited: bool = False, translated: bool = False
) -> str:
    """Return the language that *item* is set in on a page in the language *page*.

    *cited*: in a citation, where romanised names of the authors are enough; *translated*: a
    translated title is as good as a romanised one, where the names are romanised.
    """
    own = language_of(item, page)
    if not own or not own.replace("-", "").replace("_", "").isalnum():
        return page
    if direction_of(own) == direction_of(page) or base(own) == base(page):
        return page
    if direction_of(page) == "ltr" and (
        _romanised(item, own)
        or (
            _names_romanised(item, own, page)
            and (cited or (translated and _translated(item, page)))
        )
    ):
        return page
    return own


def _forms(item: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    multi = item.get("multi")
    keys = multi.get("_keys") if isinstance(multi, dict) else None
    return keys if isinstance(keys, dict) else {}


def _romanised(item: Mapping[str, Any], own: str) -> bool:
    forms = _forms(item)
    title = forms.get("title") if "title" in item else forms.get("container-title")
    return isinstance(title, dict) and f"{base(own)}-Latn" in title


def _translated(item: Mapping[str, Any], page: str) -> bool:
    return bool(_forms(item).get("title", {}).get(base(page)))


def _names_romanised(item: Mapping[str, Any], own: str, page: str) -> bool:
    names = item.get("author")
    latin = [f"{base(own)}-Latn", page, base(page)]
    return (
        isinstance(names, list)
        and bool(names)
        and all(isinstance(name, dict) and _name(name, latin) is not name for name in names)
    )


def record(key: str, item: Mapping[str, Any], wanted: str) -> Record:
    """Return *item* with its forms in the language *wanted*."""
    own = language_of(item, wanted)
    page = tags = [wanted, base(wanted)]
    if direction_of(wanted) == "ltr" and direction_of(own) == "rtl":
        tags = [f"{base(own)}-Latn", *page]
    titles = page if _goes_by_form(item, own, wanted) else tags[: -len(page)]
    outlet = outlet_of(item)
    fields = {name: value for name, value in item.items() if name not in {"multi", "id"}}
    for name, forms in _forms(item).items():
        if outlet and name.removesuffix("-short") == outlet:
            wanted_tags = [*page, *tags]
        else:
            wanted_tags = titles if name in TITLES else tags
        value = _pick(forms, wanted_tags) if isinstance(forms, dict) else None
        if value is not None:
            fields[name] = value
    for name in NAME_VARIABLES & fields.keys():
        if isinstance(fields[name], list):
            fields[name] = [_name(each, tags) for each in fields[name]]
    if own and base(own) != base(wanted) and direction_of(own) != direction_of(wanted):
        for title in ("title", "title-short"):
            if translated := _forms(item).get(title, {}).get(base(wanted)):
                fields[title.replace("title", "title-translation", 1)] = translated
        if _romanised(item, own) or "title-translation" in fields:
            fields["language-name"] = _language_name(own, wanted)
    return Record(key, fields)


def _goes_by_form(item: Mapping[str, Any], own: str, wanted: str) -> bool:
    """Return whether the titles of *item* go by their form in the language *wanted*.

    Where no language is stated, one in the other script does: a Latin title on an Arabic page.
    """
    if own:
        return base(own) == base(wanted)
    return is_foreign(str(item.get("title") or item.get("container-title") or ""), wanted)


def _pick(forms: Mapping[str, Any], tags: list[str]) -> Any:
    return next((forms[tag] for tag in tags if forms.get(tag)), None)


def _name(name: Any, tags: list[str]) -> Any:
    """Return a name in the wanted language; ``multi`` stands inside the name."""
    multi = name.get("multi") if isinstance(name, dict) else None
    keys = multi.get("_key") or multi.get("_keys") if isinstance(multi, dict) else None
    if not isinstance(keys, dict):
        return name
    found = _pick(keys, tags)
    return found if found is not None else name


def _language_name(language: str, page: str) -> str:
    try:
        name = BabelLocale.parse(base(page)).languages.get(base(language), "")
    except (UnknownLocaleError, ValueError):
        return ""
    return str(name)


def apply_options(locale: Locale, options: Options) -> Locale:
    """Set an Arabic locale's digits, month names and calendars as the edition has them."""
    if not locale.is_arabic:
        return locale
    locale.digits = options.digits
    setting = read_months(options.months)
    if base(locale.language) != "ar":
        return locale
    if options.months != "ar":
        from .locale import Term

        for month, text in gregorian_months(setting).items():
            locale.terms[f"month-{month:02d}", "long"] = Term(text, text)
            locale.terms.pop((f"month-{month:02d}", "short"), None)
    if setting.is_signed:
        locale.calendars = setting.calendars
        locale.hijri_months = hijri_months()
    return locale
