"""Who leads a source in the author's sentence, where the style's citation names nobody.

A style of numbers prints ``[1]``, a press citation its outlet; ``{cite:t}`` puts a name before it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from . import xml
from .items import find, plain

if TYPE_CHECKING:
    from .data import Record
    from .items import Items
    from .scope import Render, Scope

_PRESS = ("article-newspaper", "article-magazine", "broadcast")
_WORD = re.compile(r"[^\W\d_]{2}")

_LEAD = f"""
<names xmlns="{xml.CSL[1:-1]}" variable="author">
  <name form="short"/>
  <substitute>
    <names variable="editor"/>
    <choose>
      <if type="{" ".join(_PRESS)}" match="any">
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


def names_nothing(record: Record, items: Items) -> bool:
    """Return whether a cite of a press source that is outlet and date alone says the date only.

    So do styles of author and date: they have an outlet print in the list.
    """
    if record.type not in _PRESS or record.names("author") or "title" in record.texts:
        return False
    return bool(items) and not find(items, "citation-number") and not _WORD.search(plain(items))
