"""A brief's front matter becomes warnings, a heading, a title block and a record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from ext_brief.model import Person
from ext_brief.titleblock import names_line

if TYPE_CHECKING:
    from tests.conftest import Project
    from tests.ext_brief.conftest import Briefs

ONE = "briefs/2024/one"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


def messages(pot: str) -> list[str]:
    return [found for found in re.findall(r'^msgid "(.*)"$', pot, re.MULTILINE) if found]


def test_every_mistake_is_a_warning_with_file_and_line(project: Project, briefs: Briefs) -> None:
    briefs.write(title=None, date="x", authors="[layal]", titel="y")
    at = re.escape(f"{ONE}.md")
    project.build(
        warnings=[
            at + r":2: WARNING: title: this field is missing \[brief\.front_matter\]",
            at + r":3: WARNING: date: x is not a date",
            at + r":4: WARNING: authors: unknown person layal; did you mean layla\?",
            at + r":6: WARNING: titel: unknown field; did you mean title\?",
        ]
    )


def test_warnings_are_arabic_where_the_locale_is(
    project: Project, briefs: Briefs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "ar_IQ.UTF-8")
    briefs.write(title=None)
    project.build(warnings=[r"one\.md:2: WARNING: title: هذا الحقل ناقص \[brief\.front_matter\]"])


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("# عنوان\n\nمتن\n", r"one\.md:1: WARNING: a brief begins with its front matter"),
        ("---\n- a\n---\n\nمتن\n", r"one\.md:2: WARNING: the front matter must be fields"),
        ("---\ntitle: a: b\n---\n\nمتن\n", r"one\.md:2: WARNING: a text with a colon needs quotes"),
    ],
)
def test_page_without_front_matter_brings_one_warning(
    project: Project, briefs: Briefs, text: str, warning: str
) -> None:
    project.write(f"{ONE}.md", text)
    project.build(warnings=[warning])
    assert "متن" in project.html(ONE) or "عنوان" in project.html(ONE)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_warning_in_the_body_names_its_true_line(
    project: Project, briefs: Briefs, ending: str, mark: bytes
) -> None:
    text = briefs.text("فقرة.\n\n{ref}`nowhere`\n", topics="\n  - أ\n  - ب")
    project.write(f"{ONE}.md", "").write_bytes(mark + text.replace("\n", ending).encode())
    line = text[: text.index("{ref}")].count("\n") + 1
    project.build(warnings=[rf"one\.md:{line}: WARNING: undefined label: 'nowhere'"])
    assert briefs.texts("section h1") == ["عنوان"]


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("'لغة C#'", "لغة C#"),
        ("'هاش ##'", "هاش ##"),
        ("'## هاش'", "## هاش"),
        (r"'مسار C:\temp\x'", r"مسار C:\temp\x"),
        (r"'نهاية \'", "نهاية \\"),
        ("'«مداد» و *مائل*'", "«مداد» و مائل"),
        (r"'نجمة \* واحدة'", "نجمة * واحدة"),
        ("1. مقدمة", "1. مقدمة"),
        (">-\n  سطر\n  وسطر", "سطر وسطر"),
    ],
)
def test_title_is_one_line_of_myst(
    project: Project, briefs: Briefs, title: str, printed: str
) -> None:
    briefs.write(title=title)
    project.build()
    assert briefs.texts("section h1") == [printed]
    assert briefs.texts(".brief-title", "index") == [printed]


def test_title_block_holds_the_human_text_in_order(project: Project, briefs: Briefs) -> None:
    briefs.write(
        subtitle="فرعي **مشدد**",
        authors="[layla, ahmad, board]",
        abstract="|\n  فقرة\n  أولى.\n\n  فقرة [ثانية](https://example.org).",
        key_points="[نقطة, '1. نقطة']",
        recommendations="[توصية]",
        topics="[العراق, إيران]",
    )
    project.build()
    [block] = briefs.find("section div.title-block")
    assert block.getprevious().tag == "h1"
    assert [part.get("class", "").split()[0] for part in block] == [
        "subtitle",
        "byline",
        "abstract",
        "key-points",
        "recommendations",
        "topics",
    ]
    assert briefs.texts(".subtitle strong") == ["مشدد"]
    assert briefs.texts(".byline") == ["ليلى وأحمد وهيئة تحرير مداد"]
    assert briefs.texts(".block-title") == ["الملخص", "أبرز النقاط", "التوصيات"]
    assert briefs.texts(".abstract p")[1:] == ["فقرة أولى.", "فقرة ثانية."]
    assert briefs.texts(".key-points li") == ["نقطة", "1. نقطة"]
    assert briefs.texts("ul.topics li p") == ["العراق", "إيران"]
    assert briefs.find(".abstract a")[0].get("href") == "https://example.org"


def test_headings_of_the_title_block_are_in_the_edition_s_language(
    project: Project, briefs: Briefs
) -> None:
    briefs.write(key_points="[a]", recommendations="[b]", authors="[layla, ahmad]")
    project.build(language="en")
    assert briefs.texts(".block-title") == [
        "Abstract",
        "Key points",
        "Recommendations",
    ]
    assert briefs.texts(".byline") == ["Layla and Ahmad"]


def test_abstract_stands_once_on_the_page(project: Project, briefs: Briefs) -> None:
    briefs.write(abstract="ملخص فريد.")
    project.build()
    assert project.html(ONE).count("ملخص فريد.") == 1
    assert not briefs.find(".topic") + briefs.find(".docinfo")


def test_title_block_reaches_the_catalog_in_order_each_with_its_line(
    project: Project, briefs: Briefs
) -> None:
    path = briefs.write(
        subtitle="فرعي",
        abstract=">-\n  فقرة\n  أولى.\n\n  فقرة ثانية.",
        key_points="\n  - نقطة\n  - أخرى",
        topics="[العراق]",
        body="## قسم\n\nمتن.\n",
    )
    project.conf("gettext_compact = False")
    project.build("gettext")
    pot = (project.outdir / f"{ONE}.pot").read_text(encoding="utf-8")
    assert messages(pot) == [
        "عنوان",
        "فرعي",
        "فقرة أولى.",
        "فقرة ثانية.",
        "نقطة",
        "أخرى",
        "العراق",
        "قسم",
        "متن.",
    ]
    rows = path.read_text(encoding="utf-8").split("\n")
    for line, message in re.findall(r'one\.md:(\d+)\nmsgid "(.*)"', pot):
        assert message.split()[0] in rows[int(line) - 1], message


def test_second_title_in_the_body_is_a_warning(project: Project, briefs: Briefs) -> None:
    briefs.write(body="متن\n\n# عنوان ثان\n")
    project.build(warnings=[r"one\.md:11: WARNING: the title stands in the front matter"])


def test_mistakes_of_the_persons_file_are_reported_once(project: Project, briefs: Briefs) -> None:
    project.write("authors.yaml", "layla:\n  name: {ar: ليلى}\nahmad: {}\n")
    briefs.write()
    briefs.write("two")
    project.build(warnings=[r"authors\.yaml:3: WARNING: ahmad\.name: this field is missing"])
    assert project.log.count("WARNING") == 1


def test_publication_needs_no_persons_file(project: Project, briefs: Briefs) -> None:
    (project.src / "authors.yaml").unlink()
    briefs.write(authors="[{name: {ar: نور}}]")
    project.build()
    assert briefs.texts(".byline") == ["نور"]


def test_persons_file_is_an_input_of_every_brief(project: Project, briefs: Briefs) -> None:
    briefs.write()
    project.build()
    project.write("authors.yaml", "layla:\n  name: {ar: ليلى الجديدة}\n")
    project.build()
    assert briefs.texts(".byline") == ["ليلى الجديدة"]


def test_page_that_is_no_brief_is_left_to_myst(project: Project, briefs: Briefs) -> None:
    briefs.write()
    project.write("index.md", "---\norphan: true\n---\n\n# صفحة\n\n```{brief-list}\n```\n")
    app = project.build()
    assert app.env.metadata["index"]["orphan"] == "True"


def test_doctree_of_a_brief_keeps_no_record(project: Project, briefs: Briefs) -> None:
    briefs.write()
    app = project.build()
    doctree = app.env.get_doctree(ONE)
    assert "brief" not in doctree.attributes
    assert [n for n in doctree.findall(nodes.document) if n is not doctree] == []
    stored = (app.doctreedir / f"{ONE}.doctree").read_bytes()
    assert b"ext_brief" not in stored


@pytest.mark.parametrize(
    ("language", "count", "line"),
    [
        ("ar", 1, "أحمد"),
        ("ar", 2, "أحمد وليلى"),
        ("ar", 3, "أحمد وليلى ونور"),
        ("ar-IQ", 2, "Ahmad وLayla"),
        ("en", 2, "Ahmad and Layla"),
        ("en", 3, "Ahmad, Layla, and Nour"),
    ],
)
def test_names_are_joined_as_the_language_does(language: str, count: int, line: str) -> None:
    names = [("أحمد", "Ahmad"), ("ليلى", "Layla"), ("نور", "Nour")]
    people = [
        Person(name={"en": english, "ar": arabic} if language == "en" else {"ar": arabic})
        if language != "ar-IQ"
        else Person(name={"en": english})
        for arabic, english in names[:count]
    ]
    assert names_line(people, language) == line
