"""The C that WeasyPrint declares is read once by a user, not by every process. Plain Python.

WeasyPrint 70 hands cffi 400 lines of declarations. cffi reads them in Python whenever WeasyPrint
is loaded, and once more for each type that is named later: 0.1 s to 0.3 s of every worker. It can
write down what it read (its "out-of-line ABI mode"), and works in C from then on. WeasyPrint does
not use that and has no hook for it, so cffi's class is replaced while WeasyPrint is loaded.
"""

from __future__ import annotations

import ast
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import _cffi_backend
import cffi

from ext_pdf.cache import kept

if TYPE_CHECKING:
    from collections.abc import Iterator

_plain = cffi.FFI


class Declared:
    """Stands for a `cffi.FFI` that is given its declarations at once."""

    def cdef(self, text: str) -> None:
        """Take the declarations, and be able to do what an FFI does."""
        name = sha256(f"{cffi.__version__} {text}".encode()).hexdigest()[:32]
        try:
            ffi = kept(f"declared/{name}.py", lambda: _read(text), _made)
        except (SyntaxError, ValueError, TypeError, OSError):  # nothing can be written down here
            ffi = _plain()
            ffi.cdef(text)
        for ability in dir(ffi):
            if not ability.startswith("_"):
                setattr(self, ability, getattr(ffi, ability))


def _made(code: bytes) -> Any:
    """Return the FFI of a module that cffi wrote; it is looked at, not run."""
    [call] = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    values = {str(each.arg): ast.literal_eval(each.value) for each in call.keywords}
    if not values.keys() >= {"_types", "_globals"}:
        raise ValueError
    return _cffi_backend.FFI("midad", **values)


def _read(text: str) -> bytes:
    """Return what cffi makes of declarations: the code of a module."""
    ffi = _plain()
    ffi.cdef(text)
    ffi.set_source("midad", None, compiler_verbose=0)
    with TemporaryDirectory() as folder:
        path = Path(folder, "module.py")
        ffi.emit_python_code(str(path))
        return path.read_bytes()


@contextmanager
def read_once() -> Iterator[None]:
    """Let the declarations of what is imported meanwhile be read once."""
    cffi.FFI = Declared
    try:
        yield
    finally:
        cffi.FFI = _plain
