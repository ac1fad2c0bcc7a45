"""Every message of the two packages has its Arabic, with the same blanks to fill."""

from __future__ import annotations

import ast
import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from ext_arabic import messages


def said(package: str) -> set[str]:
    """Return the messages of a package's own modules."""
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    found = set()
    for path in Path(spec.origin).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id="__" | "_" | "translate"), args=[ast.Constant(str(text))]
                ):
                    found.add(text)
    return found


@pytest.mark.parametrize("package", ["ext_brief", "ext_translations"])
def test_every_message_has_its_arabic(package: str) -> None:
    path = messages.catalog_path(package, "ar")
    assert path is not None
    with path.open("rb") as file:
        found = {str(m.id): str(m.string) for m in read_po(file, abort_invalid=True) if m.id}
    assert said(package) - found.keys() == set()
    if package == "ext_brief":  # those of the checks stand in the other catalog too
        assert found.keys() - said(package) == set()
    blanks = re.compile(r"%(?:\(\w+\))?[sd]")
    for msgid, text in found.items():
        assert re.search(r"[ء-ي]", text), msgid
        assert sorted(blanks.findall(msgid)) == sorted(blanks.findall(text)), msgid
