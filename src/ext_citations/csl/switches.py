"""Alternatives in a style, kept or dropped when it is read (see `csl.style`, ``when``, ``set``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import xml
from .errors import CslError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .xml import Element


def settle(root: Element, file: str, switches: Mapping[str, str] | None) -> None:
    """Drop the alternatives that the *switches* rule out, and take values from them.

    Without *switches* each has the value that the style names first. Raises `CslError` for a
    switch that is not among them.
    """
    settled = dict(switches or {})

    def check(name: str, element: Element) -> None:
        if switches is not None and name not in switches:
            message = f"unknown switch “{name}”; there is: {', '.join(switches)}"
            raise CslError(file, element.sourceline or 0, xml.tag(element), message)

    for element in [*root.iter()]:
        when = element.get(xml.OWN + "when")
        if when is not None:
            name, _, text = when.partition("=")
            check(name, element)
            values = text.split("|")
            if settled.setdefault(name, values[0]) not in values:
                element.getparent().remove(element)
        for pair in element.get(xml.OWN + "set", "").split():
            attribute, _, name = pair.partition("=")
            check(name, element)
            if name in settled:
                element.set(attribute, settled[name])
