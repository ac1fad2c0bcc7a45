"""Real PDFs: a strict build through the command line, read back with two libraries."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest
from sphinx.util.console import strip_colors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.ext_pdf.conftest import MakeProject

# one build serves this module: keep it on one worker of pytest-xdist
pytestmark = pytest.mark.xdist_group("ext_pdf")

BODY = """\
## القسم الأول[^head]

هذا نص عربي طويل بعض الشيء فيه حاشية[^note] وفيه أيضًا رابط إلى [الموجز الآخر](b.md)،
ورابط إلى [القسم الأخير](#last)، وتكرار للحاشية[^note].

## قسم *مهم*

### فرع من القسم

{filler}

(last)=
## القسم الأخير

نهاية الموجز وهي كلمة واحدة: خاتمة.

[^head]: حاشية العنوان.
[^note]: حاشية أولى فيها [رابط](https://midad.example/away).

    وفقرة ثانية فيها.
"""


@dataclass
class Printed:
    """The result of one build."""

    outdir: Path
    result: subprocess.CompletedProcess[str]

    def pdf(self, name: str = "a") -> Path:
        return self.outdir / "briefs" / "2024" / f"{name}.pdf"


def sphinx(root: Path, *arguments: str, language: str = "ar") -> Printed:
    """Run Sphinx as ``midad`` does: strictly, in a process of its own."""
    outdir = root / "_build" / language / "pdf"
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-n", "-b", "pdf"]
    command += ["-d", str(outdir.parent / "doctrees"), "-D", f"language={language}", *arguments]
    source = Path(__file__).parents[2] / "src"
    env = os.environ | {"PYTHONPATH": str(source), "LC_ALL": "C.UTF-8", "LANGUAGE": ""}
    result = subprocess.run(
        [*command, str(root / "docs"), str(outdir)],
        env=env, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    return Printed(outdir, result)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory, make_project: MakeProject) -> Printed:
    filler = "\n\n".join(["نص يملأ الصفحة بكلام كثير. " * 40] * 4)
    root = make_project(
        tmp_path_factory.mktemp("printed"),
        a=("عنوان الموجز", BODY.format(filler=filler)),
        b=("الموجز الآخر", "نص"),
    )
    built = sphinx(root)
    assert built.result.returncode == 0, built.result.stderr
    return built


def walk(items: list[Any], depth: int = 0) -> Iterator[tuple[int, str]]:
    for item in items:
        yield depth, item.title
        yield from walk(item.children, depth + 1)


def text_of(page: Any) -> str:
    text = str(page.get_textpage().get_text_range())
    return re.sub(
        r"[\u200c-\u200f\u202a-\u202e\u2066-\u2069]", "", unicodedata.normalize("NFKC", text)
    )


def top(page: Any, word: str) -> float:
    textpage = page.get_textpage()
    found = textpage.search(word).get_next()
    assert found, (word, text_of(page))
    return float(textpage.get_charbox(found[0])[3])


def links(pdf: pikepdf.Pdf) -> tuple[set[str], set[str]]:
    """Return the public addresses and the places that the links of *pdf* lead to."""
    addresses, places = set(), set()
    for page in pdf.pages:
        for note in page.get("/Annots", pikepdf.Array()):
            if "/A" in note:
                addresses.add(str(note.A.URI))
            else:
                places.add(str(note.Dest))
    return addresses, places


def test_a_brief_on_paper(printed: Printed) -> None:
    """One build, many facts: what a reader, a library and a print shop find in the file."""
    record = json.loads((printed.outdir / "pages.json").read_text())["briefs/2024/a"]
    with pikepdf.open(printed.pdf()) as pdf:
        assert record["pages"] == len(pdf.pages) >= 2
        assert record["size"] == printed.pdf().stat().st_size
        assert str(pdf.docinfo.Title) == "عنوان الموجز"
        assert str(pdf.docinfo.Author) == "هيئة التحرير"
        assert pdf.attachments["a.md"].get_file().read_bytes().startswith(b"---")
        assert pdf.Root.Lang == "ar"
        assert pdf.Root.ViewerPreferences.Direction == "/R2L"
        with pdf.open_outline() as outline:
            assert list(walk(outline.root)) == [
                (0, "عنوان الموجز"),
                (1, "القسم الأول"),
                (1, "قسم مهم"),
                (2, "فرع من القسم"),
                (1, "القسم الأخير"),
            ]
        addresses, places = links(pdf)
        assert addresses == {
            "https://midad.example/ar/briefs/2024/b.html",
            "https://midad.example/away",
        }
        assert places >= {"last"}
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert fonts
        for font in fonts:
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
            assert re.search(r"Amiri|IBM-Plex-Sans-Arabic", str(font.BaseFont))
        raw = b"".join(
            bytes(obj.read_raw_bytes()) for obj in pdf.objects if isinstance(obj, pikepdf.Stream)
        )
        assert str(printed.outdir).encode() not in raw
        assert b"file://" not in printed.pdf().read_bytes()


def test_words_contents_and_notes_stand_where_they_should(printed: Printed) -> None:
    document = pypdfium2.PdfDocument(printed.pdf())
    try:
        first = text_of(document[0])
        for word in ("عنوان الموجز", "هذا نص عربي طويل", "المحتويات"):
            assert word in first
        last = next(n for n in range(1, len(document)) if "القسم الأخير" in text_of(document[n]))
        entry = next(line for line in first.splitlines() if "القسم الأخير" in line)
        assert str(last + 1) in entry
        assert (
            top(document[0], "هذا نص")
            > top(document[0], "حاشية العنوان")
            > top(document[0], "حاشية أولى")
        )
        assert top(document[0], "حاشية أولى") > top(document[0], "وفقرة ثانية")
        assert top(document[0], "حاشية العنوان") < document[0].get_height() / 2
    finally:
        document.close()


def test_second_build_renders_nothing_and_a_lost_pdf_comes_back_to_the_byte(
    printed: Printed,
) -> None:
    root = printed.outdir.parents[2]
    first = printed.pdf().read_bytes()
    times = printed.pdf().stat().st_mtime_ns
    again = sphinx(root)
    assert "rendering PDFs" not in again.result.stdout
    assert "every PDF is up to date" in again.result.stdout
    assert printed.pdf().stat().st_mtime_ns == times
    printed.pdf().unlink()
    once_more = sphinx(root)
    assert "rendering PDFs... [100%] briefs/2024/a" in strip_colors(once_more.result.stdout)
    assert printed.pdf().read_bytes() == first


def test_strict_build_fails_on_what_paper_cannot_show(
    tmp_path: Path, make_project: MakeProject
) -> None:
    root = make_project(
        tmp_path,
        good=("Good", "text"),
        bad=("Bad", "A strange 漢 letter, and a [link](<project:#gone>)."),
    )
    style = root / "themes/tiny/static/tiny.css"
    style.write_text(style.read_text() + "p { colour: red }")
    built = sphinx(root, language="en")
    assert built.result.returncode != 0
    for message in (
        "no font has the character “漢” (U+6F22)",
        "a link leads to “#gone”, which is not in this document",
    ):
        assert f"bad.md:8: WARNING: {message} [pdf.weasyprint]" in built.result.stderr
        assert not re.search(rf"good\.md.*{re.escape(message)}", built.result.stderr)
    assert "unknown property" in built.result.stderr
    # and the next build, which renders nothing, fails as well
    again = sphinx(root, language="en")
    assert again.result.returncode != 0
    assert "rendering PDFs" not in again.result.stdout
    with pikepdf.open(built.pdf("good")) as pdf:
        assert pdf.Root.ViewerPreferences.Direction == "/L2R"
        assert pdf.Root.Lang == "en"
        assert str(pdf.docinfo.Author) == "The Editors"
