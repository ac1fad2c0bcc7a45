"""The processor: a style, locales and items; given citations in order, it answers with runs.

Everything that holds for the whole document is settled here, in this order: the order of the
list, citation numbers, positions, disambiguation; then citations and entries are rendered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import languages, xml
from .bibliography import BibliographyOptions, number, substitute_authors
from .cites import CiteOptions, Rendered, capitalize_start, join_cites, name_once
from .clean import clean
from .context import Context
from .data import Record
from .disambiguation import Ambiguities, Disambiguation
from .items import CLOSE, Items, Mark, find, plain
from .languages import Options
from .lead import compile_lead, is_outlet_and_date, led_by_outlet, names_nothing
from .locale import Locales
from .model import Entry, Result
from .output import build
from .positions import positions
from .scope import Scope, join
from .sorting import Sorter
from .wrap import affix, wrapper

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .locale import Locale
    from .model import Citation, Cite
    from .output import Run
    from .positions import Position
    from .scope import Render
    from .style import Style
    from .xml import Element


_EMPTY = Record("", {})
_LEFT = Mark("display", "left-margin")
_RIGHT = Mark("display", "right-inline")


class _Layout:
    """The layout of an area in one locale, compiled."""

    def __init__(self, style: Style, locale: Locale, area: Element, language: str) -> None:
        layout = style.layout(area, language)
        self.locale = locale
        self.parts = Scope(style, locale, area).parts(layout)
        self.prefix = affix(layout.get("prefix", ""), locale)
        self.suffix = affix(layout.get("suffix", ""), locale)
        self.delimiter = affix(layout.get("delimiter", ""), locale)
        self.wrap = wrapper(layout, locale, affixes=False)

    def render(self, ctx: Context) -> Items:
        """Return what the layout prints, without its affixes."""
        return join(self.parts(ctx), [])

    def aligned(self, ctx: Context) -> Items:
        """Return an entry with its first field apart (``second-field-align``)."""
        pieces = self.parts(ctx)
        if len(pieces) < 2:
            return self.finish(ctx, join(pieces, []))
        rest = [*self.prefix, *join(pieces[1:], []), *self.suffix]
        if type(rest[-1]) is str:
            rest[-1] = rest[-1].rstrip()
        rest = self.wrap(ctx, rest) if self.wrap else rest
        first = self.wrap(ctx, pieces[0]) if self.wrap else pieces[0]
        return [_LEFT, *first, CLOSE, _RIGHT, *rest, CLOSE]

    def finish(self, ctx: Context, items: Items) -> Items:
        """Put the layout's affixes and formatting around *items*."""
        items = [*self.prefix, *items, *self.suffix]
        return self.wrap(ctx, items) if self.wrap else items


class Processor:
    """Formats one document's citations and its list."""

    def __init__(
        self,
        style: Style,
        items: Mapping[str, Mapping[str, Any]],
        *,
        language: str,
        options: Options | None = None,
        locales: Locales | None = None,
    ) -> None:
        self.style = style
        self.items = items
        #: language of the page
        self.language = language
        self.options = options or Options()
        self.locales = locales or Locales.default()
        #: cites as they read when nothing tells them apart, and entries: documents share them
        self.plain_cites: dict[tuple[str, frozenset[str]], tuple[Context, Items, str]] = {}
        self._ready: dict[tuple[object, ...], Entry] = {}
        self._ready_citations: dict[tuple[object, ...], tuple[Run, ...]] = {}
        self._rows: dict[str, list[Any]] = {}
        #: whether the list is sorted as the style says; otherwise it stands in order of citation
        self.sorts = True
        self._merged: dict[str, Locale] = {}
        self._settings: dict[tuple[str, bool], str] = {}
        self._records: dict[tuple[str, str], Record] = {}
        self._layouts: dict[tuple[str, str], _Layout] = {}
        self._sorters: dict[str, Sorter] = {}
        self._leads: dict[str, Render] = {}
        page = self.locale(language)
        self.cite_options = CiteOptions(style.citation, page, in_text=not style.is_note)
        self.bibliography_options = BibliographyOptions(style.bibliography, page)
        self._near = number(style.citation.get("near-note-distance"), 5)
        self._page_types = frozenset(style.citation.get(xml.OWN + "page-language", "").split())

    # -- languages ---------------------------------------------------------------------------

    def locale(self, language: str) -> Locale:
        """Return the locale that is used for *language*."""
        locale = self._merged.get(language)
        if locale is None:
            merged = self.locales.merge(self._dialect(language), self.style.locales)
            locale = self._merged[language] = languages.apply_options(merged, self.options)
        return locale

    def _dialect(self, language: str) -> str:
        """Return the dialect that the style is written in, where it is one of *language*.

        A style that names no locale is American English (specification, "Locale Fallback").
        """
        default = self.style.default_locale or "en-US"
        same = languages.base(default) == language.lower()
        return default if same else language

    def setting(self, key: str, *, cited: bool) -> str:
        """Return the language that the item *key* is set in."""
        found = self._settings.get((key, cited))
        if found is None:
            item, translated = self.items[key], self.options.translated
            if cited and str(item.get("type")) in self._page_types:
                found = self.language
            else:
                found = languages.setting_of(
                    item, self.language, cited=cited, translated=translated
                )
            self._settings[key, cited] = found
        return found

    def record(self, key: str, language: str) -> Record:
        """Return the item *key* as it reads in *language*."""
        found = self._records.get((key, language))
        if found is None:
            found = languages.record(key, self.items[key], language)
            own = found.language.lower()
            default = self.style.default_locale or "en"
            found.is_english = own.startswith("en") if own else default.startswith("en")
            if self._names_nothing(found, language):
                found = led_by_outlet(found)
            self._records[key, language] = found
        return found

    def _names_nothing(self, record: Record, language: str) -> bool:
        """Return whether a cite of *record* would not say whose it is."""
        if self.style.is_note or self.style.is_numbered or not is_outlet_and_date(record):
            return False
        layout = self._layout(self.style.citation, language)
        return names_nothing(record, layout.render(Context(record)))

    def _layout(self, area: Element, language: str) -> _Layout:
        name = xml.tag(area)
        layout = self._layouts.get((name, language))
        if layout is None:
            layout = self._layouts[name, language] = _Layout(
                self.style, self.locale(language), area, language
            )
        return layout

    def compile(self) -> None:
        """Compile all layouts and sort keys now; otherwise that happens when they are needed."""
        for area in (self.style.citation, self.style.bibliography):
            if area is not None:
                self._layout(area, self.language)
                self._sorter(area)

    # -- the document ------------------------------------------------------------------------

    def process(
        self,
        citations: Iterable[Citation],
        uncited: Iterable[str] = (),
        *,
        has_list: bool = True,
    ) -> Result:
        """Format *citations*, in the order of the document, and the list of what they cite.

        *uncited* names items to list besides. Keys that are not in the items are printed with a
        question mark. Without *has_list*, nothing is listed.
        """
        citations = tuple(citations)
        cited = [cite.key for citation in citations for cite in citation.cites]
        keys = [key for key in dict.fromkeys([*cited, *uncited]) if key in self.items]
        numbers = {key: place for place, key in enumerate(keys, 1)}
        is_sorted = has_list or self.style.asks_for_order
        if is_sorted:
            keys = self.sorted_keys(keys, numbers)
            if self.style.bibliography is not None:
                numbers = {key: place for place, key in enumerate(keys, 1)}
        rows = positions(citations, self._near, repeats=self.options.repeats)
        ambiguities = Ambiguities(self, keys, numbers, citations, rows)
        state = ambiguities.resolve(is_sorted=is_sorted)
        runs = tuple(
            self._shared_citation(citation, row, numbers, state)
            for citation, row in zip(citations, rows, strict=True)
        )
        entries = self._entries(keys, numbers, state) if has_list else ()
        return Result(runs, entries, state.suffixes)

    def _sorter(self, area: Element) -> Sorter:
        name = xml.tag(area)
        if name not in self._sorters:
            self._sorters[name] = Sorter(
                self.style, self.locale(self.language), area, self.options.filing
            )
        return self._sorters[name]

    def sorted_keys(self, keys: list[str], numbers: dict[str, int]) -> list[str]:
        """Return *keys* in the order of the list."""
        area = self.style.bibliography
        if area is None or not self.sorts:
            return keys
        sorter = self._sorter(area)
        if not sorter:
            return keys
        rows = [self._row(sorter, key, numbers) for key in keys]
        return [keys[index] for index in sorter.sort(rows)]

    def _row(self, sorter: Sorter, key: str, numbers: dict[str, int]) -> list[Any]:
        """Return what an entry is sorted by; documents share it where they number nothing."""
        row = self._rows.get(key)
        if row is None or self.style.is_numbered:
            row = self._rows[key] = sorter.row(self.context(key, numbers, cited=False))
        return row

    def context(self, key: str, numbers: dict[str, int], *, cited: bool) -> Context:
        """Return a fresh context for the item *key*."""
        ctx = Context(self.record(key, self.setting(key, cited=cited)))
        ctx.number = numbers.get(key, 0)
        return ctx

    # -- citations ---------------------------------------------------------------------------

    def cite_context(
        self,
        cite: Cite,
        position: Position | None,
        numbers: dict[str, int],
        state: Disambiguation | None,
    ) -> Context:
        """Return the context to render *cite* in."""
        ctx = self.context(cite.key, numbers, cited=True)
        ctx.locator = clean(cite.locator).strip()
        ctx.label = "sub verbo" if cite.label == "sub-verbo" else cite.label or "page"
        ctx.quiet_names = cite.suppress_author
        if position is not None:
            ctx.position = position.tests
            ctx.first_note = position.first_note
        if state is not None:
            state.apply(ctx)
        return ctx

    def render_cite(self, ctx: Context) -> Items:
        """Return one cite without affixes."""
        return self._layout(self.style.citation, self._setting_of(ctx)).render(ctx)

    def _setting_of(self, ctx: Context) -> str:
        return self.setting(ctx.record.key, cited=True)

    def _shared_citation(
        self,
        citation: Citation,
        row: list[Position],
        numbers: dict[str, int],
        state: Disambiguation,
    ) -> tuple[Run, ...]:
        """Return a citation, from an earlier one where it would be the same."""
        if self.style.is_numbered:
            return self._citation(citation, row, numbers, state)
        decisions = tuple(
            (state.ranks.get(cite.key), *state.signature(cite.key)) for cite in citation.cites
        )
        signature = (citation.cites, tuple(row), decisions)
        runs = self._ready_citations.get(signature)
        if runs is None:
            runs = self._citation(citation, row, numbers, state)
            self._ready_citations[signature] = runs
        return runs

    def _citation(
        self,
        citation: Citation,
        row: list[Position],
        numbers: dict[str, int],
        state: Disambiguation,
    ) -> tuple[Run, ...]:
        pairs = list(zip(citation.cites, row, strict=True))
        known = [pair for pair in pairs if pair[0].key in self.items]
        layout = self._layout(self.style.citation, self.language)
        if known and len(known) == len(pairs):
            sorter = self._sorter(self.style.citation)
            if sorter and len(known) > 1:
                contexts = [self.cite_context(c, p, numbers, state) for c, p in known]
                rows = [sorter.row(ctx) for ctx in contexts]
                pairs = [known[index] for index in sorter.sort(rows)]
        rendered = [self._cite(cite, place, numbers, state) for cite, place in pairs]
        if rendered and self.style.is_note:
            rendered[0].items = capitalize_start(rendered[0].items, rendered[0].cite.prefix)
            name_once(rendered, self.locale)
        items = join_cites(rendered, layout.delimiter, self.cite_options, self.language)
        ctx = Context(_EMPTY)
        whole: Items = layout.finish(ctx, items) if items else [self._nothing(citation)]
        if citation.cites and all(cite.author_only for cite in citation.cites):
            whole = items
        return self._build(whole, self.language)

    def _nothing(self, citation: Citation) -> str:
        """Return what stands where a style prints nothing for a citation."""
        if not citation.cites or all(cite.suppress_author for cite in citation.cites):
            return ""
        return self.options.no_form or "; ".join(cite.key + "?" for cite in citation.cites)

    def _cite(
        self, cite: Cite, place: Position, numbers: dict[str, int], state: Disambiguation
    ) -> Rendered:
        if cite.key not in self.items:
            return Rendered(cite, [cite.key + "?"], self.language, None)
        ctx, items = self._rendered(cite, place, numbers, state)
        names = find(items, "names")
        if names and plain(items[: names[0]]).strip():
            names = None  # a translator, after the title
        if cite.author_only:
            items = items[names[0] : names[1] + 1] if names else self._lead(ctx)[0]
        elif cite.suppress_author and not names:
            # the author's sentence names what the style has no names for: an outlet
            quiet = self.cite_context(cite, place, numbers, state)
            quiet.suppressed |= self._lead(ctx)[1]
            # a citation never prints nothing, but for one whose name stands before it already
            items = self.render_cite(quiet) or ([] if cite.is_led else items)
        rendered = Rendered(cite, items, self._setting_of(ctx), ctx)
        rendered.number = state.ranks.get(cite.key, -1)
        if not cite.author_only:

            def again() -> Items:
                quiet = self.cite_context(cite, place, numbers, state)
                quiet.quiet_names = True
                return self.render_cite(quiet)

            rendered.again = again
        return rendered

    def _rendered(
        self, cite: Cite, place: Position, numbers: dict[str, int], state: Disambiguation
    ) -> tuple[Context, Items]:
        """Return a cite without affixes, as it was rendered before where it would be the same."""
        is_plain = not (cite.locator or cite.suppress_author or any(state.signature(cite.key)))
        if is_plain and cite.label == "page" and not place.first_note:
            known = self.plain_cites.get((cite.key, place.tests))
            if known is not None:
                return known[0], known[1]
        ctx = self.cite_context(cite, place, numbers, state)
        return ctx, self.render_cite(ctx)

    def _lead(self, ctx: Context) -> tuple[Items, set[str]]:
        """Return who leads the source in a sentence, and the variables taken for that."""
        language = self._setting_of(ctx)
        if language not in self._leads:
            scope = Scope(self.style, self.locale(language), self.style.citation)
            self._leads[language] = compile_lead(scope)
        own = Context(ctx.record)
        return self._leads[language](own), own.suppressed

    # -- the list ----------------------------------------------------------------------------

    def _entry(self, layout: _Layout, ctx: Context) -> Items:
        """Return one entry; an empty list for one of which the style prints nothing."""
        if self.bibliography_options.second_field_align:
            return layout.aligned(ctx)
        items = layout.render(ctx)
        if not items:
            return []
        span = find(items, "citation-number")
        if span is not None and not plain(items[span[1] :]).strip(" .,:;)]"):
            # nothing but its number
            items = [*items, self.options.no_form or f"[{ctx.record.key}]"]
        return layout.finish(ctx, items)

    def _entries(
        self, keys: list[str], numbers: dict[str, int], state: Disambiguation
    ) -> tuple[Entry, ...]:
        area = self.style.bibliography
        if area is None:
            return ()
        if self.bibliography_options.substitute is None:
            ready = [self._shared_entry(area, key, numbers, state) for key in keys]
            return tuple(entry for entry in ready if entry is not None)
        rendered = [self._render_entry(area, key, numbers, state) for key in keys]
        substitute_authors(rendered, self.bibliography_options)
        return tuple(
            self._finish_entry(key, items)
            for key, items in zip(keys, rendered, strict=True)
            if items
        )

    def _shared_entry(
        self, area: Element, key: str, numbers: dict[str, int], state: Disambiguation
    ) -> Entry | None:
        """Return an entry, from an earlier document where it would be the same."""
        number = numbers[key] if self.style.is_numbered else 0
        signature = (key, number, *state.signature(key))
        entry = self._ready.get(signature)
        if entry is None:
            items = self._render_entry(area, key, numbers, state)
            if not items:
                return None
            entry = self._ready[signature] = self._finish_entry(key, items)
        return entry

    def _render_entry(
        self, area: Element, key: str, numbers: dict[str, int], state: Disambiguation
    ) -> Items:
        ctx = self.context(key, numbers, cited=False)
        state.apply(ctx)
        return self._entry(self._layout(area, self.setting(key, cited=False)), ctx)

    def _finish_entry(self, key: str, items: Items) -> Entry:
        language = self.setting(key, cited=False)
        return Entry(key, self._build(items, language), language)

    def _build(self, items: Items, language: str) -> tuple[Run, ...]:
        locale = self.locale(language)
        return build(items, locale, language, self.locale, ties=self.options.ties)
