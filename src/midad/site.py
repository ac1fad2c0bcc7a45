"""What is published, and how it takes the place of what was published before. Plain Python.

The new site is put together beside the old one and swapped in by renaming, so that a reader (or
an upload) meets the one or the other, and the old one stays when anything fails before.
"""

from __future__ import annotations

import html
import os
import shutil
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ext_brief.model import Site

#: what Sphinx leaves in its output for itself
PRIVATE = frozenset({".buildinfo", ".buildinfo.bak", ".doctrees", "_sources"})
#: the style sheet of an edition that names its fonts, where it has one
FACES = "_static/faces.css"
#: the page that leads to the editions
ROOT_TEMPLATE = Path(__file__).parent / "root.html"


def publish(out: Path, site: Site, built: Sequence[str], kinds: Sequence[str]) -> Path:
    """Lay out the site in ``out/site`` and return that folder.

    *built* names the languages built in this run, *kinds* what was built of them (``html``,
    ``pdf``). Everything else is taken over from the site as it stands.
    """
    target, fresh, old = out / "site", out / ".site-new", out / ".site-old"
    if old.exists() and not target.exists():  # killed between the two renames below
        old.rename(target)
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)
    fresh.mkdir(parents=True)
    languages = [edition.language for edition in site.editions]
    for language in languages:
        sources = edition_files(out, language, kinds if language in built else ())
        for name, path in sources.items():
            place(path, fresh / language / name, target / language / name)
    languages = [name for name in languages if (fresh / name / "index.html").exists()]
    faces = [f"{name}/{FACES}" for name in languages if (fresh / name / FACES).exists()]
    root = root_page(site, languages, faces[:1])
    (fresh / "index.html").write_text(root, encoding="utf-8")
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)
    return target


def edition_files(out: Path, language: str, kinds: Sequence[str]) -> dict[str, Path]:
    """Return the files of an edition by their place in it."""
    before = out / "site" / language
    pages = out / language / "html" if "html" in kinds else before
    papers = out / language / "pdf" if "pdf" in kinds else before
    found = {name: pages / name for name in files_below(pages) if not name.endswith(".pdf")}
    for name in files_below(papers):
        # a PDF is published beside its page; one without a page is an older run's
        if name.endswith(".pdf") and name.removesuffix(".pdf") + ".html" in found:
            found[name] = papers / name
    # a PDF that a brief offers for download is part of its pages
    downloads = [n for n in files_below(pages) if n.startswith("_downloads/")]
    found.update({name: pages / name for name in downloads})
    return found


def files_below(folder: Path) -> Iterator[str]:
    """Yield the files below *folder* that are for readers, relative to it."""
    for path, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in PRIVATE)
        for name in sorted(names):
            if name not in PRIVATE:
                yield Path(path, name).relative_to(folder).as_posix()


def place(source: Path, new: Path, published: Path) -> None:
    """Put a file into the new site: a link to the one already published where it is the same.

    Never a link to the builder's own file: Sphinx writes that in place, and would so change a
    published page in the middle of a build that may still fail.
    """
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        if source == published or is_same(source, published):
            os.link(published, new)
            return
    except OSError:  # not there yet, or a file system without links
        pass
    shutil.copy2(source, new)


def is_same(one: Path, other: Path) -> bool:
    """Return whether two files have the same size and time (a copy keeps the time)."""
    a, b = one.stat(), other.stat()
    return (a.st_size, a.st_mtime_ns) == (b.st_size, b.st_mtime_ns)


def root_page(site: Site, languages: Sequence[str], faces: Sequence[str] = ()) -> str:
    """Return the page that leads to the editions: no language of its own, no scripts.

    *faces* are style sheets of an edition that bring its fonts.
    """
    editions = [site.edition(language) for language in languages]
    links = "\n".join(
        f'<link rel="alternate" hreflang="{html.escape(e.language)}"'
        f' href="{html.escape(site.page_url(e.language, "index"))}">'
        for e in editions
    )
    links += "".join(f'\n<link rel="stylesheet" href="{html.escape(path)}">' for path in faces)
    parts = "\n".join(
        _EDITION.substitute(
            language=html.escape(e.language),
            direction=e.direction,
            name=html.escape(e.name),
            series=html.escape(e.series or e.publisher),
            tagline=html.escape(e.tagline),
            label=html.escape(e.label),
        )
        for e in editions
    )
    names = dict.fromkeys(html.escape(e.name) for e in editions)
    return Template(ROOT_TEMPLATE.read_text(encoding="utf-8")).substitute(
        title=" · ".join(names), alternates=links, editions=parts
    )


_EDITION = Template(
    """<section lang="$language" dir="$direction">
<p class="series">$series</p>
<h1>$name</h1>
<p class="tagline">$tagline</p>
<p class="enter"><a href="$language/index.html" hreflang="$language">$label</a></p>
</section>"""
)
