"""A tiny print theme, and ways to read what was printed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

import brief_theme
from ext_pdf.fonts import collect_fonts
from ext_pdf.jobs import Attached, Failed, Job, Rendered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.conftest import Project

    from ext_pdf.worker import Task

#: fonts of the real theme, two of them, so that a test unpacks little
FACES = ("Amiri-Regular.woff2", "IBMPlexSansArabic-Regular.woff2")

THEME = """[theme]
inherit = "none"
stylesheets = ["tiny.css"]
pygments_style = { default = "none" }
"""
PAGE = """<!DOCTYPE html>
<html lang="{{ language }}" dir="{{ direction }}"><head><title>page</title>
{%- for css in css_files %}{{ css_tag(css) }}{% endfor -%}
{%- for js in script_files %}{{ js_tag(js) }}{% endfor -%}
</head><body>{{ body }}{{ pdf|default }}</body></html>
"""
STYLE = """
@page { size: A5; margin: 15mm }
body { font-family: Amiri, "IBM Plex Sans Arabic" }
ul { list-style: "– " }
.contents a::after { content: " " target-counter(attr(href url), page) }
"""


TAGGED_STYLE = """
@page { size: A6; margin: 12mm; @top-center { content: "رأس الصفحة"; } }
body { font-family: Amiri }
.contents a::after { content: leader(".") target-counter(attr(href url), page) }
.topics li { display: inline }
.columns { columns: 2 }
ul { list-style: "– " }
"""
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgAB5Sfe/AAAAABJRU5ErkJggg=="
TAGGED_BODY = f"""
<section><h1>عنوان الورقة</h1>
<ul class="topics"><li>العراق</li> <li>إيران</li></ul>
<div class="contents"><ul class="columns">
<li><a href="#one">القسم الأول</a><ul><li><a href="#two">فرع</a></li></ul></li>
<li><a href="#last">خاتمة</a></li></ul></div>
<section><h2 id="one">القسم الأول</h2>
<p>نص فيه <span lang="en" dir="ltr">The Economist</span> وحاشية<span class="footnote"
id="n1">نص الحاشية، وفيها <a href="https://midad.example/x">رابط</a>.</span> وتتمة.</p>
<h3 id="two">فرع</h3>
<p>{"كلام كثير يملأ الصفحات ويمتد إلى ما بعدها. " * 60}</p>
<ol><li>بند أول</li><li><p>بند ثان</p><ul><li>فرع منه</li></ul></li></ol>
<table><caption>جدول</caption><thead><tr><th>السنة</th><th>العدد</th></tr></thead>
<tbody><tr><th scope="row">2023</th><td>١٢</td></tr></tbody></table>
<p><img alt="نقطة" src="data:image/png;base64,{DOT}"></p>
</section><section><h2 id="last">خاتمة</h2><p>انتهى <a href="#one"><span>كما بدأ</span></a>.</p>
</section></section>
"""


@pytest.fixture(scope="session")
def faces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the fonts of `FACES`, unpacked."""
    root = tmp_path_factory.mktemp("faces")
    packed = root / "_static"
    packed.mkdir()
    source = Path(brief_theme.__file__).parent / "shared" / "static" / "fonts"
    for name in FACES:
        (packed / name).write_bytes((source / name).read_bytes())
    collect_fonts(root, root / "fonts")
    return root / "fonts"


def make_theme(folder: Path, faces: Path, style: str = STYLE) -> None:
    """Write the tiny theme into *folder*."""
    static = folder / "tiny" / "static"
    static.mkdir(parents=True)
    (folder / "tiny" / "theme.toml").write_text(THEME)
    (folder / "tiny" / "page.html").write_text(PAGE)
    for path in faces.glob("*.ttf"):
        (static / path.name).write_bytes(path.read_bytes())
    (static / "tiny.css").write_text(style)
    screen = folder / "screen"
    screen.mkdir()
    (screen / "theme.toml").write_text('[theme]\ninherit = "basic"\n')
    (screen / "page.html").write_text(PAGE)


CONF = (
    "from ext_brief.model import Edition, Site",
    (
        "site = Site(base_url='https://midad.example', editions=["
        "Edition(language='ar', label='العربية', name='مداد', publisher='مداد', digits='arab'),"
        "Edition(language='en', label='English', name='Midad', publisher='Midad')])"
    ),
    "html_theme_path = ['../themes']",
    "pdf_theme = 'tiny'",
    "html_theme = 'screen'",
)


INDEX = "# الفهرس\n\n```{toctree}\n:glob:\n\nbriefs/2024/*\n```\n"


def source_of(body: str, title: str) -> str:
    """Return the text of a brief."""
    head = [
        "---",
        f"title: {title}",
        "number: 2024/01",
        "date: 2024-01-31",
        "authors: [{name: {ar: هيئة التحرير, en: The Editors}, corporate: true}]",
        "abstract: خلاصة الموجز",
        "---",
    ]
    return "\n".join([*head, body, ""])


@pytest.fixture
def press(project: Project, faces: Path) -> Project:
    """Return a project with the tiny theme, an index and the extension."""
    make_theme(project.root / "themes", faces)
    project.extensions("ext_pdf").conf(*CONF)
    project.write("index.md", INDEX)
    return project


class WriteBrief(Protocol):
    """Write a brief of the project."""

    def __call__(self, name: str, body: str, title: str = ...) -> None: ...


@pytest.fixture
def write_brief(press: Project) -> WriteBrief:
    """Return a function that writes ``briefs/2024/<name>.md``."""

    def write(name: str, body: str, title: str = "عنوان الموجز") -> None:
        press.write(f"briefs/2024/{name}.md", source_of(body, title))

    return write


class MakeProject(Protocol):
    """Write a project for Sphinx's command line."""

    def __call__(self, root: Path, **briefs: tuple[str, str]) -> Path: ...


@pytest.fixture(scope="session")
def make_project(faces: Path) -> MakeProject:
    """Return a function that writes a whole project, outside the fixtures of one test."""

    def make(root: Path, **briefs: tuple[str, str]) -> Path:
        make_theme(root / "themes", faces)
        folder = root / "docs" / "briefs" / "2024"
        folder.mkdir(parents=True)
        conf = ["extensions = ['myst_parser', 'ext_pdf']", "pdf_workers = 1", *CONF, ""]
        (root / "docs/conf.py").write_text("\n".join(conf), encoding="utf-8")
        (root / "docs/index.md").write_text(INDEX, encoding="utf-8")
        for name, (title, body) in briefs.items():
            (folder / f"{name}.md").write_text(source_of(body, title), encoding="utf-8")
        return root

    return make


class StubbedPool:
    """Stands for `ext_pdf.pool.run` where a test is about something else than rendering."""

    def __init__(self) -> None:
        #: the docnames rendered, in order
        self.done: list[str] = []
        #: docname -> what comes of it
        self.outcomes: dict[str, Rendered | Failed] = {}

    def run(
        self, tasks: Sequence[Task], workers: int, timeout: float
    ) -> Iterator[tuple[Task, Rendered | Failed]]:
        for task in tasks:
            name = task.job.docname
            self.done.append(name)
            yield task, self.outcomes.get(name, Rendered(b"%PDF", 3, (), ("_static/tiny.css",)))


@pytest.fixture
def stubbed(monkeypatch: pytest.MonkeyPatch) -> StubbedPool:
    """Render nothing, and tell what would have been rendered."""
    pool = StubbedPool()
    monkeypatch.setattr("ext_pdf.builder.run", pool.run)
    return pool


@pytest.fixture
def job() -> Job:
    return Job(
        docname="briefs/2024/x",
        html="briefs/2024/x.html",
        url="https://midad.example/ar/briefs/2024/x.html",
        language="ar",
        direction="rtl",
        title="عنوان",
        authors=("هيئة التحرير",),
        keywords=("العراق",),
        description="خلاصة",
        created="2024-01-31",
        modified="2024-02-01",
    )


class RenderTagged(Protocol):
    """Return the PDF of a page, made for readers."""

    def __call__(self, style: str, body: str) -> bytes: ...


@pytest.fixture(scope="session")
def render_tagged(tmp_path_factory: pytest.TempPathFactory, faces: Path) -> RenderTagged:
    """Return a function that makes the PDF of a page, with a source inside."""
    from ext_pdf.render import render

    def run(style: str, body: str) -> bytes:
        root = tmp_path_factory.mktemp("tagged")
        outdir = root / "out"
        static = outdir / "_static"
        static.mkdir(parents=True)
        for path in faces.glob("*.ttf"):
            (static / path.name).write_bytes(path.read_bytes())
        fonts = collect_fonts(outdir, root / "fonts")
        assert fonts.config is not None
        attached = Attached("مصدر.md", "x.md", "text/markdown", "مصدر الورقة")
        job = Job("x", "x.html", "https://midad.example/x.html", "ar", "rtl", "عنوان",
                  modified="2024-02-01", attachments=(attached,))  # fmt: skip
        page = f"<html lang='ar' dir='rtl'><head><style>{style}</style></head><body>{body}"
        (outdir / job.html).write_text(page, encoding="utf-8")
        (outdir / "x.md").write_text("# مصدر", encoding="utf-8")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("FONTCONFIG_FILE", fonts.config)
            result = render(job, outdir, {})
        assert result.lines == ()
        return result.pdf

    return run


@pytest.fixture(scope="session")
def tagged(render_tagged: RenderTagged) -> bytes:
    """Return a PDF that has all that is tagged: headings, lists, notes, links, a table."""
    return render_tagged(TAGGED_STYLE, TAGGED_BODY)
