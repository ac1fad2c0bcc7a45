from __future__ import annotations

from typing import TYPE_CHECKING

from midad import doctor, fonts, machine

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from tests.midad.conftest import Publication


def test_complete_machine_can_publish(publication: Publication) -> None:
    result = publication.run("doctor")
    assert result.exit_code == 0, result.output
    assert "This machine can publish." in result.output
    assert "Pango" in result.output


def test_missing_library_is_named_with_its_use_and_its_command(
    publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(name: str) -> object | None:
        return None if "pangoft2" in name else object()

    ill = machine.Machine("fedora", is_root=False, load=load, fonts=lambda library: 1)
    monkeypatch.setattr(machine, "this_machine", lambda: ill)
    result = publication.run("doctor")
    assert result.exit_code == 1
    line = next(line for line in result.output.splitlines() if line.startswith("PangoFT2"))
    assert (
        line.split(maxsplit=1)[1].strip() == "lays out the lines of a PDF                  missing"
    )
    assert "  Fedora: sudo dnf install -y pango\n" in result.output
    arabic = publication.run("doctor", locale="ar_EG.UTF-8")
    assert "صفّ أسطر PDF" in arabic.output


def test_what_only_tests_need_is_no_illness(
    publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = machine.Machine(
        "debian",
        is_root=False,
        load=lambda name: object(),
        fonts=lambda library: 1,
        which=lambda name: None,
    )
    monkeypatch.setattr(machine, "this_machine", lambda: here)
    result = publication.run("doctor")
    assert result.exit_code == 0
    assert "missing (for tests only)" in result.output
    assert "install -y chromium poppler-utils" in result.output


def test_folder_without_leave_to_write_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: False)
    here = machine.Machine("debian", is_root=False, which=lambda name: name)
    found = list(doctor.examine(here, tmp_path))
    ill = [finding for finding in found if not finding.is_well]
    assert [finding.name for finding in ill] == ["leave to write here"]
    assert str(tmp_path) in ill[0].remedy


def test_missing_and_changed_fonts_are_found(tmp_path: Path) -> None:
    assert list(fonts.damaged()) == []
    assert list(fonts.damaged(tmp_path)) == [str(tmp_path / "FONTS.toml")]
    (tmp_path / "FONTS.toml").write_text(
        '[[family]]\nname = "A"\n[[family.face]]\nfile = "a.woff2"\nsha256 = "00"\n'
        '[[family.face]]\nfile = "b.woff2"\nsha256 = "00"\n'
    )
    (tmp_path / "a.woff2").write_bytes(b"changed")
    assert list(fonts.damaged(tmp_path)) == ["a.woff2", "b.woff2"]
