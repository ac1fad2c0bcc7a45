"""Translations are put in the place of their messages, and of nothing else."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from sphinx import addnodes

from ext_translations.references import carried

if TYPE_CHECKING:
    from tests.conftest import Project
    from tests.ext_translations.conftest import Publication

# MyST-Parser 5.2 still asks transforms for their app
pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")

ONE = "briefs/2024/one"
LINES = [
    "1. Introduction",
    "2024. A year",
    "- a dash",
    "* a star",
    "+ a plus",
    "# a hash",
    "> a quote",
    "``` a fence",
    "(x)= a target",
    "% a comment",
    "| a | b |",
    "    four blanks",
    "--- a rule",
    "[x]: https://example.org",
    ":::{note} x",
    "{#id}",
    "a: b",
]


def test_translation_that_begins_like_a_block_prints_as_text(publication: Publication) -> None:
    publication.brief("".join(f"فقرة {n}.\n\n" for n in range(len(LINES))))
    publication.catalog({f"فقرة {n}.": line for n, line in enumerate(LINES)})
    publication.project.build(language="en")
    assert publication.texts("section p")[3:] == [line.strip() for line in LINES]
    assert not publication.find("section ol") + publication.find("section blockquote")


def test_heading_and_items_that_begin_like_a_block_print_as_text(publication: Publication) -> None:
    publication.brief("## قسم\n\n- بند\n")
    publication.catalog({"قسم": "1. Section", "بند": "- item"})
    publication.project.build(language="en")
    assert publication.texts("section h2") == ["1. Section"]
    assert publication.texts("section li p") == ["- item"]


def test_second_paragraph_is_kept(publication: Publication) -> None:
    publication.brief("فقرة **مشددة**.\n\n## قسم\n\nأخيرة.\n")
    publication.catalog(
        {
            "فقرة **مشددة**.": "One **bold**.\n\nTwo.\n \nThree.",
            "قسم": "Section\n\nagain",
            "أخيرة.": "Last.",
        }
    )
    publication.project.build(language="en")
    assert publication.texts("section p")[3:] == ["One bold.", "Two.", "Three.", "Last."]
    assert publication.texts("section h2") == ["Section again"]


def test_link_by_reference_and_footnote_work(publication: Publication) -> None:
    publication.brief("[نص][وسم] وحاشية[^1].\n\n[وسم]: https://example.org/x\n[^1]: الحاشية\n")
    publication.catalog(
        {"[نص][وسم] وحاشية[^1].": "A note[^1] and [text][وسم].", "الحاشية": "The note"}
    )
    publication.project.build(language="en")
    assert publication.texts("section p")[3] == "A note[1] and text."
    [link] = [a for a in publication.find("section p a") if a.text_content() == "text"]
    assert link.get("href") == "https://example.org/x"
    assert publication.texts("aside.footnote p") == ["The note"]


def test_hard_break_is_in_the_message_and_may_be_moved(publication: Publication) -> None:
    publication.brief("سطر\\\nوسطر\nمتصل.\n\nبيت  \n  وبيت.\n\nنص \\\\\nآخر.\n")
    messages = {"سطر\\\nوسطر متصل.", "بيت\\\nوبيت.", "نص \\\\ آخر."}
    assert messages < {*publication.messages()}
    publication.catalog(
        {
            "سطر\\\nوسطر متصل.": "a line\\\nand one more",
            "بيت\\\nوبيت.": "no break",
            "نص \\\\ آخر.": "a \\\\ sign",
        }
    )
    publication.project.build(language="en")
    assert len(publication.find("section p br")) == 1
    assert publication.texts("section p")[3:] == ["a line and one more", "no break", "a \\ sign"]


def test_footnotes_are_numbered_in_the_order_of_the_translation(publication: Publication) -> None:
    publication.brief("أ[^1] ثم ب[^2] ثم ج[^x].\n\n[^1]: حاشية أ\n[^2]: حاشية ب\n[^x]: حاشية ج\n")
    publication.catalog(
        {
            "أ[^1] ثم ب[^2] ثم ج[^x].": "C[^x], then B[^2], then A[^1].",
            "حاشية أ": "note A",
            "حاشية ب": "note B",
            "حاشية ج": "note C",
        }
    )
    publication.project.build(language="en")
    assert publication.texts("section p")[3] == "C[1], then B[2], then A[3]."
    assert publication.texts("aside.footnote") == ["[1] note C", "[2] note B", "[3] note A"]


BODY = """\
:::{figure} pic.png
:alt: بديل
تعليق
:::

![بديل آخر](pic.png)

| رأس | عمود |
| --- | --- |
| خلية | ٢ |

:::{list-table} عنوان الجدول
* - صف
:::

مصطلح
: تعريف

:::{glossary}
تحالف
  تعريف التحالف
:::

:::{admonition} تنبيه
نص التنبيه
:::

:::{note}
تذكير
:::

> اقتباس

:حقل: قيمة

:::{toctree}
:caption: محتويات
اسم <self>
:::

:::{rubric} سطر
:::
"""
ENGLISH = {
    "بديل": "Alternative",
    "تعليق": "Caption",
    "بديل آخر": "Another",
    "رأس": "Head",
    "عمود": "Column",
    "خلية": "Cell",
    "٢": "2",
    "عنوان الجدول": "Table title",
    "صف": "Row",
    "مصطلح": "Term",
    "تعريف": "Definition",
    "تحالف": "Coalition",
    "تعريف التحالف": "What a coalition is",
    "تنبيه": "Warning",
    "نص التنبيه": "Beware",
    "تذكير": "Remark",
    "اقتباس": "Quote",
    "حقل": "Field",
    "قيمة": "Value",
    "محتويات": "Contents",
    "اسم": "Name",
    "سطر": "Rubric",
}


def test_every_kind_of_message_is_extracted_and_translated(publication: Publication) -> None:
    publication.project.write("briefs/2024/pic.png", "png")
    publication.brief(BODY, more="subtitle: فرعي\ntopics: [موضوع]\nkey_points: [نقطة]\n")
    english = {"فرعي": "Subtitle", "موضوع": "Topic", "نقطة": "Point", **ENGLISH}
    assert {*publication.messages()} == {"عنوان", "ملخص.", *english}
    publication.catalog(english)
    publication.project.build(language="en")
    page = publication.project.html(ONE)
    for text in english.values():
        assert text in page, text
    # a label of Sphinx's own, left from the Arabic extraction in this same process
    body = publication.find("div.body")[0].text_content().replace("ملاحظة", "")
    assert not re.search(r"[ء-ي]", body)
    assert {img.get("alt") for img in publication.find("img")} == {"Alternative", "Another"}
    assert publication.texts(".brief-card .brief-title", "index") == ["A title"]
    assert publication.texts(".brief-card .brief-subtitle", "index") == ["Subtitle"]


def test_term_of_the_glossary_is_found_by_its_translation(publication: Publication) -> None:
    publication.brief(":::{glossary}\nتحالف\n  تعريف\n:::\n\nذكر {term}`تحالف`.\n")
    publication.catalog(
        {
            "تحالف": "Coalition",
            "تعريف": "Meaning",
            "ذكر {term}`تحالف`.": "A {term}`Coalition` is named.",
        }
    )
    publication.project.build(language="en")
    [link] = publication.find("section p a.reference")
    target = link.get("href", "")[1:]
    assert publication.project.soup(ONE).get_element_by_id(target).text_content() == "Coalition¶"


def test_comments_in_code_are_translated(publication: Publication) -> None:
    publication.brief(
        "```python\n# الأرقام\nx = 1\n```\n\n```python\ny = 2\n```\n\n"
        ":::{code-block} text\n:caption: عنوان الشيفرة\nسطر\n:::\n"
    )
    found = publication.messages()
    assert found[2:] == ["# الأرقام\nx = 1", "عنوان الشيفرة", "سطر"]
    publication.catalog(
        {"# الأرقام\nx = 1": "# figures\nx = 1", "عنوان الشيفرة": "Code", "سطر": "line\n"}
    )
    publication.project.build(language="en")
    assert [pre.text_content() for pre in publication.find("pre")] == [
        "# figures\nx = 1\n",
        "y = 2\n",
        "line\n",
    ]
    assert publication.find("pre span.c1")[0].text_content() == "# figures"
    assert publication.texts(".code-block-caption .caption-text") == ["Code"]


def test_description_of_a_page_is_translated(publication: Publication) -> None:
    publication.brief("```{eval-rst}\n.. meta::\n   :description: وصف\n```\n")
    publication.catalog({"وصف": "Description"})
    publication.project.build(language="en")
    assert 'content="Description"' in publication.project.html(ONE)


SOURCE = "انظر [موقع](https://e.org/a)، {doc}`المحتوى </index>`، ![ص](pic.png)، حاشية[^n]."


@pytest.mark.parametrize(
    ("msgstr", "lost"),
    [
        ("See {doc}`t </index>`, ![p](pic.png), note[^n].", "https://e.org/a"),
        ("See [s](https://e.org/a), ![p](pic.png), note[^n].", "/index"),
        ("See [s](https://e.org/a), {doc}`t </index>`, note[^n].", "pic.png"),
        ("See [s](https://e.org/a), {doc}`t </index>`, ![p](pic.png).", r"\[\^n\]"),
    ],
)
def test_lost_reference_is_a_warning_at_its_message(
    publication: Publication, msgstr: str, lost: str
) -> None:
    publication.project.write("briefs/2024/pic.png", "png")
    publication.brief(f"{SOURCE}\n\n[^n]: الحاشية\n")
    path = publication.catalog({SOURCE: msgstr, "ص": "p", "الحاشية": "Note"})
    rows = path.read_text(encoding="utf-8").split("\n")
    line = next(n for n, row in enumerate(rows, 1) if row.startswith('msgid "انظر'))
    where = rf"/locale/en/LC_MESSAGES/{ONE}\.po:{line}: WARNING: "
    also = [r"Footnote \[.*\] is not referenced"] if "^n" in lost else []
    publication.project.build(
        language="en",
        warnings=[
            rf"{where}the translation has lost: {lost} \[translation\.inconsistent\]",
            *also,
        ],
    )
    assert "See" in publication.texts("section p")[3]


BROUGHT = {
    "a [link](https://evil.org/)": r"https://evil\.org/",
    "an ![image](pic.png)": r"pic\.png",
    "a [file](data.txt)": r"data\.txt",
    "a {download}`file <data.txt>`": r"data\.txt",
    "a {ref}`label <lab>`": "lab",
    "a {doc}`page </index>`": "/index",
    "a [page](/index.md)": "index",
    "a {term}`Coalition`": r"\{term\}",
    "a note[^n]": r"\[\^n\]",
    "a formula {math}`x`": r"\{math\}",
    "an {abbr}`MoU (memorandum)`": r"\{abbreviation\}",
    "an {index}`entry`": r"\{index\}, \{target\}",
    "raw <b>evil</b>": r"</b>, <b>",
    "<script>evil()</script>": r"</script>, <script>",
    "<https://evil.org>": r"https://evil\.org",
    "[x](#lab)": "#lab",
}


def test_reference_that_a_translation_brings_is_refused(publication: Publication) -> None:
    for name in ("pic.png", "data.txt"):
        publication.project.write(f"briefs/2024/{name}", "x")
    body = "(lab)=\n## قسم\n\nحاشية[^n].\n\n[^n]: الحاشية\n\n:::{glossary}\nCoalition\n  X\n:::\n\n"
    source = {f"فقرة {n}.": text for n, text in enumerate(BROUGHT)}
    publication.brief(body + "".join(f"{msgid}\n\n" for msgid in source))
    known = {"قسم": "Part", "حاشية[^n].": "Note[^n].", "الحاشية": "Note"}
    publication.catalog({**known, "Coalition": "Coalition", "X": "X", **source})
    bring = r"one\.po:\d+: WARNING: the translation brings what its source does not have: "
    publication.project.build(language="en", warnings=[bring + name for name in BROUGHT.values()])
    assert publication.project.log.count("WARNING") == len(BROUGHT)
    assert "evil" not in publication.project.html(ONE)
    # the source stands there instead, and says which language it is in
    kept = [p for p in publication.find("section p") if "فقرة" in p.text_content()]
    assert [(p.get("lang"), p.get("dir")) for p in kept] == [("ar", "rtl")] * len(BROUGHT)
    assert publication.texts("aside.footnote") == ["[1] Note"]


def test_address_that_markdown_refuses_is_a_warning_too(publication: Publication) -> None:
    publication.brief("فقرة.\n")
    publication.catalog({"فقرة.": "A [link](javascript:evil())."})
    publication.project.build(
        language="en", warnings=[r"one\.md:9: WARNING: an address may begin with"]
    )
    assert not [a for a in publication.find("a") if "evil" in a.get("href", "")]


def test_unknown_role_in_a_translation_is_refused(publication: Publication) -> None:
    publication.brief("فقرة.\n")
    publication.catalog({"فقرة.": "A {nonsense}`x`."})
    publication.project.build(
        language="en",
        warnings=[
            r'one\.md:9: WARNING: Unknown interpreted text role "nonsense"',
            r"one\.po:\d+: WARNING: the translation brings",
        ],
    )
    assert publication.texts("section p")[3] == "فقرة."


def test_comment_in_a_message_need_not_be_translated(publication: Publication) -> None:
    publication.brief("فقرة <!-- للمحرر --> هنا.\n")
    publication.catalog({"فقرة <!-- للمحرر --> هنا.": "A *paragraph* `here`."})
    publication.project.build(language="en")
    assert publication.texts("section p")[3] == "A paragraph here."


def test_references_are_counted_as_their_author_wrote_them() -> None:
    cited = addnodes.pending_xref("", refdomain="cite", reftype="cite", reftarget="a, b,a")
    file = addnodes.pending_xref("", refdomain="doc", reftype="myst", reftarget="x")
    file["reftargetid"] = "part"
    named = nodes.reference("", "x", refname="name")
    assert dict(carried([nodes.strong("", "", cited, file), named, nodes.Text("x")])) == {
        "a": 2,
        "b": 1,
        "x#part": 1,
        "name": 1,
    }


def test_warning_of_a_translated_node_names_the_line_of_its_block(publication: Publication) -> None:
    publication.brief("أولى.\n\nثانية {ref}`س <nowhere>`.\n")
    publication.catalog({"أولى.": "One.", "ثانية {ref}`س <nowhere>`.": "Two {ref}`x <nowhere>`."})
    publication.project.build(
        language="en", warnings=[r"one\.md:11: WARNING: undefined label: 'nowhere'"]
    )


def test_doctree_does_not_grow_with_the_documents_before_it(publication: Publication) -> None:
    body = "فقرة [نص](https://e.org) حاشية[^1].\n\n[^1]: الحاشية\n"
    english = {
        "فقرة [نص](https://e.org) حاشية[^1].": "A [text](https://e.org) note[^1].",
        "الحاشية": "Note",
    }
    for number in range(6):
        publication.brief(body, f"p{number}")
        publication.catalog(english, f"p{number}")
    app = publication.project.build(language="en")
    paths = [app.doctreedir / f"briefs/2024/p{number}.doctree" for number in range(6)]
    data = [path.read_bytes() for path in paths]
    assert max(map(len, data)) - min(map(len, data)) < 200
    for number, one in enumerate(data):
        assert one.count(b"docutils.nodes\x94\x8c\x08document") == 1
        assert f"p{number}.md".encode() in one
        assert not [n for n in range(6) if n != number and f"p{n}.md".encode() in one]


def test_catalog_that_appears_changes_or_goes_has_its_page_read_again(
    publication: Publication,
) -> None:
    publication.policy("mark")
    for slug in ("one", "two"):
        publication.brief("متن.\n", slug)
    read: list[str] = []

    def build() -> list[str]:
        read.clear()
        app = publication.project.app(language="en")
        app.connect("source-read", lambda app, docname, content: read.append(docname))
        app.build()
        return sorted(read)

    assert build() == [ONE, "briefs/2024/two", "index"]
    assert build() == []
    path = publication.catalog({"متن.": "Text."})
    assert build() == [ONE]
    assert publication.texts("section p")[3] == "Text."
    assert build() == []
    publication.catalog({"متن.": "Other text."})
    os.utime(path, (2_000_000_000, 2_000_000_000))
    assert ONE in build()
    assert publication.texts("section p")[3] == "Other text."
    path.unlink()
    assert build() == [ONE]
    assert publication.texts("section p")[3] == "متن."
    assert build() == []


def test_parallel_build_gives_the_same_pages(publication: Publication, project: Project) -> None:
    for number in range(8):
        publication.brief("أ[^1] [ب](https://e.org).\n\n[^1]: حاشية\n", f"p{number}")
        publication.catalog(
            {
                "أ[^1] [ب](https://e.org).": f"[B](https://e.org) {number} A[^1].",
                "حاشية": "Note",
            },
            f"p{number}",
        )
    pages = {}
    for parallel in (1, 2):
        project.build(language="en", force=True, parallel=parallel)
        pages[parallel] = {
            path.relative_to(project.outdir): path.read_text(encoding="utf-8")
            for path in project.outdir.rglob("*.html")
        }
    assert pages[1] == pages[2]
    assert len(pages[1]) >= 9


def test_broken_catalog_of_another_page_leaves_it_in_the_source_language(
    publication: Publication,
) -> None:
    publication.brief()
    publication.catalog({"متن.": "Text."})
    publication.project.write("about.md", "---\norphan: true\n---\n\n# صفحة\n")
    path = publication.project.root / "locale/en/LC_MESSAGES/about.po"
    path.write_text('msgid "x"\nmsgstr "y\n', encoding="utf-8")
    publication.project.build(
        language="en", warnings=[r"about\.po:2: WARNING: .* \[translation\.catalog\]"]
    )
    assert publication.texts("section h1", "about") == ["صفحة"]


def test_source_language_is_never_translated(publication: Publication) -> None:
    publication.brief()
    path = publication.project.root / f"locale/ar/LC_MESSAGES/{ONE}.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgid "متن."\nmsgstr "آخر."\n', encoding="utf-8")
    publication.project.build(language="ar")
    assert publication.texts("section p")[3] == "متن."


def test_link_that_its_text_names_keeps_its_address(publication: Publication) -> None:
    publication.brief(
        "انظر [التقرير][].\n\nوراجع [الملحق].\n\nاكتب `[نص][]` هكذا.\n\n"
        "اكتب `[نص][]` لتصل إلى [التقرير][].\n\n"
        "[التقرير]: https://e.org/r\n[الملحق]: https://e.org/x\n"
    )
    publication.catalog(
        {
            "انظر [التقرير][].": "See [the report][].",
            "وراجع [الملحق].": "And [the annex][الملحق].",
            "اكتب `[نص][]` هكذا.": "Write `[text][]` so.",
            "اكتب `[نص][]` لتصل إلى [التقرير][].": "For [it][], write `[text][]`.",
        }
    )
    publication.project.build(language="en")
    links = [
        (a.text_content(), a.get("href"))
        for p in publication.find("section p")
        for a in p.findall("a")
    ]
    report, annex = "https://e.org/r", "https://e.org/x"
    assert links == [("the report", report), ("the annex", annex), ("it", report)]
    # the same signs in code are no link
    assert publication.texts("section code") == ["[text][]", "[text][]"]
