"""Rendering elements (specification, "Rendering Elements", "Formatting" and after)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ext_citations.csl import CslError
from ext_citations.csl.numbers import is_numeric

if TYPE_CHECKING:
    from .conftest import Engine

TITLE = '<text variable="title"/>'
BOOK = {"title": "The Book", "publisher": "House", "volume": "3"}


@pytest.mark.parametrize(
    ("layout", "item", "text"),
    [
        (TITLE, BOOK, "The Book"),
        ('<text variable="title" form="short"/>', BOOK | {"title-short": "Book"}, "Book"),
        ('<text variable="title" form="short"/>', BOOK, "The Book"),
        ('<text value="a &amp; b"/>', {}, "a &#38; b"),
        ('<text term="page" form="short" plural="true"/>', {}, "pp."),
        ('<text term="nothing like it"/><text value="x"/>', {}, "x"),
        ('<text variable="title" prefix="[" suffix="]"/>', BOOK, "[The Book]"),
        ('<text variable="missing" prefix="[" suffix="]"/>x', BOOK, "k0?"),
        ('<text variable="title" font-style="italic" font-weight="bold"/>', BOOK,
         "<i><b>The Book</b></i>"),
        ('<group font-style="italic"><text variable="title" font-style="normal"/></group>', BOOK,
         '<i><span style="font-style:normal;">The Book</span></i>'),
        ('<text variable="title" text-decoration="underline" vertical-align="sup"/>', BOOK,
         '<span style="text-decoration:underline;"><sup>The Book</sup></span>'),
        ('<text variable="title" font-variant="small-caps"/>', BOOK,
         '<span style="font-variant:small-caps;">The Book</span>'),
        ('<text variable="title" font-style="oblique" font-weight="light"/>', BOOK,
         ('<span style="font-style:oblique;"><span style="font-weight:light;">The Book</span>'
          "</span>")),
        ('<text variable="title" display="block"/>', BOOK,
         '<div class="csl-block">The Book</div>'),
        ('<text value="e.g. this" strip-periods="true"/>', {}, "eg this"),
        ('<text variable="page"/>', {"page": "3-4"}, "3–4"),
        ('<text variable="page-first"/>', {"page": "3-4"}, "3"),
        ('<text variable="volume"/>', {"volume": 3}, "3"),
        ('<text variable="title" quotes="true"/>', {"title": 'On "it"'}, "“On ‘it’”"),
        ('<text variable="title"/>', {"title": "x² and 1ª"}, "x<sup>2</sup> and 1<sup>a</sup>"),
        ('<text variable="URL"/>', {"URL": "https://a.b"}, "https://a.b"),
        ('<text variable="DOI"/>', {"DOI": "10.1/2"}, "10.1/2"),
        ('<text variable="citation-label"/>', {"title": "Title"}, "Titl"),
        ('<text variable="citation-label"/>', {"citation-label": "doe99"}, "doe99"),
    ],
)  # fmt: skip
def test_text(engine: Engine, layout: str, item: dict[str, Any], text: str) -> None:
    assert engine.cite(layout.replace("/>x", "/>"), item) == text


@pytest.mark.parametrize(
    ("layout", "item", "text"),
    [
        ('<number variable="edition"/>', {"edition": "2"}, "2"),
        ('<number variable="edition" form="ordinal"/>', {"edition": "2"}, "2nd"),
        ('<number variable="edition" form="ordinal"/>', {"edition": "13"}, "13th"),
        ('<number variable="edition" form="ordinal"/>', {"edition": "101"}, "101st"),
        ('<number variable="edition" form="long-ordinal"/>', {"edition": "10"}, "tenth"),
        ('<number variable="edition" form="long-ordinal"/>', {"edition": "11"}, "11th"),
        ('<number variable="edition" form="roman"/>', {"edition": "1994"}, "mcmxciv"),
        ('<number variable="edition" form="ordinal"/>', {"edition": "2, 3"}, "2nd, 3rd"),
        ('<number variable="edition" form="ordinal"/>', {"edition": "2&3"}, "2nd &#38; 3rd"),
        ('<number variable="edition"/>', {"edition": "2 - 4"}, "2–4"),
        ('<number variable="edition" form="ordinal"/>', {"edition": "2E"}, "2E"),
        ('<number variable="edition" form="ordinal"/>', {"edition": "Special edition"},
         "Special edition"),
        ('<number variable="volume" prefix="(" suffix=")"/>', {"volume": "1"}, "(1)"),
    ],
)  # fmt: skip
def test_number(engine: Engine, layout: str, item: dict[str, Any], text: str) -> None:
    assert engine.cite(layout, item) == text


def test_ordinals_take_the_gender_of_their_noun(engine: Engine) -> None:
    engine.extra = (
        '<locale><terms><term name="ordinal">e</term>'
        '<term name="ordinal-01" gender-form="feminine" match="whole-number">re</term>'
        '<term name="ordinal-01" gender-form="masculine" match="whole-number">er</term>'
        '<term name="ordinal-12" match="last-two-digits">XX</term>'
        '<term name="edition" gender="feminine">édition</term>'
        '<term name="volume" gender="masculine">volume</term></terms></locale>'
    )
    edition = '<number variable="edition" form="ordinal"/>'
    volume = '<number variable="volume" form="ordinal"/>'
    assert engine.cite(edition, {"edition": "1"}) == "1re"
    assert engine.cite(volume, {"volume": "1"}) == "1er"
    assert engine.cite(volume, {"volume": "21"}) == "21e"
    assert engine.cite(volume, {"volume": "112"}) == "112XX"


def test_the_ordinals_of_csl_1_0_are_understood(engine: Engine) -> None:
    terms = "".join(
        f'<term name="ordinal-{n:02d}">{s}</term>' for n, s in enumerate(("a", "b", "c", "d"), 1)
    )
    engine.extra = f"<locale><terms>{terms}</terms></locale>"
    number = '<number variable="edition" form="ordinal"/>'
    shown = [engine.cite(number, {"edition": n}) for n in ("1", "2", "3", "4", "11", "23")]
    assert shown == ["1a", "2b", "3c", "4d", "11d", "23c"]


def test_arabic_long_ordinals_take_the_gender_of_their_noun(engine: Engine) -> None:
    engine.language = "ar"
    number = '<number variable="{}" form="long-ordinal"/>'
    assert engine.cite(number.format("edition"), {"edition": "2"}) == "الثانية"
    assert engine.cite(number.format("volume"), {"volume": "2"}) == "الثاني"
    assert engine.cite(number.format("volume"), {"volume": "12"}) == "12"


@pytest.mark.parametrize(
    ("form", "first", "last", "text"),
    [
        ("expanded", "42", "5", "42–45"),
        ("expanded", "321", "8", "321–328"),
        ("minimal", "42", "45", "42–5"),
        ("minimal", "2787", "2816", "2787–816"),
        ("minimal-two", "321", "328", "321–28"),
        ("chicago", "71", "72", "71–72"),
        ("chicago", "100", "104", "100–104"),
        ("chicago", "107", "108", "107–8"),
        ("chicago", "505", "517", "505–17"),
        ("chicago", "321", "325", "321–25"),
        ("chicago", "415", "532", "415–532"),
        ("chicago", "13792", "13803", "13792–803"),
        ("chicago-15", "1496", "1504", "1496–1504"),
        ("chicago-16", "1496", "1500", "1496–500"),
        ("chicago-16", "12991", "13001", "12991–3001"),
        ("minimal", "9", "8", "9–8"),
    ],
)
def test_page_ranges(engine: Engine, form: str, first: str, last: str, text: str) -> None:
    engine.style += f' page-range-format="{form}"'
    assert engine.cite('<text variable="page"/>', {"page": f"{first}-{last}"}) == text


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("i-iv", "i–iv"),
        ("A1-A3", "A1–A3"),
        ("A1-B3", "A1-B3"),
        ("3\\-4", "3-4"),
        ("3–4, 7-8", "3–4, 7–8"),
    ],
)
def test_pages_without_a_format(engine: Engine, page: str, text: str) -> None:
    assert engine.cite('<text variable="page"/>', {"page": page}) == text


@pytest.mark.parametrize(
    ("layout", "item", "text"),
    [
        ('<label variable="page" form="short"/>', {"page": "3"}, "p."),
        ('<label variable="page" form="short"/>', {"page": "3-4"}, "pp."),
        ('<label variable="page" form="short"/>', {"page": "3, 9"}, "pp."),
        ('<label variable="page" plural="never"/>', {"page": "3-4"}, "page"),
        ('<label variable="page" plural="always"/>', {"page": "3"}, "pages"),
        ('<label variable="number-of-pages"/>', {"number-of-pages": "2"}, "pages"),
        ('<label variable="number-of-pages"/>', {"number-of-pages": "1"}, "page"),
        ('<label variable="volume" text-case="capitalize-first"/>', {"volume": "1"}, "Volume"),
        ('<label variable="page"/><text value="x"/>', {}, "x"),
        ('<label variable="nonsense"/><text value="x"/>', {"nonsense": "1"}, "x"),
    ],
)
def test_label(engine: Engine, layout: str, item: dict[str, Any], text: str) -> None:
    assert engine.cite(layout, item) == text


def test_locators_have_their_labels(engine: Engine) -> None:
    layout = '<group delimiter=" "><label variable="locator"/><text variable="locator"/></group>'
    assert engine.cite(layout, {}, locator="3-5") == "pages 3–5"
    assert engine.cite(layout, {}, locator="2", label="chapter") == "chapter 2"
    assert engine.cite(layout, {}, locator="x", label="sub-verbo") == "sub verbo x"


def test_a_group_is_left_out_when_all_its_variables_are_empty(engine: Engine) -> None:
    inner = '<text term="in"/><text variable="container-title"/>'
    group = f'<group delimiter=" ">{inner}</group>'
    assert engine.cite(TITLE + group, BOOK) == "The Book"
    assert engine.cite(group, {"container-title": "B"}) == "in B"
    assert engine.cite('<group delimiter=" "><text term="in"/></group>', {}) == "in"
    outer = f'<group delimiter=", "><text value="a"/>{group}</group>'
    assert engine.cite(TITLE + outer, BOOK) == "The Book"


def test_a_macro_of_terms_alone_counts_as_empty(engine: Engine) -> None:
    engine.extra = (
        '<macro name="m"><text term="in"/><text variable="container-title"/></macro>'
        '<macro name="word"><text term="in"/></macro>'
    )
    assert engine.cite(TITLE + '<text macro="m" prefix=", "/>', BOOK) == "The Book"
    assert engine.cite('<group><text macro="word"/></group>', {}) == "in"


def test_delimiters_reach_into_choose_and_not_into_groups(engine: Engine) -> None:
    layout = (
        '<group delimiter="-"><choose><if type="book"><text value="a"/><text value="b"/></if>'
        '</choose><group><text value="c"/><text value="d"/></group></group>'
    )
    assert engine.cite(layout, {}) == "a-b-cd"


@pytest.mark.parametrize(
    ("conditions", "holds"),
    [
        ('type="book"', True),
        ('type="chapter thesis"', False),
        ('type="chapter book" match="any"', True),
        ('type="chapter thesis" match="none"', True),
        ('variable="title publisher"', True),
        ('variable="title missing"', False),
        ('variable="title missing" match="any"', True),
        ('variable="missing" match="none"', True),
        ('variable="author"', True),
        ('variable="issued"', True),
        ('variable="accessed"', False),
        ('variable="locator"', False),
        ('is-numeric="volume"', True),
        ('is-numeric="title"', False),
        ('is-uncertain-date="issued"', True),
        ('is-uncertain-date="accessed"', False),
        ('locator="page"', False),
        ('position="first"', True),
        ('position="subsequent"', False),
        ('disambiguate="true"', False),
        ('type="book" variable="missing"', False),
    ],
)
def test_conditions(engine: Engine, conditions: str, holds: bool) -> None:
    item = BOOK | {
        "author": [{"family": "A"}],
        "issued": {"date-parts": [[2000]], "circa": True},
    }
    layout = (
        f'<choose><if {conditions}><text value="yes"/></if>'
        '<else-if type="map"><text value="map"/></else-if><else><text value="no"/></else></choose>'
    )
    assert engine.cite(layout, item) == ("yes" if holds else "no")


def test_position_is_never_true_in_the_list(engine: Engine) -> None:
    entry = (
        '<layout><choose><if position="first"><text value="yes"/></if>'
        '<else><text value="no"/></else></choose></layout>'
    )
    assert engine.entries(entry, {}) == ["no"]


@pytest.mark.parametrize("text", ["i", "iv", "MMVI", "2b", "D2", "2-4", "2 & 4", "2, 3"])
def test_numeric_content(engine: Engine, text: str) -> None:
    layout = '<choose><if is-numeric="edition"><text value="y"/></if></choose>'
    assert engine.cite(layout, {"edition": text}) == "y"


@pytest.mark.parametrize("text", ["second", "2nd edition", "", "first-class"])
def test_content_that_is_not_numeric(engine: Engine, text: str) -> None:
    layout = '<choose><if is-numeric="edition"><text value="y"/></if></choose><text value="."/>'
    assert engine.cite(layout, {"edition": text}) == "."


@pytest.mark.parametrize(
    ("case", "before", "after"),
    [
        ("lowercase", "ABC Def", "abc def"),
        ("uppercase", "abc Def", "ABC DEF"),
        ("capitalize-first", "the cat sat", "The cat sat"),
        ("capitalize-all", "the cat SAT", "The Cat SAT"),
        ("sentence", "THE CAT SAT", "The cat sat"),
        ("sentence", "the Cat sat", "The cat sat"),
        ("title", "the cat and the hat: a tale of", "The Cat and the Hat: A Tale Of"),
        ("title", "a close look according to plan", "A Close Look according to Plan"),
        ("title", "THE CAT OF NATO", "THE CAT OF NATO"),
        ("title", "iPad is a thing", "iPad Is a Thing"),
        ("title", "out-of-fashion pro-war ideas", "Out-of-Fashion Pro-War Ideas"),
        ("title", 'a <span class="nocase">cat</span> sat', "A cat Sat"),
        ("title", "a <sc>cat</sc> sat", 'A <span style="font-variant:small-caps;">cat</span> Sat'),
        ("uppercase", 'a <span class="nocase">cat</span> sat', "A cat SAT"),
        ("capitalize-first", '<span class="nocase">iPod</span> x', "iPod x"),
        ("capitalize-first", '<span class="nocase">ipod</span> x', "ipod x"),
        ("capitalize-first", "...", "..."),
    ],
)
def test_text_case(engine: Engine, case: str, before: str, after: str) -> None:
    layout = f'<text variable="title" text-case="{case}"/>'
    assert engine.cite(layout, {"title": before}) == after


def test_title_case_is_for_english_only(engine: Engine) -> None:
    layout = '<text variable="title" text-case="title"/>'
    assert engine.cite(layout, {"title": "ein haus", "language": "de"}) == "ein haus"
    engine.style += ' default-locale="de-DE"'
    assert engine.cite(layout, {"title": "ein haus"}) == "ein haus"
    assert engine.cite(layout, {"title": "a house", "language": "en-GB"}) == "A House"


def test_turkish_has_two_letters_i(engine: Engine) -> None:
    item = {"title": "Iğdır İl", "language": "tr"}
    assert engine.cite('<text variable="title" text-case="uppercase"/>', item) == "IĞDIR İL"
    assert engine.cite('<text variable="title" text-case="lowercase"/>', item) == "ığdır il"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("a <i>b</i> c", "a <i>b</i> c"),
        ("a <i>b <i>c</i></i>", 'a <i>b <span style="font-style:normal;">c</span></i>'),
        ("a <b>b</i> c", "a &#60;b&#62;b&#60;/i&#62; c"),
        ("x<sup>2</sup> y<sub>1</sub>", "x<sup>2</sup> y<sub>1</sub>"),
        ("he said 'yes' and 'no'", "he said “yes” and “no”"),
        ("l'été d'Anna", "l’été d’Anna"),
        ('an "orphan', 'an "orphan'),
        ("rock 'n' roll", "rock “n” roll"),
        ("a «b» c", "a “b” c"),
        ("<i>Foo</i>'s and '<b>bar</b>'", "<i>Foo</i>’s and “<b>bar</b>”"),
        ('("<i>x</i>")', "(“<i>x</i>”)"),
        ("a ‘b’ “c ‘d’”", "a ‘b’ “c ‘d’”"),
        ("l''' and \"\"", 'l’’’ and ""'),
        ("the '80s and dogs' tails", "the ’80s and dogs’ tails"),
        ('say "a". Then', "say “a”. Then"),
        ("5 < 6 & 7 > 2", "5 &#60; 6 &#38; 7 &#62; 2"),
        ("<script>alert(1)</script>", "&#60;script&#62;alert(1)&#60;/script&#62;"),
    ],
)
def test_markup_in_fields(engine: Engine, title: str, text: str) -> None:
    assert engine.cite(TITLE, {"title": title}) == text


def test_nodecor_takes_all_form_away(engine: Engine) -> None:
    title = 'Lessard <span class="nodecor">v.</span> Schmidt'
    assert engine.cite('<text variable="title" font-style="italic"/>', {"title": title}) == (
        '<i>Lessard <span style="font-style:normal;">v.</span> Schmidt</i>'
    )


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        (".", ". ", "a. b"), ("?", ". ", "a? b"), ("!", ". ", "a! b"), (",", ", ", "a, b"),
        (":", ". ", "a: b"), (";", ": ", "a; b"), (".", ", ", "a., b"), (" ", " ", "a b"),
        (":", "! ", "a! b"), ("…", ". ", "a… b"),
    ],
)  # fmt: skip
def test_punctuation_that_meets(engine: Engine, first: str, second: str, text: str) -> None:
    layout = f'<text value="a" suffix="{first}"/><text value="b" prefix="{second}"/>'
    assert engine.cite(layout, {}) == text


def test_punctuation_goes_into_quotes_where_the_locale_says_so(engine: Engine) -> None:
    layout = '<text variable="title" quotes="true" suffix=", "/><text value="x"/>'
    assert engine.cite(layout, {"title": "A"}) == "“A,” x"
    assert engine.cite(layout, {"title": "A 'b'"}) == "“A ‘b,’” x"
    assert engine.cite(layout, {"title": "Why?"}) == "“Why?,” x"
    engine.extra = '<locale><style-options punctuation-in-quote="false"/></locale>'
    assert engine.cite(layout, {"title": "A"}) == "“A”, x"
    end = '<text variable="title" quotes="true" suffix=". "/><text value="x"/>'
    assert engine.cite(end, {"title": "Why?"}) == "“Why?” x"


def test_links_can_be_told_from_text(engine: Engine) -> None:
    processor = engine.processor(
        '<text variable="DOI" prefix="doi:"/>', {"a": {"type": "book", "DOI": "10.1/2"}}
    )
    from ext_citations.csl import Citation, Cite

    (cite,) = processor.process([Citation((Cite("a"),))]).citations[0]
    assert [(run.kind, run.url) for run in cite.children] == [
        ("text", ""), ("link", "https://doi.org/10.1/2"),
    ]  # fmt: skip


def test_what_makes_an_address_of_an_identifier_belongs_to_the_link(engine: Engine) -> None:
    from ext_citations.csl import Citation, Cite

    layout = '<text variable="DOI" prefix="https://doi.org/" suffix="."/>'
    processor = engine.processor(layout, {"a": {"type": "book", "DOI": "10.1/2"}})
    (cite,) = processor.process([Citation((Cite("a"),))]).citations[0]
    link, stop = cite.children
    assert (link.kind, link.url) == ("link", link.plain()) == ("link", "https://doi.org/10.1/2")
    assert stop.text == "."


@pytest.mark.parametrize(
    ("layout", "element", "message"),
    [
        ("<text/>", "text", "needs one of"),
        ("<number/>", "number", "variable"),
        ("<names/>", "names", "variable"),
        ("<nonsense/>", "nonsense", "cannot stand"),
        ('<text macro="none"/>', "text", "unknown macro"),
        ('<choose><if nonsense="x"><text value="a"/></if></choose>', "if", "unknown condition"),
        ("<choose><text value='x'/></choose>", "text", "cannot stand"),
    ],
)
def test_a_wrong_style_says_where(engine: Engine, layout: str, element: str, message: str) -> None:
    with pytest.raises(CslError, match=message) as raised:
        engine.cite(layout, {})
    assert raised.value.element == element
    assert raised.value.line == 1


@pytest.mark.parametrize(("language", "text"), [("ar", "ط 2"), ("fa", "چ 2"), ("en", "2nd ed.")])
def test_the_word_for_an_edition_stands_where_its_language_has_it(
    engine: Engine, language: str, text: str
) -> None:
    engine.language = language
    layout = (
        '<group delimiter=" "><number variable="edition" form="ordinal"/>'
        '<label variable="edition" form="short"/></group>'
    )
    assert engine.cite(layout, {"edition": "2"}) == text


HUGE = "9" * 5000


@pytest.mark.parametrize("number", ["²", "٣", "Ⅳ", HUGE, f"1-{HUGE}", f"{HUGE}-{HUGE}"])
def test_odd_numbers_are_printed_and_never_an_error(engine: Engine, number: str) -> None:
    engine.style = 'class="in-text" page-range-format="chicago"'
    layout = (
        '<label variable="number-of-pages"/><number variable="edition" form="ordinal"/>'
        '<number variable="edition" form="roman"/><text variable="page"/>'
        '<date variable="issued" form="text"/>'
    )
    fields = dict.fromkeys(("number-of-pages", "edition", "page"), number)
    for date in ({"date-parts": [[number]]}, {"date-parts": [[2020]], "season": number}):
        assert engine.cite(layout, {**fields, "issued": date})


@pytest.mark.parametrize("text", ["17", "17/2011", "17/س/2011", "2E", "1–3, 5"])
def test_number_of_a_year_or_a_series_is_a_number(text: str) -> None:
    assert is_numeric(text)


@pytest.mark.parametrize("text", ["No. 17", "رقم 17", "3/", "ربيع"])
def test_number_with_its_label_or_without_a_figure_is_none(text: str) -> None:
    assert not is_numeric(text)
