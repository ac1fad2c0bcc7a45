"""Decide which briefs are published in which language. Plain Python.

By default (``untranslated="hide"``) a brief stays out of an edition until every message of it
is translated and none is fuzzy: a reader never meets the source language by accident. Under
``strict`` such a brief fails the run (`strict`, `transform`); under ``mark`` it is published, and
says on its page what it lacks (`editions`).
"""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from ext_arabic import messages
from ext_translations.catalog import CatalogError
from ext_translations.status import Count, count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ext_brief.model import Site

__ = messages.console("ext_translations")

#: what is gated; other pages (the landing page) are always part of an edition
BRIEFS = ("briefs/*/*",)
NOTHING = Count()


@dataclass(frozen=True)
class Verdict:
    """Whether one brief is published in one language, and why not."""

    docname: str
    language: str
    published: bool
    #: for the editor; empty where the brief is published
    reason: str = ""
    #: whether every message is translated
    whole: bool = False
    #: how far the translation is
    count: Count = NOTHING
    #: why the catalog cannot be read
    error: CatalogError | None = None


def catalog_path(locale: Path, language: str, docname: str) -> Path:
    """Return where the translations of a document stand."""
    return locale / language / "LC_MESSAGES" / f"{docname}.po"


def report(
    source: Path,
    locale: Path,
    gettext_dir: Path | None,
    site: Site,
    patterns: Sequence[str] = BRIEFS,
) -> list[Verdict]:
    """Return a verdict for every brief below *source* in every language but its own."""
    names = sorted(
        path.relative_to(source).with_suffix("").as_posix() for path in source.rglob("*.md")
    )
    briefs = [name for name in names if any(fnmatchcase(name, pattern) for pattern in patterns)]
    languages = [e.language for e in site.editions if e.language != site.source_language]
    return [
        judge(name, language, locale, gettext_dir, site)
        for language in languages
        for name in briefs
    ]


def judge(
    docname: str, language: str, locale: Path, gettext_dir: Path | None, site: Site
) -> Verdict:
    """Decide on one brief in one language; a broken catalog keeps it out."""
    po = catalog_path(locale, language, docname)
    pot = gettext_dir / f"{docname}.pot" if gettext_dir else None
    try:
        found = count(pot, po)
    except CatalogError as error:
        return Verdict(docname, language, published=False, reason=str(error), error=error)
    is_whole = po.exists() and found.messages > 0 and found.is_complete
    if is_whole or site.edition(language).untranslated != "hide":
        return Verdict(docname, language, published=True, whole=is_whole, count=found)
    reason = __("it has no catalog yet: %s") % po.name
    if po.exists():
        reason = __("%(missing)d of %(messages)d messages are not translated, %(fuzzy)d are fuzzy")
        reason %= {
            "missing": found.missing,
            "messages": found.messages,
            "fuzzy": found.fuzzy,
        }
    return Verdict(docname, language, published=False, reason=reason, count=found)
