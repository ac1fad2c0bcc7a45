"""Our pages are those of stock Sphinx, byte for byte, except for a written list of differences.

The same project is built twice, with Sphinx's own ``Locale`` and with our transform, everything
else being equal (the cells of pipe tables are located for both, see `ext_translations.tables`);
then the pages are compared. `SAME` holds what must come out alike. `DIFFERENCES` is the list: what
is written, what stock Sphinx (9.0, with MyST-Parser 5.2) makes of it, what we make of it, and why.
The published project is compared as well. What only warnings show is tested in `test_transform`.
"""

from __future__ import annotations

import difflib
import re
import shutil
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sphinx import locale
from sphinx.application import Sphinx
from tests.conftest import Project, forget_registrations

from ext_translations.pot import quote
from ext_translations.transform import Translate

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")

CONF = """
from ext_brief.model import Edition, Site
site = Site(editions=tuple(
    Edition(language=name, label=name, name=name, publisher=name, untranslated="mark")
    for name in ("ar", "en")
))
gettext_compact = False
html_copy_source = False
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath",
    "fieldlist"]
"""
HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'

#: what lets Sphinx's own transform find the catalogs
STOCK = {"locale_dirs": ["../locale"]}

#: messages and translations by the page that is written with them; every page must come out alike
SAME: dict[str, tuple[str, dict[str, str]]] = {
    "text": (
        "فقرة *مائلة* و**مشددة** و`رمز`.\n\nسطر\nمتصل.\n",
        {
            "فقرة *مائلة* و**مشددة** و`رمز`.": "A *slanted*, **bold** and `code` paragraph.",
            "سطر متصل.": "A joined line.",
        },
    ),
    "links": (
        (
            "[موقع](https://e.org/a) ثم <https://e.org/b> ثم {doc}`المحتوى <index>`.\n\n"
            '[صفحة](text.md)، [عنوان](https://e.org "شرح").\n\n(lab)=\n## قسم\n\n{ref}`قسم <lab>`،'
            " {ref}`lab`.\n"
        ),
        {
            "[موقع](https://e.org/a) ثم <https://e.org/b> ثم {doc}`المحتوى <index>`.": (
                "A [site](https://e.org/a), then <https://e.org/b>, then {doc}`contents <index>`."
            ),
            '[صفحة](text.md)، [عنوان](https://e.org "شرح").': (
                'A [page](text.md), a [title](https://e.org "explained").'
            ),
            "قسم": "Section",
            "{ref}`قسم <lab>`، {ref}`lab`.": "{ref}`Section <lab>`, {ref}`lab`.",
        },
    ),
    "notes": (
        "نص[^a] ثم نص[^b].\n\n[^a]: حاشية أولى\n[^b]: حاشية **ثانية**\n",
        {
            "نص[^a] ثم نص[^b].": "Text,[^a] and text.[^b]",
            "حاشية أولى": "First note",
            "حاشية **ثانية**": "**Second** note",
        },
    ),
    "blocks": (
        (
            "## قسم\n\n- بند\n  - داخلي\n\n1. أول\n\n> اقتباس\n\n:::{admonition} تنبيه\nنص\n:::\n\n"
            "مصطلح\n: تعريف\n\n:حقل: قيمة\n\n:::{list-table} عنوان\n* - صف\n:::\n\n"
            ":::{figure} pic.png\nتعليق\n\nشرح\n:::\n\n:::{rubric} سطر\n:::\n\n### فرعي\n"
        ),
        {
            "قسم": "Section",
            "بند": "Item",
            "داخلي": "Inner",
            "أول": "First",
            "اقتباس": "Quotation",
            "تنبيه": "Beware",
            "نص": "Text",
            "مصطلح": "Term",
            "تعريف": "Definition",
            "حقل": "Field",
            "قيمة": "Value",
            "عنوان": "Title",
            "صف": "Row",
            "تعليق": "Caption",
            "شرح": "Legend",
            "سطر": "Rubric",
            "فرعي": "Subsection",
        },
    ),
    "images": (
        (
            "![صورة](pic.png)\n\n:::{image} pic.png\n:alt: أخرى\n:::\n\n"
            ":::{code-block} python\n:caption: عنوان الشيفرة\nx = 1\n:::\n"
        ),
        {"صورة": "Picture", "أخرى": "Another", "عنوان الشيفرة": "Code"},
    ),
}


@dataclass(frozen=True)
class Difference:
    """What comes out otherwise than in stock Sphinx."""

    #: the page, and its messages with their translations
    source: str
    messages: dict[str, str]
    #: the lines that only stock Sphinx has, and those that only ours has
    stock: str
    ours: str
    reason: str
    #: messages as stock Sphinx extracts them, where we do otherwise
    as_stock: dict[str, str] = field(default_factory=dict)


BEGINS = "stock takes the message for a block, and drops the translation without a word"


def begins(msgstr: str, html: str = "", stock: str = "<p>فقرة.</p>") -> Difference:
    return Difference("فقرة.\n", {"فقرة.": msgstr}, stock, f"<p>{html or msgstr}</p>", BEGINS)


DIFFERENCES: dict[str, Difference] = {
    "list": begins("1. Introduction"),
    "year": begins("2024. A year"),
    "dash": begins("- a dash"),
    "hash": begins("# a hash"),
    "quotation": begins("> a quote", "&gt; a quote"),
    "fence": begins("``` a fence", stock="<p></p>"),
    "table": begins("| a | b |\n| --- | --- |", "| a | b |\n| --- | --- |"),
    "comment": begins("% a comment"),
    "numbered-heading": Difference(
        "## قسم\n",
        {"قسم": "1. Introduction"},
        '<h2>قسم<a class="headerlink" href="#id2" title="Link to this heading">¶</a></h2>\n'
        '<li class="toctree-l2"><a class="reference internal" href="#id2">قسم</a></li>',
        "<h2>1. Introduction"
        '<a class="headerlink" href="#id2" title="Link to this heading">¶</a></h2>\n'
        '<li class="toctree-l2"><a class="reference internal" href="#id2">1. Introduction</a></li>',
        BEGINS,
    ),
    "four-blanks": Difference(
        "فقرة.\n",
        {"فقرة.": "    four blanks"},
        "<p>four blanks\n</p>",
        "<p>    four blanks</p>",
        "stock takes the message for code; the same is seen",
    ),
    "second-paragraph": Difference(
        "فقرة.\n", {"فقرة.": "One.\n\nTwo."}, "", "<p>Two.</p>", "stock cuts it off"
    ),
    "hard-break": Difference(
        "سطر\\\nوسطر.\n",
        {"سطر\\\nوسطر.": "one\\\ntwo"},
        "<p>one two</p>",
        "<p>one<br />\ntwo</p>",
        "stock joins the lines when it extracts: the translator cannot know",
        {"سطر وسطر.": "one two"},
    ),
    "link-by-reference": Difference(
        "[نص][x].\n\n[x]: https://e.org/\n",
        {"[نص][x].": "[text][x]."},
        "<p>[text][x].</p>",
        '<p><a class="reference external" href="https://e.org/">text</a>.</p>',
        "stock parses the message without the document's link definitions",
    ),
    "code": Difference(
        "```text\nتعليق\n```\n",
        {"تعليق": "comment"},
        '<div class="highlight-text notranslate"><div class="highlight"><pre><span></span>تعليق',
        '<div class="highlight-text notranslate"><div class="highlight"><pre><span></span>comment',
        "stock leaves code blocks as they are, or empties them (literal-block)",
    ),
    "dollars": Difference(
        "فقرة.\n",
        {"فقرة.": "From $5bn to $6bn."},
        "<p>From 6bn.</p>",
        "<p>From $5bn to $6bn.</p>",
        "stock makes a formula of it, which is no formula of the source (here it is then refused)",
    ),
    "untranslated": Difference(
        "فقرة.\n",
        {},
        "<p>فقرة.</p>",
        '<p lang="ar">فقرة.</p>',
        "browsers and screen readers are told which language it is",
    ),
    "brought-along": Difference(
        "فقرة.\n",
        {"فقرة.": "A [link](https://evil.org/)."},
        '<p>A <a class="reference external" href="https://evil.org/">link</a>.</p>',
        '<p lang="ar">فقرة.</p>',
        "a translation may not bring links, roles or markup that its source does not have",
    ),
    "noqa": Difference(
        "فقرة.\n",
        {"فقرة.": "A paragraph. # noqa"},
        "<p>A paragraph.</p>",
        "<p>A paragraph. # noqa</p>",
        "a translation is text for readers: nothing in it switches a check off",
    ),
    "front-matter": Difference(
        "---\nabstract: خلاصة\n---\n\n# صفحة\n\nفقرة.\n",
        {"خلاصة": "Summary", "فقرة.": "A paragraph."},
        "",
        "",
        "none on the page, but stock does not extract it",
    ),
}


CODE = re.compile(r'<div class="highlight-.*?</pre></div>\n</div>', re.DOTALL)


def write(project: Project, side: str) -> None:
    """Write all pages and their catalogs for one side."""
    project.extensions("ext_translations")
    project.conf(CONF)
    project.write("pic.png", "png")
    pages = {name: (body, messages, messages) for name, (body, messages) in SAME.items()}
    for name, one in DIFFERENCES.items():
        stock = {**one.messages, **(one.as_stock or {})}
        pages[f"d-{name}"] = (one.source, one.messages, stock)
    pages["index"] = ("", {"صفحة": "Contents"}, {"صفحة": "Contents"})
    for name, (body, ours, stock) in pages.items():
        title = "" if body.startswith("---") else "# صفحة\n\n"
        tree = ":::{toctree}\n:glob:\n*\n:::\n" if name == "index" else ""
        project.write(f"{name}.md", title + body + tree)
        po = project.root / f"locale/en/LC_MESSAGES/{name}.po"
        po.parent.mkdir(parents=True, exist_ok=True)
        messages = {"صفحة": "Page", **(ours if side == "ours" else stock)}
        rows = [f"msgid {quote(a)}\nmsgstr {quote(b)}\n" for a, b in messages.items()]
        po.write_text(HEAD + "\n".join(rows), encoding="utf-8")


def build(project: Project, side: str) -> dict[str, str]:
    """Build the English pages of one side, and return them by name."""
    locale.translators.clear()  # Sphinx keeps catalogs for the process
    settings: dict[str, Any] = STOCK if side == "stock" else {}
    app = project.app(language="en", **settings)
    return finish(app, side)


def finish(app: Sphinx, side: str) -> dict[str, str]:
    """Build, and return the pages by name."""
    if side == "stock":
        app.registry.transforms.remove(Translate)
    app.build()
    locale.translators.clear()
    return {
        path.relative_to(app.outdir).with_suffix("").as_posix(): path.read_text(encoding="utf-8")
        for path in Path(app.outdir).rglob("*.html")
    }


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, dict[str, str]]]:
    """Return the pages of both sides."""
    found = {}
    for side in ("stock", "ours"):
        project = Project(tmp_path_factory.mktemp(side))
        write(project, side)
        found[side] = build(project, side)
    yield found
    forget_registrations()


def differ(stock: str, ours: str) -> tuple[str, str]:
    """Return the lines that only one of two pages has."""
    lines = [*difflib.unified_diff(stock.split("\n"), ours.split("\n"), n=0)][2:]
    gone, new = ("\n".join(line[1:] for line in lines if line[0] == sign).strip() for sign in "-+")
    return gone, new


@pytest.mark.parametrize("name", SAME)
def test_page_is_that_of_stock_sphinx(pages: dict[str, dict[str, str]], name: str) -> None:
    assert differ(pages["stock"][name], pages["ours"][name]) == ("", "")
    # and it is translated
    body = pages["ours"][name].split('<div class="body"')[1].split('<div class="sphinxsidebar"')[0]
    assert not re.search("[ء-ي]", body)


@pytest.mark.parametrize("name", DIFFERENCES)
def test_page_differs_from_that_of_stock_sphinx_as_the_list_says(
    pages: dict[str, dict[str, str]], name: str
) -> None:
    found = differ(pages["stock"][f"d-{name}"], pages["ours"][f"d-{name}"])
    assert found == (DIFFERENCES[name].stock, DIFFERENCES[name].ours)


def test_published_project_is_that_of_stock_sphinx(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    for name in ("docs", "locale"):
        shutil.copytree(root / name, tmp_path / name)
    found = {}
    for side in ("stock", "ours"):
        forget_registrations()
        locale.translators.clear()
        app = Sphinx(
            tmp_path / "docs",
            tmp_path / "docs",
            tmp_path / side,
            tmp_path / f"{side}-doctrees",
            "html",
            confoverrides={"language": "en", **(STOCK if side == "stock" else {})},
            status=None,
            warning=StringIO(),
        )
        found[side] = finish(app, side)
    forget_registrations()
    assert "briefs/2024/iraq-us-dialogue" in found["ours"]
    for name, page in found["ours"].items():
        # code is translated: a difference of the list
        stock, ours = (CODE.sub("", text) for text in (found["stock"][name], page))
        assert differ(stock, ours) == ("", ""), name
