"""A search as a reader states it: SearchState to and from a URL, and to an engine's Query.

Parameter names (`q`, `theme`, `voice`, `place`, `told`, `kind`, `publisher`, `year`, `view`, `sort`, `page`) are
frozen. The facets may be repeated: several values of one facet widen a search, several facets narrow it. Everything
here is pure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit

from archive import words
from archive.texts import gettext as _
from index.engine.base import FACETS, NONE, PUBLIC, Query, Sort, View
from index.query import And, Compound, Expression, Fuzzy, Or, Phrase, Prefix, Word, one_of, render

PATH = "/search"
FACET_PATH = "/search/facet"
LONGEST = 1000
"""Characters of a question that are read, as the query language has it."""

MOST_VALUES = 40
"""Facet values that one search may choose; more is no question that a reader asks."""

LAST_PAGE = 100_000

PAGE_SIZE = 20
"""Hits on a page."""

FOUNDING_THEMES = ("forced-marriage", "repatriation", "starvation", "education")
"""The themes that the archive began with, shown first on the home page."""

_E = TypeVar("_E", View, Sort)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class SearchState:
    """All that a search page depends on. `chosen` holds (facet, value) pairs, facets in their order, no pair twice."""

    q: str = ""
    chosen: tuple[tuple[str, str], ...] = ()
    view: View = View.PASSAGES
    sort: Sort = Sort.RELEVANCE
    page: int = 1

    def values(self, facet: str) -> tuple[str, ...]:
        """The values chosen in a facet."""
        return tuple(value for name, value in self.chosen if name == facet)

    def add(self, facet: str, value: str) -> SearchState:
        """The same search with a value more, from its first page."""
        return replace(self, chosen=_ordered([*self.chosen, (facet, value)]), page=1)

    def remove(self, facet: str, value: str) -> SearchState:
        """The same search without a value, from its first page."""
        return replace(self, chosen=tuple(pair for pair in self.chosen if pair != (facet, value)), page=1)

    def without(self, facet: str) -> SearchState:
        """The same search without a facet's filter, from its first page."""
        return replace(self, chosen=tuple(pair for pair in self.chosen if pair[0] != facet), page=1)

    def unfiltered(self) -> SearchState:
        """The same question with nothing chosen."""
        return replace(self, chosen=(), page=1)

    def asking(self, q: str) -> SearchState:
        """The same filters with another question."""
        return replace(self, q=q, page=1)

    def seen_as(self, view: View) -> SearchState:
        """The same search in another view."""
        return replace(self, view=view, page=1)

    def sorted_by(self, sort: Sort) -> SearchState:
        """The same search in another order."""
        return replace(self, sort=sort, page=1)

    def at(self, page: int) -> SearchState:
        """Another page of the same search."""
        return replace(self, page=page)

    def canonical(self) -> SearchState:
        """The question alone: the address that a filtered page names as its main one."""
        return SearchState(q=self.q)

    @property
    def filtered(self) -> bool:
        """Whether this is more than the bare question: such pages are for readers, not for other search engines."""
        return self != self.canonical()

    def params(self) -> tuple[tuple[str, str], ...]:
        """The URL parameters, in a fixed order; what is the default is left out."""
        pairs = [("q", self.q)] if self.q else []
        pairs += self.chosen
        pairs += [("view", self.view.value)] if self.view is not View.PASSAGES else []
        pairs += [("sort", self.sort.value)] if self.sort is not Sort.RELEVANCE else []
        pairs += [("page", str(self.page))] if self.page > 1 else []
        return tuple(pairs)

    def kept_by_form(self) -> tuple[tuple[str, str], ...]:
        """What the question's form sends along unseen: all but the question and the page."""
        return tuple(pair for pair in self.params() if pair[0] not in ("q", "page"))

    def link(self) -> str:
        """The address of this search."""
        return _address(PATH, self.params())

    def facet_link(self, facet: str) -> str:
        """The address of the page that lists all values of a facet for this search."""
        return _address(FACET_PATH, [*self.at(1).params(), ("facet", facet)])

    def query(
        self,
        expression: Expression,
        audiences: frozenset[str] = frozenset({PUBLIC}),
        facets: tuple[str, ...] = FACETS,
        size: int = PAGE_SIZE,
    ) -> Query:
        """What an engine is asked; `expression` is the question as the query language read it."""
        filters = {facet: frozenset(self.values(facet)) for facet in FACETS if self.values(facet)}
        return Query(
            expression=expression,
            audiences=audiences,
            filters=filters,
            view=self.view,
            sort=self.sort,
            page=self.page,
            size=size,
            facets=facets,
        )


def read_params(params: Iterable[tuple[str, str]]) -> tuple[SearchState, tuple[str, ...]]:
    """The search that URL parameters state, and notes for the reader on what was left out.

    Total: whatever stands in the URL, a search comes out. Unknown names are ignored; of a name that is not a facet,
    the last value counts.
    """
    pairs = list(params)
    single = dict(pairs)
    q, cut = _question(single.get("q", ""))
    chosen = _ordered((facet, _clean(value)) for facet, value in pairs if facet in FACETS)
    kept = tuple(pair for pair in chosen if _well_formed(*pair))[:MOST_VALUES]
    notes = _too_long() if cut else ()
    state = SearchState(
        q=q,
        chosen=kept,
        view=_one_of(View, single.get("view"), View.PASSAGES),
        sort=_one_of(Sort, single.get("sort"), Sort.RELEVANCE),
        page=_page(single.get("page", "1")),
    )
    return state, notes + _left_out(pair for pair in chosen if pair not in kept)


def keep_known(state: SearchState, known: Mapping[str, Collection[str]]) -> tuple[SearchState, tuple[str, ...]]:
    """The search without values that nothing bears, and notes that say so; a facet not in `known` keeps its values."""
    unknown = [
        (facet, value)
        for facet, value in state.chosen
        if facet in known and value != NONE and value not in known[facet]
    ]
    chosen = tuple(pair for pair in state.chosen if pair not in unknown)
    return replace(state, chosen=chosen), _left_out(unknown)


def state_of_link(address: str | None) -> SearchState | None:
    """The search that an address of ours states; None where it is no address of a search."""
    if not address:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.path != PATH:
        return None
    return read_params(_pairs(parts.query))[0]


def loosened(expression: Expression) -> str | None:
    """A question that any one word of this one satisfies; None where nothing can be loosened."""
    words_asked = tuple(_words_of(expression))
    loose = one_of(words_asked) if words_asked else expression
    return render(loose) if isinstance(loose, Or) and loose != expression else None


def _words_of(expression: Expression) -> Iterator[Expression]:
    match expression:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _words_of(part)
        case Compound(found) | Phrase(found):
            yield from (Word(word) for word in found)
        case Word() | Prefix() | Fuzzy():
            yield expression
        case _:
            return


def _pairs(query: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(query, max_num_fields=200)
    except ValueError:
        return []


def _address(path: str, params: Iterable[tuple[str, str]]) -> str:
    query = urlencode(list(params), errors="replace")
    return f"{path}?{query}" if query else path


def _clean(value: str) -> str:
    return " ".join(_CONTROLS.sub(" ", value).split())


def _question(q: str) -> tuple[str, bool]:
    cleaned = _clean(q[: 4 * LONGEST])
    return cleaned[:LONGEST].rstrip(), len(cleaned) > LONGEST


def _ordered(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    unique = dict.fromkeys(pairs)
    return tuple(sorted(unique, key=lambda pair: FACETS.index(pair[0])))


def _well_formed(facet: str, value: str) -> bool:
    if value == NONE:
        return True
    if facet in ("year", "told"):
        return _YEAR.fullmatch(value) is not None and value.isascii()
    return 0 < len(value) <= 200


def _too_long() -> tuple[str, ...]:
    return (_("The question was longer than %(most)s characters; the rest was left out.") % {"most": f"{LONGEST:,}"},)


def _left_out(pairs: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(
        _("%(facet)s “%(value)s” is not known here; it was left out.")
        % {"facet": words.facet(facet), "value": value[:60]}
        for facet, value in pairs
        if value
    )


def _one_of(options: type[_E], value: str | None, default: _E) -> _E:
    return next((option for option in options if option.value == value), default)


def _page(value: str) -> int:
    number = int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else 1
    return min(max(number, 1), LAST_PAGE)
