"""LaTeX in fields, and CSL's rich text."""

from __future__ import annotations

import pytest

from ext_citations.formats.latex import decode
from ext_citations.formats.latex_out import encode, plain


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("A {NATO} view", 'A <span class="nocase">NATO</span> view'),
        ("{{All {of} it}}", '<span class="nocase">All of it</span>'),
        ("{\\\"O}zal, \\'{\\i}tem, \\c{c}, \\d{h}\\=a, \\v S", "Özal, ítem, ç, ḥā, Š"),
        ("{عنوان} {2024}", "عنوان 2024"),
        ("\\emph{a} \\textbf{\\textit{b}} \\textsc{c}",
         '<i>a</i> <b><i>b</i></b> <span style="font-variant:small-caps;">c</span>'),
        ("{\\em a b} {\\bfseries c \\it d} e", "<i>a b</i> <b>c <i>d</i></b> e"),
        ("x\\textsuperscript{2}, H$_2$O, 10$^{12}$, $\\alpha \\= 1$",
         "x<sup>2</sup>, H<sub>2</sub>O, 10<sup>12</sup>, α= 1"),
        ("\\(x^2\\) and \\[y\\]", "x<sup>2</sup> and y"),
        ("a_b^c", "a_b^c"),
        ("``q'' `r' a--b---c~d", "“q” ‘r' a–b—c\u00a0d"),
        ("50\\% \\& \\$ \\# \\_ \\{\\}", "50% & $ # _ {}"),
        ("\\href{https://e.org}{text} \\url{https://e.org}", "text https://e.org"),
        ("\\foreignlanguage{arabic}{نص} \\textarabic{نص}", "نص نص"),
        ("\\enquote{x} \\mkbibparens{y} \\mkbibbrackets{z}", "“x” (y) [z]"),
        ("\\LaTeX\\ is \\ss{} \\dots\\\\new\\-line", "LaTeX is ß … newline"),
        ("\\noopsort{b}A \\textdagger \\nosuch{B} \\nosuch c", "A †B c"),
        ("\\emph x\\emph{}y", "<i>x</i>y"),
        ("\\textnormal{x}", '<span class="nodecor">x</span>'),
        ("open {x", 'open <span class="nocase">x</span>') ,
        ("close} x", "close x"),
        ("\\", "\\"),
        ("a\x00b\u202ec\u2066d", "abcd"),
        ("  a \n\t b ", "a b"),
    ],
)  # fmt: skip
def test_latex_becomes_rich_text(latex: str, text: str) -> None:
    assert decode(latex, title=True) == text


def test_braces_matter_in_titles_only() -> None:
    assert decode("{Quiet} Press") == "Quiet Press"


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("a_b & 5% {x} \\", r"a\_b \& 5\% \textbraceleft{}x\textbraceright{} \textbackslash{}"),
        ("<i>a</i> <b>b</i>", r"\emph{a} <b>b</i>"),
        ("<sc>a</sc>", r"\textsc{a}"),
        ('<span class="nocase">a</span>', "{a}"),
        ('<span class="nocase"><i>a</i></span>', r"{{}\emph{a}}"),
        ("a--b\u00a0''c''", "a-{}-b~'{}'c'{}'"),
        ("a\nb", "a b"),
    ],
)
def test_rich_text_becomes_latex(text: str, latex: str) -> None:
    assert encode(text) == latex


def test_words_with_inner_capitals_are_protected_once() -> None:
    text = 'The OPEC and <span class="nocase">NATO</span>, iPad_2'
    assert encode(text, protect=True) == r"The {OPEC} and {NATO}, {iPad\_2}"


def test_plain_text_has_no_tags() -> None:
    assert plain('<i>a</i> < b <span class="nocase">c</span></b>') == "a < b c</b>"


def test_no_depth_or_length_stops_the_reader() -> None:
    deep = decode("\\emph{" * 20_000 + "x" * 20_000, title=True)
    assert "x" * 20_000 in deep
    assert decode("{" * 50_000 + "x" + "}" * 50_000) == "x"
    assert decode("{\\em " * 100 + "x" + "}" * 100).count("<i>") == 20
