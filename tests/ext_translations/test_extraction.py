"""Everything human is extracted, once, and nothing else."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import pytest

from ext_translations.catalog import read_catalog
from ext_translations.extraction import clean
from ext_translations.pot import Entry, quote, render

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ext_translations.conftest import Publication

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")

ONE = "briefs/2024/one"
BODY = """\
مقدمة مع حاشية.[^n]

[^n]: نص الحاشية

## قسم أول

:::{figure} pic.png
:alt: بديل الشكل
تعليق الشكل

شرح الشكل
:::

نص مع ![صورة في السطر](pic.png) داخله.

![صورة وحدها](pic.png)

| رأس | عمود |
| --- | --- |
| خلية | 2500 |
| {cite}`cnn-2024` | — |

### قسم فرعي

:::{list-table} عنوان الجدول
* - صف
:::

- بند

> اقتباس

:::{admonition} تنبيه
نص التنبيه
:::

مصطلح
: تعريف

:حقل: قيمة

:::{rubric} سطر بارز
:::

```python
print()  # تعليق عربي
```

```text
no words of ours
```

:::{toctree}
:caption: محتويات
اسم <self>
:::

:::{epigraph}
حكمة

-- قائلها
:::
"""
#: kind and heading by message, in the order of the brief
FOUND = [
    ("عنوان", "title", ""),
    ("فرعي", "subtitle", "عنوان"),
    ("ملخص.", "abstract", "عنوان"),
    ("نقطة", "key point", "عنوان"),
    ("توصية", "recommendation", "عنوان"),
    ("موضوع", "topic", "عنوان"),
    ("مقدمة مع حاشية.[^n]", "paragraph", "عنوان"),
    ("نص الحاشية", "footnote", "عنوان"),
    ("قسم أول", "heading", "عنوان"),
    ("بديل الشكل", "alternative text", "قسم أول"),
    ("تعليق الشكل", "caption", "قسم أول"),
    ("شرح الشكل", "legend", "قسم أول"),
    ("نص مع ![صورة في السطر](pic.png) داخله.", "paragraph", "قسم أول"),
    ("صورة وحدها", "alternative text", "قسم أول"),
    ("رأس", "table head", "قسم أول"),
    ("عمود", "table head", "قسم أول"),
    ("خلية", "table cell", "قسم أول"),
    ("2500", "table cell", "قسم أول"),
    ("قسم فرعي", "heading", "قسم أول"),
    ("عنوان الجدول", "table title", "قسم فرعي"),
    ("صف", "table cell", "قسم فرعي"),
    ("بند", "list item", "قسم فرعي"),
    ("اقتباس", "quotation", "قسم فرعي"),
    ("تنبيه", "title of a box", "قسم فرعي"),
    ("نص التنبيه", "box", "قسم فرعي"),
    ("مصطلح", "term", "قسم فرعي"),
    ("تعريف", "definition", "قسم فرعي"),
    ("حقل", "field name", "قسم فرعي"),
    ("قيمة", "field", "قسم فرعي"),
    ("سطر بارز", "heading without a number", "قسم فرعي"),
    ("print()  # تعليق عربي", "code", "قسم فرعي"),
    ("محتويات", "heading of contents", "قسم فرعي"),
    ("اسم", "entry of contents", "قسم فرعي"),
    ("حكمة", "quotation", "قسم فرعي"),
    ("قائلها", "source of a quotation", "قسم فرعي"),
]
FRONT = "subtitle: فرعي\ntopics: [موضوع]\nkey_points: [نقطة]\nrecommendations: [توصية]\n"


def kinds(pot: Path) -> list[tuple[str, str, str]]:
    """Return the messages of a template with kind and heading."""
    return [
        (name, m.extracted[0], "".join(m.extracted[1:]).removeprefix("under: "))
        for name, m in read_catalog(pot).items()
    ]


def test_messages_are_extracted_in_the_order_of_the_brief_with_kind_and_heading(
    publication: Publication,
) -> None:
    publication.project.write("briefs/2024/pic.png", "png")
    publication.project.extensions("ext_citations")
    item = "- {id: cnn-2024, type: book, title: T, author: [{family: A}], issued: 2024}\n"
    publication.project.write("references.yaml", item)
    publication.brief(BODY, more=FRONT)
    publication.project.build("gettext")
    pot = publication.project.outdir / f"{ONE}.pot"
    assert kinds(pot) == FOUND
    text = pot.read_text(encoding="utf-8")
    assert text.count("#: ../../../docs/briefs/2024/one.md\n") == len(FOUND)

    # a change of one message is a change of one message
    stamp = pot.stat().st_mtime_ns
    publication.brief(BODY.replace("- بند", "- بند آخر\n\n\n"), more=FRONT)
    publication.project.build("gettext")
    changes = list(
        difflib.unified_diff(text.split("\n"), pot.read_text(encoding="utf-8").split("\n"), n=0)
    )
    assert changes[3:] == ['-msgid "بند"', '+msgid "بند آخر"']

    # and nothing is written where nothing changed
    stamp = pot.stat().st_mtime_ns
    publication.brief("\n\n" + BODY.replace("- بند", "- بند آخر"), more=FRONT)
    publication.project.build("gettext")
    assert pot.stat().st_mtime_ns == stamp


NOT_HUMAN = """\
<https://example.org/report>

[https://example.org/report](https://example.org/report)

<a@example.org>

{doc}`/index`

{cite}`cnn-2024، al-monitor-2024`

[^n]

—

```text
x = 1
```

`GDP`

[^n]: حاشية
"""


def test_addresses_keys_and_signs_are_not_for_translators(publication: Publication) -> None:
    publication.project.extensions("ext_citations")
    item = "- {id: %s, type: book, title: %s, author: [{family: A}], issued: 2024}\n"
    items = item % ("cnn-2024", "Air strikes") + item % ("al-monitor-2024", "A withdrawal")
    publication.project.write("references.yaml", items)
    human = [
        "{cite}`انظر @cnn-2024، ص 4`",
        "[التقرير](https://example.org/report)",
        "{doc}`المحتوى </index>`",
        "`الناتج`",
        "153",
    ]
    publication.brief(NOT_HUMAN + "\n" + "\n\n".join(human) + "\n")
    publication.project.conf("gettext_additional_targets = ['literal-block', 'image', 'raw']")
    assert publication.messages() == ["عنوان", "ملخص.", "حاشية", *human]
    # and on the translated page they stand as they are, marked as no language
    publication.catalog({"حاشية": "Note", **{name: name for name in human}})
    publication.project.build(language="en", warnings=[])
    block = [p for p in publication.find("section p") if p.text_content() == "—"]
    assert [p.get("lang") for p in block] == [None]


def test_formulas_and_front_matter_are_not_extracted(publication: Publication) -> None:
    page = "---\norphan: true\nauthor: كاتب\nabstract: خلاصة\n---\n\n# صفحة\n\n"
    formula = "```{math}\nx = y\n```\n\n{math}`z`\n"
    publication.project.write("about.md", page + formula)
    publication.project.build("gettext", warnings=["formulas cannot be set"] * 2)
    about = read_catalog(publication.project.outdir / "about.pot")
    assert [*about] == ["خلاصة", "صفحة"]


def test_front_matter_that_is_printed_is_translated(publication: Publication) -> None:
    publication.project.write("about.md", "---\norphan: true\nabstract: خلاصة\n---\n\n# صفحة\n")
    publication.catalog({"خلاصة": "Summary", "صفحة": "Page"}, "../../about")
    publication.project.build(language="en")
    assert publication.texts("div.abstract p", "about")[-1] == "Summary"


def test_template_of_a_document_that_went_is_not_written_again(publication: Publication) -> None:
    path = publication.brief()
    publication.brief(slug="two")
    publication.project.build("gettext", parallel=2)
    pot = publication.project.outdir / f"{ONE}.pot"
    pot.unlink()
    path.unlink()
    publication.project.build("gettext")
    assert not pot.exists()
    assert (publication.project.outdir / "briefs/2024/two.pot").exists()


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("a\nb", "a b"),
        ("a\\\n  b", "a\\\nb"),
        ("a \\\nb", "a \\\nb"),
        ("a  \nb", "a\\\nb"),
        ("a\\\\\nb", "a\\\\ b"),
        ("a\\\\\\\nb", "a\\\\\\\nb"),
        (" a\n", "a"),
    ],
)
def test_line_ends_become_blanks_but_hard_breaks_stay(raw: str, message: str) -> None:
    assert clean(raw) == message


def test_message_that_stands_in_two_places_is_written_once() -> None:
    text = render('A "name"', [Entry("x", "heading", "", "a.md"), Entry("x", "paragraph", "y")])
    assert text.split("\n\n", 1)[1] == '#. heading\n#: a.md\nmsgid "x"\nmsgstr ""\n'
    assert '"Project-Id-Version: A \\"name\\"\\n"' in text


@pytest.mark.parametrize(
    ("text", "string"),
    [
        ("a", '"a"'),
        ("", '""'),
        ('a "b" \\\n\tc', '""\n"a \\"b\\" \\\\\\n"\n"\\tc"'),
    ],
)
def test_strings_are_quoted_as_gettext_does(text: str, string: str) -> None:
    assert quote(text) == string
