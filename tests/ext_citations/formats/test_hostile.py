"""Files that are broken, or made to break us: no hang, no traceback."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ext_citations.formats.bibtex import Fault, read_bibtex
from ext_citations.formats.export import to_bibtex, to_coins, to_csl_json, to_ris
from ext_citations.formats.multi import with_forms


def test_abbreviations_that_double_each_other_are_stopped() -> None:
    lines = ["@string{a0 = {lol lol lol lol}}"]
    lines += [f"@string{{a{n} = a{n - 1} # a{n - 1}}}" for n in range(1, 60)]
    faults = [f for f, _ in read_bibtex("\n".join([*lines, "@misc{k, title=a59}"]))]
    assert any(isinstance(f, Fault) and "too long" in f.message for f in faults)


def test_crossref_chains_end() -> None:
    chain = "\n".join(f"@book{{k{n}, crossref={{k{n + 1}}}, title={{T}}}}" for n in range(3000))
    assert sum(isinstance(each, dict) for each, _ in read_bibtex(chain)) == 3000


@pytest.mark.parametrize(
    "text",
    [
        "@misc{k, title={" + "word {A} \\emph{b} " * 60_000 + "}}",
        "@misc{k, title={" + "{" * 200_000,
        "@misc{k, author={" + "a and " * 100_000 + "}}",
        "@misc{k, title={" + "\\" * 300_000 + " }}",
        "@misc{k, title={" + "\\em " * 100_000 + "}}",
        "@misc{k, year={" + "9" * 300_000 + "}, date={" + "1/" * 100_000 + "}}",
        "@misc{k, title=" + "a # " * 100_000 + "b}",
        "@misc{k, title=" + '{a} # "b" # ' * 50_000 + "1}",
        "@" * 200_000,
        "@misc{" * 3_000,
    ],
    ids=lambda text: text[:24],
)
def test_a_megabyte_is_read_in_seconds(text: str) -> None:
    start = time.process_time()
    list(read_bibtex(text))
    assert time.process_time() - start < 15


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("\ufeff@misc{k, title={T}}", ["T"]),
        ("@misc{k,\r\n title={A\r\n B},\r\n}\r\n@misc{l,\r\n title={C}}", ["A B", "C"]),
        ("@misc{k,\r title={A}}\r", ["A"]),
        ("@misc{k, title={A\x00\u202eB\u2069}}", ["AB"]),
        ("@misc{k, title={می\u200cروم}}", ["می\u200cروم"]),
        ("@misc{k, title={caf\xe9}}".encode("latin-1").decode("utf-8", "replace"), ["caf\ufffd"]),
        ("@misc(k, title={T})", ["T"]),
        ('@misc{k, title="a {"} b"}', ['a " b']),
        ('@misc{k, title=pre # "x", year=2020}', ["x"]),
        ('@misc{k, title={a#b} # "c{d}"}', ['a#bc<span class="nocase">d</span>']),
        ('@misc{k, title=2 # {x} # "y" # {', []),
        ("@misc{k, title={a}, }}} @misc{l, title={b}}", ["a", "b"]),
        ("@misc{k, title=}", [None]),
        ("@misc{k, author={}, title={{}}}", [None]),
        ("@preamble{\"x\"} @comment{y} @set{k, entryset={a,b}}", []),
        ("", []),
    ],
)  # fmt: skip
def test_odd_files_are_read(text: str, titles: list[str | None]) -> None:
    items = [item for item, _ in read_bibtex(text) if isinstance(item, dict)]
    assert [item.get("title") for item in items] == titles


def test_lines_are_counted_with_every_kind_of_line_end() -> None:
    for end in ("\n", "\r\n", "\r"):
        text = end.join(["", "@misc{k,", " title={T}", "}", "@misc{l}", "@misc{m"])
        assert [line for _, line in read_bibtex(text)] == [2, 5, 6]


def test_keys_have_no_invisible_characters() -> None:
    ((item, _),) = read_bibtex("@misc{\u200fk\u202a1, title={T}}")
    assert isinstance(item, dict)
    assert item["id"] == "k1"


@settings(deadline=None)
@given(st.text(st.sampled_from('@miscbok{}(),=#"\\ \n~$-abж٣،ع'), max_size=60))
def test_no_file_ends_in_a_traceback(text: str) -> None:
    found = list(read_bibtex("@misc{k, title={" + text + "\n@book{a," + text))
    items = [with_forms(item) for item, _ in found if isinstance(item, dict)]
    for write in (to_bibtex, to_ris, to_csl_json):
        assert write(items).encode("utf-8") is not None
    assert all(to_coins(item) for item in items)


PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5)
JSON = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)
FIELDS = [
    *("id", "type", "title", "author", "issued", "accessed", "page", "note", "multi", "language"),
    *("DOI", "genre", "volume-title", "container-title", "keyword"),
]


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=6))
def test_no_item_ends_in_a_traceback(item: dict[str, object]) -> None:
    item = with_forms(item)
    for write in (to_bibtex, to_ris, to_csl_json):
        assert write([item]).encode("utf-8") is not None
    assert to_coins(item)
