"""Under the policy ``strict``, let an error of `midad check` fail the run."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from ext_translations.catalog import CatalogError
from ext_translations.checks.model import Context
from ext_translations.extraction import messages_of
from ext_translations.faults import faults_in
from ext_translations.transform import path_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)


def on_builder_inited(app: Sphinx) -> None:
    """Examine the translations of an edition that is strict."""
    edition = app.config.site.edition(app.config.language)
    is_source = edition.language == app.config.site.source_language
    if edition.untranslated == "strict" and not is_source and app.builder.name != "gettext":
        app.add_transform(ExamineTranslations)


class ExamineTranslations(SphinxTransform):
    """Warn of each error in the translation of a brief."""

    default_priority = 18  # before the translations stand in their place (19)

    def apply(self, **kwargs: Any) -> None:
        """Run the checks over the document's catalog."""
        docname = self.env.docname
        path = path_of(self.env, docname)
        is_gated = any(fnmatchcase(docname, name) for name in self.config.brief_documents)
        if not is_gated or not path.exists():
            return
        wanted = {msgid for _, msgid in messages_of(self.document)}
        context_of = self.config.translations_context
        context = context_of(path) if context_of else Context(self.config.language)
        try:
            faults = faults_in(path, wanted, context)
        except CatalogError:  # reported where the translations are put in place
            return
        for fault in faults:
            place = f"{path}:{fault.line}"
            logger.warning("%s", fault.message, location=place, type="translation", subtype="error")
