"""Search in Arabic pages: Sphinx has no Arabic, and searches them as if they were English.

Words are found under a stem, the same in Python (the index) and in JavaScript (the query), for
both apply one table of regular expressions. The stem is that of "light10" (Larkey, Ballesteros and
Connell, *Light Stemming for Arabic Information Retrieval*, 2007), which takes off articles and
the commonest endings and leaves roots alone, with one change: the article goes first and و after
it, so that ``وزارة`` and ``الوزارة`` meet.
"""

from __future__ import annotations

import json
import re
from typing import Final

from sphinx.search import SearchLanguage

from ext_arabic.digits import convert

_MARKS: Final = r"\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200c\u200d"

#: pattern and replacement, in order; what both languages' regular expressions understand
STEPS: Final = (
    (f"[{_MARKS}]", ""),  # vowel signs, tatweel, joiners
    ("[أإآٱ]", "ا"),
    ("ى", "ي"),
    ("ة", "ه"),
    ("[ؤئ]", "ء"),
    ("^(?:[وفبك]?ال|لل)(?=..)", ""),
    ("^و(?=...)", ""),
    *((f"(..){ending}$", r"\1") for ending in ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")),
)
_STEPS: Final = tuple((re.compile(pattern), new) for pattern, new in STEPS)

_STOPWORDS: Final = """
    أن أنه أنها أو أي إذا إلا إلى إن إنه ألا التي الذي الذين اللذين اللتين ثم حتى حيث ذلك عن على
    عند غير في قد كان كانت كل كما لا لم لن له لها ما مع من منذ منها منه هذا هذه هو هي هم وفي ومن
    وهو وهي وأن وإن ولا وما وقد ولم بل بين بعد قبل لكن ليس
"""


class SearchArabic(SearchLanguage):
    """Arabic for Sphinx's search."""

    lang = "ar"
    language_name = "Arabic"
    stopwords = frozenset(_STOPWORDS.split())
    _word_re = re.compile(rf"[\w{_MARKS}]+")

    js_splitter_code = """
function splitQuery(query) {
  const words = query.match(/[\\p{L}\\p{N}_MARKS]+/gu) || [];
  const latin = (digit) => String(digit.codePointAt(0) & 15);
  return words
    .map((word) => word.replace(/[\u0660-\u0669]/g, latin))
    .map((word) => word.replace(/[\u06f0-\u06f9]/g, latin))
    .map((word) => (/^[0-9]+$/.test(word) ? "n" + word : word));
}
""".replace("MARKS", _MARKS)

    js_stemmer_code = """
const arabicSteps = STEPS;
var Stemmer = function () {
  this.stemWord = (word) =>
    arabicSteps.reduce((w, [old, now]) => w.replace(new RegExp(old, "gu"), now), word);
};
""".replace("STEPS", json.dumps([(old, new.replace("\\1", "$1")) for old, new in STEPS]))

    def split(self, input: str) -> list[str]:  # noqa: A002 - Sphinx's signature
        """Return the words of a text; a number has an ``n`` before it.

        Sphinx drops what is digits only, in the index and in the query, and with it all years.
        """
        words = self._word_re.findall(convert(input, "latn"))
        return [f"n{word}" if word.isdigit() else word for word in words]

    def stem(self, word: str) -> str:
        """Return the form that a word is found under."""
        if word in self.stopwords:
            return word  # which `word_filter` then drops
        stem = word.lower()
        for pattern, new in _STEPS:
            stem = pattern.sub(new, stem)
        return stem
