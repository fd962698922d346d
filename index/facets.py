"""Facets as columns of codes, counted over any set of matching passages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Integers: TypeAlias = npt.NDArray[np.int64]
"""Codes, places or counts."""

Matches: TypeAlias = npt.NDArray[np.bool_]
"""One truth value a row: whether the passage there is meant."""

Counts: TypeAlias = tuple[tuple[str, int], ...]
"""Values with their counts, most frequent first, ties by value."""


@dataclass(frozen=True, slots=True)
class Column:
    """The values of one facet over all rows; a row may have several.

    Each entry says that the row `rows[i]` carries the value with code `codes[i]`. `pairs[i]` numbers the entry's
    pair of story and code; `pair_codes` gives each pair's code, so that a story counts once however many of its
    passages carry the value.
    """

    values: tuple[str, ...]
    size: int
    rows: Integers
    codes: Integers
    pairs: Integers
    pair_codes: Integers

    def having(self, wanted: Collection[str]) -> Matches:
        """The rows that carry one of these values at least."""
        codes = [code for code, value in enumerate(self.values) if value in wanted]
        matches = np.zeros(self.size, dtype=np.bool_)
        matches[self.rows[np.isin(self.codes, codes)]] = True
        return matches

    def counts(self, matches: Matches, by_story: bool) -> Integers:
        """How many matching passages carry each value, or how many stories with such a passage."""
        meant = matches[self.rows]
        if not by_story:
            return np.bincount(self.codes[meant], minlength=len(self.values))
        told = np.zeros(len(self.pair_codes), dtype=np.bool_)
        told[self.pairs[meant]] = True
        return np.bincount(self.pair_codes[told], minlength=len(self.values))


def column(rows: Sequence[Collection[str]], stories: Integers, none: str) -> Column:
    """A column of each row's values; a row without a value carries `none`. `stories` numbers each row's story."""
    carried = [tuple(dict.fromkeys(values)) or (none,) for values in rows]
    values = tuple(sorted(set(chain.from_iterable(carried))))
    codes_of = {value: code for code, value in enumerate(values)}
    lengths = np.fromiter((len(row) for row in carried), dtype=np.int64, count=len(carried))
    at = np.repeat(np.arange(len(carried), dtype=np.int64), lengths)
    codes = np.array([codes_of[value] for row in carried for value in row], dtype=np.int64)
    told, pairs = np.unique(stories[at] * max(len(values), 1) + codes, return_inverse=True)
    return Column(values, len(carried), at, codes, pairs.astype(np.int64), told % max(len(values), 1))


def filtered(columns: Mapping[str, Column], filters: Mapping[str, Collection[str]], matches: Matches) -> Matches:
    """Those of the matches that carry, in each facet filtered, one of the values chosen."""
    for name, chosen in filters.items():
        matches = matches & columns[name].having(chosen)
    return matches


def tally(
    columns: Mapping[str, Column],
    filters: Mapping[str, Collection[str]],
    matches: Matches,
    wanted: Iterable[str],
    by_story: bool,
) -> dict[str, Counts]:
    """The counts of each wanted facet over the matches, under the filters of the other facets but not its own.

    A value that matches nothing is left out unless it is chosen.
    """
    having = {name: columns[name].having(chosen) for name, chosen in filters.items()}
    counted: dict[str, Counts] = {}
    for name in wanted:
        meant = matches
        for other, carrying in having.items():
            meant = meant & carrying if other != name else meant
        counted[name] = _listed(columns[name], columns[name].counts(meant, by_story), filters.get(name, ()))
    return counted


def _listed(column: Column, counts: Integers, chosen: Collection[str]) -> Counts:
    found = {value: int(count) for value, count in zip(column.values, counts, strict=True) if count}
    listed = dict.fromkeys(chosen, 0) | found
    return tuple(sorted(listed.items(), key=lambda item: (-item[1], item[0])))
