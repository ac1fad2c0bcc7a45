"""WeasyPrint is loaded with no more than it needs. Plain Python.

Every worker loads it once, and most of what it then does is in vain. `declared` spares it the
reading of declarations. fontTools' modules for subsets and for variable fonts are needed
for fonts alone that HarfBuzz cannot subset: they are loaded when the first is. And hardly
anything is thrown away meanwhile, so that nobody need look for it.
"""

from __future__ import annotations

import gc
import sys
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from ext_pdf.declared import read_once

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: what WeasyPrint 70 imports for rare fonts, and for a network that it never sees here
_RARE = ("fontTools.subset", "fontTools.varLib.instancer", "ssl")


class Later(ModuleType):
    """Stands for a module of which only functions and classes are called, until one is."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Return what calls the module's own *name*."""
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*arguments: Any, **named: Any) -> Any:
            _forget(self.__name__)
            return getattr(import_module(self.__name__), name)(*arguments, **named)

        return call


@contextmanager
def quickly() -> Iterator[None]:
    """Let WeasyPrint be imported meanwhile with no more than it needs."""
    absent = [name for name in _RARE if name not in sys.modules]
    sys.modules.update((name, Later(name)) for name in absent)
    collects = gc.isenabled()
    gc.disable()
    try:
        with read_once():
            yield
    finally:
        for name in absent:
            _forget(name)
        if collects:
            gc.enable()


def _forget(name: str) -> None:
    """Let a module be imported that one of ours stood for."""
    if isinstance(sys.modules.get(name), Later):
        del sys.modules[name]
