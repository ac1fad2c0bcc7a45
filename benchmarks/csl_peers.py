"""The peers of `csl_suite`: citeproc-py, and pandoc where installed.

Each is given a fixture as its own users would give it, and its output is brought to the suite's
HTML. A fixture gets twenty seconds.
"""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from csl_suite import Fixture

_LIMIT = 20


def engines() -> dict[str, Callable[[Fixture], str]]:
    """Return the peers that are installed."""
    found: dict[str, Callable[[Fixture], str]] = {"citeproc-py": _timed(citeproc_py)}
    path = pandoc_path()
    if path:
        found["pandoc"] = lambda fixture: pandoc(path, fixture)
    return found


def pandoc_path() -> str | None:
    """Return where pandoc is, on the path or brought by pypandoc_binary."""
    found = shutil.which("pandoc")
    if found is None:
        try:
            import pypandoc
        except ImportError:
            return None
        found = str(pypandoc.get_pandoc_path())
    return found


def _timed(engine: Callable[[Fixture], str]) -> Callable[[Fixture], str]:
    def late(*_: object) -> None:
        raise TimeoutError

    def run(fixture: Fixture) -> str:
        signal.signal(signal.SIGALRM, late)
        signal.alarm(_LIMIT)
        try:
            return engine(fixture)
        finally:
            signal.alarm(0)

    return run


def _rows(fixture: Fixture) -> list[list[dict[str, Any]]]:
    """Return the cites of each citation."""
    if fixture.citations is not None:
        return [call[0]["citationItems"] for call in fixture.citations]
    return fixture.citation_items or [[{"id": item.get("id", 0)} for item in fixture.items]]


def _locator(make: Callable[[str, str], Any], cite: dict[str, Any]) -> dict[str, Any]:
    if not cite.get("locator"):
        return {}
    return {"locator": make(cite.get("label") or "page", str(cite["locator"]))}


def citeproc_py(fixture: Fixture) -> str:
    """Return what citeproc-py prints."""
    warnings.simplefilter("ignore")
    from citeproc import (
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        Locator,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "style.csl"
        path.write_text(fixture.csl, encoding="utf-8")
        style = CitationStylesStyle(str(path), validate=False)
        # it stops at an item without a type, and at one without an id
        items = [{"type": "book", "id": str(n)} | each for n, each in enumerate(fixture.items)]
        source = CiteProcJSON(items)
        library = CitationStylesBibliography(style, source, formatter.html)
        citations = [
            Citation(
                [
                    CitationItem(
                        str(cite["id"]),
                        **{name: cite[name] for name in ("prefix", "suffix") if name in cite},
                        **_locator(Locator, cite),
                    )
                    for cite in row
                ]
            )
            for row in _rows(fixture)
        ]
        for citation in citations:
            library.register(citation)
        if fixture.mode == "bibliography":
            library.sort()
            entries = "".join(
                f'  <div class="csl-entry">{_suite(str(entry))}</div>\n'
                for entry in library.bibliography()
            )
            return f'<div class="csl-bib-body">\n{entries}</div>'
        lines = [_suite(str(library.cite(each, lambda _item: None))) for each in citations]
    return _numbered(fixture, lines)


_HTML = (
    (r"<em>(.*?)</em>", r"<i>\1</i>"),
    (r"<strong>(.*?)</strong>", r"<b>\1</b>"),
    (r'<span class="smallcaps">(.*?)</span>', r'<span style="font-variant:small-caps;">\1</span>'),
    (r"&amp;", "&#38;"),
    (r"&lt;", "&#60;"),
    (r"&gt;", "&#62;"),
)


def pandoc(path: str, fixture: Fixture) -> str:
    """Return what pandoc prints."""
    with tempfile.TemporaryDirectory() as folder:
        style = Path(folder) / "style.csl"
        style.write_text(fixture.csl, encoding="utf-8")
        data = Path(folder) / "items.json"
        data.write_text(json.dumps(fixture.items), encoding="utf-8")
        text = "\n\n".join(_markdown(row) for row in _rows(fixture))
        run = subprocess.run(
            [path, "--citeproc", f"--csl={style}", f"--bibliography={data}", "--from=markdown",
             "--to=html", "--wrap=none"],
            input=text, text=True, capture_output=True, check=True, timeout=_LIMIT,
        )  # fmt: skip
    body, _, listed = run.stdout.partition('<div id="refs"')
    if fixture.mode == "bibliography":
        entries = re.findall(r'class="csl-entry"[^>]*>\s*(.*?)\s*</div>', listed, re.DOTALL)
        lines = "".join(f'  <div class="csl-entry">{_suite(entry)}</div>\n' for entry in entries)
        return f'<div class="csl-bib-body">\n{lines}</div>'
    if 'class="note"' in fixture.csl:  # pandoc makes footnotes, and puts their text at the end
        cites = re.findall(r'<li id="fn\d+"[^>]*>\s*<p>(.*?)<a href="#fnref', run.stdout, re.DOTALL)
    else:
        cites = re.findall(r'<span class="citation"[^>]*>(.*?)</span></p>', body, re.DOTALL)
    return _numbered(fixture, [_suite(cite) for cite in cites])


def _numbered(fixture: Fixture, lines: list[str]) -> str:
    """Return the citations as the suite writes them; numbered where they were given in order."""
    if fixture.citations is None:
        return "\n".join(lines)
    last = len(lines) - 1
    return "\n".join(
        f"{'>>' if number == last else '..'}[{number}] {line}" for number, line in enumerate(lines)
    )


def _markdown(row: list[dict[str, Any]]) -> str:
    cites = []
    for cite in row:
        sign = "-@" if cite.get("suppress-author") else "@"
        locator = f", {cite.get('label', 'page')} {cite['locator']}" if "locator" in cite else ""
        cites.append(
            f"{cite.get('prefix', '')} {sign}{{{cite['id']}}}{locator}{cite.get('suffix', '')}"
        )
    return f"[{'; '.join(cites)}]"


def _suite(html: str) -> str:
    for pattern, put in _HTML:
        html = re.sub(pattern, put, html)
    return html
