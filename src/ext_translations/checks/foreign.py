"""What is printed of a translation, and may not be in the Arabic script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ext_translations.checks.citing import words_of
from ext_translations.checks.markup import read_markup

if TYPE_CHECKING:
    from ext_translations.checks.markup import Markup

#: Arabic letters and vowel marks: no digits, no punctuation, no tatweel
LETTERS: Final = re.compile(
    "[\u0610-\u061a\u0620-\u063f\u0641-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff"
    "\u0750-\u077f\u08a0-\u08ff\ufb50-\ufd3d\ufd50-\ufdfc\ufe70-\ufefc]+"
)
#: a run that is marked as Arabic, and so may be Arabic
_MARKED: Final = re.compile(
    r"<(?P<tag>span|bdi|i|em|q|cite)\s[^<>]*\blang=[\"']?ar\b[^<>]*>.*?</(?P=tag)>"
    r"|\[[^\[\]]*\]\{[^{}]*\blang=[\"']?ar\b[^{}]*\}"
    r"|\[[^\[\]]*\]\{[^{}]*\.language-ar\b[^{}]*\}",
    re.DOTALL,
)


def foreign_text(markup: Markup) -> str:
    """Return all that is printed of a translation and is not marked as Arabic."""
    if _MARKED.search(markup.raw):
        markup = read_markup(_MARKED.sub("", markup.raw))
    cited = [words_of(role.content) for role in markup.roles if role.is_citation]
    return " ".join([markup.prose, *markup.asides, *cited])
