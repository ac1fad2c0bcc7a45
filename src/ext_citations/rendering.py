"""Turn what the style engine prints into docutils nodes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from ext_arabic.direction import direction_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence, Set

    from ext_citations.csl import Entry, Run
    from ext_citations.places import Note


#: numbers that a line may end between: it may after an en dash (UAX 14), not after a hyphen. They
#: are whole (``3.2–3.5``): a part of one, set apart, would change places with the rest of it
_RANGE = re.compile(r"(?<!\d)(?<!\d[.,٫٬:/])(\d+(?:[.,٫٬:/]\d+)*(?:–\d+(?:[.,٫٬:/]\d+)*)+)")


def citation_id(number: int) -> str:
    """Return the anchor of a document's citation, counted from 0."""
    return f"cite-{number + 1}"


def entry_id(key: str) -> str:
    """Return the anchor of an entry: the key, in any script, its odd signs by their numbers."""
    return "ref-" + "".join(c if c.isalnum() or c in "._:-" else f"~{ord(c):x}" for c in key)


def citation_node(
    runs: Sequence[Run], anchor: str, linked: Set[str], language: str, *, in_link: bool = False
) -> nodes.inline:
    """Return a citation, each source of it that is *linked* a link to its entry.

    *in_link*: it stands in a link, and no link can stand there.
    """
    if in_link:
        linked = frozenset()
    node = nodes.inline("", "", ids=[anchor], classes=["citation"])
    page = direction_of(language)
    pieces: list[nodes.Node | str] = []
    for index, run in enumerate(runs):
        made = _pieces((run,), language, linked, in_link=in_link)
        if run.kind == "text" and 0 < index < len(runs) - 1:
            around = {_end(runs[index - 1], -1), _end(runs[index + 1], 0)}
            if page not in {direction_of(each or language) for each in around}:
                # a sign between two phrases of the other direction would run with them
                apart = nodes.inline("", "", classes=[f"language-{language}"])
                _fill(apart, made)
                made = [apart]
        pieces += made
    _fill(node, pieces)
    return node


def _fill(node: nodes.Element, pieces: Iterable[nodes.Node | str]) -> None:
    """Add *pieces*, neighbouring texts as one: every pass over a document visits each of them."""
    text = ""
    for piece in pieces:
        if isinstance(piece, str):
            text += piece
            continue
        if text:
            node.append(nodes.Text(text))
            text = ""
        node.append(piece)
    if text:
        node.append(nodes.Text(text))


def _end(run: Run, at: int) -> str:
    """Return the language of what *run* begins (0) or ends with (-1); empty for the page's."""
    while run.children:
        run = run.children[at]
    return run.language


def note_node(note: Note, docname: str, citation: nodes.Node) -> nodes.footnote:
    """Return the note of a *citation*, as docutils and Sphinx would have made it."""
    _, label, anchor, mark = note
    return nodes.footnote(
        "",
        nodes.label("", label),
        nodes.paragraph("", "", citation),
        auto=1,
        ids=[anchor],
        names=[anchor],
        backrefs=[mark],
        classes=["citation-note"],
        docname=docname,
    )


def entry_node(
    entry: Entry, citations: Sequence[int], language: str, *, anchor: bool = True
) -> nodes.container:
    """Return an entry of the list, with links back to each place that cites it."""
    text = nodes.paragraph()
    _fill(text, _pieces(entry.runs, entry.language or language, frozenset()))
    if citations and anchor:
        _append_blank(text)
        text += nodes.inline("", "", *_backlinks(citations), classes=["backlinks"])
    node = nodes.container("", text, classes=["entry"], key=entry.key)
    if anchor:
        node["ids"].append(entry_id(entry.key))
    if entry.language and entry.language != language:
        node["classes"].append(f"language-{entry.language}")
    return node


def _append_blank(text: nodes.paragraph) -> None:
    """Add a blank that does not break: no arrow stands alone on a line."""
    last = text[-1] if len(text) else None
    if isinstance(last, nodes.Text):
        text[-1] = nodes.Text(f"{last}\u00a0")
    else:
        text += nodes.Text("\u00a0")


def _backlinks(citations: Sequence[int]) -> Iterator[nodes.Node]:
    for index, number in enumerate(citations):
        if index:
            yield nodes.Text(" ")
        sign = "↑" if len(citations) == 1 else f"↑{index + 1}"
        yield nodes.reference(
            "", sign, internal=True, refid=citation_id(number), classes=["backlink"]
        )


def _pieces(
    runs: Iterable[Run], language: str, linked: Set[str], *, in_link: bool = False
) -> list[nodes.Node | str]:
    """Return what *runs* are made of: texts, and nodes."""
    found: list[nodes.Node | str] = []
    for run in runs:
        if run.kind == "text" and run.text and not run.children and run.language in {"", language}:
            found += _texts(run.text)  # most are no more than that
        else:
            found += _of_run(run, language, linked, in_link=in_link)
    return found


def _texts(text: str) -> list[nodes.Node | str]:
    """Return *text*, the ranges of numbers in it apart: the style sheet keeps each on its line."""
    if "–" not in text:
        return [text]
    return [
        nodes.inline("", part, classes=["range"]) if index % 2 else part
        for index, part in enumerate(_RANGE.split(text))
        if part
    ]


def _of_run(run: Run, language: str, linked: Set[str], *, in_link: bool) -> list[nodes.Node | str]:
    """Return one run; a run in another language than the text around it says so."""
    inner = run.language or language
    is_link = run.kind == "cite" and run.key in linked
    # a link cannot stand in a link: an address in a note that leads to its entry is text
    pieces = _pieces(run.children, inner, linked, in_link=in_link or is_link)
    if run.text:
        pieces[:0] = _texts(run.text)
    node: nodes.Element | None = None
    match run.kind:
        case "cite" if is_link:
            node = nodes.reference("", "", internal=True, refid=entry_id(run.key))
        case "link" if run.url.startswith(("http://", "https://")) and not in_link:
            node = nodes.reference("", "", internal=False, refuri=run.url)
        case "emphasis":
            node = nodes.emphasis()
        case "strong":
            node = nodes.strong()
        case "superscript":
            node = nodes.superscript()
        case "subscript":
            node = nodes.subscript()
        case "text" | "cite" | "quote" | "link":  # any other address stays text
            pass
        case kind:  # small caps and the like: a class for the style sheet
            node = nodes.inline(classes=[kind])
    if node is None and inner != language:
        node = nodes.inline()
    if node is None:
        return pieces
    _fill(node, pieces)
    if inner != language:
        node["classes"].append(f"language-{inner}")
    return [node]
