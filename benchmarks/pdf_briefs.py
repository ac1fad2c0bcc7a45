"""The briefs that `pdf.py` has printed: one text, as MyST for Sphinx and as typst's own markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

OURS = """\
from ext_brief.model import Edition, Site
site = Site(base_url="https://midad.example", editions=(
    Edition(language="ar", label="العربية", name="مداد", publisher="مداد", series="أوراق"),))
project = "Midad"
language = "ar"
extensions = ["myst_parser", "ext_arabic", "ext_brief", "ext_citations", "ext_pdf", "brief_theme"]
html_theme = "midad"
pdf_theme = "midad-print"
citations_references = []
smartquotes = html_copy_source = html_use_index = False
"""
#: of the peer, with no more than it needs
SIMPLEPDF = """\
project = "Midad"
language = "ar"
extensions = ["myst_parser", "sphinx_simplepdf"]
myst_title_to_header = True
smartquotes = html_copy_source = False
"""
INDEX = "# مداد\n\n```{toctree}\n:glob:\n\nbriefs/2024/*\n```\n"

SENTENCES = (
    "جلس الطرفان إلى أولى جولات الحوار في العاصمة، ولم تنعقد الجولة في ظرف هادئ.",
    "وتقدّر الحكومة أن كلفة المشروع لن تتجاوز ما رُصد له في الموازنة العامة لهذه السنة.",
    "غير أن المؤسسات المعنية لم تتفق بعد على جدول زمني واضح للتنفيذ، كما جاء في The Economist.",
    "ومن شأن ذلك أن يؤخر الإصلاحات التي تنتظرها المحافظات الجنوبية منذ أعوام طويلة.",
    "والأسئلة هنا كثيرة، والأجوبة عنها قليلة؛ فما الذي يخلّفه هذا المسار في **بلد** تتسع حاجاته؟",
    "وقد نشر [مركز الدراسات](https://example.org/report) تقديراً آخر في عام 2023، وفيه *تفصيل*.",
    "ويرى مراقبون أن الموازنة بين المصالح أصعب مما كانت، ولا سيما في السياسة الخارجية.",
)
#: what a right-to-left page is apt to print in another order: the source, and how it has to look
RUNS = (
    ("نشرت مجلة Nature *Climate* Change دراسة", "NatureClimateChange"),
    ("قال John **Bold** Smith ذلك", "JohnBoldSmith"),
    ("أذاعت CNN [News](https://example.org/news) الخبر", "CNNNews"),
    ("الهاتف +964 770 123 4567 لمن شاء", "+9647701234567"),
    ("بلغت الحرارة -5 درجات", "-5"),
    ("الأمر `make publish` all معروف", "makepublishall"),
)
#: a sign that has to stand on one side of its number, at the start of a line and inside it
PERCENT = ("2.1% من المجموع", "زادت النسبة 2.1% في عام")
#: the notes: the mark of each stands after QA and its letter, the note begins with QN and it
LETTERS = "BCDEFG"


def write_brief(pages: int, number: int = 1) -> str:
    """Return the MyST of a brief of about *pages* pages."""
    rows = [
        "---",
        f"title: ورقة السياسات {number}",
        f'number: "2024/{number}"',
        "date: 2024-01-31",
        "authors: [{name: {ar: ليلى}}]",
        f"abstract: {SENTENCES[0]}",
        "---",
    ]
    for part in range(max(1, pages * 10 // 13)):  # sections of 1.3 pages
        rows += ["", f"## القسم {part} من الورقة {number}"]
        for place in range(8):
            first = part * 11 + place * 3 + number
            text = " ".join(SENTENCES[(first + step) % len(SENTENCES)] for step in range(4))
            if place == 1 and part < len(LETTERS):
                text += f" وهذا موضع QA{LETTERS[part]}.[^n{part}]"
            rows += ["", text]
        if part == 1:
            rows += ["", *(f"- {source}" for source, _ in RUNS)]
            rows += ["", *(f"{source}\n" for source in PERCENT)]
        if part == 2:
            rows += ["", "| المؤشر | العدد | المصدر |", "| --- | ---: | --- |"]
            rows += [f"| المؤشر {row} | {row * 153} | سجل المؤسسة |" for row in range(6)]
        if part == 3:
            rows += ["", f"> {SENTENCES[4]}"]
    for part, letter in enumerate(LETTERS[: max(1, pages * 10 // 13)]):
        rows += ["", f"[^n{part}]: حاشية QN{letter} في تفصيل ما تقدّم."]
    rows.append("")
    return "\n".join(rows)


def write_project(root: Path, conf: str, briefs: int, pages: int) -> None:
    """Write a Sphinx project of *briefs* briefs."""
    folder = root / "docs/briefs/2024"
    folder.mkdir(parents=True)
    (root / "docs/conf.py").write_text(conf, encoding="utf-8")
    (root / "docs/index.md").write_text(INDEX, encoding="utf-8")
    for number in range(1, briefs + 1):
        text = write_brief(pages, number)
        (folder / f"b{number:02}.md").write_text(text, encoding="utf-8")


def words(source: str) -> list[str]:
    """Return the words of a brief's text, without markup."""
    body = source.split("---\n", 2)[2]
    body = re.sub(r"^\| ---.*$", "", body, flags=re.MULTILINE)
    body = re.sub(r"\[([^]^]+)\]\([^)]*\)", r"\1", body)
    return re.findall(r"\w+", re.sub(r"\[\^n\d+\]:?|[*`#>|]", " ", body))


def typst(source: str) -> str:
    """Return the text of a brief as typst's markup: set as an Arabic page, tagged, in our faces."""
    head, body = source.split("---\n", 2)[1:]
    title = re.search(r"title: (.*)", head)
    assert title
    notes = dict(re.findall(r"^\[\^(n\d+)\]: (.*)$", body, re.MULTILINE))
    body = re.sub(r"^\[\^n\d+\]: .*$", "", body, flags=re.MULTILINE)
    body = re.sub(r"\[([^]^]+)\]\(([^)]*)\)", r'#link("\2")[\1]', body)
    body = re.sub(r"\*\*(.+?)\*\*", r"#strong[\1]", body)
    body = re.sub(r"\*(.+?)\*", r"#emph[\1]", body)
    body = re.sub(r"\[\^(n\d+)\]", lambda found: f"#footnote[{notes[found[1]]}]", body)
    body = re.sub(r"^> (.*)$", r"#quote(block: true)[\1]", body, flags=re.MULTILINE)
    body = re.sub(r"^## ", "= ", body, flags=re.MULTILINE)
    body = re.sub(r"(?:^\|.*\|\n)+", _typst_table, body, flags=re.MULTILINE)
    return "\n".join(
        (
            f'#set document(title: "{title[1]}", date: none)',
            '#set page(paper: "a4", margin: (x: 28mm, y: 28mm), numbering: "1")',
            '#set text(lang: "ar", font: "Amiri", size: 12.4pt)',
            "#set par(justify: true, leading: 0.9em)",
            "#outline()",
            body,
        )
    )


def _typst_table(found: re.Match[str]) -> str:
    rows = [row.strip("| ").split(" | ") for row in found[0].splitlines() if "---" not in row]
    cells = [" ".join(f"[{cell}]," for cell in row) for row in rows]
    head, *rest = cells
    body = "\n".join(rest)
    return f"#table(columns: {len(rows[0])}, table.header({head}),\n{body})\n"
