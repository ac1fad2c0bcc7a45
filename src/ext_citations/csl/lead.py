"""Who leads a source in the author's sentence, where the style's citation names nobody.

A style of numbers prints ``[1]``, a press citation its outlet; ``{cite:t}`` puts a name before it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from . import xml
from .data import Record
from .items import find, plain
from .languages import PRESS
from .markup import parse

if TYPE_CHECKING:
    from .items import Items
    from .scope import Render, Scope

#: what a cite may name a press source by; a label is its own
_NAMED_BY = ("container-title", "container-title-short", "citation-label")

_LEAD = f"""
<names xmlns="{xml.CSL[1:-1]}" variable="author">
  <name form="short"/>
  <substitute>
    <names variable="editor"/>
    <choose>
      <if type="{" ".join(sorted(PRESS))}" match="any">
        <text variable="container-title"/>
      </if>
      <else-if type="report dataset" match="any">
        <text variable="publisher"/>
      </else-if>
    </choose>
    <text variable="title" form="short" quotes="true"/>
    <text variable="container-title"/>
    <text variable="publisher"/>
  </substitute>
</names>
"""
_USUAL = {"and": "text", "et-al-min": "4", "et-al-use-first": "1"}


def compile_lead(scope: Scope) -> Render:
    """Return the closure that renders the author, or the outlet or title in the author's place.

    What it takes in the author's place, the context notes as suppressed.
    """
    element = xml.parse(_LEAD.encode(), "lead")
    for name, value in _USUAL.items():
        if name not in scope.names:
            element[0].set(name, value)
    return scope.compile(element)


def is_outlet_and_date(record: Record) -> bool:
    """Return whether *record* is a press source of which no more is known than outlet and date."""
    is_bare = "title" not in record.texts and not record.names("author")
    return is_bare and record.type in PRESS and "container-title" in record.texts


def names_nothing(record: Record, items: Items) -> bool:
    """Return whether a cite of *record* names neither its outlet nor a person.

    Styles of author and date say the date alone there, or the kind ("[Broadcast], 2023"), or,
    where they print no date, nothing.
    """
    if find(items, "name"):
        return False
    said = _words(items)
    texts = [record.texts[name] for name in _NAMED_BY if name in record.texts]
    return not any(_words(parse(text)) in said for text in texts)


def _words(items: Items) -> str:
    """Return the words of *items* between blanks, whatever their case, marks and quotes."""
    words = re.findall(r"\w+", plain(items).casefold())
    return f" {' '.join(words)} "


def led_by_outlet(record: Record) -> Record:
    """Return *record* with its outlet in the author's place, in the text and in the list."""
    fields = {name: value for name, value in record.raw.items() if name != "container-title"}
    led = Record(record.key, {**fields, "author": [{"literal": record.texts["container-title"]}]})
    led.is_english = record.is_english
    return led
