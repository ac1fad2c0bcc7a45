"""What can be wrong with citations and references, and how it is put right. Plain Python.

One enum lists every warning: `reports` gives them, the handbook's page is made from it (`guide`),
and ``midad references --warnings`` prints it.
"""

from __future__ import annotations

from enum import Enum


class CiteWarning(Enum):
    """Every warning of this extension.

    The value is the subtype that the console shows and ``suppress_warnings`` takes
    (``cite.unknown_key``), and the anchor on the page.
    """

    def __new__(cls, value: str, *_: str) -> CiteWarning:
        """Take the first part as the value."""
        member = object.__new__(cls)
        member._value_ = value
        return member

    def __init__(self, _value: str, text: str, wrong: str, right: str) -> None:
        """Take what the page says: English, translated when it is shown."""
        #: what is wrong, and what to do
        self.text = text
        #: an example that is warned of, and one that is not; words in them are translated, too
        self.wrong = wrong
        self.right = right

    @property
    def anchor(self) -> str:
        """The name as the console shows it."""
        return f"cite.{self.value}"

    UNKNOWN_KEY = (
        "unknown_key",
        (
            "A citation names a key that no references file has. The keys that look most like it "
            "are suggested; midad references finds others."
        ),
        "{cite}`cnn-2042`",
        "{cite}`cnn-2024`",
    )
    SYNTAX = (
        "syntax",
        "A citation names no source at all. The key comes last, or after an @.",
        "{cite}`see @`",
        "{cite}`see @cnn-2024, p. 4`",
    )
    AFTER_STOP = (
        "after_stop",
        (
            "A citation stands after the full stop of its sentence. It belongs before it; where "
            "the style is one of notes, their marks are moved by themselves."
        ),
        "The meeting ended. {cite}`cnn-2024`",
        "The meeting ended {cite}`cnn-2024`.",
    )
    REFERENCES = (
        "references",
        (
            "A references file cannot be read, or one of its entries cannot. The other entries "
            "count nevertheless."
        ),
        "- id: cnn-2024\n  title: [CNN",
        "- id: cnn-2024\n  title: CNN",
    )
    DUPLICATE_KEY = (
        "duplicate_key",
        "A key stands twice, in one file or in two; both places are named. The first one counts.",
        "- id: cnn-2024\n  title: A\n- id: cnn-2024\n  title: B",
        "- id: cnn-2024a\n  title: A\n- id: cnn-2024b\n  title: B",
    )
    INCOMPLETE = (
        "incomplete",
        (
            "A cited entry lacks what its type needs. For a press source outlet and date "
            "suffice; a book needs its title, an article its journal and date as well, a thesis "
            "its author and university, a web page its address."
        ),
        "- id: cnn-2024\n  type: article-newspaper\n  title: A\n  container-title: CNN",
        "- id: cnn-2024\n  type: article-newspaper\n  container-title: CNN\n  issued: 2024-01-25",
    )
    ADDRESS = (
        "address",
        (
            "The address of a cited entry is not one that a reader can follow: it begins with "
            "https:// or http:// and has no blanks."
        ),
        "URL: www.example.org/page",
        "URL: https://www.example.org/page",
    )
    TWINS = (
        "twins",
        (
            "A cited entry looks like another one: they have the same type, title, date and first "
            "author (or editor), in the same journal, book or outlet; or the same DOI and title. "
            "Keep one, and cite that everywhere."
        ),
        (
            "- id: nour-2019\n  type: book\n  title: Water Policy\n  issued: 2019\n"
            "- id: nour-water\n  type: book\n  title: Water policy\n  issued: 2019"
        ),
        "- id: nour-2019\n  type: book\n  title: Water Policy\n  issued: 2019",
    )
    UNCITED = (
        "uncited",
        (
            "No document cites this entry. This is told only where citations_report_uncited is "
            "on in conf.py."
        ),
        "- id: never-cited\n  type: book\n  title: A",
        "{nocite}`never-cited`",
    )
    PRACTICE = (
        "practice",
        (
            "A switch of citations_practice in conf.py is not known, or cannot have this value. "
            "Those that are known are named; the default counts instead."
        ),
        'citations_practice = {"ar": {"note_mark": "beside"}}',
        'citations_practice = {"ar": {"note_mark": "before"}}',
    )
    STYLE = (
        "style",
        (
            "The style cannot be used: there is none of this name, or its file is not CSL. File, "
            "line and element are named where there are any."
        ),
        'citations_style = "midad-pres"',
        'citations_style = "midad-press"',
    )
