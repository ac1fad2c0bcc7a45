"""What translating costs: ours and stock Sphinx (MyST, gettext, Locale), the same briefs, one run.

    python benchmarks/translation.py [--briefs 300] [--growth 100 1000] [--stock-growth 100]
        [--json FILE] [--readme]

Every brief has 65 messages, all translated; paragraphs with links, emphasis and footnotes, a table,
a list. Nothing cites (that is `citations.py`). Whole processes; processor seconds, since wall time
says little on a shared machine; memory is the largest of the process.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent))

from tables import put, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SRC = Path(__file__).resolve().parents[1] / "src"
PO = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
OURS = """\
from ext_brief.model import Edition, Site
site = Site(editions=(
    Edition(language="ar", label="العربية", name="مداد", publisher="مداد"),
    Edition(language="en", label="English", name="Midad", publisher="Midad"),
))
project = html_title = "Midad"
language = "ar"
extensions = ["myst_parser", "ext_arabic", "ext_brief", "ext_citations", "ext_translations",
    "brief_theme"]
html_theme = "midad"
citations_references = []
html_copy_source = html_use_index = smartquotes = gettext_compact = False
"""
STOCK = """\
project = html_title = "Midad"
language = "ar"
extensions = ["myst_parser"]
myst_title_to_header = True
locale_dirs = ["../locale"]
html_copy_source = html_use_index = smartquotes = gettext_compact = False
"""
#: sentences of a brief in both languages
SENTENCES = (
    ("جلس الطرفان إلى أولى جولات الحوار في العاصمة.", "The two sides sat down in the capital."),
    ("ولم تنعقد الجولة في ظرف هادئ.", "The setting of the round was anything but calm."),
    (
        "فقد كانت المواجهة بين القوات المنتشرة في البلاد والجماعات المسلحة آخذة في التصاعد.",
        "The confrontation between the forces deployed in the country and armed groups escalated.",
    ),
    (
        "وتقدّر الحكومة أن كلفة المشروع لن تتجاوز ما رُصد له في الموازنة العامة.",
        "The government reckons that the project will cost no more than the budget provides.",
    ),
    (
        "غير أن المؤسسات المعنية لم تتفق بعد على جدول زمني واضح للتنفيذ.",
        "The institutions concerned have not yet agreed on a clear timetable.",
    ),
    (
        "ومن شأن ذلك أن يؤخر الإصلاحات التي تنتظرها المحافظات الجنوبية منذ أعوام.",
        "That would delay the reforms for which the southern provinces have waited for years.",
    ),
    ("والأسئلة هنا كثيرة، والأجوبة عنها قليلة.", "The questions are many, the answers few."),
)


@dataclass(frozen=True)
class Cost:
    """What one process cost."""

    #: processor seconds, children included
    cpu: float
    wall: float
    #: largest resident memory, MB
    memory: int


def text(brief: int, place: int, length: int) -> tuple[str, str]:
    """Return a paragraph of its own in both languages."""
    arabic, english = [f"الفقرة {place} من الورقة {brief}."], [f"Paragraph {place} of {brief}."]
    for step in range(length):
        ours, theirs = SENTENCES[(brief * 5 + place * 3 + step) % len(SENTENCES)]
        arabic.append(ours)
        english.append(theirs)
    return " ".join(arabic), " ".join(english)


def write_brief(brief: int) -> tuple[str, dict[str, str]]:
    """Return the Markdown of a brief, and its 65 messages with their translations."""
    pairs: dict[str, str] = {f"ورقة السياسات {brief}": f"Policy brief {brief}"}

    def say(arabic: str, english: str) -> str:
        pairs[arabic] = english
        return arabic

    abstract = say(*text(brief, 0, 3))
    rows = [
        "---",
        f"title: ورقة السياسات {brief}",
        f'number: "2024/{brief}"',
        "date: 2024-01-31",
        "authors: [{name: {ar: ليلى, en: Layla}}]",
        f"abstract: {abstract}",
        "---",
    ]
    place, notes = 0, []
    for part in range(7):
        rows += ["", "## " + say(f"القسم {part} من {brief}", f"Section {part} of {brief}")]
        for kind in ("plain", "link", "note", "strong", "plain"):
            place += 1
            arabic, english = text(brief, place, 2 + place % 3)
            if kind == "link":
                address = f"https://example.org/{brief}/{place}"
                arabic += f" وفي [التقرير]({address}) مزيد."
                english += f" There is more in the [report]({address})."
            elif kind == "note":
                label = f"[^n{place}]"
                arabic, english = f"{arabic} وقد شُرح.{label}", f"{english} It was explained.{label}"
                notes.append(f"{label}: {say(*text(brief, 100 + place, 1))}")
            elif kind == "strong":
                arabic, english = f"{arabic} وهذا **مهم جداً**.", f"{english} This is **vital**."
            rows += ["", say(arabic, english)]
    rows.append("")
    for item in range(8):
        rows.append("- " + say(*text(brief, 200 + item, 1)))
    head = [say(f"{word} {brief}", f"{name} {brief}") for word, name in (("المؤشر", "Indicator"),)]
    cells = [say(f"صف {n} من {brief}", f"Row {n} of {brief}") for n in range(5)]
    rows += ["", f"| {head[0]} | {cells[0]} |", "| --- | --- |"]
    rows += [f"| {cells[1]} | {cells[2]} |", f"| {cells[3]} | {cells[4]} |", "", *notes, ""]
    return "\n".join(rows), pairs


def write_project(root: Path, briefs: int) -> int:
    """Write *briefs* briefs and their catalogs; return how many messages they have."""
    docs, catalogs = root / "docs/briefs/2024", root / "locale/en/LC_MESSAGES/briefs/2024"
    for folder in (docs, catalogs, root / "stock"):
        folder.mkdir(parents=True)
    (root / "docs/conf.py").write_text(OURS, encoding="utf-8")
    (root / "stock/conf.py").write_text(STOCK, encoding="utf-8")
    index = "# Briefs\n\n```{toctree}\n:glob:\nbriefs/2024/*\n```\n"
    (root / "docs/index.md").write_text(index, encoding="utf-8")
    messages = 0
    for brief in range(briefs):
        source, pairs = write_brief(brief)
        messages += len(pairs)
        (docs / f"b{brief:04}.md").write_text(source, encoding="utf-8")
        entries = [f'\nmsgid "{msgid}"\nmsgstr "{msgstr}"\n' for msgid, msgstr in pairs.items()]
        path = catalogs / f"b{brief:04}.po"
        path.write_text(PO + "".join(entries), encoding="utf-8")
    return messages


def start(arguments: Sequence[str]) -> int:
    """Start a Python process, its output in a file that is shown if it fails."""
    log = os.open(os.devnull, os.O_WRONLY)
    environment = {**os.environ, "PYTHONPATH": str(SRC), "LC_ALL": "C"}
    return os.posix_spawn(
        sys.executable,
        [sys.executable, *arguments],
        environment,
        file_actions=[(os.POSIX_SPAWN_DUP2, log, 1)],
    )


def end(process: int, began: float, allowed: Sequence[int] = (0,)) -> Cost:
    """Wait for a process, and return what it cost."""
    _, status, used = os.wait4(process, 0)
    if os.waitstatus_to_exitcode(status) not in allowed:
        message = f"a process failed: {status}"
        raise SystemExit(message)
    return Cost(used.ru_utime + used.ru_stime, time.monotonic() - began, used.ru_maxrss // 1024)


def run(*arguments: str, allowed: Sequence[int] = (0,)) -> Cost:
    """Run a Python process, and return what it cost."""
    began = time.monotonic()
    return end(start(arguments), began, allowed)


def sphinx(root: Path, side: str, builder: str, language: str) -> list[str]:
    """Return the arguments of one Sphinx run."""
    conf = root / ("docs" if side == "ours" else "stock")
    out = root / "_build" / side / language
    trees = "gettext-doctrees" if builder == "gettext" else "doctrees"
    options = ["-q", "-W", "--keep-going", "-b", builder, "-D", f"language={language}"]
    return [
        *["-m", "sphinx", *options, "-c", str(conf), "-d", str(out / trees)],
        *[str(root / "docs"), str(out / builder)],
    ]


def doctrees(root: Path, side: str, language: str) -> int:
    """Return the size of a language's doctrees, in bytes, the environment left out."""
    folder = root / "_build" / side / language / "doctrees"
    return sum(path.stat().st_size for path in folder.rglob("*.doctree"))


@contextmanager
def project(briefs: int) -> Iterator[tuple[Path, int]]:
    """Yield a project in a temporary folder, and how many messages it has."""
    with tempfile.TemporaryDirectory(prefix="midad-benchmark-") as name:
        root = Path(name)
        yield root, write_project(root, briefs)


def show(name: str, cost: Cost) -> Cost:
    """Print a cost as soon as it is known."""
    print(f"{name}: {cost.cpu:.1f} s CPU, {cost.wall:.1f} s wall, {cost.memory} MB", flush=True)
    return cost
