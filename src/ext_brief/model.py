"""The records that describe a publication: `Site`, `Edition`, `Person`, `Brief`.

Plain Python with pydantic's validation. ``conf.py`` makes the `Site`; `ext_brief.frontmatter`
makes a `Brief` from a file; templates and the other extensions read both.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

from babel import Locale, UnknownLocaleError
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from ext_arabic.dates import read_months
from ext_arabic.digits import of_country
from ext_arabic.direction import direction_of

if TYPE_CHECKING:
    from collections.abc import Iterable

#: a line of human text: never empty, blanks at its ends dropped
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Status = Literal["draft", "review", "approved", "published", "withdrawn"]


def _only_a_day(value: Any) -> Any:
    """Refuse the seconds and the hours that pydantic would take for a date."""
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise PydanticCustomError("date_form", "not a date")
    return value


#: a day, written as in 2024-01-31
Day = Annotated[dt.date, BeforeValidator(_only_a_day)]


def name_of(language: str) -> str:
    """Return a language's own name (``français``); an empty string for what is no language."""
    try:
        return str(Locale.parse(language, sep="-").get_display_name() or "")
    except (UnknownLocaleError, ValueError):
        return ""


class Record(BaseModel):
    """A frozen record that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Edition(Record):
    """The publication in one language."""

    #: language code, as Sphinx and HTML write it: ``ar``, ``en``
    language: Line
    #: the language's own name, for the switch: «العربية», "English"
    label: Line
    #: the name of the site, shown on every page
    name: Line
    #: the institute or imprint that publishes
    publisher: Line
    #: the name of the series, shown above the title
    series: str = ""
    #: one line under the name on the landing page
    tagline: str = ""
    issn: str = ""
    #: digits of dates, notes, lists and folios; ``country`` is read as those of the months' country
    digits: Literal["latn", "arab"] = "latn"
    #: month names: a locale of Babel (``ar``, ``ar_IQ``, ``ar_DZ`` …), or two joined by a slash;
    #: ``hijri`` alone, or beside one of them (``hijri/ar``), for Hijri dates
    months: str = "ar"
    #: what happens to a brief that is not fully translated
    untranslated: Literal["hide", "strict", "mark"] = "hide"

    @model_validator(mode="before")
    @classmethod
    def _digits_of_country(cls, data: Any) -> Any:
        if isinstance(data, dict) and data.get("digits") == "country":
            setting = read_months(str(data.get("months", "ar")))
            return data | {"digits": of_country(setting.systems[0])}
        return data

    @field_validator("months")
    @classmethod
    def _known_months(cls, value: str) -> str:
        read_months(value)
        return value

    @property
    def direction(self) -> Literal["rtl", "ltr"]:
        """Return the direction of the edition's script."""
        return direction_of(self.language)


class Site(Record):
    """The publication: its address, its editions, its licence."""

    #: public address of the site, without a slash at its end
    base_url: str = "https://example.org"
    #: the language that briefs are written in
    source_language: str = "ar"
    editions: tuple[Edition, ...] = ()
    license: str = ""
    license_url: str = ""

    @field_validator("base_url")
    @classmethod
    def _without_slash(cls, value: str) -> str:
        return value.rstrip("/")

    def edition(self, language: str) -> Edition:
        """Return the edition in *language*; a plain one where none is configured."""
        for edition in self.editions:
            if edition.language == language:
                return edition
        return Edition(language=language, label=language, name="Midad", publisher="Midad")

    def with_languages(self, languages: Iterable[str]) -> Site:
        """Return the site with an edition in each of *languages*, a plain one if it has none.

        A plain edition is a trial: it bears the names of one in the same script, and shows what is
        not translated yet, marked as such and kept from search engines.
        """
        known = {edition.language for edition in self.editions}
        added = tuple(self._plain(name) for name in languages if name not in known)
        return self.model_copy(update={"editions": (*self.editions, *added)}) if added else self

    def _plain(self, language: str) -> Edition:
        direction = direction_of(language)
        others = [edition for edition in self.editions if edition.direction == direction]
        other = next(iter([*others, *self.editions]), self.edition(language))
        label = name_of(language)
        return Edition(
            language=language,
            label=label[:1].upper() + label[1:],
            name=other.name,
            publisher=other.publisher,
            untranslated="mark",
        )

    def page_url(self, language: str, docname: str) -> str:
        """Return the public address of a page."""
        return f"{self.base_url}/{language}/{docname}.html"


class Person(Record):
    """An author, translator, editor or reviewer, with the name in each language."""

    name: Annotated[dict[str, Line], Field(min_length=1)]
    #: an editorial board or an institute: never inverted, never shortened
    corporate: bool = False
    orcid: str = ""
    affiliation: dict[str, Line] = Field(default_factory=dict)

    def name_in(self, language: str) -> str:
        """Return the name in *language*, else in one written the same way, else the first given."""
        direction = direction_of(language)
        others = (name for code, name in self.name.items() if direction_of(code) == direction)
        found = self.name.get(language) or self.name.get(language.partition("-")[0])
        return found or next(others, next(iter(self.name.values())))


class Correction(Record):
    """What was corrected after publication, and when."""

    date: Day
    text: Line


class Attachment(NamedTuple):
    """A file that goes along with a brief: its source, its catalog, its references.

    Whoever has one returns it from the event ``brief-attachments`` (the document's name).
    """

    name: str
    content: bytes
    media_type: str
    description: str


class Brief(Record):
    """What a brief says about itself: its front matter, validated."""

    title: Line
    subtitle: str = ""
    number: Line
    date: Day
    updated: Day | None = None
    authors: Annotated[tuple[Person, ...], Field(min_length=1)]
    translators: tuple[Person, ...] = ()
    editors: tuple[Person, ...] = ()
    reviewers: tuple[Person, ...] = ()
    topics: tuple[Line, ...] = ()
    abstract: Line
    key_points: tuple[Line, ...] = ()
    recommendations: tuple[Line, ...] = ()
    doi: Annotated[str, StringConstraints(pattern=r"^(10\.\d{4,9}/\S+)?$")] = ""
    isbn: str = ""
    license: str = ""
    funding: str = ""
    disclaimer: str = ""
    status: Status = "published"
    embargo: Day | None = None
    corrections: tuple[Correction, ...] = ()
    superseded_by: str = ""
    aliases: tuple[str, ...] = ()
    #: the style of its citations, where it is not the publication's
    citation_style: str = ""
