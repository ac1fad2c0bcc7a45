"""A tiny print theme, and ways to read what was printed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import brief_theme
from ext_pdf.fonts import collect_fonts
from ext_pdf.jobs import Failed, Job, Rendered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ext_pdf.pool import Task

#: fonts of the real theme, two of them, so that a test unpacks little
FACES = ("Amiri-Regular.woff2", "IBMPlexSansArabic-Regular.woff2")

THEME = '[theme]\ninherit = "none"\nstylesheets = ["tiny.css"]\n[theme.pygments_style]\ndefault = "none"\n'
PAGE = """<!DOCTYPE html>
<html lang="{{ language }}" dir="{{ direction }}"><head><title>page</title>
{%- for css in css_files %}{{ css_tag(css) }}{% endfor -%}
{%- for js in script_files %}{{ js_tag(js) }}{% endfor -%}
</head><body>{{ body }}{{ pdf|default }}</body></html>
"""
STYLE = """
@page { size: A5; margin: 15mm }
body { font-family: Amiri, "IBM Plex Sans Arabic" }
.contents a::after { content: " " target-counter(attr(href url), page) }
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


CONF = (
    "from ext_brief.model import Edition, Site",
    "site = Site(base_url='https://midad.example', editions=["
    "Edition(language='ar', label='العربية', name='مداد', publisher='مداد', digits='arab'),"
    "Edition(language='en', label='English', name='Midad', publisher='Midad')])",
    "html_theme_path = ['../themes']",
    "pdf_theme = html_theme = 'tiny'",
    "suppress_warnings = ['myst.domains']",
)


def brief(title: str, body: str, **fields: str) -> str:
    """Return the source of a brief."""
    lines = [
        "---",
        f"title: {title}",
        "number: 2024/01",
        "date: 2024-01-31",
        "authors: [{name: {ar: هيئة التحرير, en: The Editors}, corporate: true}]",
        "abstract: خلاصة الموجز",
        *(f"{name}: {value}" for name, value in fields.items()),
        "---",
        body,
    ]
    return "\n".join(lines)


@pytest.fixture
def press(project: Any, faces: Path) -> Any:
    """Return a project with the tiny theme, an index and the extension."""
    make_theme(project.root / "themes", faces)
    project.extensions("ext_pdf").conf(*CONF)
    project.write("index.md", "# الفهرس\n\n```{toctree}\n:glob:\n\nbriefs/2024/*\n```\n")
    return project


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
