"""Names and dates (specification, "Names", "Date")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ext_citations.csl.dates_in import Date, Day, parse

if TYPE_CHECKING:
    from .conftest import Engine

DOE = {"family": "Doe", "given": "John Q."}
ROE = {"family": "Roe", "given": "Jane"}
POE = {"family": "Poe", "given": "Edgar"}
ALI = {"family": "العلي", "given": "محمد"}
NUR = {"family": "نور", "given": "سعاد"}


def names(attributes: str = "", *, children: str = "", outer: str = "") -> str:
    return f'<names variable="author" {outer}><name {attributes}/>{children}</names>'


@pytest.mark.parametrize(
    ("attributes", "authors", "text"),
    [
        ("", [DOE, ROE], "John Q. Doe, Jane Roe"),
        ('and="text"', [DOE, ROE], "John Q. Doe and Jane Roe"),
        ('and="symbol"', [DOE, ROE], "John Q. Doe &#38; Jane Roe"),
        ('and="text"', [DOE, ROE, POE], "John Q. Doe, Jane Roe, and Edgar Poe"),
        ('and="text" delimiter-precedes-last="never"', [DOE, ROE, POE],
         "John Q. Doe, Jane Roe and Edgar Poe"),
        ('and="text" delimiter-precedes-last="always"', [DOE, ROE], "John Q. Doe, and Jane Roe"),
        ('and="text" delimiter-precedes-last="after-inverted-name" name-as-sort-order="first"',
         [DOE, ROE], "Doe, John Q., and Jane Roe"),
        ('name-as-sort-order="all" sort-separator=" "', [DOE, ROE], "Doe John Q., Roe Jane"),
        ('form="short"', [DOE], "Doe"),
        ('and="text" delimiter=";"', [DOE, ROE, POE], "John Q. Doe;Jane Roe; and Edgar Poe"),
        (('name-as-sort-order="first" et-al-min="2" et-al-use-first="1"'
         ' delimiter-precedes-et-al="after-inverted-name"'), [DOE, ROE], "Doe, John Q., et al."),
        ("", [{"family": "Doe", "given": "J", "suffix": "Jr"}, {"family": "x"}], "J Doe Jr, x"),
        ('form="count"', [DOE, ROE], "2"),
        ('et-al-min="3" et-al-use-first="1"', [DOE, ROE, POE], "John Q. Doe et al."),
        ('et-al-min="3" et-al-use-first="2"', [DOE, ROE, POE],
         "John Q. Doe, Jane Roe, et al."),
        ('et-al-min="3" et-al-use-first="1" delimiter-precedes-et-al="always"', [DOE, ROE, POE],
         "John Q. Doe, et al."),
        ('et-al-min="3" et-al-use-first="1" et-al-use-last="true"', [DOE, ROE, POE],
         "John Q. Doe, … Edgar Poe"),
        ('initialize-with="."', [DOE, {"family": "Luc", "given": "Jean-Luc"}],
         "J.Q. Doe, J.-L. Luc"),
        ('initialize-with=". "', [{"family": "S", "given": "Bertrand de Cusance"}], "B. de C. S"),
        ('initialize-with="." initialize="false"', [{"family": "Kirk", "given": "James T"}],
         "James T. Kirk"),
        ('initialize-with=""', [{"family": "Chen", "given": "Guo-ping"}], "G Chen"),
        ("", [{"literal": "The Press"}], "The Press"),
        ("", [{"given": "Banksy"}], "Banksy"),
        ("", ["A Body"], "A Body"),
        ("", [{"family": "毛", "given": "泽东"}], "毛泽东"),
        ("", [{"family": "Gao", "given": "Xingjian", "static-ordering": True}], "Gao Xingjian"),
        ("", [{"family": "Doe", "given": "J", "suffix": "Jr.", "comma-suffix": True}],
         "J Doe, Jr."),
        ("", [{"family": "Doe", "given": "James", "suffix": "III"}], "James Doe III"),
        ('name-as-sort-order="all"', [{"family": "Doe", "given": "J, III"}], "Doe, J, III"),
        ('name-as-sort-order="all"', [{"family": "van Gogh", "given": "Vincent"}],
         "Gogh, Vincent van"),
        ("", [{"family": "Humboldt", "given": "Alexander von"}], "Alexander von Humboldt"),
        ('form="short"', [{"family": "Humboldt", "given": "Alexander von"}], "Humboldt"),
        ('form="short"', [{"family": "al-Hakim", "given": "Tawfiq"}], "al-Hakim"),
        ("", [{"family": "d'Aubignac", "given": "F."}], "F. d’Aubignac"),
        ('name-as-sort-order="all"', [{"family": '"Van Dyke"', "given": "Dick"}],
         "Van Dyke, Dick"),
        ('initialize-with=". "', [{"family": "Doe", "given": "<b>J</b> Q"}], "<b>J.</b> Q. Doe"),
    ],
)  # fmt: skip
def test_latin_names(engine: Engine, attributes: str, authors: list[Any], text: str) -> None:
    assert engine.cite(names(attributes), {"author": authors}) == text


@pytest.mark.parametrize(
    ("demote", "text"),
    [
        ("never", "van Gogh, Vincent"),
        ("sort-only", "van Gogh, Vincent"),
        ("display-and-sort", "Gogh, Vincent van"),
    ],
)
def test_particles_are_demoted_as_the_style_says(engine: Engine, demote: str, text: str) -> None:
    engine.style += f' demote-non-dropping-particle="{demote}"'
    author = {"author": [{"family": "van Gogh", "given": "Vincent"}]}
    assert engine.cite(names('name-as-sort-order="all"'), author) == text


@pytest.mark.parametrize(
    ("attributes", "authors", "text"),
    [
        ('and="text"', [ALI, NUR], "محمد العلي وسعاد نور"),
        ('and="text"', [ALI, NUR, ALI], "محمد العلي، سعاد نور، ومحمد العلي"),
        ('and="text" initialize-with=". "', [ALI], "محمد العلي"),
        ('name-as-sort-order="all" initialize-with="."', [ALI], "العلي، محمد"),
        ('et-al-min="2" et-al-use-first="1"', [ALI, NUR], "محمد العلي وآخرون"),
        ('form="short"', [{"family": "بن سلمان", "given": "محمد"}], "بن سلمان"),
        ('name-as-sort-order="all"', [{"literal": "عبد الله"}], "عبد الله"),
    ],
)
def test_arabic_names(engine: Engine, attributes: str, authors: list[Any], text: str) -> None:
    engine.language = "ar"
    assert engine.cite(names(attributes), {"author": authors}) == text


def test_name_parts_have_their_own_form(engine: Engine) -> None:
    parts = (
        '<names variable="author"><name name-as-sort-order="all">'
        '<name-part name="family" text-case="uppercase" prefix="(" suffix=")"/>'
        '<name-part name="given" font-style="italic"/></name></names>'
    )
    assert engine.cite(parts, {"author": [ROE]}) == "(ROE), <i>Jane</i>"


def test_labels_stand_before_or_behind_the_names(engine: Engine) -> None:
    behind = names(children='<label form="short" prefix=" (" suffix=")"/>')
    layout = behind.replace("author", "editor")
    assert engine.cite(layout, {"editor": [ROE]}) == "Jane Roe (ed.)"
    assert engine.cite(layout, {"editor": [ROE, POE]}) == "Jane Roe, Edgar Poe (eds.)"
    before = '<names variable="editor"><label form="verb" suffix=" "/><name/></names>'
    assert engine.cite(before, {"editor": [ROE]}) == "edited by Jane Roe"
    always = '<names variable="editor"><name/><label plural="always" prefix=" "/></names>'
    assert engine.cite(always, {"editor": [ROE]}) == "Jane Roe editors"
    unknown = '<names variable="reviewed-author"><name/><label form="symbol"/></names>'
    assert engine.cite(unknown, {"reviewed-author": [ROE]}) == "Jane Roe"


def test_equal_editors_and_translators_are_one(engine: Engine) -> None:
    layout = (
        '<names variable="editor translator" delimiter="; "><name/>'
        '<label prefix=" (" suffix=")"/></names>'
    )
    both = engine.cite(layout, {"editor": [ROE], "translator": [ROE]})
    assert both == "Jane Roe (editor &#38; translator)"
    other = engine.cite(layout, {"editor": [ROE], "translator": [POE]})
    assert other == "Jane Roe (editor); Edgar Poe (translator)"


def test_a_substitute_stands_in_once(engine: Engine) -> None:
    layout = (
        '<group delimiter=". "><names variable="author"><name form="short"/>'
        '<label prefix=" (" suffix=")"/><substitute><names variable="editor"/>'
        '<choose><if variable="publisher"><text variable="publisher"/></if></choose>'
        '<text variable="title"/></substitute></names>'
        '<text variable="title"/><text variable="publisher"/></group>'
    )
    assert engine.cite(layout, {"title": "T", "editor": [ROE]}) == "Roe (editor). T"
    assert engine.cite(layout, {"title": "T", "publisher": "P"}) == "P. T"
    assert engine.cite(layout, {"title": "T"}) == "T"
    none = '<substitute><text value="0"/></substitute>'
    count = f'<names variable="author"><name form="count"/>{none}</names>'
    assert engine.cite(count, {}) == "0"


def test_et_al_has_its_own_form_and_term(engine: Engine) -> None:
    layout = names(
        'et-al-min="2" et-al-use-first="1"',
        children='<et-al term="and others" font-style="italic"/>',
    )
    assert engine.cite(layout, {"author": [DOE, ROE]}) == "John Q. Doe <i>and others</i>"
    engine.extra = '<locale><terms><term name="et-al"></term></terms></locale>'
    plain = names('et-al-min="2" et-al-use-first="1"')
    assert engine.cite(plain, {"author": [DOE, ROE]}) == "John Q. Doe"


def test_name_options_are_inherited(engine: Engine) -> None:
    engine.style += ' et-al-min="2" et-al-use-first="1" name-form="short"'
    engine.citation = 'et-al-use-first="2" et-al-min="3" names-delimiter=" / " name-delimiter=" + "'
    layout = '<names variable="author editor"/>'
    item = {"author": [DOE, ROE, POE], "editor": [POE]}
    assert engine.cite(layout, item) == "Doe + Roe + et al. / Poe"


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ({"date-parts": [[2024, 1, 25]]}, Date(Day(2024, 1, 25))),
        ({"date-parts": [["2024", "1"]]}, Date(Day(2024, 1))),
        ({"date-parts": [[2024], [2025]]}, Date(Day(2024), Day(2025))),
        ({"date-parts": [[2024], [2024]]}, Date(Day(2024))),
        ({"date-parts": [[2024], [0]]}, Date(Day(2024), Day(0))),
        ({"date-parts": [[2024]], "season": 2}, Date(Day(2024, season=2))),
        ({"date-parts": [[2024]], "season": "Fall"}, Date(Day(2024, season=3))),
        ({"date-parts": [[2024]], "season": "x"}, Date(Day(2024))),
        ({"date-parts": [[2024, 14]]}, Date(Day(2024, season=2))),
        ({"date-parts": [[2024, 23]]}, Date(Day(2024, season=3))),
        ({"date-parts": [[2024, 99, 7]]}, Date(Day(2024))),
        ({"date-parts": [[2024, 1, 77]]}, Date(Day(2024, 1))),
        ({"date-parts": [["x"]]}, None),
        ({"date-parts": []}, None),
        ({"date-parts": [None]}, None),
        ({"literal": "Ramadan"}, Date(Day(0), literal="Ramadan")),
        ({"raw": "2024-01-25"}, Date(Day(2024, 1, 25))),
        ({"raw": "2024-01/2024-03"}, Date(Day(2024, 1), Day(2024, 3))),
        ({"raw": "2024?", "circa": False}, Date(Day(2024), circa=True)),
        ({"raw": ""}, None),
        ({}, None),
        ("2024-21", Date(Day(2024, season=1))),
        ("-0043", Date(Day(-43))),
        ("25 January 2024", Date(Day(2024, 1, 25))),
        ("January 25th, 2024", Date(Day(2024, 1, 25))),
        ("3/25/2024", Date(Day(2024, 3, 25))),
        ("25/3/2024", Date(Day(2024, 3, 25))),
        ("circa 1900", Date(Day(1900), circa=True)),
        ("[1900?]", Date(Day(1900), circa=True)),
        ("44 BC", Date(Day(-44))),
        ("Spring 2001", Date(Day(2001, season=1))),
        ("May 2001 – June 2002", Date(Day(2001, 5), Day(2002, 6))),
        ("3-5 May 2003", Date(Day(2003, 5, 3), Day(2003, 5, 5))),
        ("Jan–Feb 2003", Date(Day(2003, 1), Day(2003, 2))),
        ("Spring/Summer 2003", Date(Day(2003, season=1), Day(2003, season=2))),
        ("[2003-05?]", Date(Day(2003, 5), circa=True)),
        ("sometime", Date(Day(0), literal="sometime")),
        ("25 January", Date(Day(0), literal="25 January")),
        ("  ", None),
        (2024, Date(Day(2024))),
        (True, None),
        (None, None),
        ([1], None),
        ("2024/05/01", Date(Day(2024, 5, 1))),
        ("2024.05.01", Date(Day(2024, 5, 1))),
        ("25.1.2024", Date(Day(2024, 1, 25))),
        ("2024/05", Date(Day(2024, 5))),
        ("2023/24", Date(Day(2023), Day(2024))),
        ("2023/2024", Date(Day(2023), Day(2024))),
        ("1999/00", Date(Day(1999), Day(2000))),
        ("2000/00", Date(Day(2000))),
        ("2010/11", Date(Day(2010, 11))),
        ("2012/13", Date(Day(2012), Day(2013))),
        ("2019-2021", Date(Day(2019), Day(2021))),
        ("2024/05/01 - 2024/05/03", Date(Day(2024, 5, 1), Day(2024, 5, 3))),
        ("2024/05/01 – 2024/05/03", Date(Day(2024, 5, 1), Day(2024, 5, 3))),
        ("2024-05-01T10:30:00Z", Date(Day(2024, 5, 1))),
        ("2023-10-07/..", Date(Day(2023, 10, 7), Day(0))),
    ],
)
def test_dates_as_data(value: Any, date: Date | None) -> None:
    assert parse(value) == date


DAY = (
    '<date variable="issued"><date-part name="day" suffix=" "/>'
    '<date-part name="month" suffix=" "/><date-part name="year"/></date>'
)


def issued(*parts: list[int], **more: Any) -> dict[str, Any]:
    return {"issued": {"date-parts": list(parts), **more}}


@pytest.mark.parametrize(
    ("layout", "item", "text"),
    [
        (DAY, issued([2008, 5, 1]), "1 May 2008"),
        (DAY, issued([2008]), "2008"),
        (DAY, issued([2008, 5, 1], [2008, 5, 4]), "1–4 May 2008"),
        (DAY, issued([2008, 5, 1], [2008, 7, 4]), "1 May–4 July 2008"),
        (DAY, issued([2008, 5, 1], [2009, 6, 2]), "1 May 2008–2 June 2009"),
        (DAY, issued([2008], [0]), "2008–"),
        (DAY, issued([2008], season=4), "Winter 2008"),
        (DAY, issued([79]), "79AD"),
        (DAY, issued([-2500]), "2500BC"),
        (DAY, {"issued": {"literal": "forthcoming"}}, "forthcoming"),
        ('<date variable="issued" form="text"/>', issued([2008, 5, 1]), "May 1, 2008"),
        ('<date variable="issued" form="numeric"/>', issued([2008, 5, 1]), "5/1/2008"),
        ('<date variable="issued" form="text" date-parts="year"/>', issued([2008, 5, 1]), "2008"),
        ('<date variable="issued" form="text" date-parts="year-month"/>', issued([2008, 5, 1]),
         "May 2008"),
        (('<date variable="issued" form="text"><date-part name="month" form="short"'
         ' strip-periods="true"/></date>'), issued([2008, 1, 1]), "Jan 1, 2008"),
        ('<date variable="issued" form="text"/>', issued([2003, 8, 10], [2003, 9, 15]),
         "August 10–September 15, 2003"),
        ('<date variable="issued" form="text"/>', issued([2003, 8, 10], [2003, 8, 15]),
         "August 10–15, 2003"),
        (('<date variable="issued" delimiter="-" prefix="(" suffix=")"><date-part name="year"'
         ' form="short"/><date-part name="month" form="numeric-leading-zeros"/>'
         '<date-part name="day" form="numeric-leading-zeros"/></date>'), issued([2008, 5, 1]),
         "(08-05-01)"),
        ('<date variable="issued"><date-part name="day" form="ordinal"/></date>',
         issued([2008, 5, 2]), "2nd"),
        ('<date variable="issued"><date-part name="month" form="numeric"/></date>',
         issued([2008, 5]), "5"),
        ('<date variable="issued"><date-part name="year" range-delimiter="/"/></date>',
         issued([2008], [2009]), "2008/2009"),
        ('<date variable="accessed" form="text"/><text value="x"/>', {}, "x"),
        ('<date variable="issued" form="none"/><text value="x"/>', issued([2008]), "x"),
    ],
)  # fmt: skip
def test_dates_as_text(engine: Engine, layout: str, item: dict[str, Any], text: str) -> None:
    assert engine.cite(layout, item) == text


def test_ordinals_of_days_can_be_for_the_first_only(engine: Engine) -> None:
    engine.extra = '<locale><style-options limit-day-ordinals-to-day-1="true"/></locale>'
    day = '<date variable="issued"><date-part name="day" form="ordinal"/></date>'
    assert engine.cite(day, issued([2008, 5, 1])) == "1st"
    assert engine.cite(day, issued([2008, 5, 2])) == "2"


@pytest.mark.parametrize(
    ("months", "text"),
    [
        ("ar", "25 يناير 2024"),
        ("ar_IQ", "25 كانون الثاني 2024"),
        ("ar_DZ", "25 جانفي 2024"),
        ("ar_MA", "25 يناير 2024"),
        ("ar_IQ/ar", "25 كانون الثاني/يناير 2024"),
        ("hijri", "13 رجب 1445هـ"),
        ("hijri/ar", "13 رجب 1445هـ / 25 يناير 2024م"),
        ("ar_IQ/hijri", "25 كانون الثاني 2024م / 13 رجب 1445هـ"),
    ],
)
def test_arabic_months(engine: Engine, months: str, text: str) -> None:
    from ext_citations.csl import Options

    engine.language, engine.options = "ar", Options(months=months)
    assert engine.cite('<date variable="issued" form="text"/>', issued([2024, 1, 25])) == text


@pytest.mark.parametrize(
    ("months", "days", "text"),
    [
        ("hijri", [[2024]], "2024م"),
        ("hijri/ar", [[2024, 1]], "يناير 2024م"),
        ("hijri/ar", [[2024, 1, 25], [2024, 2, 3]], "25 يناير–3 فبراير 2024"),
        ("hijri", [[1850, 1, 1]], "1 يناير 1850م"),
        ("hijri", [[-44, 3, 15]], "15 مارس 44ق.م"),
    ],
)
def test_a_day_that_has_no_hijri_date_stays_gregorian(
    engine: Engine, months: str, days: list[list[int]], text: str
) -> None:
    from ext_citations.csl import Options

    engine.language, engine.options = "ar", Options(months=months)
    assert engine.cite('<date variable="issued" form="text"/>', issued(*days)) == text


def test_a_letter_that_tells_works_apart_stands_at_the_number_of_the_year(engine: Engine) -> None:
    from ext_citations.csl import Options

    engine.language, engine.options = "ar", Options(months="hijri/ar")
    engine.citation = 'disambiguate-add-year-suffix="true"'
    one = issued([2021, 5, 1]) | {"author": [{"family": "نور"}]}
    layout = (
        '<names variable="author" suffix=" "/><date variable="issued" form="text" '
        'date-parts="year"/><text variable="year-suffix"/>'
    )
    assert engine.cite(layout, one, one) == "نور 1442هـ/2021أنور 1442هـ/2021ب"


def test_variables_in_a_note_are_read(engine: Engine) -> None:
    note = "original-date: 1970\neditor: Roe || Jane\neditor: A Body\ngenre: Map\nand the rest"
    layout = (
        '<group delimiter="|"><date variable="original-date" form="text"/>'
        '<names variable="editor"/><text variable="genre"/><text variable="note"/></group>'
    )
    assert engine.cite(layout, {"note": note}) == "1970|Jane Roe, A Body|Map|and the rest"
    assert engine.cite(layout, {"note": "genre: Map"}) == "Map"
    assert engine.cite(layout, {"note": "see: there"}) == "see: there"
