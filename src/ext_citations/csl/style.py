"""Styles: the file, its structure, and what is wrong with it.

Specification, "File Types" and "Styles - Structure". Reading a style checks it; formatting
happens in closures that `csl.scope` makes from its elements.

What standard CSL cannot say, in the namespace ``https://midad.example/ns/csl`` but for the first:

``<layout locale="ar">``
    (from CSL-M) a layout for items set in these languages; the layout without ``locale`` is for
    all others. It comes first, the plain one last.
``page-language="article-newspaper …"`` on ``cs:citation``
    types of items whose *citations* are always set in the language of the page, whatever the
    item's own language.
``based-on="midad-press"`` on ``cs:style``
    a style beside this one that lends what this one does not have: macros, terms, the list.
``when="title_mark=bold"`` on any element
    the element is there where the switch has this value (or one of several: ``a|b``). A switch
    that the caller does not set has the value that the style names first.
``set="et-al-min=shorten_notes"`` on any element
    the attribute takes the value of the switch; its own where the caller does not set the switch.
``name-delimiter="…"``, ``and="…"`` and the other inheritable options of names on
``cs:style-options`` of a ``cs:locale``
    how names are joined in that language; what ``cs:name`` says itself wins.
the term ``same-author``
    stands for the authors of a cite in a note who are those of the cite before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import xml
from .errors import CslError
from .locale import read_source
from .switches import settle

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from .locale import Source
    from .xml import Element

_RENDERING = frozenset({"text", "number", "date", "names", "label", "group", "choose"})
_CHILDREN = {
    "citation": {"sort", "layout"},
    "bibliography": {"sort", "layout"},
    "sort": {"key"},
    "layout": _RENDERING,
    "macro": _RENDERING,
    "group": _RENDERING,
    "choose": {"if", "else-if", "else"},
    "if": _RENDERING,
    "else-if": _RENDERING,
    "else": _RENDERING,
    "date": {"date-part"},
    "names": {"name", "et-al", "label", "substitute", "institution"},
    "name": {"name-part"},
    "substitute": _RENDERING,
    "text": set(),
    "number": set(),
    "label": set(),
}
_CONDITIONS = {
    "match", "type", "variable", "is-numeric", "is-uncertain-date", "locator", "position",
    "disambiguate",
}  # fmt: skip


class Style:
    """An independent style, read and checked."""

    def __init__(self, root: Element, file: str, base: Style | None = None) -> None:
        self.file = file
        #: all files that it was made from
        self.files: list[str] = [file, *([] if base is None else base.files)]
        self.root = root
        self.macros: dict[str, Element] = {} if base is None else dict(base.macros)
        self.locales: list[Source] = [] if base is None else list(base.locales)
        #: set by a dependent style that this one is read through
        self.default_locale: str = root.get("default-locale", "")
        areas: dict[str, Element] = {}
        for name, child in xml.children(root):
            if name == "macro":
                self.macros[child.get("name", "")] = child
            elif name == "locale":
                self.locales.append(read_source(child, file))
            elif name in {"citation", "bibliography"}:
                areas[name] = child
        if "citation" not in areas:
            raise CslError(file, root.sourceline, "style", "a style needs a citation element")
        self.citation: Element = areas["citation"]
        lent = None if base is None else base.bibliography
        self.bibliography: Element | None = areas.get("bibliography", lent)
        for child in (self.citation, self.bibliography, *self.macros.values()):
            if child is not None:
                self._check(child)
        self._check_cycles()
        branches = root.iter(xml.CSL + "if", xml.CSL + "else-if")
        #: whether it has a ``disambiguate`` condition ("Disambiguation", method 3)
        self.has_disambiguate = any(el.get("disambiguate") for el in branches)
        called = {el.get("variable") for el in root.iter(xml.CSL + "text", xml.CSL + "number")}
        #: whether the style says where year suffixes go ("Disambiguation", method 4)
        self.places_year_suffix = "year-suffix" in called
        #: whether it says where the translation of a title goes (`languages.record`)
        self.places_translations: bool = "title-translation" in called or (
            base is not None and base.places_translations
        )
        #: whether citations stand in notes
        self.is_note: bool = root.get("class") == "note"
        #: whether entries print their number
        self.is_numbered = "citation-number" in called
        keys = {el.get("variable") for el in root.iter(xml.CSL + "key")}
        #: whether citations cannot be made without the order of the list
        self.asks_for_order = self.is_numbered or "citation-number" in keys

    @classmethod
    def read(cls, path: Path, switches: Mapping[str, str] | None = None) -> Style:
        """Read the style in the file *path*; a dependent one is followed to its parent beside it.

        Raises `CslError`.
        """
        return cls.parse(xml.load(path), str(path), beside=path.parent, switches=switches)

    @classmethod
    def parse(
        cls,
        data: bytes | str,
        file: str = "style",
        *,
        beside: Path | None = None,
        switches: Mapping[str, str] | None = None,
    ) -> Style:
        """Read the style in *data*; *beside* is the folder to find a parent style in."""
        if isinstance(data, str):
            data = data.encode()
        root = xml.parse(data, file)
        if root.tag != xml.CSL + "style":
            raise CslError(file, root.sourceline, xml.tag(root), "not a CSL style")
        parent = _parent(root)
        lender = parent or root.get(xml.OWN + "based-on")
        other = cls._beside(lender, root, file, beside, switches) if lender else None
        if other is None or not parent:
            settle(root, file, switches)
            return cls(root, file, other)
        other.default_locale = root.get("default-locale", other.default_locale)
        other.files.append(file)
        return other

    @classmethod
    def _beside(
        cls,
        address: str,
        root: Element,
        file: str,
        beside: Path | None,
        switches: Mapping[str, str] | None,
    ) -> Style:
        """Read another style by its address or name."""
        name = address.rstrip("/").rsplit("/", 1)[-1]
        found = None if beside is None else _find(beside, name)
        if found is None:
            message = f"depends on the style “{address}”, which is not at hand"
            raise CslError(file, root.sourceline, "link", message)
        other = xml.parse(xml.load(found), str(found))
        if _parent(other) is not None or other.get(xml.OWN + "based-on"):
            message = f"depends on the style “{address}”, which depends on another itself"
            raise CslError(file, root.sourceline, "link", message)
        settle(other, str(found), switches)
        return cls(other, str(found))

    def _check(self, element: Element) -> None:
        """Check *element* and what is in it."""
        name = xml.tag(element)
        allowed = _CHILDREN.get(name)
        for kind, child in xml.children(element):
            if allowed is not None and kind not in allowed and not kind.startswith("{"):
                message = f"<{kind}> cannot stand in <{name}>"
                raise CslError(self.file, child.sourceline, kind, message)
            self._check(child)
        if name == "text" and not {"variable", "macro", "term", "value"} & set(element.attrib):
            message = "needs one of the attributes variable, macro, term, value"
            raise CslError(self.file, element.sourceline, name, message)
        if name in {"number", "names", "date"} and not element.get("variable"):
            raise CslError(self.file, element.sourceline, name, "needs the attribute variable")
        if name in {"if", "else-if"}:
            self._check_conditions(element, name)
        if name in {"citation", "bibliography"} and not self._layouts(element):
            raise CslError(self.file, element.sourceline, name, "needs a layout")
        macro = element.get("macro") if name in {"text", "key"} else None
        if macro is not None and macro not in self.macros:
            raise CslError(self.file, element.sourceline, name, f"unknown macro “{macro}”")

    def _check_conditions(self, element: Element, name: str) -> None:
        for attribute in element.attrib:
            if attribute not in _CONDITIONS and not attribute.startswith("{"):
                message = f"unknown condition “{attribute}”"
                raise CslError(self.file, element.sourceline, name, message)

    @staticmethod
    def _layouts(area: Element) -> list[Element]:
        return [child for kind, child in xml.children(area) if kind == "layout"]

    def layout(self, area: Element, language: str) -> Element:
        """Return the layout of *area* for items in *language*."""
        layouts = self._layouts(area)
        base = language.split("-", maxsplit=1)[0]
        for layout in layouts:
            names = layout.get("locale", "").split()
            if language in names or base in names or any(n.split("-")[0] == base for n in names):
                return layout
        return next((each for each in layouts if not each.get("locale")), layouts[-1])

    def _check_cycles(self) -> None:
        """Refuse a macro that calls itself, directly or through others."""
        calls = {
            name: [el.get("macro") for el in macro.iter(xml.CSL + "text") if el.get("macro")]
            for name, macro in self.macros.items()
        }
        done: set[str] = set()
        for start in calls:
            path: list[str] = []
            self._walk(start, calls, path, done)

    def _walk(
        self, name: str, calls: dict[str, list[str]], path: list[str], done: set[str]
    ) -> None:
        if name in done:
            return
        if name in path:
            chain = " → ".join([*path[path.index(name) :], name])
            line = self.macros[name].sourceline
            raise CslError(self.file, line, "macro", f"a macro calls itself: {chain}")
        path.append(name)
        for other in calls[name]:
            self._walk(other, calls, path, done)
        path.pop()
        done.add(name)


def _parent(root: Element) -> str | None:
    """Return the address of the style that a dependent style stands for."""
    for link in root.iter(xml.CSL + "link"):
        if link.get("rel") == "independent-parent":
            return str(link.get("href", ""))
    return None


def _find(folder: Path, name: str) -> Path | None:
    for place in (folder, folder.parent):
        path = place / f"{name}.csl"
        if path.is_file():
            return path
    return None
