"""WeasyPrint is loaded with little work, and works as if it had been loaded with all of it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import cffi
import pytest

from ext_pdf import declared

if TYPE_CHECKING:
    from pathlib import Path

#: prints whose FFI WeasyPrint got, and what is kept; cffi's reader is taken away if asked for
CODE = """
import sys
from ext_pdf import declared
if sys.argv[1:]:
    declared._read = None
from ext_pdf.worker import prepare
prepare(None)
import cffi, weasyprint
from weasyprint.text.ffi import ffi
assert cffi.FFI is declared._plain
print(type(ffi).__name__, len(weasyprint.HTML(string="نص").render().pages))
"""


def loaded(home: Path, *arguments: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", CODE, *arguments],
        env={"XDG_CACHE_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


def test_weasyprint_reads_its_declarations_once_a_user(tmp_path: Path) -> None:
    assert loaded(tmp_path) == "Declared 1"
    [kept] = (tmp_path / "midad/declared").iterdir()
    assert loaded(tmp_path, "nothing is read") == "Declared 1"
    kept.write_bytes(kept.read_bytes()[:1000])  # cut off
    assert loaded(tmp_path) == "Declared 1"


@pytest.mark.parametrize(
    "content", [b"", b"FFI(_types=1 / 0)", b"\xff", b"FFI(1 + 1)", b"FFI(_types=1)"]
)
def test_damaged_declarations_are_read_anew_and_never_run(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(declared, "kept", lambda name, make, read: read(content))
    with declared.read_once():
        ffi = cffi.FFI()
    ffi.cdef("size_t strlen (const char *text);")
    assert ffi.dlopen(None).strlen(b"midad") == 5
    assert ffi.string(ffi.new("char[]", b"midad")) == b"midad"


RARE = """
import sys
from ext_pdf.worker import prepare
prepare(None)
import weasyprint.pdf.fonts as fonts
assert "fontTools.subset" not in sys.modules
assert "fontTools.varLib" not in sys.modules
options = fonts.subset.Options(hinting=True)
assert sys.modules["fontTools.subset"].Options is type(options)
try:
    fonts.instantiateVariableFont({}, {})
except ValueError as error:
    print(error)
"""


def test_parts_for_rare_fonts_are_loaded_when_one_comes() -> None:
    run = subprocess.run([sys.executable, "-c", RARE], capture_output=True, text=True, check=True)
    assert run.stdout == "Missing required table fvar\n"


EARLY = """
import sys
from ext_pdf.loading import quickly
with quickly():
    import ssl
    print(type(ssl.create_default_context()).__name__)
    import fontTools.subset
print(sys.modules["ssl"] is not ssl, "fontTools.subset" in sys.modules)
"""


def test_part_that_is_needed_while_loading_is_loaded() -> None:
    run = subprocess.run([sys.executable, "-c", EARLY], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["SSLContext", "True", "False"]
