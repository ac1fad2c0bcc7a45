"""Styles, locales and data that are wrong, and those that point to others."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from ext_citations.csl import Citation, Cite, CslError, Locales, Processor, Style, plain_text
from ext_citations.csl.locale import FOLDER, read_source
from ext_citations.csl.xml import read

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Engine

NAMESPACE = 'xmlns="http://purl.org/net/xbiblio/csl" version="1.0"'
CITATION = '<citation><layout><text variable="title"/></layout></citation>'
TITLE = '<text variable="title"/>'


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "not well-formed"),
        ("not XML", 1, "not well-formed"),
        ("<style>\n<oops></style>", 2, "not well-formed"),
        ("<html/>", 1, "not a CSL style"),
        ("<style/>", 1, "not a CSL style"),
        (f"<locale {NAMESPACE}/>", 1, "not a CSL style"),
        (f"<style {NAMESPACE}/>", 1, "needs a citation"),
        (f"<style {NAMESPACE}>\n<citation/></style>", 2, "needs a layout"),
        (f'<style {NAMESPACE}>{CITATION}\n<macro name="a"><text macro="a"/></macro></style>', 2,
         "calls itself: a → a"),
        ((f'<style {NAMESPACE}>{CITATION}<macro name="a"><text macro="b"/></macro>'
         '<macro name="b"><text macro="c"/></macro><macro name="c"><text macro="a"/></macro>'
         "</style>"),
         1, "a → b → c → a"),
        (f"<style {NAMESPACE}>{CITATION}<bibliography><sort/></bibliography></style>", 1,
         "needs a layout"),
        (f"<style {NAMESPACE}>{CITATION}<locale><terms><term>x</term></terms></locale></style>", 1,
         "a term without a name"),
        ((f'<style {NAMESPACE}><info><link rel="independent-parent" href="http://x/none"/></info>'
         "</style>"), 1, "not at hand"),
    ],
)  # fmt: skip
def test_a_style_that_is_wrong(tmp_path: Path, text: str, line: int, message: str) -> None:
    path = tmp_path / "wrong.csl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CslError, match=message) as raised:
        Style.read(path)
    assert raised.value.file == str(path)
    assert raised.value.line == line
    assert str(path) in str(raised.value)


def test_a_sort_key_without_a_name_is_an_error(engine: Engine) -> None:
    engine.sort = "<sort><key/></sort>"
    with pytest.raises(CslError, match="macro, variable"):
        engine.processor(TITLE, {}).compile()
    engine.sort = '<sort><key variable="title"/></sort>'
    engine.processor(TITLE, {}, f"<layout>{TITLE}</layout>").compile()
    engine.processor(TITLE, {}).compile()


def test_a_style_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CslError, match="No such file"):
        Style.read(tmp_path / "none.csl")


def test_an_xml_bomb_does_not_go_off() -> None:
    entities = "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 10}">' for n in range(12)
    )
    bomb = f"<!DOCTYPE style [{entities}]><style {NAMESPACE}>&e11;</style>"
    started = time.process_time()
    with pytest.raises(CslError):
        Style.parse(bomb)
    assert time.process_time() - started < 1


def test_a_document_type_without_entities_is_let_through() -> None:
    text = f"<!DOCTYPE style []><style {NAMESPACE}>{CITATION}</style>"
    assert Style.parse(text).citation is not None


def test_a_dependent_style_is_followed_to_its_parent(tmp_path: Path) -> None:
    parent = f'<style {NAMESPACE} class="note" default-locale="en-GB">{CITATION}</style>'
    (tmp_path / "parent.csl").write_text(parent, encoding="utf-8")
    child = (
        f'<style {NAMESPACE} default-locale="fr-FR"><info>'
        '<link rel="independent-parent" href="http://x/styles/parent"/></info></style>'
    )
    folder = tmp_path / "dependent"
    folder.mkdir()
    (folder / "child.csl").write_text(child, encoding="utf-8")
    style = Style.read(folder / "child.csl")
    assert style.is_note
    assert style.default_locale == "fr-FR"
    assert Style.read(tmp_path / "parent.csl").default_locale == "en-GB"


def test_locales_fall_back_from_dialect_to_language_to_english(tmp_path: Path) -> None:
    def write(name: str, terms: str) -> None:
        text = f'<locale {NAMESPACE} xml:lang="{name}"><terms>{terms}</terms></locale>'
        (tmp_path / f"locales-{name}.xml").write_text(text, encoding="utf-8")

    write("en-US", '<term name="a">en a</term><term name="b">en b</term><term name="c">en c</term>')
    write("de-DE", '<term name="a">de a</term><term name="b">de b</term>')
    write("de-AT", '<term name="a">at a</term>')
    locales = Locales.read(tmp_path)
    austrian = locales.merge("de-AT", [])
    assert [austrian.term(name) for name in "abcd"] == ["at a", "de b", "en c", ""]
    assert locales.merge("de", []).term("a") == "de a"
    assert locales.merge("de_ch", []).term("a") == "de a"
    assert locales.merge("xx", []).term("a") == "en a"
    style = Style.parse(
        f'<style {NAMESPACE}><locale><terms><term name="b">all</term><term name="c">all</term>'
        '</terms></locale><locale xml:lang="de"><terms><term name="c">german</term></terms>'
        "</locale>"
        f'<locale xml:lang="fr"><terms><term name="a">f</term></terms></locale>{CITATION}</style>'
    )
    mixed = locales.merge("de-AT", style.locales)
    assert [mixed.term(name) for name in "abc"] == ["at a", "all", "german"]


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("long", "l"),
        ("short", "s"),
        ("verb", "l"),
        ("verb-short", "l"),
        ("symbol", "s"),
        ("x", "l"),
    ],
)
def test_forms_of_terms_fall_back(tmp_path: Path, form: str, text: str) -> None:
    terms = '<term name="t">l</term><term name="t" form="short">s</term>'
    path = tmp_path / "locales-en.xml"
    path.write_text(f"<locale {NAMESPACE}><terms>{terms}</terms></locale>", encoding="utf-8")
    assert Locales.read(tmp_path).merge("en", []).term("t", form) == text


def test_a_folder_without_locales_and_a_locale_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(CslError, match="no file locales"):
        Locales.read(tmp_path)
    (tmp_path / "locales-en.xml").write_text("<html/>", encoding="utf-8")
    with pytest.raises(CslError, match="not a CSL locale"):
        Locales.read(tmp_path).merge("en", [])


def test_our_arabic_locale_has_every_term_of_our_english_one() -> None:
    arabic, english = (
        read_source(read(FOLDER / f"locales-{name}.xml"), name) for name in ("ar", "en")
    )
    assert set(english.terms) == set(arabic.terms)
    assert set(english.long_ordinals) == set(arabic.long_ordinals)
    for (name, _), term in arabic.terms.items():
        assert not any("a" <= char.lower() <= "z" for char in term.single + term.multiple), name


def test_our_english_locale_has_every_term_of_the_official_one() -> None:
    citeproc = pytest.importorskip("citeproc")
    official = FOLDER.__class__(citeproc.__file__).parent / "data/locales/locales-en-US.xml"
    theirs, ours = read_source(read(official), ""), read_source(read(FOLDER / "locales-en.xml"), "")
    assert not set(theirs.terms) - set(ours.terms)


HOUSE_STYLE = Style.read(FOLDER.parent / "styles" / "midad-press.csl")
BAD = "\u202e\u200f\x00\x07\ud800<i>&\u0301"


@pytest.mark.parametrize(
    "item",
    [
        {},
        {"type": None, "title": None},
        {"type": ["book"], "title": ["x"]},
        {"type": "no such type", "title": 5, "volume": 1.5, "edition": True},
        {"author": "not a list", "issued": "not a date"},
        {"author": [None, 5, {}, {"given": "G"}, {"family": None}, {"literal": ""}, "x"]},
        {"author": {"family": "One"}, "issued": {"date-parts": "x"}},
        {"issued": {"date-parts": [["1999", "x", {}]]}, "accessed": {"raw": "x/y/z"}},
        {"issued": {"date-parts": [[10**9, 99, 99], [None]]}, "season": {}},
        {"title": BAD, "author": [{"family": BAD, "given": BAD}], "URL": BAD, "page": BAD},
        {"page": "-" * 2000, "volume": "i" * 2000, "edition": "1," * 2000},
        {"title": "<i>" * 2000 + "x" + "</i>" * 2000},
        {"title": "<i>" * 2000, "note": "a: b\n" * 2000},
        {"title": "'" * 5000 + '"' * 5000},
        {"multi": "x", "language": "??"},
        {"multi": {"_keys": {"title": "x", "author": {"ar": [5]}}}, "language": "zz-Zzzz-ZZ"},
        {"language": "\x00", "type": "book"},
        {"id": 7, "title": "number"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["ar", "en"])
def test_bad_items_give_something_and_never_raise(item: dict[str, Any], language: str) -> None:
    processor = Processor(HOUSE_STYLE, {"bad": item}, language=language)
    started = time.process_time()
    result = processor.process([Citation((Cite("bad", locator=BAD, prefix=BAD, label="none"),))])
    printed = plain_text(result.citations[0]) + "".join(each.text for each in result.entries)
    assert printed.encode("utf-8")
    assert not set(printed) & set("\u202e\x00\x07")
    assert time.process_time() - started < 5


def test_ten_thousand_authors_are_printed_in_time(engine: Engine) -> None:
    authors = [{"family": f"F{n}", "given": "G H"} for n in range(10_000)]
    layout = '<names variable="author"><name initialize-with="." and="text"/></names>'
    started = time.process_time()
    assert engine.cite(layout, {"author": authors}).endswith("G.H. F9999")
    assert time.process_time() - started < 10


def test_a_publication_brings_the_locale_of_its_language(tmp_path: Path) -> None:
    (tmp_path / "locales-tr-TR.xml").write_text(
        '<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="tr-TR">'
        '<terms><term name="and">ve</term></terms></locale>',
        encoding="utf-8",
    )
    locales = Locales.default(tmp_path)
    assert locales.merge("tr", []).term("and") == "ve"
    assert locales.merge("ar", []).term("and") == Locales.default().merge("ar", []).term("and")


def test_french_sets_the_first_of_a_month_and_the_pages_as_french_does(tmp_path: Path) -> None:
    path = tmp_path / "date.csl"
    path.write_text(
        f'<style {NAMESPACE}><citation><layout><date variable="issued" form="text"/>'
        "</layout></citation></style>",
        encoding="utf-8",
    )
    item = {"id": "a", "type": "book", "issued": {"date-parts": [[2024, 8, 1]]}}
    processor = Processor(Style.read(path), {"a": item}, language="fr")
    (runs,) = processor.process([Citation((Cite("a"),))], []).citations
    assert plain_text(runs) == "1er août 2024"
    french = Locales.default().merge("fr", [])
    assert french.term("page", "short", plural=True) == "p."
    assert french.term("open-quote") == "«\u00a0"


SWITCHED = f"""\
<style {NAMESPACE} xmlns:midad="https://midad.example/ns/csl" class="note">
  <citation et-al-min="4" midad:set="et-al-min=shorten"><layout>
    <text value="a" midad:when="mark=a|b"/>
    <text value="c" midad:when="mark=c"/>
  </layout></citation>
</style>
"""


@pytest.mark.parametrize(
    ("switches", "values", "least"),
    [
        (None, ["a"], "4"),
        ({"mark": "b", "shorten": "3"}, ["a"], "3"),
        ({"mark": "c", "shorten": "0"}, ["c"], "0"),
    ],
)
def test_alternatives_are_kept_or_dropped_as_the_switches_say(
    switches: dict[str, str] | None, values: list[str], least: str
) -> None:
    style = Style.parse(SWITCHED, switches=switches)
    assert [text.get("value") for text in style.citation[0]] == values
    assert style.citation.get("et-al-min") == least


def test_a_switch_that_there_is_none_of_is_named_with_its_line() -> None:
    with pytest.raises(CslError, match="style:3: <text>: unknown switch “mark”; there is: shorten"):
        Style.parse(SWITCHED, switches={"shorten": "3"})
