"""The processes that `pdf.py` times. Each prints one line of JSON about itself."""

from __future__ import annotations

import gc
import json
import os
import statistics
import sys
import time
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from ext_pdf.fonts import FontSet, collect_fonts
from ext_pdf.jobs import OPTIONS, read_job
from ext_pdf.pool import run
from ext_pdf.worker import Task, begin, render_task

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def fonts_of(outdir: Path) -> FontSet:
    """Return the unpacked fonts of a build, and let fontconfig find no others."""
    fonts = collect_fonts(outdir, outdir / ".fonts")
    assert fonts.config
    os.environ["FONTCONFIG_FILE"] = fonts.config
    return fonts


def raw(outdir: str, docname: str) -> dict[str, float]:
    """Print a page as WeasyPrint alone does it."""
    fonts_of(Path(outdir))
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    base = (Path(__file__).resolve().parents[1] / "src/ext_pdf/base.css").read_text("utf-8")
    config = FontConfiguration()
    html = weasyprint.HTML(filename=Path(outdir, f"{docname}.html"))
    style = weasyprint.CSS(string=base, font_config=config)
    document = html.render(font_config=config, stylesheets=[style], **OPTIONS)
    document.write_pdf(Path(outdir, f"{docname}.raw.pdf"), **OPTIONS)
    return {"pages": len(document.pages), "cpu": time.process_time()}


def ours(outdir: str, docname: str) -> dict[str, float]:
    """Print a page as a worker does it; what comes after WeasyPrint is also timed apart."""
    root = Path(outdir)
    fonts = fonts_of(root)
    job = read_job(root, docname)
    assert job
    begin(fonts.config)
    from ext_pdf import render

    finish, spent = render.finish, 0.0

    def timed(*arguments: Any) -> None:
        nonlocal spent
        began = time.process_time()
        finish(*arguments)
        spent += time.process_time() - began

    render.finish = timed
    result: Any = render_task(Task(job, root, fonts))
    (root / f"{docname}.ours.pdf").write_bytes(result.pdf)
    return {"pages": result.pages, "after": spent, "cpu": time.process_time()}


def pool(outdir: str, workers: str) -> dict[str, Any]:
    """Print all pages with so many workers; a single one's memory is read after each."""
    root = Path(outdir)
    fonts = fonts_of(root)
    names = sorted(path.stem for path in (root / "briefs/2024").glob("*.html"))
    jobs = (read_job(root, f"briefs/2024/{name}") for name in names)
    tasks = [Task(job, root, fonts) for job in jobs if job]
    began, pages, memory = time.monotonic(), 0, []
    for _, result in run(tasks, int(workers), 600):
        pages += result.pages  # type: ignore[union-attr] # a failure stops the benchmark here
        if workers == "1":
            memory.append(_memory_of_child())
    return {"wall": time.monotonic() - began, "pages": pages, "memory": memory}


def _memory_of_child() -> int:
    """Return the resident memory of the only worker, in MB."""
    lists = Path("/proc/self/task").glob("*/children")
    [child] = [name for each in lists for name in each.read_text().split()]
    status = Path(f"/proc/{child}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) // 1024


def gains(outdir: str, docname: str, rounds: str) -> dict[str, dict[str, float]]:
    """Print a page with one thing changed at a time; return CPU seconds, ratio and bytes.

    The ratio is the median of pairs: each change is measured right after a run as shipped, for the
    machine's own pace wanders by more than most changes gain.
    """
    root = Path(outdir)
    fonts = fonts_of(root)
    job = read_job(root, docname)
    assert job
    begin(fonts.config)
    tasks = {True: Task(job, root, fonts), False: Task(job, root, FontSet(fonts.config))}
    taken: dict[str, list[tuple[float, float]]] = {}
    sizes: dict[str, int] = {}

    def measure(change: Callable[[], Any]) -> tuple[float, int]:
        gc.collect()
        with change() as unpacked:
            began = time.process_time()
            result: Any = render_task(tasks[unpacked is not False])
            return time.process_time() - began, len(result.pdf)

    measure(as_is)
    for _ in range(int(rounds)):
        for name, change in VARIANTS.items():
            shipped, _ = measure(as_is)
            changed, sizes[name] = measure(change)
            taken.setdefault(name, []).append((changed, changed / shipped))
    return {
        name: {
            "cpu": statistics.median(cpu for cpu, _ in pairs),
            "ratio": statistics.median(ratio for _, ratio in pairs),
            "bytes": sizes[name],
        }
        for name, pairs in taken.items()
    }


@contextmanager
def as_is() -> Iterator[None]:
    """Change nothing."""
    yield


@contextmanager
def packed_fonts() -> Iterator[bool]:
    """Hand WeasyPrint the fonts as the theme ships them, to unpack for every brief."""
    yield False


@contextmanager
def no_memo() -> Iterator[None]:
    """Measure every line each time that it is asked for."""
    from weasyprint.layout import inline, preferred

    from ext_pdf import memo

    inline.split_first_line = preferred.split_first_line = memo._split
    yield
    memo.install()


@contextmanager
def lengths_anew() -> Iterator[None]:
    """Work out the margins and sizes of every box."""
    from ext_pdf import memo

    for module in memo.resolvers():
        module.resolve_percentages = memo._resolve
    yield
    memo.install()


@contextmanager
def no_shortcuts() -> Iterator[None]:
    """Search for each property of each element."""
    from weasyprint import css

    from ext_pdf import shortcuts

    css.ComputedStyle.__missing__ = shortcuts._compute
    yield
    shortcuts.install()


@contextmanager
def laid_out_twice() -> Iterator[None]:
    """Make a layout of each justified text that is dropped again."""
    from weasyprint.layout import inline

    from ext_pdf import justify

    inline.create_layout = justify._create
    yield
    justify.install()


@contextmanager
def single_dots() -> Iterator[None]:
    """Draw each dot of a leader as a text of its own."""
    from weasyprint.layout import inline

    from ext_pdf import leaders

    inline.handle_leader = leaders._fill
    yield
    leaders.install()


@contextmanager
def numbers_late() -> Iterator[None]:
    """Lay out the page of the contents three times."""
    from weasyprint.layout import page

    from ext_pdf import page_numbers

    page.remake_page = page_numbers._make
    yield
    page_numbers.install()


@contextmanager
def letters_anew() -> Iterator[None]:
    """Read the letters of each font off the font."""
    from ext_pdf import letters

    plain = letters.read_letters
    letters.read_letters = letters._read
    yield
    letters.read_letters = plain


@contextmanager
def much_collection() -> Iterator[None]:
    """Look for garbage as often as CPython does by itself."""
    kept = gc.get_threshold()
    gc.set_threshold(700)
    yield
    gc.set_threshold(*kept)


@contextmanager
def no_collection() -> Iterator[None]:
    """Collect no garbage meanwhile."""
    gc.disable()
    yield
    gc.enable()


@contextmanager
def tokens_kept() -> Iterator[None]:
    """Read each style sheet into tokens once a worker."""
    import tinycss2

    plain = tinycss2.parse_stylesheet_bytes, tinycss2.parse_stylesheet
    tinycss2.parse_stylesheet_bytes, tinycss2.parse_stylesheet = _kept
    yield
    tinycss2.parse_stylesheet_bytes, tinycss2.parse_stylesheet = plain


def _keep() -> tuple[Callable[..., Any], Callable[..., Any]]:
    import tinycss2

    return cache(tinycss2.parse_stylesheet_bytes), cache(tinycss2.parse_stylesheet)


_kept = _keep()


@contextmanager
def one_font_configuration() -> Iterator[None]:
    """Tell fontconfig of the faces once a worker."""
    from ext_pdf import render

    plain = render.FontConfiguration
    render.FontConfiguration = lambda: _configuration(plain)
    yield
    render.FontConfiguration = plain


@cache
def _configuration(make: Callable[[], Any]) -> Any:
    return make()


def option(name: str, value: object) -> Callable[[], Any]:
    """Return a change of one of WeasyPrint's options."""

    @contextmanager
    def change() -> Iterator[None]:
        from ext_pdf import render

        plain = render.OPTIONS
        render.OPTIONS = {**plain, name: value}
        yield
        render.OPTIONS = plain

    return change


def style(text: str) -> Callable[[], Any]:
    """Return a change of the style sheet."""

    @contextmanager
    def change() -> Iterator[None]:
        from ext_pdf import render

        plain = render.BASE_STYLE
        render.BASE_STYLE = plain + text
        yield
        render.BASE_STYLE = plain

    return change


@contextmanager
def without_has() -> Iterator[None]:
    """Drop every rule whose selector looks into its element."""
    from weasyprint import css

    plain = css.preprocess_stylesheet

    def fewer(media: Any, base: Any, rules: Any, *rest: Any, **named: Any) -> Any:
        kept = [r for r in rules if r.type != "qualified-rule" or not _looks_inside(r)]
        return plain(media, base, kept, *rest, **named)

    css.preprocess_stylesheet = sys.modules["weasyprint"].preprocess_stylesheet = fewer
    yield
    css.preprocess_stylesheet = sys.modules["weasyprint"].preprocess_stylesheet = plain


def _looks_inside(rule: Any) -> bool:
    return any(getattr(token, "lower_name", "") == "has" for token in rule.prelude)


#: what is changed -> how; the first is what is shipped
VARIANTS: dict[str, Callable[[], Any]] = {
    "as shipped": as_is,
    "fonts unpacked for every brief": packed_fonts,
    "lines measured each time": no_memo,
    "margins and sizes worked out for each box": lengths_anew,
    "properties that no rule sets searched for": no_shortcuts,
    "justified lines laid out twice": laid_out_twice,
    "dots of leaders drawn one by one": single_dots,
    "contents laid out three times": numbers_late,
    "letters of fonts read for every brief": letters_anew,
    "garbage looked for at 700 new objects": much_collection,
    "no garbage collection": no_collection,
    "style sheets read into tokens once": tokens_kept,
    "font configuration made once": one_font_configuration,
    "images kept from brief to brief": option("cache", {}),
    "fonts whole, not subset": option("full_fonts", True),  # noqa: FBT003
    "streams not compressed": option("uncompressed_pdf", True),  # noqa: FBT003
    "no tags": option("pdf_tags", False),  # noqa: FBT003
    "no rules with `:has()`": without_has,
    "contents in one column": style(".contents ul { columns: auto !important }"),
    "no leaders in the contents": style(".contents a::after { content: none !important }"),
    "no running heads, no folios": style(
        "@page :left { @top-left { content: none !important } @bottom-left { content: none "
        "!important } } @page :right { @top-right { content: none !important } "
        "@bottom-right { content: none !important } }"
    ),
}

if __name__ == "__main__":
    modes: dict[str, Callable[..., Any]] = {"raw": raw, "ours": ours, "pool": pool, "gains": gains}
    print(json.dumps(modes[sys.argv[1]](*sys.argv[2:])), flush=True)
    os._exit(0)  # from outside, as a worker is ended: every mode, so that all count the same
