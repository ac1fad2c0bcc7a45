"""The file that goes out, as XLIFF 1.2 has it and as a second reader reads it."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.ext_translations.exchange.conftest import CASES, HEAD, catalog
from tests.ext_translations.exchange.test_codes import MARKUP, TEXT

from ext_translations.exchange.arrivals import plan
from ext_translations.exchange.edits import Edit, edited, id_of
from ext_translations.exchange.reading import read_xliff
from ext_translations.exchange.units import Document
from ext_translations.exchange.xliff import NAMESPACE, write_xliff
from ext_translations.po import PoFile, make_entry, parse

if TYPE_CHECKING:
    from tests.ext_translations.exchange.conftest import Exchange

PUBLICATION = Path(__file__).parents[3]
X = f"{{{NAMESPACE}}}"
XML = "{http://www.w3.org/XML/1998/namespace}"
#: XLIFF 1.2: what an element holds, in this order; ``?`` once at most, ``*`` any number
CONTENT = {
    "xliff": "file*",
    "file": "header? body",
    "header": "count-group* tool*",
    "body": "trans-unit*",
    "trans-unit": "source target? context-group* note* alt-trans*",
    "alt-trans": "source? target",
    "count-group": "count*",
    "context-group": "context*",
}
ATTRIBUTES = {
    "xliff": "version",
    "file": "original source-language target-language datatype tool-id",
    "tool": "tool-id tool-name",
    "count-group": "name",
    "count": "count-type unit",
    "trans-unit": f"id approved extradata {XML}space",
    "source": f"{XML}lang",
    "target": f"state {XML}lang",
    "context-group": "name purpose",
    "context": "context-type",
    "note": "from annotates",
    "alt-trans": f"alttranstype {XML}space",
    "bpt": "id rid ctype",
    "ept": "id rid",
    "ph": "id ctype equiv-text",
    "x": "id ctype equiv-text",
}
STATES = {"needs-translation", "needs-review-translation", "translated", "signed-off"}
CTYPE = re.compile(r"bold|italic|link|image|lb|x-[\w.+-]+")
FULL = """\
# A note of the translator
#. heading under “القسم”
#: ../../docs/briefs/2024/one.md
#, fuzzy
#| msgctxt "before"
#| msgid "سطر {cite}`a` قديم"
msgctxt "title"
msgid "سطر {cite}`a` جديد"
msgstr "An old line {cite}`a`"

msgid "ثان"
msgstr ""

msgid "ثالث"
msgstr "Third"

#~ msgid "مهجور"
#~ msgstr "Obsolete"
"""


def names(element: etree._Element) -> str:
    return "".join(f"{etree.QName(child).localname} " for child in element)


def assert_is_xliff(data: bytes) -> etree._Element:
    """Hold a file against the rules of XLIFF 1.2 for what Midad writes; return its root."""
    root = etree.fromstring(data)
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        assert etree.QName(element).namespace == NAMESPACE
        assert {*map(str, element.attrib)} <= {*ATTRIBUTES.get(name, "").split()}, name
        if name in CONTENT:
            order = re.sub(r"([\w-]+)([?*]?)\s?", r"(?:\1 )\2", CONTENT[name])
            assert re.fullmatch(order, names(element)), (name, names(element))
        assert CTYPE.fullmatch(element.get("ctype", "bold"))
    for file in root.iter(f"{X}file"):
        ids = [unit.get("id") for unit in file.iter(f"{X}trans-unit")]
        assert len(ids) == len({*ids})
    for text in root.iter(f"{X}source", f"{X}target"):
        assert text.get("state", "translated") in STATES
        singles = [code.get("id") for code in text if code.tag in (f"{X}ph", f"{X}x")]
        begun, ended = ([c.get("rid") for c in text if c.tag == X + n] for n in ("bpt", "ept"))
        assert len(singles) == len({*singles})
        assert sorted(map(str, begun)) == sorted(map(str, ended))
    return root


def test_a_file_keeps_the_rules_of_xliff(exchange: Exchange) -> None:
    root = assert_is_xliff(exchange.send(catalog(*((text, text) for text in CASES))).encode())
    (file,) = root
    assert file.get("original") == "one.po"
    assert (file.get("source-language"), file.get("target-language")) == ("ar", "en")
    counts = {count.get("unit"): count.text for count in root.iter(f"{X}count")}
    assert counts["trans-unit"] == str(len(CASES))
    assert int(counts["word"] or 0) > 40


def test_a_message_goes_with_its_state_its_notes_and_its_earlier_source(exchange: Exchange) -> None:
    root = assert_is_xliff(exchange.send(HEAD + "\n" + FULL).encode())
    first, second, third = root.iter(f"{X}trans-unit")
    states = [unit.find(f"{X}target").get("state") for unit in (first, second, third)]  # type: ignore[union-attr]
    assert states == ["needs-review-translation", "needs-translation", "translated"]
    assert [unit.get("approved") for unit in (first, second, third)] == ["no", "no", "yes"]
    notes = [(note.get("from"), note.text) for note in first.findall(f"{X}note")]
    assert notes == [
        ("developer", "heading under “القسم”"),
        ("translator", "A note of the translator"),
    ]
    contexts = [(c.get("context-type"), c.text) for c in first.iter(f"{X}context")]
    assert contexts == [
        ("sourcefile", "../../docs/briefs/2024/one.md"),
        ("x-po-msgctxt", "title"),
    ]
    old = first.find(f"{X}alt-trans/{X}source")
    assert old is not None
    assert "".join(map(str, old.itertext())) == "سطر {cite}`a` قديم"


def test_the_same_catalog_always_makes_the_same_file(exchange: Exchange) -> None:
    assert exchange.send(HEAD + FULL) == exchange.send(HEAD + FULL)


def test_the_name_of_a_message_is_that_of_its_text_and_context_alone(exchange: Exchange) -> None:
    def ids(text: str) -> list[str]:
        return re.findall(r'<trans-unit id="(\w+)"', exchange.send(text))

    one, two = ids(catalog(("نص", "")))[0], ids(catalog(("نص", "text"), comments=("# x",)))[0]
    assert one == two
    assert one != ids(HEAD + 'msgctxt "title"\nmsgid "نص"\nmsgstr ""\n')[0]


def test_a_second_reader_sees_messages_states_and_codes(exchange: Exchange) -> None:
    xliff = pytest.importorskip("translate.storage.xliff", reason="translate-toolkit is not here")
    exchange.send(HEAD + FULL)
    store = xliff.xlifffile.parsestring(exchange.file.read_bytes())
    first, second, third = store.units
    assert (store.sourcelanguage, store.targetlanguage) == ("ar", "en")
    assert str(first.source) == "سطر {cite}`a` جديد"
    assert str(first.target) == "An old line {cite}`a`"
    assert [unit.isfuzzy() for unit in (first, second, third)] == [True, False, False]
    assert not second.target
    assert third.isapproved()
    assert first.getnotes("developer") == "heading under “القسم”"
    pieces = [
        (str(piece), type(piece).__name__ == "StringElem") for piece in first.rich_source[0].sub
    ]
    assert pieces == [("سطر ", True), ("{cite}`a`", False), (" جديد", True)]


def test_what_a_second_reader_edits_arrives(exchange: Exchange) -> None:
    xliff = pytest.importorskip("translate.storage.xliff", reason="translate-toolkit is not here")
    text = catalog(("نص **غليظ** {cite}`a`.", ""), ("سطر", "Lime"), ("ثالث", "Third"))
    exchange.send(text)
    store = xliff.xlifffile.parsestring(exchange.file.read_bytes())
    first, second, third = store.units
    (rich,) = first.rich_source
    assert [str(part) for part in rich.sub] == ["نص ", "**", "غليظ", "**", " ", "{cite}`a`", "."]
    words = iter(["A ", "bold", " text ", "."])
    for part in rich.sub:
        if part.isleaf() and type(part).__name__ == "StringElem":
            part.sub = [next(words)]
    first.rich_target = [rich]
    first.marktranslated()
    second.target = "Line"
    third.markreviewneeded()
    third.addnote("Is this right?", origin="translator")
    exchange.file.write_bytes(bytes(store))
    entries = [*parse(exchange.receive(text)).live]
    assert [entry.msgstr for entry in entries] == ["A **bold** text {cite}`a`.", "Line", "Third"]
    assert [entry.fuzzy for entry in entries] == [False, False, True]
    assert entries[2].comments("#") == ["# Is this right?"]


def through_xliff(source: str, text: str, folder: Path) -> None:
    """Send a message and its translation, with and without the mark of what was sent."""
    before = catalog((source, text))
    entries = [*parse(before).live]
    data = write_xliff([Document("a.po", "ar", "en", entries)])
    assert_is_xliff(data)
    file = folder / "a.xlf"
    for content in (data, re.sub(rb' extradata="[^"]*"', b"", data)):
        file.write_bytes(content)
        (received,) = read_xliff(file)
        made = plan(received.arrivals, entries)
        assert not made.edits
        assert not made.refused
    empty = [*parse(catalog((source, ""))).live]
    made = plan(received.arrivals, empty)
    if text.strip() and source == text:  # another may lack a code
        assert made.edits[id_of(empty[0])].msgstr == text
    after = edited(parse(catalog((source, ""))), {id_of(empty[0]): Edit(text)})
    assert next(parse(after).live).msgstr == text


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.one_of(TEXT, MARKUP).filter(bool), st.one_of(TEXT, MARKUP), st.booleans())
def test_any_message_comes_back_as_it_went(
    tmp_path: Path, source: str, text: str, is_same: bool
) -> None:
    through_xliff(source, source if is_same else text, tmp_path)


@pytest.mark.parametrize("text", CASES)
def test_odd_markup_and_control_characters_come_back(tmp_path: Path, text: str) -> None:
    through_xliff(text, text, tmp_path)


def test_the_messages_of_a_manuscript_come_back(tmp_path: Path, shared: Path) -> None:
    texts = [
        paragraph
        for path in sorted((shared / "manuscripts").glob("*.txt"))
        for paragraph in path.read_text(encoding="utf-8").split("\n")
        if paragraph.strip()
    ]
    assert len(texts) > 20
    before = catalog(*((text, text[::-1]) for text in dict.fromkeys(texts)))
    assert_comes_back(before, tmp_path)
    assert_fills(before, tmp_path)


def test_the_catalogs_of_the_publication_come_back(tmp_path: Path) -> None:
    paths = sorted((PUBLICATION / "locale").rglob("*.po"))
    assert paths
    for path in paths:
        assert_comes_back(path.read_text(encoding="utf-8"), tmp_path)
        assert_fills(path.read_text(encoding="utf-8"), tmp_path)


def test_the_cases_of_right_and_wrong_translations_come_back(tmp_path: Path, shared: Path) -> None:
    for path in sorted((shared / "catalog-cases").glob("*.po")):
        assert_comes_back(path.read_text(encoding="utf-8"), tmp_path)


def assert_comes_back(before: str, folder: Path) -> None:
    entries = [*parse(before).live]
    file = folder / "a.xlf"
    file.write_bytes(write_xliff([Document("a.po", "ar", "en", entries)]))
    assert_is_xliff(file.read_bytes())
    (received,) = read_xliff(file)
    made = plan(received.arrivals, entries)
    assert (made.edits, made.refused) == ({}, [])
    assert edited(parse(before), made.edits) == before


def assert_fills(before: str, folder: Path) -> None:
    """Import what was sent into a catalog without translations."""
    entries = [*parse(before).live]
    (received,) = read_xliff(folder / "a.xlf")
    blank = [entry.values | {"msgstr": ""} for entry in entries]
    fresh = PoFile([make_entry(values) for values in blank])
    made = plan(received.arrivals, [*fresh.live])
    assert not made.refused
    filled = {entry.key: entry.msgstr for entry in parse(edited(fresh, made.edits)).live}
    assert filled == {entry.key: entry.msgstr for entry in entries}


def test_a_memory_has_each_finished_pair_once(exchange: Exchange) -> None:
    from ext_translations.exchange.tmx import write_tmx

    tmx = pytest.importorskip("translate.storage.tmx", reason="translate-toolkit is not here")
    text = catalog(("نص {cite}`a` \x07", "A text {cite}`a`"), ("رابع", "")) + "\n" + FULL
    document = Document("one.po", "ar", "en", [*parse(text).live])
    store = tmx.tmxfile(BytesIO(write_tmx([document, document])))
    pairs = [(str(unit.source), str(unit.target)) for unit in store.units]
    assert pairs == [("نص {cite}`a` ", "A text {cite}`a`"), ("ثالث", "Third")]
