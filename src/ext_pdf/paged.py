"""Notes that are counted anew on each page. Plain Python.

WeasyPrint 70 resets no counter on a page. So the page is laid out, the first note of each of its
pages is told to begin at 1, and it is laid out again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ASKED = re.compile(r'<section class="[^"]*\bnotes-by-page\b')
_NOTE = re.compile(r'<span class="(?:[^"]* )?footnote(?: [^"]*)?" id="([^"]+)"')


def is_paged(text: str) -> bool:
    """Return whether a page asks for notes that are counted by page."""
    return _ASKED.search(text) is not None


def restarts(text: str, pages: Iterable[Iterable[str]]) -> str:
    """Return the style by which the first note of each page is its number 1, and repeats know it.

    *pages* are the anchors on each page of the layout.
    """
    return "".join(_rules([*_NOTE.findall(text)], pages))


def _rules(notes: list[str], pages: Iterable[Iterable[str]]) -> Iterator[str]:
    order = {name: place for place, name in enumerate(notes)}
    for anchors in pages:
        here = sorted((name for name in anchors if name in order), key=order.__getitem__)
        if here:
            # set before it is counted (WeasyPrint 70; CSS Lists 3 has it the other way round)
            yield f'span.footnote[id="{here[0]}"] {{ counter-set: footnote 0 }}\n'
        for number, name in enumerate(here, 1):
            yield f'.footnote-repeat a[href="#{name}"] {{ counter-reset: repeat {number} }}\n'
