"""Read the inline markup of a message, without a parser: what is markup, and what is prose.

MyST's own parser needs a document and settings, and forgets how a thing was written. The rules
are those of CommonMark 0.31 and MyST, as far as a message of one block can have them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: stands in a text for a thing that is not prose
OBJECT = "\ufffc"

TOKEN = re.compile(
    r"""
      (?P<escape>\\[!-/:-@\[-`{-~])
    | \{(?P<role>[A-Za-z][\w:.+-]*)\}(?P<tick>`++)(?P<content>.+?)(?<!`)(?P=tick)(?!`)
    | (?<!`)(?P<run>`++)(?P<code>.+?)(?<!`)(?P=run)(?!`)
    | \{\{\s*(?P<substitution>[^{}]+?)\s*\}\}
    | \[\^(?P<footnote>[^\[\]\s]++)\]
    | (?P<bang>!?)\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]
        (?: \(\s*(?P<href><[^<>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*)
            (?:\s+(?P<title>"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)
          | \[(?P<label>[^\[\]]*)\] )
    | <(?P<auto>[A-Za-z][A-Za-z0-9+.-]+:[^<>\s]*|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>
    | (?P<comment><!--.{0,2000}?-->)
    | (?P<tag></?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>)
    | (?P<bare>(?:(?:https?|ftp)://|www\.)[^\s<>\[\]"”»،؛]+)
    | (?<=[\])`])(?P<attributes>\{[^{}`]*\})
    """,
    re.VERBOSE | re.DOTALL,
)
#: how a `TOKEN` begins; trying it there alone is several times faster than everywhere
_SIGN = re.compile(r"[\\{\[`<!]")
_SIGN_OR_ADDRESS = re.compile(rf"{_SIGN.pattern}|(?:https?|ftp)://|www\.")
_EXPLICIT = re.compile(r"(?P<text>.*?)\s*<(?P<target>[^<>]+)>", re.DOTALL)
STRONG = re.compile(r"\*\*(?=[^\s*])(?:[^*]|\*(?!\*))*?(?<=[^\s*])\*\*", re.DOTALL)
EMPHASIS = re.compile(
    r"(?<![*\w])\*(?=[^\s*])[^*]*?(?<=[^\s*])\*(?![*\w])|(?<!\w)_(?=\S)[^_]*?(?<=\S)_(?!\w)"
)
_STARS = re.compile(r"\*+|(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)")
#: what a bare address does not end in
TRAILING = ".,;:!?)'’*_"


@dataclass(frozen=True)
class Role:
    """A role as it was written."""

    name: str
    #: what is between the backticks
    content: str

    @property
    def is_citation(self) -> bool:
        """Return whether the role cites."""
        return self.name == "cite" or self.name.startswith(("cite:", "cite."))

    @property
    def text(self) -> str:
        """The text that the author wrote beside a target; the content where there is none."""
        found = _EXPLICIT.fullmatch(self.content)
        return found["text"] if found else self.content

    @property
    def target(self) -> str:
        """What the role points to."""
        found = _EXPLICIT.fullmatch(self.content)
        return found["target"].strip() if found else self.content.strip()


@dataclass
class Markup:
    """A message taken apart."""

    raw: str
    roles: list[Role] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    substitutions: list[str] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    #: addresses of links with a text
    links: list[str] = field(default_factory=list)
    #: labels of ``[text][label]``
    labels: list[str] = field(default_factory=list)
    #: addresses that stand for themselves
    addresses: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    #: HTML tags as ``b`` and ``/b``, with what else they hold
    tags: list[tuple[str, str]] = field(default_factory=list)
    #: attribute lists and comments
    extras: list[str] = field(default_factory=list)
    #: alternative texts and titles, which are printed too
    asides: list[str] = field(default_factory=list)
    #: the text as it is read: without citations, notes and tags, and `OBJECT` for code and the like
    prose: str = ""
    #: the text with `OBJECT` for every piece of markup but emphasis
    shape: str = ""

    @property
    def strong(self) -> list[str]:
        """The bold spans."""
        return STRONG.findall(self.shape)

    @property
    def emphasised(self) -> list[str]:
        """The italic spans."""
        return EMPHASIS.findall(STRONG.sub(OBJECT, self.shape))

    @property
    def stray_stars(self) -> str:
        """What looks like emphasis that is never closed, or never opened."""
        left = EMPHASIS.sub(OBJECT, STRONG.sub(OBJECT, self.shape))
        return "".join(re.findall(r"(?<![\d\s*])\*+|\*+(?=[^\W\d])", left))


@lru_cache(maxsize=4096)
def read_markup(text: str) -> Markup:
    """Take *text* apart; the result is shared, and not to be changed."""
    found = Markup(raw=text)
    prose, shape, end = [], [], 0
    for token in _tokens(text):
        before = text[end : token.start()]
        end = token.end()
        said, shown = _note(found, token)
        # a citation that is left out takes the blank before it along
        prose += [before.rstrip() if said is None else before, said or ""]
        shape += [before, shown]
    found.prose = "".join(prose) + text[end:]
    if "*" in text or "_" in text:
        found.prose = _STARS.sub("", found.prose)
    found.shape = "".join(shape) + text[end:]
    return found


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """Yield what `TOKEN` finds in *text*."""
    sign = _SIGN_OR_ADDRESS if "://" in text or "www." in text else _SIGN
    place = 0
    while begin := sign.search(text, place):
        token = TOKEN.match(text, begin.start())
        if token:
            yield token
        place = token.end() if token else begin.start() + 1


def _note(found: Markup, token: re.Match[str]) -> tuple[str | None, str]:
    """Record one piece of markup; return what is read of it (None: nothing) and its shape."""
    kind = token.lastgroup
    if token["escape"]:
        return token["escape"][1:], OBJECT
    if token["role"]:
        return _note_role(found, Role(token["role"], token["content"].strip()))
    if token["code"]:
        found.code.append(token["code"].strip())
    elif token["substitution"]:
        found.substitutions.append(" ".join(token["substitution"].split()))
    elif token["footnote"]:
        found.footnotes.append(token["footnote"])
        return None, OBJECT
    elif token["text"] is not None:
        return _note_link(found, token)
    elif token["tag"]:
        name, _, rest = token["tag"].strip("<>").partition(" ")
        found.tags.append((name.rstrip("/").lower(), rest.strip(" /")))
        return "", OBJECT
    elif kind in {"comment", "attributes"}:
        found.extras.append(token[kind])
        return "", OBJECT
    else:
        found.addresses.append(token["auto"] or token["bare"].rstrip(TRAILING))
        rest = "" if token["auto"] else token["bare"][len(found.addresses[-1]) :]
        return OBJECT + rest, OBJECT + rest
    return OBJECT, OBJECT


def _note_role(found: Markup, role: Role) -> tuple[str | None, str]:
    found.roles.append(role)
    if role.is_citation:
        return None, OBJECT
    return role.text, OBJECT


def _note_link(found: Markup, token: re.Match[str]) -> tuple[str, str]:
    if token["bang"]:
        found.images.append(token["href"] or token["label"] or "")
        found.asides.append(token["text"])
        return OBJECT, OBJECT
    if token["href"] is not None:
        found.links.append(token["href"].strip("<>"))
    else:
        found.labels.append(token["label"] or token["text"])
    if token["title"]:
        found.asides.append(token["title"])
    inner = read_markup(token["text"])
    for name in (
        "roles", "code", "substitutions", "footnotes", "addresses", "images", "tags", "extras",
        "asides",
    ):  # fmt: skip
        getattr(found, name).extend(getattr(inner, name))
    return inner.prose, inner.shape
