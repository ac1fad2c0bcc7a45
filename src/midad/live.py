"""Pages over HTTP, for this machine: plain files, and what `midad serve` has to say about them.

The standard library's server is enough: a folder an edition, and one stream of events a page that
is open (server-sent events), which says that the page was built again or what is wrong.
"""

from __future__ import annotations

import html
import json
import sys
import threading
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from ext_arabic.direction import direction_of
from ext_arabic.messages import console_language
from midad.console import __

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

EVENTS = "/~events"
#: seconds after which an open page is spoken to, so that a closed one is noticed
HEARTBEAT = 15.0
LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})
#: what reloads a page, for pages that no edition made
_SCRIPTS = (
    '<link rel="stylesheet" href="/~/translations-preview.css">'
    '<script defer src="/~/translations-preview.js"></script>'
)


@dataclass
class Status:
    """What the pages are told; changed by the builder, read by one thread an open page."""

    working: bool = False
    problems: tuple[str, ...] = ()
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _version: int = 0

    def set(self, *, working: bool, problems: Sequence[str] | None = None) -> None:
        """Take note of how the build stands, and tell every open page."""
        with self._changed:
            self.working = working
            if problems is not None:
                self.problems = tuple(problems)
            self._version += 1
            self._changed.notify_all()

    def wait(self, version: int, seconds: float = HEARTBEAT) -> int:
        """Return the present version, as soon as it is another than *version*."""
        with self._changed:
            self._changed.wait_for(lambda: self._version != version, seconds)
            return self._version

    def message(self, page: Path | None) -> str:
        """Return what the page that stands in the file *page* is told, as JSON."""
        try:
            modified = page.stat().st_mtime_ns // 1_000_000 if page else None
        except OSError:
            modified = None
        return json.dumps(
            {
                "modified": modified,
                "working": self.working,
                "title": __("Wrong since the last save:"),
                "problems": self.problems,
                "direction": direction_of(console_language()),
            },
            ensure_ascii=False,
        )


class Server(ThreadingHTTPServer):
    """A server of folders, each at an address of its own."""

    daemon_threads = True

    def __init__(
        self, address: tuple[str, int], folders: Mapping[str, Path], status: Status | None
    ) -> None:
        """Serve *folders* by the first part of the path; ``""`` has what is in no other.

        With a *status*, pages are told of it.
        """
        self.folders, self.status = dict(folders), status
        super().__init__(address, Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a page that was closed before it was sent."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def file_of(self, path: str) -> Path | None:
        """Return the file that the path of an address means; None where it means none."""
        parts = [part for part in path.split("/") if part]
        if any(part.startswith(".") for part in parts):
            return None
        first = parts[0] if parts else ""
        if first in self.folders:
            root, below = self.folders[first], parts[1:]
        elif "" in self.folders:
            root, below = self.folders[""], parts
        else:
            return None
        return root.joinpath(*below)


class Handler(SimpleHTTPRequestHandler):
    """Answer one request."""

    server: Server

    def do_GET(self) -> None:
        """Send a file, or the stream of events."""
        if self._is_foreign():
            self.send_error(HTTPStatus.FORBIDDEN)
        elif urlsplit(self.path).path == EVENTS and self.server.status is not None:
            self._send_events(self.server.status)
        else:
            super().do_GET()

    def do_HEAD(self) -> None:
        """Send the head of a file."""
        if self._is_foreign():
            self.send_error(HTTPStatus.FORBIDDEN)
        else:
            super().do_HEAD()

    def _is_foreign(self) -> bool:
        """Return whether another site's page asks, under a name that it gave this machine.

        On a loopback address only local names are right (DNS rebinding would bring others).
        """
        name = urlsplit(f"//{self.headers.get('Host', '')}").hostname
        return self.server.server_address[0] in LOCAL and name not in LOCAL

    def translate_path(self, path: str) -> str:
        """Return the file that an address means."""
        plain = super().translate_path(path)  # decoded, without query, never above the folder
        below = Path(plain).relative_to(self.directory).as_posix()
        file = self.server.file_of("" if below == "." else below)
        return str(file or Path(self.directory, "~", "nothing"))

    def list_directory(self, path: Any) -> None:
        """List nothing."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        """Let browsers keep nothing: the next moment it may be another page."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Say that there is no page; it comes by itself once it is built."""
        text = __("There is no such page (yet).") if code == HTTPStatus.NOT_FOUND else str(code)
        language = console_language()
        head = f'<meta charset="utf-8"><title>{int(code)}</title>'
        if self.server.status is not None:
            head += _SCRIPTS
        body = (
            f'<!DOCTYPE html><html lang="{language}" dir="{direction_of(language)}">'
            f"<head>{head}</head><body><p>{html.escape(text)}</p></body></html>"
        ).encode()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Say nothing: the console is for what was built."""

    def _send_events(self, status: Status) -> None:
        asked = parse_qs(urlsplit(self.path).query).get("page", ["/"])[0]
        page = Path(self.translate_path(asked))
        page = page / "index.html" if page.is_dir() else page
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.end_headers()
        version = -1
        try:
            while True:
                now = status.wait(version)
                text = ": still here" if now == version else f"data: {status.message(page)}"
                version = now
                self.wfile.write(f"{text}\n\n".encode())
        except OSError:  # the page was closed
            pass
