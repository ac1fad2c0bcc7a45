"""What a PDF costs, and what it is worth: ours, raw WeasyPrint and other tools, in one run.

    python -m venv peers && peers/bin/pip install sphinx-simplepdf myst-parser typst
    python benchmarks/pdf.py --peers peers/bin/python [--pages 10] [--briefs 40] [--runs 3]
        [--part raw|peers|pool|gains] [--brief FILE.md ...] [--json FILE] [--readme]

Every figure but the pool's is the median of processor seconds of whole processes, with all that
they start. Peers print the same text: sphinx-simplepdf from the same MyST, typst from the same
text in its own markup, Chromium from the very page and style sheet that we print. What each gets
wrong is measured on its PDF (`pdf_faults.py`). A peer that is not there is left out. For a try:
``--pages 5 --briefs 4 --runs 1``.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import shutil
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent))

import pdf_briefs
from pdf_faults import faults
from tables import put, table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

HERE = Path(__file__).resolve().parent
SRC = HERE.parent / "src"
PAGE = "briefs/2024/b01"
TYPST = """\
import sys, typst
typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]], ignore_system_fonts=True,
    pdf_standards="ua-1")
"""
#: PR_SET_CHILD_SUBREAPER (Linux): Chromium's own processes outlive their parents
_SUBREAPER = 36


@dataclass(frozen=True)
class Cost:
    """What a process cost, its children included."""

    cpu: float
    wall: float
    #: the JSON that it printed
    said: dict[str, Any] = field(default_factory=dict)


def run(*arguments: str, **environment: str) -> Cost:
    """Run a process to its end, and that of all its children."""
    shared = {
        **os.environ,
        "LC_ALL": "C.UTF-8",
        # modules are compiled once, as they are wherever Python may write
        "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir(), "midad-benchmark-modules")),
        **environment,
    }
    shared.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as log:
        began = time.monotonic()
        actions = [(os.POSIX_SPAWN_DUP2, out.fileno(), 1), (os.POSIX_SPAWN_DUP2, log.fileno(), 2)]
        process = os.posix_spawnp(arguments[0], arguments, shared, file_actions=actions)
        cpu, wall, code = 0.0, 0.0, 0
        while True:
            try:
                ended, status, used = os.wait4(-1, 0)
            except ChildProcessError:
                break
            cpu += used.ru_utime + used.ru_stime
            if ended == process:
                wall, code = time.monotonic() - began, os.waitstatus_to_exitcode(status)
        if code:
            log.seek(0)
            message = f"{' '.join(arguments)}\n{log.read().decode()[-2000:]}"
            raise SystemExit(message)
        out.seek(0)
        lines = out.read().decode().splitlines()
    said = json.loads(lines[-1]) if lines and lines[-1].startswith("{") else {}
    return Cost(cpu, wall, said)


def median(runs: int, task: Callable[[], Cost]) -> Cost:
    """Do a task so often; return the run with the median CPU."""
    return sorted((task() for _ in range(runs)), key=lambda cost: cost.cpu)[runs // 2]


def in_turns(runs: int, tasks: Mapping[str, Callable[[], Cost]]) -> dict[str, Cost]:
    """Do all tasks so often, one after the other: the machine's pace wanders. Return medians."""
    costs: dict[str, list[Cost]] = {name: [] for name in tasks}
    for turn in range(runs):
        for name, task in tasks.items():
            costs[name].append(task())
            say(f"{turn + 1}: {name}: {costs[name][-1].cpu:.2f}")
    return {
        name: sorted(each, key=lambda cost: cost.cpu)[runs // 2] for name, each in costs.items()
    }


def say(text: str) -> None:
    """Show how far it is."""
    print(f"{time.strftime('%X')} {text}", file=sys.stderr, flush=True)


def child(*arguments: str | Path) -> Cost:
    """Run one of `pdf_child.py`'s modes."""
    return run(sys.executable, str(HERE / "pdf_child.py"), *map(str, arguments))


def sphinx(root: Path, builder: str = "pdf", python: str = sys.executable, *more: str) -> Cost:
    """Build a project with a builder, into its folder ``out``."""
    folders = [str(root / "docs"), str(root / "out")]
    path = os.pathsep.join([str(Path(python).parent), os.environ["PATH"]])
    named = {"PATH": path, **({"PYTHONPATH": str(SRC)} if builder == "pdf" else {})}
    arguments = ["-m", "sphinx", "-q", "-b", builder, "-d", str(root / "trees"), *more, *folders]
    return run(python, *arguments, **named)


def new(stack: ExitStack, conf: str, briefs: int, pages: int) -> Path:
    """Return a new project of *briefs* briefs in a temporary folder."""
    name = stack.enter_context(tempfile.TemporaryDirectory(prefix="midad-benchmark-"))
    pdf_briefs.write_project(Path(name), conf, briefs, pages)
    return Path(name)


# Our builder beside WeasyPrint alone


def measure_raw(options: argparse.Namespace) -> dict[str, Any]:
    """Print two briefs' pages as WeasyPrint alone does, and as our worker does."""
    found: dict[str, Any] = {}
    with ExitStack() as stack:
        made = new(stack, pdf_briefs.OURS, 1, options.pages)
        sphinx(made)
        first = made / "first"
        arguments = ["-D", "language=ar", str(options.publication), str(first)]
        trees = ["-d", str(made / "first-trees")]
        run(sys.executable, "-m", "sphinx", "-q", "-b", "pdf", *trees, *arguments,
            PYTHONPATH=str(SRC))  # fmt: skip
        pages = sorted(first.glob("briefs/*/*.json"))
        names = {"the first brief": (first, str(pages[0].relative_to(first).with_suffix("")))}
        names["a generated brief"] = (made / "out", PAGE)
        for name, place in names.items():
            found[name] = _beside_raw(*place, options.runs)
            say(f"{name}: {found[name]}")
    return found


def _beside_raw(outdir: Path, docname: str, runs: int) -> dict[str, float]:
    packed = median(runs, lambda: child("raw", outdir, docname))
    plain = Path(shutil.copytree(outdir, f"{outdir}-plain"))
    _unpack(plain)
    raw = median(runs, lambda: child("raw", plain, docname))
    ours = median(runs, lambda: child("ours", outdir, docname))
    return {
        "pages": ours.said["pages"],
        "packed": packed.cpu,
        "raw": raw.cpu,
        "ours": ours.cpu,
        "after": ours.said["after"],
    }


def _unpack(outdir: Path) -> None:
    """Replace the fonts of a build by unpacked ones."""
    from ext_pdf.fonts import collect_fonts

    for name, unpacked in collect_fonts(outdir, outdir / ".fonts").unpacked.items():
        shutil.copy(unpacked, outdir / name)


def raw_table(found: dict[str, Any]) -> str:
    """Return the table of our builder beside WeasyPrint alone."""
    rows = []
    for name, row in found.items():
        own = row["ours"] - row["after"]
        cells = [f"{row[key]:.2f}" for key in ("packed", "raw", "ours", "after")]
        ratios = [f"{own / row['raw']:.2f}", f"{row['ours'] / row['raw']:.2f}"]
        rows.append((f"{name}, {row['pages']} pages", *cells, *ratios))
    head = ("CPU seconds", "WeasyPrint", "with unpacked fonts", "ours", "of it after WeasyPrint",
            "ours without that / WeasyPrint, unpacked", "ours / WeasyPrint, unpacked")  # fmt: skip
    return table(head, rows)


# Other tools


def measure_peers(options: argparse.Namespace) -> dict[str, Any]:
    """Print one brief with every tool; return what it cost and what is wrong with it."""
    source = pdf_briefs.write_brief(options.pages)
    found: dict[str, Any] = {}

    def add(name: str, cost: Cost, path: Path) -> None:
        import pikepdf

        with pikepdf.open(path) as pdf:
            pages = len(pdf.pages)
        size = path.stat().st_size / 1000
        found[name] = {"cpu": cost.cpu, "pages": pages, "kB": size, **faults(path, source)}
        say(f"{name}: {found[name]}")
        if options.keep:
            options.keep.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, options.keep / f"{name}.pdf")

    def clean(root: Path) -> None:
        for name in ("out", "trees"):
            shutil.rmtree(root / name, ignore_errors=True)

    with ExitStack() as stack:
        root = new(stack, pdf_briefs.OURS, 1, options.pages)
        page = root / "out" / PAGE

        def ours() -> Cost:
            clean(root)
            return sphinx(root)

        #: by tool: how it is run, and where its PDF is then
        tools: dict[str, tuple[Callable[[], Cost], Callable[[], Path]]] = {
            "ours, from MyST": (ours, lambda: page.with_suffix(".pdf")),
            "ours, from the page": (
                lambda: child("ours", root / "out", PAGE),
                lambda: Path(f"{page}.ours.pdf"),
            ),
        }
        if shutil.which(options.chromium):
            print_to = root / "chromium.pdf"
            flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
            command = [
                options.chromium,
                *flags,
                f"--print-to-pdf={print_to}",
                f"file://{page}.html",
            ]
            tools["Chromium, from the page"] = lambda: run(*command), lambda: print_to
        if options.peers:
            text, typst = root / "brief.typ", root / "typst.pdf"
            text.write_text(pdf_briefs.typst(source), encoding="utf-8")
            words = [options.peers, "-c", TYPST, str(text), str(typst), str(root / "out/.fonts")]
            tools["typst, from its own markup"] = lambda: run(*words), lambda: typst
            peer = new(stack, pdf_briefs.SIMPLEPDF, 1, options.pages)

            def simple() -> Cost:
                clean(peer)
                return sphinx(peer, "simplepdf", options.peers)

            tools["sphinx-simplepdf, from MyST"] = (
                simple,
                lambda: next((peer / "out").glob("*.pdf")),
            )
        costs = in_turns(options.runs, {name: task for name, (task, _) in tools.items()})
        for name, (_, path) in tools.items():
            add(name, costs[name], path())
    return found


def peers_tables(found: dict[str, Any]) -> tuple[str, str]:
    """Return the tables of costs and of faults."""
    costs = [
        (
            name,
            f"{row['cpu']:.2f}",
            f"{row['pages']}",
            f"{1000 * row['cpu'] / row['pages']:.0f}",
            f"{row['kB']:.0f}",
        )
        for name, row in found.items()
    ]
    names = [name for name in found if name != "ours, from the page"]
    kinds = [key for key in found[names[0]] if key not in ("cpu", "pages", "kB")]
    wrong = [(kind, *(found[name][kind] for name in names)) for kind in kinds]
    head = ("", "CPU seconds", "pages", "CPU ms a page", "kB")
    return table(head, costs), table(("", *(n.partition(",")[0] for n in names)), wrong)


# Many briefs


def measure_pool(options: argparse.Namespace) -> dict[str, Any]:
    """Print many briefs with one worker and with two, then again with nothing and one changed."""
    with ExitStack() as stack:
        root = new(stack, pdf_briefs.OURS, options.briefs, options.pages)
        first = sphinx(root)
        say(f"{options.briefs} briefs: {first.wall:.1f} s of wall")
        one, two = (child("pool", root / "out", workers) for workers in ("1", "2"))
        pages, memory = one.said["pages"], one.said["memory"]
        found: dict[str, Any] = {
            "briefs": options.briefs,
            "pages": pages,
            "one": one.said["wall"],
            "two": two.said["wall"],
            "memory": memory,
            "load": os.getloadavg()[0],
        }
        say(f"one worker {one.said['wall']:.1f} s, two {two.said['wall']:.1f} s; MB: {memory}")
        pdfs = sorted((root / "out/briefs/2024").glob("b??.pdf"))
        for name, change in (("nothing changed", False), ("one brief touched", True)):
            if change:
                brief = root / "docs/briefs/2024/b02.md"
                text = brief.read_text(encoding="utf-8")
                brief.write_text(text.replace("هادئ", "هادئ جداً"), encoding="utf-8")
            before = [path.stat().st_mtime_ns for path in pdfs]
            cost = sphinx(root)
            rendered = sum(p.stat().st_mtime_ns != t for p, t in zip(pdfs, before, strict=True))
            found[name] = {"wall": cost.wall, "cpu": cost.cpu, "rendered": rendered}
            say(f"{name}: {found[name]}")
    return found


def pool_table(found: dict[str, Any]) -> str:
    """Return the table of many briefs."""
    memory = found["memory"]
    places = sorted({0, *range(9, len(memory), 10), len(memory) - 1})
    marks = ", ".join(f"{memory[place]} after {place + 1}" for place in places)
    rows = [
        (f"a pool of one, {found['pages']} pages, s of wall", f"{found['one']:.1f}"),
        (f"a pool of two (load {found['load']:.0f}), s of wall", f"{found['two']:.1f}"),
        ("two are faster", f"{found['one'] / found['two']:.2f} times"),
        ("memory of a worker, MB", marks),
    ]
    for name in ("nothing changed", "one brief touched"):
        row = found[name]
        text = f"{row['wall']:.1f} ({row['cpu']:.1f} of CPU), {row['rendered']} rendered"
        rows.append((f"{name}: the whole command, s of wall", text))
    return table((f"{found['briefs']} briefs", ""), rows)


# What makes it faster


def measure_gains(options: argparse.Namespace) -> dict[str, Any]:
    """Print a brief with one thing changed at a time."""
    with ExitStack() as stack:
        root = new(stack, pdf_briefs.OURS, 1, options.pages)
        sphinx(root)
        return child("gains", root / "out", PAGE, str(2 * options.runs - 1)).said


def gains_table(found: dict[str, Any]) -> str:
    """Return the table of what was tried."""
    rows = [
        (
            name,
            f"{row['cpu']:.2f}",
            f"{row['ratio']:.2f}",
            f"{row['bytes'] / 1000:.0f}",
        )
        for name, row in found.items()
    ]
    return table(("", "CPU seconds", "of what is shipped", "kB"), rows)


PARTS: dict[str, Callable[[argparse.Namespace], dict[str, Any]]] = {
    "raw": measure_raw,
    "peers": measure_peers,
    "pool": measure_pool,
    "gains": measure_gains,
}


def tables_of(found: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Return the tables by the names of their marks."""
    texts: dict[str, str] = {}
    if "raw" in found:
        texts["pdf-raw"] = raw_table(found["raw"])
    if "peers" in found:
        texts["pdf-peers"], texts["pdf-faults"] = peers_tables(found["peers"])
    if "pool" in found:
        texts["pdf-pool"] = pool_table(found["pool"])
    if "gains" in found:
        texts["pdf-gains"] = gains_table(found["gains"])
    return texts


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure every part, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--pages", type=int, default=10, help="of a generated brief")
    parser.add_argument("--briefs", type=int, default=40, help="for the pool")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--part", action="append", choices=[*PARTS], help="only this")
    parser.add_argument(
        "--peers", type=os.path.abspath, help="the Python that has sphinx-simplepdf and typst"
    )
    parser.add_argument("--chromium", default="chromium")
    parser.add_argument("--publication", type=Path, default=HERE.parent / "docs")
    parser.add_argument("--keep", type=Path, help="put the peers' PDFs into this folder")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--readme", action="store_true")
    options = parser.parse_args(arguments)
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    found = {}
    for name in options.part or PARTS:
        say(name)
        found[name] = PARTS[name](options)
    texts = tables_of(found)
    print("\n\n".join(texts.values()))
    if options.json:
        options.json.write_text(json.dumps(found, ensure_ascii=False, indent=2), encoding="utf-8")
    if options.readme:
        for name, text in texts.items():
            put(name, text)


if __name__ == "__main__":
    main()
