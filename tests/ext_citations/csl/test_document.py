"""What holds for a whole document (specification, "Style Behavior")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ext_citations.csl import Citation, Cite, Processor, Style, plain_text

NAMESPACE = 'xmlns="http://purl.org/net/xbiblio/csl" version="1.0"'

if TYPE_CHECKING:
    from .conftest import Engine

POSITION = "".join(
    f'<choose><if position="{name}"><text value="{name} "/></if></choose>'
    for name in ("first", "subsequent", "ibid", "ibid-with-locator", "near-note")
)


def person(family: str, given: str = "") -> dict[str, str]:
    return {"family": family, "given": given}


def work(year: int, *authors: dict[str, str], **more: Any) -> dict[str, Any]:
    return {"author": list(authors), "issued": {"date-parts": [[year]]}, **more}


AUTHOR_YEAR = (
    '<group delimiter=" "><names variable="author"><name {} and="symbol"'
    ' delimiter-precedes-last="never"/></names>'
    '<date variable="issued" form="text" date-parts="year"/></group>'
)
SHORT = AUTHOR_YEAR.format('form="short"')


@pytest.mark.parametrize(
    ("notes", "positions"),
    [
        ("0 0 0:5 0:5 0:6 0", [
            "first", "subsequent ibid near-note", "subsequent ibid ibid-with-locator near-note",
            "subsequent ibid near-note", "subsequent ibid ibid-with-locator near-note",
            "subsequent near-note"]),
        ("0 1 0", ["first", "first", "subsequent near-note"]),
        ("0,1 1", ["first first", "subsequent near-note"]),
        ("0,0:3", ["first subsequent ibid ibid-with-locator near-note"]),
        ("0 1 1 1 1 1 1 0", ["first"] * 2 + ["subsequent ibid near-note"] * 5 + ["subsequent"]),
    ],
)  # fmt: skip
def test_positions(engine: Engine, notes: str, positions: list[str]) -> None:
    engine.style = 'class="note"'
    shown = engine.cites(POSITION, [{}, {}], notes)
    assert [each.strip() for each in shown] == positions


def test_near_note_distance_is_the_style_s(engine: Engine) -> None:
    engine.citation = 'near-note-distance="1"'
    assert "near-note" not in engine.cites(POSITION, [{}, {}], "0 1 0")[2]


def test_citations_in_one_note_count_as_one_for_ibid(engine: Engine) -> None:
    processor = engine.processor(POSITION, {"a": {"type": "book"}, "b": {"type": "book"}})
    citations = [Citation((Cite(key),), note) for key, note in (("a", 1), ("b", 1), ("b", 2))]
    shown = [plain_text(runs) for runs in processor.process(citations).citations]
    assert "ibid" not in shown[2]
    given = processor.process([Citation((Cite("a", position="ibid"),))]).citations[0]
    assert plain_text(given) == "subsequent ibid "


def test_the_note_of_the_first_cite_is_known(engine: Engine) -> None:
    layout = '<text variable="title"/><text variable="first-reference-note-number" prefix=" n. "/>'
    assert engine.cites(layout, [{"title": "A"}, {"title": "B"}], "0 1 0") == ["A", "B", "A n. 1"]


def test_a_citation_in_a_note_begins_with_a_capital(engine: Engine) -> None:
    engine.style = 'class="note"'
    assert engine.cite('<text term="ibid"/>', {}) == "Ibid."
    assert engine.cite('<text term="ibid"/>', {}, prefix="see ") == "see ibid."
    assert engine.cite('<text term="ibid"/>', {}, prefix="This is so. ") == "This is so. Ibid."
    engine.style = 'class="in-text"'
    assert engine.cite('<text term="ibid"/>', {}) == "ibid."


@pytest.mark.parametrize(
    ("options", "form", "works", "text"),
    [
        ('disambiguate-add-year-suffix="true"', 'form="short"',
         [work(2000, person("Doe", "A")), work(2000, person("Doe", "A"))], "Doe 2000a; Doe 2000b"),
        ('disambiguate-add-givenname="true"', 'form="short"',
         [work(2000, person("Doe", "John")), work(2000, person("Doe", "Jane"))],
         "John Doe 2000; Jane Doe 2000"),
        ('disambiguate-add-givenname="true"', 'form="short" initialize-with="."',
         [work(2000, person("Doe", "John")), work(2000, person("Doe", "Alan"))],
         "J. Doe 2000; A. Doe 2000"),
        ('disambiguate-add-givenname="true"', 'form="short" initialize-with="."',
         [work(2000, person("Doe", "John")), work(2000, person("Doe", "Jane"))],
         "John Doe 2000; Jane Doe 2000"),
        ('disambiguate-add-givenname="true"', 'form="short"',
         [work(2000, person("Doe", "John")), work(2001, person("Doe", "Jane"))],
         "Doe 2000; Doe 2001"),
        ('disambiguate-add-givenname="true" givenname-disambiguation-rule="all-names"',
         'form="short"', [work(2000, person("Doe", "John")), work(2001, person("Doe", "Jane"))],
         "John Doe 2000; Jane Doe 2001"),
        (('disambiguate-add-givenname="true"'
         ' givenname-disambiguation-rule="all-names-with-initials"'), 'form="short"',
         [work(2000, person("Doe", "John")), work(2001, person("Doe", "Jane"))],
         "Doe 2000; Doe 2001"),
        (('disambiguate-add-givenname="true"'
         ' givenname-disambiguation-rule="primary-name-with-initials"'),
         'form="short" initialize-with="."',
         [work(2000, person("Doe", "John"), person("Roe", "A")),
          work(2001, person("Doe", "Bill"), person("Roe", "B"))],
         "J. Doe &#38; Roe 2000; B. Doe &#38; Roe 2001"),
        ('disambiguate-add-names="true"', 'form="short" et-al-min="3" et-al-use-first="1"',
         [work(2000, person("A"), person("B"), person("C")),
          work(2000, person("A"), person("D"), person("C"))],
         "A, B, et al. 2000; A, D, et al. 2000"),
        ('disambiguate-add-names="true" disambiguate-add-year-suffix="true"',
         'form="short" et-al-min="3" et-al-use-first="1"',
         [work(2000, person("A"), person("B"), person("C")),
          work(2000, person("A"), person("B"), person("C"))],
         "A et al. 2000a; A et al. 2000b"),
        ('disambiguate-add-names="true" disambiguate-add-givenname="true"',
         'form="short" et-al-min="3" et-al-use-first="1"',
         [work(2000, person("A"), person("B", "X"), person("C")),
          work(2000, person("A"), person("B", "Y"), person("C"))],
         "A, X B, et al. 2000; A, Y B, et al. 2000"),
    ],
)  # fmt: skip
def test_cites_that_read_alike_are_told_apart(
    engine: Engine, options: str, form: str, works: list[dict[str, Any]], text: str
) -> None:
    engine.citation, engine.layout = options, 'delimiter="; "'
    assert engine.cite(AUTHOR_YEAR.format(form), *works) == text


def test_the_disambiguate_condition_comes_after_names(engine: Engine) -> None:
    layout = (
        SHORT + '<choose><if disambiguate="true"><text variable="title" prefix=" "/></if></choose>'
    )
    engine.layout = 'delimiter="; "'
    doe = person("Doe")
    assert engine.cite(layout, work(2000, doe, title="A"), work(2000, doe, title="B")) == (
        "Doe 2000 A; Doe 2000 B"
    )
    assert engine.cite(layout, work(2000, doe, title="A"), work(2000, doe, title="A")) == (
        "Doe 2000; Doe 2000"
    )
    assert engine.cite(layout, work(2000, doe, title="A"), work(2001, doe, title="B")) == (
        "Doe 2000; Doe 2001"
    )


def test_year_suffixes_follow_the_order_of_the_list(engine: Engine) -> None:
    engine.citation = 'disambiguate-add-year-suffix="true"'
    entry = '<sort><key variable="title"/></sort><layout><text variable="title"/>'
    entry += '<date variable="issued" form="text" date-parts="year" prefix=" "/></layout>'
    doe = person("Doe")
    works = [work(2000, doe, title="B"), work(2000, doe, title="A")]
    assert engine.entries(entry, *works, cite=SHORT) == ["A 2000a", "B 2000b"]


def test_citations_read_the_same_where_the_list_is_not_printed(engine: Engine) -> None:
    engine.citation = 'disambiguate-add-year-suffix="true"'
    entry = '<sort><key variable="title"/></sort><layout><text variable="title"/></layout>'
    doe = person("Doe")
    items = {title: work(2000, doe, type="book", title=title) for title in "BAC"}
    items["C"]["issued"] = {"date-parts": [[2001]]}
    citations = [Citation((Cite(key),)) for key in items]
    for has_list in (True, False):
        result = engine.processor(SHORT, items, entry).process(citations, has_list=has_list)
        shown = [plain_text(runs) for runs in result.citations]
        assert shown == ["Doe 2000b", "Doe 2000a", "Doe 2001"]


def test_sources_of_a_citation_stand_in_the_order_of_a_list_that_is_not_printed(
    engine: Engine,
) -> None:
    engine.sort, engine.layout = '<sort><key variable="citation-number"/></sort>', 'delimiter="; "'
    entry = '<sort><key variable="title"/></sort><layout><text variable="title"/></layout>'
    items = {title: work(2000, type="book", title=title) for title in "CBA"}
    citation = Citation(tuple(Cite(key) for key in items))
    for has_list in (True, False):
        processor = engine.processor('<text variable="title"/>', items, entry)
        result = processor.process([citation], has_list=has_list)
        assert plain_text(result.citations[0]) == "A; B; C"


def test_a_style_says_where_year_suffixes_go(engine: Engine) -> None:
    engine.citation, engine.layout = 'disambiguate-add-year-suffix="true"', 'delimiter="; "'
    layout = SHORT + '<text variable="year-suffix" prefix="-"/>'
    doe = person("Doe")
    assert engine.cite(layout, work(2000, doe), work(2000, doe)) == "Doe 2000-a; Doe 2000-b"


def test_the_alphabet_goes_on_after_z(engine: Engine) -> None:
    from ext_citations.csl.disambiguation import letters

    assert [letters(n, arabic=False) for n in (0, 25, 26, 51, 52)] == ["a", "z", "aa", "az", "ba"]
    assert letters(0, arabic=True) == "أ"
    assert letters(28, arabic=True) == "أأ"


@pytest.mark.parametrize(
    ("options", "years", "text"),
    [
        ('collapse="year"', [2000, 2001, 2002], "Doe 2000, 2001, 2002; Roe 1999"),
        ('collapse="year" cite-group-delimiter=" + "', [2000, 2001], "Doe 2000 + 2001; Roe 1999"),
        ('cite-group-delimiter=", "', [2000, 2001], "Doe 2000, Doe 2001; Roe 1999"),
        ('collapse="year" after-collapse-delimiter=" / "', [2000, 2001],
         "Doe 2000, 2001 / Roe 1999"),
        (('collapse="year-suffix" disambiguate-add-year-suffix="true"'
         ' year-suffix-delimiter=","'), [2000, 2000, 2001], "Doe 2000a,b, 2001; Roe 1999"),
        (('collapse="year-suffix-ranged" disambiguate-add-year-suffix="true"'
         ' year-suffix-delimiter=","'), [2000, 2000, 2000, 2001], "Doe 2000a–c, 2001; Roe 1999"),
        ('collapse="year-suffix"', [2000, 2001], "Doe 2000, 2001; Roe 1999"),
    ],
)  # fmt: skip
def test_groups_of_cites_collapse(
    engine: Engine, options: str, years: list[int], text: str
) -> None:
    engine.citation, engine.layout = options, 'delimiter="; "'
    doe = [work(year, person("Doe"), title=str(n)) for n, year in enumerate(years)]
    assert engine.cite(SHORT, doe[0], work(1999, person("Roe")), *doe[1:]) == text


def test_a_locator_keeps_a_year_from_collapsing(engine: Engine) -> None:
    engine.citation = 'collapse="year-suffix" disambiguate-add-year-suffix="true"'
    engine.layout = 'delimiter="; "'
    doe = person("Doe")
    layout = SHORT + '<text variable="locator" prefix=": "/>'
    shown = engine.cite(layout, work(2000, doe), work(2000, doe), locator="5")
    assert shown == "Doe 2000a: 5, 2000b"


@pytest.mark.parametrize(
    ("order", "text"),
    [
        ("0 1 2 3", "1–4"),
        ("0 1", "1,2"),
        ("2 1 0", "3,2,1"),
        ("0 1 2 4", "1–3,5"),
        ("0 1:7 2", "1,2,3"),
    ],
)
def test_numbers_collapse_to_ranges(engine: Engine, order: str, text: str) -> None:
    engine.citation, engine.layout = 'collapse="citation-number"', 'delimiter=","'
    keyed = {f"k{n}": {"type": "book"} for n in range(5)}
    processor = engine.processor('<text variable="citation-number"/>', keyed)
    cites = [each.partition(":") for each in order.split()]
    citation = Citation(tuple(Cite(f"k{key}", locator=page) for key, _, page in cites))
    result = processor.process([Citation(tuple(Cite(key) for key in keyed)), citation])
    assert plain_text(result.citations[1]) == text


def test_cites_are_sorted_before_they_are_printed(engine: Engine) -> None:
    engine.sort = '<sort><key variable="issued" sort="descending"/></sort>'
    engine.layout = 'delimiter=", "'
    year = '<date variable="issued" form="text" date-parts="year"/>'
    assert engine.cite(year, work(2000), work(2010), work(1990)) == "2010, 2000, 1990"


LAST = '<layout><text variable="title"/></layout>'


@pytest.mark.parametrize(
    ("keys", "order"),
    [
        ('<key variable="title"/>', "a B c d"),
        ('<key variable="title" sort="descending"/>', "d c B a"),
        ('<key variable="issued"/>', "c a d B"),
        ('<key variable="issued" sort="descending"/>', "d a c B"),
        ('<key variable="volume"/>', "c B a d"),
        ('<key variable="author"/>', "d B a c"),
        ('<key variable="citation-number" sort="descending"/>', "d c B a"),
        ('<key macro="author"/><key variable="title"/>', "d B a c"),
        (('<key macro="author" names-min="1" names-use-first="1" names-use-last="false"/>'
         '<key variable="title"/>'), "d a B c"),
        ('<key macro="year"/>', "c a d B"),
        ('<key macro="volume"/>', "c B a d"),
        ('<key macro="count"/><key variable="title"/>', "a d B c"),
    ],
)  # fmt: skip
def test_the_list_is_sorted(engine: Engine, keys: str, order: str) -> None:
    engine.extra = (
        '<macro name="author"><names variable="author"><name form="short"/>'
        '<label/><substitute><names variable="editor"/></substitute></names></macro>'
        '<macro name="year"><date variable="issued" form="text" date-parts="year"/></macro>'
        '<macro name="volume"><number variable="volume"/></macro>'
        '<macro name="count"><names variable="author"><name form="count"/></names></macro>'
    )
    works = [
        work(2000, person("Roe"), title="a", volume="10"),
        {"title": "B", "author": [person("Poe", "Z"), person("Roe", "J")], "volume": "9"},
        {"title": "c", "issued": {"date-parts": [[-50]]}, "volume": "1"},
        work(2001, person("Doe"), title="d"),
    ]
    if keys.startswith('<key macro="author" names-min'):
        works[1]["author"] = [person("Roe"), person("Adam")]
    listed = engine.entries(f"<sort>{keys}</sort>{LAST}", *works)
    assert " ".join(listed) == order


def test_numbers_follow_the_list(engine: Engine) -> None:
    entry = '<sort><key variable="title"/></sort><layout><text variable="citation-number"/>'
    entry += '<text variable="title" prefix=" "/></layout>'
    assert engine.entries(entry, {"title": "b"}, {"title": "a"}) == ["1 a", "2 b"]


@pytest.mark.parametrize(
    ("rule", "listed"),
    [
        ("complete-all", ["A, B", "---", "A, C", "D"]),
        ("complete-each", ["A, B", "---, ---", "A, C", "D"]),
        ("partial-each", ["A, B", "---, ---", "---, C", "D"]),
        ("partial-first", ["A, B", "---, B", "---, C", "D"]),
    ],
)
def test_repeated_authors_give_way(engine: Engine, rule: str, listed: list[str]) -> None:
    engine.bibliography = (
        f'subsequent-author-substitute="---" subsequent-author-substitute-rule="{rule}"'
    )
    entry = '<layout><names variable="author"/></layout>'
    works = [work(1, *(person(each) for each in names)) for names in ("AB", "AB", "AC", "D")]
    assert engine.entries(entry, *works) == listed


def test_repeated_substitutes_give_way_too(engine: Engine) -> None:
    engine.bibliography = 'subsequent-author-substitute="-"'
    entry = (
        '<layout><names variable="author"><name/><substitute><text variable="title"/></substitute>'
        '</names><text variable="volume" prefix=" "/></layout>'
    )
    works = [{"title": "T", "volume": "1"}, {"title": "T", "volume": "2"}, {"volume": "3"}]
    assert engine.entries(entry, *works) == ["T 1", "- 2", " 3"]


def test_the_first_field_can_stand_apart(engine: Engine) -> None:
    engine.bibliography = 'second-field-align="flush"'
    entry = '<layout suffix="."><text variable="citation-number"/><text variable="title"/></layout>'
    assert engine.entries(entry, {"title": "T"}, {}) == [
        '<div class="csl-left-margin">1</div><div class="csl-right-inline">T.</div>', "2.",
    ]  # fmt: skip


def test_a_list_is_written_as_the_suite_has_it(engine: Engine) -> None:
    from ext_citations.csl import html

    engine.bibliography = 'second-field-align="flush"'
    entry = '<layout><text variable="citation-number"/><text variable="title"/></layout>'
    processor = engine.processor('<text value="x"/>', {"a": {"title": "T"}, "b": {}}, entry)
    assert html.bibliography(processor.process([], uncited="ab").entries) == (
        '<div class="csl-bib-body">\n  <div class="csl-entry">\n'
        '    <div class="csl-left-margin">1</div><div class="csl-right-inline">T</div>\n  </div>\n'
        '  <div class="csl-entry">2</div>\n</div>'
    )


def test_options_of_the_list_are_known(engine: Engine) -> None:
    engine.bibliography = 'hanging-indent="true" line-spacing="2" entry-spacing="0"'
    options = engine.processor('<text value="x"/>', {}, LAST).bibliography_options
    assert (options.hanging_indent, options.line_spacing, options.entry_spacing) == (True, 2, 0)


def test_what_a_style_prints_nothing_for_is_named(engine: Engine) -> None:
    assert engine.cite('<text variable="title"/>', {}) == "k0?"
    assert engine.entries(LAST, {}, {"title": "T"}) == ["T"]
    entry = (
        '<layout><text variable="citation-number" suffix=". "/><text variable="title"/></layout>'
    )
    assert engine.entries(entry, {}) == ["1. [k0]"]


def test_prefixes_and_suffixes_get_the_blank_they_lack(engine: Engine) -> None:
    title = '<text variable="title"/>'
    assert engine.cite(title, {"title": "T"}, prefix="see", suffix="and so on") == "see T and so on"
    assert engine.cite(title, {"title": "T"}, prefix="“", suffix=", 5") == "“T, 5"
    engine.layout = 'delimiter="; "'
    processor = engine.processor(title, {"a": {"title": "A"}, "b": {"title": "B"}})
    citation = Citation((Cite("a"), Cite("b", prefix=", cited in ")))
    assert plain_text(processor.process([citation]).citations[0]) == "A, cited in B"


def test_an_author_who_is_named_in_the_sentence_is_left_out(engine: Engine) -> None:
    doe = work(2000, person("Doe"))
    assert engine.cite(SHORT, doe, suppress_author=True) == "2000"
    assert engine.cite(SHORT, doe, author_only=True) == "Doe"
    title = '<text variable="title"/>'
    assert engine.cite(title, {"title": "T"}, author_only=True) == "“T”"
    assert engine.cite(title, {"title": "T"} | doe, author_only=True) == "Doe"
    assert engine.cite('<names variable="author"/>', doe, suppress_author=True) == ""


def test_formatting_twice_gives_the_same() -> None:
    style = Style.parse(
        f'<style {NAMESPACE} class="in-text"><citation disambiguate-add-year-suffix="true">'
        f"<layout>{SHORT}</layout></citation></style>"
    )
    items = {"a": work(2000, person("Doe")), "b": work(2000, person("Doe"))}
    processor = Processor(style, items, language="en")
    citations = [Citation((Cite("a"),)), Citation((Cite("b"),))]
    assert processor.process(citations) == processor.process(citations)
    alone = processor.process([Citation((Cite("b"),))])
    assert plain_text(alone.citations[0]) == "Doe 2000"
    assert processor.process([]).citations == ()
