from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

import brief_theme
from ext_pdf.fonts import FontError, FontSet, _unpack, collect_fonts

PLEX = Path(brief_theme.__file__).parent / "shared/static/fonts/IBMPlexSansArabic-Regular.woff2"


@pytest.fixture
def static(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "_static").mkdir()
    return tmp_path / "_static"


def test_packed_font_is_unpacked_once_and_named_in_a_fontconfig(static: Path) -> None:
    (static / "plex.woff2").write_bytes(PLEX.read_bytes())
    fonts = collect_fonts(static.parent, static.parent / ".fonts")
    target = Path(fonts.unpacked["_static/plex.woff2"])
    assert TTFont(target).flavor is None
    assert fonts.config is not None
    assert f"<dir>{target.parent}</dir>" in Path(fonts.config).read_text()
    written = target.stat().st_mtime_ns
    assert collect_fonts(static.parent, static.parent / ".fonts") == fonts
    assert target.stat().st_mtime_ns == written


def test_unpacked_font_is_kept_for_other_builds_and_holds_no_time(
    static: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (static / "plex.woff2").write_bytes(PLEX.read_bytes())
    found = []
    for day, cache in enumerate(("one", "other", "other")):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(day * 86400))  # fontTools' clock
        monkeypatch.setenv("XDG_CACHE_HOME", str(static.parent / cache))
        fonts = collect_fonts(static.parent, static.parent / f"fonts{day}")
        [path] = fonts.unpacked.values()
        found.append(Path(path).read_bytes())
        monkeypatch.setattr("ext_pdf.fonts._unpack", None if cache == "other" else _unpack)
    assert len({*found}) == 1


def test_fonts_are_unpacked_where_nothing_can_be_kept(
    static: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (static.parent / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(static.parent / "file"))
    (static / "plex.woff2").write_bytes(PLEX.read_bytes())
    assert collect_fonts(static.parent, static.parent / ".fonts").config


def test_fonts_are_unpacked_for_a_user_without_a_home(
    static: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(user: str) -> str:
        return user  # as it is where neither HOME nor the list of users knows one

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr("os.path.expanduser", missing)
    (static / "plex.woff2").write_bytes(PLEX.read_bytes())
    assert collect_fonts(static.parent, static.parent / ".fonts").config


def test_font_of_an_earlier_theme_is_no_fallback(static: Path, faces: Path) -> None:
    one, other = sorted(faces.glob("*.ttf"))
    (static / "a.ttf").write_bytes(one.read_bytes())
    collect_fonts(static.parent, static.parent / ".fonts")
    (static / "a.ttf").write_bytes(other.read_bytes())
    fonts = collect_fonts(static.parent, static.parent / ".fonts")
    assert len(list((static.parent / ".fonts").glob("*.ttf"))) == 1
    assert Path(fonts.unpacked["_static/a.ttf"]).read_bytes() == other.read_bytes()


@pytest.mark.parametrize("content", [b"", b"no font", b"wOF2 and nothing more"])
def test_damaged_font_is_named(static: Path, content: bytes) -> None:
    (static / "amiri.woff2").write_bytes(content)
    with pytest.raises(FontError, match=r"amiri\.woff2"):
        collect_fonts(static.parent, static.parent / ".fonts")


def test_theme_without_fonts_leaves_the_machine_its_own(static: Path) -> None:
    assert collect_fonts(static.parent, static.parent / ".fonts") == FontSet()
