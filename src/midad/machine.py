"""What a machine must bring that pip cannot: system libraries, fonts, programs.

Plain Python from the standard library alone, because it runs twice: before there is an
environment (``python3 -m midad.machine publish``, from ``tools/bootstrap.sh``) and from
``midad doctor`` and ``midad build``. The table `PARTS` is the one list of what is needed.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

Purpose = Literal["publish", "test"]
System = Literal["debian", "ubuntu", "fedora", "macos", "windows", "other"]

#: how each system installs packages, as its user types it
COMMANDS: Mapping[System, str] = {
    "debian": "sudo apt-get update && sudo apt-get install -y {}",
    "ubuntu": "sudo apt-get update && sudo apt-get install -y {}",
    "fedora": "sudo dnf install -y {}",
    "macos": "brew install {}",
}
#: on Windows the work is done inside Debian
WINDOWS_COMMAND = "wsl --install -d Debian"
SYSTEM_NAMES: Mapping[System, str] = {
    "debian": "Debian",
    "ubuntu": "Ubuntu",
    "fedora": "Fedora",
    "macos": "macOS",
    "windows": "Windows",
}


@dataclass(frozen=True)
class Part:
    """One thing that the machine must bring."""

    name: str
    kind: Literal["library", "program", "font", "module"]
    #: any one of these will do: sonames and library names, programs, Python modules
    candidates: tuple[str, ...]
    #: what Midad does with it (an English message, translated where it is shown)
    use: str
    needed_for: Purpose
    debian: str
    fedora: str = ""
    macos: str = ""
    #: where Ubuntu's package has another name than Debian's
    ubuntu: str = ""

    def package(self, system: System) -> str:
        """Return the package that brings this part, empty where the system has it anyway."""
        if system == "ubuntu":
            return self.ubuntu or self.debian
        return {"fedora": self.fedora, "macos": self.macos}.get(system, self.debian)


LAYOUT = "lays out the lines of a PDF"
FONTS = "finds and embeds fonts in a PDF"

# The libraries are those that WeasyPrint opens when it is imported (weasyprint/text/ffi.py,
# 70.0), under the names that it tries. pip cannot bring them.
PARTS: tuple[Part, ...] = (
    Part(
        "GObject", "library", ("libgobject-2.0.so.0", "gobject-2.0"), LAYOUT, "publish",
        debian="libpango-1.0-0", fedora="glib2", macos="pango",
    ),
    Part(
        "Pango", "library", ("libpango-1.0.so.0", "pango-1.0"), LAYOUT, "publish",
        debian="libpango-1.0-0", fedora="pango", macos="pango",
    ),
    Part(
        "PangoFT2", "library", ("libpangoft2-1.0.so.0", "pangoft2-1.0"), LAYOUT, "publish",
        debian="libpangoft2-1.0-0", fedora="pango", macos="pango",
    ),
    Part(
        "HarfBuzz", "library", ("libharfbuzz.so.0", "harfbuzz"), LAYOUT, "publish",
        debian="libharfbuzz0b", fedora="harfbuzz", macos="harfbuzz",
    ),
    Part(
        "HarfBuzz-Subset", "library", ("libharfbuzz-subset.so.0", "harfbuzz-subset"), FONTS,
        "publish", debian="libharfbuzz-subset0", fedora="harfbuzz", macos="harfbuzz",
    ),
    Part(
        "Fontconfig", "library", ("libfontconfig.so.1", "fontconfig"), FONTS, "publish",
        debian="libfontconfig1", fedora="fontconfig", macos="fontconfig",
    ),
    # Where fontconfig knows no font at all, Pango crashes before ours are read.
    Part(
        "system font", "font", ("libfontconfig.so.1", "fontconfig"),
        "is the system font that Pango falls back to", "publish",
        debian="fonts-dejavu-core", fedora="dejavu-sans-fonts",
    ),
    Part(
        "Chromium", "program",
        ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
        "opens the site in the tests", "test",
        debian="chromium", ubuntu="chromium-browser", fedora="chromium", macos="google-chrome",
    ),
    Part(
        "poppler", "program", ("pdftotext",), "reads the PDFs in the tests", "test",
        debian="poppler-utils", fedora="poppler-utils", macos="poppler",
    ),
)  # fmt: skip


def system_of(platform: str, os_release: str) -> System:
    """Name the family of a system, from ``sys.platform`` and the text of ``os-release``."""
    if platform == "darwin":
        return "macos"
    if platform in {"win32", "cygwin", "msys"}:
        return "windows"
    fields = dict(line.split("=", 1) for line in os_release.splitlines() if "=" in line)
    names = f"{fields.get('ID', '')} {fields.get('ID_LIKE', '')}".replace('"', "").split()
    families: tuple[System, ...] = ("ubuntu", "debian", "fedora")
    return next((family for name in names for family in families if name == family), "other")


def load_library(name: str) -> object | None:
    """Open a shared library by its soname or its plain name; return None where it is absent."""
    path = name if "." in Path(name).name and ".so" in name else ctypes.util.find_library(name)
    if path is None:
        return None
    try:
        return ctypes.CDLL(path)
    except OSError:
        return None


def count_fonts(fontconfig: object) -> int:
    """Return how many fonts fontconfig finds on the system."""
    library = fontconfig
    assert isinstance(library, ctypes.CDLL)
    library.FcInitLoadConfigAndFonts.restype = ctypes.c_void_p
    library.FcConfigGetFonts.restype = ctypes.POINTER(ctypes.c_int)
    library.FcConfigGetFonts.argtypes = [ctypes.c_void_p, ctypes.c_int]
    config = library.FcInitLoadConfigAndFonts()
    fonts = library.FcConfigGetFonts(config, 0)  # 0: FcSetSystem; the struct begins with nfont
    return int(fonts[0]) if fonts else 0


@dataclass(frozen=True)
class Machine:
    """The machine asked: what it is, and how to look for a part. Tests pass another."""

    system: System
    is_root: bool
    load: Callable[[str], object | None] = load_library
    which: Callable[[str], str | None] = shutil.which
    fonts: Callable[[object], int] = count_fonts
    run: Callable[..., subprocess.CompletedProcess[bytes]] = subprocess.run

    def has(self, part: Part) -> bool:
        """Say whether *part* is there."""
        if part.kind == "program":
            return any(self.which(name) for name in part.candidates)
        if part.kind == "module":
            return all(importlib.util.find_spec(name) for name in part.candidates)
        library = next(filter(None, map(self.load, part.candidates)), None)
        if part.kind == "font":
            return library is not None and self.fonts(library) > 0
        return library is not None

    def lacks(self, purpose: Purpose, parts: Sequence[Part] = PARTS) -> list[Part]:
        """Return what is missing for *purpose*; to test, one must be able to publish."""
        wanted = {"publish"} if purpose == "publish" else {"publish", "test"}
        return [part for part in parts if part.needed_for in wanted and not self.has(part)]

    def commands(self, parts: Iterable[Part]) -> dict[System, str]:
        """Return the one command that brings *parts*: this system's, or each known system's."""
        parts = list(parts)
        systems: Iterable[System] = [self.system] if self.system in SYSTEM_NAMES else SYSTEM_NAMES
        commands = {system: install_command(system, parts) for system in systems}
        if self.is_root:  # a container, as a rule, and sudo is not in it
            return {name: command.replace("sudo ", "") for name, command in commands.items()}
        return commands


def install_command(system: System, parts: Iterable[Part]) -> str:
    """Return the command that brings *parts* on *system*, as its user types it."""
    if system == "windows":
        return WINDOWS_COMMAND
    names = sorted({part.package(system) for part in parts} - {""})
    return COMMANDS[system].format(" ".join(names))


def this_machine(environ: Mapping[str, str] = os.environ) -> Machine:
    """Describe this machine; ``MIDAD_PLATFORM``, ``MIDAD_OS_RELEASE`` and ``MIDAD_USER`` for tests.

    A Mac's Homebrew libraries stand where the loader does not look, so their folder is added to
    its search path here (it is read at each search, in this process and in its children).
    """
    platform = environ.get("MIDAD_PLATFORM", sys.platform)
    release = Path(environ.get("MIDAD_OS_RELEASE", "/etc/os-release"))
    text = release.read_text(encoding="utf-8") if release.is_file() else ""
    if sys.platform == "darwin":  # pragma: no cover - needs a Mac
        os.environ.setdefault("DYLD_FALLBACK_LIBRARY_PATH", "/opt/homebrew/lib:/usr/local/lib")
    user = environ.get("MIDAD_USER", "root" if getattr(os, "geteuid", lambda: 1)() == 0 else "")
    return Machine(system_of(platform, text), user == "root")


def venv_part(machine: Machine) -> Part:
    """Return the part that makes a virtual environment: Debian ships Python without it."""
    version = f"python3.{sys.version_info.minor}-venv"
    candidates = () if machine.which("uv") else ("venv", "ensurepip")
    return Part("venv", "module", candidates, "makes the environment", "publish", debian=version)


def install(machine: Machine, parts: Sequence[Part]) -> None:
    """Install *parts* with apt-get; raises `subprocess.CalledProcessError` when that fails."""
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    names = sorted({part.package(machine.system) for part in parts})
    machine.run(["apt-get", "update", "-qq"], check=True, env=env)
    machine.run(["apt-get", "install", "-y", "-qq", *names], check=True, env=env)


def main(argv: Sequence[str], machine: Machine | None = None) -> int:
    """Bring what ``argv[0]`` ("publish" or "test") needs, or say how; return the exit status."""
    purpose: Purpose = "test" if argv[:1] == ["test"] else "publish"
    machine = machine or this_machine()
    parts = (*PARTS, venv_part(machine))
    lacking = machine.lacks(purpose, parts)
    if lacking and machine.is_root and machine.system in {"debian", "ubuntu"}:
        sys.stderr.write(f"Installing system packages: {', '.join(p.name for p in lacking)}\n")
        try:
            install(machine, lacking)
        except (OSError, subprocess.CalledProcessError) as error:
            sys.stderr.write(f"{error}\n")
        lacking = machine.lacks(purpose, parts)
    if not lacking:
        return 0
    arabic = is_arabic(os.environ)
    for part in lacking:
        sys.stderr.write(f"{'ينقص هذا الجهاز:' if arabic else 'This machine lacks'} {part.name}\n")
    sys.stderr.write("اكتب هذا الأمر ثم أعد المحاولة:\n" if arabic else "Type, then try again:\n")
    commands = machine.commands(lacking)
    for system, command in commands.items():
        name = f"{SYSTEM_NAMES[system]}: " if len(commands) > 1 else ""
        sys.stderr.write(f"  {name}{command}\n")
    return 1


def is_arabic(environ: Mapping[str, str]) -> bool:
    """Say whether messages are wanted in Arabic (no catalog can be read before there is babel)."""
    names = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    return next((v for n in names if (v := environ.get(n))), "").startswith("ar")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
