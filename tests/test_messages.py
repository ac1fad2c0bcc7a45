"""Every message of every package has its Arabic translation, with the same placeholders."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po
from jinja2 import Environment
from jinja2.ext import babel_extract

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Message

SRC = Path(__file__).parents[1] / "src"
PACKAGES = sorted(path.parent.name for path in SRC.glob("*/__init__.py"))
MAKERS = {"console", "page"}
PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?[-+ #0]*\d*(?:\.\d+)?[sdrifgx%]|\{(\w*)[^{}]*\}")


def python_messages(source: str) -> Iterator[str]:
    """Yield the literal messages that a module hands to its translators.

    A translator is called ``_`` or ``__``, or bears a name that ``messages.console(…)`` or
    ``messages.page(…)`` was given, or is such a call itself.
    """
    tree = ast.parse(source)
    names = {"_", "__"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and _makes_translator(node.value):
            names.update(target.id for target in node.targets if isinstance(target, ast.Name))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        is_named = isinstance(node.func, ast.Name) and node.func.id in names
        first = node.args[0]
        if (is_named or _makes_translator(node.func)) and isinstance(first, ast.Constant):
            assert isinstance(first.value, str)
            yield first.value


def _makes_translator(node: ast.expr) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="messages"), attr=attr)):
            return attr in MAKERS
        case ast.Call(func=ast.Name(id=name)):
            return name in MAKERS
    return False


def python_strings(source: str) -> Iterator[str]:
    """Yield every string of a module: a message may be kept in a table and translated later.

    The help of a command is its docstring, with one line a paragraph.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
            yield re.sub(r"(?<!\n)\n(?!\n)", " ", inspect.cleandoc(node.value))


def template_messages(path: Path) -> Iterator[str]:
    """Yield the messages of a template, which has to be one that jinja can read."""
    Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"]).parse(path.read_text("utf-8"))
    with path.open("rb") as file:
        found = babel_extract(file, ("_",), [], {"extensions": "jinja2.ext.i18n,jinja2.ext.do"})
        for _line, _function, message, _comments in found:
            assert isinstance(message, str), "no plural messages"
            yield message


def used(package: str) -> tuple[set[str], set[str]]:
    """Return the messages of *package*, and every string that may be one."""
    sources = [path.read_text("utf-8") for path in (SRC / package).rglob("*.py")]
    templates = {
        message
        for suffix in ("html", "jinja", "xml")
        for path in (SRC / package).rglob(f"*.{suffix}")
        for message in template_messages(path)
    }
    found = templates.union(*map(python_messages, sources)) if sources else templates
    return found, found.union(*map(python_strings, sources))


def entries(package: str) -> list[Message]:
    path = SRC / package / "locale" / "ar" / "LC_MESSAGES" / f"{package}.po"
    if not path.is_file():
        return []
    with path.open("rb") as file:
        return [message for message in read_po(file, abort_invalid=True) if message.id]


def catalog(package: str) -> dict[str, str]:
    return {str(entry.id): str(entry.string) for entry in entries(package)}


def placeholders(message: str) -> list[str]:
    """Return the placeholders of a message: named ones sorted, others in their order."""
    found = [match[0] for match in PLACEHOLDER.finditer(message) if match[0] != "%%"]
    is_named = all("(" in item or item.startswith("{") for item in found)
    return sorted(set(found)) if is_named else found


@pytest.mark.parametrize("package", PACKAGES)
def test_every_message_has_an_arabic_translation(package: str) -> None:
    translated = {message for message, string in catalog(package).items() if string}
    missing = used(package)[0] - translated
    assert not missing, "without translation:\n" + "\n".join(map(repr, sorted(missing)))


@pytest.mark.parametrize("package", PACKAGES)
def test_a_translation_keeps_the_placeholders_of_its_message(package: str) -> None:
    for message, string in catalog(package).items():
        assert placeholders(string) == placeholders(message), message


@pytest.mark.parametrize("package", PACKAGES)
def test_no_translation_is_stale(package: str) -> None:
    """Messages of other programs may stand in a catalog, with a comment: ``#. of Sphinx 9.0``."""
    own = {entry.id for entry in entries(package) if not _is_foreign(entry)}
    stale = own - used(package)[1]
    assert not stale, "no longer in the code:\n" + "\n".join(map(repr, sorted(stale)))


def _is_foreign(entry: Message) -> bool:
    return any(comment.startswith("of ") for comment in entry.auto_comments)


@pytest.mark.parametrize("package", PACKAGES)
def test_no_translation_is_fuzzy_or_plural(package: str) -> None:
    assert not [entry.id for entry in entries(package) if entry.fuzzy]
    assert not [entry.id for entry in entries(package) if not isinstance(entry.id, str)]


@pytest.mark.parametrize("package", PACKAGES)
def test_arabic_messages_write_tanwin_after_its_alef(package: str) -> None:
    assert not [string for string in catalog(package).values() if "\u064b\u0627" in string]


def test_messages_are_found_however_their_translator_is_named() -> None:
    source = """
from ext_arabic import messages
__ = messages.console("p")
def f(language):
    own = messages.page("p", language)
    own("a"), __("b" "c"), messages.page("p", language)("d"), other("e"), __(variable)
"""
    assert set(python_messages(source)) == {"a", "bc", "d"}


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("%s of %d", ["%s", "%d"]),
        ("%(b)s, %(a)s", ["%(a)s", "%(b)s"]),
        ("100%% of %s", ["%s"]),
        ("{name} wrote", ["{name}"]),
        ("plain", []),
    ],
)
def test_placeholders_are_found(message: str, found: list[str]) -> None:
    assert placeholders(message) == found
