from __future__ import annotations

from typing import TYPE_CHECKING

from ext_brief.model import Edition, Site
from midad import site

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SITE = Site(
    editions=(
        Edition(language="ar", label="العربية", name="مداد", publisher="مداد"),
        Edition(language="en", label="English", name="Midad", publisher="Midad"),
    )
)


def write(path: Path, text: str = "x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def built(out: Path, language: str) -> None:
    write(out / language / "html/index.html")
    write(out / language / "html/b/one.html", "page")
    write(out / language / "html/.buildinfo")
    write(out / language / "html/_sources/index.md.txt")
    write(out / language / "pdf/b/one.pdf", "paper")
    write(out / language / "pdf/b/gone.pdf")
    write(out / language / "pdf/b/one.json")


def names(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def test_pages_and_their_pdfs_are_published_and_nothing_else(tmp_path: Path) -> None:
    built(tmp_path, "ar")
    assert site.publish(tmp_path, SITE, ["ar"], ["html", "pdf"]) == tmp_path / "site"
    assert names(tmp_path / "site") == {
        "index.html",
        "ar/index.html",
        "ar/b/one.html",
        "ar/b/one.pdf",
    }


def test_pdf_offered_for_download_is_published(tmp_path: Path) -> None:
    built(tmp_path, "ar")
    write(tmp_path / "ar/html/_downloads/1/annex.pdf")
    site.publish(tmp_path, SITE, ["ar"], ["html", "pdf"])
    assert "ar/_downloads/1/annex.pdf" in names(tmp_path / "site")


def test_what_was_not_built_now_is_taken_over(tmp_path: Path) -> None:
    built(tmp_path, "ar")
    site.publish(tmp_path, SITE, ["ar"], ["html", "pdf"])
    built(tmp_path, "en")
    write(tmp_path / "ar/html/b/one.html", "half built")
    site.publish(tmp_path, SITE, ["en"], ["html"])
    assert (tmp_path / "site/ar/b/one.html").read_text() == "page"
    assert names(tmp_path / "site") >= {"ar/b/one.pdf", "en/b/one.html"}
    assert "en/b/one.pdf" not in names(tmp_path / "site")
    site.publish(tmp_path, SITE, ["en"], ["pdf"])
    assert names(tmp_path / "site") >= {"en/b/one.pdf", "en/b/one.html"}


def test_unchanged_file_is_linked_to_the_published_one_never_to_the_builders(
    tmp_path: Path,
) -> None:
    built(tmp_path, "ar")
    site.publish(tmp_path, SITE, ["ar"], ["html", "pdf"])
    page = tmp_path / "site/ar/b/one.html"
    before = page.stat().st_ino
    site.publish(tmp_path, SITE, ["ar"], ["html", "pdf"])
    assert page.stat().st_ino == before
    with (tmp_path / "ar/html/b/one.html").open("w") as file:  # as Sphinx writes, in place
        file.write("half")
    assert page.read_text() == "page"


def test_file_system_without_links_gets_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(one: object, other: object) -> None:
        raise OSError

    built(tmp_path, "ar")
    monkeypatch.setattr("os.link", refuse)
    for _ in range(2):
        site.publish(tmp_path, SITE, ["ar"], ["html", "pdf"])
    assert (tmp_path / "site/ar/b/one.html").read_text() == "page"


def test_site_of_a_killed_swap_is_restored(tmp_path: Path) -> None:
    built(tmp_path, "ar")
    site.publish(tmp_path, SITE, ["ar"], ["html", "pdf"])
    (tmp_path / "site").rename(tmp_path / ".site-old")
    write(tmp_path / ".site-new/half")
    site.publish(tmp_path, SITE, [], [])
    assert "ar/b/one.pdf" in names(tmp_path / "site")
    assert "half" not in names(tmp_path / "site")


def test_root_page_brings_the_fonts_of_the_theme_where_it_has_them(tmp_path: Path) -> None:
    built(tmp_path, "ar")
    write(tmp_path / "ar/html/_static/faces.css")
    site.publish(tmp_path, SITE, ["ar"], ["html"])
    root = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert 'href="ar/_static/faces.css"' in root
    assert 'hreflang="ar"' in root
    assert "English" not in root
