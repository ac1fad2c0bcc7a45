"""Funding, disclaimer, corrections, notices: translated like other text, printed by the theme."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from ext_brief.statements import statement

if TYPE_CHECKING:
    from tests.conftest import Project
    from tests.ext_brief.conftest import Briefs

ONE = "briefs/2024/one"
#: printed by hand, as a theme prints them
LAYOUT = """
{{ body }}
<aside>{% for each in brief.statements %}<div class="{{ each.name }}" title="{{ each.date }}">
{{ each.html }}</div>{% endfor %}{{ brief.editors }}{{ brief.reviewers }}</aside>
"""
FIELDS = {
    "funding": "|\n  مؤسسة *البحر*.[^n]\n\n  فقرة ثانية.",
    "disclaimer": "'آراء [المؤلف](https://example.org).'",
    "corrections": "\n  - {date: 2024-03-01, text: تصويب أول.}\n  - {date: 2024-04-02, text: ثانٍ.}",
    "editors": "[ahmad]",
    "reviewers": "[layla, board]",
}
BODY = "متن [^m].\n\n[^n]: حاشية التمويل.\n\n[^m]: حاشية المتن.\n"


def themed(project: Project) -> None:
    project.write("_templates/page.html", LAYOUT)
    project.conf("templates_path = ['_templates']", "exclude_patterns = ['_templates']")


def test_statements_leave_the_text_and_keep_their_markup_notes_and_dates(
    project: Project, briefs: Briefs
) -> None:
    themed(project)
    briefs.write(body=BODY, **FIELDS)
    project.build()
    assert briefs.texts("aside div.funding p") == ["مؤسسة البحر.[2]", "فقرة ثانية."]
    assert briefs.texts("aside div.funding em") == ["البحر"]
    assert briefs.find("aside div.disclaimer a")[0].get("href") == "https://example.org"
    found = [
        (each.get("title"), each.text_content().strip()) for each in briefs.find("div.corrections")
    ]
    assert found == [("1 مارس 2024", "تصويب أول."), ("2 أبريل 2024", "ثانٍ.")]
    assert project.html(ONE).count("فقرة ثانية.") == 1
    assert "['أحمد']['ليلى', 'هيئة تحرير مداد']" in "".join(briefs.texts("aside"))


def test_names_of_the_credits_are_in_the_language_of_the_edition(
    project: Project, briefs: Briefs
) -> None:
    themed(project)
    briefs.write(body=BODY, **FIELDS)
    project.build(language="en")
    assert "['Ahmad']['Layla', 'Midad Editorial Board']" in "".join(briefs.texts("aside"))
    assert briefs.find("div.corrections")[0].get("title") == "1 March 2024"


def test_statements_reach_the_catalog_once_each_with_its_line_and_kind(
    project: Project, briefs: Briefs
) -> None:
    path = briefs.write(body=BODY, **FIELDS)
    project.extensions("ext_translations").conf("gettext_compact = False")
    app = project.build("gettext")
    pot = (project.outdir / f"{ONE}.pot").read_text(encoding="utf-8")
    found = re.findall(r"^#\. ([a-z ]+)$(?:\n#.*)*\nmsgid \"(.*)\"", pot, re.MULTILINE)
    assert found[-5:] == [
        ("funding", "مؤسسة *البحر*.[^n]"),
        ("funding", "فقرة ثانية."),
        ("disclaimer", "آراء [المؤلف](https://example.org)."),
        ("correction", "تصويب أول."),
        ("correction", "ثانٍ."),
    ]
    assert len(found) == len(set(found))
    # a template names the brief alone; where a mistake in a text is said, the line counts
    lines = path.read_text(encoding="utf-8").splitlines()
    texts = [
        paragraph
        for node in app.env.get_doctree(ONE).findall(statement)
        for paragraph in node.findall(nodes.paragraph)
    ]
    assert len(texts) == 5
    for paragraph, (_, msgid) in zip(texts, found[-5:], strict=True):
        assert msgid in lines[(paragraph.line or 0) - 1]


def test_notices_stand_first_and_lead_to_the_later_brief(project: Project, briefs: Briefs) -> None:
    briefs.write(status="withdrawn", superseded_by="briefs/2024/two", subtitle="فرعي")
    briefs.write("two", title="ورقة لاحقة")
    project.build()
    block = briefs.find("div.title-block")[0]
    assert [part.get("class") for part in block][:3] == ["notice", "notice", "subtitle"]
    assert briefs.texts("p.notice") == [
        "سحب الناشر هذه الورقة.",
        "حلّت محل هذه الورقة ورقة أحدث: ورقة لاحقة",
    ]
    assert briefs.find("p.notice a")[0].get("href") == "two.html"
    project.build(language="en")
    assert briefs.texts("p.notice")[0] == "This brief has been withdrawn by its publisher."


def test_later_brief_may_stand_elsewhere(project: Project, briefs: Briefs) -> None:
    briefs.write(superseded_by="https://example.org/later")
    project.build()
    assert briefs.find("p.notice a")[0].get("href") == "https://example.org/later"


def test_later_brief_that_there_is_not_is_a_mistake_with_its_line(
    project: Project, briefs: Briefs
) -> None:
    briefs.write(superseded_by="briefs/2024/none")
    project.build(warnings=[r"one\.md:7: WARNING: unknown document: '/briefs/2024/none'"])


def test_later_brief_that_this_edition_hides_is_named_without_a_link(
    project: Project, briefs: Briefs
) -> None:
    briefs.write(superseded_by="briefs/2024/two")
    briefs.write("two", title="ورقة لاحقة", status="draft")
    project.build()
    assert briefs.texts("p.notice") == ["حلّت محل هذه الورقة ورقة أحدث: ورقة لاحقة"]
    assert not briefs.find("p.notice a")


def test_statement_written_by_itself_stays_where_it_is(project: Project, briefs: Briefs) -> None:
    """As where source and translation stand side by side."""
    briefs.write(funding="ممول")
    app = project.build()
    document = app.env.get_doctree(ONE)
    document.settings = app.builder.docsettings  # type: ignore[attr-defined]
    [part] = document.findall(statement)
    translator = app.builder.create_translator(document, app.builder)
    nodes.container("", part.deepcopy()).walkabout(translator)
    assert "ممول" in "".join(translator.body)  # type: ignore[attr-defined]
