"""Read the references that briefs cite, from several files into one name space. Plain Python.

CSL-YAML, CSL-JSON, and BibTeX or BibLaTeX, by the file's ending.
"""

from __future__ import annotations

import difflib
import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import yaml

from ext_arabic import messages
from ext_citations.formats.multi import with_forms
from ext_citations.syntax import seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ext_citations.formats.export import Exporter

__ = messages.console("ext_citations")

#: libyaml where PyYAML was built with it: ten times faster
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True)
class Problem:
    """One mistake in a references file."""

    path: Path
    #: from 1
    line: int
    message: str
    #: of the warning, see `mistakes`
    name: str = "references"

    @property
    def location(self) -> str:
        """Return file and line as Sphinx prints them."""
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Reference:
    """One item of a references file, and where it stands."""

    item: dict[str, Any]
    path: Path
    line: int

    @property
    def location(self) -> str:
        """Return file and line as Sphinx prints them."""
        return f"{self.path}:{self.line}"


@dataclass
class Library:
    """All references, by key."""

    references: dict[str, Reference] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def items(self) -> dict[str, dict[str, Any]]:
        """Return the items by key, as the style engine takes them."""
        return {key: reference.item for key, reference in self.references.items()}

    @cached_property
    def exporter(self) -> Exporter:
        """Return what writes the references for readers."""
        from ext_citations.formats.export import Exporter  # here: most builds write nothing

        return Exporter(self.items)

    def suggestions(self, key: str) -> str:
        """Return a question naming the known keys that look most like *key*, if any do."""
        matches = difflib.get_close_matches(key, self.references, n=3, cutoff=0.6)
        return __("; did you mean %s?") % __(" or ").join(matches) if matches else ""


def read_library(paths: Iterable[Path]) -> Library:
    """Read every file; a broken one is a problem with its line, and the others still count."""
    library = Library()
    for path in paths:
        try:
            _read_file(path, library)
        except OSError as error:
            library.problems.append(Problem(path, 1, __("cannot be read: %s") % error.strerror))
        except UnicodeDecodeError:
            library.problems.append(Problem(path, 1, __("this is not UTF-8")))
        except json.JSONDecodeError as error:
            library.problems.append(Problem(path, error.lineno, __("not JSON: %s") % error.msg))
        except RecursionError:
            library.problems.append(Problem(path, 1, __("the lists in this file nest too deep")))
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else 1
            library.problems.append(Problem(path, line, __("not YAML: %s") % error.problem))
        except yaml.YAMLError as error:
            library.problems.append(Problem(path, 1, __("not YAML: %s") % error))
    return library


def _read_file(path: Path, library: Library) -> None:
    text = path.read_text(encoding="utf-8-sig")
    readers = {".json": _json, ".bib": _bibtex}
    for item, line in readers.get(path.suffix.lower(), _yaml)(text):
        if isinstance(item, _Fault):
            library.problems.append(Problem(path, line, item.message))
        elif not isinstance(item, dict):
            library.problems.append(Problem(path, line, __("a reference is a list of fields")))
        else:
            _add(Reference(with_forms(item), path, line), library)


def _add(reference: Reference, library: Library) -> None:
    """Take one reference; the first of a key counts."""
    key = seen(str(reference.item.get("id") or ""))
    first = library.references.get(key)
    name = "references"
    if not key:
        text = __("this reference has no id")
    elif first is not None:
        text = __("the key %(key)s stands twice; first in %(path)s:%(line)d")
        text %= {"key": key, "path": first.path.name, "line": first.line}
        name = "duplicate_key"
    else:
        library.references[key] = reference
        return
    library.problems.append(Problem(reference.path, reference.line, text, name))


@dataclass(frozen=True)
class _Fault:
    """What is wrong with an entry, in the words of its format's reader."""

    message: str


def _bibtex(text: str) -> Iterator[tuple[Any, int]]:
    # imported here: it takes its time, and most publications keep CSL-YAML
    from ext_citations.formats.bibtex import Fault, read_bibtex

    for item, line in read_bibtex(text):
        yield (_Fault(item.message) if isinstance(item, Fault) else item), line


def _json(text: str) -> Iterator[tuple[Any, int]]:
    data = json.loads(text)
    items = data.get("references", data) if isinstance(data, dict) else data
    if not isinstance(items, list):
        items = [items]
    lines = [text.count("\n", 0, m.start()) + 1 for m in re.finditer(r'"id"\s*:', text)]
    for index, item in enumerate(items):
        yield item, lines[index] if len(lines) == len(items) else 1


def _yaml(text: str) -> Iterator[tuple[Any, int]]:
    if "*" in text:
        _refuse_aliases(text)
    root = yaml.compose(text, Loader=_LOADER)
    if isinstance(root, yaml.MappingNode):
        nodes = [value for key, value in root.value if key.value == "references"]
        root = nodes[0] if nodes else root
    if root is None or (isinstance(root, yaml.ScalarNode) and not root.value):
        return
    items = root.value if isinstance(root, yaml.SequenceNode) else [root]
    for node in items:
        item = _plain(node)
        if isinstance(node, yaml.MappingNode) and len(item) < len(node.value):
            yield from _twice(node, str(item.get("id") or "?"))
        yield item, node.start_mark.line + 1


def _twice(node: yaml.MappingNode, key: str) -> Iterator[tuple[_Fault, int]]:
    """Yield each field of an entry that stands in it twice, with the second one's line."""
    names: set[str] = set()
    for name_, _ in node.value:
        name = str(name_.value)
        if name in names:
            text = __("%(key)s: the field %(field)s stands twice; the first one counts")
            yield _Fault(text % {"key": key, "field": name}), name_.start_mark.line + 1
        names.add(name)


def _refuse_aliases(text: str) -> None:
    """Refuse what makes a small file endless; references have no use for it."""
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent):
            mark: Any = event.start_mark  # libyaml has a class of its own for it
            raise yaml.MarkedYAMLError(
                problem=__("references cannot use aliases (*)"), problem_mark=mark
            )


def _plain(node: yaml.Node) -> Any:
    """Return a YAML node as plain data; text stays text (``no`` is Norwegian, not false)."""
    if isinstance(node, yaml.MappingNode):
        pairs = [(str(key.value), _plain(value)) for key, value in node.value]
        found = dict(pairs)
        if len(found) < len(pairs):
            found.update(reversed(pairs))  # of a field that stands twice, the first one counts
        return found
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    assert isinstance(node, yaml.ScalarNode)
    # a plain scalar has no style: None in PyYAML's own loader, "" in libyaml's
    return node.value if node.style else {"true": True, "false": False}.get(node.value, node.value)
