"""English number words, and words with a number in them."""

from __future__ import annotations

from typing import Final


def _all(**forms: str) -> dict[str, float]:
    return {
        form: float(name.lstrip("_").replace("_", "."))
        for name, text in forms.items()
        for form in text.split()
    }


UNITS: Final = {
    word: float(value)
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS: Final = _all(
    _20="twenty", _30="thirty", _40="forty fourty", _50="fifty", _60="sixty", _70="seventy",
    _80="eighty",
    _90="ninety",
)  # fmt: skip
SCALES: Final = _all(
    _100="hundred", _1000="thousand k", _1000000="million mn m", _1000000000="billion bn b",
    _1000000000000="trillion tn trn t",
)  # fmt: skip
#: abbreviated scales stand right behind a figure
SHORT: Final = frozenset(["k", "mn", "m", "bn", "b", "tn", "trn", "t"])
VAGUE: Final = _all(
    _10="dozens tens scores", _100="hundreds", _1000="thousands", _1000000="millions",
    _1000000000="billions", _1000000000000="trillions",
)  # fmt: skip
ORDINALS: Final = {
    word: float(value)
    for value, word in enumerate(
        ["zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
        "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth",
        "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"]
    )
} | _all(
    _1="firstly", _2="secondly", _3="thirdly", _4="fourthly", _5="fifthly", _30="thirtieth",
    _40="fortieth",
    _50="fiftieth", _60="sixtieth", _70="seventieth", _80="eightieth", _90="ninetieth",
    _100="hundredth",
    _1000="thousandth",
)  # fmt: skip
#: the parts of fractions: two thirds
PARTS: Final = _all(
    _2="half halves", _3="third thirds", _4="quarter quarters fourth fourths", _5="fifth fifths",
    _6="sixth sixths", _7="seventh sevenths", _8="eighth eighths", _9="ninth ninths",
    _10="tenth tenths",
)  # fmt: skip
DECADES: Final = _all(
    _0="noughties", _20="twenties", _30="thirties", _40="forties", _50="fifties", _60="sixties",
    _70="seventies", _80="eighties", _90="nineties",
)  # fmt: skip
#: words that no source has to repeat, but that may stand for its number
HINTS: Final = _all(
    _0="no none nil",
    _0_5="half halves halve halved halving halfway mid middle midway midpoint semi semiannual",
    _0_25="quarter quarters quarterly",
    _1="a an once single sole alone one's unilateral unilaterally former initial initially"
    " primary primarily"
       " foremost prime lone unified singular another each per every top opening maiden chief"
       " earlier",
    _2="twice double doubled doubles doubling dual pair pairs couple both twin twofold two's"
    " bilateral latter"
       " again another other secondary biennial biannual duo twain either second-largest later"
       " next subsequent"
       " seconds respectively follow-up bi half halves halved",
    _3="thrice triple tripled triples tripling treble trebled trio troika tripartite trilateral"
    " threefold"
       " triangle triangular triennial trinity",
    _4="quadruple quadrupled quartet quadrilateral fourfold quadripartite quadrennial quad",
    _5="quintuple quintupled quintet fivefold quinquennial", _6="sixfold sextet", _7="sevenfold",
    _8="eightfold", _9="ninefold", _10="tenfold decade decennial", _12="dozen twelver twelvers",
    _14="fortnight", _40="arbaeen arba'een arba’een", _50="fifty-fifty",
    _100="century centuries centennial centenary"
    " hundredfold hundred wholly entirely fully full whole complete completely totally"
       " unanimously", _1000="millennium millennial millennia",
)  # fmt: skip
#: and what some of them may stand for besides
MORE: Final = {
    "another": 1.0,
    "biannual": 0.5,
    "fortnight": 2.0,
    "halves": 0.5,
    "halved": 0.5,
    "half": 0.5,
}
TIMES: Final = {
    form: unit
    for unit, forms in {
        "century": "century centuries", "decade": "decade decades", "year": "year years yearlong",
        "month": "month months", "week": "week weeks", "day": "day days", "hour": "hour hours",
    }.items()
    for form in forms.split()
}  # fmt: skip
#: after these, a one or a two is a number and nothing else
LABELS: Final = frozenset(
    [
        "chapter",
        "part",
        "section",
        "table",
        "figure",
        "scenario",
        "recommendation",
        "phase",
        "stage",
        "article",
        "annex",
        "appendix",
        "box",
        "axis",
        "volume",
        "page",
        "no.",
        "effect",
        "option",
        "step",
        "principle",
        "round",
        "pillar",
        "item",
    ]
)
ROMAN: Final = {
    "II": 2.0, "III": 3.0, "IV": 4.0, "V": 5.0, "VI": 6.0, "VII": 7.0, "VIII": 8.0, "IX": 9.0,
    "X": 10.0,
    "XI": 11.0, "XII": 12.0, "XIII": 13.0, "XIV": 14.0, "XV": 15.0, "XVI": 16.0,
}  # fmt: skip
#: every word with which a number may begin
KNOWN: Final = frozenset({*UNITS, *TENS, *SCALES, *VAGUE, *ORDINALS, *DECADES, *HINTS} - {"a"})
#: and those that are more than a hint
NUMBERS: Final = KNOWN - (HINTS.keys() - {"half", "quarter", "quarters", "hundred"})
