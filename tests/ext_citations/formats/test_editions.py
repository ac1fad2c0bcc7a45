"""Editions in words."""

from __future__ import annotations

import pytest

from ext_citations.formats.editions import read_edition


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        ("2", "2"),
        ("2nd", "2nd"),
        ("2nd ed.", "2nd"),
        ("Second", "2"),
        ("third edition", "3"),
        ("الثانية", "2"),
        ("الطبعة العاشرة", "10"),
        ("ط 2", "2"),
        ("ط2", "2"),
        ("ط. ٣", "٣"),
        ("طبعة مزيدة", "طبعة مزيدة"),
        ("Revised edition", "Revised edition"),
        ("الطبعة", "الطبعة"),
        ("", ""),
    ],
)
def test_an_edition_in_words_is_a_number_where_it_is_nothing_more(text: str, edition: str) -> None:
    assert read_edition(text) == edition
