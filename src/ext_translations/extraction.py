"""Find the messages of a document: what is human, once, in the order of the brief.

The extraction (`templates`) and the translation (`transform`) both look here, at the same point of
a document's life, so that what is asked of translators is what is put in place. Sphinx's own
``extract_messages`` (9.0) asks for formulas, keys and bare addresses, asks twice for the
alternative text of a picture in a sentence, and forgets hard breaks.

A code block is a message where it has letters other than ASCII's (comments in Arabic, say).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from docutils import nodes
from sphinx import addnodes
from sphinx.util.nodes import is_translatable

if TYPE_CHECKING:
    from collections.abc import Iterator

#: what no translator sees, whatever Sphinx is told to extract
_NEVER = (nodes.math_block, nodes.math, nodes.raw, nodes.substitution_definition, nodes.comment)
_CODE = (nodes.literal_block, nodes.doctest_block)
#: parts of a message without words of their own
_WORDLESS = (
    nodes.math,
    nodes.raw,
    nodes.image,
    nodes.footnote_reference,
    nodes.citation_reference,
    nodes.target,
    addnodes.index,
)
#: what may stand around a picture inside a sentence
_INLINE = (nodes.reference, nodes.emphasis, nodes.strong, nodes.inline)
#: fields of a page's front matter that docutils prints
_PRINTED_FIELDS = ("abstract", "dedication")
#: a backslash (none that is itself escaped) or two blanks at the end of a line
_HARD_BREAK = re.compile(r"(?:(?<!\\)((?:\\\\)*)\\|[ \t]{2,})\n[ \t]*")
_SOFT_BREAK = re.compile(r"(?<!\\)((?:\\\\)*)\n[ \t]*")
_ADDRESS = re.compile(r"\s*[a-z]+://\S+\s*")
_SCHEME = re.compile(r"^(?:https?://|mailto:|tel:)")
_SEPARATORS = re.compile(r"[\s,،;؛]+")


def messages_of(document: nodes.document) -> Iterator[tuple[nodes.Element, str]]:
    """Yield the messages of *document* before it is translated, each with its node."""
    for node in document.findall(lambda n: is_translatable(n) or isinstance(n, _CODE)):
        if isinstance(node, nodes.Element) and not _is_hidden(node):
            for msgid in _messages(node):
                yield node, msgid


def clean(text: str) -> str:
    """Return a message as one line; a hard break stays, as a backslash and a new line."""
    text = _HARD_BREAK.sub(lambda found: f"{found[1] or ''}\\\n", text.strip())
    return _SOFT_BREAK.sub(r"\1 ", text)


def _messages(node: nodes.Element) -> Iterator[str]:
    """Yield what is human in *node*."""
    if isinstance(node, addnodes.translatable):
        caption = [node["rawcaption"]] if node.get("rawcaption") else []
        others = (text for text in node.extract_original_messages() if text not in caption)
        yield from (text for text in [*caption, *others] if _has_word(text))
    elif isinstance(node, nodes.image):
        if _has_word(node.get("alt", "")) and not _is_in_message(node):
            yield node["alt"]
    elif isinstance(node, nodes.meta):
        if _has_word(node.get("content", "")) and "http-equiv" not in node:
            yield node["content"]
    elif isinstance(node, _CODE):
        text = node.astext().rstrip("\n")
        if any(sign.isalpha() and not sign.isascii() for sign in text):
            yield text
    elif _has_word("".join(_words(node))):
        yield clean(getattr(node, "rawsource", "") or node.astext())


def _is_hidden(node: nodes.Element) -> bool:
    """Return whether *node* is part of something that is not for translators."""
    if isinstance(node, _NEVER):
        return True
    field, parent = None, node.parent
    while parent is not None:
        if isinstance(parent, _NEVER):
            return True
        if isinstance(parent, nodes.field):
            field = parent
        if isinstance(parent, nodes.field_list) and field is not None:
            return _is_front_matter(parent) and not _is_printed(node, field)
        parent = parent.parent
    return False


def _is_front_matter(fields: nodes.Element) -> bool:
    """Return whether docutils will take *fields* for what the page says about itself."""
    document = fields.parent
    if not isinstance(document, nodes.document):
        return False
    rest = (child for child in document.children if not isinstance(child, nodes.PreBibliographic))
    return next(rest, None) is fields


def _is_printed(node: nodes.Element, field: nodes.field) -> bool:
    """Return whether docutils prints a field of the front matter, and *node* is its text."""
    return field[0].astext().lower() in _PRINTED_FIELDS and not isinstance(node, nodes.field_name)


def _is_in_message(image: nodes.image) -> bool:
    """Return whether a picture stands in a sentence, which holds its alternative text, too."""
    parent = image.parent
    while isinstance(parent, _INLINE):
        parent = parent.parent
    return isinstance(parent, nodes.TextElement) and _has_word("".join(_words(parent)))


def _words(node: nodes.Element) -> Iterator[str]:
    """Yield the words of *node*, keys and bare addresses left out."""
    for child in node.children:
        if not isinstance(child, nodes.Element):
            yield child.astext()
        elif isinstance(child, nodes.literal):
            # a key or a name of something, unless it is in another script
            yield "" if child.astext().isascii() else child.astext()
        elif isinstance(child, _WORDLESS) or _is_address(child):
            continue
        else:
            yield from _words(child)


def _is_address(node: nodes.Element) -> bool:
    """Return whether *node* is a reference that shows nothing but what it refers to."""
    text = node.astext()
    if isinstance(node, nodes.reference):
        address = node.get("refuri", "")
        return not text or unquote(text) in (unquote(address), _SCHEME.sub("", unquote(address)))
    if not isinstance(node, addnodes.pending_xref):
        return False
    if node.get("refdomain") == "cite":
        return set(_SEPARATORS.split(text.strip())) <= {*node["reftarget"].split(",")}
    is_term = (node.get("refdomain"), node.get("reftype")) == ("std", "term")
    return not node.get("refexplicit") and not is_term


def _has_word(text: str) -> bool:
    return any(sign.isalnum() for sign in text) and not _ADDRESS.fullmatch(text)


def heading_of(node: nodes.Element) -> str:
    """Return the text of the heading above *node*, its own section's if it is none itself."""
    parent = node.parent
    while parent is not None:
        if isinstance(parent, nodes.section) and parent[0] is not node:
            return " ".join(parent[0].astext().split())
        parent = parent.parent
    return ""
