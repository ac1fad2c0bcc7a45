"""Forms of an item in other scripts and languages, as Zotero and Juris-M keep them.

The style engine reads Juris-M's shape: ``multi: {_keys: {title: {ar-Latn: …, en: …}}}`` on an item
and ``multi: {_key: {ar-Latn: {family: …}}}`` on a name, the value outside being the one in the
item's own language. Juris-M's own export is put in this order here; `notes` makes the same of the
lines of the Zotero add-on. Called by the library of references for items of every format.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from .dates import in_parts
from .editions import read_edition
from .languages import base, read_language
from .notes import ZOTERO_ID, NoteReader, copy_multi
from .variables import DATES, NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping


def with_forms(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return *item* with its forms in the engine's shape, and its note without their lines."""
    result = dict(item)
    if "citation-key" in result and ZOTERO_ID.match(str(result.get("id"))):
        result["id"] = result.pop("citation-key")
    if isinstance(result.get("note"), str):
        NoteReader(result).read()
    if isinstance(result.get("edition"), str):
        result["edition"] = read_edition(result["edition"])
    for variable in DATES & result.keys():
        result[variable] = in_parts(result[variable])
    if isinstance(result.get("language"), str):
        # Juris-M: “en<ar” is a translation from the Arabic
        language = re.split("[<>]", result["language"])[">" in result["language"]]
        result["language"] = read_language({"language": language}) or language
    if isinstance(result.get("multi"), dict):
        _order_fields(result)
    for variable in NAMES & result.keys():
        if isinstance(result[variable], list):
            result[variable] = [_order_name(name, result) for name in result[variable]]
    return result


def _order_fields(item: dict[str, Any]) -> None:
    """Put Juris-M's forms in the order that the engine expects."""
    multi = copy_multi(item["multi"], "_keys")
    main = multi["main"] if isinstance(multi["main"], dict) else {}
    own = base(str(item.get("language") or ""))
    for field, forms in multi["_keys"].items():
        if not isinstance(forms, dict):
            continue
        outside = str(main.get(field) or "")
        if own and outside and outside != own and own in forms and field in item:
            forms[outside], item[field] = item[field], forms.pop(own)
            main[field] = own
        _add_plain_tags(forms)
    multi["main"] = main
    item["multi"] = multi


def _order_name(name: Any, item: Mapping[str, Any]) -> Any:
    """Put the forms of one name in order; Juris-M calls them ``_key``, some files ``_keys``."""
    multi = name.get("multi") if isinstance(name, dict) else None
    if not isinstance(multi, dict):
        return name
    keys = "_key" if isinstance(multi.get("_key"), dict) else "_keys"
    multi = copy_multi(multi, keys)
    forms, outside = multi[keys], multi["main"]
    own = base(str(item.get("language") or ""))
    result = {**name, "multi": multi}
    form = forms.get(own)
    if isinstance(outside, str) and own and outside != own and isinstance(form, dict):
        forms[outside] = {key: value for key, value in name.items() if key != "multi"}
        result = {**forms.pop(own), "multi": {**multi, "main": own}}
    _add_plain_tags(forms)
    return result


def _add_plain_tags(forms: dict[str, Any]) -> None:
    """Add the tags that the engine looks for: ``ar-Latn`` (``ar-alalc97``), ``en`` (``en-US``)."""
    for tag in list(forms):
        parts = tag.replace("_", "-").split("-")
        is_latin = any(part.lower() in {"latn", "alalc97"} for part in parts[1:])
        plain = f"{parts[0].lower()}-Latn" if is_latin else parts[0].lower()
        forms.setdefault(plain, forms[tag])
