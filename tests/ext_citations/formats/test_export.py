"""What a reader downloads beside a brief."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import parse_qs

import pytest

from ext_citations.formats.bibtex import read_bibtex
from ext_citations.formats.export import Exporter, to_bibtex, to_coins, to_csl_json, to_ris

PRESS = {
    "id": "cnn 2024",
    "type": "article-newspaper",
    "container-title": "سي إن إن",
    "issued": {"date-parts": [["2024", "1", "25"]]},
    "language": "ar",
}
BOOK = {
    "id": "nur",
    "type": "book",
    "title": "OPEC and the <i>Gulf</i> & more",
    "author": [{"family": "Nur", "given": "Sara", "suffix": "Jr."}, {"literal": "Bank, Gulf"}],
    "editor": [{"family": "Meer", "given": "Tom", "non-dropping-particle": "van"}],
    "publisher": "Quiet and Sons",
    "publisher-place": "Aden",
    "issued": {"date-parts": [[2020, 5]]},
    "number-of-pages": 320,
    "keyword": "oil, gas؛ ماء",
    "ISBN": "978-1-234-56789-7",
    "URL": "https://example.org/a_{b}",
    "language": "en",
}


def test_bibtex_is_written_for_readers() -> None:
    assert to_bibtex([PRESS, BOOK]) == (
        """@article{cnn-2024,
  journal = {سي إن إن},
  date = {2024-01-25},
  year = {2024},
  month = jan,
  entrysubtype = {newspaper},
  langid = {arabic},
}

@book{nur,
  author = {Nur, Jr., Sara and {Bank, Gulf}},
  title = {{OPEC} and the \\emph{Gulf} \\& more},
  editor = {van Meer, Tom},
  pagetotal = {320},
  publisher = {{Quiet and Sons}},
  address = {Aden},
  year = {2020},
  month = may,
  isbn = {978-1-234-56789-7},
  keywords = {oil, gas؛ ماء},
  langid = {english},
  url = {https://example.org/a_%7Bb%7D},
}
"""
    )


def test_keys_are_safe_and_different() -> None:
    ids: list[Any] = ["a b", "a,b", "a{b}", "كتاب-1", 7, "", None]
    keys = re.findall(r"@misc\{(.*),", to_bibtex([{"id": each} for each in ids]))
    assert keys == ["a-b", "a-b-2", "a-b-", "كتاب-1", "7", "source", "source-2"]


@pytest.mark.parametrize(
    "item",
    [
        {"type": "thesis", "genre": "PhD thesis", "publisher": "U"},
        {"type": "thesis", "genre": "رسالة ماجستير", "language": "ar"},
        {"type": "thesis", "genre": "أطروحة دكتوراه", "title": "عنوان"},
        {"type": "thesis", "genre": "Habilitation"},
        {"type": "report", "genre": "software", "status": "submitted"},
        {"type": "chapter", "title": "A", "container-title": "B", "volume-title": "C"},
        {"type": "book", "title": "A", "volume-title": "C"},
        {"type": "article-journal", "container-title": "J", "keyword": "newspaper"},
        {"type": "article-journal", "collection-title": "3", "volume-title": "C"},
        {"type": "document", "URL": "https://example.org", "accessed": {"date-parts": [[2024]]}},
        {"type": "bill", "authority": "Assembly and House", "number": "4"},
        {"type": "dataset", "container-title": "Archive"},
        {"type": "post-weblog", "container-title": "Blog", "title": "Entry"},
        {"type": "manuscript", "event-place": "Amman"},
    ],
)
def test_what_the_entry_type_does_not_say_comes_back(item: dict[str, Any]) -> None:
    item = {"id": "k", **item}
    assert [each for each, _ in read_bibtex(to_bibtex([item]))] == [item]


def test_ris_has_its_tags_line_ends_and_order() -> None:
    press, book = to_ris([PRESS, BOOK]).split("ER  - \r\n")[:2]
    assert press.split("\r\n") == [
        "TY  - NEWS",
        "ID  - cnn 2024",
        "T2  - سي إن إن",
        "LA  - ar",
        "PY  - 2024",
        "DA  - 2024/01/25/",
        "",
    ]
    lines = book.split("\r\n")
    assert lines[2:5] == ["AU  - Nur, Sara, Jr.", "AU  - Bank, Gulf", "A2  - van Meer, Tom"]
    assert "TI  - OPEC and the Gulf & more" in lines
    assert lines[-4:-1] == ["KW  - oil", "KW  - gas", "KW  - ماء"]


@pytest.mark.parametrize(
    ("page", "first", "last"),
    [("4-6", "4", "6"), ("4–6", "4", "6"), ("e1--e9", "e1", "e9"), ("A-12", "A-12", ""),
     ("iv-x", "iv-x", ""), ("4-6, 9", "4-6, 9", ""), ("7", "7", "")],
)  # fmt: skip
def test_pages_are_split_where_they_are_a_range(page: str, first: str, last: str) -> None:
    item = {"type": "article-journal", "page": page}
    lines = to_ris([item]).split("\r\n")
    assert f"SP  - {first}" in lines
    assert (f"EP  - {last}" in lines) == bool(last)
    assert parse_qs(to_coins(item)).get("rft.epage", [""]) == [last]


def test_ris_values_stay_on_one_line() -> None:
    text = to_ris([{"type": "nothing", "title": "a\r\nER  - \nb", "accessed": "2024-02"}])
    assert text.split("\r\n") == [
        "TY  - GEN",
        "ID  - ",
        "TI  - a ER - b",
        "Y2  - 2024/02//",
        "ER  - ",
        "",
    ]


def test_csl_json_is_ordered_and_has_its_forms() -> None:
    item = {
        "multi": {"_keys": {"container-title": {"en": "CNN", "ar-Latn": "x"}}},
        "title": "a\x00\ud800b",
        "volume": 3,
        "circa": None,
        "extra": object,
        **PRESS,
    }
    text = to_csl_json([item])
    assert text.encode("utf-8")
    (data,) = json.loads(text)
    assert list(data)[:3] == ["id", "type", "circa"]
    assert data["issued"] == {"date-parts": [[2024, 1, 25]]}
    assert data["title"] == "ab"
    assert list(data["multi"]["_keys"]["container-title"]) == ["ar-Latn", "en"]
    assert to_csl_json([dict(reversed(item.items()))]) == text
    assert "سي إن إن" in text


def coins(**item: Any) -> dict[str, list[str]]:
    return parse_qs(to_coins(item))


def test_coins_of_a_press_item_names_zoteros_type() -> None:
    assert parse_qs(to_coins(PRESS)) == {
        "ctx_ver": ["Z39.88-2004"],
        "rft_val_fmt": ["info:ofi/fmt:kev:mtx:dc"],
        "rft.type": ["newspaperArticle"],
        "rft.source": ["سي إن إن"],
        "rft.language": ["ar"],
        "rft.date": ["2024-01-25"],
    }


def test_coins_has_the_format_of_each_kind() -> None:
    article = coins(
        type="article-journal", title="<i>T</i>", DOI="10.1/x", PMID="5", page="4-6",
        author=[{"family": "Meer", "given": "Tom", "non-dropping-particle": "van"}],
        **{"container-title": "J"},
    )  # fmt: skip
    assert article["rft.genre"] == ["article"]
    assert article["rft.atitle"] == ["T"]
    assert article["rft.jtitle"] == ["J"]
    assert article["rft_id"] == ["info:doi/10.1/x", "info:pmid/5"]
    assert article["rft.aulast"] == ["van Meer"]
    assert article["rft.au"] == ["van Meer, Tom"]
    assert article["rft.spage"] == ["4"]
    book = coins(**BOOK)
    assert book["rft.btitle"] == ["OPEC and the Gulf & more"]
    assert book["rft_id"] == ["https://example.org/a_{b}"]
    assert book["rft.tpages"] == ["320"]
    chapter = coins(type="chapter", title="C", **{"container-title": "B"})
    assert (chapter["rft.genre"], chapter["rft.btitle"]) == (["bookitem"], ["B"])
    assert coins(type="thesis", title="T", publisher="U")["rft.inst"] == ["U"]
    patent = coins(type="patent", title="T", author=[{"literal": "A"}])
    assert (patent["rft.inventor"], "rft.au" in patent) == (["A"], False)
    page = coins(type="webpage", URL="https://e.org", author=[{"literal": "A"}])
    assert page["rft.identifier"] == ["https://e.org"]
    assert page["rft.creator"] == ["A"]
    assert coins(type="unheard-of", author="x")["rft.type"] == ["document"]
    assert "rft.au" not in coins(type="book", author=["x"])


@pytest.mark.parametrize("author", ["سعاد نور", ["سعاد نور"], [{"literal": "سعاد نور"}]])
def test_a_name_that_is_written_out_is_taken_along(author: object) -> None:
    exporter = Exporter({"a": {"type": "book", "title": "أ", "author": author}})
    assert "author = {{سعاد نور}}" in exporter.file(["a"], "bib")
    assert "AU  - سعاد نور" in exporter.file(["a"], "ris")
    (item,) = json.loads(exporter.file(["a"], "json"))
    assert item["author"] == [{"literal": "سعاد نور"}]
    assert parse_qs(exporter.coins("a"))["rft.au"] == ["سعاد نور"]
