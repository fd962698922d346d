"""From matches to an answer: what every embedded engine does the same way once it knows which passages match."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from index import facets
from index.analysis import exact
from index.engine.base import FACETS, NONE, Hit, Query, Results, Sort, View
from index.facets import Column, Integers, Matches

Scores: TypeAlias = npt.NDArray[np.float64]
"""One score a row; 0 where nothing was scored."""

_DIGITS = 6
"""Decimals of a score that count: what differs below is the order of summing, and a tie."""


class Row(NamedTuple):
    """What an engine keeps of a passage beside its words."""

    story: str
    passage: str
    place: int
    audience: str
    date: str | None
    values: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Rows:
    """All passages of an index in columns; a row without a passage (deleted, or no passage at all) is not alive.

    `story` and `date` are ranks: of the story's id among all, of its date among all (-1: no date).
    """

    alive: Matches
    passages: tuple[str, ...]
    stories: tuple[str, ...]
    story: Integers
    place: Integers
    date: Integers
    audiences: Column
    columns: Mapping[str, Column]


_GONE = Row("", "", 0, "", None, {})


def rows(kept: Sequence[Row | None]) -> Rows:
    """The columns of an index's rows, in its order; None where a row is not alive."""
    filled = [row or _GONE for row in kept]
    stories, story = _ranks([row.story for row in filled])
    _, date = _ranks([row.date or "" for row in filled])
    dated = np.array([row.date is not None for row in filled], dtype=np.bool_)
    names = dict.fromkeys([*FACETS, *(name for row in filled for name in row.values)])
    return Rows(
        alive=np.array([row is not None for row in kept], dtype=np.bool_),
        passages=tuple(row.passage for row in filled),
        stories=stories,
        story=story,
        place=np.array([row.place for row in filled], dtype=np.int64),
        date=np.where(dated, date, -1),
        audiences=facets.column([(row.audience,) for row in filled], story, NONE),
        columns={name: facets.column([row.values.get(name, ()) for row in filled], story, NONE) for name in names},
    )


def stories_among(kept: Rows, matches: Matches) -> int:
    """How many stories have a passage among the matches."""
    return int(np.count_nonzero(np.bincount(kept.story[matches], minlength=1)))


def valued(column: Column, words: Sequence[str]) -> Matches:
    """The rows that carry a value whose words, as `analysis.exact` reads them, are these."""
    return column.having([value for value in column.values if value != NONE and exact(value) == list(words)])


def answer(kept: Rows, matches: Matches, scores: Scores, query: Query) -> Results:
    """The results of a query whose expression and audience are satisfied by `matches`."""
    by_story = query.view is View.STORIES
    columns = _with_unknown(kept, [*query.filters, *query.facets])
    found = facets.filtered(columns, query.filters, matches)
    return Results(
        passages=int(np.count_nonzero(found)),
        stories=stories_among(kept, found),
        hits=_page(kept, found, scores, query),
        facets=facets.tally(columns, query.filters, matches, query.facets, by_story),
    )


def _page(kept: Rows, found: Matches, scores: Scores, query: Query) -> tuple[Hit, ...]:
    at = np.flatnonzero(found)
    if query.view is View.STORIES:
        at = _best_of_stories(kept, at, scores)
    start = (max(query.page, 1) - 1) * query.size
    shown = at[_order(kept, at, scores, query.sort)][start : start + query.size]
    return tuple(Hit(kept.stories[kept.story[row]], kept.passages[row], float(scores[row])) for row in shown)


def _best_of_stories(kept: Rows, at: Integers, scores: Scores) -> Integers:
    """Of each story's rows the one with the highest score, of equals the first in the story."""
    best_first = at[np.lexsort((kept.place[at], -_rounded(scores[at]), kept.story[at]))]
    _, first = np.unique(kept.story[best_first], return_index=True)
    return best_first[first]


def _order(kept: Rows, at: Integers, scores: Scores, sort: Sort) -> Integers:
    date = kept.date[at]
    leading: npt.NDArray[np.float64 | np.int64]
    if sort is Sort.NEWEST:
        leading = -date
    elif sort is Sort.OLDEST:
        leading = np.where(date < 0, np.iinfo(np.int64).max, date)
    else:
        leading = -_rounded(scores[at])
    return np.lexsort((kept.place[at], kept.story[at], leading))


def _rounded(scores: Scores) -> Scores:
    return np.round(scores, _DIGITS)


def _with_unknown(kept: Rows, names: Iterable[str]) -> dict[str, Column]:
    """The columns asked for; where the index has no such facet, one in which no passage has a value."""
    nothing: list[tuple[str, ...]] = [()] * len(kept.passages)
    return {name: kept.columns.get(name) or facets.column(nothing, kept.story, NONE) for name in names}


def _ranks(values: Sequence[str]) -> tuple[tuple[str, ...], Integers]:
    ordered = tuple(sorted(set(values)))
    rank = {value: at for at, value in enumerate(ordered)}
    return ordered, np.array([rank[value] for value in values], dtype=np.int64)
