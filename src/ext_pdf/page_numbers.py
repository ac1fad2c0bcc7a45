"""A page that shows the numbers of other pages is laid out twice, not three times. Plain Python.

WeasyPrint 70 lays out all pages before it knows on which one a target stands. It then lays out the
page of the contents again as it is, fills in the numbers, and lays it out once more. There is no
hook; so the function that makes a page again is replaced by one that fills in the numbers before.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from weasyprint.layout import page as pages

_make = pages.remake_page


def remake_page(index: int, context: Any, root_box: Any, html: Any) -> tuple[Any, Any]:
    """Lay out the page *index*, with the numbers that are known by now."""
    *_, state, _ = context.page_maker[min(index + 1, len(context.page_maker) - 1)]
    counters = state[1]  # at the end of the page, when it was made before
    for shown in context.target_collector.counter_lookup_items.values():
        is_here = shown.page_maker_index == index and shown.missing_target_counters
        if is_here and counters != shown.cached_page_counter_values:
            # as WeasyPrint does below the page, where it then finds that nothing has changed
            shown.cached_page_counter_values = deepcopy(counters)
            shown.parse_again(counters)
    made: tuple[Any, Any] = _make(index, context, root_box, html)
    return made


def install() -> None:
    """Let WeasyPrint make pages so in this process."""
    pages.remake_page = remake_page
