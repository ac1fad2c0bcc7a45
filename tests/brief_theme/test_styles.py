"""The style sheets: one for both directions, readable in both schemes, with nothing outside."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import tinycss2  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterator

THEME = Path(__file__).parents[2] / "src" / "brief_theme"
SHEETS = sorted(THEME.rglob("*.css"))
NAMES = [sheet.name for sheet in SHEETS]

#: a side of the paper in the name of a property, or as its value
PHYSICAL = re.compile(r"^(?:left|right)$|-(?:left|right)(?:-|$)")
#: the properties whose value may be a side
SIDED = {"text-align", "float", "clear", "caption-side"}
#: pages of a spread have a left and a right, whatever the direction of the text
PAGED = {"page", "top-left", "top-right", "bottom-left", "bottom-right"}


def declarations(css: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the value of each declaration, those of ``@page`` left out."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    yield from _declarations(rules)


def _declarations(nodes: list[tinycss2.ast.Node]) -> Iterator[tuple[str, str]]:
    for node in nodes:
        assert node.type != "error", node.message
        if node.type == "declaration":
            yield node.name, tinycss2.serialize(node.value).strip()
        elif node.type == "qualified-rule" or (
            node.type == "at-rule" and node.content and node.lower_at_keyword not in PAGED
        ):
            yield from _declarations(
                tinycss2.parse_blocks_contents(
                    node.content, skip_comments=True, skip_whitespace=True
                )
            )


def physical(css: str) -> list[str]:
    return [
        f"{name}: {value}"
        for name, value in declarations(css)
        if PHYSICAL.search(name) or (name in SIDED and value in {"left", "right"})
    ]


@pytest.mark.parametrize("sheet", SHEETS, ids=NAMES)
def test_sheet_names_no_side_of_the_paper(sheet: Path) -> None:
    assert physical(sheet.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "css",
    [
        "p { margin-left: 1em }",
        "p { padding: 0; left: 0 }",
        "@media (min-width: 1px) { p { border-right-color: red } }",
        "p { text-align: right }",
    ],
)
def test_a_physical_side_would_be_found(css: str) -> None:
    assert len(physical(css)) == 1


@pytest.mark.parametrize("sheet", SHEETS, ids=NAMES)
def test_sheet_asks_for_its_own_fonts_only(sheet: Path) -> None:
    css = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert "@import" not in css
    assert "//" not in css
    urls = re.findall(r"url\(([^)]*)\)", css)
    assert all(re.fullmatch(r'"fonts/\w+-\w+\.woff2"', url) for url in urls)
    assert bool(urls) == (sheet.name == "faces.css")


@pytest.mark.parametrize("sheet", SHEETS, ids=NAMES)
def test_nothing_moves_and_no_letters_are_spaced(sheet: Path) -> None:
    names = {name for name, _ in declarations(sheet.read_text(encoding="utf-8"))}
    assert not {name for name in names if name.startswith(("animation", "transition"))}
    assert "letter-spacing" not in names


def test_arabic_is_never_slanted() -> None:
    css = (THEME / "shared/static/text.css").read_text(encoding="utf-8")
    rule = re.search(r'\[dir="rtl"\] em,[^{]*\{([^}]*)\}', css)
    assert rule
    assert "font-style: normal" in rule[1]
    assert "font-weight: 700" in rule[1]


# Colours


def tokens(css: str) -> dict[str, str]:
    """Return the colour tokens of the first rule for ``:root`` that has some."""
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", css))


LIGHT = tokens((THEME / "shared/static/tokens.css").read_text(encoding="utf-8"))
DARK = tokens((THEME / "screen/static/screen.css").read_text(encoding="utf-8"))

#: text on its ground: every pair that the sheets make
PAIRS = [
    ("ink", "paper"),
    ("ink", "tint"),
    ("soft", "paper"),
    ("soft", "tint"),
    ("accent", "paper"),
    ("accent", "tint"),
]


def luminance(colour: str) -> float:
    """Return the relative luminance (WCAG 2.2) of ``#rrggbb``."""
    parts = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_the_guidelines_do() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("text", "ground"), PAIRS)
@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_stands_out_from_its_ground(scheme: dict[str, str], text: str, ground: str) -> None:
    assert contrast(scheme[text], scheme[ground]) >= 4.5


def test_dark_scheme_gives_every_colour() -> None:
    assert LIGHT.keys() == DARK.keys() == {"ink", "soft", "rule", "accent", "tint", "paper"}


@pytest.mark.parametrize("sheet", SHEETS, ids=NAMES)
def test_colours_are_tokens(sheet: Path) -> None:
    css = sheet.read_text(encoding="utf-8")
    assert set(re.findall(r"#[0-9a-f]{3,8}\b", css)) <= {*LIGHT.values(), *DARK.values()}
    for name, value in declarations(css):
        assert name.startswith("--") or "#" not in value, f"{name}: {value}"
