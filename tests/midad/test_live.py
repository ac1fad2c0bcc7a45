"""What the server of `midad serve` answers: files, what is wrong, and nothing to strangers."""

from __future__ import annotations

import json
import threading
from http.client import HTTPConnection
from typing import TYPE_CHECKING

import pytest

from midad.live import Server, Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.client import HTTPResponse
    from pathlib import Path


@pytest.fixture
def status() -> Status:
    return Status()


@pytest.fixture
def server(tmp_path: Path, status: Status) -> Iterator[Server]:
    for name in ("en/html/index.html", "en/html/.env", "root/index.html", "elsewhere.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    (tmp_path / "en/html/empty").mkdir()
    folders = {"en": tmp_path / "en/html", "": tmp_path / "root"}
    with Server(("127.0.0.1", 0), folders, status) as made:
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield made
        made.shutdown()


def ask(
    server: Server, path: str, method: str = "GET", host: str = "localhost"
) -> tuple[HTTPResponse, str]:
    connection = HTTPConnection(*server.server_address[:2], timeout=10)  # type: ignore[arg-type]
    connection.request(method, path, headers={"Host": host})
    answer = connection.getresponse()
    text = answer.read().decode("utf-8")
    connection.close()
    return answer, text


def test_an_edition_is_served_from_its_folder_and_kept_by_no_browser(server: Server) -> None:
    answer, text = ask(server, "/en/index.html?x=1")
    assert (answer.status, text) == (200, "en/html/index.html")
    assert answer.getheader("Cache-Control") == "no-store"
    assert ask(server, "/")[1] == "root/index.html"


@pytest.mark.parametrize(
    "path",
    [
        "/en/none.html",
        "/en/.env",
        "/../elsewhere.html",
        "/en/%2e%2e/%2e%2e/elsewhere.html",
        "/en/empty/",
    ],
)
def test_what_is_no_page_is_not_there(server: Server, path: str) -> None:
    answer, text = ask(server, path)
    assert answer.status == 404
    # it loads itself anew once the page is built
    assert "There is no such page (yet)." in text
    assert "translations-preview.js" in text
    head, nothing = ask(server, path, "HEAD")
    assert (head.status, nothing) == (404, "")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_page_of_another_site_is_told_nothing(server: Server, method: str) -> None:
    answer, text = ask(server, "/en/index.html", method, host="evil.example")
    assert answer.status == 403
    assert "html/index" not in text


def test_an_open_page_hears_what_is_wrong_and_when_it_is_mended(
    server: Server, status: Status
) -> None:
    connection = HTTPConnection(*server.server_address[:2], timeout=10)  # type: ignore[arg-type]
    connection.request("GET", "/~events?page=/en/", headers={"Host": "localhost"})
    stream = connection.getresponse()
    assert stream.getheader("Content-Type") == "text/event-stream; charset=utf-8"

    def heard() -> dict[str, object]:
        while not (line := stream.readline()).startswith(b"data: "):
            assert line in (b"\n", b": still here\n")
        found: dict[str, object] = json.loads(line.removeprefix(b"data: "))
        return found

    first = heard()
    assert (first["working"], first["problems"]) == (False, [])
    assert isinstance(first["modified"], int)
    status.set(working=True)
    assert heard()["working"] is True
    status.set(working=False, problems=["one.md:3: wrong"])
    assert heard()["problems"] == ["one.md:3: wrong"]
    status.set(working=False, problems=[])
    assert heard()["problems"] == []
    connection.close()
