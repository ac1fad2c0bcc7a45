"""Which forms of the references (``multi``) the editions lack.

``midad status`` lists them, and a build names their entries.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.table import Table

from ext_citations.library import read_library
from ext_citations.records import EVERY
from ext_citations.soundness import missing_forms
from ext_citations.syntax import parse
from ext_translations.catalog import read_messages
from midad.console import __, console, say, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ext_citations.soundness import MissingForm
    from midad.project import Project

_CITATION = re.compile(r"\{(?:cite(?::\w+)?|nocite)\}(`+)(?P<text>.+?)\1", re.DOTALL)


def cited_keys(messages: Iterable[str]) -> Iterator[str]:
    """Yield the keys that the messages of a brief cite."""
    for message in messages:
        for match in _CITATION.finditer(message):
            yield from (source.key for source in parse(match["text"]))


def lacking(project: Project, languages: Sequence[str]) -> list[tuple[str, MissingForm]]:
    """Return what the editions in *languages* lack of the references that the templates cite."""
    library = read_library(project.source / name for name in project.references)
    keys: dict[str, None] = {}
    for template in sorted(project.templates.rglob("*.pot")):
        keys.update(dict.fromkeys(cited_keys(m.msgid for m in read_messages(template))))
    cited = library.references if EVERY in keys else keys
    return [
        (language, form)
        for language in languages
        for form in missing_forms(library, cited, language)
    ]


def report_lacking(project: Project, languages: Sequence[str], most: int = 5) -> None:
    """Name the entries whose forms an edition lacks, on one line; nothing is hidden for that."""
    keys: dict[str, dict[str, None]] = {}
    for language, form in lacking(project, languages):
        keys.setdefault(language, {})[form.key] = None
    for language, named in keys.items():
        shown_keys = [*named][:most]
        if len(named) > most:
            shown_keys.append("…")
        text = __("Forms (multi) that references lack in “%(language)s”: %(keys)s (midad status)")
        say(text % {"language": language, "keys": __(", ").join(shown_keys)})


def show_lacking(project: Project, languages: Sequence[str]) -> None:
    """Print what is lacking, if anything is."""
    found = lacking(project, languages)
    if not found:
        return
    screen = console()
    say("\n" + __("Forms (multi) that the references lack:"))
    screen.print(forms_table(found), soft_wrap=not screen.is_terminal)


def forms_table(found: Iterable[tuple[str, MissingForm]]) -> Table:
    """Return the forms that are lacking as a table."""
    kinds = {
        "romanised": __("romanised form"),
        "translated": __("translation"),
        "outlet": __("name of the outlet"),
    }
    made = Table(box=None, pad_edge=False, header_style="bold")
    for name in (__("language"), __("key"), __("field"), __("form"), __("what"), __("file")):
        made.add_column(name, no_wrap=True)
    for language, form in found:
        where = f"{shown(form.path)}:{form.line}"
        made.add_row(language, form.key, form.field, form.language, kinds[form.kind], where)
    return made
