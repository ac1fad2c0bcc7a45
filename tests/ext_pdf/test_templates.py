"""Templates are compiled once a user, and a cache that is none stops nobody."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from ext_pdf.templates import TemplateCache

PAGES = {"page.html": "{% for letter in 'أبج' %}{{ letter }}{% endfor %}"}


def printed(page: str = PAGES["page.html"]) -> str:
    loader = DictLoader({"page.html": page})
    made = Environment(loader=loader, autoescape=True, bytecode_cache=TemplateCache())
    return made.get_template("page.html").render()


def test_templates_are_compiled_once_a_user_and_after_a_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert printed() == "أبج"
    with monkeypatch.context() as patch:
        patch.setattr(Environment, "_parse", None)
        assert printed() == "أبج"
    assert printed("{{ 1 + 1 }}") == "2"


@pytest.mark.parametrize("size", [0, 5, 20, 40, 60, 200])
def test_damaged_template_is_compiled_anew(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert printed() == "أبج"
    [file] = (tmp_path / "midad/templates").iterdir()
    file.write_bytes(file.read_bytes()[:size])
    assert printed() == "أبج"


def test_nothing_is_kept_where_nothing_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def homeless() -> Path:
        raise RuntimeError

    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert printed() == "أبج"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", homeless)
    assert printed() == "أبج"
