"""What citing costs a Sphinx build: ours and sphinxcontrib-bibtex, the same briefs, one run.

    python benchmarks/citations.py [--briefs 200] [--citations 25] [--references 1000] [--runs 3]
        [--json FILE] [--readme]

Every variant builds the same MyST briefs from scratch, in a process of its own; what is shown is
the median of its processor seconds, and the cost over the same briefs without citations. bibtex is
also run with its plugin look-up cached (its ``conf.py`` does that), and each once more with nothing
changed. The peer is needed: ``pip install sphinxcontrib-bibtex``.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from tables import put, table

SRC = Path(__file__).resolve().parents[1] / "src"
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
    #: what closes a brief
    listing: str = ""


def variants() -> list[Variant]:
    """Return what is compared, the builds without citations first."""
    ours = "extensions = ['myst_parser', 'ext_citations']\n"
    bibtex = "extensions = ['myst_parser', 'sphinxcontrib.bibtex']\nbibtex_bibfiles = ['all.bib']\n"
    ours_list, cite = "```{bibliography}\n```\n", "{cite}`%s`"
    foot, foot_list = "{footcite:p}`%s`", "```{footbibliography}\n```\n"
    return [
        Variant("no citations", "extensions = ['myst_parser']\n"),
        Variant("ours, in the text", ours, cite, ours_list),
        Variant("ours, in notes", f"{ours}citations_style = 'midad-notes'\n", cite, ours_list),
        Variant("bibtex, cite:p", bibtex, "{cite:p}`%s`"),
        Variant("bibtex, cite:p, cached", _CACHED + bibtex, "{cite:p}`%s`"),
        Variant("bibtex, footcite", bibtex, foot, foot_list),
    ]


def write_project(folder: Path, variant: Variant, briefs: int, citations: int, count: int) -> None:
    """Write *briefs* briefs that cite, in turn, *count* references."""
    folder.mkdir(parents=True)
    conf = f"language = 'en'\nsmartquotes = False\n{variant.conf}"
    (folder / "conf.py").write_text(conf, encoding="utf-8")
    items, entries = [], []
    for number in range(count):
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
    names = [f"brief{number}" for number in range(briefs)]
    toctree = "```{toctree}\n" + "\n".join(names) + "\n```\n"
    everything = "```{bibliography}\n```\n" if "bibtex, cite" in variant.name else ""
    (folder / "index.md").write_text(f"# Index\n\n{toctree}\n{everything}", encoding="utf-8")
    for number, name in enumerate(names):
        rows = [f"# Brief {number}\n"]
        for place in range(citations):
            key = f"r{(number * 7 + place * 11) % count}"
            cited = variant.role % key if variant.role else "(Author, 2001)"
            rows.append(f"A sentence of the brief that says something {cited}.\n")
        rows.append(variant.listing)
        (folder / f"{name}.md").write_text("\n".join(rows), encoding="utf-8")


def build(folder: Path) -> tuple[float, int]:
    """Build a project in a process of its own; return its processor seconds and memory (MB)."""
    code = (
        "import resource, sys; from sphinx.cmd.build import main; status = main(sys.argv[1:]); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024); sys.exit(status)"
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", code, "-q", "-b", "html", str(folder), str(folder / "_build")],
        env={**os.environ, "PYTHONPATH": str(SRC)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or "WARNING" in done.stderr:
        raise SystemExit(done.stdout + done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, int(done.stdout.split()[-1])


def measure(variant: Variant, options: argparse.Namespace) -> dict[str, float]:
    """Return the median seconds of a fresh build, of one with nothing changed, and the memory."""
    fresh, again, memory = [], [], 0
    for _ in range(options.runs):
        with tempfile.TemporaryDirectory() as folder:
            project = Path(folder, "project")
            write_project(project, variant, options.briefs, options.citations, options.references)
            seconds, used = build(project)
            fresh.append(seconds)
            memory = max(memory, used)
            again.append(build(project)[0])
            shutil.rmtree(project)
    return {
        "fresh": statistics.median(fresh),
        "again": statistics.median(again),
        "memory": memory,
    }


def main() -> None:
    """Run every variant, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    for name, default in (("briefs", 200), ("citations", 25), ("references", 1000), ("runs", 3)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--readme", action="store_true")
    options = parser.parse_args()
    found: dict[str, dict[str, float]] = {}
    for variant in variants():
        found[variant.name] = measure(variant, options)
        print(f"{variant.name}: {found[variant.name]}", flush=True)
    base = found["no citations"]
    peers = {"ours, in the text": "bibtex, cite:p", "ours, in notes": "bibtex, footcite"}
    rows = []
    for name, row in found.items():
        cost = row["fresh"] - base["fresh"]
        peer = peers.get(name)
        share = f"{cost / (found[peer]['fresh'] - base['fresh']):.0%} of {peer}" if peer else ""
        if name == "ours, in the text":
            cached = found["bibtex, cite:p, cached"]["fresh"] - base["fresh"]
            share += f", {cost / cached:.0%} of it cached"
        again = f"{row['again'] - base['again']:+.2f}"
        cells = (f"{row['fresh']:.2f}", f"{cost:+.2f}", again, f"{row['memory']:.0f}", share)
        rows.append((name, *cells))
    head = ("build", "CPU s", "citing", "nothing changed", "MB", "against the peer")
    text = table(head, rows)
    print(text)
    if options.json:
        options.json.write_text(json.dumps(found, indent=2), encoding="utf-8")
    if options.readme:
        put("citations", text)


if __name__ == "__main__":
    main()
