"""What is wrong with a PDF of a brief, measured on the file itself. `pdf.py` calls it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from ctypes import byref, c_double
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2 as pdfium
from pdf_briefs import LETTERS, PERCENT, RUNS, words
from pypdfium2 import raw

from ext_pdf.preflight.run import examine

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Glyph:
    """A character and where it stands, in points from the page's lower left corner."""

    page: int
    x: float
    y: float
    text: str


def faults(path: Path, source: str) -> dict[str, str]:
    """Return what is found of the brief *source* in a PDF, by the names of the table's columns."""
    with pikepdf.open(path) as pdf:
        root: Any = pdf.Root
        headings = len(re.findall(r"^#+ ", source, re.MULTILINE))
        with pdf.open_outline() as outline:
            marks = sum(1 + len(item.children) for item in outline.root)
        found = {
            "tagged": _yes("/StructTreeRoot" in root),
            "language": str(root.get("/Lang", "–")) or "–",
            "binding": str(root.get("/ViewerPreferences", {}).get("/Direction", "–")).strip("/"),
            "bookmarks": f"{marks} of {headings + 1}",
        }
    conditions = examine(path, purpose="screen")
    failed = [each.name for each in conditions if each.faults]
    document = pdfium.PdfDocument(path)
    glyphs = [glyph for number in range(len(document)) for glyph in _glyphs(document, number)]
    seen = _lines(glyphs)
    whole = sum(any(run in line for line in seen) for _, run in RUNS)
    signs = Counter(sign for line in seen for sign in re.findall(r"%2\.1|2\.1%", line))
    found["runs in order"] = f"{whole} of {len(RUNS)}"
    found["% on one side"] = _yes(max(signs.values(), default=0) == len(PERCENT))
    found["notes at the foot"] = f"{_notes_at_foot(glyphs)} of {min(len(LETTERS), headings)}"
    found["words copied"] = f"{_recall(document, source):.1%}"
    found["conditions failed"] = f"{len(failed)} of {len(conditions)}"
    return found


def _yes(value: bool) -> str:  # noqa: FBT001 - the one question
    return "yes" if value else "no"


def _glyphs(document: pdfium.PdfDocument, number: int) -> list[Glyph]:
    page = document[number].get_textpage()
    found = []
    for index in range(page.count_chars()):
        x, y = c_double(), c_double()
        raw.FPDFText_GetCharOrigin(page, index, byref(x), byref(y))
        text = chr(raw.FPDFText_GetUnicode(page, index))
        if text.isprintable() and text.strip():
            found.append(Glyph(number, x.value, y.value, text))
    return found


def _lines(glyphs: list[Glyph]) -> list[str]:
    """Return all lines as the eye sees them, from left to right, unspaced."""
    lines: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        lines[glyph.page, round(glyph.y)].append(glyph)
    return ["".join(g.text for g in sorted(line, key=lambda g: g.x)) for line in lines.values()]


def _notes_at_foot(glyphs: list[Glyph]) -> int:
    """Return how many notes stand on the page of their mark, below all marks of that page."""
    marks, notes = _places(glyphs, "A"), _places(glyphs, "N")
    return sum(
        number in notes
        and notes[number].page == mark.page
        and all(notes[number].y < m.y for m in marks.values() if m.page == mark.page)
        for number, mark in marks.items()
    )


def _places(glyphs: list[Glyph], letter: str) -> dict[str, Glyph]:
    """Return where the marks Q + *letter* + a third letter stand, by the third."""
    triples = zip(glyphs, glyphs[1:], glyphs[2:], strict=False)
    return {
        c.text: a for a, b, c in triples if a.text + b.text == f"Q{letter}" and c.text in LETTERS
    }


def _recall(document: pdfium.PdfDocument, source: str) -> float:
    """Return the share of the source's words that come out when all text is copied."""
    wanted = Counter(words(source))
    text = "".join(page.get_textpage().get_text_range() for page in document)
    text = re.sub("[\u00ad\u200b-\u200f\u061c\u202a-\u202e\u2066-\u2069\ufffe]", "", text)
    copied = Counter(re.findall(r"\w+", text))
    return sum((wanted & copied).values()) / wanted.total()
