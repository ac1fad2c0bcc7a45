"""What an author may write between the backticks of a citation."""

from __future__ import annotations

import pytest

from ext_citations.syntax import Source, parse


@pytest.mark.parametrize(
    "text", ["a-1,b:2", "a-1, b:2", "a-1، b:2", "a-1;b:2", "a-1 ؛ b:2", ",a-1,,b:2,"]
)
def test_keys_are_parted_by_commas_and_semicolons_of_either_script(text: str) -> None:
    assert parse(text) == (Source("a-1"), Source("b:2"))


def test_a_key_may_be_in_arabic_script() -> None:
    assert parse("سليم-2020") == (Source("سليم-2020"),)


@pytest.mark.parametrize(
    ("text", "label", "locator"),
    [
        ("cnn، ص 4", "page", "4"),
        ("cnn, p. 4", "page", "4"),
        ("cnn, pp. 4-6", "page", "4–6"),
        ("cnn، ص ص 4-6", "page", "4–6"),
        ("cnn، ص ٤", "page", "٤"),
        ("cnn, 12", "page", "12"),
        ("cnn، الفصل 2", "chapter", "2"),
        ("cnn, ch. IV", "chapter", "IV"),
        ("cnn، ج 2", "part", "2"),
        ("cnn، جزء 2", "part", "2"),
        ("cnn، مج 2", "volume", "2"),
        ("cnn, vol. 2", "volume", "2"),
        ("cnn, part 2", "part", "2"),
        ("cnn, pt. II", "part", "II"),
        ("cnn، المادة 7", "article-locator", "7"),
        ("cnn{ص 4}", "page", "4"),
        ("@cnn، ص 4", "page", "4"),
        ("cnn، ص12", "page", "12"),
        ("cnn، ص.١٢-١٤", "page", "١٢–١٤"),
        ("cnn, p.4", "page", "4"),
        ("cnn، ج2/45", "part", "2/45"),
        ("cnn، ص 4 – 6", "page", "4–6"),
        ("cnn, pp. 4—6", "page", "4–6"),
        ("cnn، ص. ص. 4-6", "page", "4–6"),
        ("cnn، الصفحتان 4-5", "page", "4–5"),
        ("cnn، المواد 5-7", "article-locator", "5–7"),
        ("cnn, §§ 12-14", "section", "12–14"),
        ("cnn, l. 5", "line", "5"),
    ],
)
def test_what_follows_a_key_is_its_locator(text: str, label: str, locator: str) -> None:
    assert parse(text) == (Source("cnn", locator=locator, label=label),)


@pytest.mark.parametrize("words", ["I think so", "L. Smith", "C. Nour", "V for Vendetta"])
def test_a_roman_number_without_a_label_is_the_whole_text(words: str) -> None:
    assert parse(f"cnn, {words}") == (Source("cnn", suffix=words),)
    assert parse("cnn{xii}، nour{iv – vi}") == (
        Source("cnn", locator="xii"),
        Source("nour", locator="iv – vi"),
    )
    assert parse("cnn، الفصل IV من الكتاب") == (
        Source("cnn", locator="IV من الكتاب", label="chapter"),
    )


@pytest.mark.parametrize(
    ("text", "label", "locator"),
    [
        ("ص12ب", "page", "12ب"),
        ("ص 12ب", "page", "12ب"),
        ("ص١٢ب-١٤", "page", "١٢ب–١٤"),
        ("fig.3a", "figure", "3a"),
    ],
)
def test_a_number_with_a_letter_is_a_place(text: str, label: str, locator: str) -> None:
    assert parse(f"nour، {text}") == (Source("nour", locator=locator, label=label),)


@pytest.mark.parametrize("key", ["ص12بحث", "fig.3abc", "fig3a", "ص12ب3"])
def test_a_number_with_a_word_is_a_key(key: str) -> None:
    assert parse(f"nour، {key}") == (Source("nour"), Source(key))


def test_latin_letters_and_digits_may_be_a_key() -> None:
    assert parse("cnn, p4, v.2") == (Source("cnn"), Source("p4"), Source("v.2"))


@pytest.mark.parametrize("words", ["v. 3", "ill. 3", "civil code 5", "l'auteur 5"])
def test_words_of_roman_letters_are_no_number(words: str) -> None:
    assert parse(f"cnn, {words}") == (Source("cnn", suffix=words),)


def test_each_source_may_have_braces_with_blanks_in_them() -> None:
    assert parse("cnn{ص 4}، post{ص 5}؛ {وانظر أيضاً}nour{الفصل 3، ص 7}") == (
        Source("cnn", locator="4"),
        Source("post", locator="5"),
        Source("nour", prefix="وانظر أيضاً", locator="3، ص 7", label="chapter"),
    )


@pytest.mark.parametrize("text", ["انظر @cnn", "{انظر}cnn", "{انظر }cnn", "انظر cnn"])
def test_words_before_a_key_are_its_prefix(text: str) -> None:
    assert parse(text) == (Source("cnn", prefix="انظر"),)


@pytest.mark.parametrize(
    ("text", "label", "locator"),
    [
        ("cnn، ص 4، 6", "page", "4، 6"),
        ("cnn, pp. 4, 6-8", "page", "4, 6–8"),
        ("cnn، ج 2، ص 45", "part", "2، ص 45"),
        ("cnn، ج 2، ص 45-47", "part", "2، ص 45–47"),
        ("@cnn, ch. 2, p. 4", "chapter", "2, p. 4"),
    ],
)
def test_a_second_locator_is_kept_beside_the_first(text: str, label: str, locator: str) -> None:
    assert parse(text) == (Source("cnn", locator=locator, label=label),)


def test_words_after_a_key_that_count_nothing_are_its_suffix() -> None:
    assert parse("cnn, and passim") == (Source("cnn", suffix="and passim"),)
    assert parse("cnn, p. 4, with the annex") == (
        Source("cnn", locator="4", suffix="with the annex"),
    )


def test_a_minus_before_the_sign_leaves_the_author_out() -> None:
    assert parse("-@cnn") == (Source("cnn", suppress_author=True),)


def test_each_source_has_its_own_prefix_and_locator() -> None:
    assert parse("انظر @cnn، ص 4؛ وقارن @post، ص 7") == (
        Source("cnn", prefix="انظر", locator="4"),
        Source("post", prefix="وقارن", locator="7"),
    )


def test_signs_that_nobody_sees_are_no_part_of_a_key() -> None:
    text = "\u200fcnn-2024\u200e، \u202bص\u200e 4\u202c؛ \ufeffpost"
    assert parse(text) == (Source("cnn-2024", locator="4"), Source("post"))


@pytest.mark.parametrize("text", ["", " ", ",", "؛"])
def test_a_text_without_a_key_names_no_source(text: str) -> None:
    assert parse(text) == ()
