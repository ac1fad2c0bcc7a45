"""Arabic words are found in whichever form they are written, and years are found at all."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from ext_arabic.search import SearchArabic

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Project

ARABIC = SearchArabic({})
SAME = [
    ("العراق", "والعراق"),
    ("العراق", "للعراق"),
    ("العراق", "بالعراق"),
    ("عراقي", "العراقية"),
    ("سياسات", "السياسات"),
    ("سياسة", "السياسات"),
    ("وزارة", "الوزارة"),
    ("حوار", "وحوارات"),
    ("العَرَبِيَّةُ", "العربية"),
    ("القــوات", "القوات"),
    ("إنهاء", "انهاء"),
    ("مستشفى", "مستشفي"),
    ("مسؤولية", "مسئولية"),
    ("NATO", "nato"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert ARABIC.stem(one) == ARABIC.stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("العراق", "العرق"), ("ولي", "يلي"), ("دار", "دور"), ("قانون", "قوانين")]
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert ARABIC.stem(one) != ARABIC.stem(other)


def test_text_is_split_at_what_is_no_part_of_a_word() -> None:
    text = "«العربيّةُ» في ٢٠٢٤، و2023–2024: القــوات، F-16"
    words = ["العربيّةُ", "في", "n2024", "و2023", "n2024", "القــوات", "F", "n16"]
    assert ARABIC.split(text) == words


def test_function_words_are_not_indexed() -> None:
    assert not ARABIC.word_filter(ARABIC.stem("في"))
    assert ARABIC.word_filter(ARABIC.stem("العراق"))
    assert ARABIC.word_filter("n2024")


def run_in_browser(page: Path) -> str:
    """Return *page* as Chromium leaves it."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    chromium = next(filter(None, map(shutil.which, names)), None)
    if not chromium:
        if "CI" in os.environ:
            pytest.fail("Chromium is not here")
        pytest.skip("Chromium is not here")
    flags = "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking"
    flags += " --disable-component-update --disable-sync --allow-file-access-from-files"
    command = [chromium, *flags.split(), f"--user-data-dir={page.parent / 'profile'}"]
    command += ["--virtual-time-budget=4000", "--dump-dom", page.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout


def test_javascript_splits_and_stems_as_python_does(tmp_path: Path) -> None:
    text = " ".join(word for pair in SAME for word in pair) + " في ٢٠٢٤، 2023–2024 «كلُّها»؟ F-16 ۱۲"
    page = tmp_path / "stems.html"
    script = ARABIC.js_stemmer_code + ARABIC.js_splitter_code
    script += f"""
const stemmer = new Stemmer();
const words = splitQuery({json.dumps(text)});
document.title = JSON.stringify(words.map((w) => [w, stemmer.stemWord(w.toLowerCase())]));
"""
    page.write_text(f"<!doctype html><meta charset=utf-8><script>{script}</script>", "utf-8")
    title = re.search("<title>(.*)</title>", run_in_browser(page))
    assert title
    expected = [
        [word, word if word in ARABIC.stopwords else ARABIC.stem(word)]
        for word in ARABIC.split(text)
    ]
    assert [pair for pair in json.loads(title[1]) if pair[0] not in ARABIC.stopwords] == [
        pair for pair in expected if pair[0] not in ARABIC.stopwords
    ]


@pytest.mark.parametrize(
    ("query", "is_found"),
    [("السياسة وزارات 2024 العربية", True), ("السياسة 2023", False)],
)
def test_search_page_finds(project: Project, query: str, is_found: bool) -> None:
    project.extensions("ext_arabic").conf("html_theme = 'basic'")
    project.write("index.md", "# بداية\n\n```{toctree}\nbrief\n```\n")
    project.write("brief.md", "# ورقة\n\nسياساتُ الوزارةِ العربيّة في عام ٢٠٢٤.\n")
    project.build()
    page = (project.outdir / "search.html").read_text("utf-8")
    page = page.replace(
        "<head>",
        f"<head><script>const q = {json.dumps(query)};"
        "history.replaceState(null, '', '?q=' + encodeURIComponent(q));</script>",
    )
    (project.outdir / "search.html").write_text(page, "utf-8")
    found = run_in_browser(project.outdir / "search.html")
    assert ('href="brief.html' in found) == is_found
