"""Runs are wrapped across inline markup, and every element says its direction."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Project

CONF = (
    "html_theme = 'basic'",
    "html_permalinks = False",
    "myst_enable_extensions = ['attrs_inline']",
)


def body(project: Project, text: str, *, language: str = "ar", builder: str = "html") -> str:
    """Build one page and return its text's HTML, without the classes of docutils."""
    project.extensions("ext_arabic").conf(*CONF).write("index.md", f"# عنوان\n\n{text}\n")
    project.build(builder, language=language)
    match = re.search(r"</h1>\n(.*?)</section>", project.html(), re.DOTALL)
    assert match
    html = re.sub(r' (?:class|role)="(?!highlight)[^"]*"', "", match[1])
    return re.sub(r"<span>(make|publish)</span>", r"\1", html)


def paragraphs(html: str) -> list[str]:
    return re.findall(r"<p>.*?</p>", html, re.DOTALL)


LTR = '<span dir="ltr">{}</span>'


ARABIC = [
    # one wrapper over the whole phrase
    (
        "نشرت Nature *Climate* Change دراسة",
        '<p>نشرت <span dir="ltr">Nature <em>Climate</em> Change</span> دراسة</p>',
    ),
    (
        "قال John **Bold *and* Big** Smith.",
        '<p>قال <span dir="ltr">John <strong>Bold <em>and</em> Big</strong> Smith</span>.</p>',
    ),
    ("قال *Nature*.", '<p>قال <em><span dir="ltr">Nature</span></em>.</p>'),
    # emphasis is cut in two where a phrase begins or ends inside it
    (
        "قال **نعم Nature** Climate.",
        '<p>قال <strong>نعم </strong><span dir="ltr"><strong>Nature</strong> Climate</span>.</p>',
    ),
    (
        "قال Nature **Climate نعم** هنا",
        (
            '<p>قال <span dir="ltr">Nature <strong>Climate</strong></span>'
            "<strong> نعم</strong> هنا</p>"
        ),
    ),
    (
        "قال ***نعم Nature* Climate** Change.",
        (
            "<p>قال <strong><em>نعم </em></strong>"
            '<span dir="ltr"><strong><em>Nature</em> Climate</strong> Change</span>.</p>'
        ),
    ),
    # a link is never cut: the phrase is wrapped in it, and beside it
    (
        "راجع [كتاب Nature](https://a.b) Climate ثم",
        (
            '<p>راجع <a href="https://a.b">كتاب <span dir="ltr">Nature</span></a> '
            '<span dir="ltr">Climate</span> ثم</p>'
        ),
    ),
    (
        "راجع Nature [Climate كتاب](https://a.b) ثم",
        (
            '<p>راجع <span dir="ltr">Nature</span> '
            '<a href="https://a.b"><span dir="ltr">Climate</span> كتاب</a> ثم</p>'
        ),
    ),
    (
        "قال **[كتاب Nature](https://a.b)** Climate ثم",
        (
            '<p>قال <strong><a href="https://a.b">كتاب <span dir="ltr">Nature</span></a></strong> '
            '<span dir="ltr">Climate</span> ثم</p>'
        ),
    ),
    (
        "راجع Nature [Climate](https://a.b) Change ثم",
        '<p>راجع <span dir="ltr">Nature <a href="https://a.b">Climate</a> Change</span> ثم</p>',
    ),
    (
        "راجع [Nature](https://a.b)، ثم",
        '<p>راجع <a href="https://a.b"><span dir="ltr">Nature</span></a>، ثم</p>',
    ),
    # code runs left to right, and is part of a phrase around it
    ("نفذ `make publish` ثم", '<p>نفذ <code dir="ltr">make publish</code> ثم</p>'),
    (
        "نفذ run `make publish` now ثم",
        '<p>نفذ <span dir="ltr">run <code dir="ltr">make publish</code> now</span> ثم</p>',
    ),
    # a phrase that is marked with its language is judged by its own direction
    (
        "قالت [The *Guardian* قالت نعم]{.language-en} هنا",
        (
            '<p>قالت <span dir="ltr" lang="en">The <em>Guardian</em> '
            '<span dir="rtl" lang="ar">قالت نعم</span></span> هنا</p>'
        ),
    ),
    # numbers
    ("نسبة 2.**1**% من", '<p>نسبة <span dir="ltr">2.<strong>1</strong>%</span> من</p>'),
    ("ص 4–6.", '<p>ص <span dir="rtl">4–6</span>.</p>'),
    (
        "ص 4-6 ثم CNN.",
        (
            '<p>ص <span dir="rtl"><span dir="ltr">4</span>-<span dir="ltr">6</span></span> ثم '
            '<span dir="ltr">CNN</span>.</p>'
        ),
    ),
    # nothing but a blank and a comma is left of a phrase: no wrapper
    (
        "راجع [كتاب Nature](https://a.b), [Time كتاب](https://a.b)",
        (
            '<p>راجع <a href="https://a.b">كتاب <span dir="ltr">Nature</span></a>, '
            '<a href="https://a.b"><span dir="ltr">Time</span> كتاب</a></p>'
        ),
    ),
    # texts that say the same are not taken for each other
    (
        "قال نعم *CNN* نعم *BBC* نعم.",
        (
            '<p>قال نعم <em><span dir="ltr">CNN</span></em> نعم '
            '<em><span dir="ltr">BBC</span></em> نعم.</p>'
        ),
    ),
    (
        "**و Nature** و **نعم** و Nature *and* Nature و",
        (
            '<p><strong>و <span dir="ltr">Nature</span></strong> و <strong>نعم</strong> و '
            '<span dir="ltr">Nature <em>and</em> Nature</span> و</p>'
        ),
    ),
    # a phrase does not go over the end of a line
    (
        "نعم Nature\\\nClimate نعم",
        '<p>نعم <span dir="ltr">Nature</span><br />\n<span dir="ltr">Climate</span> نعم</p>',
    ),
]


def test_arabic_paragraphs(project: Project) -> None:
    found = body(project, "\n\n".join(source for source, _ in ARABIC))
    assert paragraphs(found) == [expected for _, expected in ARABIC]


ENGLISH = [
    (
        "The word كتاب **الحرب** والسلم is 5–6 pages.",
        (
            '<p>The word <span dir="rtl" lang="ar">كتاب <strong>الحرب</strong> والسلم</span>'
            " is 5–6 pages.</p>"
        ),
    ),
    (
        "Says نسبة 2.1% من here.",
        '<p>Says <span dir="rtl" lang="ar">نسبة <span dir="ltr">2.1%</span> من</span> here.</p>',
    ),
    # neither of these is Arabic, though they run as Arabic does
    ("The گفت‌وگو of", '<p>The <span dir="rtl">گفت‌وگو</span> of</p>'),
    ("The שלום of", '<p>The <span dir="rtl">שלום</span> of</p>'),
    ("Run `make` now", "<p>Run <code>make</code> now</p>"),
    # Arabic in code stands alone: two pieces of it do not change places
    (
        "`ص`; `ع`, or `ar: ص`",
        (
            '<p><code dir="rtl" lang="ar"><span>ص</span></code>; '
            '<code dir="rtl" lang="ar"><span>ع</span></code>, or '
            '<code dir="ltr" lang="ar"><span>ar:</span> <span>ص</span></code></p>'
        ),
    ),
]


def test_english_paragraphs(project: Project) -> None:
    found = body(project, "\n\n".join(source for source, _ in ENGLISH), language="en")
    assert paragraphs(found) == [expected for _, expected in ENGLISH]


def test_every_kind_of_block_is_judged_as_a_whole(project: Project) -> None:
    text = """
- بند Nature *Climate* Change

| رأس CNN | 4–6 |
|---|---|
| GDP *per* capita. | نسبة 2.1% |

## عنوان *Nature* Climate

> قول BBC[^1]

```{figure} x.svg
شرح *Nature* Climate
```

```python
نص = 1
```

[^1]: حاشية Foreign *Affairs* هنا
"""
    project.write("x.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    html = body(project, text) + project.html()
    wrapped = re.findall(r'<span dir="(?:ltr|rtl)">.*?</span>', re.sub(r' class="[^"]*"', "", html))
    assert {
        LTR.format("Nature <em>Climate</em> Change"),
        LTR.format("CNN"),
        '<span dir="rtl">4–6</span>',
        LTR.format("GDP <em>per</em> capita."),
        LTR.format("2.1%"),
        LTR.format("<em>Nature</em> Climate"),
        LTR.format("BBC"),
        LTR.format("Foreign <em>Affairs</em>"),
    } <= set(wrapped)
    assert re.search(r'<div class="highlight-python notranslate" dir="ltr">', html)


def test_marked_paragraph_prints_its_direction(project: Project) -> None:
    text = (
        "```{container} language-en\nA word كتاب here.\n```\n\n```{container} language-ar\nنعم\n```"
    )
    html = body(project, text)
    assert '<div dir="ltr" lang="en">' in html
    assert 'A word <span dir="rtl" lang="ar">كتاب</span> here.' in html
    assert '<div dir="rtl" lang="ar">' in html


def test_formula_runs_left_to_right(project: Project) -> None:
    project.conf(
        "myst_enable_extensions = ['dollarmath']", "extensions.append('sphinx.ext.mathjax')"
    )
    html = body(project, "قيمة {math}`a + b` هنا\n\n```{math}\na = b\n```")
    assert html.count('dir="ltr"') == 2


def test_targets_stay_where_they_are(project: Project) -> None:
    project.extensions("ext_arabic").conf(*CONF)
    project.write("index.rst", "عنوان\n=====\n\nكلمة Nature _`Climate` Change ثم Climate_ هنا\n")
    project.build()
    [target] = project.soup().xpath("//span[@id='climate']")
    assert target.text_content() == "Climate"
    assert target.getparent().get("dir") == "ltr"
    [link] = project.soup().xpath("//a[@href='#climate']")
    assert link.text_content() == "Climate"


def test_hidden_nodes_count_for_nothing(project: Project) -> None:
    project.extensions("ext_arabic").conf(*CONF)
    source = """
.. role:: raw-latex(raw)
   :format: latex

عنوان
=====

.. index:: a

كلمة Nature |x| :index:`Climate` Change ثم :raw-latex:`x`

.. |x| replace:: of
"""
    project.write("index.rst", source)
    project.build()
    [run] = project.soup().xpath("//p/span[@dir='ltr']")
    assert " ".join(run.text_content().split()) == "Nature of Climate Change"


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_every_web_builder_isolates(project: Project, builder: str) -> None:
    assert 'قال <span dir="ltr">CNN</span>' in body(project, "قال CNN", builder=builder)


@pytest.mark.parametrize("builder", ["text", "gettext"])
def test_other_builders_are_left_alone(project: Project, builder: str) -> None:
    project.extensions("ext_arabic").write("index.md", "# عنوان\n\nقال Nature *Climate* ثم\n")
    project.build(builder)
    [output] = [*project.outdir.glob("index.*")]
    assert "Nature *Climate*" in output.read_text("utf-8")


def test_ranges_and_telephone_numbers_stay_on_one_line(project: Project) -> None:
    """They bear the class that forbids lines to end inside them; a number alone needs none."""
    body(
        project,
        "في 1990–1995 و4-6 و80–90% على +964 770 123 4567، و-5 و2.1% وCNN 2024–25."
        " وفي ١٩٩٠–١٩٩٥ على ٠٧٧٠ ١٢٣ ٤٥٦٧ في ٢٧/١/٢٠٢٤.",
    )
    kept = project.soup().xpath("//span[contains(@class, 'range')]")
    texts = [each.text_content() for each in kept]
    western = ["1990–1995", "4-6", "80–90%", "+964 770 123 4567"]
    assert texts == [*western, "١٩٩٠–١٩٩٥", "٠٧٧٠ ١٢٣ ٤٥٦٧"]
