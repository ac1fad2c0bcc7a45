"""A whole brief of hard cases, read from the glyphs of its real PDF.

The brief is `tests/roots/test-hard-cases`. What runs left to right stands between bars here; all
else is read from the right.
"""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from ctypes import byref, c_double
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pypdfium2 import raw

# one build serves this module: keep it on one worker of pytest-xdist
pytestmark = pytest.mark.xdist_group("hard-cases")

ROOT = Path(__file__).parents[1] / "roots/test-hard-cases"
MILLIMETRE = 72 / 25.4
BRACKETS = str.maketrans(")]}»>≥”", "([{«<≤“")


@dataclass(frozen=True)
class Glyph:
    page: int
    #: the line, in points from the top
    line: int
    x: float
    left: float
    right: float
    text: str


@pytest.fixture(scope="module")
def glyphs(tmp_path_factory: pytest.TempPathFactory) -> list[Glyph]:
    """Return all glyphs of the brief, built strictly."""
    out = tmp_path_factory.mktemp("hard-cases")
    folders = ["-d", str(out / "trees"), str(ROOT), str(out / "pdf")]
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "pdf", *folders]
    subprocess.run(command, check=True)
    document = pdfium.PdfDocument(out / "pdf/briefs/hard-cases.pdf")
    return [glyph for number in range(len(document)) for glyph in page(document, number)]


def page(document: pdfium.PdfDocument, number: int) -> list[Glyph]:
    text = document[number].get_textpage()
    found = []
    for index in range(text.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(text, index))
        if not char.strip() or unicodedata.category(char) in {"Mn", "Cf", "Cn"}:
            continue
        x, y = c_double(), c_double()
        raw.FPDFText_GetCharOrigin(text, index, byref(x), byref(y))
        left, _, right, _ = text.get_charbox(index)
        found.append(Glyph(number, 842 - round(y.value), x.value, left, right, char))
    return found


@pytest.fixture(scope="module")
def lines(glyphs: list[Glyph]) -> list[str]:
    """Return all lines as the eye sees them, from left to right, without blanks and vowels."""
    found: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: (g.page, g.line)):
        last = found[-1][-1] if found else None
        if last is None or last.page != glyph.page or glyph.line - last.line > 2:
            found.append([])
        found[-1].append(glyph)
    return [one_way("".join(g.text for g in sorted(line, key=lambda g: g.x))) for line in found]


def one_way(text: str) -> str:
    """Return *text* with every bracket alike: pdfium turns some of them round."""
    return text.translate(BRACKETS)


def visual(text: str) -> str:
    """Return *text* as it has to look from left to right, without blanks and vowels."""
    kept = "".join(c for c in text if c.strip() and unicodedata.category(c) not in {"Mn", "Cf"})
    parts = [
        part if part.startswith("|") else part[::-1] for part in re.split(r"(\|[^|]*)\|", kept)
    ]
    return one_way("".join(part.strip("|") for part in reversed(parts)))


@pytest.mark.parametrize(
    "text",
    [
        # vowels, tatweel, words cut by markup
        "هُوَ اللَّفْظُ الْمُرَكَّبُ الْمُفِيدُ بِالْوَضْعِ",
        "وَ الْفِعْلُ يُعْرَفُ بِـقَدْ وَالسِّينِ",
        "ممدودة: مـــداد، ومرة",
        "بالتنسيق: المـكتبة والعلمية.",
        # Latin names, across markup too
        "في كتاب |The Elements of Style| ",
        "مجلة |Nature Climate Change| ",
        "قال |John Bold Smith| إن",
        "في (|Sample Style Guide|)، وسكت",
        "اللغة |C++|، وتلك |C#|، والثالثة |.NET|، ومنها |F-16| و|CO2|",
        "و|5G| و|Wi-Fi|.",
        "اسم |Ludwig van Beethoven| ",
        "|Latin words begin this line|، وتتمّه العربية.",
        # addresses
        "نزور |https://example.org/ar/page_(1)?q=a&b=2#top| ونراسل |first.last@mail.example.org|",
        "الموقع |www.example.org/a-b/c|، والمعرّف |10.1000/xyz-123(45)|، والملف",
        # percentages, signs, telephone numbers
        "|50%| من",
        "سهلة، و|2.5%| منها صعبة، والباقي |47.5%|.",
        "|٥٠|٪ من",
        "|33.3%| كلمة",
        "كلمة |66.6%| كلمة.",
        "الحرارة |-5| درجات، وكانت |+12|، والفرق |±3|، والثمن |$1,250.75| أو |900| €.",
        "الهاتف |+964 770 123 4567| أو |(02) 555-0199|، والرقم المعياري |978-3-16-148410-0|.",
        # ranges and dates
        "ص |4|–|6|، والصفحات |12|-|15|، والأعوام |2019|–|2024|، والفصول |٣|–|٥|.",
        "في |27| يناير |2024|، أي |2024-01-27|، أو |27/1/2024|، أو |٢٧/١/٢٠٢٤|، في",
        "|12:30|.",
        "العدد |1/2024|، والنسبة |3:1|، والإصدار |2.0.1|.",
        # formulas and code
        "نكتب |E = mc²| ونكتب |a + b = c|، ثم نكتب س + ص = ع، ونكتب |x ≥ 3| و|5| > |4|.",
        "اكتب |make publish| ثم |midad build --language ar|، ثم",
        # lists
        "|1|. أول القائمة",
        "• فرع أول فيه |PDF|",
        "• فرع ثان فيه |10%|",
        "|3|. يبدأ من ثلاثة",
        "|4|. ثم أربعة",
        "أ. حرف",
        "ب. حرف الباء",
        "ج. حرف الجيم",
        "• بند عربي فيه |English words inside|.",
        # tables of both directions
        "الاسم |Noun (common)| |1,250| |4|–|6|",
        "الفعل |Verb| |-5| |2019|–|2024|",
        "الحرف |Particle, etc.| |2.5%| |12|-|15|",
        # brackets and quotes
        "قال: «إن الجملة “المفيدة” تامة (وهي [ال",
        'هنا)»، ثم قال: "حسناً" {وأضاف}.',
        "وفي الشرح: |the word “istaqim” is a sentence|.",
        "والجواب (كما في |Smith|) واضح؛ انتهى...",
        # notes
        "|1|. حاشية فيها |Latin words here| و|50%|.",
        "|2|. |See the Sample Style Guide, pp. 4–6.|",
        "|3|. ص |7|–|9|.",
        # letters and digits of other languages
        "می‌خواهم کتاب‌های خوب بخوانم، و|۱۲۳۴| رقم",
        "کوردستان و زمانی کوردی، ئێمە دەڕۆین، وڕۆژ",
        "یہ ایک ٹھیک جملہ ہے۔",
        "العربية |٠١٢٣٤٥٦٧٨٩| والفارسية |۰۱۲۳۴۵۶۷۸۹| والغربية |0123456789|.",
    ],
)
def test_line_reads_in_the_right_order(lines: list[str], text: str) -> None:
    wanted = visual(text)
    assert any(wanted in line for line in lines), f"{wanted}\n\n" + "\n".join(lines)


@pytest.mark.parametrize(
    ("left", "right"),
    [("def greet(name: str) -> str:  #", "تعليق بالعربية"), ('return f"', "مرحبا")],
)
def test_code_runs_left_to_right_with_arabic_inside(
    lines: list[str], left: str, right: str
) -> None:
    assert any(visual(f"{right}|{left}|") in line for line in lines)


def test_english_table_begins_on_the_left_with_arabic_inside(lines: list[str]) -> None:
    [line] = [line for line in lines if line.startswith("Verb")]
    assert line == one_way("Verb" + "الفعل(الماضي)"[::-1] + "-7")


def test_percent_sign_stands_on_one_side_everywhere(lines: list[str]) -> None:
    assert not [line for line in lines if re.search(r"%[0-9]", line)]
    assert not [line for line in lines if re.search("[٠-٩]٪", line)]


def test_no_line_juts_out_of_its_margins(glyphs: list[Glyph]) -> None:
    for number in range(4):
        near, far = (
            (28, 32) if number % 2 == 0 else (32, 28)
        )  # an Arabic brief begins on a left page
        here = [glyph for glyph in glyphs if glyph.page == number]
        assert min(glyph.left for glyph in here) > near * MILLIMETRE - 2
        assert max(glyph.right for glyph in here) < 595.28 - far * MILLIMETRE + 2


def test_notes_stand_below_the_text(glyphs: list[Glyph]) -> None:
    last = glyphs[-1].page
    text = [g.line for g in glyphs if g.page == last and g.text == "ڕ"]
    notes = [g.line for g in glyphs if g.page == last and g.text == "S"]
    assert max(text) < max(notes)
