"""Run the CSL test suite's fixtures: ours, citeproc-py, and pandoc where installed.

    python benchmarks/csl_suite.py DIR [--json FILE] [--readme] [--failures] [--only PATTERN]
        [--no-peers]

DIR holds fixtures in the suite's format. Standard locales come from citeproc-py's data. A row a
group, and at the end ``N passed, M failed`` of ours. The peers get the same fixtures
(`csl_peers`).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from ext_citations.csl import Citation, Cite, Locales, Options, Processor, Style
from ext_citations.csl import html as to_html

if TYPE_CHECKING:
    from collections.abc import Callable

_SECTION = re.compile(r">>=+ *([A-Z-]+) *=+>>\n(.*?)<<=+ *\1 *=+<<", re.DOTALL)


@dataclass
class Fixture:
    """One fixture of the suite."""

    name: str
    mode: str
    result: str
    csl: str
    items: list[dict[str, Any]]
    citation_items: list[list[dict[str, Any]]] | None
    citations: list[list[Any]] | None
    entries: list[list[str]] | None
    section: dict[str, Any] | None

    @property
    def group(self) -> str:
        """The part of the name before the underscore."""
        return self.name.split("_")[0]


def read(path: Path) -> Fixture:
    """Return the fixture in the file *path*."""
    parts = dict(_SECTION.findall(path.read_text(encoding="utf-8")))

    def data(name: str) -> Any:
        return json.loads(parts[name]) if parts.get(name, "").strip() else None

    return Fixture(
        path.stem,
        parts["MODE"].strip(),
        parts["RESULT"].strip("\n"),
        parts["CSL"].strip(),
        data("INPUT") or [],
        data("CITATION-ITEMS"),
        data("CITATIONS"),
        data("BIBENTRIES"),
        data("BIBSECTION"),
    )


def standard_locales() -> Locales:
    """Return the official locales, from citeproc-py's data."""
    import citeproc

    return Locales.read(Path(citeproc.__file__).parent / "data" / "locales")


_POSITIONS = ("first", "subsequent", "ibid", "ibid-with-locator")


def _cite(data: dict[str, Any], *, placed: bool = False) -> Cite:
    return Cite(
        str(data["id"]),
        data.get("prefix") or "",
        str(data.get("locator") or ""),
        data.get("label") or "page",
        bool(data.get("suppress-author")),
        bool(data.get("author-only")),
        data.get("suffix") or "",
        _POSITIONS[data.get("position") or 0] if placed else "",
    )


def _citation(data: dict[str, Any]) -> Citation:
    properties = data.get("properties") or {}
    cites = tuple(_cite(each) for each in data["citationItems"])
    return Citation(cites, properties.get("noteIndex") or 0)


_OPTIONS = Options(no_form="[CSL STYLE ERROR: reference with no printed form.]")


def ours(fixture: Fixture, locales: Locales) -> str:
    """Return what our engine prints for *fixture*."""
    style = Style.parse(fixture.csl, fixture.name)
    items = {str(item.get("id", number)): item
             for number, item in enumerate(fixture.items)}  # fmt: skip
    if fixture.entries:
        items = {key: items[key] for key in map(str, fixture.entries[-1]) if key in items}
    language = style.default_locale or "en-US"
    processor = Processor(style, items, language=language, options=_OPTIONS, locales=locales)
    keys = list(items)
    if fixture.mode.startswith("bibliography"):
        return _bibliography(processor, fixture, keys)
    if fixture.citations is not None:
        return _clusters(processor, fixture.citations)
    if fixture.citation_items:
        rows = fixture.citation_items
    else:  # one citation of everything, in the order of the list
        order = [entry.key for entry in processor.process([], uncited=keys).entries] or keys
        rows = [[{"id": key} for key in order]]
    # cites given in this way are said to be the first ones, or what their "position" says
    citations = [Citation(tuple(_cite(each, placed=True) for each in row)) for row in rows]
    result = processor.process(citations, uncited=keys)
    return "\n".join(to_html.render(runs) for runs in result.citations)


def _clusters(processor: Processor, calls: list[list[Any]]) -> str:
    """Return the citations as the last of a series of insertions leaves them."""
    made: dict[str, Citation] = {}
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    order: list[str] = []
    for data, pre, post in calls:
        made[data["citationID"]] = _citation(data)
        order = [each[0] for each in pre] + [data["citationID"]] + [each[0] for each in post]
        notes = {each[0]: each[1] for each in [*pre, *post]}
        for key, note in notes.items():
            if key in made:
                made[key] = Citation(made[key].cites, note)
        before = after
        result = processor.process([made[key] for key in order])
        after = {
            key: to_html.render(runs) for key, runs in zip(order, result.citations, strict=True)
        }
    last = calls[-1][0]["citationID"]
    lines = []
    for number, key in enumerate(order):
        sign = ">>" if key == last or before.get(key) != after[key] else ".."
        lines.append(f"{sign}[{number}] {after[key]}")
    return "\n".join(lines)


def _bibliography(processor: Processor, fixture: Fixture, keys: list[str]) -> str:
    citations: list[Citation] = []
    if fixture.citations is not None:
        citations = [_citation(call[0]) for call in fixture.citations]
    elif fixture.citation_items is not None:
        citations = [Citation(tuple(_cite(each) for each in row)) for row in fixture.citation_items]
    if fixture.section:
        keys = [key for key in keys if _selected(processor.items[key], fixture.section)]
    if fixture.mode == "bibliography-nosort":
        processor.sorts = False
    result = processor.process(citations, uncited=keys)
    entries = [each for each in result.entries if each.key in keys or not fixture.section]
    return to_html.bibliography(entries)


def _selected(item: Any, section: dict[str, Any]) -> bool:
    """Apply a bibliography filter of the suite."""

    def matches(test: dict[str, Any]) -> bool:
        value = item.get(test["field"])
        wanted = test["value"]
        if isinstance(value, list):
            return wanted in value
        return bool((value or "") == wanted)

    if "include" in section:
        return any(matches(test) for test in section["include"])
    if "exclude" in section:
        return not any(matches(test) for test in section["exclude"])
    if "select" in section:
        return all(matches(test) for test in section["select"])
    if "quash" in section:
        return not all(matches(test) for test in section["quash"])
    return True


def same(wanted: str, got: str) -> bool:
    """Compare results, whatever the indentation of the HTML of a list."""

    def tidy(text: str) -> str:
        return re.sub(r">\s+<", "><", text.strip()) if "csl-bib-body" in text else text.strip()

    return tidy(wanted) == tidy(got)


def attempt(engine: Callable[[Fixture], str], fixture: Fixture) -> str:
    """Return what *engine* prints, or the name of its error: a crash is a failure."""
    try:
        return engine(fixture)
    except Exception as error:  # noqa: BLE001
        return f"{type(error).__name__}: {error}"


def engines(locales: Locales, *, peers: bool) -> dict[str, Callable[[Fixture], str]]:
    """Return the engines at hand, ours first."""
    found: dict[str, Callable[[Fixture], str]] = {"ours": lambda each: ours(each, locales)}
    if peers:
        import csl_peers

        found |= csl_peers.engines()
    return found


def main() -> int:
    """Run the fixtures and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--readme", action="store_true", help="put the table into the README")
    parser.add_argument("--failures", action="store_true")
    parser.add_argument("--only", default="*")
    parser.add_argument("--no-peers", action="store_true")
    args = parser.parse_args()
    named = engines(standard_locales(), peers=not args.no_peers)
    total: Counter[str] = Counter()
    passed: dict[str, Counter[str]] = {name: Counter() for name in named}
    seconds = dict.fromkeys(named, 0.0)
    for path in sorted(args.folder.glob("*.txt")):
        if not fnmatch(path.stem, args.only):
            continue
        fixture = read(path)
        total[fixture.group] += 1
        for name, engine in named.items():
            started = time.process_time()
            got = attempt(engine, fixture)
            seconds[name] += time.process_time() - started
            if same(fixture.result, got):
                passed[name][fixture.group] += 1
            elif args.failures and name == "ours":
                wanted = fixture.result
                print(f"--- {fixture.name} [{fixture.mode}]\nwanted: {wanted}\ngot:    {got}")
    report(total, passed, seconds)
    result = {
        "fixtures": dict(total),
        "passed": {name: dict(groups) for name, groups in passed.items()},
        "seconds": seconds,
    }
    if args.json:
        args.json.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    if args.readme:
        into_readme(total, passed)
    done = passed["ours"].total()
    print(f"{done} passed, {total.total() - done} failed")
    return 0


def report(total: Counter[str], passed: dict[str, Counter[str]], seconds: dict[str, float]) -> None:
    """Print a row a group."""
    print(f"{'group':20} {'fixtures':>9} " + " ".join(f"{name:>12}" for name in passed))
    for group in sorted(total):
        cells = [f"{groups[group]} ({_share(groups[group], total[group])})"
                 for groups in passed.values()]  # fmt: skip
        print(f"{group:20} {total[group]:>9} " + " ".join(f"{cell:>12}" for cell in cells))
    print(f"{'all':20} {total.total():>9} " + " ".join(
        f"{f'{groups.total()} ({_share(groups.total(), total.total())})':>12}"
        for groups in passed.values()))  # fmt: skip
    print("seconds: " + ", ".join(f"{name} {value:.1f}" for name, value in seconds.items()))


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "-"


def into_readme(total: Counter[str], passed: dict[str, Counter[str]]) -> None:
    """Put the table of groups into the README."""
    import tables

    rows = [
        [group, str(total[group]), *(str(groups[group]) for groups in passed.values())]
        for group in sorted(total)
    ]
    whole = [f"{groups.total()} ({_share(groups.total(), total.total())})"
             for groups in passed.values()]  # fmt: skip
    rows.append(["**all**", str(total.total()), *whole])
    tables.put("csl-suite", tables.table(["group", "fixtures", *passed], rows))


if __name__ == "__main__":
    sys.exit(main())
