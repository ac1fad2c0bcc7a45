"""What the last build knew about the other editions, so that a change rewrites just the right pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.domains import Domain

if TYPE_CHECKING:
    from collections.abc import Set


class TranslationDomain(Domain):
    """Remember in which languages each page was left out."""

    name = "translation"
    label = "Translations"
    data_version = 1
    initial_data: ClassVar[dict[str, Any]] = {"withheld": {}}

    def exchange(self, withheld: dict[str, list[str]]) -> dict[str, list[str]]:
        """Remember *withheld* (languages by page), and return what was remembered."""
        before: dict[str, list[str]] = self.data.get("withheld", {})
        self.data["withheld"] = withheld
        return before

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Do nothing: parallel readers record nothing here."""
