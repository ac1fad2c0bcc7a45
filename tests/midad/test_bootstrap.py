from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def bootstrap(
    *arguments: str, folder: Path = ROOT, **variables: str
) -> subprocess.CompletedProcess[str]:
    script = folder / "tools" / "bootstrap.sh"
    env = {"PATH": "/usr/bin:/bin", "LANG": "C", "MIDAD_USER": "someone", **variables}
    command = ["sh", str(script), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=env)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Return a bare clone: what the script reads, and no environment."""
    for name in ("tools", "requirements", "src/midad"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("platform", "release", "command"),
    [
        (
            "linux",
            "ID=debian",
            "  sudo apt-get update && sudo apt-get install -y python3 python3-venv",
        ),
        ("linux", 'ID=x\nID_LIKE="rhel fedora"', "  sudo dnf install -y python3"),
        ("Darwin", "", "  brew install python"),
        ("MINGW64_NT", "", "  wsl --install -d Debian"),
        ("linux", "ID=arch", "  Fedora: sudo dnf install -y python3"),
    ],
)
def test_machine_without_python_is_told_how_to_get_it(
    clone: Path, platform: str, release: str, command: str
) -> None:
    (clone / "os-release").write_text(release)
    done = bootstrap(
        "publish",
        folder=clone,
        MIDAD_PYTHONS="no-such-python",
        MIDAD_PLATFORM=platform,
        MIDAD_OS_RELEASE=str(clone / "os-release"),
    )
    assert done.returncode == 1
    assert "Midad needs Python 3.11 or newer" in done.stderr
    assert command in done.stderr.splitlines()
    assert not (clone / ".venv").exists()


def test_it_is_said_in_arabic_too(clone: Path) -> None:
    done = bootstrap("test", folder=clone, MIDAD_PYTHONS="none", LANG="ar_EG.UTF-8")
    assert done.returncode == 1
    assert "تحتاج مداد إلى بايثون 3.11" in done.stderr


def test_old_python_is_passed_over(clone: Path) -> None:
    old = clone / "old-python"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    done = bootstrap("publish", folder=clone, MIDAD_PYTHONS=str(old))
    assert "Midad needs Python" in done.stderr


def test_unknown_purpose_is_refused() -> None:
    assert bootstrap("dance").returncode == 2
    assert bootstrap().returncode == 2


def test_current_environment_is_left_alone(clone: Path) -> None:
    """With its stamp, nothing is installed; a change of the requirements is noticed."""
    (clone / ".venv" / "bin").mkdir(parents=True)
    python = clone / ".venv" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    sums = "cat requirements/develop.txt pyproject.toml; pwd"
    stamp = subprocess.run(
        ["sh", "-c", f"{{ {sums}; }} | cksum"],
        cwd=clone,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    (clone / ".venv" / ".midad-test").write_text(stamp)
    path = os.environ["PATH"]
    for purpose in ("publish", "test"):  # an environment for tests can publish
        done = bootstrap(purpose, folder=clone, PATH=path)
        assert (done.returncode, done.stderr) == (0, "")
    with (clone / "pyproject.toml").open("a") as file:
        file.write("\n")
    done = bootstrap("publish", folder=clone, PATH=path, MIDAD_PYTHONS="none")
    assert done.returncode == 1
