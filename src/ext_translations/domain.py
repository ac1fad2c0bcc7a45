"""What the last build knew of the other editions: a change rewrites just the right pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.domains import Domain

if TYPE_CHECKING:
    from collections.abc import Set

    from docutils import nodes


class TranslationDomain(Domain):
    """Remember in which languages each page was left out, when each builder last looked.

    The builders of a language share one environment: what one has written, another has not.
    """

    name = "translation"
    label = "Translations"
    data_version = 2
    initial_data: ClassVar[dict[str, Any]] = {"withheld": {}}

    def exchange(self, builder: str, withheld: dict[str, list[str]]) -> dict[str, list[str]]:
        """Remember *withheld* (languages by page), and return what *builder* remembered."""
        known: dict[str, dict[str, list[str]]] = self.data["withheld"]
        before = known.get(builder, {})
        known[builder] = withheld
        return before

    def resolve_any_xref(self, *args: Any, **kwargs: Any) -> list[tuple[str, nodes.reference]]:
        """Return nothing: nothing here can be linked to. MyST asks every domain."""
        return []

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Do nothing: parallel readers record nothing here."""
