"""What citing costs a Sphinx build: ours and sphinxcontrib-bibtex, the same briefs, one run.

    python benchmarks/citations.py [--briefs 200] [--citations 25] [--references 1000] [--runs 3]
        [--large] [--json FILE] [--readme]

Every variant builds the same MyST briefs from scratch, in a process of its own; what is shown is
the median of its processor seconds, and the cost over the same briefs without citations. bibtex is
also run with its plugin look-up cached (its ``conf.py`` does that), and each once more with nothing
changed. ``--large`` shows how ours grows, up to 2,000 briefs and 10,000 references. The peer is
needed: ``pip install sphinxcontrib-bibtex``.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

sys.path.insert(0, str(Path(__file__).parent))

from tables import put, table

SRC = Path(__file__).resolve().parents[1] / "src"
#: no table of contents beside each page: Sphinx makes it anew for each, of all pages
_CONF = """\
language = 'en'
smartquotes = False
html_theme = 'basic'
html_sidebars = {}
"""
_CACHED = """\
import functools, pybtex.plugin as p
p._load_entry_point = functools.cache(p._load_entry_point)
"""


@dataclass(frozen=True)
class Variant:
    """One way to build the briefs."""

    name: str
    #: lines of conf.py
    conf: str
    #: what is written for one citation, with the key in it; empty for none
    role: str = ""
    #: what is written below the brief for one citation, with the key in it
    note: str = ""
    #: what closes a brief
    listing: str = ""
    #: what closes the index
    index: str = ""


@dataclass(frozen=True)
class Size:
    """How much is built."""

    briefs: int
    #: in each brief
    citations: int
    #: in the library
    references: int


#: each of ours, and the peers that make the same pages
PEERS = {
    "ours, one list": ("bibtex, one list", "bibtex, one list, cached"),
    "ours, notes": ("bibtex, footcite", "bibtex, footcite, cached"),
}

#: what is measured at growing sizes
LARGE = ("no citations", "ours, one list", "ours, notes")


def variants() -> list[Variant]:
    """Return what is compared, the builds without citations first."""
    ours = "extensions = ['myst_parser', 'ext_citations']\n"
    notes = f"{ours}citations_style = 'midad-notes'\n"
    bibtex = "extensions = ['myst_parser', 'sphinxcontrib.bibtex']\nbibtex_bibfiles = ['all.bib']\n"
    cite, listing = "{cite:p}`%s`", "```{bibliography}\n```\n"
    everywhere = "```{bibliography}\n:cited: everywhere\n```\n"
    foot, foot_list = "{footcite:p}`%s`", "```{footbibliography}\n```\n"
    return [
        Variant("no citations", "extensions = ['myst_parser']\n"),
        Variant("notes by hand", "extensions = ['myst_parser']\n", "[^%s]", "[^%s]: Author, 2001."),
        Variant("ours, one list", ours, cite, index=everywhere),
        Variant("ours, a list each", ours, cite, listing=listing),
        Variant("ours, notes", notes, cite),
        Variant("ours, notes and a list each", notes, cite, listing=listing),
        Variant("bibtex, one list", bibtex, cite, index=listing),
        Variant("bibtex, one list, cached", _CACHED + bibtex, cite, index=listing),
        Variant("bibtex, footcite", bibtex, foot, listing=foot_list),
        Variant("bibtex, footcite, cached", _CACHED + bibtex, foot, listing=foot_list),
    ]


def write_project(folder: Path, variant: Variant, size: Size) -> None:
    """Write briefs that cite, in turn, the references."""
    folder.mkdir(parents=True)
    (folder / "conf.py").write_text(_CONF + variant.conf, encoding="utf-8")
    items, entries = [], []
    for number in range(size.references):
        name, title = f"Author{number}", f"A study of subject {number}"
        items.append(
            f"- id: r{number}\n  type: book\n  title: {title}\n  publisher: Press\n"
            f"  author: [{{family: {name}, given: Anna}}]\n  issued: {1990 + number % 30}\n"
        )
        entries.append(
            f"@book{{r{number}, title={{{title}}}, author={{{name}, Anna}}, publisher={{Press}}, "
            f"year={{{1990 + number % 30}}}}}\n"
        )
    (folder / "references.yaml").write_text("".join(items), encoding="utf-8")
    (folder / "all.bib").write_text("".join(entries), encoding="utf-8")
    names = [f"brief{number}" for number in range(size.briefs)]
    toctree = "```{toctree}\n" + "\n".join(names) + "\n```\n"
    (folder / "index.md").write_text(f"# Index\n\n{toctree}\n{variant.index}", encoding="utf-8")
    for number, name in enumerate(names):
        rows = [f"# Brief {number}\n"]
        keys = [f"r{(number * 7 + n * 11) % size.references}" for n in range(size.citations)]
        for key in keys:
            cited = variant.role % key if variant.role else "(Author, 2001)"
            rows.append(f"A sentence of the brief that says something {cited}.\n")
        if variant.note:
            rows += [f"{variant.note % key}\n" for key in keys]
        rows.append(variant.listing)
        (folder / f"{name}.md").write_text("\n".join(rows), encoding="utf-8")


def build(folder: Path) -> tuple[float, int]:
    """Build a project in a process of its own; return its processor seconds and memory (MB)."""
    code = (
        "import resource, sys; from sphinx.cmd.build import main; status = main(sys.argv[1:]); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024); sys.exit(status)"
    )
    # modules are compiled once, as they are where a program is installed
    env = {**os.environ, "PYTHONPATH": str(SRC), "PYTHONPYCACHEPREFIX": tempfile.gettempdir()}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", code, "-q", "-b", "html", str(folder), str(folder / "_build")],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or "WARNING" in done.stderr:
        raise SystemExit(done.stdout + done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, int(done.stdout.split()[-1])


def fresh_and_again(variant: Variant, size: Size) -> tuple[float, float, int]:
    """Return the seconds of a fresh build and of one with nothing changed, and the memory (MB)."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder, "project")
        write_project(project, variant, size)
        seconds, memory = build(project)
        return seconds, build(project)[0], memory


def measure(chosen: Sequence[Variant], size: Size, runs: int) -> dict[str, dict[str, float]]:
    """Return the medians of each variant; the variants take turns, as the machine's load does."""
    found: dict[str, list[tuple[float, float, int]]] = {variant.name: [] for variant in chosen}
    for variant in chosen:  # compile its modules
        fresh_and_again(variant, Size(2, 2, 20))
    for run in range(runs):
        for variant in chosen:
            found[variant.name].append(fresh_and_again(variant, size))
            print(f"{run + 1}: {variant.name}: {found[variant.name][-1]}", flush=True)
    return {
        name: {
            "fresh": statistics.median(row[0] for row in rows),
            "again": statistics.median(row[1] for row in rows),
            "memory": max(row[2] for row in rows),
        }
        for name, rows in found.items()
    }


def compared(found: dict[str, dict[str, float]]) -> str:
    """Return the table of what citing costs, against each peer."""
    base = found["no citations"]

    def cost(name: str) -> float:
        return found[name]["fresh"] - base["fresh"]

    rows = []
    for name, row in found.items():
        peers = PEERS.get(name, ())
        shares = ", ".join(f"{cost(name) / cost(peer):.0%} of {peer}" for peer in peers)
        again = f"{row['again'] - base['again']:+.2f}"
        cells = (f"{row['fresh']:.2f}", f"{cost(name):+.2f}", again, f"{row['memory']:.0f}")
        rows.append((name, *cells, shares))
    head = ("build", "CPU s", "citing", "nothing changed", "MB", "against the same pages")
    return table(head, rows)


def grown(found: dict[Size, dict[str, dict[str, float]]]) -> str:
    """Return the table of how the cost grows with the size."""
    rows = []
    for size, row in found.items():
        base = row["no citations"]
        for name in row:
            if name != "no citations":
                cost = row[name]["fresh"] - base["fresh"]
                again = row[name]["again"] - base["again"]
                each = cost / size.briefs / size.citations * 1000
                cells = (f"{size.briefs:,}", f"{size.references:,}", f"{cost:+.2f}", f"{each:.2f}")
                rows.append((name, *cells, f"{again:+.2f}", f"{row[name]['memory']:.0f}"))
    head = (
        "build",
        "briefs",
        "references",
        "citing, CPU s",
        "ms a citation",
        "nothing changed",
        "MB",
    )
    return table(head, rows)


def main() -> None:
    """Run every variant, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    for name, default in (("briefs", 200), ("citations", 25), ("references", 1000), ("runs", 3)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--large", action="store_true", help="ours alone, at growing sizes")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--readme", action="store_true")
    options = parser.parse_args()
    found: Any
    if options.large:
        sizes = [Size(200, 25, 1000), Size(1000, 25, 5000), Size(2000, 25, 10000)]
        chosen = [each for each in variants() if each.name in LARGE]
        found = {size: measure(chosen, size, options.runs) for size in sizes}
        name, text = "citations-large", grown(found)
        found = [{**vars(size), **row} for size, row in found.items()]
    else:
        size = Size(options.briefs, options.citations, options.references)
        found = measure(variants(), size, options.runs)
        name, text = "citations", compared(found)
    print(text)
    if options.json:
        options.json.write_text(json.dumps(found, indent=2), encoding="utf-8")
    if options.readme:
        put(name, text)


if __name__ == "__main__":
    main()
