"""A catalog is read as gettext would read it, or the line that is broken is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ext_translations.catalog import CatalogError, read_catalog, read_messages
from ext_translations.gate import catalog_path, report
from ext_translations.status import Count, count, count_words

if TYPE_CHECKING:
    from pathlib import Path

    from ext_brief.model import Site

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
GOOD = (
    HEAD
    + """\
#: ../docs/briefs/2024/one.md
msgid "أهلاً"
msgstr "Hello"

#, fuzzy
#| msgid "قديم"
msgid "جديد"
msgstr "Old"

msgid ""
"سطر \\"أول\\"\\n"
"وثان"
msgstr ""
"line"

msgid "بلا ترجمة"
msgstr ""

msgctxt "سياق"
msgid "واحد"
msgid_plural "كثير"
msgstr[0] "one"
msgstr[1] "many"

#~ msgid "زال"
#~ msgstr "gone"
"""
)


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")


@pytest.fixture
def po(tmp_path: Path) -> Path:
    return tmp_path / "one.po"


def error(path: Path) -> tuple[int, str]:
    with pytest.raises(CatalogError) as caught:
        read_catalog(path)
    assert str(caught.value) == f"{path}:{caught.value.place}: {caught.value.message}"
    return caught.value.line, caught.value.message


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_messages_are_read_with_their_lines(po: Path, ending: str, mark: str) -> None:
    po.write_bytes((mark + GOOD.replace("\n", ending)).encode())
    found = read_catalog(po)
    assert [*found] == ["أهلاً", "جديد", 'سطر "أول"\nوثان', "بلا ترجمة", "واحد"]
    rows = GOOD.split("\n")
    for message in found.values():
        assert rows[message.line - 1].startswith(("msgid", "msgctxt"))
    assert found["أهلاً"].is_translated
    assert (found["جديد"].fuzzy, found["جديد"].is_translated) == (True, False)
    assert found['سطر "أول"\nوثان'].msgstr == "line"
    assert not found["بلا ترجمة"].is_translated
    assert found["واحد"].msgstr == "one"


def test_messages_of_the_same_text_are_told_apart_by_their_context(po: Path) -> None:
    po.write_text(
        HEAD
        + 'msgctxt "table"\nmsgid "عدد"\nmsgstr "Number"\n\n'
        + 'msgid "عدد"\nmsgstr "Issue"\n\n'
        + 'msgctxt "b"\nmsgid "ثان"\nmsgstr "1"\n\nmsgctxt "c"\nmsgid "ثان"\nmsgstr "2"\n',
        encoding="utf-8",
    )
    assert [(m.context, m.msgstr) for m in read_messages(po)] == [
        ("table", "Number"),
        ("", "Issue"),
        ("b", "1"),
        ("c", "2"),
    ]
    assert [m.msgstr for m in read_catalog(po).values()] == ["Issue", "1"]


def test_comments_flags_and_the_text_before_are_kept(po: Path) -> None:
    po.write_text(
        HEAD
        + "# reviewed-by: Layla\n# again\n#. paragraph\n#. under: قسم\n#: one.md\n"
        + '#, fuzzy, no-wrap\n#| msgctxt "x"\n#| msgid "قديم \\"أول\\"\\n"\n#| "وثان"\n'
        + 'msgid "جديد"\nmsgstr "Old"\n',
        encoding="utf-8",
    )
    [message] = read_messages(po)
    assert message.comments == ("reviewed-by: Layla", "again")
    assert message.extracted == ("paragraph", "under: قسم")
    assert (message.previous, message.flags) == (
        'قديم "أول"\nوثان',
        frozenset(("fuzzy", "no-wrap")),
    )


def test_line_separators_inside_a_message_are_text(po: Path) -> None:
    po.write_text(HEAD + 'msgid "a\u2028b\x85c"\nmsgstr "d\u2028e"\n', encoding="utf-8")
    assert read_catalog(po)["a\u2028b\x85c"].msgstr == "d\u2028e"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('msgid "a"\nmsgstr "b\n', 5, "this quotation mark is never closed"),
        ('msgid "a"\nmsgstr b\n', 5, "“msgstr” must be followed by a text in quotation"),
        ('msgid "a"\nmsgstr "b" c\n', 5, "nothing may follow the text"),
        ('msgid "a"\nmsgstr "b "c""\n', 5, "nothing may follow the text"),
        ('msgid "a"\nmgstr "b"\n', 5, "this is not a line of a catalog: mgstr"),
        ("أي نص\n", 4, "this is not a line of a catalog: أي نص"),
        ('<<<<<<< HEAD\nmsgid "a"\nmsgstr "b"\n', 4, "a merge mark was left here"),
        ('msgid "a"\nmsgstr "b"\n=======\n', 6, "a merge mark was left here"),
        ('msgid "a"\nmsgstr "b"\n>>>>>>> other\n', 6, "a merge mark was left here"),
        ('msgid "a"\n', 4, "this message has no translation (msgstr)"),
        ('msgid "a"\nmsgid "b"\nmsgstr "c"\n', 4, "this message has no translation (msgstr)"),
        ('msgctxt "a"\n\n', 4, "this message has no translation (msgstr)"),
        ('"b"\n', None, ""),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr "d"\n\nmsgid "a"\nmsgstr "x"\n', 10, "twice"),
        ('msgid "a"\nmsgstr "b"\n\nmsgid ""\n"a"\nmsgstr "x"\n', 7, "it stood on line 4 already"),
    ],
)
def test_broken_line_is_named(po: Path, text: str, line: int | None, message: str) -> None:
    po.write_text(HEAD + text, encoding="utf-8")
    if line is None:  # a further line of the header
        assert read_catalog(po) == {}
        return
    found, said = error(po)
    assert (found, message in said) == (line, True), said


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('"b"\n', 1, "a string continues nothing here"),
        ('msgstr "b"\n', 1, "this translation has no message (msgid)"),
    ],
)
def test_catalog_that_begins_in_the_middle_is_refused(
    po: Path, text: str, line: int, message: str
) -> None:
    po.write_text(text, encoding="utf-8")
    assert error(po) == (line, message)


def test_numbers_of_bytes_are_read_as_utf_8(po: Path) -> None:
    text = r"\\303 caf\303\251\n\xd8\xa3\101"
    po.write_text(f'{HEAD}msgid "a"\nmsgstr "{text}"\n', encoding="utf-8")
    assert read_catalog(po)["a"].msgstr == "\\303 café\nأA"


@pytest.mark.parametrize("escape", [r"\x1234567", r"\xd800", r"\303", r"\777", r"\xe9\x41", r"\xg"])
def test_numbers_that_are_no_utf_8_are_refused(po: Path, escape: str) -> None:
    po.write_text(f'{HEAD}msgid "a"\nmsgstr "b{escape} c"\n', encoding="utf-8")
    with pytest.raises(CatalogError, match="this is no escape: ") as caught:
        read_catalog(po)
    assert caught.value.place == "5:10"


def test_other_encoding_is_named_with_its_line(po: Path) -> None:
    po.write_bytes(HEAD.encode() + 'msgid "a"\nmsgstr "نص"\n'.encode("windows-1256"))
    assert error(po) == (5, "this is not UTF-8")
    po.write_bytes('msgid "a"\n'.encode("utf-16"))
    assert error(po) == (1, "this is not UTF-8")


def test_catalog_that_cannot_be_opened_is_named(po: Path) -> None:
    assert error(po) == (1, "cannot be read: No such file or directory")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (HEAD + 'msgid "a"\nmsgid_plural "b"\nmsgstr[7] "c"\n', 4, ""),
        ('msgid ""\nmsgstr "Plural-Forms: nplurals=x; plural=n;\\n"\n', 1, "the head of the"),
    ],
)
def test_what_only_babel_refuses_is_named_too(po: Path, text: str, line: int, message: str) -> None:
    po.write_text(text, encoding="utf-8")
    found, said = error(po)
    assert (found, said[: len(message)]) == (line, message)


def test_messages_of_the_program_are_arabic_where_the_locale_is(
    po: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "ar_EG.UTF-8")
    po.write_text("<<<<<<< HEAD\n")
    assert error(po) == (1, "بقيت هنا علامة دمج")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("خرجت الجولة بأمرين.", 3),
        ("قالت {cite}`cnn-2024` اليوم [هنا](https://example.org/a b) — 2500!", 4),
        ("**مشدد** و _مائل_", 3),
        ("— … «»", 0),
    ],
)
def test_words_are_counted_without_keys_and_addresses(text: str, words: int) -> None:
    assert count_words(text) == words


def test_fuzzy_and_missing_messages_are_counted_apart(po: Path) -> None:
    po.write_text(GOOD, encoding="utf-8")
    found = count(None, po)
    assert (found.messages, found.translated, found.fuzzy, found.missing) == (5, 3, 1, 1)
    assert (found.words, found.translated_words) == (8, 5)
    assert (found.percent, found.is_complete) == (62, False)


def test_template_says_which_messages_count(po: Path, tmp_path: Path) -> None:
    po.write_text(GOOD, encoding="utf-8")
    pot = tmp_path / "one.pot"
    pot.write_text(HEAD + 'msgid "أهلاً"\nmsgstr ""\n\nmsgid "لم تترجم"\nmsgstr ""\n')
    assert count(pot, po) == Count(messages=2, words=3, translated=1, translated_words=1)
    assert count(pot, None) == count(pot, tmp_path / "none.po") == Count(messages=2, words=3)
    assert count(None, None).percent == 100
    total = count(pot, po) + count(pot, None)
    assert (total.messages, total.percent) == (4, 16)


def site(untranslated: str) -> Site:
    from ext_brief.model import Edition, Site

    return Site(
        editions=(
            Edition(language="ar", label="ar", name="x", publisher="x"),
            Edition.model_validate(
                {
                    "language": "en",
                    "label": "en",
                    "name": "x",
                    "publisher": "x",
                    "untranslated": untranslated,
                }
            ),
        )
    )


WHOLE = HEAD + 'msgid "a"\nmsgstr "b"\n'


@pytest.mark.parametrize(
    ("policy", "text", "published", "reason"),
    [
        ("hide", WHOLE, True, ""),
        ("hide", None, False, "it has no catalog yet: one.po"),
        ("hide", HEAD, False, "0 of 0 messages are not translated, 0 are fuzzy"),
        ("hide", GOOD, False, "1 of 5 messages are not translated, 1 are fuzzy"),
        ("hide", HEAD + "x", False, ":4:1: this is not a line of a catalog: x"),
        ("strict", GOOD, True, ""),
        ("strict", None, True, ""),
        ("mark", GOOD, True, ""),
        ("mark", None, True, ""),
        ("mark", HEAD + "x", False, ":4:1: this is not a line of a catalog: x"),
    ],
)
def test_gate_publishes_what_is_whole(
    tmp_path: Path, policy: str, text: str | None, published: bool, reason: str
) -> None:
    source, locale = tmp_path / "docs", tmp_path / "locale"
    (source / "briefs/2024").mkdir(parents=True)
    for name in ("briefs/2024/one.md", "index.md", "briefs/2024/data.txt"):
        (source / name).write_text("x")
    po = catalog_path(locale, "en", "briefs/2024/one")
    po.parent.mkdir(parents=True)
    if text is not None:
        po.write_text(text, encoding="utf-8")
    [verdict] = report(source, locale, None, site(policy))
    assert (verdict.docname, verdict.language) == ("briefs/2024/one", "en")
    assert (verdict.published, verdict.reason.endswith(reason)) == (published, True)
    assert bool(verdict.reason) == bool(reason)
    assert (verdict.error is not None) == (text == HEAD + "x")


def test_gate_counts_the_messages_that_the_brief_has_now(tmp_path: Path) -> None:
    source, locale, templates = (tmp_path / name for name in ("docs", "locale", "gettext"))
    for path, text in (
        (source / "briefs/2024/one.md", "x"),
        (catalog_path(locale, "en", "briefs/2024/one"), WHOLE),
        (templates / "briefs/2024/one.pot", HEAD + 'msgid "new"\nmsgstr ""\n'),
    ):
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    [verdict] = report(source, locale, templates, site("hide"))
    assert (verdict.published, verdict.count.missing) == (False, 1)
