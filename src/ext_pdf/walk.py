"""Every stream of drawing operators that a page leads to, each once. Plain Python.

What is printed stands not only in a page's own content: also in forms, tiling patterns, the groups
of soft masks, the glyphs of Type 3 fonts, and the appearances of annotations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Dictionary, Stream

if TYPE_CHECKING:
    from collections.abc import Iterator

#: forms inside forms; deeper ones are an attack, or a mistake
_DEPTH = 100


@dataclass(frozen=True)
class Content:
    """A page or a stream, and what its names mean."""

    owner: pikepdf.Object
    resources: pikepdf.Object
    #: it is never seen itself: its lightness says how much of something else is seen
    is_mask: bool = False


def contents(page: pikepdf.Object, seen: set[tuple[int, int]] | None = None) -> Iterator[Content]:
    """Yield the content of *page* and of all that it uses, but for what is in *seen* already."""
    seen = set() if seen is None else seen
    resources = inherited(page, "/Resources")
    if not isinstance(resources, Dictionary):
        resources = Dictionary()
    yield Content(page, resources)
    yield from _used(resources, seen, is_mask=False, depth=0)
    for note in page.get("/Annots") or ():
        appearances = note.get("/AP") if isinstance(note, Dictionary) else None
        for form in _streams(appearances):
            yield from _one(form, resources, seen, is_mask=False, depth=1)


def pictures(page: pikepdf.Object) -> Iterator[Stream]:
    """Yield the pictures that *page* and the forms on it may paint."""
    for content in contents(page):
        for form in _entries(content.resources, "/XObject"):
            if isinstance(form, Stream) and form.get("/Subtype") == "/Image":
                yield form


def inherited(page: pikepdf.Object, name: str) -> pikepdf.Object | None:
    """Return an attribute of *page*, or of the nodes above it (ISO 32000-1, 7.7.3.4)."""
    node: pikepdf.Object | None = page
    for _ in range(_DEPTH):
        if not isinstance(node, Dictionary):
            break
        if name in node:
            return node[name]
        node = node.get("/Parent")
    return None


def _used(
    resources: pikepdf.Object, seen: set[tuple[int, int]], *, is_mask: bool, depth: int
) -> Iterator[Content]:
    """Yield what *resources* hold."""
    for form in _entries(resources, "/XObject"):
        if isinstance(form, Stream) and form.get("/Subtype") == "/Form":
            yield from _one(form, resources, seen, is_mask=is_mask, depth=depth)
    for pattern in _entries(resources, "/Pattern"):
        if isinstance(pattern, Stream):
            yield from _one(pattern, resources, seen, is_mask=is_mask, depth=depth)
    for state in _entries(resources, "/ExtGState"):
        mask = state.get("/SMask") if isinstance(state, Dictionary) else None
        group = mask.get("/G") if isinstance(mask, Dictionary) else None
        if isinstance(group, Stream):
            yield from _one(group, resources, seen, is_mask=True, depth=depth)
    for font in _entries(resources, "/Font"):
        if isinstance(font, Dictionary) and font.get("/Subtype") == "/Type3":
            own = font.get("/Resources", resources)
            for glyph in _streams(font.get("/CharProcs")):
                yield from _one(glyph, own, seen, is_mask=is_mask, depth=depth)


def _one(
    stream: pikepdf.Object,
    outer: pikepdf.Object,
    seen: set[tuple[int, int]],
    *,
    is_mask: bool,
    depth: int,
) -> Iterator[Content]:
    """Yield a stream and what it uses; without resources of its own it has those around it."""
    if depth > _DEPTH or (stream.objgen != (0, 0) and stream.objgen in seen):
        return
    seen.add(stream.objgen)
    resources = stream.get("/Resources", outer)
    yield Content(stream, resources, is_mask)
    if resources is not outer:
        yield from _used(resources, seen, is_mask=is_mask, depth=depth + 1)


def _entries(resources: pikepdf.Object, kind: str) -> Iterator[pikepdf.Object]:
    found = resources.get(kind) if isinstance(resources, Dictionary) else None
    if isinstance(found, Dictionary):
        for _, value in found.items():  # noqa: PERF102 - pikepdf's dictionaries have no values()
            yield value


def _streams(value: pikepdf.Object | None) -> Iterator[pikepdf.Object]:
    """Yield the streams in a dictionary, and in the dictionaries in it."""
    if isinstance(value, Stream):
        yield value
    elif isinstance(value, Dictionary):
        for _, below in value.items():  # noqa: PERF102 - likewise, pikepdf
            if isinstance(below, Stream):
                yield below
            elif isinstance(below, Dictionary):
                yield from (s for _, s in below.items() if isinstance(s, Stream))
