"""Letters join as Arabic letters do."""

from __future__ import annotations

import pytest

from ext_arabic.joining import joins


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("العلم", "ية"),
        ("ك", "تاب"),
        ("عِلْمُ", "يّة"),  # a vowel sign between
        ("علم", "ُه"),  # a vowel sign first
        ("المـ", "كتبة"),  # tatweel
        ("ب", "ـة"),
        ("هـ\u200d", "م"),  # a joiner
        ("گ", "ل"),  # Persian
        ("ښ", "ه"),  # Pashto, without presentation forms
        ("كت", "ڕ"),  # Kurdish
        ("ب", "اب"),
        ("ي", "ئس"),
    ],
)
def test_letters_join(before: str, after: str) -> None:
    assert joins(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("دار", "ات"),  # reh joins nothing after it
        ("و", "كتاب"),
        ("ا", "ب"),
        ("سماء", "ي"),  # hamza joins nothing at all
        ("كتب", "ء"),
        ("ة", "ب"),
        ("علم ", "ية"),
        ("علم", " ية"),
        ("علم", "A"),
        ("A", "علم"),
        ("علم", "5"),
        ("علم\u200c", "ية"),  # a non-joiner
        ("علم", "،"),
        ("", "ي"),
        ("ي", ""),
        ("", ""),
    ],
)
def test_letters_stay_apart(before: str, after: str) -> None:
    assert not joins(before, after)
