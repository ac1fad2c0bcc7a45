from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ext_pdf.files import RefusedError, locate, root_of

if TYPE_CHECKING:
    from pathlib import Path

ROOT = "https://midad.example/ar/"


@pytest.mark.parametrize(
    ("docname", "url"),
    [
        ("briefs/2024/x", "https://midad.example/ar/briefs/2024/x.html"),
        ("index", "https://midad.example/ar/index.html"),
    ],
)
def test_root_is_where_docnames_begin(docname: str, url: str) -> None:
    assert root_of(url, docname) == ROOT


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("_images/x.png", "_images/x.png"),
        ("_static/a.css?v=1234#top", "_static/a.css"),
        ("_images/%D8%A3.png", "_images/أ.png"),
        ("briefs/../_static/a.css", "_static/a.css"),
    ],
)
def test_address_below_the_root_is_a_file_of_the_job(tmp_path: Path, url: str, name: str) -> None:
    assert locate(ROOT + url, ROOT, tmp_path) == tmp_path / name


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/a.png",
        "http://midad.example/ar/a.png",
        "https://midad.example/en/a.png",
        "https://midad.example.evil/ar/a.png",
        "file:///etc/passwd",
        "file:///srv/_images/x.png",
        "ftp://midad.example/ar/a.png",
        ROOT + "../../etc/passwd",
        ROOT + "%2e%2e/%2e%2e/etc/passwd",
        ROOT + "..%2f..%2fetc/passwd",
        ROOT + "/etc/passwd",
        ROOT + "%2Fetc/passwd",
        ROOT + "a%00.png",
        ROOT + "..\\..\\a",
    ],
)
def test_address_outside_the_job_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(RefusedError):
        locate(url, ROOT, tmp_path)


def test_symlink_out_of_the_job_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"x")
    outdir = tmp_path / "out"
    outdir.mkdir()
    (outdir / "link.png").symlink_to(secret)
    (outdir / "inside.png").symlink_to(outdir / "real.png")
    with pytest.raises(RefusedError):
        locate(ROOT + "link.png", ROOT, outdir)
    assert locate(ROOT + "inside.png", ROOT, outdir) == outdir / "real.png"
