"""BibTeX and BibLaTeX, as Zotero, Better BibTeX and JabRef write them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ext_citations.formats.bibtex import Fault, read_bibtex

DATA = Path(__file__).parent / "data"


def read(text: str) -> tuple[dict[str, dict[str, Any]], list[tuple[int, str]]]:
    found = list(read_bibtex(text))
    items = {item["id"]: item for item, _ in found if isinstance(item, dict)}
    return items, [(line, fault.message) for fault, line in found if isinstance(fault, Fault)]


def one(text: str) -> dict[str, Any]:
    items, faults = read(text)
    assert not faults
    (item,) = items.values()
    return item


def test_zotero_file_is_read_whole() -> None:
    items, faults = read((DATA / "zotero.bib").read_text(encoding="utf-8"))
    assert not faults
    assert items["haddad_water_2020"] == {
        "id": "haddad_water_2020",
        "type": "article-journal",
        "title": 'Water policy in the <span class="nocase">Gulf</span>: a <i>first</i> look',
        "volume": "3",
        "ISSN": "1234-5678",
        "URL": "https://example.org/a_b",
        "DOI": "10.1000/xyz",
        "abstract": "Costs rose by 5% & more.",
        "language": "en-US",
        "issue": "2",
        "accessed": {"date-parts": [[2024, 1, 5]]},
        "container-title": "Journal of Quiet Matters",
        "author": [
            {"family": "Haddad", "given": "Anna"},
            {"family": "Meer", "given": "Tom", "non-dropping-particle": "van der"},
        ],
        "issued": {"date-parts": [[2020, 5]]},
        "note": "Publisher: Quiet Press",
        "keyword": "policy, water",
        "page": "4-6",
    }
    page = items["noauthor_wells_2023"]
    assert (page["type"], page["container-title"]) == ("webpage", "Example Water Watch")
    thesis = items["ali_rivers_2019"]
    assert (thesis["type"], thesis["genre"], thesis["publisher"]) == (
        "thesis",
        "PhD Thesis",
        "جامعة المثال",
    )
    assert thesis["author"] == [{"family": "العلي", "given": "محمد"}]


def test_better_bibtex_file_is_read_whole() -> None:
    items, faults = read((DATA / "better-bibtex.bib").read_text(encoding="utf-8"))
    assert not faults
    press = items["haddadWater2020"]
    assert press["type"] == "article-newspaper"
    assert press["title"] == 'Why <span class="nocase">OPEC</span> Met Again'
    assert press["author"][1]["non-dropping-particle"] == "van der"
    assert press["accessed"] == {"date-parts": [[2024, 1, 5]]}
    assert press["note"].split("\n")[1] == "cne-title-original: لماذا اجتمعت أوبك"
    page = items["exampleWells2023"]
    assert page["author"] == [{"literal": "Example Water Watch"}]
    assert page["issued"] == {"date-parts": [[2023, 1], [2023, 2]]}
    assert page["container-title"] == "Example Water Watch"
    assert (page["language"], page["status"], "publisher" in page) == ("ar", "يصدر قريباً", False)
    chapter = items["nurChapter2018"]
    assert chapter["container-title"] == "The Works"
    assert chapter["volume-title"] == "The Book. Second Part"
    assert chapter["author"][1] == {"literal": "others"}
    assert chapter["issued"] == {"date-parts": [[2018]], "circa": True}
    assert (chapter["collection-title"], chapter["collection-number"]) == ("Old Texts", "7")
    assert (chapter["page"], chapter["language"]) == ("10-20, 25", "en-GB")
    talk = items["nurTalk2021"]
    assert (talk["type"], talk["genre"], talk["event-place"]) == ("speech", "Keynote", "Amman")
    assert talk["issued"] == {"date-parts": [[2021]], "season": 1}
    report = items["agencyOutlook2022"]
    assert (report["genre"], report["number"]) == ("Technical report", "12")
    assert report["URL"] == "https://arxiv.org/abs/2201.00001"


def test_jabref_file_is_read_whole() -> None:
    items, faults = read((DATA / "jabref.bib").read_text(encoding="utf-8"))
    assert not faults
    talk = items["Said2015"]
    assert talk["title"] == "عن المياه في المدينة"
    assert talk["author"][1] == {"family": "Çelik", "given": "Ömer"}
    assert talk["container-title"] == "Proceedings of the Rivers Forum"
    assert talk["editor"] == [{"family": "Hasan", "given": "Layla", "suffix": "Jr."}]
    assert talk["publisher-place"] == "Tunis"
    assert "DOI" not in talk  # it is that of the whole book
    article = items["Nur2016"]
    assert article["title"] == "On 10<sup>3</sup> wells"
    assert article["container-title"] == (
        'Journal of <span class="nocase">Quiet</span> Matters'
        ' (<span class="nocase">New</span> Series)'
    )
    assert article["issued"] == {"date-parts": [[2016, 6, 10]]}


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ("@mvbook{k, title={T}}", "book"),
        ("@inbook{k, title={T}, booktitle={B}}", "chapter"),
        ("@inbook{k, title={T}, chapter={2}}", "book"),
        ("@bookinbook{k, title={T}, booktitle={B}}", "chapter"),
        ("@collection{k, title={T}}", "book"),
        ("@techreport{k, title={T}}", "report"),
        ("@mastersthesis{k, title={T}}", "thesis"),
        ("@www{k, title={T}}", "webpage"),
        ("@misc{k, title={T}}", "document"),
        ("@misc{k, title={T}, howpublished={\\url{https://e.org/~x}}}", "webpage"),
        ("@misc{k, title={T}, eprint={2201.00001}, archiveprefix={arXiv}}", "article"),
        ("@online{k, title={T}, pubstate={prepublished}}", "article"),
        ("@article{k, title={T}, eprint={2201.00001}}", "article"),
        ("@article{k, title={T}, journal={J}, keywords={a; Newspaper}}", "article-newspaper"),
        ("@article{k, title={T}, journal={J}, entrysubtype={magazine}}", "article-magazine"),
        ("@unpublished{k, title={T}}", "manuscript"),
        ("@legislation{k, title={T}}", "legislation"),
        ("@jurisdiction{k, title={T}}", "legal_case"),
        ("@letter{k, title={T}}", "personal_communication"),
        ("@movie{k, title={T}}", "motion_picture"),
        ("@audio{k, title={T}}", "song"),
        ("@booklet{k, title={T}}", "pamphlet"),
        ("@manual{k, title={T}}", "book"),
        ("@periodical{k, title={T}}", "periodical"),
        ("@dataset{k, title={T}}", "dataset"),
        ("@SOFTWARE{k, title={T}}", "software"),
        ("@customa{k, title={T}}", "document"),
        ("@misc{k, title={T}, entrysubtype={interview}}", "interview"),
    ],
)
def test_entry_types_have_their_counterparts(entry: str, kind: str) -> None:
    assert one(entry)["type"] == kind


@pytest.mark.parametrize(
    ("fields", "variable", "value"),
    [
        ("title={T}, subtitle={S}", "title", "T: S"),
        ("title={T?}, subtitle={S}, titleaddon={A}", "title", "T? S. A"),
        ("subtitle={S}", "title", "S"),
        ("title={T}, maintitle={M}", "title", "M"),
        ("title={T}, maintitle={M}", "volume-title", "T"),
        ("booktitle={B}", "title", "B"),
        ("title={T}, edition={Second}", "edition", "Second"),
        ("title={T}, doi={https://doi.org/10.1/a\\_b}", "DOI", "10.1/a_b"),
        ("title={T}, url={\\url{https://e.org/\\%20{\\_}}}", "URL", "https://e.org/%20_"),
        ("title={T}, howpublished={\\url{https://e.org}}", "URL", "https://e.org"),
        ("title={T}, howpublished={Handed out}", "publisher", "Handed out"),
        ("title={T}, eprint={123}, eprinttype={pubmed}", "PMID", "123"),
        ("title={T}, eprint={4}, eprinttype={jstor}", "URL", "https://www.jstor.org/stable/4"),
        ("title={T}, eprint={https://e.org/x}", "URL", "https://e.org/x"),
        ("title={T}, note={A}, addendum={B}", "note", "A. B"),
        ("title={T}, series={S}, number={4}", "collection-number", "4"),
        ("title={T}, annote={N}", "annote", "N"),
        ("title={T}, shorttitle={S}", "title-short", "S"),
        ("title={T}, langid={usenglish}", "language", "en-US"),
        ("title={T}, hyphenation={persian}", "language", "fa"),
        ("title={T}, language={ar_SA}", "language", "ar-SA"),
        ("title={T}, language={langfrench and langenglish}", "language", "fr"),
        ("title={T}, language={العربية}", "language", "ar"),
        ("title={T}, langid={arabic}, langidopts={locale=morocco}", "language", "ar-MA"),
        ("title={T}, langid={german}, langidopts={variant=unknown}", "language", "de"),
        ("title={T}, langid={arabic}, language={ar-Latn}", "language", "ar-Latn"),
        ("title={T}, language={Old Tongue}", "language", None),
        ("title={T}, date={2024~}, year={1999}", "issued", {"date-parts": [[2024]], "circa": True}),
        ("title={T}, archive_location={Box 4}", "archive_location", "Box 4"),
        ("title={T}, available-date={2024}", "available-date", {"date-parts": [[2024]]}),
        ("title={T}, csl-genre={software}", "genre", "software"),
        ("title={T}, csl-doi={10.1/x}", "DOI", "10.1/x"),
        ("title={T}, holder={Example Works}", "author", [{"family": "Works", "given": "Example"}]),
    ],
)
def test_fields_have_their_counterparts(fields: str, variable: str, value: object) -> None:
    assert one(f"@book{{k, {fields}}}").get(variable) == value


def test_roles_of_editors_are_those_of_csl() -> None:
    item = one(
        "@movie{k, title={T}, editor={A, B}, editortype={director}, editora={C, D}, "
        "editoratype={founder}, editorb={E, F}, editorbtype={translator}, bookauthor={G, H}, "
        "interviewer={I, J}}"
    )
    roles = ("director", "contributor", "translator", "container-author", "interviewer")
    assert [item[role][0]["family"] for role in roles] == ["A", "C", "E", "G", "I"]


def test_law_and_articles_use_their_own_fields() -> None:
    law = one("@legislation{k, title={T}, number={5}, institution={Assembly}}")
    assert (law["authority"], law["number"], "publisher" in law) == ("Assembly", "5", False)
    article = one(
        "@article{k, title={T}, journaltitle={J}, series={2}, number={3}, issue={Spring}, "
        "eid={e12}, issuetitle={Wells}, chapter={Opinion}}"
    )
    assert article["issue"] == "3, Spring"
    assert article["number"] == "e12"
    assert article["collection-number"] == "2"
    assert article["volume-title"] == "Wells"
    assert article["section"] == "Opinion"


def test_a_translated_title_of_the_chicago_styles_is_a_form() -> None:
    item = one("@book{k, title={كتاب}, langid={arabic}, usere={A Book}}")
    assert item["multi"] == {"_keys": {"title": {"en": "A Book"}}}
    assert "multi" not in one("@book{k, title={T}, usere={A Book}}")


def test_entries_take_over_from_their_parents() -> None:
    items, faults = read("""
@mvbook{works, title={Works}, author={A, B}, publisher={P}, date={2001}}
@book{two, crossref={works}, title={Second}, volume={2}, year={2003}}
@inbook{part, crossref={two}, title={Part}, pages={3-4}}
@incollection{other, crossref={two}, title={Other}, author={C, D}}
@periodical{issue, title={Quarterly}, volume={4}, year={1999}}
@article{piece, crossref={issue}, title={Piece}}
@xdata{house, publisher={House}, address={Aden}, xdata={more}}
@xdata{more, note={N}, xdata={house}}
@book{last, title={Last}, xdata={house, none}, publisher={Own}}
""")
    assert faults == [(10, "last: the entry none that it refers to is not in this file")]
    assert (items["two"]["title"], items["two"]["volume-title"]) == ("Works", "Second")
    assert items["two"]["issued"] == {"date-parts": [[2003]]}
    part = items["part"]
    assert (part["container-title"], part["volume-title"]) == ("Works", "Second")
    assert part["author"] == part["container-author"] == [{"family": "A", "given": "B"}]
    assert (part["volume"], part["publisher"]) == ("2", "P")
    assert items["other"]["author"] == [{"family": "C", "given": "D"}]
    assert "container-author" not in items["other"]
    assert items["piece"]["container-title"] == "Quarterly"
    assert (items["last"]["publisher"], items["last"]["note"]) == ("Own", "N")
    assert "house" not in items


def test_what_is_wrong_is_said_with_its_line_and_the_rest_counts() -> None:
    items, faults = read("""@article{a title={x}}
@article{b,
  title = {x}, title = {y},
  year = soon,
}
@article-journal{c, title={x}}
@string{big = soon # "x"}
@book{d, crossref={nowhere}, title={T}}
@book{e, crossref={f}}
@book{f, crossref={e}}
@book{g, title={x
@book{, title={no key}}
@book{g2, title = {x}, , year}
@book{h, title={}}""")
    assert list(items) == ["b", "d", "e", "f", "", "h"]
    assert items["b"] == {"id": "b", "type": "article-journal", "title": "x"}
    assert faults == [
        (1, "a: a comma or an equals sign is missing in this entry"),
        (2, "b: the field title stands twice; the first one counts"),
        (4, "b: the abbreviation soon is not defined"),
        (6, "this kind of entry cannot be read: article-journal"),
        (7, "big: the abbreviation soon is not defined"),
        (8, "d: the entry nowhere that it refers to is not in this file"),
        (9, "e: refers to itself by way of f"),
        (10, "f: refers to itself by way of e"),
        (11, "g: this entry does not end; a brace or a quotation mark is missing"),
        (13, "g2: a comma or an equals sign is missing in this entry"),
    ]


def test_a_key_that_stands_twice_is_left_to_the_library() -> None:
    found = list(read_bibtex("@book{k, title={A}}\n@book{k, title={B}}\n"))
    assert [(item["title"], line) for item, line in found if isinstance(item, dict)] == [
        ("A", 1),
        ("B", 2),
    ]


@pytest.mark.parametrize("year", ["year = {2024}", "year={2024}", "year=2024", 'year = "2024"'])
def test_a_field_without_a_comma_before_it_is_a_fault_and_no_part_of_the_title(year: str) -> None:
    items, faults = read(f"@book{{a,\n  title = {{E = mc}}\n  {year},\n  volume = 2\n}}")
    assert items == {"a": {"id": "a", "type": "book", "title": "E = mc", "volume": "2"}}
    assert faults == [(2, "a: a comma or an equals sign is missing in this entry")]
