"""Approvals are of words as they stand; questions are comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ext_translations.catalog import read_messages
from ext_translations.checks.model import Context
from ext_translations.faults import faults_in
from ext_translations.po import parse
from ext_translations.review import Review, approve, approvers, questions_in, reviews_in
from ext_translations.status import count

if TYPE_CHECKING:
    from pathlib import Path

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
PO = (
    HEAD
    + """\
# A note.
#: a.md
msgid "المقدمة"
msgstr "Introduction"

#, fuzzy
msgid "الخاتمة"
msgstr "The end"

msgid "جديدة"
msgstr ""

msgctxt "2"
msgid "المقدمة"
msgstr "Foreword"

#~ msgid "قديمة"
#~ msgstr "Old"
"""
)


def names(tmp_path: Path, text: str) -> list[list[str]]:
    path = tmp_path / "a.po"
    path.write_text(text, encoding="utf-8")
    return [approvers(message) for message in read_messages(path)]


def test_all_that_is_translated_is_approved_and_nothing_else_changes(tmp_path: Path) -> None:
    text, number = approve(parse(PO), "Layla Hasan")
    assert number == 2
    assert names(tmp_path, text) == [["Layla Hasan"], [], [], ["Layla Hasan"]]
    marks = [line for line in text.split("\n") if "reviewed-by" in line]
    assert len({*marks}) == 2  # the context counts
    assert [line for line in text.split("\n") if line not in marks] == PO.split("\n")
    assert approve(parse(text), "Layla Hasan") == (text, 0)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('msgstr "Introduction"', 'msgstr "Introductions"'),
        ('msgid "المقدمة"\nmsgstr "Int', 'msgid "المقدمات"\nmsgstr "Int'),
        ('#: a.md\nmsgid "الم', '#: a.md\n#, fuzzy\nmsgid "الم'),
        ('msgstr "Introduction"', 'msgstr ""'),
        ("[", "[0"),
    ],
)
def test_edit_voids_an_approval(tmp_path: Path, old: str, new: str) -> None:
    text, _ = approve(parse(PO), "Layla Hasan")
    assert old in text
    assert names(tmp_path, text.replace(old, new, 1))[0] == []


def test_name_that_was_typed_counts_once_it_is_taken_down(tmp_path: Path) -> None:
    typed = PO.replace("# A note.", "# A note.\n# Reviewed-By: ليلى حسن")
    assert names(tmp_path, typed)[0] == []
    text, number = approve(parse(typed))
    assert number == 1
    assert names(tmp_path, text)[0] == ["ليلى حسن"]
    assert "# A note.\n" in text
    # a second reader joins the first; after an edit the next approval replaces both
    both, _ = approve(parse(text), "Omar")
    assert names(tmp_path, both)[0] == ["ليلى حسن", "Omar"]
    edited = both.replace('"Introduction"', '"Overture"')
    again, _ = approve(parse(edited), "Omar")
    assert names(tmp_path, again)[0] == ["Omar"]
    assert again.count("reviewed-by") == 2


def test_approval_in_a_name_takes_down_who_waits_as_well(tmp_path: Path) -> None:
    typed = PO.replace("# A note.", "# A note.\n# reviewed-by: Layla\n# reviewed-by: Omar")
    text, number = approve(parse(typed), "Omar")
    assert number == 2
    assert names(tmp_path, text) == [["Layla", "Omar"], [], [], ["Omar"]]


def test_line_ends_of_windows_stay(tmp_path: Path) -> None:
    text, _ = approve(parse(PO.replace("\n", "\r\n")), "Layla")
    assert text.count("\n") == text.count("\r\n")
    assert names(tmp_path, text)[0] == ["Layla"]


def test_what_is_no_approval() -> None:
    assert reviews_in(["reviewed-by:", "reviewed by Layla", "from memory: x"]) == []
    assert reviews_in([" reviewed-by: A [b] [0123abcd]"]) == [Review("A [b]", "0123abcd")]


def test_questions_are_comments_of_either_kind(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    asked = PO.replace("# A note.", "# ? Which year?\n#. ؟ أي سنة؟\n# Why? A note.\n# ?")
    path.write_text(asked, encoding="utf-8")
    assert questions_in(read_messages(path)[0]) == ["Which year?", "أي سنة؟"]


def test_approved_words_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text(approve(parse(PO), "Layla")[0], encoding="utf-8")
    found = count(None, path)
    assert (found.messages, found.approved, found.approved_words) == (3, 1, 1)
    assert (found + found).approved == 2


def test_faults_are_errors_of_what_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text(PO.replace("Introduction", "المقدمة").replace("Foreword", "٣"), "utf-8")
    found = faults_in(path, None, Context())
    assert [(fault.line, fault.message.split("[")[-1]) for fault in found] == [
        (6, "copied]"),
        (17, "arabic-digits]"),
    ]
    assert faults_in(path, {"الخاتمة", "جديدة"}, Context()) == []
