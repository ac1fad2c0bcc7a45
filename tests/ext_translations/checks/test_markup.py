from __future__ import annotations

import pytest

from ext_translations.checks.arabic import fold, stems
from ext_translations.checks.citing import keys_of, words_of
from ext_translations.checks.foreign import foreign_text
from ext_translations.checks.markup import OBJECT, read_markup
from ext_translations.checks.model import Context, Pair
from ext_translations.checks.run import check_pair


def names(source: str, target: str, **context: object) -> list[str]:
    pair = Pair(source, target)
    return [one.name for one, _ in check_pair(pair, Context(**context))]  # type: ignore[arg-type]


def test_markup_is_told_from_prose() -> None:
    found = read_markup(
        'a {ref}`b <c>` **d** *e* [f `g`](h "i") ![j](k) <b>l</b> [m][n] {{ o }}.[^p] {cite}`q`'
        " <https://r.org> https://s.org. \\* [t]{.u} <!-- v -->"
    )
    assert [(role.name, role.text, role.target) for role in found.roles] == [
        ("ref", "b", "c"),
        ("cite", "q", "q"),
    ]
    assert (found.code, found.links, found.images, found.labels) == (["g"], ["h"], ["k"], ["n"])
    assert (found.substitutions, found.footnotes) == (["o"], ["p"])
    assert found.addresses == ["https://r.org", "https://s.org"]
    assert found.extras == ["{.u}", "<!-- v -->"] or found.extras == ["<!-- v -->"]
    assert found.asides == ['"i"', "j"]
    assert found.strong == ["**d**"]
    assert found.emphasised == ["*e*"]
    assert found.prose.startswith(f"a b d e f {OBJECT} {OBJECT} l m {OBJECT}.")


@pytest.mark.parametrize(
    ("content", "keys", "words"),
    [
        ("a, b; c", ["a", "b", "c"], ""),
        ("see @a, p. 4", ["a"], "see p. 4"),
        ("انظر @a، ص 4", ["a"], "انظر 4"),
        ("{see}a{p. 4}", ["a"], "see p. 4"),
        ("see a", ["a"], "see"),
    ],
)
def test_keys_of_a_citation_are_told_from_its_words(
    content: str, keys: list[str], words: str
) -> None:
    assert keys_of(content) == keys
    assert words_of(content) == words


@pytest.mark.parametrize(
    "text",
    [
        "[ولاية]{lang=ar}", '<span lang="ar">ولاية</span>', "{ref}`x <ولاية>`", "[x](https://e.org/ولاية)",
        "{cite}`ولاية`", "x[^ولاية]", "[ولاية]{.language-ar}",
    ],
)  # fmt: skip
def test_arabic_may_stand_where_it_is_marked_or_not_printed(text: str) -> None:
    assert "ولاية" not in foreign_text(read_markup(text))


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("{cite}`a`", "{cite}`ي @a`", ["arabic-letters"]),
        ("{cite}`a` {cite}`b` نص", "Text {cite}`a; b`", []),
        ("{abbr}`كذا (كذا)` نص", "Text {abbr}`So (so)`", []),
        ("{term}`كذا` نص", "Text {term}`so`", []),
        ("{sup}`أ` {sup}`x` نص", "Text {sup}`a` {sup}`x`", []),
        ("نص {ref}`a`", "Text {ref`a`}", ["role", "code"]),
        ("نص [أ](x.md)", "Text [a](y.md)", ["address"]),
        ("نص [أ][ب]", "Text [a][c]", ["link"]),
        ("نص [أ][ب]", "Text [a][ب]", []),
        ("نص", "Text <https://e.org>", ["address"]),
        ("نص", "Text <file:///etc/passwd>", ["script", "address"]),
        ("نص", "Text <script>x</script>", ["script"]),
        ("نص", "Text {raw}`x`", ["script", "role"]),
        ("نص", 'Text <span lang="ar">نص</span>', []),
        ("نص <span>أ</span>", 'Text <span lang="ar">نص</span>', ["html"]),
        ("نص", "Text `", ["code"]),
        ("نص `شغّل`", "Text `run`", []),
        ("نص", "[Text]{lang=ar}", []),
        ("نص", "Text [a]{.b}", ["markup"]),
        ("نص", "    Text", ["block", "blanks"]),
        ("نص", "Text\n- more", ["block"]),
        ("نص\n- آخر", "Text\n- more", []),
        ("نص", "(x)=", ["block"]),
        ("نص", "| a | b |", ["block"]),
        ("نص", "```", ["block", "code"]),
        ("نص", "[^a]: Text", ["block", "footnote"]),
        ("١٩٩٠. نص", "1990. Text", ["block"]),
        ("٥ من ٦ دولارات", "US$5 of US$6", ["math"]),
        ("من 5 إلى 6 دولارات", "\\$5 to \\$6", []),
        ("٥", "5", []),
        ("نص", "Text\n\nand", ["paragraph"]),
        ("نص\n\nنص", "Text\n\nand", []),
        ("نص\\*", "Text\\*", []),
        ("نص", "2*3 = 6", ["numbers"]),
    ],
)
def test_markup_of_a_translation_is_that_of_its_source(
    source: str, target: str, found: list[str]
) -> None:
    assert sorted(names(source, target)) == sorted(found)


def test_text_is_folded_as_it_is_compared() -> None:
    assert fold("مُؤسّسةُ ٱلأُمّـة ٣٫٥٪") == "مؤسسه الامه 3.5%"
    assert ("اطار", True, True) in stems("وللاطار")
    assert ("ثلاثه", True, False) in stems("وبثلاثه")
