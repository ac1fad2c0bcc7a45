"""What Zotero keeps in a note: forms in other scripts, and CSL variables without a field.

The add-on Cite Non-English writes ``cne-title-english: …`` and ``cne-creator-0-last-original: …``,
Zotero's users write ``original-date: 1999``, older ones ``{:original-date: 1999}``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ext_arabic.direction import direction_of, first_strong

from .languages import base
from .latex_out import plain
from .variables import BY_LOWER, DATES, NAMES, TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

_CREATOR = re.compile(
    r"cne-(?:creator|author)-(?P<at>\d{1,3})-(?P<part>last|first|literal)-"
    r"(?P<form>romanized|original|english):\s*(?P<value>.*)$",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"cne-(?P<field>[a-z-]+?)-(?P<form>original|romanized-?short|romanized|english):\s*(?P<value>.*)$",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"cne-original-language:\s*(?P<value>.*)$", re.IGNORECASE)
#: lines for TeX alone, and the add-on's other lines: no text for readers
_IGNORED = re.compile(r"(?:tex\.[^:]{1,80}|cne-[a-z0-9-]+):", re.IGNORECASE)
_VARIABLE = re.compile(r"(?P<name>[A-Za-z][A-Za-z _-]{1,30}):\s*(?P<value>\S.*)$")
_IN_BRACES = re.compile(r"\{:(?P<name>[A-Za-z_-]{2,30}):\s*(?P<value>[^{}]*)\}")
_FIELDS = {
    "journal": "container-title",
    "series": "collection-title",
    "book-title": "container-title",
}
_PARTS = {"last": "family", "first": "given", "literal": "literal"}
#: what Zotero writes in place of a key
ZOTERO_ID = re.compile(r"(?:https?://zotero\.org/|\d+/[A-Z0-9]{8}$)")
#: variables that prose may well begin with
_NOT_IN_NOTES = frozenset(
    ["note", "abstract", "annote", "references", "author", "language", "title"]
)


class NoteReader:
    """Takes the lines out of an item's note that are data; changes the item."""

    def __init__(self, item: dict[str, Any]) -> None:
        self.item = item
        self.forms: dict[str, dict[str, str]] = {}
        self.creators: dict[int, dict[str, dict[str, str]]] = {}
        self.language = ""

    def read(self) -> None:
        """Read the note, and keep of it what is text."""
        text = str(self.item["note"]).replace("\r\n", "\n")
        lines = [line for line in text.split("\n") if not self._takes(line.strip())]
        rest = "\n".join(lines)
        if ":" in rest:
            rest = _IN_BRACES.sub(lambda m: "" if self._variable(m, exact=True) else m[0], rest)
        rest = rest.strip()
        if rest != text:
            self.item.pop("note")
            if rest:
                self.item["note"] = rest
        if self.forms or self.creators or self.language:
            self._add_forms()

    def _takes(self, line: str) -> bool:
        """Tell whether *line* is data, and keep that."""
        if ":" not in line:
            return False
        if match := _LANGUAGE.match(line):
            self.language = match["value"].strip()
        elif match := _CREATOR.match(line):
            if value := match["value"].strip():
                names = self.creators.setdefault(int(match["at"]), {})
                names.setdefault(match["form"].lower(), {})[_PARTS[match["part"].lower()]] = value
        elif match := _FIELD.match(line):
            field, form = match["field"].lower(), match["form"].lower()
            field = BY_LOWER.get(_FIELDS.get(field, field), "")
            if value := match["value"].strip():
                self.forms.setdefault(field, {})[form.replace("-", "")] = value
        elif not _IGNORED.match(line):
            match = _VARIABLE.match(line)
            return match is not None and self._variable(match)
        return True

    def _variable(self, match: re.Match[str], *, exact: bool = False) -> bool:
        """Set the CSL variable that *match* names; tell whether there is such a one."""
        name, value = match["name"].strip().lower(), match["value"].strip()
        name = name if exact else name.replace(" ", "-").replace("_", "-")
        if name == "type" and value in TYPES:
            self.item["type"] = value
            return True
        variable = BY_LOWER.get(name) or BY_LOWER.get(name.replace("-", "_"), "")
        if not variable or not value or variable in _NOT_IN_NOTES:
            return False
        if variable == "citation-key" and ZOTERO_ID.match(str(self.item.get("id"))):
            self.item["id"] = value
            return True
        if variable in NAMES:
            family, _, given = (part.strip() for part in value.partition("||"))
            name_ = {"family": family, "given": given} if given else {"literal": value}
            names = self.item.get(variable)
            self.item[variable] = [*names, name_] if isinstance(names, list) else [name_]
        elif self.item.get(variable):
            return False  # the field has a value: the note keeps its own
        else:
            self.item[variable] = {"raw": value} if variable in DATES else value
        return True

    def _add_forms(self) -> None:
        item = self.item
        language = self._own()
        if language != "und" and base(str(item.get("language") or "")) != language:
            item["language"] = (
                self.language or language
            )  # “en” is often that of the romanised title
        multi = copy_multi(item.get("multi"), "_keys")
        for field, forms in self.forms.items():
            if not field:
                continue
            tagged = _tagged(forms, language)
            short = forms.get("romanizedshort")
            if short and field in {"title", "container-title"}:
                multi["_keys"].setdefault(f"{field}-short", {})[f"{language}-Latn"] = short
            multi["_keys"].setdefault(field, {}).update(tagged)
            _put_first(item, field, multi["_keys"][field], language, multi["main"])
        if multi["_keys"]:
            item["multi"] = multi
        self._add_names(language)

    def _own(self) -> str:
        """Return the language that the item is in: the add-on's word, or that of its script."""
        stated = base(self.language or str(self.item.get("language") or ""))
        values = [form.get("original", "") for form in self.forms.values()]
        values += ["".join(form.get("original", {}).values()) for form in self.creators.values()]
        if any(first_strong(value) == "rtl" for value in values) and not self.language:
            return stated if direction_of(stated) == "rtl" else "ar"
        return stated or "und"

    def _add_names(self, language: str) -> None:
        """Give each creator its forms; Zotero counts creators of all kinds together."""
        places = [
            (variable, index)
            for variable in self.item
            if variable in NAMES and isinstance(self.item[variable], list)
            for index in range(len(self.item[variable]))
        ]
        for at, forms in self.creators.items():
            place = self._place(places, at, forms)
            if place is None:
                continue
            variable, index = place
            names = list(self.item[variable])
            names[index] = _with_forms(names[index], forms, language)
            self.item[variable] = names

    def _place(
        self, places: list[tuple[str, int]], at: int, forms: Mapping[str, Mapping[str, str]]
    ) -> tuple[str, int] | None:
        """Return the name that bears one of *forms*; else the one counted *at*."""
        families = {form.get("family", "").casefold() for form in forms.values()} - {""}
        order = [*places[at : at + 1], *places]
        for variable, index in order:
            name = self.item[variable][index]
            if isinstance(name, dict) and str(name.get("family") or "").casefold() in families:
                return variable, index
        return places[at] if at < len(places) else None


def copy_multi(multi: Any, keys: str) -> dict[str, Any]:
    """Return a ``multi`` of one's own, with *keys* and ``main`` in it."""
    multi = multi if isinstance(multi, dict) else {}
    forms = multi.get(keys)
    main = multi.get("main")
    copied = forms.items() if isinstance(forms, dict) else ()
    return {
        **multi,
        keys: {key: dict(value) if isinstance(value, dict) else value for key, value in copied},
        "main": dict(main) if isinstance(main, dict) else main or {},
    }


def _tagged(forms: Mapping[str, str], language: str) -> dict[str, str]:
    tags = {"original": language, "romanized": f"{language}-Latn", "english": "en"}
    return {tags[form]: value for form, value in forms.items() if form in tags}


def _put_first(
    item: dict[str, Any], field: str, forms: dict[str, Any], language: str, main: dict[str, Any]
) -> None:
    """Let the value outside of *forms* be the one in the item's own *language*."""
    own = forms.pop(language, None)
    if own is None:
        return
    outside = item.get(field)
    latin = f"{language}-Latn"
    known = {plain(str(form)).casefold() for form in (own, *forms.values())}
    is_other = outside and plain(str(outside)).casefold() not in known
    if is_other and latin not in forms and first_strong(str(outside)) == "ltr":
        forms[latin] = outside
    item[field] = own
    main[field] = language


def _with_forms(name: Any, forms: Mapping[str, Mapping[str, str]], language: str) -> dict[str, Any]:
    """Return *name* as it is in *language*, with its other forms."""
    name = dict(name) if isinstance(name, dict) else {"literal": str(name)}
    outside = {key: value for key, value in name.items() if key != "multi"}
    multi = copy_multi(name.get("multi"), "_key")
    latin = f"{language}-Latn"
    for form, value in forms.items():
        tag = {"original": language, "english": "en"}.get(form, latin)
        multi["_key"][tag] = dict(value)
    own = multi["_key"].pop(language, None)
    is_latin = first_strong(" ".join(map(str, outside.values()))) == "ltr"
    if latin in multi["_key"] and is_latin:
        multi["_key"][latin] = {**outside, **multi["_key"][latin]}
    elif own and is_latin:
        multi["_key"][latin] = outside
    return {**(own or outside), "multi": {**multi, "main": language}}
