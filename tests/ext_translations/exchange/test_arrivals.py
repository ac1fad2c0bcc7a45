"""What becomes of what comes back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.ext_translations.exchange.conftest import HEAD, catalog

from ext_translations.exchange.reading import ExchangeError, read_xliff
from ext_translations.po import parse
from ext_translations.review import approve, digest_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ext_translations.exchange.conftest import Exchange

ONE = ("ارتفع **الإنفاق** {cite}`dodge2003`.", "Spending **rose** {cite}`dodge2003`.")
BOLD = ('<bpt id="1" rid="1" ctype="bold">**</bpt>', '<ept id="1" rid="1">**</ept>')
KEY = '<ph id="2" ctype="x-cite" equiv-text="{cite}`dodge2003`">{cite}`dodge2003`</ph>'


def line_of(exchange: Exchange, text: str) -> int:
    lines = exchange.file.read_text(encoding="utf-8").split("\n")
    return 1 + next(number for number, line in enumerate(lines) if text in line)


def test_an_edited_translation_is_taken_and_nothing_else_is_touched(exchange: Exchange) -> None:
    before = catalog(ONE, ("ثان", "Second"), comments=("# note", "#. heading", "#: a.md"))
    exchange.send(before)
    exchange.replace(">Second<", ">The second<")
    assert exchange.receive(before) == before.replace('"Second"', '"The second"')


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (f" {KEY}.</target>", ".</target>", "the translation has lost: {cite}`dodge2003`"),
        (f"{KEY}.</target>", f"{KEY}{KEY}.</target>", "a code stands twice: {cite}`dodge2003`"),
        (
            f"{KEY}.</target>",
            f"{KEY} {{cite}}`dodge2003`.</target>",
            "this stands in the translation more often than in its source: {cite}`dodge2003`",
        ),
        (f"{KEY}.</target>", '<ph id="7">x</ph>.</target>', "the source has no such code: x"),
        (
            f"{KEY}.</target>",
            f"{KEY.replace('dodge2003`</ph>', 'nour2019`</ph>')}.</target>",
            "a code was changed: {cite}`dodge2003` became {cite}`nour2019`",
        ),
        (f"rose{BOLD[1]}", "rose", "a code is opened and not closed: **"),
        (
            f"Spending {BOLD[0]}rose{BOLD[1]}",
            f"Spending {BOLD[1]}rose{BOLD[0]}",
            "a code is opened and not closed: **",
        ),
        (f"Spending {BOLD[0]}rose{BOLD[1]}", "Spending rose", "the translation has lost: **"),
        (
            "</source>",
            " كلمة</source>",
            "the source was changed in this file; its translation is not imported",
        ),
    ],
)
def test_a_translation_without_its_codes_is_refused_and_its_line_named(
    exchange: Exchange, old: str, new: str, problem: str
) -> None:
    text = catalog(ONE, ("ثان", ""))
    exchange.send(text)
    exchange.replace(old, new)
    exchange.replace('<target state="needs-translation" xml:lang="en"/>', "<target>Second</target>")
    made = exchange.plan(text)
    if "</source>" in old:  # both were changed
        made.refused.pop()
    assert made.refused == [(line_of(exchange, 'state="translated"'), problem)]
    assert [edit.msgstr for edit in made.edits.values()] == ["Second"] * ("</source>" not in old)


@pytest.mark.parametrize("kind", ["x-char-ffffff", "x-char-d800", "x-char-0001"])
def test_a_character_that_was_not_sent_is_refused(exchange: Exchange, kind: str) -> None:
    text = catalog(("نص \x07", "A text \x07"), ("ثان \x07", "Second \x07"))
    exchange.send(text)
    sign = f'<x id="u1" ctype="{kind}" equiv-text="U"/>'
    exchange.replace(">A text ", f">A {sign}text ")
    exchange.replace("ثان ", f"ثالث {sign}")
    made = exchange.plan(text)
    problems = dict(made.refused)
    assert problems.pop(line_of(exchange, ">A ")) == "the source has no such code: u1"
    [(_, problem)] = problems.items()
    assert problem.encode()
    assert not made.edits


def test_a_code_that_the_catalog_lacks_as_well_may_go_on_lacking(exchange: Exchange) -> None:
    text = catalog((ONE[0], "Spending rose {cite}`dodge2003`."))
    exchange.send(text)
    exchange.replace("Spending rose ", "Expenses grew ")
    assert '"Expenses grew {cite}`dodge2003`."' in exchange.receive(text)


def test_codes_may_come_back_in_the_shapes_that_other_tools_give_them(exchange: Exchange) -> None:
    text = catalog((ONE[0], ""))
    exchange.send(text)
    exchange.replace(
        '<target state="needs-translation" xml:lang="en"/>',
        '<target state="translated"><mrk mtype="seg" mid="1">Spending <g id="1">rose</g> '
        '<x id="2"/></mrk>.</target>',
    )
    assert '"Spending **rose** {cite}`dodge2003`."' in exchange.receive(text)


def test_codes_may_come_back_as_plain_text(exchange: Exchange) -> None:
    text = catalog((ONE[0], ""))
    exchange.send(text)
    exchange.replace(
        '<target state="needs-translation" xml:lang="en"/>', f"<target>{ONE[1]}</target>"
    )
    assert ONE[1] in exchange.receive(text)


def test_a_translation_made_meanwhile_is_kept_and_the_other_reported(exchange: Exchange) -> None:
    exchange.send(catalog(ONE, ("ثان", "Second")))
    exchange.replace(">Second<", ">The second<")
    now = catalog(ONE, ("ثان", "Number two"))
    made = exchange.plan(now)
    assert not made.edits
    line, text = made.refused[0]
    assert line == line_of(exchange, "The second")
    assert text == ("the catalog has another translation since (line 8); it is kept: Number two")
    assert '"The second"' in exchange.receive(now, overwrite=True)


def test_what_nobody_edited_never_goes_back_to_what_it_was(exchange: Exchange) -> None:
    exchange.send(catalog(ONE, ("ثان", "Second")))
    now = catalog(ONE, ("ثان", "Number two"))
    assert exchange.receive(now) == now
    assert exchange.receive(now, overwrite=True) == now


def test_without_the_mark_of_what_was_sent_a_translation_is_never_replaced(
    exchange: Exchange,
) -> None:
    text = catalog(ONE, ("ثان", "Second"), ("ثالث", ""))
    sent = exchange.send(text)
    exchange.file.write_text(re.sub(' extradata="[^"]*"', "", sent), encoding="utf-8")
    exchange.replace(">Second<", ">The second<")
    exchange.replace('<target state="needs-translation" xml:lang="en"/>', "<target>Third</target>")
    made = exchange.plan(text)
    assert [edit.msgstr for edit in made.edits.values()] == ["Third"]
    assert len(made.refused) == 1


def test_an_empty_translation_takes_nothing_away(exchange: Exchange) -> None:
    text = catalog(("ثان", "Second"))
    exchange.send(text)
    exchange.replace(">Second<", "><")
    assert exchange.receive(text, overwrite=True) == text


FUZZY = HEAD + '\n#, fuzzy, no-wrap\n#| msgid "قديم"\nmsgid "جديد"\nmsgstr "Old"\n'


@pytest.mark.parametrize(
    ("state", "is_fuzzy"),
    [
        ("translated", False),
        ("final", False),
        ("signed-off", False),
        ("needs-review-translation", True),
        ("needs-adaptation", True),
        ("needs-translation", True),
        ("new", True),
    ],
)
def test_the_state_says_whether_a_message_is_fuzzy(
    exchange: Exchange, state: str, is_fuzzy: bool
) -> None:
    exchange.send(FUZZY)
    exchange.replace('state="needs-review-translation"', f'state="{state}"')
    exchange.replace(">Old<", ">New<")
    (entry,) = parse(exchange.receive(FUZZY)).live
    assert (entry.msgstr, entry.fuzzy) == ("New", is_fuzzy)
    assert entry.previous == ("قديم" if is_fuzzy else None)
    assert "no-wrap" in entry.flags


def test_approval_makes_a_doubtful_translation_good(exchange: Exchange) -> None:
    exchange.send(FUZZY)
    exchange.replace('approved="no"', 'approved="yes"')
    (entry,) = parse(exchange.receive(FUZZY)).live
    assert (entry.msgstr, entry.fuzzy) == ("Old", False)


def test_a_tool_that_keeps_no_states_makes_no_doubtful_translation_good(
    exchange: Exchange,
) -> None:
    exchange.send(FUZZY)
    exchange.replace(' state="needs-review-translation"', "")
    assert exchange.receive(FUZZY) == FUZZY
    empty = HEAD + '\nmsgid "جديد"\nmsgstr ""\n'
    (entry,) = parse(exchange.receive(empty)).live
    assert (entry.msgstr, entry.fuzzy) == ("Old", True)


def test_the_translation_of_a_changed_message_comes_as_fuzzy(exchange: Exchange) -> None:
    exchange.send(catalog(("ارتفع الإنفاق العام {cite}`a`.", ""), ("كلام آخر تماماً", "")))
    untranslated = '<target state="needs-translation" xml:lang="en"/>'
    exchange.file.write_text(
        exchange.file.read_text(encoding="utf-8")
        .replace(untranslated, "<target>Spending rose {cite}`a`.</target>", 1)
        .replace(untranslated, "<target>Quite another thing</target>", 1),
        encoding="utf-8",
    )
    now = catalog(("ارتفع الإنفاق العام كثيراً {cite}`a`.", ""), ("شيء", ""))
    made = exchange.plan(now)
    (edit,) = made.edits.values()
    assert (edit.msgstr, edit.is_fuzzy) == ("Spending rose {cite}`a`.", True)
    assert edit.previous == "ارتفع الإنفاق العام {cite}`a`."
    assert made.remarks[0][0] == line_of(exchange, "Spending rose")
    assert made.refused == [
        (
            line_of(exchange, "Quite another"),
            "the catalog has no such message (any more): كلام آخر تماماً",
        )
    ]


def test_a_message_is_known_by_its_text_where_a_tool_gave_it_a_number(exchange: Exchange) -> None:
    text = catalog(("ثان", ""))
    sent = exchange.send(text)
    exchange.file.write_text(re.sub('trans-unit id="[^"]*"', 'trans-unit id="1"', sent))
    exchange.replace('<target state="needs-translation" xml:lang="en"/>', "<target>Two</target>")
    assert '"Two"' in exchange.receive(text)


def test_a_note_becomes_a_comment_once(exchange: Exchange) -> None:
    text = catalog(("ثان", "Second"), comments=("# known", "#. kind"))
    exchange.send(text)
    exchange.replace(
        '<note from="translator">', "<note>Which of\nthe two?</note><note from='translator'>"
    )
    after = exchange.receive(text)
    assert "# Which of the two?\n" in after
    assert exchange.receive(after) == after


def test_a_question_goes_out_as_the_translators_and_comes_back(exchange: Exchange) -> None:
    text = catalog(("ثان", "Second"), comments=("#. heading", "#. ? Which one?"))
    sent = exchange.send(text)
    assert '<note from="translator">? Which one?</note>' in sent
    exchange.replace("? Which one?</note>", "? Which one?</note><note>؟ أيهما</note>")
    assert "# ؟ أيهما\n#. heading\n#. ? Which one?\n" in exchange.receive(text)


def test_what_was_said_of_a_translation_goes_with_it(exchange: Exchange) -> None:
    comments = ("# from memory: index", "# reviewed-by: Layla", "# note")
    text = catalog(("ثان", "Second"), comments=comments)
    exchange.send(text)
    exchange.replace(">Second<", ">The second<")
    (entry,) = parse(exchange.receive(text)).live
    assert entry.comments("#") == ["# note"]


def test_nobody_approves_by_a_file_from_outside(exchange: Exchange) -> None:
    text = catalog(("ثان", "Second"))
    exchange.send(text)
    mark = digest_of("", "ثان", "Second")
    exchange.replace("</target>", f"</target><note>reviewed-by: Nobody [{mark}]</note>")
    assert "reviewed-by" not in exchange.receive(text)


def test_what_a_second_person_approved_goes_out_signed_off(exchange: Exchange) -> None:
    text, _ = approve(parse(catalog(("ثان", "Second"))), "Layla")
    sent = exchange.send(text)
    assert 'state="signed-off"' in sent
    assert "<note" not in sent
    assert exchange.receive(text) == text
    assert 'state="translated"' in exchange.send(text.replace("Second", "The second"))


PLURAL = HEAD + '\nmsgid "يوم"\nmsgid_plural "أيام"\nmsgstr[0] "day"\nmsgstr[1] "days"\n'


def test_the_other_forms_of_a_plural_stay(exchange: Exchange) -> None:
    exchange.send(PLURAL)
    exchange.replace(">day<", ">a day<")
    assert exchange.receive(PLURAL) == PLURAL.replace('"day"', '"a day"')


def test_a_catalog_with_windows_line_ends_keeps_them(exchange: Exchange) -> None:
    text = "\ufeff" + catalog(("ثان", "Second"), ("ثالث", "Third")).replace("\n", "\r\n")
    exchange.send(text)
    exchange.replace(">Second<", ">The second<")
    assert exchange.receive(text) == text.replace('"Second"', '"The second"')


XLIFF = '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2">'
EVIL = '<!DOCTYPE xliff [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
FILE = '<file original="a.po" target-language="en"><body>'
UNIT = '<trans-unit id="a"><source>x</source></trans-unit>'


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("<xliff>\n<file>", 2, "this is not well-formed XML"),
        ("", 1, "this is not well-formed XML"),
        ('<?xml version="1.0"?>\n<html/>', 2, "this is not XLIFF 1.2 but: html"),
        (
            XLIFF.replace("1.2", "2.0") + "</xliff>",
            1,
            "this is not XLIFF 1.2 but: {urn:oasis:names:tc:xliff:document:2.0}xliff",
        ),
        (f"{EVIL}{XLIFF}&a;</xliff>", 1, "a document type is not allowed here"),
        (f'{XLIFF}\n<file original="a.po"/></xliff>', 2, "<file> has no “target-language”"),
        (
            f"{XLIFF}{FILE}\n{UNIT}\n{UNIT}</body></file></xliff>",
            3,
            "the message “a” stands twice; it stood on line 2 already",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_and_its_line_named(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ExchangeError) as caught:
        read_xliff(path)
    assert (caught.value.path, caught.value.line) == (path, line)
    assert caught.value.message.startswith(message)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match=r"none\.xlf:1: cannot be read"):
        read_xliff(tmp_path / "none.xlf")


def test_what_is_not_to_be_translated_is_passed_over(exchange: Exchange) -> None:
    text = catalog(("ثان", "Second"))
    exchange.send(text)
    exchange.replace("<trans-unit ", '<trans-unit translate="no" ')
    exchange.replace(">Second<", ">The second<")
    assert exchange.receive(text) == text
