"""Conditions on what a screen reader gets: the Matterhorn Protocol's, where a machine can ask.

A fault begins with the number of its failure condition in the Matterhorn Protocol 1.1 (PDF
Association, 2021), which lists what breaks PDF/UA-1 (ISO 14289-1), where it has one. Those that a
machine can ask are asked here and in `structured`, `language`, `links`, `letters` and
`archive`, but for these:

- 26-001 (encrypted, without P): such a file cannot be opened at all.
- 17-003 (letters of formulas) is part of 10-001, which is asked of all text.
- 31-012, 31-013 (Type 1 fonts), 31-014, 31-015 (CIDSet), 31-017 to 31-026 (simple TrueType fonts):
  our files have none of these. `letters` says how many fonts of such a kind it met.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Stream

from ext_arabic import messages
from ext_pdf.preflight.registry import N_, Fact, Fault, condition
from ext_pdf.walk import contents

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf

    from ext_pdf.preflight.document import Document

__ = messages.console("ext_pdf")


@condition("tags", N_("tags"), "screen")
def tags(document: Document) -> Iterator[Fact | Fault]:
    """Ask whether all that is painted is either tagged and reached, or an artifact."""
    marked = document.pdf.Root.get("/MarkInfo")
    if not isinstance(marked, Dictionary) or not marked.get("/Marked"):
        yield Fault(__("the file does not say that it is tagged (MarkInfo)"))
    elif marked.get("/Suspects"):
        yield Fault(__("01-007: the file says that its tags are not certain (Suspects)"))
    yield from _forms(document)
    if not document.tree:
        yield Fault(__("there is no structure tree"))
        return
    reached = Counter(place for e in document.elements for place in e.content)
    # a form may be painted on another page than its content is numbered on
    numbers = {(key, mcid) for _, key, mcid in reached if key != (0, 0)}
    for number, found in enumerate(document.marked, 1):
        if found.unmarked:
            text = __("01-005: painted, and neither tagged nor an artifact: %d")
            yield Fault(text % found.unmarked, number)
        if found.mixed:
            text = __("01-003, 01-004: artifacts in tagged content, or the other way round: %d")
            yield Fault(text % found.mixed, number)
        lost = [each for each in found.numbers if (number, *each) not in reached]
        if lost := [each for each in lost if each not in numbers]:
            text = __("01-005: tagged, and not in the structure tree: %d")
            yield Fault(text % len(lost), number)
    for (number, _, _), times in reached.items():
        if times > 1:
            yield Fault(__("the same content is in the structure tree twice"), number)
    yield Fact(__("elements: %d") % len(document.elements))


def _forms(document: Document) -> Iterator[Fault]:
    """Ask whether forms are in the file, and those with tags are painted once."""
    seen: set[tuple[int, int]] = set()
    for number, page in enumerate(document.pages, 1):
        for content in contents(page, seen):
            if isinstance(content.owner, Stream) and "/Ref" in content.owner:
                yield Fault(__("30-001: a form stands for one in another file"), number)
    painted: Counter[tuple[int, int]] = Counter()
    for found in document.marked:
        painted.update(found.forms)
    if any(times > 1 for times in painted.values()):
        yield Fault(__("30-002: a form with tagged content is painted twice"))


@condition("names", N_("descriptions"), "screen")
def names(document: Document) -> Iterator[Fact | Fault]:
    """Ask whether pictures, formulas, notes and links say what they are."""
    ids: set[str] = set()
    for element in document.elements:
        values = element.values
        is_described = str(values.get("/Alt", "")) or str(values.get("/ActualText", ""))
        if element.tag == "/Figure" and not is_described:
            yield Fault(__("13-004: a picture has no alternative text"), element.page)
        if element.tag == "/Formula" and not is_described:
            yield Fault(__("17-002: a formula has no alternative text"), element.page)
        if element.tag == "/Note":
            name = str(values.get("/ID", ""))
            if not name:
                yield Fault(__("19-003: a note has no ID"), element.page)
            elif name in ids:
                yield Fault(__("19-004: two notes have the same ID: %s") % name, element.page)
            ids.add(name)
    yield Fact(__("notes: %d") % len(ids))


@condition("metadata", N_("metadata"), "screen")
def metadata(document: Document) -> Iterator[Fact | Fault]:
    """Ask for the title, and for what the file says of itself."""
    if not isinstance(document.pdf.Root.get("/Metadata"), Stream):
        yield Fault(__("06-001: there are no metadata"))
        return
    if document.identity("pdfua") != "1":
        yield Fault(__("06-002: the metadata do not name PDF/UA-1"))
    if not document.xmp.get("title"):
        yield Fault(__("06-003: the metadata have no title"))
    preferences = document.pdf.Root.get("/ViewerPreferences")
    shown = preferences.get("/DisplayDocTitle") if isinstance(preferences, Dictionary) else None
    if shown is None:
        yield Fault(__("07-001: readers are not asked to show the title"))
    elif not shown:
        yield Fault(__("07-002: readers are asked not to show the title"))
    if document.pdf.is_encrypted and not document.pdf.allow.accessibility:
        yield Fault(__("26-002: the text is locked against screen readers"))
    if any(_DYNAMIC.search(part) for part in _forms_in_xml(document.pdf)):
        yield Fault(__("25-001: the pages are made anew from a form (XFA)"))
    yield Fact(document.info("Title"))


_DYNAMIC = re.compile(rb"<(?:\w+:)?dynamicRender[^>]*>\s*required\s*<")


def _forms_in_xml(pdf: pikepdf.Pdf) -> Iterator[bytes]:
    form = pdf.Root.get("/AcroForm")
    found = form.get("/XFA") if isinstance(form, Dictionary) else None
    for part in found if isinstance(found, Array) else [found]:
        if isinstance(part, Stream):
            yield part.read_bytes()


@condition("layers", N_("layers"), "screen")
def layers(document: Document) -> Iterator[Fact | Fault]:
    """Ask whether what can be shown and hidden has names, and stays as it is (Matterhorn 20)."""
    found = document.pdf.Root.get("/OCProperties")
    if not isinstance(found, Dictionary):
        yield Fact(__("none"))
        return
    others = found.get("/Configs")
    usual = found.get("/D", Dictionary())
    for each in [usual, *(others if isinstance(others, Array) else [])]:
        is_usual = each is usual
        if not str(each.get("/Name", "")):
            text = __("20-002: the usual choice of layers has no name")
            yield Fault(text if is_usual else __("20-001: a choice of layers has no name"))
        if "/AS" in each:
            yield Fault(__("20-003: layers show and hide themselves (AS)"))
    yield Fact(__("layers: %d") % len(found.get("/OCGs", Array())))
