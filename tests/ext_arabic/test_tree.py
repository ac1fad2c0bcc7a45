"""Whatever the markup, isolation keeps every word and every element where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st

from ext_arabic.blocks import is_object
from ext_arabic.direction import Direction, find_runs
from ext_arabic.isolation import isolate_runs

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXTS = st.text('ابة ،؛ABé 12%-–+.,()«»"\n', min_size=1, max_size=8).map(nodes.Text)
LEAVES = st.one_of(
    TEXTS,
    st.builds(lambda: nodes.literal("", "code", dir="ltr")),
    st.builds(lambda: nodes.image(uri="x.svg", alt="x")),
    st.builds(nodes.target),
    st.builds(lambda: nodes.raw("", "<br>", format="html")),
)
CONTAINERS = (nodes.emphasis, nodes.strong, nodes.reference, nodes.target)


def element(
    kind: type[nodes.Element], children: Sequence[nodes.Node], *, named: bool
) -> nodes.Element:
    made = kind(ids=["name"] if named else [])
    made.extend(children)
    return made


NODES = st.recursive(
    LEAVES,
    lambda children: st.builds(
        element, st.sampled_from(CONTAINERS), st.lists(children, max_size=4), named=st.booleans()
    ),
    max_leaves=12,
)
PARAGRAPHS = st.lists(NODES, max_size=7).map(
    lambda children: element(nodes.paragraph, children, named=False)
)
DIRECTIONS = st.sampled_from(["rtl", "ltr"])


def wholes(paragraph: nodes.Element) -> list[str]:
    """Return what no one may cut, in order."""
    kinds = (nodes.reference, nodes.target, nodes.literal, nodes.image, nodes.raw)
    found = [node for node in paragraph.findall() if isinstance(node, kinds)]
    return [f"{node.tagname} {node['ids']} {node.astext()}" for node in found]


@given(PARAGRAPHS, DIRECTIONS)
def test_nothing_is_lost_cut_or_moved(paragraph: nodes.paragraph, base: Direction) -> None:
    text, kept = paragraph.astext(), wholes(paragraph)
    isolate_runs(paragraph, base)
    assert paragraph.astext() == text
    assert wholes(paragraph) == kept
    for node in paragraph.findall(nodes.Element):
        assert all(child.parent is node for child in node.children)


@given(PARAGRAPHS, DIRECTIONS)
def test_no_wrapper_is_blank_or_doubled(paragraph: nodes.paragraph, base: Direction) -> None:
    isolate_runs(paragraph, base)
    for wrapper in paragraph.findall(nodes.inline):
        assert wrapper.astext().strip() == wrapper.astext() != ""
        [*inside] = wrapper.findall(nodes.inline, include_self=False)
        assert all(inner.get("dir") != wrapper.get("dir") for inner in inside)
        [first, *others] = wrapper.children
        assert others or not isinstance(first, nodes.Element) or not is_object(first)


@given(st.text("ابة ،ABé 12%-–.,()", max_size=40), DIRECTIONS)
def test_plain_text_gets_one_wrapper_a_run(text: str, base: Direction) -> None:
    paragraph = nodes.paragraph("", text)
    expected = [text[run.start : run.end] for run in find_runs(text, base)]
    isolate_runs(paragraph, base)
    wrapped = [child.astext() for child in paragraph.children if isinstance(child, nodes.inline)]
    assert wrapped == expected
