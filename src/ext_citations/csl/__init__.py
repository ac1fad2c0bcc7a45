"""A CSL 1.0.2 processor for two scripts: a style, locales and items in, runs out. Plain Python.

How to read it, in the order of the specification:

1. `style` and `locale` read and check the files ("Styles - Structure", "Locale Files -
   Structure"); `xml` reads them safely, `errors` says what is wrong and where.
2. `data`, `dates_in` and `languages` make an item ready: names, dates, and its forms in the
   language that it is set in.
3. `scope` compiles a style's elements to closures, one compiler a module: `elements` (text, number,
   label, group), `dates`, `names` with `name_parts`, `choose`; `wrap` has what every element may
   carry, with `textcase`; `numbers` and `markup` help. Closures return `items`.
4. `processor` formats a document: `sorting`, `positions`, `disambiguation`, `cites`,
   `bibliography`.
5. `punctuation` mends what meets, `output` makes the tree of `Run`.
"""

from .errors import CslError
from .languages import Options
from .locale import Locale, Locales
from .model import Citation, Cite, Entry, Result
from .output import Run, plain_text
from .processor import Processor
from .style import Style

__all__ = [
    "Citation",
    "Cite",
    "CslError",
    "Entry",
    "Locale",
    "Locales",
    "Options",
    "Processor",
    "Result",
    "Run",
    "Style",
    "plain_text",
]
