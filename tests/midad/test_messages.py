from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
import sphinx
from babel.messages.pofile import read_po

import midad
from ext_arabic import messages
from midad import machine
from midad.__main__ import COMMANDS, main
from midad.__main__ import midad as program
from midad.console import MidadError, describe, numbered, unwrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.midad.conftest import Publication

PACKAGE = Path(midad.__file__).parent
CATALOG = PACKAGE / "locale/ar/LC_MESSAGES/midad.po"
HEADINGS = ("Options", "Commands", "Arguments", "Show the version and exit.")


def said() -> set[str]:
    """Return all messages: marked in the code, in the table of parts, in the help pages."""
    found = {part.use for part in machine.PARTS} | set(HEADINGS)
    found |= {part.name for part in machine.PARTS if part.name.islower() and " " in part.name}
    for path in PACKAGE.glob("*.py"):
        found |= set(marked(ast.parse(path.read_text(encoding="utf-8"))))
    return found | set(helped(program))


def marked(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="__" | "N_"), args=[ast.Constant(value=str(text))]):
                yield text


def helped(command: click.Command) -> Iterator[str]:
    if command.help:
        yield unwrapped(command.help)
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.help:
            yield parameter.help
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from helped(below)


def catalog() -> dict[str, str]:
    with CATALOG.open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file, abort_invalid=True) if m.id}


def test_every_message_has_its_arabic() -> None:
    found = catalog()
    assert said() - found.keys() == set()
    assert [msgid for msgid, text in found.items() if not text] == []


def test_catalog_has_nothing_that_is_never_said() -> None:
    source = "".join(
        path.read_text(encoding="utf-8") for path in Path(sphinx.__file__).parent.rglob("*.py")
    )
    unsaid = catalog().keys() - said()
    assert [text for text in unsaid if text not in source] == []


def test_placeholders_survive_translation() -> None:
    pattern = re.compile(r"%(?:\(\w+\))?[sdr]")
    for msgid, text in catalog().items():
        assert sorted(pattern.findall(msgid)) == sorted(pattern.findall(text)), msgid


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_speaks_the_language_of_the_environment(
    command: str, publication: Publication
) -> None:
    arguments = [*filter(None, [command]), "--help"]
    arabic = publication.run(*arguments, locale="ar_EG.UTF-8")
    assert arabic.exit_code == 0
    assert "الاستعمال: midad" in arabic.output
    assert "الخيارات:" in arabic.output
    assert not re.search(r"Show this|The folder|Say |Build ", arabic.output)
    english = publication.run(*arguments)
    assert "Usage: midad" in english.output
    assert not re.search(r"[ء-ي]", english.output)


def test_version_is_said(publication: Publication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.version", lambda name: "9.9")
    assert "9.9" in publication.run("--version").output


def test_unforeseen_error_is_one_line_unless_all_is_asked_for(
    publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(machine, "this_machine", fail)
    brief = publication.run("doctor")
    assert brief.exit_code == 1
    assert "Error: RuntimeError: boom (midad --traceback" in brief.output
    assert "File " not in brief.output
    full = publication.run("--traceback", "doctor")
    assert 'raise RuntimeError("boom")' in full.output


def test_errors_are_described_by_file_and_reason() -> None:
    assert describe(FileNotFoundError(2, "No such file", "a.md")) == "a.md: No such file"
    assert isinstance(MidadError("x"), click.ClickException)


def test_long_lists_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "C")
    assert list(numbered("abc", 2)) == ["a", "b", "… and 1 more"]
    assert list(numbered("abc", 3)) == ["a", "b", "c"]


def test_program_starts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["midad", "--help"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    assert "doctor" in capsys.readouterr().out
    assert messages.catalog_path("midad", "ar") == CATALOG
