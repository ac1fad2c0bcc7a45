"""The labels of a chart, printed with the theme's faces and read back."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from tests.brief_theme.test_typography import MM, printed
from weasyprint import svg

from ext_pdf import drawings


def label(text: str, **places: str) -> tuple[str, float]:
    """Return the text of a drawing as it is read back, and its width in points."""
    attributes = " ".join(f'{name}="{value}"' for name, value in places.items())
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60">'
        f'<text y="40" font-size="20" font-family="Amiri" {attributes}>{text}</text></svg>'
    )
    page = printed(f"<img alt=x src='data:image/svg+xml,{quote(drawing)}'>")[0].get_textpage()
    boxes = [page.get_charbox(index) for index in range(page.count_chars())]
    boxes = [box for box in boxes if box[1] > 30 * MM]  # not the folio
    width = max(box[2] for box in boxes) - min(box[0] for box in boxes)
    return page.get_text_range().splitlines()[0].strip(), width


@pytest.mark.parametrize("anchor", ["start", "middle", "end"])
def test_arabic_in_a_drawing_is_joined_and_runs_from_right_to_left(anchor: str) -> None:
    text, width = label("عدد السكان", x="150", **{"text-anchor": anchor})
    apart = sum(label(letter, x="150")[1] for letter in "عددالسكان")
    assert text == "عدد السكان"
    assert width < apart  # letters that are joined are narrower


def test_drawing_is_joined_each_time_that_it_stands_on_a_page() -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><text y="20">عدد</text></svg>'
    image = f"<p><img alt=x src='data:image/svg+xml,{quote(drawing)}'>"
    assert printed(image * 2)[0].get_textpage().get_text_range().count("عدد") == 2


def test_weasyprint_alone_draws_letter_by_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(svg.TAGS, "text", drawings._draw)
    monkeypatch.setattr(svg, "text", drawings._draw)
    assert label("عدد السكان", x="150")[0] != "عدد السكان"


def test_letters_with_places_of_their_own_keep_them() -> None:
    assert label("عدد", x="10 100 200")[1] > 120


def test_latin_in_a_drawing_is_drawn_as_before() -> None:
    assert label("Population", x="10")[0] == "Population"
