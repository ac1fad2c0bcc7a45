"""What CSL-JSON knows: types, and variables by kind (CSL 1.0.2, Appendices III and IV)."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Return the words of *text*: how the tables here are written."""
    return frozenset(text.split())


TYPES = words(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter"
    " classic collection dataset document entry entry-dictionary entry-encyclopedia event"
    " figure graphic hearing interview legal_case legislation manuscript map motion_picture"
    " musical_score pamphlet paper-conference patent performance periodical"
    " personal_communication post post-weblog regulation report review review-book software"
    " song speech standard thesis treaty webpage"
)
NAMES = words(
    "author chair collection-editor compiler composer container-author contributor curator director"
    " editor editorial-director editor-translator executive-producer guest host illustrator"
    " interviewer narrator organizer original-author performer producer recipient reviewed-author"
    " script-writer series-creator translator"
)
DATES = words("accessed available-date event-date issued original-date submitted")
#: the others, without those that the style engine itself sets
TEXTS = words(
    "abstract annote archive archive_collection archive_location archive-place authority"
    " call-number chapter-number citation-key citation-label collection-number collection-title"
    " collection-title-short container-title container-title-short dimensions division DOI edition"
    " event event-place event-title genre ISBN ISSN issue jurisdiction keyword language medium note"
    " number number-of-pages number-of-volumes original-publisher original-publisher-place"
    " original-title page page-first part-number part-title PMCID PMID printing-number publisher"
    " publisher-place references reviewed-genre reviewed-title scale section source status"
    " supplement-number title title-short URL version volume volume-title"
)
ALL = NAMES | DATES | TEXTS
#: by their names in small letters
BY_LOWER = {name.lower(): name for name in sorted(ALL)}
