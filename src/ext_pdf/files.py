"""Which file an address inside a job means, and which addresses mean none. Plain Python.

A job's page is given its public address as base, so that every relative link in it is a public
address, and no path of this machine gets into a PDF. What the renderer wants to read is looked up
here: an address below the edition's public root is a file below the output folder, and nothing
else can be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

if TYPE_CHECKING:
    from pathlib import Path


class RefusedError(ValueError):
    """Raised for an address outside the job: the network, another folder, a way out by symlink."""


def root_of(url: str, docname: str) -> str:
    """Return the address of the folder that docnames are relative to, with its last slash."""
    return urljoin(url, "../" * docname.count("/") or "./")


def locate(url: str, root: str, outdir: Path) -> Path:
    """Return the file below *outdir* that *url* means; it need not exist.

    Raises:
        RefusedError: *url* is not below *root*, or leads out of *outdir*.

    """
    path = urlsplit(url)._replace(query="", fragment="").geturl()
    if not path.startswith(root):
        message = f"outside the job: {url}"
        raise RefusedError(message)
    relative = unquote(path[len(root) :])
    if "\0" in relative or "\\" in relative or relative.startswith("/"):
        message = f"not a file name: {url}"
        raise RefusedError(message)
    folder = outdir.resolve()
    # resolve() follows symlinks, so that one which leads out is seen
    target = (folder / relative).resolve()
    if not target.is_relative_to(folder):
        message = f"leads out of the job: {url}"
        raise RefusedError(message)
    return target
