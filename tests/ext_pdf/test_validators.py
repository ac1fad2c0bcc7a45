"""What programs of others say of our PDFs: qpdf, veraPDF, page; those that are installed."""

from __future__ import annotations

import io
import shutil
import subprocess
from typing import TYPE_CHECKING

import page
import pikepdf
import pytest

if TYPE_CHECKING:
    from pathlib import Path

#: PDF/UA-1 and PDF/A-3a, as veraPDF and page call them
PROFILES = ("ua1", "3a")


@pytest.fixture
def written(tagged: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "tagged.pdf"
    path.write_bytes(tagged)
    return path


def run(command: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Run a program of others, or skip the test by its name."""
    found = shutil.which(command)
    if found is None:
        pytest.skip(f"{command} is not installed")
    return subprocess.run(
        [found, *options], check=False, capture_output=True, text=True, timeout=300
    )


def test_library_of_qpdf_finds_no_fault(tagged: bytes) -> None:
    with pikepdf.open(io.BytesIO(tagged)) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_qpdf_finds_no_fault(written: Path) -> None:
    done = run("qpdf", "--check", str(written))
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("profile", PROFILES)
def test_verapdf_finds_no_fault(written: Path, profile: str) -> None:
    done = run("verapdf", "--flavour", profile, "--format", "text", str(written))
    assert done.stdout.startswith("PASS "), done.stdout + done.stderr


@pytest.mark.parametrize("profile", PROFILES)
def test_page_finds_no_fault(tagged: bytes, profile: str) -> None:
    report = page.validate_pdf_bytes(tagged, profile=profile)
    assert [f"{each.rule_id}: {each.message}" for each in report.failures] == []
    assert report.is_compliant
