"""Names: BibTeX's forms, BibLaTeX's, and Arabic names, which no blank splits."""

from __future__ import annotations

import pytest

from ext_citations.formats.names import read_names, write_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Anna Haddad", [{"family": "Haddad", "given": "Anna"}]),
        ("Haddad, Anna", [{"family": "Haddad", "given": "Anna"}]),
        ("Plato", [{"literal": "Plato"}]),
        (
            "van der Meer, Jr., Tom",
            [
                {
                    "family": "Meer",
                    "given": "Tom",
                    "suffix": "Jr.",
                    "non-dropping-particle": "van der",
                }
            ],
        ),
        (
            "Tom van der Meer",
            [{"family": "Meer", "given": "Tom", "non-dropping-particle": "van der"}],
        ),
        ("{van Meer}, Tom", [{"family": "van Meer", "given": "Tom"}]),
        ("Mohammed al-Sudani", [{"family": "al-Sudani", "given": "Mohammed"}]),
        ("Abd al-Rahman al-Ali", [{"family": "al-Ali", "given": "Abd al-Rahman"}]),
        (
            "Osama bin Hasan",
            [{"family": "Hasan", "given": "Osama", "non-dropping-particle": "bin"}],
        ),
        (
            "Meer, Johann Wolfgang von",
            [{"family": "Meer", "given": "Johann Wolfgang", "dropping-particle": "von"}],
        ),
        ("{\\'E}mile {\\o}st", [{"family": "øst", "given": "Émile"}]),
        ("Donald~E. Nur", [{"family": "Nur", "given": "Donald E."}]),
        ("{Bank of {East} and West}", [{"literal": "Bank of East and West"}]),
        ("Nur AND\n Said, A", [{"literal": "Nur"}, {"family": "Said", "given": "A"}]),
        ("A, B, C, D", [{"family": "A", "suffix": "B C", "given": "D"}]),
        ("محمد بن سلمان", [{"literal": "محمد بن سلمان"}]),
        ("عبد الله and أبو مهدي", [{"literal": "عبد الله"}, {"literal": "أبو مهدي"}]),
        ("بن سلمان، محمد", [{"family": "بن سلمان", "given": "محمد"}]),
        ("بن سلمان, محمد", [{"family": "بن سلمان", "given": "محمد"}]),
        ("احمدی، مریم", [{"family": "احمدی", "given": "مریم"}]),
        ("Nur, A and others", [{"family": "Nur", "given": "A"}, {"literal": "others"}]),
        ("علي and others", [{"literal": "علي"}, {"literal": "آخرون"}]),
        ("علي and وآخرون", [{"literal": "علي"}, {"literal": "آخرون"}]),
        ("others", [{"literal": "others"}]),
        (
            "family=Meer, given=Anna, given-i=A, prefix=van, useprefix=false",
            [{"family": "Meer", "given": "Anna", "dropping-particle": "van"}],
        ),
        (
            "family={Le, X}, given={Jo, An}, suffix=III",
            [{"family": "Le, X", "given": "Jo, An", "suffix": "III"}],
        ),
        ("family=Agency", [{"literal": "Agency"}]),
        ("given=Tom, family=de Roo", [{"given": "Tom", "family": "de Roo"}]),
        ("", []),
        (" , ", []),
        ("{}", []),
        ("{open", [{"literal": "open"}]),
        ("close}", [{"literal": "close"}]),
    ],
)
def test_names_are_read(text: str, names: list[dict[str, str]]) -> None:
    assert read_names(text) == names


def test_a_particle_drops_where_the_entry_says_so() -> None:
    assert read_names("Tom van Meer", prefix=False) == [
        {"family": "Meer", "given": "Tom", "dropping-particle": "van"}
    ]


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ([{"family": "Haddad", "given": "Anna"}], "Haddad, Anna"),
        ([{"literal": "Bank of East and West"}], "{Bank of East and West}"),
        ([{"family": "محمد"}], "{محمد}"),
        ([{"family": "van Meer", "given": "T, X"}], "{van Meer}, {T, X}"),
        ([{"family": "Nur", "given": "A", "suffix": "Jr., PhD"}], "Nur, {Jr., PhD}, A"),
        ([{"family": "Nur", "given": "A"}, {"literal": "others"}], "Nur, A and others"),
        ([{"family": "Nur", "given": "A"}, {"literal": "آخرون"}], "Nur, A and {آخرون}"),
        ([{"literal": "علي"}, {"literal": "آخرون"}], "{علي} and others"),
        ([{"literal": "others"}], "{others}"),
        ([{}, "not a name", {"literal": "A"}], "{A}"),
        ("not a list", ""),
    ],
)
def test_names_are_written(names: object, text: str) -> None:
    assert write_names(names) == text
