"""The publication itself, built once, served to a real browser and read as real PDFs."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the publication as `make publish` does, and return the folder of the site."""
    out = tmp_path_factory.mktemp("publication")
    command = [sys.executable, "-m", "midad", "build", "--source", str(ROOT / "docs")]
    done = subprocess.run(
        [*command, "--out", str(out)], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return out / "site"


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Serve the site on this machine, and return its address."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=site)
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the system's Chromium; without one skip by name, or fail where CI is set."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium here")
        pytest.skip("no Chromium here")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield browser
        browser.close()


@dataclass(frozen=True)
class Unfinished:
    """A copy of the publication whose brief has one message of each kind that wants work."""

    root: Path
    missing: str = "لماذا الحوار الآن؟"
    fuzzy: str = "السيناريوهات المحتملة"
    failing: str = "الخلاصة"

    @property
    def catalog(self) -> Path:
        return self.root / "locale/en/LC_MESSAGES/briefs/2024/iraq-us-dialogue.po"

    def translate(self, msgid: str, msgstr: str, *, fuzzy: bool = False) -> None:
        """Save a translation as an editor does: beside the catalog, then renamed."""
        with self.catalog.open("rb") as file:
            catalog = read_po(file)
        message = catalog.get(msgid)
        assert message is not None
        message.string = msgstr
        message.flags.discard("fuzzy")
        if fuzzy:
            message.flags.add("fuzzy")
        new = self.catalog.with_suffix(".po.new")
        with new.open("wb") as file:
            write_po(file, catalog)
        new.replace(self.catalog)

    def line_of(self, msgid: str) -> int:
        """Return the line that a short message stands on."""
        return self.catalog.read_text(encoding="utf-8").splitlines().index(f'msgid "{msgid}"') + 1


@pytest.fixture(scope="session")
def unfinished(tmp_path_factory: pytest.TempPathFactory) -> Unfinished:
    made = Unfinished(tmp_path_factory.mktemp("unfinished"))
    for name in ("docs", "locale"):
        shutil.copytree(ROOT / name, made.root / name)
    made.translate(made.missing, "")
    made.translate(made.fuzzy, "Possible Scenarios", fuzzy=True)
    made.translate(made.failing, made.failing)
    return made
