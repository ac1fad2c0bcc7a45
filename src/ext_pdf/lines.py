"""A text that fits in its line but for its last blank stays whole. Plain Python.

Pango lets a blank hang over the end of a line, and WeasyPrint 70 measures it all the same: the text
is then too wide in one line, Pango finds no second one, and the first word is all that WeasyPrint
keeps, as if it were the only one to fit. In the middle of a paragraph, before a word that is marked
or linked, it stood alone on its line. There is no hook; `memo` puts the mended function in place.
"""

from __future__ import annotations

from typing import Any

from weasyprint.text.line_break import split_first_line as _split


def split_first_line(
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    **options: bool,
) -> tuple[Any, ...]:
    """Fit as much of *text* as possible in a line of *max_width*, and not less."""
    answer = _split(text, style, context, max_width, justification_spacing, **options)
    layout, _, resumes_at, *_ = answer
    is_one_word = resumes_at is not None and " " not in layout.text.strip()
    if not (is_one_word and max_width and text.endswith(" ")):
        return tuple(answer)
    shown = text.rstrip(" ")
    fitting = _split(shown, style, context, max_width, justification_spacing, **options)
    if fitting[2] is not None:
        return tuple(answer)
    # with its blank, which the layout takes away where the line ends
    wide = max_width + style["font_size"] * (len(text) - len(shown))
    return tuple(_split(text, style, context, wide, justification_spacing, **options))
