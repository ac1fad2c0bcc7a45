"""What translating costs: ours and stock Sphinx (MyST, gettext, Locale), the same briefs, one run.

    python benchmarks/translation.py [--briefs 300] [--growth 100 1000] [--stock-up-to 300]
        [--jobs 2] [--part builds|commands] [--json FILE] [--readme]

Every brief has 65 messages, all translated: paragraphs with links, emphasis and footnotes, a table,
a list. Nothing cites (that is `citations.py`). Both sides read the same files; ours adds what its
pages have besides (title block, cards, directions), in either language. What is shown are
processor seconds of whole processes, since wall time says little on a shared machine; the one wall
time is that of two languages side by side, as a ratio, with the load that the machine had.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import socket
import statistics
import sys
import tempfile
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException
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


def paragraph(brief: int, place: int, length: int) -> tuple[str, str]:
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

    abstract = say(*paragraph(brief, 0, 3))
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
            arabic, english = paragraph(brief, place, 2 + place % 3)
            if kind == "link":
                address = f"https://example.org/{brief}/{place}"
                arabic += f" وفي [التقرير]({address}) مزيد."
                english += f" There is more in the [report]({address})."
            elif kind == "note":
                label = f"[^n{place}]"
                arabic, english = f"{arabic} وقد شُرح.{label}", f"{english} It was explained.{label}"
                notes.append(f"{label}: {say(*paragraph(brief, 100 + place, 1))}")
            elif kind == "strong":
                arabic, english = f"{arabic} وهذا **مهم جداً**.", f"{english} This is **vital**."
            rows += ["", say(arabic, english)]
    rows.append("")
    for item in range(8):
        rows.append("- " + say(*paragraph(brief, 200 + item, 1)))
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
    # modules are compiled once, as they are wherever Python may write
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(Path(tempfile.gettempdir(), "midad-benchmark-modules"))
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


def measure(root: Path, side: str) -> dict[str, float]:
    """Extract and build both languages from nothing, then one page anew after its catalog."""
    found: dict[str, float] = {}
    many = len([*root.glob("docs/briefs/*/*.md")])
    for builder, language in (("gettext", "ar"), ("html", "ar"), ("html", "en")):
        cost = show(
            f"{many}, {side}: {builder} {language}", run(*sphinx(root, side, builder, language))
        )
        name = builder if builder == "gettext" else language
        found |= {name: cost.cpu, f"{name} memory": cost.memory}
    for language in ("ar", "en"):
        found[f"doctrees {language}"] = doctrees(root, side, language)
    found["nothing changed"] = run(*sphinx(root, side, "html", "en")).cpu
    # a page of its own for each side
    name = "b0001" if side == "ours" else "b0000"
    catalog = root / f"locale/en/LC_MESSAGES/briefs/2024/{name}.po"
    text = catalog.read_text(encoding="utf-8")
    catalog.write_text(text.replace("Policy brief", "The new brief"), encoding="utf-8")
    found["one catalog saved"] = run(*sphinx(root, side, "html", "en")).cpu
    page = root / "_build" / side / f"en/html/briefs/2024/{name}.html"
    assert "The new brief" in page.read_text(encoding="utf-8")
    return found


def side_by_side(root: Path) -> dict[str, float]:
    """Build both languages one after the other, then at once; return both wall times."""
    languages = [sphinx(root, "ours", "html", language) for language in ("ar", "en")]
    shutil.rmtree(root / "_build/ours")
    after = sum(run(*arguments).wall for arguments in languages)
    shutil.rmtree(root / "_build/ours")
    began = time.monotonic()
    processes = [start(arguments) for arguments in languages]
    at_once = max(end(process, began).wall for process in processes)
    print(f"one after the other {after:.1f} s, at once {at_once:.1f} s", flush=True)
    return {"after": after, "at once": at_once, "load": os.getloadavg()[0]}


def commands(root: Path) -> dict[str, float]:
    """Check all catalogs; update them when nothing is there yet, and after one brief changed."""
    folders = ["--source", str(root / "docs"), "--out", str(root / "_build")]
    update = ["-m", "midad", "update", *folders]
    # what is found does not matter here
    found = {"check": run("-m", "midad", "check", *folders, allowed=(0, 1)).cpu}
    found["update, first"] = run(*update).cpu
    brief = root / "docs/briefs/2024/b0001.md"
    text = brief.read_text(encoding="utf-8")
    brief.write_text(text.replace("والأسئلة هنا كثيرة", "والأسئلة هنا عديدة"), encoding="utf-8")
    found["update, one brief"] = run(*update).cpu
    found["preview"] = preview(root, folders)
    for name, seconds in found.items():
        print(f"{name}: {seconds:.1f} s", flush=True)
    return found


def preview(root: Path, folders: Sequence[str]) -> float:
    """Serve a preview, save a catalog three times; return the median seconds to the new page."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/en/briefs/2024/b0002.html"
    catalog = root / "locale/en/LC_MESSAGES/briefs/2024/b0002.po"

    def seconds_to(title: str) -> float:
        began = time.monotonic()
        while time.monotonic() - began < 600:
            # it is not built yet, or written at this moment
            with suppress(OSError, HTTPException), urllib.request.urlopen(address) as page:
                if title in page.read().decode("utf-8"):
                    return time.monotonic() - began
            time.sleep(0.05)
        message = f"the page never said: {title}"
        raise SystemExit(message)

    process = start(["-m", "midad", "serve", "--port", str(port), "-l", "en", *folders])
    taken, title = [], "Policy brief 2"
    try:
        seconds_to(title)
        for new in ("Once more", "And again", "The last"):
            text = catalog.read_text(encoding="utf-8")
            catalog.write_text(text.replace(title, new), encoding="utf-8")
            taken.append(seconds_to(new))
            title = new
            time.sleep(2)
    finally:
        os.kill(process, signal.SIGINT)
        os.waitpid(process, 0)
    return statistics.median(taken)


def ratio(one: float, other: float) -> str:
    """Return how much of the other the one is."""
    return f"{one / other:.2f}"


def sides(found: dict[str, dict[str, float]], wall: dict[str, float]) -> str:
    """Return the table of both sides."""
    ours, stock = found["ours"], found["stock"]
    rows = [
        (label, f"{stock[key]:.1f}", f"{ours[key]:.1f}", ratio(ours[key], stock[key]))
        for label, key in (
            ("extraction, s", "gettext"),
            ("Arabic HTML, s", "ar"),
            ("English HTML, s", "en"),
            ("nothing changed, s", "nothing changed"),
            ("one catalog saved, s", "one catalog saved"),
            ("memory of the English build, MB", "en memory"),
        )
    ]
    for label, one, other in (
        ("English over Arabic HTML", "en", "ar"),
        ("English over Arabic doctrees", "doctrees en", "doctrees ar"),
    ):
        cells = [ratio(side[one], side[other]) for side in (stock, ours)]
        rows.append((label, *cells, ""))
    faster = f"{wall['after'] / wall['at once']:.2f} times"
    rows.append(
        (f"both languages at once, faster in wall time (load {wall['load']:.0f})", "", faster, "")
    )
    return table(("", "stock Sphinx", "ours", "ours / stock"), rows)


def growth(found: dict[int, dict[str, dict[str, float]]]) -> str:
    """Return the table of all sizes: what a brief costs, and its doctree."""
    rows = []
    for briefs, measured in sorted(found.items()):
        for side, row in measured.items():
            cells = [f"{row[key]:.1f}" for key in ("ar", "en")]
            cells.append(f"{1000 * row['en'] / briefs:.0f}")
            cells += [f"{row[f'doctrees {key}'] / briefs / 1024:.0f}" for key in ("ar", "en")]
            rows.append((f"{briefs}, {side}", *cells, f"{row['en memory']:.0f}"))
    head = ("briefs", "Arabic, s", "English, s", "ms a brief", "kB of doctree, ar", "en", "MB")
    return table(head, rows)


def rest(found: dict[str, float], briefs: int, messages: int) -> str:
    """Return the table of commands."""
    return table(
        ("", ""),
        [
            (f"`midad check`, {messages} messages, s", f"{found['check']:.1f}"),
            (f"`midad update`, {briefs} briefs extracted anew, s", f"{found['update, first']:.1f}"),
            ("`midad update`, one brief changed, s", f"{found['update, one brief']:.1f}"),
            (
                "`midad serve`, a saved catalog to its new page, s of wall",
                f"{found['preview']:.1f}",
            ),
        ],
    )


def main() -> None:
    """Build every size on each side, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--briefs", type=int, default=300)
    parser.add_argument("--growth", type=int, nargs="*", default=[100, 1000])
    parser.add_argument("--stock-up-to", type=int, default=300)
    parser.add_argument("--jobs", type=int, default=2, help="builds at the same time")
    parser.add_argument("--part", choices=["builds", "commands"], help="only this half")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--readme", action="store_true")
    options = parser.parse_args()
    with project(2) as (root, _):  # modules are compiled now
        for side in ("stock", "ours"):
            measure(root, side)
    texts = {}
    if options.part != "commands":
        found, wall = builds(options)
        if options.json:
            options.json.write_text(json.dumps([found, wall], indent=2), encoding="utf-8")
        texts["translation"] = sides(found[options.briefs], wall)
        texts["translation-growth"] = growth(found)
    if options.part != "builds":
        with project(options.briefs) as (root, messages):
            texts["translation-commands"] = rest(commands(root), options.briefs, messages)
    print("\n\n".join(texts.values()))
    if options.readme:
        for name, text in texts.items():
            put(name, text)


def builds(
    options: argparse.Namespace,
) -> tuple[dict[int, dict[str, dict[str, float]]], dict[str, float]]:
    """Build every size on each side; return the figures by briefs and side, and the wall times."""
    found: dict[int, dict[str, dict[str, float]]] = {}
    sizes = sorted({options.briefs, *options.growth}, reverse=True)
    with ExitStack() as stack:
        roots = {briefs: stack.enter_context(project(briefs))[0] for briefs in sizes}
        tasks = [
            (briefs, side)
            for briefs in sizes
            for side in ("stock", "ours")
            if side == "ours" or briefs <= options.stock_up_to
        ]
        with ThreadPoolExecutor(options.jobs) as pool:
            measured = pool.map(lambda task: measure(roots[task[0]], task[1]), tasks)
        for (briefs, side), row in zip(tasks, measured, strict=True):
            found.setdefault(briefs, {})[side] = row
        return found, side_by_side(roots[options.briefs])


if __name__ == "__main__":
    main()
