"""Reads the XML of styles and locales, safely, and says where something is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree

from .errors import CslError

if TYPE_CHECKING:
    from pathlib import Path

CSL = "{http://purl.org/net/xbiblio/csl}"
#: attributes of our own, which other processors pass over (see `csl.style`)
OWN = "{https://midad.example/ns/csl}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
Element = Any  # etree._Element: the stubs do not export it under a public name


def parse(data: bytes, file: str) -> Element:
    """Return the root element of *data*; no entity is expanded and nothing is fetched.

    Raises `CslError` for what is not XML, and for a document type with entities in it.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True, huge_tree=False,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        raise CslError(file, line, "", f"not well-formed XML: {error.msg}") from None
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):  # type: ignore[union-attr]
        raise CslError(file, 1, "!DOCTYPE", "a document type with entities is not allowed")
    return root


def load(path: Path) -> bytes:
    """Return the content of the file *path*; raise `CslError` where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise CslError(str(path), 0, "", error.strerror or "cannot be read") from None


def read(path: Path) -> Element:
    """Return the root element of the file *path*."""
    return parse(load(path), str(path))


def tag(element: Element) -> str:
    """Return the element's name without CSL's namespace; another one's stays in it."""
    name = element.tag
    return name[len(CSL) :] if isinstance(name, str) and name.startswith(CSL) else str(name)


def children(element: Element) -> list[tuple[str, Element]]:
    """Return the children that are elements, each with its name."""
    return [(tag(child), child) for child in element if isinstance(child.tag, str)]


def text_of(element: Element) -> str:
    """Return the element's own text."""
    return element.text or ""
