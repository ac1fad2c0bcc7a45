"""Styles of a few lines: a test says what stands in the layout, and reads what comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ext_citations.csl import Citation, Cite, Locales, Options, Processor, Style
from ext_citations.csl import html as to_html

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMESPACE = 'xmlns="http://purl.org/net/xbiblio/csl" version="1.0"'


class Engine:
    """The engine with a tiny style."""

    def __init__(self) -> None:
        self.style = 'class="in-text"'
        self.citation = ""
        self.layout = ""
        self.sort = ""
        self.bibliography = ""
        self.extra = ""
        self.language = "en"
        self.options = Options()
        self.locales = Locales.default()

    def processor(self, cite: str, items: dict[str, Any], entry: str = "") -> Processor:
        """Return a processor of the style with these layouts."""
        listed = f"<bibliography {self.bibliography}>{entry}</bibliography>" if entry else ""
        text = (
            f"<style {NAMESPACE} {self.style}>{self.extra}<citation {self.citation}>{self.sort}"
            f"<layout {self.layout}>{cite}</layout></citation>{listed}</style>"
        )
        style = Style.parse(text)
        return Processor(
            style, items, language=self.language, options=self.options, locales=self.locales
        )

    def cite(self, cite: str, *items: dict[str, Any], **more: Any) -> str:
        """Return one citation of all *items* as HTML; *more* goes to the first cite."""
        keyed = {f"k{number}": {"type": "book", **item} for number, item in enumerate(items)}
        processor = self.processor(cite, keyed)
        cites = [Cite(key, **(more if key == "k0" else {})) for key in keyed]
        return to_html.render(processor.process([Citation(tuple(cites))]).citations[0])

    def cites(self, cite: str, items: Sequence[dict[str, Any]], notes: str) -> list[str]:
        """Return citations as HTML: a word of *notes* a note, “0,1:5” cites 0, and 1 at page 5."""
        keyed = {f"k{number}": {"type": "book", **item} for number, item in enumerate(items)}
        citations = []
        for number, note in enumerate(notes.split(), 1):
            row = [each.partition(":") for each in note.split(",")]
            cites = tuple(Cite(f"k{key}", locator=page) for key, _, page in row)
            citations.append(Citation(cites, number))
        result = self.processor(cite, keyed).process(citations)
        return [to_html.render(runs) for runs in result.citations]

    def entries(self, entry: str, *items: dict[str, Any], cite: str = "") -> list[str]:
        """Return the list of *items* as HTML; *entry* is a sort and a layout."""
        keyed = {f"k{number}": {"type": "book", **item} for number, item in enumerate(items)}
        processor = self.processor(cite or '<text value="x"/>', keyed, entry)
        result = processor.process([], uncited=keyed)
        return [to_html.render(each.runs) for each in result.entries]


@pytest.fixture
def engine() -> Engine:
    """Return the engine with a style of nothing yet."""
    return Engine()
