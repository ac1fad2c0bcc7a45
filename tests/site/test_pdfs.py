"""The publication's PDFs, read as a print shop and a screen reader would."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("site")

NAME = "briefs/2024/iraq-us-dialogue"


def pdf(site: Path, language: str) -> Path:
    return site / language / f"{NAME}.pdf"


@pytest.mark.parametrize(
    ("language", "direction", "author"),
    [("ar", "/R2L", "هيئة تحرير مداد"), ("en", "/L2R", "Midad Editorial Board")],
)
def test_title_author_language_and_binding_are_in_the_file(
    site: Path, language: str, direction: str, author: str
) -> None:
    with pikepdf.open(pdf(site, language)) as file:
        assert str(file.Root.Lang).startswith(language)
        preferences = file.Root.get("/ViewerPreferences")
        assert str(preferences.get("/Direction", "/L2R") if preferences else "/L2R") == direction
        assert str(file.docinfo["/Author"]) == author
        assert len(str(file.docinfo["/Title"])) > 10


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_section_is_in_the_outline(site: Path, language: str) -> None:
    with pikepdf.open(pdf(site, language)) as file, file.open_outline() as outline:
        titles = [item.title for item in outline.root]
        below = [child.title for item in outline.root for child in item.children]
    assert len(titles) + len(below) >= 6


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_font_is_embedded_and_ours(site: Path, language: str) -> None:
    names = set()
    with pikepdf.open(pdf(site, language)) as file:
        for page in file.pages:
            for font in page.resources.get("/Font", {}).values():
                inner = font.get("/DescendantFonts", [font])[0]
                descriptor = inner.FontDescriptor
                assert any(f"/FontFile{n}" in descriptor for n in ("", "2", "3"))
                names.add(str(inner.BaseFont).split("+")[-1])
    allowed = ("Amiri", "Source-Serif", "SourceSerif", "IBM-Plex", "IBMPlex")
    assert [
        name for name in names if not name[1:].startswith(allowed) and not name.startswith(allowed)
    ] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [("ar", ("السوداني", "البنتاغون", "153")), ("en", ("Sudani", "Pentagon", "153"))],
)
def test_the_text_can_be_copied(site: Path, language: str, words: tuple[str, ...]) -> None:
    document = pypdfium2.PdfDocument(pdf(site, language))
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert 4 <= len(document) <= 12
    document.close()
    for word in words:
        assert word in text
