"""What builds remember: the messages of documents, and what other editions left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.domains import Domain

if TYPE_CHECKING:
    from collections.abc import Set

    from docutils import nodes

    from ext_translations.pot import Entry


class TranslationDomain(Domain):
    """Remember the messages of documents, and which pages each language left out.

    A change of the second rewrites just the right pages. The builders of a language share one
    environment, so it is kept by builder: what one has written, another has not.
    """

    name = "translation"
    label = "Translations"
    data_version = 3
    initial_data: ClassVar[dict[str, Any]] = {"withheld": {}, "messages": {}}

    @property
    def messages(self) -> dict[str, list[Entry]]:
        """Return the messages that the extraction found, by document; it alone notes them."""
        found: dict[str, list[Entry]] = self.data["messages"]
        return found

    def clear_doc(self, docname: str) -> None:
        """Forget a document."""
        self.messages.pop(docname, None)

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
        """Take what a parallel reader noted."""
        found: dict[str, list[Entry]] = otherdata["messages"]
        self.messages.update({name: found[name] for name in docnames if name in found})
