"""Authors' files reach nothing outside the publication, and bring no markup of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from ext_brief.safety import is_refused, scheme_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.conftest import Project
    from tests.ext_brief.conftest import Briefs

# MyST-Parser 5.2 still asks transforms for their app
pytestmark = [
    pytest.mark.filterwarnings("ignore:'myst_parser"),
    pytest.mark.filterwarnings("ignore:'sphinx.environment.BuildEnvironment.app'"),
]

ONE = "briefs/2024/one"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")


@pytest.fixture
def secret(project: Project, tmp_path: Path) -> Path:
    """Return a file outside the source folder, and a link to it inside."""
    path = tmp_path / "secret.txt"
    path.write_text("SECRET <script>SECRET</script>\n")
    (tmp_path / "secret.png").write_bytes(b"SECRET")
    (tmp_path / "secret.csv").write_text("SECRET,b\n")
    folder = project.src / "briefs/2024"
    folder.mkdir(parents=True)
    for name in ("secret.txt", "secret.png", "secret.csv"):
        (folder / f"link-{name}").symlink_to(tmp_path / name)
    return path


def published(project: Project) -> str:
    """Return all that was published, but for the scripts and styles of the theme."""
    paths = [p for p in project.outdir.rglob("*") if p.is_file() and "_static" not in p.parts]
    return "".join(p.read_bytes().decode("utf-8", "replace") for p in paths if p.suffix != ".inv")


def assert_refused(
    project: Project,
    briefs: Briefs,
    warning: str,
    bodies: Sequence[tuple[str, int]],
    noise: Sequence[str] = (),
) -> None:
    """Build a brief of each body: one warning, so many lines below its first, and no trace."""
    project.conf("html_copy_source = False")
    expected = []
    for number, (body, offset) in enumerate(bodies):
        briefs.write(f"case{number}", body=f"متن قبل.\n\n{body}\n\nمتن بعد.\n")
        # the paragraph before stands on line 9 of the file
        at = rf"case{number}\.md:{11 + offset}: WARNING"
        expected.append(rf"{at}: .*{warning}.*\[brief\.unsafe\]")
    project.build(warnings=[*expected, *noise])
    assert project.log.count("WARNING") == len(bodies)
    text = published(project)
    assert "SECRET" not in text
    assert "evil" not in text
    for number in range(len(bodies)):
        assert briefs.texts("section p", f"briefs/2024/case{number}")[-1] == "متن بعد."


RAW = [
    ("```{raw} html\n<b>evil</b>\n```", 0),
    ("```{raw} latex\nevil\n```", 0),
    ("```{raw} html\n:file: link-secret.txt\n```", 0),
    ("```{raw} html\n:file: /etc/hostname\n```", 0),
    ("```{raw} html\n:url: http://localhost:1/evil\n```", 0),
    ("```{eval-rst}\n.. raw:: html\n   :file: ../../../secret.txt\n```", 1),
    ("<div class='evil'>evil</div>", 0),
    ("<script>evil()</script>", 0),
    ("<!-- a --><script>evil()</script><!-- b -->", 0),
    ("فقرة <img src='https://example.org/evil.png'>", 0),
    ("<img src='https://example.org/evil.png'>", 0),
    ("```{role} evil(raw)\n:format: html\n```\n\n{evil}`<b>evil</b>`", 4),
    ("```{eval-rst}\n.. role:: evil(raw)\n   :format: html\n\n:evil:`<b>evil</b>`\n```", 4),
]


@pytest.mark.usefixtures("secret")
def test_raw_markup_is_refused(project: Project, briefs: Briefs) -> None:
    assert_refused(project, briefs, "raw markup is off", RAW)


def test_raw_markup_beside_words_is_refused(project: Project, briefs: Briefs) -> None:
    briefs.write(body="فقرة <b onclick='evil()'>كلمة</b> أخرى.\n")
    project.build(warnings=[r"one\.md:9: WARNING: raw markup is off: (<b onclick|</b>)"])
    assert briefs.texts("section p")[-1] == "فقرة كلمة أخرى."


def test_comment_is_no_markup(project: Project, briefs: Briefs) -> None:
    briefs.write(
        body="<!-- ملاحظة\n\nللمحرر -->\n\nفقرة <!-- أخرى --> هنا.\n\n"
        "<!-- أ --> <!-- ب -->\n\n% ثالثة\n"
    )
    project.build()
    assert briefs.texts("section p")[-2:] == ["ملخص.", "فقرة هنا."]
    assert "ملاحظة" not in project.html(ONE)


def test_hard_break_is_no_raw_markup(project: Project, briefs: Briefs) -> None:
    briefs.write(body="سطر\\\nوسطر  \nوثالث <br />\n")
    project.build(warnings=[r"one\.md:9: WARNING: raw markup is off: <br />"])
    assert len(briefs.find("section p br")) == 2


PATHS = [
    "../../../secret.txt",
    "/../secret.txt",
    "link-secret.txt",
]


ASKING = [
    ("```{{include}} {}\n```", 0),
    ("```{{include}} {}\n:literal:\n```", 0),
    ("```{{include}} {}\n:code: text\n```", 0),
    ("```{{literalinclude}} {}\n```", 0),
    ("```{{literalinclude}} /index.md\n:diff: {}\n```", 0),
    ("```{{csv-table}} جدول\n:file: {}\n```", 0),
    ("{{download}}`ملف <{}>`", 0),
    ("[ملف](path:{})", 0),
    ("![بديل]({})", 0),
    ("```{{image}} {}\n```", 0),
    ("```{{figure}} {}\nشرح\n```", 0),
    ("```{{eval-rst}}\n.. include:: {}\n```", 1),
    ("```{{eval-rst}}\n.. include:: {}\n   :literal:\n```", 1),
    ("```{{eval-rst}}\n.. include:: {}\n   :parser: rst\n```", 1),
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.usefixtures("secret")
def test_file_outside_is_refused(project: Project, briefs: Briefs, path: str) -> None:
    cases = [(body.format(path), offset) for body, offset in ASKING]
    cases += [] if path.startswith("/") else [(f"[ملف]({path})", 0)]
    cases += [("```{include} </etc/hostname>\n```", 0)]
    # docutils misses the content of the code block
    noise = [r'case2\.md:11: ERROR: Content block expected for the "include" directive']
    assert_refused(project, briefs, "outside the source folder", cases, noise)


@pytest.mark.usefixtures("secret")
def test_absolute_path_means_the_source_folder(project: Project, briefs: Briefs) -> None:
    project.write("shared.txt", "نص مشترك\n")
    briefs.write(body="```{include} /shared.txt\n```\n\n```{literalinclude} /shared.txt\n```\n")
    project.build()
    assert briefs.texts("section p")[-1] == briefs.texts("pre")[0] == "نص مشترك"


def test_files_inside_are_included(project: Project, briefs: Briefs) -> None:
    project.write("briefs/2024/part.txt", "نص مضمّن\n")
    project.write("briefs/2024/part.csv", "خلية,ب\n")
    project.write("briefs/2024/صورة.png", "").write_bytes(b"png")
    briefs.write(
        body="```{include} part.txt\n```\n\n```{literalinclude} part.txt\n```\n\n"
        "```{csv-table} جدول\n:file: part.csv\n```\n\n```{csv-table}\nأ, ب\n```\n\n"
        "```{eval-rst}\n.. include:: part.txt\n```\n\n"
        "{download}`ملف <part.txt>` ![بديل](صورة.png)\n"
    )
    project.build()
    assert briefs.texts("section p").count("نص مضمّن") == 2
    assert briefs.texts("pre") == ["نص مضمّن"]
    assert briefs.texts("td") == ["خلية", "ب", "أ", "ب"]
    assert briefs.find("a.download")
    assert len(briefs.find("img")) == 1
    assert [*project.outdir.rglob("_images/*.png")]


def test_brief_that_is_a_link_to_the_outside_is_refused(
    project: Project, briefs: Briefs, secret: Path
) -> None:
    secret.write_text(briefs.text("SECRET"))
    (project.src / f"{ONE}.md").symlink_to(secret)
    project.conf("html_copy_source = False")
    project.build(warnings=[r"one\.md:1: WARNING: .*secret\.txt is outside the source folder"])
    assert "SECRET" not in published(project)


REFUSED = [
    "javascript:evil()",
    "JavaScript:evil()",
    "vbscript:evil",
    "data:text/html,evil",
    "file:///evil",
    "FILE:///evil",
]
LINKING = [
    ("[نص]({})", 0),
    ("[نص](<{}>)", 0),
    ("<{}>", 0),
    ("[نص][وسم]\n\n[وسم]: {}", 2),
    ("```{{image}} /pic.png\n:target: {}\n```", 0),
    ("```{{figure}} /pic.png\n:target: {}\nشرح\n```", 0),
    ("```{{eval-rst}}\n`نص <{}>`_\n```", 1),
]


def test_address_with_another_scheme_is_refused(project: Project, briefs: Briefs) -> None:
    project.write("pic.png", "").write_bytes(b"png")
    expected: list[str] = []
    slugs: list[str] = []
    for body, offset in LINKING:
        for address in REFUSED:
            slug = f"case{len(slugs)}"
            slugs.append(slug)
            briefs.write(slug, body=f"متن.\n\n{body.format(address)}\n\nمتن بعد.\n")
            scheme = address.partition(":")[0].lower()
            at = rf"{slug}\.md:{11 + offset}: WARNING"
            expected.append(rf"{at}: an address may begin with .*, not with {scheme}:")
    project.build(warnings=expected)
    for slug in slugs:
        page = project.soup(f"briefs/2024/{slug}")
        assert not [a for a in page.iter("a") if "evil" in a.get("href", "")]
        assert briefs.texts("section p", f"briefs/2024/{slug}")[-1] == "متن بعد."


def test_address_that_is_named_elsewhere_is_refused(project: Project, briefs: Briefs) -> None:
    briefs.write()
    project.write("page.rst", ":orphan:\n\nصفحة\n====\n\n`نص`_\n\n.. _نص: javascript:evil()\n")
    project.build(warnings=[r"page\.rst:6: WARNING: an address may begin with"])
    assert "evil" not in project.html("page")


def test_contents_lead_to_no_other_scheme(project: Project, briefs: Briefs) -> None:
    briefs.write()
    entries = "حسن <https://example.org/>\nسيئ <javascript://evil>\nbriefs/2024/one"
    project.write("index.md", f"# الأوراق\n\n```{{toctree}}\n{entries}\n```\n")
    project.build(warnings=[r"index\.md:3: WARNING: an address may begin with"])
    assert "evil" not in project.html()
    assert "https://example.org/" in project.html()


@pytest.mark.parametrize(
    "address", ["https://e.org/a", "http://e.org", "mailto:a@e.org", "tel:+964", "#قسم"]
)
def test_usual_addresses_are_links(project: Project, briefs: Briefs, address: str) -> None:
    briefs.write(body=f"(قسم)=\n## قسم\n\n[نص]({address}) <https://e.org/x>\n")
    project.build()
    found = {a.text_content(): a.get("href") for a in briefs.find("section p a")}
    assert found["نص"].startswith(address[:4]) or address.startswith("#")
    assert found["https://e.org/x"] == "https://e.org/x"


@pytest.mark.parametrize(
    ("address", "scheme"),
    [
        ("javascript:x", "javascript"),
        ("JaVaScRiPt:x", "javascript"),
        (" java\tscr\nipt:x", "javascript"),
        ("\x01javascript:x", "javascript"),
        ("java\u200bscript:x", "javascript"),
        ("//example.org/x", ""),
        ("a/b:c", ""),
        ("#x:y", ""),
        ("", ""),
        ("http://[broken", "http"),
        ("HTTPS://x", "https"),
    ],
)
def test_scheme_is_read_as_a_browser_reads_it(address: str, scheme: str) -> None:
    assert scheme_of(address) == scheme
    assert is_refused(address) == (scheme == "javascript")


def test_nothing_is_fetched(project: Project, briefs: Briefs) -> None:
    addresses = [
        "https://example.org/evil.png",
        "//example.org/evil.png",
        "data:image/png;base64,evil",
        "file:///evil.png",
    ]
    cases = [(f"```{{image}} {address}\n```", 0) for address in addresses]
    cases += [(f"```{{figure}} {address}\nشرح\n```", 0) for address in addresses]
    cases += [
        ("![بديل](https://example.org/evil.png)", 0),
        ("```{csv-table} جدول\n:url: http://localhost:1/evil\n```", 0),
        ("{download}`ملف <https://example.org/evil>`", 0),
        ("{download}`ملف <https://example.org/evil.md>`", 0),  # not for readers, besides
        ("```{eval-rst}\n|x|\n\n.. |x| image:: https://example.org/evil.png\n```", 3),
    ]
    noise = ["ERROR: Undefined substitution"]
    assert_refused(project, briefs, "is not a file of the project", cases, noise)


def test_page_cannot_send_its_reader_elsewhere(project: Project, briefs: Briefs) -> None:
    meta = ".. meta::\n   :http-equiv=refresh: 0;url=https://evil\n   :a: b"
    briefs.write(body=f"```{{eval-rst}}\n{meta}\n```\n")
    project.build(warnings=[r"one\.md:\d+: WARNING: raw markup is off: refresh"])
    assert "evil" not in project.html(ONE)
    assert '<meta content="b" name="a"' in project.html(ONE)


RUN = "{{ env.app.srcdir.joinpath('made').write_text('evil') }}"


@pytest.mark.parametrize(
    "head",
    [
        "---\nmyst:\n  enable_extensions: [substitution, html_image]\n---\n",
        "---\nsubstitutions: {a: b}\n---\n",
        "---x\nmyst: {enable_extensions: [substitution]}\n...",
    ],
)
@pytest.mark.parametrize("name", ["index.md", f"{ONE}.md"])
def test_page_cannot_set_the_parser(project: Project, briefs: Briefs, head: str, name: str) -> None:
    briefs.write()
    project.write("index.md", "# أ\n\n```{brief-list}\n```\n")
    project.write(name, f"{head}\n# صفحة\n\n{RUN}\n")
    page = re.escape(name)
    warnings = [rf"{page}:1: WARNING: a page may not set: (myst|substitutions) \[brief\.unsafe\]"]
    if name != "index.md":
        warnings = [r"one\.md:\d: WARNING: .* \[brief\.(front_matter|unsafe)\]"]
    elif name == "index.md":
        project.conf("suppress_warnings = ['toc.not_included']")
    project.build(warnings=warnings)
    assert not (project.src / "made").exists()
    assert "env.app" in project.html(name.removesuffix(".md"))


def test_front_matter_that_is_no_yaml_sets_nothing(project: Project, briefs: Briefs) -> None:
    briefs.write()
    project.write("index.md", f"---\nmyst: [\n---\n\n# صفحة\n\n{RUN}\n\n```{{brief-list}}\n```\n")
    project.build(warnings=[r"index\.md:1: WARNING: Malformed YAML"])
    assert not (project.src / "made").exists()


@pytest.mark.parametrize(
    "text", ["{math}`a^2`", "```{math}\na^2\n```", r"{math}`\href{javascript:x}{y}`"]
)
def test_formulas_are_refused_for_they_would_load_a_script(project: Project, text: str) -> None:
    project.extensions("ext_brief")
    project.write("index.md", f"# ع\n\nقبل {text}\n")
    if text.startswith("```"):
        project.write("index.md", f"# ع\n\n{text}\n")
    project.build("html", warnings=[r"index\.md:3: WARNING: formulas cannot be set"])
    assert "mathjax" not in project.html()


@pytest.mark.parametrize("name", ["conf.py", "authors.yaml"])
def test_files_that_the_publication_is_made_from_are_no_downloads(
    project: Project, name: str
) -> None:
    project.extensions("ext_brief").write("authors.yaml", "{}\n")
    project.write("index.md", f"# ع\n\n[ملف]({name})\n")
    project.build("html", warnings=[rf"index\.md:3: WARNING: {name} is not for readers"])
    assert not [*project.outdir.rglob(name)]
