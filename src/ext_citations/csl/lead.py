"""Who leads a source in the author's sentence, where the style's citation names nobody.

A style of numbers prints ``[1]``, a press citation its outlet; ``{cite:t}`` puts a name before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import xml

if TYPE_CHECKING:
    from .scope import Render, Scope

_LEAD = f"""
<names xmlns="{xml.CSL[1:-1]}" variable="author">
  <name form="short"/>
  <substitute>
    <names variable="editor"/>
    <choose>
      <if type="article-newspaper article-magazine broadcast" match="any">
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
