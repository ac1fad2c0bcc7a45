"""What the templates of both themes ask for: words, numbers, sizes, the suggested citation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import segno
from babel import Locale
from babel.lists import format_list
from markupsafe import Markup

from brief_theme.words import marked_words, words
from ext_arabic.digits import System, convert
from ext_arabic.direction import direction_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from docutils import nodes
    from sphinx.application import Sphinx


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add ``_``, ``direction``, ``digits``, ``joined``, ``file_size``, ``credits`` and the like.

    What another extension has put there already stays.
    """
    language = app.config.language
    edition = context.get("edition")
    system: System = edition.digits if edition else "latn"
    translate = marked_words(language)

    def digits(number: object) -> str:
        return convert(str(number), system)

    context.setdefault("_", translate)
    context.setdefault("direction", direction_of(language))
    context["digits"] = digits
    context["joined"] = lambda names: joined(names, language)
    context["qr_code"] = qr_code
    context["file_size"] = lambda size: file_size(size, translate, system)
    brief = context.get("brief")
    others = [e.language for e in context["site"].editions] if context.get("site") else []
    context["credits"] = credits_of(brief, others, language, translate) if brief else []
    context["suggested_citation"] = (
        suggested_citation(brief, edition, language, words(language)) if brief else ""
    )


def file_size(size: int, translate: Callable[[str], str], system: System = "latn") -> str:
    """Return *size*, in bytes, as a reader of a page wants it: ``240 KB``, ``1.2 MB``."""
    if size < 1_000_000:
        return translate("%s KB") % convert(str(max(1, round(size / 1000))), system)
    number = f"{size / 1_000_000:.1f}"
    if system != "latn":
        number = number.replace(".", "٫")
    return translate("%s MB") % convert(number, system)


def qr_code(address: str, title: str) -> Markup:
    """Return *address* as a QR code (ISO/IEC 18004), an SVG that says what it is."""
    code = segno.make(address, error="m", micro=False)
    return Markup(code.svg_inline(border=0, omitsize=True, lineclass=None, title=title))  # noqa: S704 - no text of ours but the title, which segno escapes


def joined(names: Sequence[str], language: str) -> str:
    """Join *names* as the language does (`أحمد وليلى`, `Ahmad and Layla`)."""
    return str(format_list(names, locale=language.replace("-", "_")))


def credits_of(
    brief: Mapping[str, Any],
    languages: Sequence[str],
    language: str,
    translate: Callable[[str], str],
) -> list[tuple[str, Sequence[str]]]:
    """Return who had a part in the brief besides its authors: what they did, their names.

    In the source edition the translators' label says which *languages* they translated into: it
    is no translation itself.
    """
    label = translate("Translation")
    others = [other for other in languages if other != language]
    if brief.get("is_source") and others:
        names = Locale.parse(language, sep="-").languages
        into = [str(names.get(other.partition("-")[0], other)) for other in others]
        label = translate("Translation into %s") % joined(into, language)
    roles = (
        (label, "translators"),
        (translate("Editing"), "editors"),
        (translate("Review"), "reviewers"),
    )
    return [(said, brief[role]) for said, role in roles if brief.get(role)]


def suggested_citation(
    brief: Mapping[str, Any], edition: Any, language: str, translate: Callable[[str], str]
) -> str:
    """Return how the brief asks to be cited, without its address."""
    parts = {
        "authors": joined(brief["authors"], language),
        "title": brief["title"],
        "series": (edition.series if edition else "") or translate("No."),
        "number": brief["number"],
        "publisher": edition.publisher if edition else "",
        "date": brief["date"],
    }
    # Translators: the form of a citation; keep the names in brackets
    return (
        translate("%(authors)s. “%(title)s.” %(series)s %(number)s. %(publisher)s, %(date)s.")
        % parts
    )
