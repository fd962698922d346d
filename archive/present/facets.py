"""What can be chosen beside a search, and what is chosen. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive import words
from archive.discover import SearchState
from archive.texts import gettext as _
from archive.texts import ngettext
from index.engine.base import FACETS, NONE, Results

SHOWN_VALUES = 10
"""Values that a facet shows beside the results; the rest stands on a page of its own."""

YEARS = ("told", "year")
"""Facets whose values are years."""

Labels = Mapping[str, Mapping[str, str]]
"""For each facet the labels of its values, by id."""


@dataclass(frozen=True, slots=True)
class ValueView:
    """A value of a facet: the link adds it to the search, or takes it away where it is chosen.

    `share` is its count as a percentage of the facet's largest; 0 for "has none".
    """

    value: str
    label: str
    count: int
    href: str
    chosen: bool
    share: int


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet's heading and values; `more` leads to all of them where some are left out. Several years bear bars."""

    name: str
    heading: str
    values: tuple[ValueView, ...]
    total: int
    more: str | None
    bars: bool


@dataclass(frozen=True, slots=True)
class Constraint:
    """A chosen value, and the search without it."""

    heading: str
    label: str
    remove: str


def label(labels: Labels, facet: str, value: str) -> str:
    """What a facet's value is called; the id itself where nothing better is known."""
    if value == NONE:
        return words.none(facet)
    if facet == "kind":
        return words.kind(value)
    return labels.get(facet, {}).get(value, value)


def constraints(state: SearchState, labels: Labels) -> tuple[Constraint, ...]:
    """What is chosen, each with the search without it."""
    return tuple(
        Constraint(words.facet(facet), label(labels, facet, value), state.remove(facet, value).link())
        for facet, value in state.chosen
    )


def facet(
    state: SearchState, name: str, counts: Sequence[tuple[str, int]], labels: Labels, shown: int | None = SHOWN_VALUES
) -> FacetView:
    """A facet with its chosen values on top, then the most frequent ones; years stand newest first.

    `shown` limits the values that are not chosen; None shows all.
    """
    chosen = state.values(name)
    most = max((count for value, count in counts if value != NONE), default=0)
    ranked = _by_year(counts) if name in YEARS else list(counts)
    ranked.sort(key=lambda pair: pair[0] not in chosen)
    kept = ranked if shown is None else ranked[: max(shown, len(chosen))]
    return FacetView(
        name=name,
        heading=words.facet(name),
        values=tuple(_value(state, name, pair, most, labels) for pair in kept),
        total=len(ranked),
        more=state.facet_link(name) if len(kept) < len(ranked) else None,
        bars=name in YEARS and len(ranked) > 1,
    )


def _by_year(counts: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(counts, key=lambda pair: (pair[0] != NONE, pair[0]), reverse=True)


def _value(state: SearchState, facet: str, counted: tuple[str, int], most: int, labels: Labels) -> ValueView:
    value, count = counted
    chosen = value in state.values(facet)
    return ValueView(
        value=value,
        label=label(labels, facet, value),
        count=count,
        href=(state.remove(facet, value) if chosen else state.add(facet, value)).link(),
        chosen=chosen,
        share=round(100 * count / most) if most and value != NONE else 0,
    )


def facets(state: SearchState, results: Results, labels: Labels) -> tuple[FacetView, ...]:
    """All facets that have a value to choose, in their order."""
    views = (facet(state, name, results.facets.get(name, ()), labels) for name in FACETS)
    return tuple(view for view in views if view.values)


def chosen_words(state: SearchState) -> str:
    """How many values are chosen, for the heading of the closed facets."""
    count = len(state.chosen)
    if not count:
        return _("none chosen")
    return ngettext("%(count)s chosen", "%(count)s chosen", count) % {"count": count}
