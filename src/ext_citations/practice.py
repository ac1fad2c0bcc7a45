"""How an edition cites where guides differ: one record, made from ``citations_practice``. Plain.

``conf.py`` names what departs from the house's own practice, for every edition or for one::

    citations_practice = {"title_mark": "none", "en": {"ibid": "Ibid."}}

The fields of `Practice` are the switches, with their values; the first value named is the default.
The house styles ask for them (see `csl.style`, ``when`` and ``set``). What is no matter of citing
alone stands elsewhere: the class, notes or author and date, is the choice of the style
(``citations_style``); digits and months are the `Edition`'s.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Literal, get_args, get_type_hints

from ext_arabic import messages
from ext_arabic.direction import direction_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

__ = messages.console("ext_citations")

Ibid = Literal["المرجع نفسه", "المصدر نفسه", "المرجع السابق", "Ibid.", "short", "full"]
Split = Literal["script", "kind", "primary", "none"]
Side = Literal["after", "before"]
Numbering = Literal["document", "chapter", "page"]


@dataclass(frozen=True)
class Practice:
    """The switches of one edition."""

    #: before a page: «ص 4–6»; «ص ص 4–6» for several pages; the bare number
    page_label: Literal["ص", "ص ص", "none"] = "ص"
    #: between Arabic names: «نور ووليد»; «نور، ووليد»; «نور – وليد»
    joiner: Literal["و", "، و", "–"] = "و"
    #: citations and notes name the first author alone from this number of authors on; 0 for never
    shorten_notes: int = 4
    #: the same in the list
    shorten_list: int = 0
    #: which authors of an entry stand family name first: «العلي، محمد ونور الحسن»
    invert: Literal["first", "all", "none"] = "first"
    #: the source just cited, in notes: by a word (``Ibid.`` stands for foreign sources in any case,
    #: and for «المرجع نفسه»), in short form (the default where the page is not Arabic), or every
    #: repeat in full
    ibid: Ibid = "المرجع نفسه"
    #: a second work of the author within one note: named again, or «المؤلف نفسه» (``idem``)
    same_author: Literal["off", "المؤلف نفسه"] = "off"
    #: Arabic titles of books and journals; ``italic`` is emphasis, which a theme may set in bold
    title_mark: Literal["bold", "italic", "underline", "none"] = "bold"
    #: around Arabic titles of articles and parts
    quotes: Literal["«»", "“”", '""'] = "«»"
    #: notes are counted through the document, or anew in each chapter (heading of the second
    #: level), or on each page of the PDF
    note_numbers: Numbering = "document"
    #: the side of the punctuation that the mark of a citation's note stands on
    note_mark: Side = "after"
    #: the list in parts: Arabic, then foreign; by kind, then foreign; sources with the keyword
    #: ``primary`` (or «مصدر») apart; one list (the default where the page is not Arabic, and of
    #: styles that number their entries)
    list_split: Split = "script"
    #: ``drop-al``: الخطيب under خ, ابن and أبو count; ``keep-al``: ال counts, too; ``drop-ibn``:
    #: neither ال nor ابن, أبو counts
    sort: Literal["drop-al", "keep-al", "drop-ibn"] = "drop-al"
    #: Arabic titles on other pages: romanised [translated] (in Arabic); romanised (translated);
    #: the translation alone (Arabic)
    english_titles: Literal["brackets", "parentheses", "translation"] = "brackets"

    @classmethod
    def of(cls, language: str) -> Practice:
        """Return the default practice of the edition in *language*."""
        if direction_of(language) == "rtl":
            return cls()
        return cls(ibid="short", list_split="none")

    @property
    def switches(self) -> dict[str, str]:
        """Return the switches as a style asks for them."""
        return {field.name: str(getattr(self, field.name)) for field in fields(self)}


def read_practice(
    setting: Mapping[str, Any], language: str, editions: Collection[str] = ()
) -> tuple[Practice, list[str]]:
    """Return the practice of the edition in *language*, and what is wrong with the setting.

    What is wrong falls back to its default. *editions*: the languages that there are.
    """
    practice, problems = Practice.of(language), list[str]()
    own = {}
    for name, value in setting.items():
        if not isinstance(value, dict):
            own[name] = value
        elif name in editions or not editions:
            if name == language:
                own.update(value)
        else:
            problems.append(
                __("there is no edition in “%(name)s”; there is: %(known)s")
                % {"name": name, "known": ", ".join(sorted(editions))}
            )
    for name, value in own.items():
        problem = _problem(name, value)
        if problem:
            problems.append(problem)
        else:
            practice = replace(practice, **{name: value})
    return practice, problems


def _problem(name: str, value: Any) -> str:
    """Say what is wrong with a switch; nothing where it is as it should be."""
    kind = get_type_hints(Practice).get(name)
    if kind is None:
        names = [field.name for field in fields(Practice)]
        values = {"name": name, "known": ", ".join(names)}
        text = __("there is no switch “%(name)s”; there is: %(known)s") % values
        nearest = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
        return text + (__("; did you mean %s?") % nearest[0] if nearest else "")
    if kind is int:
        fits, known = type(value) is int and value >= 0, __("a number from 0 on")
    else:
        fits, known = value in get_args(kind), ", ".join(get_args(kind))
    text = __("%(name)s cannot be “%(value)s”; it is one of: %(known)s")
    return "" if fits else text % {"name": name, "value": value, "known": known}
