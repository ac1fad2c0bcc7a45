"""Catalogs are merged from a memory, keep their bytes, and are wrapped as msgcat wraps them."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from ext_translations.memory import Memory, Unit, adapted
from ext_translations.merge import merge, units_of
from ext_translations.po import PoFile, parse
from ext_translations.posyntax import PoError
from ext_translations.renames import renamed
from ext_translations.wrapping import quoted

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
LONG = "تتناول هذه الورقة «الحوار» الذي بدأه العراق والولايات المتحدة {cite}`cnn-2024` في 27 يناير؛"
OLD = f"""\
# A note of the translator
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Generator: Poedit 3.4\\n"

# reviewed-by: Layla
# keep this
#. ? who is meant
#: a.md
msgid "{LONG}"
msgstr "This brief examines the dialogue {{cite}}`cnn-2024`."

#: a.md
msgid   "بلا تغيير"
msgstr  ""
"As it "
"was"
#: a.md
msgctxt "x"
msgid "واحد"
msgid_plural "كثير"
msgstr[0] "one"
msgstr[1] "many"

#~ msgid "عاد"
#~ msgstr "Back"
"""


def template(*msgids: str) -> PoFile:
    return parse(HEAD + "".join(f'#: a.md\nmsgid "{one}"\nmsgstr ""\n\n' for one in msgids))


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "\n", "\n\n# the end\n"])
def test_catalog_is_written_back_byte_for_byte(mark: str, ending: str, last: str) -> None:
    text = mark + (OLD.rstrip("\n") + last).replace("\n", ending)
    assert parse(text).text == text


def test_nothing_changed_changes_nothing() -> None:
    old = parse(OLD.replace('msgctxt "x"\n', ""))
    now = template(LONG, "بلا تغيير", "واحد")
    file, change = merge(old, now, Memory(), "a", "en")
    assert file.text == old.text
    assert (change.new, change.filled, change.fuzzy, change.obsolete) == (0, 0, 0, 0)


def test_changed_message_is_fuzzy_and_its_translation_stays() -> None:
    old = parse(OLD)
    now = template(LONG.replace("27", "28"), "بلا تغيير", "عاد")
    file, change = merge(old, now, Memory(units_of(old, "a")), "a", "en")
    first = next(file.live)
    assert (first.fuzzy, first.previous) == (True, LONG)
    assert first.comments("#", "#.") == ["# keep this", "#. ? who is meant"]
    assert [entry.msgstr for entry in file.live][1:] == ["As it was", "Back"]
    assert 'msgid   "بلا تغيير"\nmsgstr  ""\n"As it "\n"was"\n' in file.text
    assert '#~ msgid_plural "كثير"\n#~ msgstr[0] "one"' in file.text
    gone = [entry for entry in file.entries if entry.obsolete]
    assert [entry.key for entry in gone] == [(None, LONG), ("x", "واحد")]
    assert "# reviewed-by: Layla" in gone[0].comments("#")
    assert (change.new, change.filled, change.fuzzy, change.obsolete) == (2, 1, 1, 2)
    assert parse(file.text).text == file.text
    # taken back, the message has its translation and its review again
    back, _ = merge(file, template(LONG, "بلا تغيير"), Memory(units_of(file, "a")), "a", "en")
    assert not next(back.live).fuzzy
    assert "# reviewed-by: Layla" in next(back.live).comments("#")


def test_note_on_a_doubtful_message_that_vanishes_is_kept_once() -> None:
    note = "# ask Layla"
    kept = f'#~ msgid "{LONG}"\n#~ msgstr "Text"\n'
    doubtful = f'#, fuzzy\n#| msgid "{LONG}"\nmsgid "{LONG} و"\nmsgstr "Text"\n\n'
    old = parse(f"{HEAD}{note}\n#. ? who\n{doubtful}{kept}")
    gone, _ = merge(old, template("غير ذلك"), Memory(), "a", "en")
    assert (gone.text.count(note), gone.text.count("#. ? who")) == (1, 1)
    # the message that it became has the note
    became, _ = merge(old, template(LONG + " ثم"), Memory(units_of(old, "a")), "a", "en")
    assert next(became.live).comments("#") == [note]
    assert became.text.count(note) == 1
    bare, _ = merge(parse(HEAD + doubtful + kept), template(), Memory(), "a", "en")
    assert bare.text == HEAD + kept


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_catalog_without_a_header_gets_one(ending: str) -> None:
    old = parse('#: a.md\nmsgid "أ"\nmsgstr "A"\n'.replace("\n", ending))
    file, _ = merge(old, template("أ"), Memory(), "a", "en")
    assert file.header is not None
    assert "charset=UTF-8" in file.header.msgstr
    assert file.text.endswith(ending * 2 + old.text)
    assert file.text.count("\n") == file.text.count(ending)
    again, _ = merge(parse(file.text), template("أ"), Memory(), "a", "en")
    assert again.text == file.text


def test_without_its_brief_all_becomes_obsolete_and_comes_back() -> None:
    old = parse(OLD)
    gone, _ = merge(old, PoFile(), Memory(), "a", "en")
    assert not list(gone.live)
    assert {e.msgstr for e in old.entries} == {e.msgstr for e in gone.entries}
    back, change = merge(gone, template(LONG, "بلا تغيير"), Memory(), "a", "en")
    assert [e.msgstr for e in back.live] == [e.msgstr for e in old.live][:2]
    assert change.filled == 2


def test_same_message_elsewhere_is_filled_and_says_from_where() -> None:
    memory = Memory([Unit("المصادر", None, "Sources", "briefs/b"), Unit("x", None, "y", "c")])
    file, change = merge(None, template("المصادر"), memory, "a", "en")
    [entry] = file.live
    assert (entry.msgstr, entry.fuzzy, change.filled) == ("Sources", False, 1)
    assert entry.comments("#") == ["# from memory: briefs/b"]


def test_catalogs_that_differ_give_a_doubtful_translation_and_name_each() -> None:
    units = [Unit("المصادر", None, text, place) for text, place in zip("AAB", "xyz", strict=True)]
    [entry] = merge(None, template("المصادر"), Memory(units), "a", "en")[0].live
    assert (entry.msgstr, entry.fuzzy, entry.previous) == ("A", True, None)
    assert entry.comments("#") == ["# from memory: x: A", "# from memory: z: B"]


def test_vowel_signs_raise_the_likeness_and_never_fill() -> None:
    memory = Memory([Unit("تصعيد مفتوح في المنطقة", None, "Open escalation", "b")])
    [entry] = merge(None, template("تَصْعيدٌ مفتوحٌ في المنطقـــة"), memory, "a", "en")[0].live
    assert (entry.msgstr, entry.fuzzy) == ("Open escalation", True)
    assert entry.previous == "تصعيد مفتوح في المنطقة"


def test_messages_are_not_alike_because_they_cite_the_same_source() -> None:
    memory = Memory([Unit("قال {cite}`a-very-long-key-2024`.", None, "Said.", "b")])
    assert memory.nearest("انظر {cite}`a-very-long-key-2024`.", "a") is None


def test_key_of_the_message_replaces_that_of_the_remembered_one() -> None:
    unit = Unit("ارتفع {cite}`a-2023`.[^n]", None, "Rose {cite}`a-2023`.[^n]", "b")
    assert adapted(unit, "ارتفع {cite}`b-2024`.[^n]") == "Rose {cite}`b-2024`.[^n]"
    assert adapted(unit, "ارتفع.") == unit.msgstr


def test_nearest_finds_what_a_comparison_with_all_would_find() -> None:
    words = LONG.split()
    texts = [" ".join(words[i:] + words[:i]) + f" {i} كلمة" for i in range(len(words))]
    memory = Memory(Unit(text, None, str(i), "b") for i, text in enumerate(texts))
    for i, text in enumerate(texts):
        match = memory.nearest(text + " إضافية", "a")
        assert match is not None
        assert match.unit.msgstr == str(i)


def test_other_context_and_fuzzy_translations_are_not_filled_in() -> None:
    memory = Memory([Unit("عدد", "t", "Number", "b"), Unit("رقم", None, "No.", "b", fuzzy=True)])
    found = list(merge(None, template("عدد", "رقم"), memory, "a", "xx")[0].live)
    assert [(entry.msgstr, entry.fuzzy) for entry in found] == [("Number", True), ("No.", True)]


def test_renamed_brief_is_known_by_its_messages() -> None:
    left = {"old": parse(OLD), "other": template("شيء آخر تماما")}
    arrived = {"new": template(LONG, "زيادة"), "fresh": template("لا يشبه شيئا")}
    assert renamed(left, arrived) == {"new": "old"}


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('msgid "a"\nmsgstr "b \\q"\n', 2, 11),
        ('msgid "a"\nmsgstr "b" c\n', 2, 12),
        ('msgid "a"\nmsgstr "b\n', 2, 8),
        ('#~ msgid "a\n#~ msgstr "b"\n', 1, 10),
        ('#~ msgid "a"\nmsgstr "b"\n', 1, 1),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 3, 1),
        ('msgid "a"\nmsgstr "b"\n<<<<<<< HEAD\n', 3, 1),
        ('msgid ""\nmsgstr "Content-Type: text/plain; charset=cp1256\\n"\n# é\n', 2, 43),
    ],
)
def test_what_is_wrong_is_named_with_its_column(text: str, line: int, column: int) -> None:
    with pytest.raises(PoError) as caught:
        parse(text)
    assert (caught.value.line, caught.value.column) == (line, column)


def test_lines_end_where_those_of_msgcat_end() -> None:
    if not shutil.which("msgcat"):
        pytest.skip("GNU gettext is not installed: msgcat")
    strings = [
        LONG * n + tail for n in range(4) for tail in ("", "\n", " a-b/c\\d", '—"x" (y) ١٢٫٥٪ $5bn')
    ] + [
        "https://example.org/a/b-c?d=1&e=2 " * 4,
        "漢字テキスト" * 12,
        "نصٌّ مُشكَّل " * 9,
        "a\tb\n" * 3,
    ]
    body = ""
    for number, text in enumerate(strings):
        lines = ["#, fuzzy", *quoted("msgid", text or "-", "#| "), f'msgctxt "{number}"']
        body += "\n".join([*lines, *quoted("msgid", text or "-"), 'msgstr "x"']) + "\n\n"
    for number, text in enumerate(strings):
        lines = [f'#~ msgctxt "gone {number}"', *quoted("msgid", text or "-", "#~ ")]
        body += "\n".join([*lines, '#~ msgstr "x"']) + "\n\n"
    text = HEAD + body.removesuffix("\n")
    done = subprocess.run(["msgcat", "-"], input=text, capture_output=True, text=True, check=True)
    assert done.stdout == text
