"""What ``conf.py`` may ask of the press, and what is said of the rest."""

from __future__ import annotations

import tomllib
from hashlib import sha256
from pathlib import Path

import pytest
import weasyprint

from ext_pdf.press.settings import DEFAULTS, PROFILES, SettingsError, described, read_settings

SCREEN = Path(weasyprint.__file__).parent / "pdf" / "sRGB2014.icc"


def test_profile_is_the_one_listed_and_its_licence_stands_beside_it() -> None:
    listed = tomllib.loads((PROFILES / "PROFILES.toml").read_text("utf-8"))["profile"]
    for profile in listed:
        content = (PROFILES / profile["file"]).read_bytes()
        assert sha256(content).hexdigest() == profile["sha256"]
        assert "zlib/libpng License" in (PROFILES / profile["license_file"]).read_text("utf-8")
    names = {p[key] for p in listed for key in ("file", "license_file")}
    assert {path.name for path in PROFILES.iterdir()} == names | {"PROFILES.toml"}


def test_nothing_said_gives_our_profile_and_what_most_print_shops_ask(tmp_path: Path) -> None:
    press = read_settings({}, tmp_path)
    assert Path(press.profile) == PROFILES / described()["file"]
    assert (press.condition, press.bleed, press.multiple, press.colours) == (
        "FOGRA39",
        3,
        4,
        "cmyk",
    )


def test_profile_of_the_publication_is_found_beside_conf_py(tmp_path: Path) -> None:
    (tmp_path / "press").mkdir()
    own = tmp_path / "press" / "Baghdad.icc"
    own.write_bytes((PROFILES / described()["file"]).read_bytes())
    press = read_settings({"profile": "press/Baghdad.icc"}, tmp_path)
    assert press.profile == str(own)
    assert (press.condition, press.registry, press.info) == ("Baghdad", "", "")
    press = read_settings({"profile": "press/Baghdad.icc", "condition": "FOGRA51"}, tmp_path)
    assert press.condition == "FOGRA51"


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("colours", "rgb", "“cmyk” or “k”"),
        ("colours", ["cmyk"], "“cmyk” or “k”"),
        ("bleed", -1, "from 0 to 20"),
        ("bleed", "3mm", "from 0 to 20"),
        ("bleed", True, "from 0 to 20"),
        ("spine", 101, "from 0 to 100"),
        ("multiple", 0, "1 to 64"),
        ("multiple", 4.5, "whole number"),
        ("resolution", "300", "whole number"),
        ("ink", 90, "whole number, 100 to 400"),
        ("marks", "no", "True or False"),
        ("cover", 1, "True or False"),
        ("paper", 80, "a text"),
        ("profile", None, "a text"),
    ],
)
def test_setting_that_cannot_be_is_named(
    tmp_path: Path, name: str, value: object, expected: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({name: value}, tmp_path)
    assert f"pdf_press_{name}: {value!r}" in str(caught.value)
    assert expected in str(caught.value)


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings(dict.fromkeys(DEFAULTS, ...), tmp_path)
    assert {line.partition(":")[0] for line in str(caught.value).splitlines()} == {
        f"pdf_press_{name}" for name in DEFAULTS
    }


OURS = (PROFILES / described()["file"]).read_bytes()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "No such file"),
        (b"no profile", "cannot open profile"),
        (SCREEN.read_bytes(), "mntr, RGB"),
        (OURS[: len(OURS) // 2], "cannot build transform"),
        (OURS.replace(b"B2A", b"xyz"), "cannot build transform"),
    ],
    ids=["lost", "text", "screen", "cut short", "without the way to inks"],
)
def test_profile_must_be_a_printers(tmp_path: Path, content: bytes | None, reason: str) -> None:
    if content is not None:
        (tmp_path / "x.icc").write_bytes(content)
    with pytest.raises(SettingsError, match=rf"pdf_press_profile: .*x\.icc: .*{reason}"):
        read_settings({"profile": "x.icc"}, tmp_path)
