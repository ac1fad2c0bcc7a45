"""Files that are broken, locked or made to do harm are refused with a reason, and fast."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream
from tests.ext_pdf.preflight.conftest import XMP, Examined, sound

from ext_pdf.preflight.document import Asked, UnreadableError, opened
from ext_pdf.preflight.run import examine
from ext_pdf.preflight.scan import Budget, TooMuchError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ext_pdf.preflight.conftest import Examine


@pytest.mark.parametrize("content", [b"", b"plain text", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04"])
def test_file_of_another_kind_is_no_pdf(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    with pytest.raises(UnreadableError, match="it is not a PDF"):
        examine(path)


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9, 0.99])
def test_file_that_was_cut_short_is_damaged(tmp_path: Path, part: float) -> None:
    path = tmp_path / "a.pdf"
    with sound() as pdf:
        pdf.save(path)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * part)])
    with pytest.raises(UnreadableError, match="damaged"):
        examine(path)


def test_file_that_is_not_there_or_a_folder_is_named_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no such file"):
        examine(tmp_path / "none.pdf")
    with pytest.raises(UnreadableError, match="it is a folder"):
        examine(tmp_path)


def test_file_without_pages_is_refused(changed: Examine) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[:]

    with pytest.raises(UnreadableError, match="it has 0 pages"):
        changed(change)


def test_locked_file_needs_its_password(changed: Examine) -> None:
    with pytest.raises(UnreadableError, match="locked with a password"):
        changed(encryption=pikepdf.Encryption(owner="o", user="secret", R=4))


def bomb(pdf: pikepdf.Pdf) -> None:
    """Let a few kilobytes unpack to twenty megabytes of operators."""
    stream = Stream(pdf, b"")
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"0 g\n" * 250_000) for _ in range(20)) + packer.flush()
    stream.write(packed, filter=Name.FlateDecode)
    pdf.pages[1].obj.Contents = stream


def bomb_of_parts(pdf: pikepdf.Pdf) -> None:
    """Name one stream of a megabyte a hundred times."""
    stream = pdf.make_stream(b"0 g\n" * 250_000)
    pdf.pages[1].obj.Contents = Array([stream] * 100)


def forms_of_forms(pdf: pikepdf.Pdf) -> None:
    """Call ten forms, each of which calls ten forms, each of which …"""
    below = Stream(pdf, b"", Subtype=Name.Form)
    below = pdf.make_indirect(below)
    for _ in range(20):
        inner = Dictionary(XObject=Dictionary(X=below))
        below = pdf.make_indirect(Stream(pdf, b"/X Do " * 10, Subtype=Name.Form, Resources=inner))
    pdf.pages[1].obj.Resources = Dictionary(XObject=Dictionary(X=below))
    pdf.pages[1].obj.Contents = pdf.make_stream(b"/X Do")


@pytest.mark.parametrize("attack", [bomb, bomb_of_parts, forms_of_forms])
def test_what_unpacks_without_end_is_not_read(
    changed: Examine, attack: Callable[[pikepdf.Pdf], None]
) -> None:
    with pytest.raises(UnreadableError, match="too big inside"):
        changed(attack)


def test_no_stream_unpacks_without_end_while_a_file_is_open(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with sound() as pdf:
        pdf.save(path)
    before = pikepdf.settings.get_qpdf_limits()
    with opened(path, Asked()):
        limits = pikepdf.settings.get_qpdf_limits()
        for name in ("flate", "run_length", "png", "tiff", "dct"):
            assert 0 < limits[f"{name}_max_memory"] <= 64_000_000
    assert pikepdf.settings.get_qpdf_limits() == before


def test_many_streams_together_have_an_end() -> None:
    budget = Budget(stream=10, total=25)
    with sound() as pdf:
        stream = pdf.make_stream(b"0123456789")
        budget.take(stream)
        budget.take(stream)
        with pytest.raises(TooMuchError):
            budget.take(stream)


def test_tile_that_calls_itself_is_read_once(changed: Examine) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        own = pdf.make_indirect(Stream(pdf, b"1 0 0 rg /X scn", PatternType=1))
        own.Resources = Dictionary(Pattern=Dictionary(X=own))
        form = pdf.make_indirect(Stream(pdf, b"/X scn", Subtype=Name.Form, Resources=own.Resources))
        pdf.pages[1].obj.Annots = Array([Dictionary(AP=Dictionary(N=form))])

    assert changed(change).faulty == {"rgb", "interactive"}


def test_calls_without_end_end(changed: Examine) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        own = pdf.make_indirect(Stream(pdf, b"/X Do", Subtype=Name.Form))
        own.Resources = Dictionary(XObject=Dictionary(X=own))
        pdf.pages[1].obj.Resources = Dictionary(XObject=Dictionary(X=own))
        pdf.pages[1].obj.Contents = pdf.make_stream(b"/X Do")

    with pytest.raises(UnreadableError, match="too big inside"):
        changed(change)


@pytest.mark.parametrize(
    "packet",
    [
        b"",
        b"no XML at all",
        XMP.replace("?>", '?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>', 1).encode(),
        XMP[:300].encode(),
    ],
)
def test_metadata_of_any_form_are_survived(changed: Examine, packet: bytes) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Metadata.write(packet)

    assert isinstance(changed(change), Examined)


def test_values_of_the_wrong_kind_are_survived(changed: Examine) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OutputIntents = Name.None_ if hasattr(Name, "None_") else Name("/None")
        pdf.Root.ViewerPreferences = Array([1])
        pdf.Root.Names = Array([1])
        page = pdf.pages[1].obj
        page.TrimBox = Array([1, 2])
        page.Annots = Array([Name.A])
        page.Resources = Dictionary(
            Font=Array([1]),
            XObject=Dictionary(X=Name.A),
            ExtGState=Dictionary(G=Name.A),
            Pattern=Dictionary(P=Name.A),
            ColorSpace=Dictionary(C=Array([Name.C]), D=Array([Name.ICCBased])),
            Shading=Dictionary(S=Name.A),
        )
        page.Contents = pdf.make_stream(
            b"/X Do /G gs /None gs /C cs 1 sc /D cs 1 sc /S sh /Q sh Q Q cm 1 cm (a) Tj /P scn"
            b" Do gs k"
        )

    assert "boxes" in changed(change).faulty
