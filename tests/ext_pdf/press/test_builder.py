"""Real files for the press: one strict build through the command line, read back."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from PIL import Image, ImageCms
from sphinx.errors import ConfigError
from sphinx.util.console import strip_colors

from ext_pdf.jobs import COVER, Failed, Rendered, read_job, remove_job
from ext_pdf.preflight.run import Asked, examine
from ext_pdf.press.settings import POINT, read_settings

if TYPE_CHECKING:
    from tests.conftest import Project
    from tests.ext_pdf.conftest import MakeProject, StubbedPool, WriteBrief

# one build serves most of this module: keep it on one worker of pytest-xdist
pytestmark = [
    pytest.mark.xdist_group("ext_pdf_press"),
    pytest.mark.filterwarnings("ignore:'myst_parser.sphinx_ext.myst_refs"),
]

STYLE = """
@page { size: A5; margin: 15mm }
body { font-family: Amiri, "IBM Plex Sans Arabic"; color: #14202b }
h1 { color: #8c2f1b }
img { width: 40mm }
"""
COVER_PAGE = """<!DOCTYPE html><html dir="{{ direction }}"><head><style>
body { margin: 0; display: flex }
div { flex: none; height: var(--panel-height); width: var(--panel-width); background: #123 }
.spine { width: var(--spine-width); background: none }
.front { background: rgb(200, 40, 30) }
</style></head><body>
<div></div><div class="spine"></div><div class="front"></div></body></html>
"""
SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><defs>
<linearGradient id="g"><stop offset="0" stop-color="#f00"/>
<stop offset="1" stop-color="#00f" stop-opacity="0.2"/></linearGradient></defs>
<rect width="90" height="90" fill="url(#g)" opacity="0.5"/></svg>
"""
BODY = """نص الموجز.

![صورة واضحة](sharp.png)

![صورة باهتة](dull.png)

![رسم](drawing.svg)

![رسم فيه صورة](holding.svg)

![صورة بألوان واسعة](wide.png)

![هي نفسها](wide.jpg)
"""
#: too deep for WeasyPrint, in one brief alone
DEEP = "{% if pagename[-1:] == 'c' %}{{ '<div>' * 2000 }}{% endif %}"


def wide_profile() -> bytes:
    """Return a profile in which red and green have changed places: no picture looks like that."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"xXYZ").replace(b"gXYZ", b"rXYZ").replace(b"xXYZ", b"gXYZ")


@dataclass
class Pressed:
    """The result of one build."""

    root: Path
    result: subprocess.CompletedProcess[str]

    @property
    def outdir(self) -> Path:
        return self.root / "_build" / "ar" / "press"

    def file(self, name: str) -> Path:
        return self.outdir / "briefs" / "2024" / name

    @property
    def log(self) -> str:
        return strip_colors(self.result.stderr)


def run_press(root: Path) -> Pressed:
    """Run Sphinx as ``midad`` does: strictly, in a process of its own."""
    outdir = root / "_build" / "ar" / "press"
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-n", "-b", "press"]
    command += ["-d", str(outdir.parent / "doctrees"), str(root / "docs"), str(outdir)]
    source = Path(__file__).parents[3] / "src"
    env = os.environ | {"PYTHONPATH": str(source), "LC_ALL": "C.UTF-8", "LANGUAGE": ""}
    result = subprocess.run(
        command, env=env, capture_output=True, text=True, timeout=200, check=False
    )
    return Pressed(root, result)


@pytest.fixture(scope="module")
def pressed(tmp_path_factory: pytest.TempPathFactory, make_project: MakeProject) -> Pressed:
    root = make_project(
        tmp_path_factory.mktemp("press"),
        a=("موجز فيه صور", BODY),
        b=("موجز من نص", "نص أسود."),
        c=("موجز لا يُطبع", "نص"),
    )
    folder = root / "docs/briefs/2024"
    for name, size in (("sharp.png", 600), ("dull.png", 200)):
        Image.new("RGB", (size, size), (200, 40, 30)).save(folder / name)
    for ending in ("png", "jpg"):
        picture = Image.new("RGB", (600, 600), (60, 200, 60))
        picture.save(folder / f"wide.{ending}", icc_profile=wide_profile(), quality=100)
    (folder / "drawing.svg").write_text(SVG)
    made = BytesIO()
    Image.new("RGB", (50, 50), (0, 90, 0)).save(made, "PNG")
    data = base64.b64encode(made.getvalue()).decode()
    inside = f'<image width="90" height="90" href="data:image/png;base64,{data}"/></svg>'
    (folder / "holding.svg").write_text(SVG.replace("</svg>", inside))
    (root / "themes/tiny/static/tiny.css").write_text(STYLE)
    with (root / "themes/tiny/page.html").open("a") as page:
        page.write(DEEP)
    (root / "themes/tiny/cover.html").write_text(COVER_PAGE)
    lines = [
        "language = 'ar'",
        "pdf_press_theme = 'tiny'",
        "pdf_press_spine = 7.5",
        "pdf_press_paper = 'كوشيه مطفأ 115 غ'",
    ]
    with (root / "docs/conf.py").open("a", encoding="utf-8") as conf:
        conf.write("\n".join([*lines, ""]))
    return run_press(root)


def test_files_are_pages_cover_and_ticket(pressed: Pressed) -> None:
    names = {path.name for path in pressed.file("").iterdir()}
    for name in ("a", "b"):
        assert {f"{name}.pdf", f"{name}.cover.pdf", f"{name}.ticket.txt"} <= names
    record = json.loads((pressed.outdir / "pages.json").read_text())["briefs/2024/a"]
    with pikepdf.open(pressed.file("a.pdf")) as pdf:
        assert record["pages"] == len(pdf.pages) == 4


def test_broken_brief_fails_the_run_and_not_the_others(pressed: Pressed) -> None:
    assert pressed.result.returncode != 0
    assert (
        "briefs/2024/c.md: ERROR: no PDF: quotes, lists or other blocks stand too deep"
        in pressed.log
    )
    assert not pressed.file("c.pdf").exists()


def test_picture_of_too_few_dots_is_named_with_its_line(pressed: Pressed) -> None:
    text = (pressed.root / "docs/briefs/2024/a.md").read_text(encoding="utf-8")
    line = text[: text.index("dull.png")].count("\n") + 1
    said = f"briefs/2024/a.md:{line}: WARNING: the picture “_images/dull.png” is printed with"
    assert f"{said} 127 dots an inch (page 1); asked for: 300" in pressed.log
    assert "sharp.png" not in pressed.log
    line = text[: text.index("holding.svg")].count("\n") + 1
    assert f"a.md:{line}: WARNING: the picture “_images/holding.svg” is printed" in pressed.log


def test_picture_is_separated_from_its_own_profile_whatever_its_format(pressed: Pressed) -> None:
    with pikepdf.open(pressed.file("a.pdf")) as pdf:
        inks = [
            pikepdf.PdfImage(picture).as_pil_image().tobytes()[:4]
            for picture in pdf.objects
            if isinstance(picture, pikepdf.Stream) and picture.get("/Width") == 600
        ]
    assert len(inks) == 3
    assert all(cyan < magenta for cyan, magenta, *_ in inks), "green in that profile is red"


@pytest.mark.parametrize("name", ["a.pdf", "a.cover.pdf", "b.pdf", "b.cover.pdf"])
def test_print_shop_finds_no_fault(pressed: Pressed, name: str) -> None:
    answers = examine(pressed.file(name), Asked(resolution=31))
    assert [(a.name, a.faults) for a in answers if a.faults] == []


def test_cover_holds_two_pages_and_the_spine_with_the_front_on_the_left(pressed: Pressed) -> None:
    with pikepdf.open(pressed.file("b.cover.pdf")) as pdf, pikepdf.open(pressed.file("b.pdf")) as b:
        (page,) = pdf.pages
        left, bottom, right, top = (float(x) / POINT for x in page.TrimBox)
        assert (right - left, top - bottom) == pytest.approx((2 * 148 + 7.5, 210), abs=0.1)
        height = float(b.pages[0].TrimBox[3]) - float(b.pages[0].TrimBox[1])
        assert height == pytest.approx((top - bottom) * POINT, abs=0.1)
        fills, red = [], None
        for operation in pikepdf.parse_content_stream(page, "k re"):
            if str(operation.operator) == "k":
                red = float(operation.operands[1]) > 0.8
            elif red:
                fills.append(float(operation.operands[0]))
    assert fills[0] == 0, "the red panel is the front: an Arabic book opens to the left"


def test_ticket_tells_the_print_shop_what_it_gets(pressed: Pressed) -> None:
    text = pressed.file("a.ticket.txt").read_text(encoding="utf-8")
    lines = dict(line.split(": ", 1) for line in text.splitlines())
    assert lines["العنوان"] == "موجز فيه صور"
    assert lines["ملف الصفحات"] == "a.pdf"
    assert lines["عدد الصفحات"].startswith("4،")
    assert lines["القياس بعد القص"] == "148 × 210 mm"
    assert lines["قياس الصفحة في الملف"] == "168 × 230 mm"
    assert lines["الأحبار"].startswith("4/4")
    assert lines["الورق"] == "كوشيه مطفأ 115 غ"
    assert lines["التجليد"] == "من اليمين"
    assert lines["الكعب"] == "7.5 مم"
    assert lines["قياس الغلاف بعد القص"] == "303.5 × 210 mm"
    assert lines["الوجه الأمامي منظوراً إليه من الخارج"] == "من اليسار"


def test_black_text_is_on_the_black_plate_alone(pressed: Pressed, tmp_path: Path) -> None:
    program = shutil.which("gs")
    if program is None:
        pytest.skip("ghostscript is not here: the plates are not looked at")
    command = [program, "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", "-r72", "-dLastPage=1"]
    out = f"-sOutputFile={tmp_path / 'p.tif'}"
    path = pressed.file("b.pdf")
    subprocess.run([*command, out, str(path)], check=True, timeout=60, capture_output=True)
    plates = {}
    for ink in ("Cyan", "Magenta", "Yellow", "Black"):
        with Image.open(tmp_path / f"p({ink}).tif") as plate:
            box = (60, plate.height // 3, plate.width - 60, plate.height - 60)
            plates[ink] = plate.convert("L").crop(box).getextrema()
            assert 0 in plate.convert("L").tobytes(), "the marks are on every plate"
    # below the title, which is in a colour, there is only text
    assert plates["Cyan"] == plates["Magenta"] == plates["Yellow"] == (255, 255)


def test_same_brief_gives_the_same_bytes_elsewhere_and_on_another_day(
    pressed: Pressed, tmp_path: Path
) -> None:
    """Render the job again, in another folder, with the clock set a month ahead."""
    other = tmp_path / "elsewhere"
    shutil.copytree(pressed.outdir, other)
    later = "import time; own = time.time; time.time = lambda: own() + 30 * 86400"
    program = (
        f"{later}; import sys; from pathlib import Path; from ext_pdf.jobs import read_job;"
        " from ext_pdf.fonts import collect_fonts; from ext_pdf.worker import *;"
        " out = Path(sys.argv[1]); fonts = collect_fonts(out, out / '.fonts');"
        " prepare(fonts.config);"
        " done = render_task(Task(read_job(out, 'briefs/2024/a'), out, fonts));"
        " Path(sys.argv[2]).write_bytes(done.pdf);"
        " [Path(sys.argv[2] + end).write_bytes(content) for end, content in done.others]"
    )
    made = tmp_path / "made"
    env = os.environ | {"PYTHONPATH": str(Path(__file__).parents[3] / "src"), "TZ": "Asia/Baghdad"}
    command = [sys.executable, "-c", program, str(other), str(made)]
    subprocess.run(command, env=env, check=True, timeout=120)
    for ending in ("", COVER, ".ticket.txt"):
        before = pressed.file(f"a{ending or '.pdf'}").read_bytes()
        assert Path(f"{made}{ending}").read_bytes() == before


# Without rendering


@pytest.fixture
def tiny(press: Project, write_brief: WriteBrief) -> Project:
    press.conf("pdf_press_theme = 'tiny'")
    write_brief("a", "نص")
    return press


def test_theme_without_a_cover_says_so_once(
    tiny: Project, stubbed: StubbedPool, write_brief: WriteBrief
) -> None:
    write_brief("b", "نص")
    tiny.build("press", warnings=[r"the theme “tiny” has no cover\.html"])
    assert tiny.log.count("cover.html") == 1
    job = read_job(tiny.outdir, "briefs/2024/a")
    assert job is not None
    assert job.cover == ""
    assert job.press == read_settings({}, tiny.src)
    assert job.outputs == ("briefs/2024/a.pdf", "briefs/2024/a.ticket.txt")
    assert job.attachments == ()


def test_cover_is_made_only_if_it_is_wanted(tiny: Project, stubbed: StubbedPool) -> None:
    tiny.conf("pdf_press_cover = False", "pdf_press_colours = 'k'")
    tiny.build("press")
    job = read_job(tiny.outdir, "briefs/2024/a")
    assert job is not None
    assert job.press is not None
    assert (job.cover, job.press.colours) == ("", "k")


def test_another_setting_renders_again(tiny: Project, stubbed: StubbedPool) -> None:
    tiny.conf("pdf_press_cover = False")
    ticket = ((".ticket.txt", b"ticket"),)
    stubbed.outcomes = {"briefs/2024/a": Rendered(b"%PDF", 4, (), (), ticket)}
    tiny.build("press")
    tiny.build("press")
    assert stubbed.done == ["briefs/2024/a"]
    tiny.conf("pdf_press_bleed = 5")
    tiny.build("press")
    assert stubbed.done == ["briefs/2024/a"] * 2
    (tiny.outdir / "briefs/2024/a.ticket.txt").unlink()
    tiny.build("press")
    assert stubbed.done == ["briefs/2024/a"] * 3, "what is lost comes back"
    remove_job(tiny.outdir, "briefs/2024/a")
    assert not list(tiny.outdir.glob("briefs/2024/a.*"))


def test_wrong_setting_stops_the_build_by_name(tiny: Project) -> None:
    tiny.conf("pdf_press_bleed = '3mm'")
    with pytest.raises(
        ConfigError, match=r"conf.py: pdf_press_bleed: '3mm'; expected: millimetres"
    ):
        tiny.build("press")


def test_place_that_cannot_be_written_fails_the_brief(
    tiny: Project, stubbed: StubbedPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny.conf("pdf_press_cover = False")
    ticket = ((".ticket.txt", b"ticket"),)
    stubbed.outcomes = {"briefs/2024/a": Rendered(b"%PDF", 4, (), (), ticket)}

    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ext_pdf.press.builder.write_file", full)
    tiny.build("press", warnings=[r"no PDF: .*No space left"])


def test_failed_brief_stays_failed(tiny: Project, stubbed: StubbedPool) -> None:
    tiny.conf("pdf_press_cover = False")
    stubbed.outcomes = {"briefs/2024/a": Failed("crash")}
    tiny.build("press", warnings=[r"no PDF: .*without a word"])
