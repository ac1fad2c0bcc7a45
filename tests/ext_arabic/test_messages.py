"""Messages come from the packages' catalogs, in the language of the user or of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ext_arabic import messages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CATALOG = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "No such file: %s"
msgstr "لا يوجد ملف بهذا الاسم: %s"

#, fuzzy
msgid "Unsure"
msgstr "مشكوك فيه"

msgid "Empty"
msgstr ""

msgid "page"
msgid_plural "pages"
msgstr[0] "صفحة"
msgstr[1] "صفحات"
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Make a package with an Arabic catalog and a broken Persian one."""
    for language, text in (("ar", CATALOG), ("fa", 'msgid "No such file: %s"\nmsgstr "\nx')):
        path = tmp_path / "inked" / "locale" / language / "LC_MESSAGES" / "inked.po"
        path.parent.mkdir(parents=True)
        path.write_text(text, "utf-8")
    (tmp_path / "inked" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    messages.read_catalog.cache_clear()
    yield "inked"
    messages.read_catalog.cache_clear()


@pytest.mark.parametrize(
    ("environment", "is_arabic"),
    [
        ({}, False),
        ({"LANG": "ar_IQ.UTF-8"}, True),
        ({"LANG": "ar"}, True),
        ({"LANG": "en_GB.UTF-8"}, False),
        ({"LANG": "C.UTF-8"}, False),
        ({"LANG": "ar_IQ.UTF-8", "LC_ALL": "C"}, False),
        ({"LANG": "ar_IQ.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, False),
        ({"LC_MESSAGES": "ar_EG@modified", "LC_ALL": ""}, True),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "ar:en"}, True),
        ({"LANG": "ar_IQ.UTF-8", "LANGUAGE": "en:ar"}, False),
        ({"LANG": "ar_IQ.UTF-8", "LANGUAGE": "de:ar"}, True),
        ({"LANG": "C", "LANGUAGE": "ar"}, False),
        ({"LANGUAGE": "ar"}, True),
    ],
)
def test_console_speaks_the_language_of_the_locale(
    package: str, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], is_arabic: bool
) -> None:
    __ = messages.console(package)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    expected = "لا يوجد ملف بهذا الاسم: a.md" if is_arabic else "No such file: a.md"
    assert __("No such file: %s") % "a.md" == expected


@pytest.mark.parametrize("language", ["ar", "ar-IQ", "ar_IQ"])
def test_page_speaks_the_language_of_the_page(package: str, language: str) -> None:
    assert messages.page(package, language)("No such file: %s").startswith("لا")


@pytest.mark.parametrize("language", ["en", "de", "fa"])
def test_page_is_english_without_a_sound_catalog(package: str, language: str) -> None:
    assert messages.page(package, language)("No such file: %s") == "No such file: %s"


@pytest.mark.parametrize("message", ["Unsure", "Empty", "page", "Unknown", ""])
def test_unfinished_translations_are_not_shown(package: str, message: str) -> None:
    assert messages.page(package, "ar")(message) == message


@pytest.mark.parametrize("name", ["no_such_package", "bisect", "no_such.package"])
def test_package_without_catalogs_speaks_english(name: str) -> None:
    assert messages.page(name, "ar")("Title") == "Title"
    assert messages.catalog_path(name, "ar") is None
