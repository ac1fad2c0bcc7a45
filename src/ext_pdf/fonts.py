"""The fonts that a PDF may use: those of the print theme, and no others. Plain Python.

The theme ships WOFF2. WeasyPrint would unpack every ``@font-face`` of every job again (about three
seconds a job for ten faces). Here each file is unpacked once, kept in the user's cache for every
edition and build, and put into a folder that a private fontconfig names. A letter that none of the
fonts has is then reported, where the machine's own fonts would have filled in, differently on every
machine.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from ext_pdf.cache import kept
from ext_pdf.jobs import version_of, write_file

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES = frozenset({".woff2", ".woff", ".ttf", ".otf"})

_CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{folder}/cache</cachedir>
</fontconfig>
"""


class FontError(Exception):
    """Raised when a font file cannot be read; says which."""


@dataclass(frozen=True)
class FontSet:
    """The fonts of a build."""

    #: a fontconfig file that names them; None: the theme has none, the machine's are used
    config: str | None = None
    #: theme file, relative to the output folder -> the unpacked file
    unpacked: dict[str, str] = field(default_factory=dict)
    digest: str = ""


def collect_fonts(outdir: Path, folder: Path) -> FontSet:
    """Unpack the fonts below ``_static`` into *folder* and write a fontconfig for them.

    What *folder* holds from an earlier set is removed: it would be used as a fallback.

    Raises:
        FontError: a file is not a font, or a damaged one.

    """
    static = outdir / "_static"
    sources = sorted(p for p in static.rglob("*") if p.suffix.lower() in SUFFIXES)
    unpacked: dict[str, str] = {}
    digest = hashlib.sha256()
    tool = version_of("fonttools").encode()
    for source in sources:
        content = source.read_bytes()
        name = hashlib.sha256(tool + content).hexdigest()
        digest.update(name.encode())
        target = folder / f"{name[:32]}.ttf"
        if not target.is_file():
            write_file(target, _unpacked(source, content, target.name))
        unpacked[source.relative_to(outdir).as_posix()] = str(target)
    if not unpacked:
        return FontSet()
    for path in folder.glob("*.ttf"):
        if str(path) not in unpacked.values():
            path.unlink()
    config = folder / "fonts.conf"
    write_file(config, _CONFIG.format(folder=escape(str(folder))).encode())
    return FontSet(str(config), unpacked, digest.hexdigest())


def _unpacked(path: Path, content: bytes, name: str) -> bytes:
    """Return a font as TrueType or OpenType, from the user's cache if it is there."""
    if content.startswith(b"wOF"):
        return kept(f"fonts/{name}", lambda: _unpack(path, content), bytes)
    return _unpack(path, content)


def _unpack(path: Path, content: bytes) -> bytes:
    """Return a font as TrueType or OpenType."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        # else the time of unpacking would be written into the font, and so into every PDF
        font = TTFont(BytesIO(content), recalcTimestamp=False)
        if font.flavor is None:
            return content
        font.flavor = None
        out = BytesIO()
        font.save(out, reorderTables=None)
        return out.getvalue()
    except (TTLibError, OSError, ValueError, KeyError, AssertionError) as error:
        message = f"{path}: {error}"
        raise FontError(message) from error
