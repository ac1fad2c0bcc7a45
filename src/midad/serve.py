"""``midad serve``: the publication as it will be, on this machine, while it is being written."""

from __future__ import annotations

import errno
import signal
import socket
import threading
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from midad import site
from midad.console import Command, MidadError, Option, __, say
from midad.desk import LOOKED_AT, READ_ONCE, Desk
from midad.live import LOCAL, Server, Status
from midad.options import with_folders, with_languages
from midad.project import Project, open_project

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from watchfiles import Change


@click.command(cls=Command)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=False,
    cls=Option,
    help="The address to serve at; only this machine sees the default (127.0.0.1).",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    cls=Option,
    help="The port (8000); 0 takes any that is free.",
)
@click.option(
    "--built", is_flag=True, cls=Option, help="Serve _build/site as it was built, PDFs and all."
)
@with_languages
@with_folders
def serve(  # one parameter an option
    host: str,
    port: int,
    languages: tuple[str, ...],
    source: Path,
    out: Path,
    *,
    built: bool,
) -> None:
    """Show the publication while it is being written, and build again what is saved.

    A page loads itself anew a moment after its brief or its catalog was saved. Messages that are
    not translated, fuzzy or wrong are marked, drafts are shown, and mistakes are named in the
    terminal and on the page. What was published stays as it is; there are no PDFs here.
    Ctrl-C ends it.
    """
    # whoever ends this by a signal means what Ctrl-C means; a shell's background ignores that one
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    project = open_project(source, out).with_languages(languages)
    if built:
        if not (project.published / "index.html").exists():
            raise MidadError(__("Nothing is built yet: make publish"))
        with listening(host, port, {"": project.published}, None) as server:
            say(__("The site as it was built: %s (Ctrl-C ends this)") % address(server))
            with suppress(KeyboardInterrupt):
                threading.Event().wait()
        return
    preview(project, project.choose(languages, project.languages), host, port)


def preview(project: Project, languages: Sequence[str], host: str, port: int) -> None:
    """Serve *languages*, and build again what changes, until Ctrl-C."""
    place = replace(project, out=project.out / "preview")
    status = Status()
    folders = {name: place.out / name / "html" for name in languages}
    from ext_translations.preview import STATIC

    root = place.out / "root"
    write_root(place, languages, root)
    with listening(host, port, {**folders, "": root, "~": STATIC}, status) as server:
        say(__("Preview: %s (Ctrl-C ends it)") % address(server))
        with Desk(place, languages, status) as desk, suppress(KeyboardInterrupt):
            for paths in changes([place.source, place.locale]):
                desk.take(paths)


def write_root(project: Project, languages: Sequence[str], folder: Path) -> None:
    """Write the page that leads to the editions."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        faces = [f"{languages[0]}/{site.FACES}"]
        page = site.root_page(project.site, languages, faces)
        (folder / "index.html").write_text(page, encoding="utf-8")
    except OSError as error:
        text = __("Cannot write in %(folder)s: %(reason)s")
        raise MidadError(text % {"folder": folder, "reason": error.strerror}) from error


def changes(folders: Iterable[Path]) -> Iterator[set[Path]]:
    """Yield the files that were saved below *folders*, a moment after each time that any was."""
    from watchfiles import watch

    there = [folder for folder in folders if folder.is_dir()]
    for found in watch(*there, watch_filter=is_wanted, debounce=500, step=50):
        yield {Path(name) for _, name in found}


def is_wanted(change: Change, path: str) -> bool:
    """Return whether pages are made from a file; programs leave others beside what they save."""
    found = Path(path)
    return not found.name.startswith((".", "#")) and found.suffix in LOOKED_AT | READ_ONCE


@contextmanager
def listening(
    host: str, port: int, folders: Mapping[str, Path], status: Status | None
) -> Iterator[Server]:
    """Serve *folders* in a thread; a `MidadError` says why it cannot be done."""
    try:
        server = Server((host, port), folders, status)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            numbers = {"port": port, "free": free_port(host)}
            text = __("Port %(port)d is taken. Type: midad serve --port %(free)d")
            raise MidadError(text % numbers) from error
        text = __("Cannot serve at %(host)s, port %(port)d: %(reason)s")
        facts = {"host": host, "port": port, "reason": error.strerror}
        raise MidadError(text % facts) from error
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def free_port(host: str) -> int:
    """Return a port that is free at this moment."""
    with socket.socket() as found:
        found.bind((host, 0))
        return int(found.getsockname()[1])


def address(server: Server) -> str:
    """Return what is typed into the browser."""
    host, port = server.server_address[:2]
    name = "localhost" if host in LOCAL else host
    return f"http://{name!s}:{port}/"
