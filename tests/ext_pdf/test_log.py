from __future__ import annotations

import pytest

from ext_pdf.log import explain, find_line

ROOT = "https://midad.example/ar/"

LINES = [
    (
        '.notdef glyph rendered for Unicode string unsupported by fonts: "漢" (U+6F22)',
        "no font has the character “漢” (U+6F22)",
    ),
    (
        '.notdef glyph rendered for Unicode string unsupported by fonts: "\n" (U+000A)',
        "no font has the character “\n” (U+000A)",
    ),
    (
        "No anchor #nowhere for internal URI reference",
        "a link leads to “#nowhere”, which is not in this document",
    ),
    (
        f"Failed to load image at '{ROOT}x.png': FileNotFoundError: no such file: x.png",
        "the image “x.png” cannot be shown: there is no such file",
    ),
    (
        "Failed to load image at 'file:///etc/passwd': RefusedError: outside the job: file:///etc/passwd",
        "the image “file:///etc/passwd” cannot be shown: only files of the publication can be read",
    ),
    (
        f"Failed to load image at '{ROOT}x.png': ValueError: cut off: x.png",
        "the image “x.png” cannot be shown: the end of its file is missing",
    ),
    (
        f"Failed to load image at '{ROOT}x.png': ",
        "the image “x.png” cannot be shown: its file is damaged, or no picture",
    ),
    (
        f"Failed to load stylesheet at {ROOT}_static/a.css: boom",
        "the style sheet “_static/a.css” cannot be read: boom",
    ),
    (
        f"Failed to load font at '{ROOT}_static/a.woff2': no such file: _static/a.woff2",
        "the font file “_static/a.woff2” cannot be read: there is no such file",
    ),
    ("Font-face 'Amiri' cannot be loaded", "the font “Amiri” cannot be loaded"),
    (
        "Content discarded: target points to undefined anchor ('url', ('internal', 'x'))",
        "a page number is asked of “x”, which is not in this document",
    ),
    (
        'Using fontTools instead of HarfBuzz-Subset for font "Amiri". This will …',
        "this machine lacks the library HarfBuzz-Subset (“midad doctor” says how to get it)",
    ),
    ("Anchor defined twice: 'x'", "two places in this document have the name “x”"),
    (
        'Image "x.png" has no required alt description',
        "the image “x.png” has no description (alternative text)",
    ),
    (
        "Table of line 3 is 12 mm too wide",
        "the table of line 3 is 12 mm too wide for its page: shorten its words or part it",
    ),
    (
        "Ignored `x: y` at 1:1, unknown property.",
        "WeasyPrint: Ignored `x: y` at 1:1, unknown property.",
    ),
]


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_known_lines_are_said_in_plain_words(
    line: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    assert explain(line, ROOT) == expected


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ('.notdef glyph rendered for Unicode string unsupported by fonts: "漢" (U+6F22)', 2),
        ("No anchor #nowhere for internal URI reference", 3),
        (f"Failed to load image at '{ROOT}_images/x.png': boom", 4),
        ("Failed to load image at '_images/x.png': ", 4),
        ("Anchor defined twice: 'absent'", None),
        ("Table of line 3 is 12 mm too wide", 3),
        ("Table of line 0 is 12 mm too wide", None),
        ("Ignored `x: y` at 1:1, unknown property.", None),
        ("Using fontTools instead of HarfBuzz-Subset for …", None),
    ],
)
def test_line_of_the_source_is_found_by_what_is_named(line: str, number: int | None) -> None:
    source = "# head\na 漢 b\n[link](#nowhere)\n![image](../x.png) 漢\n"
    assert find_line(line, source) == number


def test_lines_are_arabic_in_an_arabic_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ar_IQ.UTF-8")
    assert explain("Anchor defined twice: 'x'", ROOT) == "في هذه الوثيقة موضعان باسم واحد: «x»"
