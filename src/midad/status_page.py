"""The status as a page for the editor: bars, numbers, the questions."""

from __future__ import annotations

import base64
from html import escape
from itertools import groupby
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

import brief_theme
from ext_arabic.direction import direction_of
from ext_arabic.messages import console_language
from midad.console import __, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ext_brief.model import Site
    from ext_translations.status import Count
    from midad.status import Question, Row

TEMPLATE = Path(__file__).with_name("status.html")
_FONTS = Path(brief_theme.__file__).parent / "shared/static/fonts"
_WEIGHTS = {"Regular": 400, "SemiBold": 600}


def page(
    site: Site, rows: Sequence[Row], questions: Sequence[Question], titles: Mapping[str, str]
) -> str:
    """Return the page, in the user's language; it asks no other file for anything."""
    language = "ar" if console_language() == "ar" else "en"
    title = __("The state of the translations")
    name = site.edition(site.source_language).name
    body = [f'<p class="series"><bdi>{escape(name)}</bdi></p>', f"<h1>{escape(title)}</h1>"]
    for name, group in groupby(sorted(rows, key=lambda row: row[1]), key=lambda row: row[1]):
        body += _language(site.edition(name).label, [*group], titles)
    body += _asked(questions, titles)
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        language=language,
        direction=direction_of(language),
        title=escape(title),
        faces=_faces(),
        body="\n".join(body),
    )


def _faces() -> str:
    """Return the fonts, within the page."""
    faces = []
    for name, weight in _WEIGHTS.items():
        data = base64.b64encode((_FONTS / f"IBMPlexSansArabic-{name}.woff2").read_bytes()).decode()
        faces.append(
            f'@font-face {{ font-family: "IBM Plex Sans Arabic"; font-weight: {weight};'
            f' src: url("data:font/woff2;base64,{data}") format("woff2") }}'
        )
    return "\n".join(faces)


def _language(label: str, rows: Sequence[Row], titles: Mapping[str, str]) -> Iterator[str]:
    total = sum((row[2] for row in rows[1:]), rows[0][2])
    yield f"<h2>{escape(label)}</h2>"
    words = __("%(done)d of %(words)d words") % {
        "done": total.translated_words,
        "words": total.words,
    }
    yield f'<p class="all"><strong>{total.percent}%</strong> <span>{escape(words)}</span></p>'
    yield _bar(total)
    yield _key()
    head = "".join(
        f'<th scope="col" class="{style}">{escape(name)}</th>' for name, style in _columns()
    )
    yield f"<table><thead><tr>{head}</tr></thead><tbody>"
    yield from (_row(docname, found, titles.get(docname, docname)) for docname, _, found in rows)
    yield "</tbody></table>"


def _columns() -> list[tuple[str, str]]:
    numbers = ("%", __("fuzzy"), __("missing"), __("errors"), __("approved"))
    return [(__("document"), ""), (__("words"), "wide"), *((name, "number") for name in numbers)]


def _row(docname: str, found: Count, title: str) -> str:
    figures = (found.percent, found.fuzzy, found.missing, found.errors, found.approved)
    cells = []
    for (name, _), number in zip(_columns()[2:], figures, strict=True):
        wrong = " wrong" if name == __("errors") and number else ""
        none = "" if number else " none"
        cells.append(
            f'<td class="number{wrong}{none}" data-name="{escape(name)}">{number or "–"}</td>'
        )
    return (
        f'<tr><th scope="row" class="name"><bdi>{escape(title)}</bdi>'
        f"<small><bdi>{escape(docname)}</bdi></small></th>"
        f'<td class="wide">{_bar(found)}</td>{"".join(cells)}</tr>'
    )


def _bar(found: Count) -> str:
    """Return a bar: of the words, what is approved, what else is translated; then the fuzzy."""
    whole = found.words or 1
    fuzzy = found.fuzzy / (found.messages or 1)
    parts = {
        "approved": found.approved_words / whole,
        "translated": (found.translated_words - found.approved_words) / whole,
    }
    parts["fuzzy"] = min(fuzzy, 1 - sum(parts.values()))
    label = __("%d%% translated") % found.percent
    shares = "".join(
        f'<i class="{name}" style="inline-size: {100 * share:.2f}%"></i>'
        for name, share in parts.items()
        if share > 0
    )
    return f'<div class="bar" role="img" aria-label="{escape(label)}">{shares}</div>'


def _key() -> str:
    names = {
        "approved": __("translated and approved"),
        "translated": __("translated"),
        "fuzzy": __("fuzzy"),
        "missing": __("missing"),
    }
    items = "".join(
        f'<li><i class="{style}"></i>{escape(name)}</li>' for style, name in names.items()
    )
    return f'<ul class="key">{items}</ul>'


def _asked(questions: Sequence[Question], titles: Mapping[str, str]) -> Iterator[str]:
    if not questions:
        return
    yield f"<h2>{escape(__('Questions to the authors'))}</h2><ol>"
    for question in questions:
        place = f"{shown(question.file)}:{question.line}"
        yield (
            f"<li><p><bdi>{escape(question.text)}</bdi></p>"
            f'<p class="soft"><bdi>{escape(question.msgid)}</bdi></p>'
            f'<p class="soft">{escape(titles.get(question.docname, question.docname))} · '
            f"<bdi>{escape(place)}</bdi></p></li>"
        )
    yield "</ol>"
