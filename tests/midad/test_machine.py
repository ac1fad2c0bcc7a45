from __future__ import annotations

import ctypes
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from midad import machine
from midad.machine import PARTS, Machine, Part

if TYPE_CHECKING:
    from pathlib import Path

DEBIAN = 'ID=debian\nVERSION_ID="12"\n'


@pytest.mark.parametrize(
    ("platform", "release", "system"),
    [
        ("linux", DEBIAN, "debian"),
        ("linux", "NAME=Ubuntu\nID=ubuntu\nID_LIKE=debian\n", "ubuntu"),
        ("linux", 'ID=linuxmint\nID_LIKE="ubuntu debian"\n', "ubuntu"),
        ("linux", "ID=fedora\n", "fedora"),
        ("linux", 'ID=rocky\nID_LIKE="rhel centos fedora"\n', "fedora"),
        ("linux", "ID=arch\n", "other"),
        ("linux", "", "other"),
        ("darwin", "", "macos"),
        ("win32", "", "windows"),
    ],
)
def test_system_is_named_by_its_family(platform: str, release: str, system: str) -> None:
    assert machine.system_of(platform, release) == system


def bare(system: machine.System = "debian", *, root: bool = False, **seams: Any) -> Machine:
    """Return a machine with nothing on it."""
    given: dict[str, Any] = {"load": lambda name: None, "which": lambda name: None, **seams}
    return Machine(system, root, **given)


@pytest.mark.parametrize(
    ("system", "command"),
    [
        (
            "debian",
            (
                "sudo apt-get update && sudo apt-get install -y chromium fonts-dejavu-core "
                "libfontconfig1 libharfbuzz-subset0 libharfbuzz0b libpango-1.0-0 libpangoft2-1.0-0 "
                "poppler-utils"
            ),
        ),
        (
            "fedora",
            (
                "sudo dnf install -y chromium dejavu-sans-fonts fontconfig glib2 harfbuzz pango "
                "poppler-utils"
            ),
        ),
        ("macos", "brew install fontconfig google-chrome harfbuzz pango poppler"),
        ("windows", "wsl --install -d Debian"),
    ],
)
def test_one_command_brings_everything(system: machine.System, command: str) -> None:
    here = bare(system)
    assert here.commands(here.lacks("test")) == {system: command}


def test_unknown_system_is_told_the_command_of_each() -> None:
    here = bare("other")
    found = here.commands(here.lacks("publish"))
    assert list(found) == ["debian", "ubuntu", "fedora", "macos", "windows"]


def test_publishing_needs_no_browser() -> None:
    assert {part.name for part in bare().lacks("test")} - {
        p.name for p in bare().lacks("publish")
    } == {
        "Chromium",
        "poppler",
    }


def test_library_without_a_font_is_not_enough() -> None:
    here = bare(load=lambda name: object(), fonts=lambda library: 0)
    assert [part.name for part in here.lacks("publish")] == ["system font"]


def test_this_machine_has_what_the_tests_run_on() -> None:
    here = machine.this_machine()
    assert here.lacks("publish") == []
    assert machine.load_library("libnothing.so.9") is None
    assert machine.load_library("no-such-library") is None
    library = machine.load_library("libfontconfig.so.1")
    assert isinstance(library, ctypes.CDLL)
    assert machine.count_fonts(library) > 0


def test_machine_is_described_by_its_environment(tmp_path: Path) -> None:
    release = tmp_path / "os-release"
    release.write_text("ID=fedora\n")
    variables = {"MIDAD_OS_RELEASE": str(release), "MIDAD_USER": "root", "MIDAD_PLATFORM": "linux"}
    here = machine.this_machine(variables)
    assert (here.system, here.is_root) == ("fedora", True)
    assert machine.this_machine({"MIDAD_OS_RELEASE": "/none", "MIDAD_USER": "x"}).system == "other"


class Shop:
    """An apt-get that brings libraries, or fails."""

    def __init__(self, *, fails: bool = False) -> None:
        self.calls: list[list[str]] = []
        self.fails = fails

    def run(self, command: list[str], **options: Any) -> subprocess.CompletedProcess[bytes]:
        self.calls.append(command)
        assert options["env"]["DEBIAN_FRONTEND"] == "noninteractive"
        if self.fails:
            raise subprocess.CalledProcessError(100, command)
        return subprocess.CompletedProcess(command, 0)

    def load(self, name: str) -> object | None:
        return object() if self.calls else None


def test_root_on_debian_gets_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    shop = Shop()
    seams: dict[str, Any] = {
        "load": shop.load,
        "run": shop.run,
        "fonts": lambda library: 1,
        "which": lambda name: "/usr/bin/uv",
    }
    assert machine.main(["publish"], bare(root=True, **seams)) == 0
    assert [call[:2] for call in shop.calls] == [["apt-get", "update"], ["apt-get", "install"]]
    assert "libpangoft2-1.0-0" in shop.calls[1]
    assert "Installing system packages: GObject, Pango" in capsys.readouterr().err


def test_failing_installation_ends_with_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    shop = Shop(fails=True)
    assert machine.main(["publish"], bare(root=True, run=shop.run)) == 1
    said = capsys.readouterr().err
    assert "returned non-zero exit status 100" in said
    assert "  apt-get update && apt-get install -y fonts-dejavu-core" in said


@pytest.mark.parametrize(
    ("language", "words"),
    [("ar_EG.UTF-8", "ينقص هذا الجهاز: Pango"), ("C", "This machine lacks Pango")],
)
def test_what_lacks_is_said_before_there_is_an_environment(
    language: str, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", language)
    assert machine.main(["test"], bare("other")) == 1
    said = capsys.readouterr().err
    assert words in said
    assert "  Fedora: sudo dnf install -y chromium" in said
    assert "  Windows: wsl --install -d Debian" in said


def test_python_without_venv_is_a_package_on_debian() -> None:
    part = machine.venv_part(bare())
    assert part.candidates == ("venv", "ensurepip")
    assert part.debian.endswith("-venv")
    assert machine.venv_part(bare(which=lambda name: name)).candidates == ()
    missing = Part("venv", "module", ("no_such_module",), "", "publish", debian="python3-venv")
    assert bare().lacks("publish", [missing]) == [missing]


def test_every_part_has_a_package_on_each_linux() -> None:
    for part in PARTS:
        assert part.debian
        assert part.fedora
