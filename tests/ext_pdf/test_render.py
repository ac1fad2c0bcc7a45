"""One job in, one PDF out: in this process, with WeasyPrint itself."""

from __future__ import annotations

import io
import re
from base64 import b64decode
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pytest

from ext_pdf.files import root_of
from ext_pdf.fonts import FontSet, collect_fonts
from ext_pdf.log import explain
from ext_pdf.render import render
from ext_pdf.worker import Task, prepare, render_task

if TYPE_CHECKING:
    from pathlib import Path

    from ext_pdf.jobs import Job, Rendered

PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ"
    "AAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def outdir(tmp_path: Path, faces: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    static = tmp_path / "out" / "_static"
    static.mkdir(parents=True)
    for path in faces.glob("*.ttf"):
        (static / path.name).write_bytes(path.read_bytes())
    fonts = collect_fonts(tmp_path / "out", tmp_path / "fonts")
    assert fonts.config is not None
    monkeypatch.setenv("FONTCONFIG_FILE", fonts.config)
    return tmp_path / "out"


def rendered(outdir: Path, job: Job, body: str, style: str = "") -> Rendered:
    path = outdir / job.html
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"<html lang='ar' dir='rtl'><head><style>{style}</style></head><body>{body}",
        encoding="utf-8",
    )
    return render(job, outdir, {})


def texts(result: Rendered) -> list[str]:
    return [line.text for line in result.lines]


def test_metadata_comes_from_the_job(outdir: Path, job: Job) -> None:
    job = replace(job, contributors=("ليلى حسن", "عمر نور"))
    result = rendered(outdir, job, "<h1>عنوان</h1>")
    assert result.lines == ()
    with pikepdf.open(io.BytesIO(result.pdf)) as pdf:
        assert str(pdf.docinfo.Title) == "عنوان"
        assert str(pdf.docinfo.Author) == "هيئة التحرير"
        assert str(pdf.docinfo.Subject) == "خلاصة"
        assert str(pdf.docinfo.CreationDate).startswith("D:20240131")
        assert str(pdf.docinfo.ModDate).startswith("D:20240201")
        assert pdf.Root.Lang == "ar"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.MarkInfo.Marked
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "عنوان"
            assert metadata["dc:creator"] == ["هيئة التحرير"]
            assert metadata["dc:contributor"] == {"ليلى حسن", "عمر نور"}
            assert metadata["dc:language"] == {"ar"}
            assert metadata["dc:subject"] == {"العراق"}
            assert metadata["xmp:CreateDate"] == "2024-01-31"
            assert metadata.pdfa_status == "3A"
            assert metadata["pdfuaid:part"] == "1"


@pytest.mark.parametrize(("direction", "name"), [("rtl", "/R2L"), ("ltr", "/L2R")])
def test_binding_follows_the_edition(outdir: Path, job: Job, direction: str, name: str) -> None:
    result = rendered(outdir, replace(job, direction=direction), "<p>x")  # type: ignore[arg-type]
    with pikepdf.open(io.BytesIO(result.pdf)) as pdf:
        assert name == pdf.Root.ViewerPreferences.Direction


def test_job_without_dates_and_people_has_none(outdir: Path, job: Job) -> None:
    bare = replace(job, authors=(), keywords=(), description="", created="", modified="")
    with pikepdf.open(io.BytesIO(rendered(outdir, bare, "<p>x").pdf)) as pdf:
        assert "/CreationDate" not in pdf.docinfo
        with pdf.open_metadata() as metadata:
            assert "dc:creator" not in metadata
            assert "dc:description" not in metadata


def test_same_job_gives_the_same_bytes(outdir: Path, job: Job) -> None:
    body = "<h1>عنوان</h1><p>نص and text<span class=footnote>حاشية</span>"
    assert rendered(outdir, job, body).pdf == rendered(outdir, job, body).pdf


def test_missing_glyph_is_said_once(outdir: Path, job: Job) -> None:
    lines = texts(rendered(outdir, job, "<p>漢</p><p>漢</p>"))
    assert [line for line in lines if "notdef" in line] == lines
    assert len(lines) == 1
    assert "U+6F22" in lines[0]


def test_bad_anchor_missing_image_and_unknown_property_are_said(outdir: Path, job: Job) -> None:
    body = "<p><a href='#nowhere'>x</a><img src='../../_images/no.png' alt='x'>"
    lines = "\n".join(texts(rendered(outdir, job, body, "p { colour: red }")))
    assert "No anchor #nowhere" in lines
    assert "no such file: _images/no.png" in lines
    assert "unknown property" in lines


def test_picture_that_is_cut_off_or_none_is_said(outdir: Path, job: Job) -> None:
    (outdir / "_images").mkdir()
    (outdir / "_images/cut.png").write_bytes(b64decode(PIXEL)[:-8])
    (outdir / "_images/no.png").write_text("nothing")
    body = "".join(f"<p><img src='../../_images/{name}.png' alt='x'>" for name in ("cut", "no"))
    lines = texts(rendered(outdir, job, body))
    assert [explain(line, root_of(job.url, job.docname)) for line in lines] == [
        "the image “_images/cut.png” cannot be shown: the end of its file is missing",
        "the image “_images/no.png” cannot be shown: its file is damaged, or no picture",
    ]


def test_table_wider_than_its_page_is_said_once_with_its_line(outdir: Path, job: Job) -> None:
    def table(name: str, word: str) -> str:
        return f"<div><table class='{name}'><tr><td>{word}<td>{word}</table></div>"

    body = table("docutils line-7", "w" * 120) + table("line-9", "w") + table("", "w" * 90)
    lines = texts(rendered(outdir, job, body))
    assert [line.partition(" is ")[0] for line in lines] == ["Table of line 7", "Table of line 0"]


def test_table_that_juts_out_from_where_it_stands_is_said(outdir: Path, job: Job) -> None:
    def table(width: int, name: str = "line-7") -> str:
        return f"<table class='{name}' style='width: {width}mm'><tr><td>x</table>"

    style = "@page { size: 190mm 200mm; margin: 20mm } body { margin: 0 }"
    style += "blockquote { margin: 0 10mm } .wide { margin: 0 -10mm }"
    body = (
        f"<blockquote>{table(148)}</blockquote>{table(148)}<div class=wide>{table(170)}</div>"
        # of other briefs of a volume, and of no line
        f"<article>{table(160)}</article>{table(161, '')}{table(163, '')}"
    )
    assert texts(rendered(outdir, job, body, style)) == [
        "Table of line 7 is 8 mm too wide",
        "Table of line 7 is 20 mm too wide",
        "Table of line 7 is 10 mm too wide",
        "Table of line 0 is 11 mm too wide",
        "Table of line 0 is 13 mm too wide",
    ]


def test_image_without_description_is_said(outdir: Path, job: Job) -> None:
    result = rendered(outdir, job, f"<img src='data:image/png;base64,{PIXEL}'>")
    assert any("no required alt description" in line for line in texts(result))


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/a.png",
        "http://127.0.0.1:9/a.png",
        "file:///etc/passwd",
        "../../../../etc/passwd",
        "../../_images/link.png",
        "ftp://example.com/a.png",
    ],
)
def test_nothing_outside_the_job_is_read(
    outdir: Path, job: Job, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_network(*args: object) -> None:
        raise AssertionError(args)

    monkeypatch.setattr("socket.socket.connect", no_network)
    secret = outdir.parent / "secret.png"
    secret.write_bytes(b"secret")
    (outdir / "_images").mkdir()
    (outdir / "_images" / "link.png").symlink_to(secret)
    style = f"@import url({address}); p {{ background: url({address}) }}"
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{address}"/></svg>'
    lines = texts(rendered(outdir, job, f"<p>x<img alt=x src='{address}'>{svg}", style))
    assert len([line for line in lines if "RefusedError" in line]) >= 2
    assert not any("secret" in line for line in lines)


def test_files_read_and_files_missed_are_both_remembered(outdir: Path, job: Job) -> None:
    (outdir / "_static" / "a.css").write_text("@import url(b.css);")
    (outdir / "_static" / "b.css").write_text("p { color: red }")
    body = (
        "<link rel=stylesheet href='../../_static/a.css?v=1'><img alt=x src='../../_images/no.png'>"
    )
    result = rendered(outdir, job, body)
    assert result.files == ("_images/no.png", "_static/a.css", "_static/b.css")


def test_missing_font_file_is_named(outdir: Path, job: Job) -> None:
    face = (
        "@font-face { font-family: X; src: url(../../_static/gone.woff2) } body { font-family: X }"
    )
    lines = "\n".join(texts(rendered(outdir, job, "<p>x", face)))
    assert "no such file: _static/gone.woff2" in lines
    assert "Font-face 'X' cannot be loaded" in lines


def test_unpacked_font_is_read_in_place_of_the_packed_one(
    outdir: Path, job: Job, faces: Path
) -> None:
    (outdir / "_static" / "a.woff2").write_bytes(b"packed")
    path = outdir / job.html
    path.parent.mkdir(parents=True)
    path.write_text(
        "<style>@font-face { font-family: X; src: url(../../_static/a.woff2) }"
        "body { font-family: X }</style><p>x"
    )
    font = str(next(iter(faces.glob("*.ttf"))))
    result = render(job, outdir, {"_static/a.woff2": font})
    assert result.lines == ()
    assert "_static/a.woff2" in result.files


def test_note_lies_at_the_foot_and_its_blocks_below_each_other(outdir: Path, job: Job) -> None:
    import pypdfium2

    body = (
        "<h2><span class=outline-label data-label='Head'></span>Head"
        "<span class=footnote>In a heading</span></h2>"
        "<p>Text<span class=footnote id=n>First<span class=note-block>Second</span></span>"
        "<sup class=footnote-repeat><a href='#n'>2</a></sup></p>"
    )
    result = rendered(outdir, replace(job, direction="ltr"), body, "@page { size: A5 }")
    assert result.lines == ()
    pdf = pypdfium2.PdfDocument(result.pdf)
    page = pdf[0].get_textpage()

    def top(word: str) -> float:
        position = page.search(word).get_next()
        assert position, word
        return float(page.get_charbox(position[0])[3])

    assert top("Text") > 400 > 250 > top("In a") > top("First") > top("Second")
    pdf.close()
    with pikepdf.open(io.BytesIO(result.pdf)) as file, file.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Head"]


def test_notes_begin_at_1_on_each_page_where_the_text_asks_for_it(outdir: Path, job: Job) -> None:
    """Pins WeasyPrint's order of ``counter-set`` and its own count of notes (see `paged`)."""
    import pypdfium2

    notes = "".join(
        f"<p>Word{n}<span class='note footnote' id='n{n}'>Note{n}</span></p><p class=gap></p>"
        for n in range(1, 8)
    )
    again = "<sup class=footnote-repeat><a href='#n6'></a></sup>"
    body = f'<section class="notes-by-page" id="s">{notes}<p>Again{again}</p></section>'
    style = "@page { size: A6 } .gap { height: 30mm } ::footnote-call { content: 'x'"
    style += " counter(footnote) } ::footnote-marker { content: counter(footnote) 'y' }"
    result = rendered(outdir, replace(job, direction="ltr"), body.replace("'", '"'), style)
    pdf = pypdfium2.PdfDocument(result.pdf)
    pages = [pdf[n].get_textpage().get_text_range() for n in range(len(pdf))]
    pdf.close()
    found = [re.findall(r"Word(\d) ?x(\d)", page) for page in pages]
    assert [mark for page in found for _, mark in page] == [*"1212121"]
    assert [re.findall(r"(\d)y", page) for page in pages] == [
        [mark for _, mark in page] for page in found
    ]
    assert re.search(r"Again ?2", pages[-1])


def test_blocks_nested_too_deep_are_a_failure_and_no_crash(outdir: Path, job: Job) -> None:
    path = outdir / job.html
    path.parent.mkdir(parents=True)
    path.write_text("<blockquote>" * 300 + "x")
    failure = render_task(Task(job, outdir, FontSet()))
    assert getattr(failure, "reason", "") == "nesting"


def test_job_whose_page_is_gone_is_a_failure(outdir: Path, job: Job) -> None:
    failure = render_task(Task(job, outdir, FontSet()))
    assert getattr(failure, "reason", "") == "error"
    assert "FileNotFoundError" in getattr(failure, "detail", "")


def test_process_is_prepared_with_the_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    monkeypatch.setenv("FONTCONFIG_FILE", "other")
    prepare("mine.conf")
    assert os.environ["FONTCONFIG_FILE"] == "mine.conf"
