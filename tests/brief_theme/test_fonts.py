"""The fonts: listed with versions and checksums, licensed, used, and complete."""

from __future__ import annotations

import re
import tomllib
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

STATIC = Path(__file__).parents[2] / "src" / "brief_theme" / "shared" / "static"
FONTS = STATIC / "fonts"
FAMILIES: list[dict[str, Any]] = tomllib.loads((FONTS / "FONTS.toml").read_text("utf-8"))["family"]
FACES = [(family, face) for family in FAMILIES for face in family["face"]]
IDS = [face["file"] for _, face in FACES]

#: what the themes print themselves, and what every brief needs
COMMON = "•–—·«»“”‘’…،؛؟0123456789٠١٢٣٤٥٦٧٨٩%٪().:/"
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئىةًٌٍَُِّْـ" + COMMON


@pytest.mark.parametrize(("family", "face"), FACES, ids=IDS)
def test_file_is_the_one_listed(family: dict[str, Any], face: dict[str, Any]) -> None:
    assert sha256((FONTS / face["file"]).read_bytes()).hexdigest() == face["sha256"]


@pytest.mark.parametrize(("family", "face"), FACES, ids=IDS)
def test_font_is_the_face_and_the_release_listed(
    family: dict[str, Any], face: dict[str, Any]
) -> None:
    with TTFont(FONTS / face["file"]) as font:
        names = font["name"]
        assert family["name"] in {names.getDebugName(1), names.getDebugName(16)}
        assert names.getDebugName(5).split(";")[0] == f"Version {family['version']}"
        assert font["OS/2"].usWeightClass == face["weight"]
        assert bool(font["OS/2"].fsSelection & 1) == (face["style"] == "italic")


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family["name"])
def test_licence_stands_beside_the_fonts(family: dict[str, Any]) -> None:
    text = (FONTS / family["license_file"]).read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert text.startswith("Copyright")


def test_every_file_is_listed() -> None:
    listed = {face["file"] for _, face in FACES} | {family["license_file"] for family in FAMILIES}
    assert {path.name for path in FONTS.iterdir()} == listed | {"FONTS.toml"}


def test_style_sheet_names_every_face_and_no_other() -> None:
    rules = re.findall(r"@font-face \{(.*?)\}\n", (STATIC / "faces.css").read_text("utf-8"))
    named = set()
    for rule in rules:
        family, weight = re.search(r'font-family: "(.*?)"; font-weight: (\d+)', rule).groups()  # type: ignore[union-attr]
        style = "italic" if "font-style: italic" in rule else "normal"
        file = re.search(r'url\("fonts/(.*?)"\) format\("woff2"\)', rule)[1]  # type: ignore[index]
        if "unicode-range" in rule:  # some signs of a face that is named besides
            assert file in {face["file"] for _, face in FACES}
            continue
        assert "font-display: swap" in rule
        named.add((family, int(weight), style, file))
    assert named == {(fam["name"], f["weight"], f["style"], f["file"]) for fam, f in FACES}


@pytest.mark.parametrize(("family", "face"), FACES, ids=IDS)
def test_font_has_the_characters_that_briefs_need(
    family: dict[str, Any], face: dict[str, Any]
) -> None:
    with TTFont(FONTS / face["file"]) as font:
        mapped = font.getBestCmap()
    is_latin = family["name"] == "Source Serif 4"
    wanted = re.sub(r"[\u0600-\u06ff]", "", COMMON) if is_latin else ARABIC
    assert {char for char in wanted if ord(char) not in mapped} == set()
